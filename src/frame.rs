//! The channel to the portal page around the frame (frame-protocol §2, §12).

use crate::policy;
use gloo_events::EventListener;
use gloo_timers::callback::{Interval, Timeout};
use statuses::frame::{Address, reply};
use statuses::json::Json;
use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Window};
use yew::platform::pinned::oneshot;

/// Length of a callback id, as the portal's own script makes them (frame-protocol §2.1).
const CALLBACK_LENGTH: usize = 32;

type Waiting = Rc<RefCell<Vec<(String, oneshot::Sender<String>)>>>;

/// The portal page, to talk to. Nothing is listened to any more once this is dropped.
pub struct Frame {
    address: Address,
    parent: Window,
    waiting: Waiting,
    _listener: EventListener,
}

impl fmt::Debug for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Frame").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Frame {
    /// Finds the portal around this page; none if there is no portal. The listener stands before anything
    /// is sent.
    #[must_use]
    pub fn attach() -> Option<Self> {
        let window = web_sys::window()?;
        let parent = around(&window)?;
        let address = address(&window)?;
        policy::confine(address.origin());
        let waiting = Waiting::default();
        let listener = listen(&window, parent.clone(), address.origin().to_owned(), Rc::clone(&waiting));
        Some(Self { address, parent, waiting, _listener: listener })
    }

    /// The portal's origin.
    #[must_use]
    pub fn origin(&self) -> &str {
        self.address.origin()
    }

    /// Sends a command and waits for its reply. The portal has no way to refuse: it stays silent, and
    /// after `timeout` milliseconds there is none (frame-protocol §3). Until then the command may be repeated
    /// every `repeat` milliseconds, if the page may not have listened yet; whichever reply comes first counts.
    pub async fn ask(
        &self,
        command: &str,
        params: Option<&Json>,
        repeat: Option<u32>,
        timeout: u32,
    ) -> Option<String> {
        let callback = callback_id();
        let (sender, receiver) = oneshot::channel();
        self.waiting.borrow_mut().push((callback.clone(), sender));
        let message = self.address.message(command, params, &callback);
        self.post(&message);
        let (parent, origin) = (self.parent.clone(), self.origin().to_owned());
        let _repetition = repeat.map(|wait| Interval::new(wait, move || post(&parent, &message, &origin)));
        // Forgetting the sender ends the waiting.
        let waiting = Rc::clone(&self.waiting);
        let _deadline = Timeout::new(timeout, move || waiting.borrow_mut().retain(|(id, _)| *id != callback));
        receiver.await.ok()
    }

    /// Sends a command whose reply nobody waits for.
    pub fn tell(&self, command: &str, params: &Json) {
        self.post(&self.address.message(command, Some(params), ""));
    }

    fn post(&self, message: &str) {
        post(&self.parent, message, self.origin());
    }
}

/// Whether this page is in a frame, a portal's or anybody else's.
#[must_use]
pub fn is_framed() -> bool {
    web_sys::window().is_some_and(|window| around(&window).is_some())
}

fn around(window: &Window) -> Option<Window> {
    window.parent().ok().flatten().filter(|parent| parent != window)
}

fn post(parent: &Window, message: &str, origin: &str) {
    // Fails only for an origin that is none, and such an address cannot be made.
    let _ = parent.post_message(&JsValue::from_str(message), origin);
}

fn address(window: &Window) -> Option<Address> {
    let name = window.name().unwrap_or_default();
    let query = window.location().search().unwrap_or_default();
    Address::from_window_name(&name).or_else(|| Address::from_query(&query))
}

/// Hands replies to those who wait. Whatever does not come as a text from the portal page itself is ignored:
/// other frames of the page, other origins, objects.
fn listen(window: &Window, parent: Window, origin: String, waiting: Waiting) -> EventListener {
    EventListener::new(window, "message", move |event| {
        let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
        let from_parent =
            event.source().is_some_and(|source| JsValue::from(source) == *AsRef::<JsValue>::as_ref(&parent));
        if event.origin() != origin || !from_parent {
            return;
        }
        let data = event.data().as_string();
        let Some((callback, payload)) = data.as_deref().and_then(reply) else { return };
        let at = waiting.borrow().iter().position(|(id, _)| id == callback);
        if let Some(at) = at {
            let (_, sender) = waiting.borrow_mut().swap_remove(at);
            // Whoever waited may have given up.
            let _ = sender.send(payload.to_owned());
        }
    })
}

/// A callback id. It need not be a secret: replies are believed for their origin and source.
fn callback_id() -> String {
    const SIGNS: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    let sign = |_| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to below 36")]
        let at = (js_sys::Math::random() * 36.0) as usize;
        char::from(SIGNS[at % SIGNS.len()])
    };
    (0..CALLBACK_LENGTH).map(sign).collect()
}
