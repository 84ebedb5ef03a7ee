//! The route table: what is served is what is documented, by the same line.

use utoipa_actix_web::scope;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{
    alert, api_client, appointment, break_glass, caseload, code_list, contact, contract, draft, episode, me,
    membership, oauth, oversight, part, probe, restriction, service, service_user, sign_in, staff, take_on, tie, today,
    trail,
};

/// Where the API begins.
pub const API: &str = "/api/v1";

/// Every route that has documentation.
pub fn all(config: &mut ServiceConfig<'_>) {
    config.service(probe::alive).service(probe::ready);
    config.service(
        scope::scope(API)
            .configure(signing_in)
            .configure(organisation)
            .configure(api_clients)
            .configure(people)
            .configure(casework)
            .configure(overseeing)
            .configure(the_day),
    );
}

fn signing_in(config: &mut ServiceConfig<'_>) {
    config
        .service(sign_in::sign_in)
        .service(sign_in::refresh)
        .service(sign_in::sign_out)
        .service(sign_in::second_factor::give)
        .service(sign_in::enrolment::begin)
        .service(sign_in::enrolment::confirm)
        .service(sign_in::invitation::accept)
        .service(sign_in::passkey::begin)
        .service(sign_in::passkey::finish)
        .service(sign_in::provider::ways)
        .service(sign_in::provider::begin)
        .service(sign_in::provider::callback)
        .service(me::read)
        .service(me::step_up)
        .service(me::unlock)
        .service(me::change_password)
        .service(me::factor::read)
        .service(me::factor::begin)
        .service(me::factor::confirm)
        .service(me::factor::new_codes)
        .service(me::passkey::list)
        .service(me::passkey::begin)
        .service(me::passkey::register)
        .service(me::passkey::rename)
        .service(me::passkey::remove)
        .service(me::passkey::begin_step_up)
        .service(me::passkey::step_up)
        .service(me::session::list)
        .service(me::session::end_others)
        .service(me::session::end)
        .service(code_list::list);
}

fn organisation(config: &mut ServiceConfig<'_>) {
    config
        .service(contract::list)
        .service(contract::make)
        .service(contract::read)
        .service(contract::change)
        .service(contract::activity::figures)
        .service(service::list)
        .service(service::make)
        .service(service::read)
        .service(service::change)
        .service(staff::colleagues)
        .service(staff::list)
        .service(staff::take_on)
        .service(staff::read)
        .service(staff::change)
        .service(staff::sign_in::invite)
        .service(staff::sign_in::remove_factors)
        .service(staff::sign_in::sessions)
        .service(staff::sign_in::end_sessions)
        .service(staff::sign_in::end_session)
        .service(membership::list)
        .service(membership::give)
        .service(membership::end);
}

fn api_clients(config: &mut ServiceConfig<'_>) {
    config
        .service(oauth::give)
        .service(api_client::list)
        .service(api_client::register)
        .service(api_client::read)
        .service(api_client::change)
        .service(api_client::revoke)
        .service(api_client::rotate)
        .service(api_client::end_credential);
}

/// What is fixed in an address goes before what is an id.
fn people(config: &mut ServiceConfig<'_>) {
    config
        .service(service_user::register)
        .service(service_user::search)
        .service(service_user::likely_matches)
        .service(service_user::open)
        .service(part::identity::read)
        .service(part::identity::change)
        .service(part::identity::versions)
        .service(part::addresses::read)
        .service(part::addresses::change)
        .service(part::addresses::versions)
        .service(part::reach::read)
        .service(part::reach::change)
        .service(part::reach::versions)
        .service(part::health::read)
        .service(part::health::change)
        .service(part::health::versions)
        .service(part::convictions::read)
        .service(part::convictions::change)
        .service(part::convictions::versions)
        .service(restriction::read)
        .service(restriction::restrict)
        .service(restriction::change)
        .service(restriction::lift)
        .service(restriction::list)
        .service(break_glass::ask)
        .service(break_glass::list)
        .service(break_glass::review)
        .service(tie::list)
        .service(tie::give)
        .service(tie::name_for_audit)
        .service(tie::end)
        .service(tie::declare)
        .service(tie::declarations)
        .service(tie::given_to_me)
        .service(trail::read);
}

fn casework(config: &mut ServiceConfig<'_>) {
    config
        .service(contact::record)
        .service(contact::list)
        .service(contact::read)
        .service(contact::correct)
        .service(contact::versions)
        .service(episode::list)
        .service(episode::open)
        .service(episode::read)
        .service(episode::change)
        .service(episode::close)
        .service(episode::reopen)
        .service(episode::versions)
        .service(alert::list)
        .service(alert::raise)
        .service(alert::change)
        .service(alert::end)
        .service(alert::versions)
        .service(appointment::list)
        .service(appointment::make)
        .service(appointment::read)
        .service(appointment::change)
        .service(appointment::cancel)
        .service(appointment::versions);
}

fn overseeing(config: &mut ServiceConfig<'_>) {
    config
        .service(oversight::ledger)
        .service(oversight::asking)
        .service(oversight::kept_apart)
        .service(oversight::pairs)
        .service(oversight::doing::list)
        .service(oversight::finding::look)
        .service(oversight::finding::list)
        .service(oversight::finding::read)
        .service(oversight::finding::review)
        .service(oversight::finding::sign_off)
        .service(oversight::statement::list)
        .service(oversight::statement::state)
        .service(oversight::seen_by::weigh)
        .service(oversight::seen_by::give);
}

fn the_day(config: &mut ServiceConfig<'_>) {
    config
        .service(take_on::list)
        .service(take_on::answer)
        .service(draft::list)
        .service(draft::read)
        .service(draft::keep)
        .service(draft::discard)
        .service(today::read)
        .service(caseload::read);
}
