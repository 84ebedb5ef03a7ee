//! A form's documented schema says what its rules do: required fields, lengths, numbers, codes, words.
//!
//! For each form an example is made from the schema's own examples; it must pass. Then one thing at a time
//! is done to it that the schema forbids or allows, and the rules must agree.

#[cfg(test)]
mod compare;
#[cfg(test)]
mod document;

/// Compare the schema of a form with its rules.
///
/// `with` is merged into the example where examples of single fields contradict each other; the fields in
/// `together` are not left out one by one, because another field rests on them. A field that `with` takes
/// away by `null` is not compared.
#[cfg(test)]
macro_rules! forms {
    ($($test:ident: $Form:ty, $check:expr, with $with:tt, together $together:expr;)*) => {
        $(
            #[test]
            fn $test() {
                let check = |form: &$Form, against: &domain::Against<'_>| {
                    let check: fn(&$Form, &domain::Against<'_>) -> Result<(), domain::Flaws> = $check;
                    check(form, against)
                };
                crate::compare::compare::<$Form>(check, &serde_json::json!($with), &$together);
            }
        )*
    };
}

#[cfg(test)]
mod forms {
    use domain::activity::ActivityForm;
    use domain::addresses::AddressesForm;
    use domain::alert::{Alert, AlertForm, EndForm};
    use domain::api_client::{ApiClientForm, NewCredentialForm, RegisterClientForm};
    use domain::appointment::{Appointment, AppointmentForm, CancelForm};
    use domain::break_glass::{BreakGlassForm, EmergencyAccess, EmergencyReviewForm};
    use domain::contact::ContactForm;
    use domain::contract::ContractForm;
    use domain::convictions::ConvictionsForm;
    use domain::draft::DraftForm;
    use domain::episode::{CloseForm, Episode, EpisodeChangeForm, EpisodeForm, ReopenForm};
    use domain::health::HealthForm;
    use domain::identity::IdentityForm;
    use domain::oversight::{Finding, LookForm, ReviewForm, SeenByForm, SignOffForm, StatementForm, WindowForm};
    use domain::reach::ReachForm;
    use domain::restriction::{LiftForm, RecordRestriction, RestrictionForm};
    use domain::search::SearchForm;
    use domain::service::ServiceForm;
    use domain::service_user::RegistrationForm;
    use domain::sign_in::{
        AcceptForm, ConfirmEnrolmentForm, EnrolmentForm, PasskeyAnswerForm, PasskeySignInForm, PasswordForm,
        RegisterPasskeyForm, RenamePasskeyForm, SecondFactorForm, SignInForm, StepUpForm, UnlockForm,
    };
    use domain::staff::{MembershipForm, StaffForm};
    use domain::take_on::{AnswerForm, TakeOnRequest};
    use domain::tie::{DeclarationForm, GiveForm};
    use serde::de::DeserializeOwned;
    use serde_json::{Value, json};

