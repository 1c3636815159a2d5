//! The editor of one directory: list, popovers, dialogs, and the line that sums it up.

use super::banner::Banner;
use super::blank::Blank;
use super::color_popover::ColorPopover;
use super::copy_button::CopyButton;
use super::delete_dialog::DeleteDialog;
use super::details_dialog::DetailsDialog;
use super::dialog::{Dialog as Modal, close};
use super::icon;
use super::row_menu::{Entry, RowMenu};
use super::skeleton;
use super::status_grid::StatusGrid;
use super::status_line::StatusLine;
use super::status_row::{Cell, Intent};
use crate::clipboard;
use crate::gateway::GatewayHandle;
use crate::hooks::use_editor::use_editor;
use crate::locale::{phrase, use_texts};
use crate::model::Model;
use statuses::directory::{Keystone, Kind};
use statuses::text::{self, Subject, Texts, explain, fill};
use statuses::{
    Access, Action, Change, Color, Directory, Editor, Failure, MutationId, Notice, Phase, Remedy, Status, StatusId,
};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::platform::spawn_local;
use yew::prelude::*;

/// Heights the frame is asked for, in CSS pixels: as the list needs, within reason. What is higher scrolls
/// inside (ux §10.3).
const FRAME_HEIGHT: (i32, i32) = (420, 900);

/// Properties of [`StatusEditor`].
#[derive(PartialEq, Properties)]
pub struct StatusEditorProps {
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
    Delete { status: Rc<Status>, replaces: Option<MutationId> },
    Protected(Rc<Status>, Keystone),
    Details(Failure),
}

/// Edits the statuses of one directory.
#[component]
pub fn StatusEditor(props: &StatusEditorProps) -> Html {
    let texts = use_texts();
    let (editor, dispatcher) = use_editor(&props.gateway, &props.directory);
    let overlay = use_state(|| None::<Overlay>);
    let widget = use_node_ref();
    use_fit(&widget, *editor.phase() == Phase::Ready, &props.onfit);
    let onintent = use_callback((editor.clone(), overlay.clone()), {
        let dispatcher = dispatcher.clone();
        move |(id, intent), (editor, overlay): &(Rc<Editor>, UseStateHandle<Option<Overlay>>)| {
            if let Some(next) = follow(&dispatcher, editor, id, intent) {
                overlay.set(Some(next));
            }
        }
    });
    let reload = {
        let dispatcher = dispatcher.clone();
        Callback::from(move |_: MouseEvent| dispatcher.dispatch(Action::ListWanted))
    };
    let open = match &*overlay {
        Some(Overlay::Colors { id, tried }) => Some((*id, Cell::Color, *tried)),
        Some(Overlay::Menu(id)) => Some((*id, Cell::Menu, None)),
        _ => None,
    };
    let body = match editor.phase() {
        Phase::Wanted | Phase::Loading { .. } => skeleton::rows(),
        Phase::Failed(failure) => failed(texts, &editor, failure, &reload),
        Phase::Ready if editor.tally().rows == 0 => html! {
            <Blank art="list" title={texts.empty_title}><p class="blank__text">{texts.empty}</p></Blank>
        },
        Phase::Ready => html! { <StatusGrid editor={Rc::clone(&editor)} {open} {onintent} /> },
    };
    let loading = matches!(editor.phase(), Phase::Wanted | Phase::Loading { .. });
    html! {
        <div ref={widget} class="widget">
            <header class="widget__header">
                {icon::icon("funnel")}
                <h1 class="widget__title"><bdi>{title(&editor)}</bdi></h1>
            </header>
            {banners(texts, &editor, &props.portal, &reload)}
            <main class="widget__body" aria-busy={loading.then_some("true")}>{body}</main>
            <StatusLine editor={Rc::clone(&editor)} />
            {view_overlay(&editor, &dispatcher, &overlay)}
        </div>
    }
}

/// What has no name yet is called by its id.
fn title(editor: &Editor) -> &str {
    let directory = editor.directory();
    if directory.name.is_empty() { &directory.entity } else { &directory.name }
}

