//! Asking Trunk for the page until it is there.

use std::{
    io::{self, BufRead, BufReader, Write},
    net::{Ipv4Addr, SocketAddr, TcpStream},
    sync::mpsc::Sender,
    thread,
    time::Duration,
};

use super::Event;
use crate::failure::Failure;

const PAUSE: Duration = Duration::from_millis(250);
const PATIENCE: Duration = Duration::from_secs(5);

/// A visitor of the widget's page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Probe {
    address: SocketAddr,
}

impl Probe {
    /// A visitor of the page on this port.
    pub(crate) fn new(port: u16) -> Self {
        Self { address: (Ipv4Addr::LOCALHOST, port).into() }
    }

    /// Reports when the page is served, and once if there is a server but no page.
    pub(crate) fn watch(self, events: &Sender<Event>) {
        let mut told = false;
        loop {
            match self.status() {
                Ok(200) => {
                    let _ = events.send(Event::WidgetServed);
                    return;
                }
                Ok(_) if !told => told = events.send(Event::BuildFailed).is_ok(),
                // Nobody listens until the first build is over.
                Ok(_) | Err(_) => {}
            }
            thread::sleep(PAUSE);
        }
    }

    /// Asks for the page once; anything but the page is a failure.
    pub(crate) fn visit(self) -> Result<(), Failure> {
        match self.status() {
            Ok(200) => Ok(()),
            Ok(status) => Err(Failure::new(format!("http://{} answers with {status}", self.address))),
            Err(error) => Err(Failure::new(format!("http://{} does not answer: {error}", self.address))),
        }
    }

    fn status(self) -> io::Result<u16> {
        let mut stream = TcpStream::connect_timeout(&self.address, PATIENCE)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let request = format!(
            "GET / HTTP/1.1\r\nHost: {}\r\nAccept: text/html\r\nConnection: close\r\n\r\n",
            self.address
        );
        stream.write_all(request.as_bytes())?;
        let mut answer = String::new();
        BufReader::new(stream).read_line(&mut answer)?;
        status(&answer).ok_or_else(|| io::Error::other("not an answer"))
    }
}

/// The status in the first line of an answer.
fn status(answer: &str) -> Option<u16> {
    answer.strip_prefix("HTTP/1.")?.split(' ').nth(1)?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use std::{io::Read, net::TcpListener, sync::mpsc};

    use super::*;

    #[test]
    fn the_status_is_read_from_the_first_line() {
        assert_eq!(status("HTTP/1.1 200 OK\r\ncontent-type: text/html"), Some(200));
        assert_eq!(status("HTTP/1.0 404 Not Found\r\n"), Some(404));
        assert_eq!(status("SSH-2.0"), None);
    }

    #[test]
    fn a_visit_finds_the_page_or_says_what_it_found() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let probe = Probe::new(listener.local_addr().unwrap().port());
        let visitor = thread::spawn(move || [probe.visit(), probe.visit()]);
        for answer in ["HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 502 Bad Gateway\r\n\r\n"] {
            let (mut stream, _) = listener.accept().unwrap();
            let _ = stream.read(&mut [0; 512]).unwrap();
            stream.write_all(answer.as_bytes()).unwrap();
        }
        let [page, error] = visitor.join().unwrap();
        page.unwrap();
        assert!(error.unwrap_err().to_string().ends_with("answers with 502"));
    }

    #[test]
    fn a_server_without_a_page_is_reported_before_the_page() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let probe = Probe::new(listener.local_addr().unwrap().port());
        let (events, inbox) = mpsc::channel();
        let visitor = thread::spawn(move || probe.watch(&events));
        for answer in ["HTTP/1.1 404 Not Found\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n"] {
            let (mut stream, _) = listener.accept().unwrap();
            let _ = stream.read(&mut [0; 512]).unwrap();
            stream.write_all(answer.as_bytes()).unwrap();
        }
        visitor.join().unwrap();
        assert!(matches!(inbox.recv(), Ok(Event::BuildFailed)));
        assert!(matches!(inbox.recv(), Ok(Event::WidgetServed)));
    }
}
