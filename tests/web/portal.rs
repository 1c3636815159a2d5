//! A portal whose answers the test gives, and the editor mounted on it.

use js_sys::{Array, Function};
use stagecraft::components::status_editor::{StatusEditor, StatusEditorProps};
use stagecraft::gateway::{Gateway, GatewayHandle, Reply};
use statuses::json::Json;
use statuses::relocation::Reply as Answered;
use statuses::text::{Lang, Language};
use statuses::{
    Access, Act, Answer, Call, Cause, Failure, Group, Loaded, Opening, Read, Round, Seen, Status, StatusId,
    StoredColor, Written,
};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};
use yew::AppHandle;
use yew::platform::pinned::oneshot;
use yew::platform::time::sleep;

pub(crate) fn status(id: u32, name: &str) -> Rc<Status> {
    Rc::new(Status {
        id: StatusId::new(id).expect("an id"),
        entity: "DEAL_STAGE".into(),
        code: format!("S{id}").into(),
        name: name.into(),
        name_init: "".into(),
        sort: i64::from(id) * 10,
        system: false,
        color: StoredColor::Default,
        group: Group::InProgress,
    })
}

pub(crate) fn answer_stored(row: Rc<Status>) -> Answer {
    Answer { write: Ok(()), read: Read::Row(row) }
}

pub(crate) fn refused(cause: Cause) -> Answer {
    Answer { write: Err(Failure::because(cause, "crm.status.update", "")), read: Read::Unknown }
}

#[derive(Default)]
struct Script {
    rows: RefCell<Vec<Rc<Status>>>,
    sent: RefCell<Vec<Act>>,
    open: RefCell<VecDeque<oneshot::Sender<Vec<Answer>>>>,
}

struct Fake(Rc<Script>);

impl Gateway for Fake {
    fn load(&self) -> Reply<'_, Result<Loaded, Failure>> {
        let rows = self.0.rows.borrow().clone();
        Box::pin(async move { Ok(Loaded { directories: Vec::new(), rows, access: Access::Edit }) })
    }

    fn read<'a>(&'a self, _: &'a str, _: &'a [StatusId]) -> Reply<'a, Result<Seen, Failure>> {
        let rows = self.0.rows.borrow().clone();
        Box::pin(async move { Ok(Seen::All(rows)) })
    }

    fn write<'a>(&'a self, round: &'a Round) -> Reply<'a, Result<Written, Failure>> {
        let (sender, receiver) = oneshot::channel();
        self.0.sent.borrow_mut().extend(round.writes.iter().map(|write| write.act.clone()));
        self.0.open.borrow_mut().push_back(sender);
        Box::pin(async move {
            let answers = receiver.await.expect("the test answers");
            Ok(Written { answers, resets: Vec::new() })
        })
    }

    /// Nothing holds any value.
    fn ask<'a>(&'a self, calls: &'a [Call]) -> Reply<'a, Result<Vec<Answered>, Failure>> {
        let none = || Answered { result: Ok(Json::List(Vec::new())), total: Some(0) };
        let answers = calls.iter().map(|_| none()).collect();
        Box::pin(async move { Ok(answers) })
    }

    fn show<'a>(&'a self, _: &'a str) -> Reply<'a, Result<(), String>> {
        Box::pin(async { Ok(()) })
    }
}

/// The editor, mounted; the test plays the portal.
pub(crate) struct Portal {
    script: Rc<Script>,
    host: Element,
    app: AppHandle<StatusEditor>,
}

impl Portal {
    pub(crate) async fn open() -> Self {
        Self::open_with(vec![status(1, "New"), status(2, "Offer"), status(3, "Won")]).await
    }

    pub(crate) async fn open_with(rows: Vec<Rc<Status>>) -> Self {
        let document = web_sys::window().and_then(|window| window.document()).expect("a page");
        let host = document.create_element("div").expect("an element");
        document.body().expect("a body").append_child(&host).expect("mounted");
        let script = Rc::new(Script { rows: RefCell::new(rows), ..Script::default() });
        let props = StatusEditorProps {
            lang: Lang::built_in(Language::En),
            gateway: GatewayHandle::new(Fake(Rc::clone(&script))),
            ahead: None,
            opening: Opening::default(),
            portal: "portal.example".into(),
            preferences: statuses::Preferences::default(),
            recent: Rc::default(),
            onfit: yew::Callback::noop(),
            onremember: yew::Callback::noop(),
            onsetup: None,
            ondisconnect: None,
        };
        let app = yew::Renderer::<StatusEditor>::with_root_and_props(host.clone(), props).render();
        let portal = Self { script, host, app };
        portal.settle().await;
        portal
    }

    pub(crate) fn close(self) {
        self.app.destroy();
        self.host.remove();
    }

    pub(crate) fn host(&self) -> &Element {
        &self.host
    }

    /// Lets everything that is due happen: renderings, effects, timers of zero.
    pub(crate) async fn settle(&self) {
        // Where the machine is slow, Yew itself goes on in a timer of zero, more than once.
        for _ in 0..10 {
            sleep(Duration::ZERO).await;
        }
    }

    pub(crate) fn find(&self, css: &str) -> HtmlElement {
        let found = self.host.query_selector(css).expect("a selector");
        found.unwrap_or_else(|| panic!("no {css} in {}", self.host.inner_html())).unchecked_into()
    }

