//! The editor of one directory: list, popovers, dialogs, and the line that sums it up.

use super::blank::{Tone, banner, blank};
use super::button::button;
use super::copy_button::CopyButton;
use super::overlay::Overlay;
use super::status_grid::StatusGrid;
use super::status_row::{Cell, Intent};
use super::{icon, skeleton, status_line};
use crate::dom;
use crate::gateway::GatewayHandle;
use crate::hooks::use_editor::use_editor;
use crate::locale::phrase;
use crate::model::Model;
use statuses::directory::Kind;
use statuses::text::{self, Lang, Subject, explain, fill};
use statuses::{Access, Action, Change, Directory, Editor, Failure, Notice, Phase, Remedy, StatusId};
use std::rc::Rc;
use web_sys::HtmlElement;
use yew::prelude::*;

/// Heights the frame is asked for, in CSS pixels: as the list needs, within reason. What is higher scrolls
/// inside (ux §10.3).
const FRAME_HEIGHT: (i32, i32) = (420, 900);

/// Properties of [`StatusEditor`].
#[derive(PartialEq, Properties)]
pub struct StatusEditorProps {
    /// Language of the interface.
    pub lang: Lang,
    /// The portal.
    pub gateway: GatewayHandle,
    /// What is edited.
    pub directory: Rc<Directory>,
    /// The portal's address, for messages to its administrator.
    pub portal: AttrValue,
    /// Told the height that shows everything, in CSS pixels.
    #[prop_or_default]
    pub onfit: Callback<i32>,
}

/// Edits the statuses of one directory.
#[component]
pub fn StatusEditor(props: &StatusEditorProps) -> Html {
    let (editor, dispatcher) = use_editor(&props.gateway, &props.directory);
    let overlay = use_state(|| None::<Overlay>);
    let widget = use_node_ref();
    use_fit(&widget, *editor.phase() == Phase::Ready, &props.onfit);
    let screen = Screen { lang: props.lang, editor, dispatcher, overlay };
    // Made once, so that a row whose data has not changed is not rendered; it follows the newest screen.
    let latest = use_mut_ref(|| None::<Screen>);
    *latest.borrow_mut() = Some(screen.clone());
    let onintent = use_callback((), move |(id, intent), ()| {
        let screen = latest.borrow().clone();
        if let Some(screen) = screen {
            screen.follow(id, intent);
        }
    });
    let loading = matches!(screen.editor.phase(), Phase::Wanted | Phase::Loading { .. });
    html! {
        <div ref={widget} class="widget">
            <header class="widget__header">
                {icon::icon("funnel")}<h1 class="widget__title">{screen.view_title()}</h1>
            </header>
            {screen.view_banner(&props.portal)}
            <main class="widget__body" aria-busy={loading.then_some("true")}>{screen.view_body(onintent)}</main>
            {status_line::view(props.lang.texts(), &screen.editor)}
            {screen.view_overlay()}
        </div>
    }
}

/// Everything a part of the screen may need.
#[derive(Clone)]
pub(super) struct Screen {
    pub(super) lang: Lang,
    pub(super) editor: Rc<Editor>,
    pub(super) dispatcher: UseReducerDispatcher<Model>,
    pub(super) overlay: UseStateHandle<Option<Overlay>>,
}

impl Screen {
    fn view_title(&self) -> Html {
        let directory = self.editor.directory();
        // An id is no title to greet people with, unless it is all there is.
        if directory.name.is_empty() && *self.editor.phase() != Phase::Ready {
            return html! { <span class="skeleton skeleton--title"></span> };
        }
        html! { <bdi>{directory.title()}</bdi> }
    }

    fn view_body(&self, onintent: Callback<(StatusId, Intent)>) -> Html {
        let texts = self.lang.texts();
        match self.editor.phase() {
            Phase::Wanted | Phase::Loading { .. } => skeleton::rows(),
            Phase::Failed(failure) => self.view_failure(failure),
            Phase::Ready if self.editor.tally().rows == 0 => blank(
                "list",
                Tone::Plain,
                texts.empty_title,
                html! { <p class="blank__text">{texts.empty}</p> },
            ),
            Phase::Ready => {
                let open = match &*self.overlay {
                    Some(Overlay::Colors { id, tried }) => Some((*id, Cell::Color, *tried)),
                    Some(Overlay::Menu(id)) => Some((*id, Cell::Menu, None)),
                    _ => None,
                };
                html! { <StatusGrid lang={self.lang} editor={Rc::clone(&self.editor)} {open} {onintent} /> }
            }
        }
    }

