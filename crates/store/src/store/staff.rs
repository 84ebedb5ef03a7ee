//! Staff at the command line, where a password is hashed first: never inside a unit of work.

use domain::access::{AddStaff, Standing};
use domain::id::StaffId;
use domain::sign_in::Password;
use domain::staff::StaffMember;

use super::Store;
use crate::access::Access;
use crate::error::Error;

impl Store {
    /// Add a member of staff at the command line, with a first password and roles: the first administrator.
    pub async fn add_staff(
        &self,
        access: Access<AddStaff>,
        member: StaffMember,
        password: &Password,
        roles: Vec<Standing>,
    ) -> Result<StaffId, Error> {
        let phc = self.hashed_new("password", password, &[], None).await?;
        self.add_hashed(access, member, phc, roles).await
    }
}
