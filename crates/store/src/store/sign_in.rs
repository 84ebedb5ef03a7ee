//! Signing in: the password is compared outside any unit of work, and in the same time for a name that does
//! not exist.

use domain::access::StepUp;
use domain::id::SessionId;
use domain::sign_in::{Accepted, Confirmation, Credentials, GivenCode, Me, Origin, Proof, SecondFactor, SignInMethod};
use domain::{Flaw, Private};

use super::Store;
use crate::access::Access;
use crate::ceremony::CeremonyToken;
use crate::engine::Engine;
use crate::error::Error;
use crate::recovery;
use crate::refresh::{RefreshToken, Refreshed};
use crate::sign_in::{EnrolmentBegun, Next, Tried};
use crate::{postgres, sqlite};

/// A session as it begins or goes on.
pub struct Session {
    /// The token for the cookie.
    pub token: RefreshToken,
    /// Who is signed in.
    pub me: Me,
}

/// What follows a right password, or an accepted link.
pub enum Signing {
    /// Nothing: they are signed in.
    In(Session),
    /// One of these second factors.
    SecondFactor(CeremonyToken, Vec<SignInMethod>),
    /// Enrolling one.
    Enrol(CeremonyToken),
}

impl Store {
    /// Begin to sign somebody in.
    ///
    /// # Errors
    /// [`Error::SignInRefused`], whatever was wrong; [`Error::Throttled`] after too many failures.
    pub async fn sign_in(&self, credentials: Credentials, origin: Origin) -> Result<Signing, Error> {
        let Credentials { name, password } = credentials;
        let looked = self.look(name.clone(), origin.clone()).await?;
        if let Some(seconds) = looked.wait {
            return Err(Error::Throttled(seconds));
        }
        let phc = looked.found.as_ref().map(|(_, phc)| phc.clone());
        let right = self.is_right(password.reveal().clone(), phc).await?;
        let Some((_, phc)) = looked.found.filter(|_| right) else {
            self.password_wrong(name, origin).await?;
            return Err(Error::SignInRefused);
        };
        let again =
            if vault::password::is_outdated(&phc) { Some(self.hashed(password.reveal().clone()).await?) } else { None };
        match self.password_right(name, phc, again, origin).await? {
            Tried::Right(next) => self.signing(next).await,
            Tried::Wrong => Err(Error::SignInRefused),
            Tried::Wait(seconds) => Err(Error::Throttled(seconds)),
        }
    }

    /// End a sign-in by its second factor.
    ///
    /// # Errors
    /// [`Error::CodeRefused`], [`Error::CeremonyOver`], [`Error::Throttled`].
    pub async fn second_factor(&self, given: SecondFactor, origin: Origin) -> Result<Session, Error> {
        let token = CeremonyToken::from_text(&given.pending).ok_or(Error::CeremonyOver)?;
        let token = right(self.try_second_factor(token, given.code, origin).await?)?;
        self.session(token).await
    }

    /// Begin enrolling an authenticator app as the rest of a sign-in.
    ///
    /// # Errors
    /// [`Error::CeremonyOver`]; also for somebody who has a second factor already.
    pub async fn enrol(&self, pending: &Private<String>) -> Result<EnrolmentBegun, Error> {
        self.begin_enrolment(CeremonyToken::from_text(pending).ok_or(Error::CeremonyOver)?).await
    }

    /// Confirm an authenticator app, and with it end the sign-in: the session, and the recovery codes as they are shown.
    ///
    /// # Errors
    /// As [`Store::second_factor`].
    pub async fn confirm_enrolment(
        &self,
        given: Confirmation,
        origin: Origin,
    ) -> Result<(Session, Vec<Private<String>>), Error> {
        let token = CeremonyToken::from_text(&given.enrolment).ok_or(Error::CeremonyOver)?;
        let (token, codes) = right(self.try_enrolment(token, given.code, origin).await?)?;
        Ok((self.session(token).await?, shown(&codes)))
    }

