//! What the ledger says of a request beside who made it.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use uuid::Uuid;

/// A request, as log and ledger name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Its id, the same in the log.
    pub id: Uuid,
    /// The network that it came from; see [`network`].
    pub origin: Option<String>,
}

impl Asked {
    /// A request from an address.
    pub fn from(id: Uuid, address: Option<IpAddr>) -> Self {
        Self { id, origin: address.map(network) }
    }
}

/// As much of an address as says which office, household or provider: IPv4's first 24 bits, IPv6's first 48. It tells
/// the data protection officer an office from a home or from abroad, and not one telephone from the next.
pub fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => format!("{}/24", Ipv4Addr::from_bits(v4.to_bits() & (!0 << 8))),
        IpAddr::V6(v6) => format!("{}/48", Ipv6Addr::from_bits(v6.to_bits() & (!0 << 80))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_told_as_its_network() {
        for (address, told) in [
            ("192.0.2.17", "192.0.2.0/24"),
            ("::ffff:192.0.2.17", "192.0.2.0/24"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
            ("::1", "::/48"),
        ] {
            assert_eq!(network(address.parse().unwrap()), told);
        }
    }
}
