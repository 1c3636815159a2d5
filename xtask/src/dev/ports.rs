//! The ports the services listen on.

use std::net::{Ipv4Addr, TcpListener};

use crate::failure::Failure;

const WIDGET: u16 = 8080;
const PORTAL: u16 = 8090;

/// Free ports on the loopback interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ports {
    /// Where Trunk serves the widget.
    pub(crate) widget: u16,
    /// Where the emulated portal is.
    pub(crate) portal: u16,
}

impl Ports {
    /// The usual ports, or the next free ones, which is then said; a port that was asked for must be
    /// free itself.
    pub(crate) fn choose(widget: Option<u16>) -> Result<Self, Failure> {
        let ports = Self::among(widget, is_free)?;
        for (what, usual, port) in
            [("widget", widget.unwrap_or(WIDGET), ports.widget), ("portal", PORTAL, ports.portal)]
        {
            if port != usual {
                println!("port {usual} is taken; the {what} uses {port}");
            }
        }
        Ok(ports)
    }

    fn among(asked: Option<u16>, is_free: impl Fn(u16) -> bool) -> Result<Self, Failure> {
        let widget = match asked {
            Some(port) if is_free(port) => port,
            Some(port) => {
                return Err(Failure::new(format!("port {port} is taken: name another or leave out --port")));
            }
            None => next(WIDGET, &is_free)?,
        };
        let portal = next(PORTAL, |port| port != widget && is_free(port))?;
        Ok(Self { widget, portal })
    }
}

fn next(first: u16, is_free: impl Fn(u16) -> bool) -> Result<u16, Failure> {
    let found = (first..first + 200).find(|port| is_free(*port));
    found.ok_or_else(|| Failure::new(format!("no port from {first} on is free")))
}

fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn among(asked: Option<u16>, taken: &[u16]) -> Option<(u16, u16)> {
        let ports = Ports::among(asked, |port| !taken.contains(&port)).ok()?;
        Some((ports.widget, ports.portal))
    }

    #[test]
    fn the_usual_ports_are_preferred() {
        assert_eq!(among(None, &[]), Some((8080, 8090)));
        assert_eq!(among(None, &[8080, 8081, 8090]), Some((8082, 8091)));
    }

    #[test]
    fn a_port_that_was_asked_for_is_not_replaced() {
        assert_eq!(among(Some(9000), &[8080]), Some((9000, 8090)));
        assert_eq!(among(Some(9000), &[9000]), None);
    }

    #[test]
    fn the_services_never_share_a_port() {
        assert_eq!(among(Some(8090), &[]), Some((8090, 8091)));
    }

    #[test]
    fn a_port_somebody_listens_on_is_not_free() {
        let port_after = || {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
            let port = listener.local_addr().unwrap().port();
            assert!(!is_free(port));
            port
        };
        // Another test may be given the very port that has just become free, but not every time.
        assert!((0..20).any(|_| is_free(port_after())));
    }
}