    fn view_failure(&self, failure: &Failure) -> Html {
        let texts = self.lang.texts();
        let subject = Subject { intent: text::Intent::Load, name: "", was: "" };
        let (art, title) = match self.editor.directory().kind {
            _ if failure.shuts_out() => ("lock20", texts.shut_out_title),
            Kind::Stages => ("alert", texts.load_failed_stages),
            Kind::Values => ("alert", texts.load_failed_values),
        };
        let report = AttrValue::from(failure.raw.report());
        let content = html! {
            <>
                <p class="blank__text">{phrase(&explain(texts, failure, subject))}</p>
                <p class="details" dir="ltr">{report.clone()}</p>
                <div class="blank__actions">
                    {self.view_reload("primary")}
                    <CopyButton lang={self.lang} text={report} label={texts.copy} />
                </div>
            </>
        };
        blank(art, Tone::Trouble, title, content)
    }

    fn view_reload(&self, variant: &'static str) -> Html {
        let dispatcher = self.dispatcher.clone();
        let label = html! { <>{icon::small("refresh")}{self.lang.texts().try_again}</> };
        button(variant, label, Callback::from(move |_| dispatcher.dispatch(Action::ListWanted)))
    }

    fn view_banner(&self, portal: &str) -> Html {
        let (texts, editor) = (self.lang.texts(), &self.editor);
        if *editor.phase() == (Phase::Loading { slow: true }) {
            let text = html! { {texts.slow} };
            return banner("clock", Tone::Plain, texts.slow_title, text, self.view_reload("outline"));
        }
        if *editor.phase() != Phase::Ready || editor.access() == Access::Edit {
            return html! {};
        }
        let request =
            fill(texts.request, &[("directory", editor.directory().title()), ("portal", portal)]).to_string();
        let copy = html! { <CopyButton lang={self.lang} text={request} label={texts.copy_request} /> };
        match editor.notice().map(|notice| &**notice) {
            Some(Notice::PutBack { name, was }) => {
                let template = if name == was { texts.e06_not_done } else { texts.e06_put_back };
                let words = phrase(&fill(template, &[("name", name), ("was", was)]));
                banner("lock20", Tone::Trouble, texts.view_title, words, copy)
            }
            _ => banner("lock20", Tone::Plain, texts.view_title, html! { {texts.view_body} }, copy),
        }
    }

    /// Does what the user wants of a row, or opens what is needed for it.
    fn follow(&self, id: StatusId, intent: Intent) {
        match intent {
            Intent::Rename(name) => self.change(id, Change::Rename(name)),
            Intent::OpenColors => self.open(Overlay::Colors { id, tried: None }),
            Intent::OpenMenu => self.open(Overlay::Menu(id)),
            Intent::Delete => self.ask_deletion(id, None),
            Intent::SavedSeen => self.dispatcher.dispatch(Action::SavedSeen(id)),
            Intent::Remedy(remedy, mishap) => match remedy {
                Remedy::Retry | Remedy::Reconnect => {
                    self.dispatcher.dispatch(Action::Retried(mishap.mutation));
                }
                Remedy::Revert => self.dispatcher.dispatch(Action::Reverted(mishap.mutation)),
                Remedy::Remove => self.dispatcher.dispatch(Action::Removed(id)),
                Remedy::Force => self.ask_deletion(id, Some(mishap.mutation)),
                Remedy::Details => self.open(Overlay::Details(mishap.failure.clone())),
            },
        }
    }

    pub(super) fn change(&self, target: StatusId, change: Change) {
        self.dispatcher.dispatch(Action::Edited { target, change });
    }
}

/// Asks once for the height that shows the whole list; asking at every change would let frame and list push
/// each other up (ux §10.3).
#[hook]
fn use_fit(widget: &NodeRef, ready: bool, onfit: &Callback<i32>) {
    let (widget, onfit) = (widget.clone(), onfit.clone());
    use_effect_with(ready, move |ready| {
        let Some(widget) = widget.cast::<HtmlElement>().filter(|_| *ready) else { return };
        let body = dom::all(&widget, ".widget__body");
        let hidden = body.first().map_or(0, |body| body.scroll_height() - body.client_height());
        let (least, most) = FRAME_HEIGHT;
        onfit.emit((widget.offset_height() + hidden).clamp(least, most));
    });
}
