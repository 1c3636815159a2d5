//! The editor of the directory on the screen: list, popovers, dialogs, and the line that sums it up.

use super::blank::{Tone, blank};
use super::button::button;
use super::copy_button::CopyButton;
use super::deletion::use_deletion;
use super::overlay::{Overlay, use_no_orphan};
use super::preview::Preview;
use super::search;
use super::status_grid::{Adding, StatusGrid, may_grow};
use super::status_row::{Cell, Intent};
use super::{icon, skeleton};
use crate::ahead::Ahead;
use crate::dom;
use crate::gateway::GatewayHandle;
use crate::hooks::use_census::{Clerk, use_census};
use crate::hooks::use_shortcuts::use_shortcuts;
use crate::hooks::use_surroundings::use_surroundings;
use crate::hooks::use_workspace::use_workspace;
use crate::locale::phrase;
use crate::model::Dispatcher;
use crate::unsaved;
use statuses::color::Sight;
use statuses::color::recent::Recent;
use statuses::directory::Kind;
use statuses::text::{self, Lang, Subject, explain};
use statuses::{
    Access, Action, Addition, Census, Change, Editor, Failure, Filter, Group, Opening, Phase, Preferences,
    Selection, Spot, StatusId, StoredColor, Workspace,
};
use std::cell::RefCell;
use std::ops::Deref;
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
    /// Where it was opened.
    pub opening: Opening,
    /// The portal's address, for messages to its administrator.
    pub portal: AttrValue,
    /// What the page has begun, which is shown until there is something else to show.
    #[prop_or_default]
    pub ahead: Option<Ahead>,
    /// What the user likes.
    #[prop_or_default]
    pub preferences: Preferences,
    /// The colours the user chose last.
    #[prop_or_default]
    pub recent: Rc<Recent>,
    /// Told the height that shows everything, in CSS pixels.
    #[prop_or_default]
    pub onfit: Callback<i32>,
    /// Told what to keep for this user, under which name.
    #[prop_or_default]
    pub onremember: Callback<(&'static str, String)>,
    /// Told that the user wants to choose where the portal offers the editor; none if that is not theirs to choose.
    #[prop_or_default]
    pub onsetup: Option<Callback<()>>,
    /// Told that the user wants to leave the portal; none if this is a page of the portal.
    #[prop_or_default]
    pub ondisconnect: Option<Callback<MouseEvent>>,
}

/// What says which portal was connected to.
pub const CONNECTED: &str = "#connected";

