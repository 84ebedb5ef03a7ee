//! Staff, where a password is hashed first: never inside a unit of work.

use domain::Recorded;
use domain::access::{AddStaff, ChangeStaff, Standing};
use domain::id::StaffId;
use domain::sign_in::Password;
use domain::staff::StaffMember;
use uuid::Uuid;

use super::Store;
use crate::access::Access;
use crate::error::Error;
use crate::once::Once;

impl Store {
    /// Take on a member of staff with a first password.
    pub async fn take_on_staff(
        &self,
        access: Access<ChangeStaff>,
        once: Once,
        member: StaffMember,
        password: &Password,
    ) -> Result<Recorded<StaffMember>, Error> {
        let phc = self.hashed(password.as_private().reveal().clone()).await?;
        self.take_on_hashed(access, once, member, phc).await
    }

    /// Add a member of staff at the command line, with roles.
    pub async fn add_staff(
        &self,
        access: Access<AddStaff>,
        member: StaffMember,
        password: &Password,
        roles: Vec<Standing>,
    ) -> Result<StaffId, Error> {
        let phc = self.hashed(password.as_private().reveal().clone()).await?;
        self.add_hashed(access, member, phc, roles).await
    }

    /// Set a new password for somebody who cannot sign in, and end their sessions.
    pub async fn reset_password(
        &self,
        access: Access<ChangeStaff>,
        staff: Uuid,
        password: &Password,
    ) -> Result<(), Error> {
        let phc = self.hashed(password.as_private().reveal().clone()).await?;
        self.reset_hashed(access, phc, staff).await
    }
}
