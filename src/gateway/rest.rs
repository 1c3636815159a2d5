//! The portal's REST API, called from the browser without a preflight (rest-behaviour §6.4).

use super::{Gateway, Reply};
use crate::session::Session;
use gloo_timers::callback::Timeout;
use statuses::envelope::{self, Batch};
use statuses::form::Params;
use statuses::frame::Token;
use statuses::json::Json;
use statuses::{Access, Answer, Call, Cause, Change, Failure, Loaded, Read, StatusId, wire};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestInit, Response};

/// How long an answer may take, in milliseconds; Bitrix24 itself cuts requests at 60 s (rest-behaviour §6.7).
const ANSWER_TIMEOUT: u32 = 30_000;

/// A form body is a "simple" request: nothing else spares the preflight.
const FORM: &str = "application/x-www-form-urlencoded";

/// The REST API of the portal a session belongs to.
#[derive(Debug)]
pub struct Rest {
    session: Rc<Session>,
}

impl Rest {
    /// The API as the session's user may use it.
    #[must_use]
    pub fn new(session: Rc<Session>) -> Self {
        Self { session }
    }

    /// Makes one call. A token that is not accepted any more is renewed once, and the call made again.
    async fn send(&self, call: &Call) -> Result<Json, Failure> {
        let (token, renewable) = self.session.token().await;
        let answer = self.attempt(call, &token).await;
        match answer {
            Err(failure) if failure.wants_new_token() => {
                if !renewable || !self.session.renew(&token).await {
                    return Err(failure);
                }
                let (token, _) = self.session.token().await;
                self.attempt(call, &token).await
            }
            answer => answer,
        }
    }

    async fn attempt(&self, call: &Call, token: &Token) -> Result<Json, Failure> {
        let (status, body) = post(&self.session.url(call.method), &body(&call.params, token))
            .await
            .map_err(|cause| Failure::because(cause, call.method, ""))?;
        envelope::open(call.method, status, &body)
    }

    async fn batch(&self, commands: &[(&'static str, &Call)]) -> Result<Batch, Failure> {
        Batch::read(self.send(&Call::batch(commands, false)).await?)
    }

    /// One request for everything the first screen needs.
    async fn list(&self, entity: &str) -> Result<Loaded, Failure> {
        let (list, directories, may_edit) = (Call::list(entity), Call::directories(), Call::may_edit());
        let mut batch =
            self.batch(&[("list", &list), ("directories", &directories), ("rights", &may_edit)]).await?;
        let rows = wire::statuses(&batch.take("list", list.method)?, entity);
        // A directory that is not described is edited all the same.
        let described = batch.take("directories", directories.method).unwrap_or_default();
        let directory = wire::directories(&described).into_iter().find(|known| *known.entity == *entity);
        let access = match batch.take("rights", may_edit.method) {
            Err(failure) if failure.cause == Cause::AccessDenied => Access::View,
            _ => Access::Edit,
        };
        Ok(Loaded { directory, rows, access })
    }

    /// The write and its read-back in one request, unless the batch would alter what is written.
    async fn write_and_read(&self, target: StatusId, change: &Change) -> Answer {
        let (write, read) = (Call::change(target, change), Call::get(target));
        if !write.survives_batch() {
            let write = self.send(&write).await.map(drop);
            return Answer { write, read: self.read(&read).await };
        }
        match self.batch(&[("write", &write), ("read", &read)]).await {
            Ok(mut batch) => Answer {
                write: batch.take("write", write.method).map(drop),
                read: found(batch.take("read", read.method)),
            },
            Err(failure) => Answer { write: Err(failure), read: Read::Unknown },
        }
    }

    async fn read(&self, call: &Call) -> Read {
        found(self.send(call).await)
    }
}

impl Gateway for Rest {
    fn load<'a>(&'a self, entity: &'a str) -> Reply<'a, Result<Loaded, Failure>> {
        Box::pin(self.list(entity))
    }

    fn write<'a>(&'a self, target: StatusId, change: &'a Change) -> Reply<'a, Answer> {
        Box::pin(async move {
            let answer = self.write_and_read(target, change).await;
            // It may have been stored although no answer came: look before saying that it was not.
            let open = answer.write.as_ref().err().is_none_or(Failure::leaves_doubt);
            if open && answer.read == Read::Unknown {
                return Answer { read: self.read(&Call::get(target)).await, ..answer };
            }
            answer
        })
    }
}

fn found(answer: Result<Json, Failure>) -> Read {
    match answer {
        Ok(row) => wire::status(&row).map_or(Read::Unknown, |row| Read::Row(Rc::new(row))),
        Err(failure) if failure.cause == Cause::Gone => Read::Missing,
        Err(_) => Read::Unknown,
    }
}

/// The token travels in the body: a header would cost a preflight that the portal refuses, and the address
/// would end up in logs (rest-behaviour §6.4, §10.24).
fn body(params: &Params, token: &Token) -> String {
    params.clone().text("auth", token.secret()).encode()
}

/// Posts a form: HTTP status and text, or why there are none.
///
/// `fetch` itself: a wrapper library around it made the module 3 KB larger (brotli) for this one call.
async fn post(url: &str, body: &str) -> Result<(u16, String), Cause> {
    let timed_out = Rc::new(Cell::new(false));
    let abort = AbortController::new().map_err(|_| Cause::Unreachable)?;
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_signal(Some(&abort.signal()));
    request.set_body(&body.into());
    let _deadline = Timeout::new(ANSWER_TIMEOUT, {
        let timed_out = Rc::clone(&timed_out);
        move || {
            timed_out.set(true);
            abort.abort();
        }
    });
    exchange(url, &request)
        .await
        .map_err(|_| if timed_out.get() { Cause::TimedOut } else { Cause::Unreachable })
}

async fn exchange(url: &str, request: &RequestInit) -> Result<(u16, String), JsValue> {
    let headers = Headers::new()?;
    headers.set("Content-Type", FORM)?;
    request.set_headers(&headers);
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let response: Response =
        JsFuture::from(window.fetch_with_str_and_init(url, request)).await?.unchecked_into();
    let text = JsFuture::from(response.text()?).await?;
    Ok((response.status(), text.as_string().unwrap_or_default()))
}
