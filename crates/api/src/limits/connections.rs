//! How many connections one network address keeps open.

use std::any::Any;
use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};

use actix_tls::accept::rustls_0_23::TlsStream;
use actix_web::dev::Extensions;
use actix_web::rt::net::TcpStream;
use rustix::net::{Shutdown, shutdown};

use crate::extract::network_of;

/// The connections that are open, by network address.
#[derive(Clone)]
pub struct Connections {
    open: Arc<Mutex<HashMap<IpAddr, u32>>>,
    most: u32,
}

/// One of them; it is counted until it is dropped with its connection.
struct Open {
    among: Connections,
    address: IpAddr,
}

impl Connections {
    /// None yet, and at most so many of one address.
    pub fn at_most(most: u32) -> Self {
        Self { open: Arc::default(), most }
    }

    /// Count a connection that has come in, or shut it where its address has too many.
    pub fn begin(&self, connection: &dyn Any, data: &mut Extensions) {
        let plain = connection.downcast_ref::<TcpStream>();
        let Some(stream) =
            plain.or_else(|| connection.downcast_ref::<TlsStream<TcpStream>>().map(|tls| tls.get_ref().0))
        else {
            return;
        };
        let Some(address) = stream.peer_addr().ok().as_ref().map(SocketAddr::ip).map(network_of) else { return };
        match self.open(address) {
            Some(open) => drop(data.insert(open)),
            // There is nobody to explain it to: a request has not been read yet.
            None => drop(shutdown(stream, Shutdown::Both)),
        }
    }

    fn open(&self, address: IpAddr) -> Option<Open> {
        let mut all = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let open = all.entry(address).or_default();
        if *open >= self.most {
            return None;
        }
        *open += 1;
        drop(all);
        Some(Open { among: self.clone(), address })
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        let mut all = self.among.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(open) = all.get_mut(&self.address) {
            *open -= 1;
            if *open == 0 {
                all.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_that_ends_makes_room_for_another() {
        let connections = Connections::at_most(2);
        let address = IpAddr::from([192, 0, 2, 1]);
        let first = connections.open(address).unwrap();
        let _second = connections.open(address).unwrap();
        assert!(connections.open(address).is_none());
        assert!(connections.open(IpAddr::from([192, 0, 2, 2])).is_some());
        drop(first);
        assert!(connections.open(address).is_some());
    }

    #[test]
    fn an_address_without_connections_is_forgotten() {
        let connections = Connections::at_most(1);
        drop(connections.open(IpAddr::from([192, 0, 2, 1])));
        assert!(connections.open.lock().unwrap().is_empty());
    }
}
