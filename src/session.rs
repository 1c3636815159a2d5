//! Who we are in the portal: the token, and its renewal.

use crate::ahead::Ahead;
use crate::frame::Frame;
use statuses::frame::{InitData, Token};
use statuses::json::Json;
use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::task::Poll;
use std::time::Duration;
use yew::platform::pinned::oneshot;
use yew::platform::time::sleep;

/// How long the portal page may take to introduce itself, and after which time it is asked again, in milliseconds.
const INIT_TIMEOUT: u32 = 30_000;
const INIT_REPEAT: u32 = 10_000;
/// How long a token may take to be renewed, in milliseconds (frame-protocol §12.9).
const RENEWAL_TIMEOUT: u32 = 10_000;
/// How long nobody tries again after a renewal that failed ahead of need, in milliseconds.
const RENEWAL_PAUSE: f64 = 30_000.0;
/// A token is renewed this long before its end, in milliseconds, or in the last tenth of a shorter life.
const RENEWAL_MARGIN: f64 = 60_000.0;

/// How long the portal page may take to say that it does not open a page, in milliseconds.
const REFUSAL_TIMEOUT: u32 = 3_000;

/// Why there is no session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// The page was not opened by a portal.
    Outside,
    /// The portal page does not answer.
    Silent,
    /// It answers, and gives no token.
    Refused,
}

/// A conversation with one portal, as one user. Tokens stay in here and in the bodies of requests.
#[derive(Debug)]
pub struct Session {
    frame: Frame,
    init: InitData,
    /// Until somebody takes it over.
    ahead: RefCell<Option<Ahead>>,
    token: RefCell<Token>,
    deadline: Cell<f64>,
    /// Those who wait for the renewal that is under way; none is under way if there is no list.
    renewal: RefCell<Option<Vec<oneshot::Sender<bool>>>>,
}

impl Session {
    /// Shakes hands with the portal page.
    ///
    /// # Errors
    /// There is no portal, or it does not answer.
    pub async fn open(ahead: Option<Ahead>) -> Result<Rc<Self>, Closed> {
        let frame = Frame::attach().ok_or(Closed::Outside)?;
        let (init, heard, first) = introduce(&frame, ahead.as_ref()).await?;
        // What the page has begun waits for the words that it has not heard.
        let ahead = ahead.filter(|_| first);
        if init.first_run {
            frame.tell("setInstall", &object([("install", Json::Bool(true))]));
        }
        let token = init.token.clone();
        let deadline = Cell::new(deadline(&token, heard));
        let (token, renewal) = (RefCell::new(token), RefCell::default());
        Ok(Rc::new(Self { frame, init, ahead: RefCell::new(ahead), token, deadline, renewal }))
    }

    /// What the page has begun, once.
    pub fn take_ahead(&self) -> Option<Ahead> {
        self.ahead.take()
    }

    /// What the portal told at the start.
    #[must_use]
    pub fn init(&self) -> &InitData {
        &self.init
    }

    /// The portal's address without its scheme.
    #[must_use]
    pub fn domain(&self) -> &str {
        let origin = self.frame.origin();
        origin.split_once("://").map_or(origin, |(_, domain)| domain)
    }

    /// Where a REST method is called.
    #[must_use]
    pub fn url(&self, method: &str) -> String {
        format!("{}{}/{method}", self.frame.origin(), self.init.path)
    }

    /// The token to use now, renewed if its end is near, and whether asking for another one makes sense.
    ///
    /// If the renewal fails the old one is tried all the same, and no other is asked for at once: where the
    /// portal has none to give, each question stops its whole page with a message (frame-protocol §6).
    pub async fn token(&self) -> (Token, bool) {
        let mut renewable = true;
        if js_sys::Date::now() >= self.deadline.get() {
            let old = self.token.borrow().clone();
            renewable = self.renew(&old).await;
            if !renewable {
                self.deadline.set(js_sys::Date::now() + RENEWAL_PAUSE);
            }
        }
        (self.token.borrow().clone(), renewable)
    }

    /// Gets another token than the `rejected` one, once for all who ask; false if there is none to be had.
    pub async fn renew(&self, rejected: &Token) -> bool {
        if *self.token.borrow() != *rejected {
            return true; // somebody else's renewal has come meanwhile
        }
        if let Some(renewed) = self.join_renewal() {
            return renewed.await.unwrap_or(false);
        }
        let fresh = self.frame.ask("refreshAuth", Some(&object([])), None, RENEWAL_TIMEOUT).await;
        let fresh = fresh.and_then(|payload| Json::parse(&payload).ok());
        let fresh = fresh.as_ref().and_then(Token::read);
        let renewed = fresh.is_some();
        if let Some(token) = fresh {
            self.deadline.set(deadline(&token, js_sys::Date::now()));
            *self.token.borrow_mut() = token;
        }
        for waiting in self.renewal.take().into_iter().flatten() {
            let _ = waiting.send(renewed);
        }
        renewed
    }

