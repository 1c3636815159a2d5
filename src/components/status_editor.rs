//! The editor of one directory: list, popovers, dialogs, and the line that sums it up.

use super::blank::{Tone, banner, blank};
use super::button::button;
use super::color_popover::ColorPopover;
use super::copy_button::CopyButton;
use super::delete_dialog::{self, Question};
use super::row_menu::{self, Entry};
use super::status_grid::{StatusGrid, selector};
use super::status_row::{Cell, Intent};
use super::{details_dialog, icon, skeleton, status_line};
use crate::clipboard;
use crate::dom;
use crate::gateway::GatewayHandle;
use crate::hooks::use_editor::use_editor;
use crate::locale::phrase;
use crate::model::Model;
use statuses::directory::{Keystone, Kind};
use statuses::text::{self, Lang, Subject, explain, fill};
use statuses::{
    Access, Action, Change, Color, Directory, Editor, Failure, MutationId, Notice, Phase, Remedy, Status,
    StatusId,
};
use std::rc::Rc;
use web_sys::HtmlElement;
use yew::platform::spawn_local;
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

/// What is open above the list.
#[derive(Clone, PartialEq)]
enum Overlay {
    Colors { id: StatusId, tried: Option<Color> },
    Menu(StatusId),
    Delete { question: Question, replaces: Option<MutationId> },
    Protected(Rc<Status>, Keystone),
    Details(Failure),
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
struct Screen {
    lang: Lang,
    editor: Rc<Editor>,
    dispatcher: UseReducerDispatcher<Model>,
    overlay: UseStateHandle<Option<Overlay>>,
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

    fn choose(&self, id: StatusId, entry: Entry) {
        self.overlay.set(None);
        match entry {
            Entry::Rename => {
                if let Some(name) = dom::find(&selector(id, Cell::Name)) {
                    name.click();
                }
            }
            Entry::Recolor => self.open(Overlay::Colors { id, tried: None }),
            Entry::Delete => self.ask_deletion(id, None),
            Entry::CopyCode => {
                let code = self.editor.row(id).map(|row| row.status.code.clone()).unwrap_or_default();
                let dispatcher = self.dispatcher.clone();
                spawn_local(async move {
                    if clipboard::copy(&code).await {
                        dispatcher.dispatch(Action::CodeCopied(id));
                    }
                });
            }
        }
    }

    fn ask_deletion(&self, id: StatusId, replaces: Option<MutationId>) {
        let Some(row) = self.editor.row(id) else { return };
        let mut status = row.status;
        if let Some(keystone) = self.editor.directory().keystone(&status) {
            return self.open(Overlay::Protected(status, keystone));
        }
        // The portal has just said that it is a system row, whatever the list says.
        if replaces.is_some() {
            Rc::make_mut(&mut status).system = true;
        }
        self.open(Overlay::Delete { question: Question::new(status), replaces });
    }

    fn change(&self, target: StatusId, change: Change) {
        self.dispatcher.dispatch(Action::Edited { target, change });
    }

    /// Opens something in the place of what is open. A colour that is being tried there stays: whoever turns to
    /// something else has not given it up.
    fn open(&self, overlay: Overlay) {
        let same = |id: StatusId| matches!(&overlay, Overlay::Colors { id: other, .. } if *other == id);
        if let Some(Overlay::Colors { id, .. }) = &*self.overlay
            && !same(*id)
        {
            self.keep_tried();
        }
        self.overlay.set(Some(overlay));
    }

    /// Wants the colour that is being tried.
    fn keep_tried(&self) {
        if let Some(Overlay::Colors { id, tried: Some(color) }) = &*self.overlay {
            self.change(*id, Change::Recolor(*color));
        }
    }

    fn view_overlay(&self) -> Html {
        let onclose = {
            let overlay = self.overlay.clone();
            Callback::from(move |()| overlay.set(None))
        };
        match &*self.overlay {
            None => html! {},
            // What was open when the right was taken away has nothing left to do.
            Some(overlay)
                if self.editor.access() == Access::View && !matches!(overlay, Overlay::Details(_)) =>
            {
                html! {}
            }
            Some(Overlay::Details(failure)) => details_dialog::view(self.lang, failure, onclose),
            Some(Overlay::Protected(status, keystone)) => {
                delete_dialog::view_protected(self.lang, status, *keystone, onclose)
            }
            Some(Overlay::Delete { question, replaces }) => self.view_deletion(question, *replaces, onclose),
            Some(Overlay::Menu(id)) => self.view_menu(*id, &onclose),
            Some(Overlay::Colors { id, .. }) => self.view_colors(*id),
        }
    }

    fn view_deletion(
        &self,
        question: &Question,
        replaces: Option<MutationId>,
        onclose: Callback<()>,
    ) -> Html {
        let onunderstood = {
            let (screen, question) = (self.clone(), question.clone());
            Callback::from(move |understood| {
                screen.open(Overlay::Delete {
                    question: Question { understood, ..question.clone() },
                    replaces,
                });
            })
        };
        let onconfirm = {
            let (screen, target, forced) = (self.clone(), question.status.id, question.status.system);
            Callback::from(move |()| match replaces {
                Some(mutation) => screen.dispatcher.dispatch(Action::Forced(mutation)),
                None => screen.change(target, Change::Delete { forced }),
            })
        };
        delete_dialog::view(self.lang, self.editor.directory(), question, &onunderstood, onconfirm, onclose)
    }

    fn view_menu(&self, id: StatusId, onclose: &Callback<()>) -> Html {
        let Some(row) = self.editor.row(id) else { return html! {} };
        let screen = self.clone();
        let onchoose = Callback::from(move |entry| screen.choose(id, entry));
        let keystone = self.editor.directory().keystone(&row.status);
        row_menu::view(
            self.lang.texts(),
            anchor(id, Cell::Menu),
            &row.status.name,
            keystone,
            &onchoose,
            onclose,
        )
    }

    fn view_colors(&self, id: StatusId) -> Html {
        let Some((nth, row)) = self.editor.placed(id) else { return html! {} };
        let onpreview = {
            let screen = self.clone();
            Callback::from(move |tried| screen.open(Overlay::Colors { id, tried }))
        };
        let onclose = {
            let screen = self.clone();
            Callback::from(move |keep| {
                if keep {
                    screen.keep_tried();
                }
                screen.overlay.set(None);
            })
        };
        html! {
            <ColorPopover key={id.get()} lang={self.lang} anchor={anchor(id, Cell::Color)}
                name={AttrValue::from(row.status.name.to_string())}
                shown={self.editor.directory().shown_color(&row.status, nth)} {onpreview} {onclose} />
        }
    }
}

fn anchor(id: StatusId, cell: Cell) -> AttrValue {
    selector(id, cell).into()
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
