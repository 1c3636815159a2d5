//! What a server answers.

use ureq::http::Response;
use ureq::{Agent, Body};

/// The form with which a portal opens its frame, in short.
const FORM: &str =
    "AUTH_ID=0123456789abcdef&AUTH_EXPIRES=3600&REFRESH_ID=fedcba&member_id=1&status=L&PLACEMENT=DEFAULT";

/// An answer as it came over the wire: nothing is followed, nothing unpacked.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
    headers: Vec<(String, String)>,
}

impl Answer {
    pub(crate) fn get(url: &str, encodings: &str) -> Self {
        Self::read(agent().get(url).header("accept-encoding", encodings).call())
    }

    pub(crate) fn head(url: &str) -> Self {
        Self::read(agent().head(url).header("accept-encoding", "identity").call())
    }

    /// As a portal opens its frame.
    pub(crate) fn post(url: &str, encodings: &str) -> Self {
        let request = agent().post(url).header("accept-encoding", encodings);
        Self::read(request.header("content-type", "application/x-www-form-urlencoded").send(FORM))
    }

    fn read(response: Result<Response<Body>, ureq::Error>) -> Self {
        let mut response = response.expect("an answer");
        let text = |value: &ureq::http::HeaderValue| value.to_str().expect("a plain header").to_owned();
        Self {
            status: response.status().as_u16(),
            headers: response.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect(),
            body: response.body_mut().read_to_vec().expect("a body"),
        }
    }

    /// The values of a header, of which there should be at most one; empty if there is none.
    pub(crate) fn header(&self, name: &str) -> String {
        let named = self.headers.iter().filter(|(known, _)| known == name);
        named.map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(" | ")
    }
}

fn agent() -> Agent {
    Agent::config_builder().http_status_as_error(false).max_redirects(0).build().into()
}