    forms! {
        identity: IdentityForm, |form, against| form.check(against).map(drop),
            with {"nhs_number_status": "unknown"},
            together ["/previous_names/0/given_names", "/previous_names/0/family_name"];
        identity_of_one_name: IdentityForm, |form, against| form.check(against).map(drop),
            with {"nhs_number_status": "unknown", "given_names": null},
            together ["/family_name", "/previous_names/0/given_names", "/previous_names/0/family_name"];
        addresses: AddressesForm, |form, against| form.check(against).map(drop), with {}, together [];
        reach: ReachForm, |form, against| form.check(against).map(drop),
            with {"ways": [{"kind": "letter"}]},
            together [];
        health: HealthForm, |form, against| form.check(against).map(drop),
            with {"allergies_known": "listed"},
            together ["/allergies", "/allergies_known"];
        convictions: ConvictionsForm, |form, against| form.check(against).map(drop),
            with {"convictions": [{"status": "convicted"}]},
            together [];
        registration: RegistrationForm, |form, against| form.check(against).map(drop),
            with {"identity": {"nhs_number_status": "unknown"}, "ways": [{"kind": "letter"}]},
            together ["/identity/previous_names/0/given_names", "/identity/previous_names/0/family_name"];
        contact: ContactForm, |form, against| form.check(against).map(drop),
            with {"why": null, "reason": null},
            together [];
        contact_missed_and_corrected: ContactForm, |form, against| form.check_correction(against).map(drop),
            with {"outcome": "did_not_attend", "interventions": null},
            together ["/reason"];
        episode: EpisodeForm, |form, against| form.check(against).map(drop), with {}, together [];
        alert: AlertForm, |form, against| form.check(against).map(drop), with {}, together [];
        appointment: AppointmentForm, |form, against| form.check(against).map(drop), with {}, together [];
        service: ServiceForm, |form, against| form.check(against).map(drop), with {}, together [];
        episode_changed: EpisodeChangeForm, |form, against| form.check(&open(), against).map(drop),
            with {}, together [];
        episode_closed: CloseForm, |form, against| form.check(&open(), against).map(drop), with {}, together [];
        episode_opened_again: ReopenForm, |form, _| form.check(&closed()).map(drop), with {}, together [];
        alert_ended: EndForm, |form, against| form.check(&alert_before(), against).map(drop), with {}, together [];
        appointment_cancelled: CancelForm, |form, _| form.check(&booked()).map(drop), with {}, together [];
        request_answered: AnswerForm, |form, against| {
            let by = uuid::Uuid::from_u128(9).into();
            form.check(&waiting(), by, against.now).map(drop)
        }, with {}, together [];
        restriction: RestrictionForm, |form, _| form.check().map(drop),
            with {"staff": [ID]}, together ["/words"];
        restriction_lifted: LiftForm, |form, _| form.check(&restricted()).map(drop), with {}, together [];
        emergency: BreakGlassForm, |form, against| form.check(against).map(drop),
            with {"classes": ["health"]}, together [];
        emergency_reviewed: EmergencyReviewForm, |form, against| {
            form.check(&opened(), uuid::Uuid::from_u128(9).into(), against.now).map(drop)
        }, with {}, together [];
        finding_reviewed: ReviewForm, |form, against| {
            form.check(&found(None), uuid::Uuid::from_u128(9).into(), against.now).map(drop)
        }, with {}, together [];
        breach_signed_off: SignOffForm, |form, against| {
            form.check(&found(Some("breach")), uuid::Uuid::from_u128(9).into(), against.now).map(drop)
        }, with {}, together [];
        month_reviewed: StatementForm, |form, against| form.check(against).map(drop), with {}, together [];
        looked: LookForm, |form, against| form.check(against).map(drop), with {}, together [];
        given: GiveForm, |form, against| form.check(against).map(drop), with {}, together [];
        declaration: DeclarationForm, |form, _| form.check(uuid::Uuid::from_u128(9).into()).map(drop),
            with {}, together [];
        draft: DraftForm, |form, against| form.check(against).map(drop),
            with {"content": {"note": "Came on ti"}}, together ["/person", "/content"];
        contract: ContractForm, |form, _| form.check().map(drop),
            with {"data_held": "elsewhere"}, together ["/held_by"];
        member_of_staff: StaffForm, |form, _| form.check().map(drop),
            with {}, together [];
        membership: MembershipForm, |form, _| form.check().map(drop), with {}, together ["/service"];
        sign_in: SignInForm, |form, _| form.check().map(drop), with {}, together [];
        password: PasswordForm, |form, _| form.check().map(drop),
            with {"new": "three unusual words"}, together [];
        second_factor: SecondFactorForm, |form, _| form.check().map(drop),
            with {"code": "492039"}, together [];
        step_up: StepUpForm, |form, _| form.check().map(drop),
            with {"code": "492039", "password": null}, together ["/code"];
        unlock: UnlockForm, |form, _| form.check().map(drop), with {}, together [];
        passkey_sign_in: PasskeySignInForm, |form, _| form.check().map(drop), with {}, together [];
        passkey_answer: PasskeyAnswerForm, |form, _| form.check().map(drop), with {}, together [];
        passkey: RegisterPasskeyForm, |form, _| form.check().map(drop), with {}, together [];
        passkey_name: RenamePasskeyForm, |form, _| form.check().map(drop), with {}, together [];
        enrolment: EnrolmentForm, |form, _| form.check().map(drop), with {}, together [];
        confirmation: ConfirmEnrolmentForm, |form, _| form.check().map(drop),
            with {"code": "492039"}, together [];
        accepted: AcceptForm, |form, _| form.check().map(drop),
            with {"password": "three unusual words"}, together [];
        api_client: ApiClientForm, |form, against| form.check(against).map(drop),
            with {"expires_on": "2027-03-31", "services": [ID], "scopes": ["contacts:read"]}, together [];
        api_client_registered: RegisterClientForm, |form, against| form.check(against).map(drop),
            with {"client": {"expires_on": "2027-03-31", "services": [ID], "scopes": ["contacts:read"]}},
            together ["/client"];
        credential: NewCredentialForm, |form, _| form.check().map(drop), with {}, together [];
        seen_by: SeenByForm, |form, _| form.check().map(drop),
            with {"names": [{"staff": ID}]}, together ["/names/0/reason"];
        days_of_doings: WindowForm, |form, against| form.check(against).map(drop), with {}, together [];
        search: SearchForm, |form, _| form.check().map(drop), with {}, together [];
        activity: ActivityForm, |form, against| form.check(against).map(drop), with {}, together [];
        activity_rounded: ActivityForm, |form, against| form.check_rounded(against).map(drop), with {}, together [];
    }

