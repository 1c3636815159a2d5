//! The portal's REST API, called from the browser without a preflight (rest-behaviour §6.4).

use super::{Gateway, Reply};
use crate::dom;
use crate::session::Session;
use gloo_timers::callback::Timeout;
use statuses::envelope::{self, Batch};
use statuses::form::Params;
use statuses::frame::Token;
use statuses::json::Json;
use statuses::relocation::Reply as Answered;
use statuses::{
    Access, Act, Answer, Call, Cause, Failure, Loaded, Read, Round, Seen, Status, StatusId, Webhook, Written,
    wire,
};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestInit, Response};

/// How long an answer may take, in milliseconds; Bitrix24 itself cuts requests at 60 s (rest-behaviour §6.7).
const ANSWER_TIMEOUT: u32 = 30_000;

/// A form body is a "simple" request: nothing else spares the preflight.
const FORM: &str = "application/x-www-form-urlencoded";

/// The REST API of a portal.
#[derive(Debug)]
pub struct Rest {
    caller: Caller,
    /// What was read before anybody asked for it: the first to ask gets it.
    ahead: RefCell<Option<Loaded>>,
}

impl Rest {
    /// The API as the session's user may use it.
    #[must_use]
    pub fn new(session: Rc<Session>) -> Self {
        Self { caller: Caller::Session(session), ahead: RefCell::default() }
    }

    /// The API as a webhook may use it. Whether it may is seen when everything is read, so that this is done here and
    /// not again when the editor opens.
    ///
    /// # Errors
    /// There is no answer, or the portal refuses.
    pub async fn connect(webhook: Webhook) -> Result<Self, Failure> {
        let rest = Self { caller: Caller::Webhook(webhook), ahead: RefCell::default() };
        let loaded = rest.load_all().await?;
        rest.ahead.replace(Some(loaded));
        Ok(rest)
    }

    /// Makes the first call, unless the page has made it already.
    async fn open(&self, call: &Call) -> Result<Json, Failure> {
        let Caller::Session(session) = &self.caller else { return self.send(call).await };
        let Some(ahead) = session.take_ahead() else { return self.send(call).await };
        let Some(answer) = ahead.answer_of_portal().await else { return self.send(call).await };
        let (status, text) = answer.map_err(|cause| Failure::because(cause, call.method, ""))?;
        match envelope::open(call.method, status, &text) {
            // It is made once more, with another token.
            Err(failure) if failure.wants_new_token() && session.renew(&session.init().token).await => {
                self.send(call).await
            }
            answer => answer,
        }
    }

    /// Makes one call. A token that is not accepted any more is renewed once, and the call made again.
    async fn send(&self, call: &Call) -> Result<Json, Failure> {
        let session = match &self.caller {
            Caller::Session(session) => session,
            Caller::Webhook(webhook) => return attempt(call, webhook.url(call.method), None).await,
        };
        let (token, renewable) = session.token().await;
        let answer = attempt(call, session.url(call.method), Some(&token)).await;
        match answer {
            Err(failure) if failure.wants_new_token() => {
                if !renewable || !session.renew(&token).await {
                    return Err(failure);
                }
                let (token, _) = session.token().await;
                attempt(call, session.url(call.method), Some(&token)).await
            }
            answer => answer,
        }
    }

    async fn batch(&self, commands: &[(Key, Call)]) -> Result<Batch, Failure> {
        Batch::read(self.send(&Call::batch(commands, false)).await?)
    }

    /// One request for everything: whoever turns to another directory waits for nobody.
    async fn load_all(&self) -> Result<Loaded, Failure> {
        if let Some(loaded) = self.ahead.take() {
            return Ok(loaded);
        }
        let commands = Call::opening();
        let mut batch = Batch::read(self.open(&Call::batch(&commands, false)).await?)?;
        let [(_, list), (_, directories), (_, pipelines), (_, may_edit)] = &commands;
        let rows = batch.take("list", list.method)?;
        let rows = wire::all_statuses(&rows).ok_or_else(|| no_list(list))?;
        // Directories that are not described are edited all the same.
        let types = batch.take("directories", directories.method).unwrap_or_default();
        let pipelines = batch.take("pipelines", pipelines.method).unwrap_or_default();
        let access = match batch.take("rights", may_edit.method) {
            Err(failure) if failure.cause == Cause::AccessDenied => Access::View,
            _ => Access::Edit,
        };
        Ok(Loaded { directories: wire::directories(&types, &pipelines), rows, access })
    }

    async fn read_all(&self, entity: &str) -> Result<Seen, Failure> {
        let list = Call::list(entity);
        rows(&list, self.send(&list).await?, entity).map(Seen::All)
    }

    async fn read_some(&self, ids: &[StatusId]) -> Result<Seen, Failure> {
        let commands: Vec<(Key, _)> =
            ids.iter().map(|id| (format!("r{id}").into(), Call::get(*id))).collect();
        let mut batch = self.batch(&commands).await?;
        let mut rows = Vec::with_capacity(ids.len());
        for (id, (key, call)) in ids.iter().zip(&commands) {
            rows.push((
                *id,
                match found(batch.take(key, call.method)) {
                    Ok(Read::Row(row)) => Some(row),
                    Ok(Read::Missing) => None,
                    // What cannot be read is not gone.
                    Ok(Read::Unknown) => {
                        let why = "The answer is not a row";
                        return Err(Failure::because(Cause::Unreadable, call.method, why));
                    }
                    Err(failure) => return Err(failure),
                },
            ));
        }
        Ok(Seen::Some(rows))
    }

