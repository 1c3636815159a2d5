//! What the page has begun while the program was on its way: the handshake, the request for everything, and a sketch of
//! the first rows (`static/boot.js`).

use js_sys::{Array, Promise};
use statuses::Cause;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Node;

#[wasm_bindgen]
extern "C" {
    /// Two promises, and what could be drawn of them.
    #[derive(Clone, Debug, PartialEq)]
    pub type Ahead;

    #[wasm_bindgen(method, getter)]
    fn init(this: &Ahead) -> Promise;

    #[wasm_bindgen(method, getter)]
    fn answer(this: &Ahead) -> Promise;

    /// The block with the first rows that stands in the skeleton, if the answer came before the program.
    #[wasm_bindgen(method, getter)]
    pub fn sketch(this: &Ahead) -> Option<Node>;
}

impl Ahead {
    /// What the portal page has said to `getInitData`, and when, in milliseconds on the clock of `Date.now()`. For ever
    /// on its way if it does not answer.
    pub async fn greeting(&self) -> Option<(String, f64)> {
        let parts = parts(self.init()).await?;
        Some((parts.get(0).as_string()?, parts.get(1).as_f64()?))
    }

    /// The portal's answer to [`Call::opening`](statuses::Call::opening), as status and text; none if it was not asked.
    ///
    /// # Errors
    /// There is no answer.
    pub async fn answer_of_portal(&self) -> Option<Result<(u16, String), Cause>> {
        let parts = parts(self.answer()).await?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a status of HTTP")]
        let status = parts.get(0).as_f64().map(|status| status as u16);
        let text = parts.get(1).as_string().unwrap_or_default();
        let late = parts.get(0).as_string().as_deref() == Some("TimeoutError");
        let why = if late { Cause::TimedOut } else { Cause::Unreachable };
        Some(status.map(|status| (status, text)).ok_or(why))
    }
}

async fn parts(promise: Promise) -> Option<Array> {
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}
