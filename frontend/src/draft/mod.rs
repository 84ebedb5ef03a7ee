//! Drafts: what is typed and not yet recorded. The server has it within two seconds; what the server has
//! not acknowledged lies on this device as ciphertext, under a key that is in memory only while its author
//! is signed in.
//!
//! A draft belongs to its author, a person and a form, and is looked for under all three, so it can never
//! come up on another person's record.

mod device;
mod keeper;
mod seal;
mod state;

use chrono::Duration;
use domain::Private;
use domain::draft::{DAYS_KEPT, DraftForm};
use domain::id::StaffId;
use uuid::Uuid;

pub(crate) use keeper::use_draft;
pub(crate) use state::{Saving, SavingWords};

use crate::{client, clock};

/// Take the key that came with signing in, and send what this device kept for its author.
pub(crate) async fn unlock(author: StaffId, key: &Private<String>) {
    if seal::unlock(author, key).await.is_none() {
        return;
    }
    let too_old = clock::now() - Duration::days(DAYS_KEPT.into());
    for (id, kept) in device::all().await {
        if kept.changed_at < too_old || client::draft::save(id, &kept.form).await.is_ok() {
            device::forget(id).await;
        }
    }
}

/// A draft as this device keeps it.
pub(super) struct Kept {
    /// When it was last changed.
    changed_at: chrono::DateTime<chrono::Utc>,
    /// The draft.
    form: DraftForm,
}

/// Keep a draft on this device until the server has it.
async fn keep(id: Uuid, form: &DraftForm) {
    device::keep(id, form).await;
}
