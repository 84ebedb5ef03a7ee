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
    use domain::addresses::AddressesForm;
    use domain::alert::AlertForm;
    use domain::appointment::AppointmentForm;
    use domain::contact::ContactForm;
    use domain::convictions::ConvictionsForm;
    use domain::episode::EpisodeForm;
    use domain::health::HealthForm;
    use domain::identity::IdentityForm;
    use domain::reach::ReachForm;
    use domain::service::ServiceForm;
    use domain::service_user::RegistrationForm;

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
    }
}