/// Edits the statuses of a portal, one directory at a time.
#[component]
pub fn StatusEditor(props: &StatusEditorProps) -> Html {
    let (workspace, dispatcher) = use_workspace(&props.gateway, &props.opening);
    let overlay = use_state(|| None::<Overlay>);
    let opened = use_memo((), |()| std::cell::Cell::new(0));
    let trial = use_mut_ref(|| None);
    let filter = use_state(Rc::<Filter>::default);
    let preferences = use_preferences(props.preferences);
    let recent = use_state(|| Rc::clone(&props.recent));
    let (selection, sight) = (use_state(Rc::<Selection>::default), use_state(Sight::default));
    let adding = use_state(|| None::<Adding>);
    let widget = use_node_ref();
    let editor = Rc::clone(workspace.editor());
    let onremember = props.onremember.clone();
    let (census, clerk) = use_census(&props.gateway, &editor, &dispatcher);
    let (gateway, portal) = (props.gateway.clone(), props.portal.clone());
    let shown = search::shown(&editor, census.usage(), &filter, overlay.as_ref().and_then(Overlay::row));
    let screen = Screen(Rc::new(Parts {
        lang: props.lang,
        workspace,
        editor,
        dispatcher,
        overlay,
        opened,
        trial,
        adding,
        onremember,
        filter,
        shown,
        preferences,
        recent,
        selection,
        sight,
        census,
        clerk,
        gateway,
        portal,
        onsetup: props.onsetup.clone(),
    }));
    use_deletion(&screen);
    use_no_orphan(&screen);
    use_fresh_filter(&screen);
    // Records that are being moved are no less in the air than changes.
    let in_the_air = screen.workspace.unsaved() > 0 || screen.census.job().is_some();
    use_surroundings(in_the_air, &screen.dispatcher);
    use_fit(&widget, &screen, &props.onfit);
    // Before anything is rendered: that is what fails.
    unsaved::note(&screen.unsaved());
    use_shortcuts(&screen.dispatcher, !screen.preferences.no_single_keys, {
        let screen = screen.clone();
        Callback::from(move |()| screen.open(Overlay::Help))
    });
    // Made once, so that a row whose data has not changed is not rendered; it follows the newest screen.
    let latest = use_mut_ref(|| None::<Screen>);
    *latest.borrow_mut() = Some(screen.clone());
    let latest = move || latest.borrow().clone();
    let rows = Rows {
        onintent: use_callback((), {
            let latest = latest.clone();
            move |(id, intent), ()| {
                if let Some(screen) = latest() {
                    screen.follow(id, intent);
                }
            }
        }),
        hasname: use_callback((), {
            let latest = latest.clone();
            move |(id, name): (StatusId, String), ()| {
                latest().is_some_and(|screen| screen.editor.has_name(&name, Some(id)))
            }
        }),
        onadd: use_callback((), {
            let latest = latest.clone();
            move |(spot, rows), ()| {
                if let Some(screen) = latest() {
                    screen.add(spot, rows);
                }
            }
        }),
        onpaste: use_callback((), {
            let latest = latest.clone();
            move |group, ()| {
                if let Some(screen) = latest() {
                    screen.open(Overlay::Paste(group));
                }
            }
        }),
        onfold: use_callback((), move |folded, ()| {
            if let Some(screen) = latest() {
                screen.prefer(Preferences { folded, ..*screen.preferences });
            }
        }),
    };
    let loading = matches!(screen.workspace.phase(), Phase::Wanted | Phase::Loading { .. });
    // What opens above the list is in `main`: those who go from landmark to landmark find it there.
    html! {
        <div ref={widget} class="widget" data-sight={screen.sight.matrix().map(|_| "")}>
            {screen.view_header()}
            {props.ondisconnect.as_ref().map(|ondisconnect| screen.view_connection(ondisconnect))}
            {screen.view_banner(&props.portal)}
            <main class="widget__body" aria-busy={loading.then_some("true")}>
                {screen.view_body(props.ahead.as_ref(), rows)}{screen.view_overlay()}
            </main>
            {screen.view_status_line()}
            {screen.view_checking()}
        </div>
    }
}

/// Everything a part of the screen may need. Nearly every callback keeps one, so it is shared as a whole: to copy
/// part by part was 10 KB of program.
#[derive(Clone)]
pub(super) struct Screen(Rc<Parts>);

