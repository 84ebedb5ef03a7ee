//! Records opened in an emergency.

use domain::break_glass::{BreakGlassForm, EmergencyNotice, EmergencyOpened, EmergencyReviewForm};
use domain::id::TieId;
use uuid::Uuid;

use super::{Answer, create, get};

/// Open somebody's record in an emergency.
pub(crate) async fn ask(key: Uuid, form: &BreakGlassForm) -> Answer<EmergencyOpened> {
    create("/break-glass", key, form).await
}

/// The emergencies that one is told of.
pub(crate) async fn emergencies() -> Answer<Vec<EmergencyNotice>> {
    get("/break-glass").await
}

/// Review an emergency.
pub(crate) async fn review(emergency: TieId, key: Uuid, form: &EmergencyReviewForm) -> Answer<EmergencyNotice> {
    create(format!("/break-glass/{emergency}/review"), key, form).await
}
