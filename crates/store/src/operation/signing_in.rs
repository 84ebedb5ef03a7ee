//! Operations of signing in: each step a unit of work, between which passwords are compared and hashed.

use domain::Private;
use domain::access::{
    ChangeOwnFactors, EndSessions, InviteStaff, ManageOwnSignIn, RemoveFactors, StepUp, Unlock, WhoAmI,
};
use domain::id::{PasskeyId, SessionId, StaffId};
use domain::sign_in::{Factors, GivenCode, NewPasskey, Origin, OwnPasskey, OwnSession, PasskeyAnswer, PasskeyAsked};
use domain::text::Line;
use vault::passkey::RelyingParty;

use super::{Arc, Engine, Error, Store, postgres, sqlite};
use crate::access::Access;
use crate::ceremony::CeremonyToken;
use crate::refresh::{RefreshToken, Refreshed};
use crate::sign_in::{Compared, EnrolmentBegun, Invited, Looked, Next, Own, ProviderSignIn, ProvidersWord, Tried};

operations! {
    /// Look a sign-in name up; see [`Store::sign_in`].
    read look(name: Private<String>, origin: Origin) -> Looked = sign_in::look;
    /// Go on after a right password; see [`Store::sign_in`].
    write password_right(name: Private<String>, phc: String, again: Option<String>, origin: Origin)
        -> Tried<Next> = sign_in::succeeded;
    /// Count a wrong password; see [`Store::sign_in`].
    write password_wrong(name: Private<String>, origin: Origin) -> () = sign_in::failed;
    /// End a sign-in by its second factor; see [`Store::second_factor`].
    write try_second_factor(token: CeremonyToken, code: GivenCode, origin: Origin)
        -> Tried<RefreshToken> = sign_in::second_factor;
    /// Rotate a refresh token; see [`Store::refresh`].
    write rotate(token: RefreshToken, origin: Origin) -> Refreshed = sign_in::refresh;
    /// End one's session.
    write sign_out(access: Access<WhoAmI>) -> () = sign_in::sign_out;

    /// Begin enrolling an authenticator app as the rest of a sign-in.
    write begin_enrolment(token: CeremonyToken) -> EnrolmentBegun = enrolment::begin_at_sign_in;
    /// Confirm it; see [`Store::confirm_enrolment`].
    write try_enrolment(token: CeremonyToken, code: Private<String>, origin: Origin)
        -> Tried<(RefreshToken, Vec<String>)> = enrolment::confirm_at_sign_in;
    /// Begin enrolling another authenticator app.
    write begin_own_enrolment(access: Access<ChangeOwnFactors>) -> EnrolmentBegun = enrolment::begin_own;
    /// Confirm it; see [`Store::confirm_own_enrolment`].
    write try_own_enrolment(access: Access<ChangeOwnFactors>, token: CeremonyToken, code: Private<String>, origin: Origin)
        -> Tried<Vec<String>> = enrolment::confirm_own;
    /// Make new recovery codes; see [`Store::new_recovery_codes`].
    write make_recovery_codes(access: Access<ChangeOwnFactors>) -> Vec<String> = enrolment::new_codes;
    /// What one has enrolled.
    read factors(access: Access<ManageOwnSignIn>) -> Factors = own_sign_in::factors;

    /// One's passkeys.
    read passkeys(access: Access<ManageOwnSignIn>) -> Vec<OwnPasskey> = passkey::list;
    /// Begin to register one.
    write begin_passkey(access: Access<ChangeOwnFactors>, site: RelyingParty) -> PasskeyAsked = passkey::begin;
    /// Register it; see [`Store::register_passkey`].
    write try_passkey(access: Access<ChangeOwnFactors>, site: RelyingParty, token: CeremonyToken, new: NewPasskey)
        -> Tried<OwnPasskey> = passkey::register;
    /// Call one otherwise.
    write rename_passkey(access: Access<ManageOwnSignIn>, name: Private<Line>; id: PasskeyId) -> () = passkey::rename;
    /// Remove one.
    write remove_passkey(access: Access<ChangeOwnFactors>; id: PasskeyId) -> () = passkey::remove;
    /// Ask for a passkey; see [`Store::ask_for_passkey`].
    write begin_passkey_sign_in(site: RelyingParty, pending: Option<CeremonyToken>)
        -> PasskeyAsked = passkey_sign_in::begin;
    /// Sign in by its answer; see [`Store::sign_in_by_passkey`].
    write try_passkey_sign_in(site: RelyingParty, token: CeremonyToken, given: PasskeyAnswer, origin: Origin)
        -> Tried<RefreshToken> = passkey_sign_in::sign_in;
    /// Ask for one of one's own passkeys to step up.
    write begin_passkey_step_up(access: Access<StepUp>, site: RelyingParty)
        -> PasskeyAsked = passkey_sign_in::begin_step_up;
    /// Step up by its answer; see [`Store::step_up_by_passkey`].
    write try_passkey_step_up(
        access: Access<StepUp>, site: RelyingParty, token: CeremonyToken, given: PasskeyAnswer, origin: Origin
    ) -> Tried<()> = passkey_sign_in::step_up;

    /// Begin a sign-in at the identity provider.
    write begin_provider(under_way: ProviderSignIn) -> CeremonyToken = provider::begin;
    /// Use it up as it comes back; see [`Store::take_provider_sign_in`].
    write take_provider(token: CeremonyToken) -> ProviderSignIn = provider::take;
    /// Note that it came back and did not hold.
    write refuse_provider(origin: Origin) -> () = provider::refused;
    /// Go on with whom the provider names; see [`Store::sign_in_by_provider`].
    write try_provider(word: ProvidersWord, origin: Origin) -> Tried<Next> = provider::sign_in;

    /// Try to step up by a code; see [`Store::step_up`].
    write try_step_up(access: Access<StepUp>, code: GivenCode, origin: Origin) -> Tried<()> = enrolment::step_up;
    /// Look one's own password up to step up by it; see [`Store::step_up`].
    read look_to_step_up(access: Access<StepUp>, origin: Origin) -> Own = own_sign_in::look_to_step_up;
    /// Step up by a password that was compared; see [`Store::step_up`].
    write step_up_by_password(access: Access<StepUp>, compared: Compared, origin: Origin)
        -> Tried<()> = own_sign_in::step_up_by_password;

    /// Look one's own password up to change it; see [`Store::change_own_password`].
    read look_to_change(access: Access<ManageOwnSignIn>, origin: Origin) -> Own = own_sign_in::look_to_change;
    /// Count a wrong one; see [`Store::change_own_password`].
    write own_password_wrong(access: Access<ManageOwnSignIn>, origin: Origin) -> () = own_sign_in::refused;
    /// Keep the next; see [`Store::change_own_password`].
    write keep_own_password(access: Access<ManageOwnSignIn>, compared: Compared, phc: String, origin: Origin)
        -> Tried<()> = own_sign_in::change_password;

    /// Look one's own password up to unlock one's screen by it; see [`Store::unlock`].
    read look_to_unlock(access: Access<Unlock>, origin: Origin) -> Own = own_sign_in::look_to_unlock;
    /// Note whether it was right; see [`Store::unlock`].
    write unlocked(access: Access<Unlock>, compared: Compared, origin: Origin) -> Tried<()> = own_sign_in::unlocked;

    /// Make a one-time link for somebody.
    write invite_staff(access: Access<InviteStaff>; staff: StaffId) -> Invited = invitation::invite;
    /// The names of whom a link is for; see [`Store::accept_invitation`].
    read look_at_invitation(token: CeremonyToken) -> Vec<Private<String>> = invitation::look;
    /// Keep the password that was chosen by a link; see [`Store::accept_invitation`].
    write accept_hashed(token: CeremonyToken, phc: String, origin: Origin) -> Next = invitation::accept;
    /// Take away somebody's factors and password, and end their sessions.
    write remove_factors(access: Access<RemoveFactors>; staff: StaffId) -> () = invitation::remove_factors;

    /// Where one is signed in.
    read own_sessions(access: Access<ManageOwnSignIn>) -> Vec<OwnSession> = own_session::list;
    /// End one of one's own sessions.
    write end_own_session(access: Access<ManageOwnSignIn>; session: SessionId) -> () = own_session::end;
    /// End all of one's own sessions but this one.
    write end_other_sessions(access: Access<ManageOwnSignIn>) -> () = own_session::end_others;
    /// Where a member of staff is signed in.
    read sessions_of(access: Access<EndSessions>; staff: StaffId) -> Vec<OwnSession> = own_session::list_of;
    /// End one of somebody's sessions.
    write end_session_of(access: Access<EndSessions>; staff: StaffId, session: SessionId)
        -> () = own_session::end_of;
    /// End all of somebody's sessions.
    write end_sessions_of(access: Access<EndSessions>; staff: StaffId) -> () = own_session::end_all_of;
}
