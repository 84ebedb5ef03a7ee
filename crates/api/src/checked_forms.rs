//! The forms whose rules need nothing but the code lists and the time, each with the noun that it makes.

use chrono::NaiveDate;
use domain::activity::{ActivityForm, ActivityQuery};
use domain::addresses::{Addresses, AddressesForm};
use domain::alert::{Alert, AlertForm};
use domain::api_client::{ApiClient, ApiClientForm, NewCredential, NewCredentialForm, RegisterClientForm};
use domain::appointment::{Appointment, AppointmentForm};
use domain::break_glass::{BreakGlassForm, Emergency};
use domain::contact::{Contact, ContactForm};
use domain::contract::{Contract, ContractForm};
use domain::convictions::{Convictions, ConvictionsForm};
use domain::draft::{Draft, DraftForm};
use domain::episode::{Episode, EpisodeForm};
use domain::health::{Health, HealthForm};
use domain::identity::{Identity, IdentityForm};
use domain::oversight::{LookForm, SeenByForm, StatementForm, Weighed};
use domain::reach::{Reach, ReachForm};
use domain::restriction::{RecordRestriction, RestrictionForm};
use domain::search::SearchForm;
use domain::service::{Service, ServiceForm};
use domain::service_user::{Registration, RegistrationForm};
use domain::sign_in::{
    AcceptForm, Accepted, ConfirmEnrolmentForm, Confirmation, Credentials, EnrolmentForm, NewPasskey, PasskeyAnswer,
    PasskeyAnswerForm, PasskeySignInForm, PasswordChange, PasswordForm, Proof, RegisterPasskeyForm, RenamePasskeyForm,
    SecondFactor, SecondFactorForm, SignInForm, StepUpForm, UnlockForm,
};
use domain::staff::{EndRoleForm, Membership, MembershipForm, StaffForm, StaffMember};
use domain::text::Line;
use domain::tie::{Gift, GiveForm};
use domain::{Against, Flaws, Private};

use crate::extract::CheckedForm;

macro_rules! checked {
    ($($Form:ty => $Noun:ty;)*) => {
        $(
            impl CheckedForm for $Form {
                type Noun = $Noun;

                fn checked(&self, against: &Against<'_>) -> Result<$Noun, Flaws> {
                    self.check(against)
                }
            }
        )*
    };
}

macro_rules! checked_alone {
    ($($Form:ty => $Noun:ty;)*) => {
        $(
            impl CheckedForm for $Form {
                type Noun = $Noun;

                fn checked(&self, _: &Against<'_>) -> Result<$Noun, Flaws> {
                    self.check()
                }
            }
        )*
    };
}

checked! {
    ActivityForm => ActivityQuery;
    AddressesForm => Addresses;
    AlertForm => Alert;
    ApiClientForm => ApiClient;
    AppointmentForm => Appointment;
    BreakGlassForm => Emergency;
    ContactForm => Contact;
    ConvictionsForm => Convictions;
    DraftForm => Draft;
    EpisodeForm => Episode;
    HealthForm => Health;
    GiveForm => Gift;
    IdentityForm => Identity;
    ReachForm => Reach;
    RegisterClientForm => (ApiClient, NewCredential);
    RegistrationForm => Registration;
    ServiceForm => Service;
    LookForm => NaiveDate;
    StatementForm => NaiveDate;
}

checked_alone! {
    AcceptForm => Accepted;
    ConfirmEnrolmentForm => Confirmation;
    ContractForm => Contract;
    EnrolmentForm => Private<String>;
    EndRoleForm => NaiveDate;
    MembershipForm => Membership;
    NewCredentialForm => NewCredential;
    PasswordForm => PasswordChange;
    PasskeyAnswerForm => PasskeyAnswer;
    PasskeySignInForm => Option<Private<String>>;
    RegisterPasskeyForm => NewPasskey;
    RenamePasskeyForm => Private<Line>;
    RestrictionForm => RecordRestriction;
    SecondFactorForm => SecondFactor;
    SearchForm => Private<Line>;
    SeenByForm => Vec<Weighed>;
    SignInForm => Credentials;
    StaffForm => StaffMember;
    StepUpForm => Proof;
    UnlockForm => Private<String>;
}
