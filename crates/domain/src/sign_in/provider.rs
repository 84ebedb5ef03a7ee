//! Signing in at the organisation's own identity provider.

use serde::{Deserialize, Serialize};

use crate::Private;

/// The ways to sign in that there are here, beside name and password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignInWays {
    /// Whether one can sign in at the organisation's own identity provider.
    pub provider: bool,
}

/// Where to go to sign in.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProviderAddress {
    /// The provider's page, which leads back here.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub address: Private<String>,
}