    /// A noun as an answer carries it.
    fn noun<N: DeserializeOwned>(json: Value) -> N {
        serde_json::from_value(json).unwrap()
    }

    const ID: &str = "6f2c1a52-90d5-4c1b-8d0e-3a5d2f8b7c11";

    fn open() -> Episode {
        noun(json!({"service": ID, "state": "open", "opened_on": "2026-11-13", "key_worker": ID}))
    }

    fn closed() -> Episode {
        noun(json!({
            "service": ID, "state": "closed", "opened_on": "2026-11-13", "closed_on": "2026-11-20",
            "reason": "80", "key_worker": ID,
        }))
    }

    fn restricted() -> RecordRestriction {
        noun(json!({"reason": "relative", "staff": [ID]}))
    }

    fn found(verdict: Option<&str>) -> Finding {
        let said = |verdict| json!({"verdict": verdict, "words": "x", "by": ID, "at": "2026-11-24T10:00:00Z"});
        noun(json!({
            "pattern": "bulk", "staff": ID, "day": "2026-11-20", "entries": [], "count": 0, "review": verdict.map(said),
        }))
    }

    fn opened() -> EmergencyAccess {
        noun(json!({
            "reader": ID, "at": "2026-11-24T10:00:00Z", "until": "2026-11-24T11:00:00Z", "classes": ["health"],
            "reason": "An invented collapse", "was_restricted": false,
        }))
    }

    fn alert_before() -> Alert {
        noun(json!({"kind": "overdose", "level": "danger", "words": "Tolerance lost", "since": "2026-11-13"}))
    }

    fn booked() -> Appointment {
        noun(json!({
            "service": ID, "day": "2026-11-26", "time": "14:00", "starts_at": "2026-11-26T14:00:00Z",
            "minutes": 45, "kind": "one_to_one", "medium": "01", "staff": ID, "state": "booked",
        }))
    }

    fn waiting() -> TakeOnRequest {
        noun(json!({
            "asking": ID, "asked_by": ID, "asked_at": "2026-11-24T10:00:00Z", "registered": ID, "held": ID,
            "holding": ID, "state": "waiting",
        }))
    }
}
