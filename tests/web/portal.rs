//! A portal whose answers the test gives, and the editor mounted on it.

use js_sys::{Array, Function};
use stagecraft::components::status_editor::{StatusEditor, StatusEditorProps};
use stagecraft::gateway::{Gateway, GatewayHandle, Reply};
use statuses::text::Lang;
use statuses::{
    Access, Answer, Cause, Change, Directory, Failure, Group, Loaded, Read, Status, StatusId, StoredColor,
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
    rows: Vec<Rc<Status>>,
    sent: RefCell<Vec<Change>>,
    open: RefCell<VecDeque<oneshot::Sender<Answer>>>,
}

struct Fake(Rc<Script>);

impl Gateway for Fake {
    fn load<'a>(&'a self, _: &'a str) -> Reply<'a, Result<Loaded, Failure>> {
        let rows = self.0.rows.clone();
        Box::pin(async move { Ok(Loaded { directory: None, rows, access: Access::Edit }) })
    }

    fn write<'a>(&'a self, _: StatusId, change: &'a Change) -> Reply<'a, Answer> {
        let (sender, receiver) = oneshot::channel();
        self.0.sent.borrow_mut().push(change.clone());
        self.0.open.borrow_mut().push_back(sender);
        Box::pin(async move { receiver.await.expect("the test answers") })
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
        let script = Rc::new(Script { rows, ..Script::default() });
        let props = StatusEditorProps {
            lang: Lang::En,
            gateway: GatewayHandle::new(Fake(Rc::clone(&script))),
            directory: Rc::new(Directory::deals()),
            portal: "portal.example".into(),
            onfit: yew::Callback::noop(),
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
        for _ in 0..4 {
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

    /// What was sent so far.
    pub(crate) fn sent(&self) -> Vec<Change> {
        self.script.sent.borrow().clone()
    }

    /// Answers the oldest request.
    pub(crate) async fn answer(&self, answer: Answer) {
        let sender = self.script.open.borrow_mut().pop_front().expect("a request");
        sender.send(answer).expect("somebody waits");
        self.settle().await;
    }

    /// Notes the rows in which anything changes from now on.
    pub(crate) fn watch_rows(&self) -> Touched {
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