/// Does what the user wants of a row, or says what has to be opened for it.
fn follow(
    dispatcher: &UseReducerDispatcher<Model>,
    editor: &Editor,
    id: StatusId,
    intent: Intent,
) -> Option<Overlay> {
    match intent {
        Intent::Rename(name) => {
            dispatcher.dispatch(Action::Edited { target: id, change: Change::Rename(name) });
        }
        Intent::OpenColors => return Some(Overlay::Colors { id, tried: None }),
        Intent::OpenMenu => return Some(Overlay::Menu(id)),
        Intent::Delete => return deletion(editor, id, None),
        Intent::SavedSeen => dispatcher.dispatch(Action::SavedSeen(id)),
        Intent::Remedy(remedy, mishap) => match remedy {
            Remedy::Retry | Remedy::Reconnect => dispatcher.dispatch(Action::Retried(mishap.mutation)),
            Remedy::Revert => dispatcher.dispatch(Action::Reverted(mishap.mutation)),
            Remedy::Remove => dispatcher.dispatch(Action::Removed(id)),
            Remedy::Force => return deletion(editor, id, Some(mishap.mutation)),
            Remedy::Details => return Some(Overlay::Details(mishap.failure.clone())),
        },
    }
    None
}

fn deletion(editor: &Editor, id: StatusId, replaces: Option<MutationId>) -> Option<Overlay> {
    let status = editor.row(id)?.status;
    Some(match editor.directory().keystone(&status) {
        Some(keystone) => Overlay::Protected(status, keystone),
        // The portal has just said that it is a system row, whatever the list says.
        None if replaces.is_some() => {
            Overlay::Delete { status: Rc::new(Status { system: true, ..(*status).clone() }), replaces }
        }
        None => Overlay::Delete { status, replaces },
    })
}

fn failed(texts: &'static Texts, editor: &Editor, failure: &Failure, reload: &Callback<MouseEvent>) -> Html {
    let subject = Subject { intent: text::Intent::Load, name: "", was: "" };
    let (art, title) = match editor.directory().kind {
        _ if failure.shuts_out() => ("lock20", texts.shut_out_title),
        Kind::Stages => ("alert", texts.load_failed_stages),
        Kind::Values => ("alert", texts.load_failed_values),
    };
    let report = AttrValue::from(failure.raw.report());
    html! {
        <Blank {art} trouble=true {title}>
            <p class="blank__text">{phrase(&explain(texts, failure, subject))}</p>
            <p class="details" dir="ltr">{report.clone()}</p>
            <div class="blank__actions">
                <button class="button" type="button" data-variant="primary" onclick={reload}>
                    {icon::small("refresh")}{texts.try_again}
                </button>
                <CopyButton text={report} label={texts.copy} />
            </div>
        </Blank>
    }
}

fn banners(texts: &'static Texts, editor: &Editor, portal: &str, reload: &Callback<MouseEvent>) -> Html {
    if *editor.phase() == (Phase::Loading { slow: true }) {
        return html! {
            <Banner art="clock" title={html! { {texts.slow} }}>
                <button class="button" type="button" data-variant="outline" onclick={reload}>{texts.try_again}</button>
            </Banner>
        };
    }
    if *editor.phase() != Phase::Ready || editor.access() == Access::Edit {
        return html! {};
    }
    let request = fill(texts.request, &[("directory", title(editor)), ("portal", portal)]).to_string();
    let copy = html! { <CopyButton text={request} label={texts.copy_request} /> };
    match editor.notice().map(|notice| &**notice) {
        Some(Notice::PutBack { name, was }) => {
            let template = if name == was { texts.e06_not_done } else { texts.e06_put_back };
            let words = phrase(&fill(template, &[("name", name), ("was", was)]));
            html! { <Banner art="lock20" trouble=true title={texts.view_title} text={words}>{copy}</Banner> }
        }
        _ => html! { <Banner art="lock20" title={texts.view_title} text={texts.view_body}>{copy}</Banner> },
    }
}

fn view_overlay(
    editor: &Rc<Editor>,
    dispatcher: &UseReducerDispatcher<Model>,
    overlay: &UseStateHandle<Option<Overlay>>,
) -> Html {
    let close = {
        let overlay = overlay.clone();
        Callback::from(move |()| overlay.set(None))
    };
    match &**overlay {
        None => html! {},
        Some(Overlay::Details(failure)) => {
            html! { <DetailsDialog failure={failure.clone()} onclose={close} /> }
        }
        Some(Overlay::Protected(status, keystone)) => {
            html! { <ProtectedDialog status={Rc::clone(status)} keystone={*keystone} onclose={close} /> }
        }
        Some(Overlay::Delete { status, replaces }) => {
            let (dispatcher, target, replaces) = (dispatcher.clone(), status.id, *replaces);
            let onconfirm = Callback::from(move |forced| {
                dispatcher.dispatch(match replaces {
                    Some(mutation) => Action::Forced(mutation),
                    None => Action::Edited { target, change: Change::Delete { forced } },
                });
            });
            html! {
                <DeleteDialog status={Rc::clone(status)} directory={Rc::clone(editor.directory())}
                    {onconfirm} onclose={close} />
            }
        }
        Some(Overlay::Menu(id)) => view_menu(editor, overlay, *id),
        Some(Overlay::Colors { id, .. }) => view_colors(editor, dispatcher, overlay, *id),
    }
}