impl Deref for Screen {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

/// The parts of a [`Screen`].
pub(super) struct Parts {
    pub(super) lang: Lang,
    pub(super) workspace: Rc<Workspace>,
    /// The editor of the directory on the screen.
    pub(super) editor: Rc<Editor>,
    pub(super) dispatcher: Dispatcher,
    pub(super) overlay: UseStateHandle<Option<Overlay>>,
    /// How often something else was opened.
    pub(super) opened: Rc<std::cell::Cell<u32>>,
    /// The colour that is being tried, and on which rows. Not part of what is rendered: it may be wanted before the next
    /// rendering.
    pub(super) trial: Rc<RefCell<Option<Trial>>>,
    /// Where new rows are being written.
    pub(super) adding: UseStateHandle<Option<Adding>>,
    pub(super) onremember: Callback<(&'static str, String)>,
    /// What is known of the records that hold its rows.
    pub(super) census: Rc<Census>,
    pub(super) clerk: Clerk,
    pub(super) gateway: GatewayHandle,
    /// The portal's address.
    pub(super) portal: AttrValue,
    pub(super) onsetup: Option<Callback<()>>,
    pub(super) filter: UseStateHandle<Rc<Filter>>,
    /// The rows that are shown, sorted by id; none if that is all of them.
    pub(super) shown: Option<Rc<[StatusId]>>,
    pub(super) preferences: UseStateHandle<Preferences>,
    /// The colours the user chose last.
    pub(super) recent: UseStateHandle<Rc<Recent>>,
    /// The rows that are selected, as they were when they were.
    pub(super) selection: UseStateHandle<Rc<Selection>>,
    /// The eye with which the colours are looked at.
    pub(super) sight: UseStateHandle<Sight>,
}

/// Rows, and the colour that is being tried on them.
pub(super) type Trial = (Rc<[StatusId]>, StoredColor);

/// What the rows tell and ask.
struct Rows {
    onintent: Callback<(StatusId, Intent)>,
    hasname: Callback<(StatusId, String), bool>,
    onadd: Callback<(Spot, Vec<Addition>)>,
    onpaste: Callback<Group>,
    onfold: Callback<bool>,
}

impl Screen {
    fn view_body(&self, ahead: Option<&Ahead>, rows: Rows) -> Html {
        match self.workspace.phase() {
            Phase::Wanted | Phase::Loading { .. } if self.workspace.directories().is_empty() => {
                skeleton::opening(ahead)
            }
            Phase::Wanted | Phase::Loading { .. } => skeleton::rows(),
            Phase::Failed(failure) => self.view_failure(failure),
            Phase::Ready => {
                let latest = |id: &StatusId| self.editor.latest_id(*id);
                let open = match &*self.overlay {
                    Some(Overlay::Colors { ids, .. }) => ids.first().map(|id| (latest(id), Cell::Color)),
                    Some(Overlay::Menu(id)) => Some((latest(id), Cell::Menu)),
                    _ => None,
                };
                let Rows { onintent, hasname, onadd, onpaste, onfold } = rows;
                let tried = Rc::new(self.tried());
                let onsort = {
                    let screen = self.clone();
                    Callback::from(move |()| screen.open(Overlay::Sort))
                };
                html! {
                    <>
                        if self.editor.tally().rows == 0 { {self.view_empty()} }
                        if self.editor.directory().kind == Kind::Stages {
                            <Preview lang={self.lang} editor={Rc::clone(&self.editor)} tried={Rc::clone(&tried)}
                                folded={self.preferences.folded} {onfold} />
                        }
                        {self.view_sight()}
                        if self.shown.as_ref().is_some_and(|shown| shown.is_empty()) { {self.view_nothing_found()} }
                        {self.view_selection()}
                        <StatusGrid key={&*self.editor.directory().entity} lang={self.lang} editor={Rc::clone(&self.editor)}
                            census={Rc::clone(&self.census)} {open} {onintent} {hasname} adding={self.adding.clone()} {onadd}
                            {onpaste} {onsort} movable={!self.is_filtered()} dispatcher={self.dispatcher.clone()}
                            filter={Rc::clone(&self.filter)} shown={self.shown.clone()} {tried}
                            selection={self.selected().into_iter().collect::<Rc<[_]>>()} />
                    </>
                }
            }
        }
    }

    fn view_empty(&self) -> Html {
        let texts = self.lang.texts();
        let group = Group::InProgress;
        let add = {
            let screen = self.clone();
            Callback::from(move |_| screen.write_row(Spot { group, below: None }))
        };
        let paste = {
            let screen = self.clone();
            Callback::from(move |_| screen.open(Overlay::Paste(group)))
        };
        let content = html! {
            <>
                <p class="blank__text">{texts.empty}</p>
                if self.editor.access() == Access::Edit {
                    <div class="blank__actions">
                        {button("primary", html! { <>{icon::icon("plus")}{texts.add_first}</> }, add)}
                        {button("outline", html! { <>{icon::small("paste")}{texts.paste_list}</> }, paste)}
                    </div>
                }
            </>
        };
        blank("list", Tone::Plain, texts.empty_title.into(), content)
    }