    /// All writes with their read-backs in one request.
    async fn write_together(&self, round: &Round) -> Result<Written, Failure> {
        let mut commands: Vec<(Key, Call)> = Vec::with_capacity(2 * round.writes.len());
        for (nth, write) in round.writes.iter().enumerate() {
            let made = format!("w{nth}");
            let read = read_back(&write.act).unwrap_or_else(|| Call::get_made_by(&made));
            commands.extend([(made.into(), Call::act(&write.act)), (format!("r{nth}").into(), read)]);
        }
        let mut batch = self.batch(&commands).await?;
        let resets =
            commands.iter().filter_map(|(key, call)| Some((call.method, batch.reset(key)?))).collect();
        let answers = commands.chunks_exact(2).map(|pair| Answer {
            write: batch.take(&pair[0].0, pair[0].1.method).map(drop),
            read: found(batch.take(&pair[1].0, pair[1].1.method)).unwrap_or(Read::Unknown),
        });
        Ok(Written { answers: answers.collect(), resets })
    }

    /// One write that a batch would alter, and its read-back.
    async fn write_alone(&self, act: &Act) -> Result<Written, Failure> {
        let made = self.send(&Call::act(act)).await;
        let id = made.as_ref().ok().and_then(|id| StatusId::parse(id.text()));
        let read = read_back(act).or_else(|| id.map(Call::get));
        let read = match read {
            Some(read) => found(self.send(&read).await).unwrap_or(Read::Unknown),
            None => Read::Unknown,
        };
        Ok(Written { answers: vec![Answer { write: made.map(drop), read }], resets: Vec::new() })
    }
}

impl Rest {
    async fn ask_all(&self, calls: &[Call]) -> Result<Vec<Answered>, Failure> {
        let key = |nth: usize| -> Key { format!("c{nth}").into() };
        let commands: Vec<_> = calls.iter().enumerate().map(|(nth, call)| (key(nth), call.clone())).collect();
        let mut batch = self.batch(&commands).await?;
        let answers = commands.iter().map(|(key, call)| {
            let total = batch.total(key);
            Answered { result: batch.take(key, call.method), total }
        });
        Ok(answers.collect())
    }
}

/// The name of a command in a batch.
type Key = Cow<'static, str>;

impl Gateway for Rest {
    fn load(&self) -> Reply<'_, Result<Loaded, Failure>> {
        Box::pin(self.load_all())
    }

    fn read<'a>(&'a self, entity: &'a str, rows: &'a [StatusId]) -> Reply<'a, Result<Seen, Failure>> {
        if rows.is_empty() { Box::pin(self.read_all(entity)) } else { Box::pin(self.read_some(rows)) }
    }

    fn write<'a>(&'a self, round: &'a Round) -> Reply<'a, Result<Written, Failure>> {
        match &round.writes[..] {
            [alone] if !alone.act.survives_batch() => Box::pin(self.write_alone(&alone.act)),
            _ => Box::pin(self.write_together(round)),
        }
    }

    fn ask<'a>(&'a self, calls: &'a [Call]) -> Reply<'a, Result<Vec<Answered>, Failure>> {
        Box::pin(self.ask_all(calls))
    }

    fn show<'a>(&'a self, path: &'a str) -> Reply<'a, Result<(), String>> {
        match &self.caller {
            Caller::Session(session) => Box::pin(session.show(path)),
            Caller::Webhook(webhook) => {
                dom::open_tab(&format!("{}{path}", webhook.origin()));
                Box::pin(async { Ok(()) })
            }
        }
    }
}

/// In whose name the API is called.
#[derive(Debug)]
enum Caller {
    /// The user of the portal page, by a token in the body that is renewed.
    Session(Rc<Session>),
    /// Whoever has made the webhook, by its address alone.
    Webhook(Webhook),
}

async fn attempt(call: &Call, url: String, token: Option<&Token>) -> Result<Json, Failure> {
    let answer = post(&url, &body(&call.params, token)).await;
    let (status, body) = answer.map_err(|cause| Failure::because(cause, call.method, ""))?;
    envelope::open(call.method, status, &body)
}

fn rows(call: &Call, result: Json, entity: &str) -> Result<Vec<Rc<Status>>, Failure> {
    let rows = wire::statuses(&result, entity);
    rows.ok_or_else(|| no_list(call))
}

fn no_list(call: &Call) -> Failure {
    Failure::because(Cause::Unreadable, call.method, "The answer is not a list")
}

/// What shows that a write was made; none for a new row, whose id is not known before.
fn read_back(act: &Act) -> Option<Call> {
    match act {
        Act::Update { id, .. } | Act::Delete { id, .. } => Some(Call::get(*id)),
        Act::Add { .. } => None,
    }
}

fn found(answer: Result<Json, Failure>) -> Result<Read, Failure> {
    match answer {
        Ok(row) => Ok(wire::status(&row).map_or(Read::Unknown, |row| Read::Row(Rc::new(row)))),
        Err(failure) if failure.cause == Cause::Gone => Ok(Read::Missing),
        Err(failure) => Err(failure),
    }
}

/// The token travels in the body: a header would cost a preflight that the portal refuses, and the address
/// would end up in logs (rest-behaviour §6.4, §10.24).
fn body(params: &Params, token: Option<&Token>) -> String {
    match token {
        Some(token) => params.clone().text("auth", token.secret()).encode(),
        None => params.encode(),
    }
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
