//! How long what proves a sign-in under way holds, by a demonstration's clock: a second before it still does, a second
//! after it does not.

use serde_json::{Value, json};
use tests::asking::{Answer, Asker};
use tests::authenticator::Authenticator;
use tests::forms;
use tests::visiting::wait;
use tests::world::{PASSWORD, invitation, membership};

use super::demonstration::Demonstration;

/// Take somebody on, who has chosen no password yet.
async fn taken_on(demonstration: &Demonstration, name: &str) -> String {
    let administrator = demonstration.asker().await;
    let staff = administrator.post("/staff", &forms::staff(name)).await.expect(201).id();
    let membership = membership(&staff, "data_protection_officer", None);
    administrator.post(&format!("/staff/{staff}/memberships"), &membership).await.expect(201);
    staff
}

async fn accept(demonstration: &Demonstration, token: &str) -> Answer {
    demonstration.anonymous().post("/sign-in/invitation", &json!({"token": token, "password": PASSWORD})).await
}

/// Somebody who is signed in by their password, or by a recovery code of theirs where they have a second factor.
async fn signed_in(demonstration: &Demonstration, name: &str, code: Option<&Value>) -> Asker {
    let mut answer = demonstration.anonymous().first_step(name, PASSWORD).await.expect(200);
    if let Some(code) = code {
        answer = second_factor(demonstration, &answer, code).await.expect(200);
    }
    demonstration.anonymous().with_token(answer.body["access_token"].as_str().expect("a token"))
}

async fn second_factor(demonstration: &Demonstration, pending: &Answer, code: &Value) -> Answer {
    let given = json!({"pending": pending.body["pending"], "code": code});
    demonstration.anonymous().post("/sign-in/second-factor", &given).await
}

/// Begin enrolling an authenticator app: what names the enrolment, and the app.
async fn begun(asker: &Asker) -> (Value, Authenticator) {
    let begun = asker.post("/me/totp", &Value::Null).await.expect(200);
    (begun.body["enrolment"].clone(), Authenticator::with(begun.body["secret"].as_str().expect("a secret")))
}

#[test]
fn an_enrolment_holds_for_fifteen_minutes_and_a_sign_in_under_way_for_five() {
    wait(async {
        let mut demonstration = Demonstration::take().await;
        let staff = taken_on(&demonstration, "slow.to.enrol").await;
        accept(&demonstration, &invitation(&demonstration.asker().await, &staff).await).await.expect(200);

        let asker = signed_in(&demonstration, "slow.to.enrol", None).await;
        asker.post("/me/step-up", &json!({"password": PASSWORD})).await.expect(204);
        let (enrolment, app) = begun(&asker).await;
        demonstration.pass(899);
        let asker = signed_in(&demonstration, "slow.to.enrol", None).await;
        asker.post("/me/step-up", &json!({"password": PASSWORD})).await.expect(204);
        let given = json!({"enrolment": enrolment, "code": app.shown_ahead(demonstration.ahead())});
        let codes = asker.keep("/me/totp", &given).await.expect(200).body["recovery_codes"].clone();

        let (enrolment, app) = begun(&asker).await;
        demonstration.pass(901);
        let asker = signed_in(&demonstration, "slow.to.enrol", Some(&codes[0])).await;
        let given = json!({"enrolment": enrolment, "code": app.shown_ahead(demonstration.ahead())});
        assert_eq!(asker.keep("/me/totp", &given).await.expect(401).problem(), "sign-in-over");

        let anonymous = demonstration.anonymous();
        let first = anonymous.first_step("slow.to.enrol", PASSWORD).await.expect(200);
        demonstration.pass(299);
        second_factor(&demonstration, &first, &codes[1]).await.expect(200);
        let late = anonymous.first_step("slow.to.enrol", PASSWORD).await.expect(200);
        demonstration.pass(301);
        assert_eq!(second_factor(&demonstration, &late, &codes[2]).await.expect(401).problem(), "sign-in-over");
        // The code was not used up by that.
        let again = anonymous.first_step("slow.to.enrol", PASSWORD).await.expect(200);
        second_factor(&demonstration, &again, &codes[2]).await.expect(200);
    });
}

#[test]
fn an_invitation_holds_for_72_hours_and_a_reset_for_one() {
    wait(async {
        let mut demonstration = Demonstration::take().await;
        let mut staff = Vec::new();
        for name in ["in.time", "too.late"] {
            staff.push(taken_on(&demonstration, name).await);
        }
        for (kind, holds) in [("invitation", 72 * 3_600), ("reset", 3_600)] {
            let administrator = demonstration.asker().await;
            let mut links = Vec::new();
            for staff in &staff {
                let made = administrator.post(&format!("/staff/{staff}/invitation"), &Value::Null).await.expect(200);
                assert_eq!(made.body["kind"], kind);
                links.push(
                    made.body["link"].as_str().and_then(|link| link.split_once('#')).expect("a token").1.to_owned(),
                );
            }
            demonstration.pass(holds - 5);
            accept(&demonstration, &links[0]).await.expect(200);
            demonstration.pass(6);
            assert_eq!(accept(&demonstration, &links[1]).await.expect(401).problem(), "sign-in-over");
            // Whoever came too late is given another link, so that the next round is about a reset.
            let again = invitation(&demonstration.asker().await, &staff[1]).await;
            accept(&demonstration, &again).await.expect(200);
        }
    });
}