    pub(crate) fn state(&self, id: u32) -> String {
        let row = self.find(&format!("[data-status-id='{id}']"));
        row.get_attribute("data-state").unwrap_or_default()
    }

    /// What was sent so far, once there is a request to be answered.
    pub(crate) async fn sent(&self) -> Vec<Act> {
        self.until("a request", || !self.script.open.borrow().is_empty()).await;
        self.sent_so_far()
    }

    /// What was sent until now.
    pub(crate) fn sent_so_far(&self) -> Vec<Act> {
        self.script.sent.borrow().clone()
    }

    /// Answers the oldest request, for each of its writes. What is read back is what the portal holds.
    pub(crate) async fn answer(&self, answers: impl IntoIterator<Item = Answer>) {
        self.sent().await;
        let answers: Vec<_> = answers.into_iter().collect();
        for answer in &answers {
            if let Read::Row(row) = &answer.read {
                self.store(row);
            }
        }
        let sender = self.script.open.borrow_mut().pop_front().expect("a request");
        sender.send(answers).expect("somebody waits");
        self.settle().await;
    }

    /// The portal holds this row.
    pub(crate) fn store(&self, row: &Rc<Status>) {
        let mut rows = self.script.rows.borrow_mut();
        rows.retain(|known| known.id != row.id);
        rows.push(Rc::clone(row));
    }

    /// The portal holds this row no more.
    pub(crate) fn drop_row(&self, id: u32) {
        self.script.rows.borrow_mut().retain(|row| row.id.get() != id);
    }

    /// Waits until something holds.
    pub(crate) async fn until(&self, what: &str, holds: impl Fn() -> bool) {
        for _ in 0..500 {
            if holds() {
                return;
            }
            sleep(Duration::from_millis(10)).await;
        }
        panic!("never: {what}\n{}", self.host.inner_html());
    }

    /// Waits until a row is in a state.
    pub(crate) async fn until_state(&self, id: u32, state: &str) {
        let css = format!("[data-status-id='{id}'][data-state={state}]");
        self.until(&css, || self.host.query_selector(&css).ok().flatten().is_some()).await;
    }

    /// Clicks the button with this text within an element.
    pub(crate) async fn press(&self, css: &str, label: &str) {
        let buttons = self.host.query_selector_all(&format!("{css} button")).expect("a selector");
        let found = (0..buttons.length()).filter_map(|at| buttons.get(at)?.dyn_into::<HtmlElement>().ok());
        let mut found = found.filter(|it| it.text_content().unwrap_or_default().trim() == label);
        found.next().unwrap_or_else(|| panic!("no {label} in {css}: {}", self.host.inner_html())).click();
        self.settle().await;
    }

    /// The ids of the rows, in order.
    pub(crate) fn order(&self) -> Vec<String> {
        let rows = self.host.query_selector_all("[data-status-id]").expect("a selector");
        let rows = (0..rows.length()).filter_map(|at| rows.get(at)?.dyn_into::<Element>().ok());
        rows.filter_map(|row| row.get_attribute("data-status-id")).collect()
    }

    /// What is shown somewhere.
    pub(crate) fn text(&self, css: &str) -> String {
        self.find(css).text_content().unwrap_or_default()
    }

    /// Notes the rows in which anything changes from now on, once the records of those in view are counted: that is
    /// shown in each of them.
    pub(crate) async fn watch_rows(&self) -> Touched {
        let counting = Function::new_with_args(
            "host",
            "return [...host.querySelectorAll('[data-used=counting]')].some(it => {
               const {top, bottom} = it.getBoundingClientRect();
               return bottom > 0 && top < innerHeight;
             })",
        );
        let is_counted = || counting.call1(&JsValue::NULL, &self.host).is_ok_and(|it| it.is_falsy());
        self.until("counted", is_counted).await;
        self.settle().await;
        let rows = Rc::new(RefCell::new(Vec::new()));
        let note = Closure::new({
            let rows = Rc::clone(&rows);
            move |target: JsValue| {
                let element = target.dyn_ref::<Element>().cloned();
                let element = element.or_else(|| target.dyn_ref::<web_sys::Node>()?.parent_element());
                let row = element.and_then(|it| it.closest("[data-status-id]").ok().flatten());
                let id = row.and_then(|row| row.get_attribute("data-status-id"));
                if let Some(id) = id.filter(|id| !rows.borrow().contains(id)) {
                    rows.borrow_mut().push(id);
                }
            }
        });
        let observe = Function::new_with_args(
            "host, note",
            "new MutationObserver(records => records.forEach(record => note(record.target)))
               .observe(host, {subtree: true, childList: true, characterData: true, attributes: true});",
        );
        let arguments = Array::of2(&self.host, note.as_ref());
        observe.apply(&JsValue::NULL, &arguments).expect("observing");
        Touched { rows, _note: note }
    }
}

/// The rows that were touched.
pub(crate) struct Touched {
    rows: Rc<RefCell<Vec<String>>>,
    _note: Closure<dyn FnMut(JsValue)>,
}

impl Touched {
    pub(crate) fn rows(&self) -> Vec<String> {
        self.rows.borrow().clone()
    }
}
