//! Whether a database may be spoken to: on this machine, or over TLS that proves who answers.

use std::env;

use store::Address;

use crate::command::Failure;

/// Whether this program can speak TLS to PostgreSQL.
const HAS_TLS: bool = cfg!(feature = "postgres-tls");

/// The one way of TLS that is accepted: the certificate is good, and of the host that was meant.
const VERIFIED: &str = "verify-full";

/// Variables by which libpq would go elsewhere, or speak otherwise, than the address says.
const ASTRAY: [&str; 6] = ["PGHOST", "PGHOSTADDR", "PGSERVICE", "PGSERVICEFILE", "PGSSLMODE", "PGPASSWORD"];

/// The address to use: PostgreSQL off this machine only over TLS that verifies whom it speaks to, and no password
/// in the address.
///
/// # Errors
/// In words, with the remedy.
pub fn within_reach(address: &Address) -> Result<Address, Failure> {
    let Address::Postgres(url) = address else { return Ok(address.clone()) };
    if let Some(name) = ASTRAY.into_iter().find(|name| env::var_os(name).is_some()) {
        let words = format!("{name} is set, which PostgreSQL's library follows unasked: unset it, and set `database`");
        return Err(Failure::Unsafe(words));
    }
    safe(url, HAS_TLS).map(Address::Postgres).map_err(Failure::Unsafe)
}

fn safe(url: &str, has_tls: bool) -> Result<String, String> {
    if password_in(url) {
        return Err(
            "the database's address holds a password, which flags and variables show to others: let PostgreSQL \
                    recognise the user by its socket (`peer`), or name a file by `passfile=`"
                .to_owned(),
        );
    }
    if let Some((name, _)) = parameters(url).find(|(name, _)| name.contains('%') || *name == "service") {
        return Err(format!("the database's address says `{name}`: write out where it is"));
    }
    let hosts = hosts_of(url);
    let Some(away) = hosts.iter().find(|host| !is_loopback(host)) else { return Ok(url.to_owned()) };
    if !has_tls {
        return Err(format!(
            "PostgreSQL at {away} would be spoken to in the clear: reach it by its socket \
             (`?host=/var/run/postgresql`) or on this machine, or build criis with the feature `postgres-tls`"
        ));
    }
    verified(url, away)
}

/// The address with TLS that verifies, said or added.
fn verified(url: &str, away: &str) -> Result<String, String> {
    // Of two, the program and the database's library might believe different ones.
    for name in ["sslmode", "sslrootcert", "ssl_min_protocol_version"] {
        if parameters(url).filter(|(known, _)| *known == name).count() > 1 {
            return Err(format!("the database's address says `{name}` twice: say it once"));
        }
    }
    let said = |wanted: &str| parameters(url).find(|(name, _)| *name == wanted).map(|(_, value)| value);
    if let Some(mode) = said("sslmode").filter(|mode| *mode != VERIFIED) {
        return Err(format!("`sslmode={mode}` does not prove that it is {away} who answers: set `sslmode={VERIFIED}`"));
    }
    if said("sslrootcert").is_none() {
        return Err(format!(
            "nothing says who vouches for {away}: add `sslrootcert=` with the file of its authority's certificate"
        ));
    }
    let old = said("ssl_min_protocol_version").is_some_and(|version| !matches!(version, "TLSv1.2" | "TLSv1.3"));
    if old {
        return Err("`ssl_min_protocol_version` is TLSv1.2 at least".to_owned());
    }
    let missing = if said("sslmode").is_none() { format!("&sslmode={VERIFIED}") } else { String::new() };
    Ok(format!("{url}{missing}"))
}

fn is_loopback(host: &str) -> bool {
    host.starts_with('/') || host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn authority(url: &str) -> &str {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    rest.split(['/', '?']).next().unwrap_or_default()
}

fn parameters(url: &str) -> impl Iterator<Item = (&str, &str)> {
    url.split_once('?').map_or("", |(_, query)| query).split('&').filter_map(|pair| pair.split_once('='))
}

fn password_in(url: &str) -> bool {
    let user = authority(url).rsplit_once('@').map_or("", |(user, _)| user);
    user.contains(':') || parameters(url).any(|(name, _)| name == "password")
}

/// Every host that an address names; none means the socket.
fn hosts_of(url: &str) -> Vec<String> {
    let authority = authority(url);
    let listed = authority.rsplit_once('@').map_or(authority, |(_, hosts)| hosts);
    let listed = listed.split(',').map(|host| match host.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    });
    let named = parameters(url)
        .filter(|(name, _)| *name == "host" || *name == "hostaddr")
        .flat_map(|(_, hosts)| hosts.split(','));
    let decoded = listed.chain(named).map(|host| host.replace("%2F", "/").replace("%2f", "/"));
    decoded.filter(|host| !host.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const AWAY: [&str; 5] = [
        "postgres://db.example.org/criis",
        "postgres://criis@localhost,198.51.100.4/criis",
        "postgres:///criis?host=db.example.org",
        "postgres:///criis?host=localhost&hostaddr=198.51.100.4",
        "postgres://[2001:db8::1]/criis",
    ];

    #[test]
    fn a_socket_or_this_machine_is_within_reach() {
        for url in [
            "postgres:///criis?user=criis&host=/var/run/postgresql",
            "postgres://criis@/criis?host=%2Frun%2Fpostgresql",
            "postgres://criis@localhost:5433/criis",
            "postgresql://[::1]:5432/criis",
            "postgres://127.0.0.1/criis?passfile=/etc/criis/pgpass",
        ] {
            assert_eq!(safe(url, false).as_deref(), Ok(url));
        }
        for url in AWAY {
            assert!(safe(url, false).unwrap_err().contains("in the clear"), "{url}");
        }
    }

    #[test]
    fn anything_else_only_over_tls_that_verifies() {
        for url in AWAY {
            let first = if url.contains('?') { '&' } else { '?' };
            assert!(safe(url, true).unwrap_err().contains("sslrootcert"), "{url}");
            let url = format!("{url}{first}sslrootcert=/etc/criis/authority.pem");
            assert_eq!(safe(&url, true).unwrap(), format!("{url}&sslmode=verify-full"));
            for weak in ["disable", "allow", "prefer", "require", "verify-ca", ""] {
                assert!(safe(&format!("{url}&sslmode={weak}"), true).unwrap_err().contains("verify-full"), "{weak}");
            }
            assert!(safe(&format!("{url}&sslmode=verify-full&ssl_min_protocol_version=TLSv1"), true).is_err());
            let both = format!("{url}&sslmode=verify-full");
            assert_eq!(safe(&both, true).unwrap(), both);
        }
    }

    #[test]
    fn a_password_or_a_detour_in_the_address_is_refused() {
        for url in [
            "postgres://criis:hunter@localhost/criis",
            "postgres://localhost/criis?password=x",
            "postgres:///criis?service=elsewhere",
            "postgres:///criis?%68ost=db.example.org",
        ] {
            assert!(safe(url, true).is_err(), "{url}");
        }
    }
}