fn anchor(id: StatusId, cell: Cell) -> AttrValue {
    format!("[data-status-id=\"{id}\"] [data-cell={}]", cell.mark()).into()
}

fn view_menu(
    editor: &Rc<Editor>,
    overlay: &UseStateHandle<Option<Overlay>>,
    id: StatusId,
) -> Html {
    let Some(row) = editor.row(id) else { return html! {} };
    let status = row.status;
    let onclose = {
        let (overlay, editor, status) = (overlay.clone(), Rc::clone(editor), Rc::clone(&status));
        Callback::from(move |entry: Option<Entry>| {
            overlay.set(match entry {
                Some(Entry::Delete) => deletion(&editor, id, None),
                Some(Entry::Recolor) => Some(Overlay::Colors { id, tried: None }),
                _ => None,
            });
            match entry {
                Some(Entry::Rename) => click(&anchor(id, Cell::Name)),
                Some(Entry::CopyCode) => {
                    let code = status.code.clone();
                    spawn_local(async move {
                        clipboard::copy(&code).await;
                    });
                }
                _ => {}
            }
        })
    };
    html! {
        <RowMenu anchor={anchor(id, Cell::Menu)} name={AttrValue::from(status.name.to_string())}
            keystone={editor.directory().keystone(&status)} {onclose} />
    }
}

fn view_colors(
    editor: &Rc<Editor>,
    dispatcher: &UseReducerDispatcher<Model>,
    overlay: &UseStateHandle<Option<Overlay>>,
    id: StatusId,
) -> Html {
    let Some((nth, row)) = editor.placed(id) else { return html! {} };
    let onpreview = {
        let overlay = overlay.clone();
        Callback::from(move |tried| overlay.set(Some(Overlay::Colors { id, tried })))
    };
    let onclose = {
        let (overlay, dispatcher) = (overlay.clone(), dispatcher.clone());
        Callback::from(move |color: Option<Color>| {
            overlay.set(None);
            if let Some(color) = color {
                dispatcher.dispatch(Action::Edited { target: id, change: Change::Recolor(color) });
            }
        })
    };
    html! {
        <ColorPopover anchor={anchor(id, Cell::Color)} name={AttrValue::from(row.status.name.to_string())}
            shown={editor.directory().shown_color(&row.status, nth)} {onpreview} {onclose} />
    }
}

fn click(selector: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let element = document.and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        element.click();
    }
}

#[derive(PartialEq, Properties)]
struct ProtectedDialogProps {
    status: Rc<Status>,
    keystone: Keystone,
    onclose: Callback<()>,
}

/// Why a row cannot be deleted (ux §7, C03).
#[component]
fn ProtectedDialog(props: &ProtectedDialogProps) -> Html {
    let texts = use_texts();
    let node = use_node_ref();
    let words = match props.keystone {
        Keystone::Start => texts.c03_keystone_start,
        Keystone::Success => texts.c03_keystone_success,
    };
    let dismiss = {
        let node = node.clone();
        move |_: MouseEvent| close(&node)
    };
    let buttons = html! {
        <button class="button" type="button" data-variant="primary" onclick={dismiss} autofocus=true>{texts.close}</button>
    };
    let name = [("name", &*props.status.name)];
    html! {
        <Modal {node} title={phrase(&fill(texts.delete_title, &name))} onclose={props.onclose.clone()} {buttons}>
            <p>{phrase(&fill(words, &name))}</p>
        </Modal>
    }
}

/// Asks once for the height that shows the whole list; asking at every change would let frame and list push
/// each other up (ux §10.3).
#[hook]
fn use_fit(widget: &NodeRef, ready: bool, onfit: &Callback<i32>) {
    let (widget, onfit) = (widget.clone(), onfit.clone());
    use_effect_with(ready, move |ready| {
        let Some(widget) = widget.cast::<HtmlElement>().filter(|_| *ready) else { return };
        let body = widget.query_selector(".widget__body").ok().flatten();
        let hidden = body.map_or(0, |body| body.scroll_height() - body.client_height());
        let (least, most) = FRAME_HEIGHT;
        onfit.emit((widget.offset_height() + hidden).clamp(least, most));
    });
}