    /// Choose a password by a one-time link, and go on as after any right password.
    ///
    /// # Errors
    /// [`Error::CeremonyOver`]; [`Error::Flawed`] for a password that is easily guessed.
    pub async fn accept_invitation(
        &self,
        accepted: Accepted,
        charity: Option<&str>,
        origin: Origin,
    ) -> Result<Signing, Error> {
        let token = CeremonyToken::from_text(&accepted.token).ok_or(Error::CeremonyOver)?;
        let names = self.look_at_invitation(token.clone()).await?;
        let phc = self.hashed_new("password", &accepted.password, &names, charity).await?;
        let next = self.accept_hashed(token, phc, origin).await?;
        self.signing(next).await
    }

    /// Show again who one is: from now on this session may do what takes a step-up, for ten minutes.
    ///
    /// # Errors
    /// [`Error::Flawed`] where what was shown is wrong; [`Error::Throttled`].
    pub async fn step_up(&self, access: Access<StepUp>, proof: Proof, origin: Origin) -> Result<(), Error> {
        let (field, tried) = match proof {
            Proof::Code(code) => ("code", self.step_up_by_code(access, code, origin).await?),
            Proof::Password(password) => ("password", self.step_up_by(access, password, origin).await?),
        };
        right(tried).map_err(|error| match error {
            Error::CodeRefused => Error::flaw(field, Flaw::Contradiction("This is not right, or was used before")),
            other => other,
        })
    }

    /// Go on with a session.
    ///
    /// # Errors
    /// [`Error::NotSignedIn`] if it has ended, or ends now because the token is an old copy.
    pub async fn refresh(&self, token: RefreshToken, origin: Origin) -> Result<Session, Error> {
        match self.rotate(token, origin).await? {
            Refreshed::Next(token) => self.session(token).await,
            Refreshed::Refused => Err(Error::NotSignedIn),
        }
    }

    async fn step_up_by_code(
        &self,
        access: Access<StepUp>,
        code: GivenCode,
        origin: Origin,
    ) -> Result<Tried<()>, Error> {
        self.try_step_up(access, code, origin).await
    }

    async fn step_up_by(
        &self,
        access: Access<StepUp>,
        password: Private<String>,
        origin: Origin,
    ) -> Result<Tried<()>, Error> {
        let own = self.look_to_step_up(access.clone(), origin.clone()).await?;
        if !own.has_password_alone {
            let flaw = Flaw::Contradiction("Give a code of your second factor instead");
            return Err(Error::flaw("password", flaw));
        }
        if let Some(seconds) = own.wait {
            return Ok(Tried::Wait(seconds));
        }
        let compared = self.compared(&password, own.phc).await?;
        self.step_up_by_password(access, compared, origin).await
    }

    pub(super) async fn signing(&self, next: Next) -> Result<Signing, Error> {
        Ok(match next {
            Next::SignedIn(token) => Signing::In(self.session(token).await?),
            Next::SecondFactor(token, methods) => Signing::SecondFactor(token, methods),
            Next::Enrol(token) => Signing::Enrol(token),
        })
    }

    pub(super) async fn session(&self, token: RefreshToken) -> Result<Session, Error> {
        let me = self.me_of(token.session).await?;
        Ok(Session { token, me })
    }

    async fn me_of(&self, session: SessionId) -> Result<Me, Error> {
        match &self.0.engine {
            Engine::Sqlite(engine) => engine.read(move |unit| sqlite::query::me::signed_in(unit, session)).await.0,
            Engine::Postgres(engine) => engine.read(move |unit| postgres::query::me::signed_in(unit, session)).await.0,
        }
    }
}

/// What a try came to.
pub(super) fn right<T>(tried: Tried<T>) -> Result<T, Error> {
    match tried {
        Tried::Right(value) => Ok(value),
        Tried::Wrong => Err(Error::CodeRefused),
        Tried::Wait(seconds) => Err(Error::Throttled(seconds)),
    }
}

/// Recovery codes as they are shown.
pub(super) fn shown(codes: &[String]) -> Vec<Private<String>> {
    codes.iter().map(|code| recovery::shown(code)).collect()
}
