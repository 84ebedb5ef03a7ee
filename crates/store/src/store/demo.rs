//! A demonstration's staff, whose one password is hashed once: never inside a unit of work.

use domain::access::FillDemo;
use domain::sign_in::Password;

use super::Store;
use crate::access::Access;
use crate::error::Error;
use crate::filled::FilledStaff;

/// Members of staff in one unit of work.
const BATCH: usize = 50;

impl Store {
    /// Add invented staff to a demonstration, all with the same password.
    pub async fn fill_demo_staff(
        &self,
        access: Access<FillDemo>,
        staff: &[FilledStaff],
        password: &Password,
    ) -> Result<(), Error> {
        let phc = self.hashed(password.as_private().reveal().clone()).await?;
        for batch in staff.chunks(BATCH) {
            self.fill_staff_hashed(access.clone(), batch.to_vec(), phc.clone()).await?;
        }
        Ok(())
    }
}