    /// Asks for the height the list needs, in CSS pixels. A slider has a size of its own (frame-protocol §4).
    pub fn fit(&self, height: i32) {
        if !self.init.in_slider {
            // Without a width the frame would become 100 pixels wide.
            let (width, height) = (Json::Text("100%".into()), Json::Number(height.to_string().into()));
            self.frame.tell("resizeWindow", &object([("width", width), ("height", height)]));
        }
    }

    /// Has the portal keep something for this user. It answers before it has, and nothing depends on it
    /// (frame-protocol §4).
    pub fn remember(&self, name: &str, value: &str) {
        let text = |text: &str| Json::Text(text.into());
        self.frame.tell("setUserOption", &object([("name", text(name)), ("value", text(value))]));
    }

    /// Tells the portal that the app is installed. It answers by loading its page anew (frame-protocol §7).
    pub fn finish_installation(&self) {
        self.frame.tell("setInstallFinish", &object([]));
    }

    /// Opens a page of the portal in its slider.
    ///
    /// # Errors
    /// The address, where the portal says that it does not open such pages. It says so at once; where it opens one,
    /// it answers only when that is closed again (frame-protocol §4).
    pub async fn show(&self, path: &str) -> Result<(), String> {
        let wanted = object([("path", Json::Text(path.into()))]);
        let reply = self.frame.ask("openPath", Some(&wanted), None, REFUSAL_TIMEOUT).await;
        let reply = reply.and_then(|reply| Json::parse(&reply).ok()).unwrap_or_default();
        let refused = reply.get("result").text() == "error";
        if refused { Err(format!("{}{path}", self.frame.origin())) } else { Ok(()) }
    }

    /// A place in the queue of the renewal under way; none, and the queue is opened, if there is none.
    fn join_renewal(&self) -> Option<oneshot::Receiver<bool>> {
        let mut renewal = self.renewal.borrow_mut();
        if let Some(queue) = renewal.as_mut() {
            let (sender, receiver) = oneshot::channel();
            queue.push(sender);
            return Some(receiver);
        }
        *renewal = Some(Vec::new());
        None
    }
}

/// The parameters of a command.
fn object<const N: usize>(members: [(&str, Json); N]) -> Json {
    Json::Map(members.into_iter().map(|(key, value)| (key.into(), value)).collect())
}

/// What the portal page says, when it did, and whether that answers the page's own question. If it does not answer that
/// one, it is asked again.
async fn introduce(frame: &Frame, ahead: Option<&Ahead>) -> Result<(InitData, f64, bool), Closed> {
    let (told, own) = match ahead {
        Some(ahead) => first(Box::pin(heard(ahead)), Box::pin(repeat(frame))).await,
        None => (ask(frame, INIT_TIMEOUT).await, false),
    };
    let (told, heard) = told.ok_or(Closed::Silent)?;
    Ok((InitData::read(&told).ok_or(Closed::Refused)?, heard, own))
}

async fn heard(ahead: &Ahead) -> (Option<(String, f64)>, bool) {
    (ahead.greeting().await, true)
}

async fn repeat(frame: &Frame) -> (Option<(String, f64)>, bool) {
    sleep(Duration::from_millis(INIT_REPEAT.into())).await;
    (ask(frame, INIT_TIMEOUT - INIT_REPEAT).await, false)
}

async fn ask(frame: &Frame, timeout: u32) -> Option<(String, f64)> {
    let reply = frame.ask("getInitData", None, Some(INIT_REPEAT), timeout).await?;
    Some((reply, js_sys::Date::now()))
}

/// What comes first.
async fn first<T>(mut one: impl Future<Output = T> + Unpin, mut other: impl Future<Output = T> + Unpin) -> T {
    poll_fn(|context| match Pin::new(&mut one).poll(context) {
        Poll::Pending => Pin::new(&mut other).poll(context),
        ready @ Poll::Ready(_) => ready,
    })
    .await
}

/// When to renew a token that came at this time, on the clock of `Date.now()`.
fn deadline(token: &Token, heard: f64) -> f64 {
    let lifetime = f64::from(token.lifetime) * 1000.0;
    heard + lifetime - RENEWAL_MARGIN.min(lifetime / 10.0)
}