    fn view_failure(&self, failure: &Failure) -> Html {
        let texts = self.lang.texts();
        let subject = Subject { intent: text::Intent::Load, name: "", was: "" };
        let (art, title) =
            if failure.shuts_out() { ("lock20", texts.shut_out_title) } else { ("alert", texts.load_failed) };
        let report = AttrValue::from(failure.raw.report());
        let content = html! {
            <>
                <p class="blank__text">{phrase(&explain(texts, failure, subject))}</p>
                <p class="details" dir="ltr">{report.clone()}</p>
                <div class="blank__actions">
                    {self.view_reload("primary")}
                    <CopyButton lang={self.lang} text={report} label={texts.page.copy} />
                </div>
            </>
        };
        blank(art, Tone::Trouble, title.into(), content)
    }

    pub(super) fn add(&self, spot: Spot, rows: Vec<Addition>) {
        // What the user has just made must be seen.
        let hides = |row: &Addition| self.filter.part_of(row.name.as_str()).is_none();
        if self.is_filtered() && rows.iter().any(hides) {
            self.clear_filter();
        }
        self.dispatcher.dispatch(Action::Added { spot, rows });
    }

    /// What the portal does not hold, line by line, of all directories.
    pub(super) fn unsaved(&self) -> Vec<String> {
        text::unsaved(self.lang.texts(), &self.workspace)
    }

    /// Opens the field for new rows, where there may be any.
    pub(super) fn write_row(&self, spot: Spot) {
        if self.editor.access() == Access::Edit && may_grow(self.editor.directory().kind, spot.group) {
            self.adding.set(Some(Adding::at(spot, &self.editor)));
            // Before the next key, however long the rendering takes: it is meant for the field.
            spawn_local(async { dom::focus(dom::find(".new-row input")) });
        }
    }

    pub(super) fn change(&self, target: StatusId, change: Change) {
        self.dispatcher.dispatch(Action::Edited { target, change });
    }
}

/// What the user likes, and the page in its theme.
#[hook]
fn use_preferences(remembered: Preferences) -> UseStateHandle<Preferences> {
    use_effect_with((), move |()| dom::set_theme(remembered.theme));
    use_state(|| remembered)
}

/// What was looked for in one directory says nothing about another.
#[hook]
fn use_fresh_filter(screen: &Screen) {
    let (filter, adding) = (screen.filter.clone(), screen.adding.clone());
    let selection = screen.selection.clone();
    use_effect_with(screen.editor.directory().entity.clone(), move |_| {
        filter.set(Rc::default());
        selection.set(Rc::default());
        adding.set(None);
    });
}

/// Asks once for the height that shows the whole list; asking at every change would let frame and list push
/// each other up (ux §10.3). Another directory begins at its top.
#[hook]
fn use_fit(widget: &NodeRef, screen: &Screen, onfit: &Callback<i32>) {
    let (widget, onfit) = (widget.clone(), onfit.clone());
    let ready = *screen.workspace.phase() == Phase::Ready;
    let entity = screen.editor.directory().entity.clone();
    use_effect_with((ready, entity), move |(ready, _)| {
        let Some(widget) = widget.cast::<HtmlElement>().filter(|_| *ready) else { return };
        let body = dom::all(&widget, ".widget__body");
        let hidden = body.first().map_or(0, |body| body.scroll_height() - body.client_height());
        if let Some(body) = body.first() {
            body.set_scroll_top(0);
        }
        let (least, most) = FRAME_HEIGHT;
        onfit.emit((widget.offset_height() + hidden).clamp(least, most));
    });
}
