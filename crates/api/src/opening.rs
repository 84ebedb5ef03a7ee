//! Opening keys and database, or refusing to, with what would put it right.

use std::path::Path;

use domain::code_lists;
use store::{Address, Clock, Store};
use vault::Keys;

use crate::command::Failure;
use crate::config::Config;

/// Open the key folder.
///
/// # Errors
/// When it is not there, is damaged, or nothing that opens it is set.
pub fn keys(config: &Config) -> Result<Keys, Failure> {
    let folder = config.keys()?;
    if let Some(words) = config.says_nothing_that_opens(Keys::unlock_kind(folder)?) {
        return Err(Failure::Unsafe(words));
    }
    Ok(Keys::open(folder, &config.unlock()?)?)
}

/// Open the database with its keys. `clock` is the file of an offset, for demonstrations alone.
///
/// # Errors
/// When it is not there, has another schema, or opening it would be unsafe.
pub fn store(config: &Config, clock: Option<&Path>) -> Result<Store, Failure> {
    let address = config.database()?;
    is_within_reach(address)?;
    let is_demo = Store::is_demo(address)?;
    if clock.is_some() && !is_demo {
        return Err(Failure::Unsafe(
            "--clock moves the time of demonstrations alone, and this database is none".to_owned(),
        ));
    }
    let keys = keys(config)?;
    if keys.is_bare() && !is_demo && !config.bare_keys && is_beside(address, keys.folder())? {
        return Err(Failure::Unsafe(format!(
            "nothing seals the key folder {}, and it may lie on the same device as the data: make one that is sealed \
             (`passphrase_file` or `credential`, then `criis keys new`), keep it on another device, or set \
             `bare_keys` to say that this is meant",
            keys.folder().display()
        )));
    }
    let clock = clock.map_or_else(Clock::real, Clock::with_offset);
    Ok(Store::open(address, keys, clock, code_lists::built_in())?)
}

/// Refuse a PostgreSQL that is spoken to in the clear over a network, or whose password is in its address.
///
/// # Errors
/// In words, with the remedy.
pub fn is_within_reach(address: &Address) -> Result<(), Failure> {
    let Address::Postgres(url) = address else { return Ok(()) };
    if password_in(url) {
        return Err(Failure::Unsafe(
            "the database's address holds a password, which flags and variables show to others: let PostgreSQL \
             recognise the user by its socket (`peer`), or name a file by `passfile=`"
                .to_owned(),
        ));
    }
    let hosts = hosts_of(url);
    if let Some(away) = hosts.iter().find(|host| !is_loopback(host)) {
        return Err(Failure::Unsafe(format!(
            "PostgreSQL at {away} would be spoken to in the clear: reach it by its socket (`?host=/var/run/postgresql`) \
             or on this machine"
        )));
    }
    Ok(())
}

/// Whether a bare key folder is beside the data, as far as can be told: where PostgreSQL keeps it cannot be.
fn is_beside(address: &Address, keys: &Path) -> Result<bool, Failure> {
    match address {
        Address::Sqlite(file) => vault::same_device(file, keys).map_err(Failure::io(file.display().to_string())),
        Address::Postgres(_) => Ok(true),
    }
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

    fn reach(url: &str) -> bool {
        is_within_reach(&url.parse().unwrap()).is_ok()
    }

    #[test]
    fn only_a_socket_or_this_machine_is_within_reach() {
        for url in [
            "criis.db",
            "postgres:///criis?user=criis&host=/var/run/postgresql",
            "postgres://criis@/criis?host=%2Frun%2Fpostgresql",
            "postgres://criis@localhost:5433/criis",
            "postgresql://[::1]:5432/criis",
            "postgres://127.0.0.1/criis?passfile=/etc/criis/pgpass",
        ] {
            assert!(reach(url), "{url}");
        }
        for url in [
            "postgres://db.example.org/criis",
            "postgres://criis@localhost,198.51.100.4/criis",
            "postgres:///criis?host=db.example.org",
            "postgres:///criis?host=localhost&hostaddr=198.51.100.4",
            "postgres://[2001:db8::1]/criis",
        ] {
            assert!(!reach(url), "{url}");
        }
    }

    #[test]
    fn a_password_in_the_address_is_refused() {
        for url in ["postgres://criis:hunter@localhost/criis", "postgres://localhost/criis?password=x"] {
            assert!(!reach(url), "{url}");
        }
    }
}
