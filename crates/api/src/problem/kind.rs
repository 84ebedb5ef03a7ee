//! The kinds of problem: permanent words, which integrations compare, and what to do about each.

use actix_web::http::StatusCode;

macro_rules! kinds {
    ($($(#[doc = $doc:expr])* $Kind:ident = $word:literal, $status:ident, $title:literal, $advice:literal;)*) => {
        /// A kind of problem.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Kind {
            $($(#[doc = $doc])* $Kind,)*
        }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$Kind),*];

            /// The permanent word, an anchor of the documentation.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$Kind => $word),* }
            }

            /// The HTTP status.
            pub const fn status(self) -> StatusCode {
                match self { $(Self::$Kind => StatusCode::$status),* }
            }

            /// The kind in a few words.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$Kind => $title),* }
            }

            /// What to do about it.
            pub const fn advice(self) -> &'static str {
                match self { $(Self::$Kind => $advice),* }
            }
        }
    };
}

kinds! {
    /// The body is not JSON.
    Malformed = "malformed", BAD_REQUEST, "This is not JSON", "Send a JSON object.";
    /// The body is nested too deeply.
    TooDeep = "too-deep", BAD_REQUEST, "This is nested too deeply", "No form is nested as deeply as this.";
    /// A header cannot be read.
    BadHeader = "bad-header", BAD_REQUEST, "A header cannot be read", "See the documentation for what it takes.";
    /// A parameter of the address cannot be read.
    BadQuery = "bad-query", BAD_REQUEST, "A parameter cannot be read", "See the documentation for what it takes.";
    /// Nobody is signed in, or no longer.
    NotSignedIn = "not-signed-in", UNAUTHORIZED, "Sign in to go on", "The sign-in has ended or never began.";
    /// A name and a password do not go together.
    SignInRefused = "sign-in-refused", UNAUTHORIZED, "The name or the password is not right", "Check both and try again.";
    /// The second factor's code does not hold.
    CodeRefused = "code-refused", UNAUTHORIZED, "This code is not right, or was used before", "Wait for the next code, or use a recovery code.";
    /// A passkey's answer does not hold.
    PasskeyRefused = "passkey-refused", UNAUTHORIZED, "This passkey was not accepted", "Try again, or sign in in another way. One that you removed is no longer accepted.";
    /// A sign-in that was under way is over.
    CeremonyOver = "sign-in-over", UNAUTHORIZED, "This has been used, or has run out", "Sign in again from the beginning; for a link, ask for a new one.";
    /// No role of theirs may do this.
    Forbidden = "forbidden", FORBIDDEN, "Your role does not allow this", "Ask an administrator if it should.";
    /// No scope of the program names this.
    ScopeNeeded = "scope-needed", FORBIDDEN, "This client's scopes do not allow this", "Ask an administrator whether it should have the scope.";
    /// It takes a step-up sign-in.
    StepUpNeeded = "step-up-needed", FORBIDDEN, "Show again that it is you", "Step up the sign-in, then ask again within ten minutes.";
    /// A page of another origin sent what only CRiiS's own may.
    ForeignPage = "foreign-page", FORBIDDEN, "This was sent by a page that is not of CRiiS", "Go on with a sign-in from CRiiS's own address.";
    /// There is no such record, or none that they may know of.
    NotFound = "not-found", NOT_FOUND, "There is nothing here", "It does not exist, or is not yours to see.";
    /// The address takes other methods.
    Method = "method-not-allowed", METHOD_NOT_ALLOWED, "This address does not take that method", "See the documentation for those it takes.";
    /// Somebody very like this is registered already.
    LikelyDuplicates = "likely-duplicates", CONFLICT, "Somebody like this is registered already", "Look at the records named here; if it is another person, send their ids in not_the_same.";
    /// The record's state does not allow it.
    Conflict = "conflict", CONFLICT, "This cannot be done now", "Read the record again.";
    /// Another version is there by now.
    Stale = "stale", PRECONDITION_FAILED, "Somebody else has changed this since you opened it", "Read the present version, then make the change to that.";
    /// The body did not arrive in time.
    TooSlow = "too-slow", REQUEST_TIMEOUT, "This arrived too slowly", "Send it again over a better connection.";
    /// The body is too large.
    TooLarge = "too-large", PAYLOAD_TOO_LARGE, "This is too large", "Send less.";
    /// The body is of another media type.
    NotJson = "not-json", UNSUPPORTED_MEDIA_TYPE, "Send JSON", "Send the body as application/json.";
    /// The body is compressed.
    Encoded = "encoded", UNSUPPORTED_MEDIA_TYPE, "Send the body as it is", "Leave out Content-Encoding: bodies are not unpacked.";
    /// The form has flaws.
    FlawedForm = "flawed-form", UNPROCESSABLE_ENTITY, "Some of this needs mending", "Each flaw is named in errors, with its place.";
    /// An idempotency key was used for another body.
    KeyReused = "key-reused", UNPROCESSABLE_ENTITY, "This was sent before, with other content", "The record that it made is named in records; correct that, or use a new key.";
    /// A record is to be changed and its version is not named.
    NoVersion = "version-required", PRECONDITION_REQUIRED, "Say which version you are changing", "Send the ETag that you read as If-Match.";
    /// Too many failures.
    Throttled = "throttled", TOO_MANY_REQUESTS, "Too many tries", "Wait, then try again.";
    /// One side takes more than its share.
    TooMany = "too-many-requests", TOO_MANY_REQUESTS, "Too many requests", "Wait, then go on more slowly.";
    /// A mistake of ours.
    Internal = "internal", INTERNAL_SERVER_ERROR, "Something went wrong here", "It is in the log under this request's id.";
    /// Too many wait for the database already.
    Overloaded = "overloaded", SERVICE_UNAVAILABLE, "CRiiS has more to do than it can", "Nothing was saved. Try again; what you typed is kept.";
    /// The database cannot be reached, or the ledger cannot be written.
    Unavailable = "unavailable", SERVICE_UNAVAILABLE, "CRiiS cannot save or read at the moment", "Nothing was saved. Try again; what you typed is kept.";
}

impl Kind {
    /// The permanent address of this kind, within the documentation.
    pub fn address(self) -> String {
        format!("/docs/problems#{}", self.word())
    }
}
