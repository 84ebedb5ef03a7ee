//! What the steps of a sign-in find out, one of the other.

use chrono::{DateTime, Utc};
use domain::Private;
use domain::email::Email;
use domain::id::StaffId;
use domain::sign_in::{InvitationKind, SignInMethod};
use serde::{Deserialize, Serialize};

use crate::ceremony::CeremonyToken;
use crate::refresh::RefreshToken;

/// Whom a name belongs to, and how long it is to wait.
#[derive(Clone)]
pub struct Looked {
    /// Who may sign in under this name, with the hash of their password.
    pub found: Option<(StaffId, String)>,
    /// Seconds until the next try, after too many failures.
    pub wait: Option<u32>,
}

/// A password that was compared outside any unit of work: what it was compared with may have changed since.
#[derive(Clone)]
pub struct Compared {
    /// The hash that it was compared with; none where no password was chosen.
    pub phc: Option<String>,
    /// Whether it was right.
    pub is_right: bool,
}

/// What follows a right password.
pub enum Next {
    /// Nothing: they are signed in.
    SignedIn(RefreshToken),
    /// One of these second factors.
    SecondFactor(CeremonyToken, Vec<SignInMethod>),
    /// Enrolling one.
    Enrol(CeremonyToken),
}

/// A sign-in that is under way at the organisation's identity provider.
#[derive(Clone, Serialize, Deserialize)]
pub struct ProviderSignIn {
    /// What the identity token must carry.
    pub nonce: String,
    /// What the code is redeemed with.
    pub verifier: String,
    /// What the browser that began it holds in a cookie.
    pub browser: String,
}

/// Whom the provider names.
#[derive(Clone)]
pub struct ProvidersWord {
    /// The provider.
    pub issuer: String,
    /// Who they are there, for ever.
    pub subject: Private<String>,
    /// What they are called here: an address at work, or the name that they sign in with.
    pub member: Option<Private<String>>,
    /// Whether they showed a second factor there.
    pub showed_second_factor: bool,
}

/// How a try ended. That it failed is counted, so it is no error, which would undo the count.
pub enum Tried<T> {
    /// It was right.
    Right(T),
    /// It was wrong.
    Wrong,
    /// There were too many failures: wait this many seconds.
    Wait(u32),
}

/// An enrolment as it begins.
pub struct EnrolmentBegun {
    /// Names it where it is confirmed.
    pub token: CeremonyToken,
    /// The secret's bytes.
    pub secret: Vec<u8>,
    /// The name that they sign in with, which their app shows.
    pub account: Private<String>,
}

/// One's own password as it is, to be compared outside any unit of work.
pub struct Own {
    /// Its hash; none where no password was chosen yet.
    pub phc: Option<String>,
    /// The names that a new one may not have in it.
    pub names: Vec<Private<String>>,
    /// Whether a password is all that they can show, as in a demonstration.
    pub has_password_alone: bool,
    /// Seconds until the next try.
    pub wait: Option<u32>,
}

/// A one-time link as it was made.
pub struct Invited {
    /// What proves it.
    pub token: CeremonyToken,
    /// What it is for.
    pub kind: InvitationKind,
    /// Until when it holds.
    pub expires_at: DateTime<Utc>,
    /// Where it can be sent.
    pub work_email: Option<Private<Email>>,
}
