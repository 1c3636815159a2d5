//! Which directory is on the screen, and all others to turn to.

use super::icon::{icon, small};
use super::overlay::Overlay;
use super::popover::{Popover, close};
use super::status_editor::Screen;
use crate::dom;
use crate::locale::phrase;
use statuses::directory::Family;
use statuses::filter;
use statuses::text::{Lang, fill};
use statuses::{Directory, Event, Phase, Workspace};
use std::rc::Rc;
use web_sys::{HtmlInputElement, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

/// Under this name the portal keeps which directory was open last.
pub const DIRECTORY: &str = "directory";

/// Marks the list of directories in the page.
const LIST: &str = "directories";

impl Screen {
    /// The directory on the screen, as a button that offers the others.
    pub(super) fn view_title(&self) -> Html {
        if *self.workspace.phase() != Phase::Ready {
            return html! { <><span class="visually-hidden">{"Stagecraft"}</span><span class="skeleton skeleton--title"></span></> };
        }
        let (texts, directory) = (self.lang.texts(), self.editor.directory());
        let open = matches!(*self.overlay, Some(Overlay::Directories));
        let show = {
            let screen = self.clone();
            Callback::from(move |()| screen.open(Overlay::Directories))
        };
        let onkeydown = {
            let show = show.clone();
            move |event: KeyboardEvent| {
                if matches!(event.key().as_str(), "ArrowDown" | "ArrowUp") {
                    event.prevent_default();
                    show.emit(());
                }
            }
        };
        // A pipeline is told apart by whose it is.
        let family = (directory.family == Family::Deals).then(|| texts.families[directory.family as usize]);
        html! {
            <button class="picker" id="directory" type="button" role="combobox" aria-label={texts.directory}
                aria-haspopup="dialog" aria-expanded={open.to_string()} aria-controls={open.then_some(LIST)}
                onclick={show.reform(|_| ())} {onkeydown}>
                {icon(art(directory.family))}
                <span class="picker__text">
                    if let Some(family) = family { <span class="picker__family">{family}{" · "}</span> }
                    <bdi>{directory.title()}</bdi>
                </span>
                {small("chevron")}
            </button>
        }
    }

    pub(super) fn view_directories(&self, onclose: Callback<()>) -> Html {
        let onchoose = {
            let screen = self.clone();
            Callback::from(move |entity: Box<str>| {
                screen.onremember.emit((DIRECTORY, entity.to_string()));
                screen.dispatcher.tell(Event::Opened(entity));
            })
        };
        html! {
            <Popover key="directories" anchor="#directory" class="directories" role="dialog"
                label={self.lang.texts().directory} onclose={onclose.reform(|_| ())}>
                <Directories lang={self.lang} workspace={Rc::clone(&self.workspace)} {onchoose} />
            </Popover>
        }
    }
}

/// Properties of [`Directories`].
#[derive(PartialEq, Properties)]
pub struct DirectoriesProps {
    /// Language of the interface.
    pub lang: Lang,
    /// What there is.
    pub workspace: Rc<Workspace>,
    /// Told the id of the one that was chosen.
    pub onchoose: Callback<Box<str>>,
}

/// A field to search by, and the directories in groups. The focus stays in the field.
#[component]
pub fn Directories(props: &DirectoriesProps) -> Html {
    let (texts, workspace) = (props.lang.texts(), &props.workspace);
    let query = use_state(String::new);
    let active = use_state(|| None::<usize>);
    let here = &workspace.editor().directory().entity;
    let found: Vec<_> =
        workspace.directories().iter().filter(|it| matches(it, texts.families, &query)).cloned().collect();
    let current = found.iter().position(|it| it.entity == *here);
    let at =
        (*active).or(current.filter(|_| query.is_empty())).unwrap_or(0).min(found.len().saturating_sub(1));
    let marked = (!found.is_empty()).then(|| option_id(at));
    use_effect_with(marked.clone(), |marked| {
        if let Some(option) = marked.as_ref().and_then(|id| dom::find(&format!("#{id}"))) {
            let nearest = ScrollIntoViewOptions::new();
            nearest.set_block(ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&nearest);
        }
    });
    let choose = {
        let onchoose = props.onchoose.clone();
        move |event: &web_sys::Event, directory: &Directory| {
            // First back to the button, so that the focus is not on what goes.
            close(event);
            onchoose.emit(directory.entity.clone());
        }
    };
    let oninput = {
        let (query, active) = (query.clone(), active.clone());
        move |event: InputEvent| {
            query.set(event.target_unchecked_into::<HtmlInputElement>().value());
            active.set(None);
        }
    };
    let onkeydown = {
        let (found, choose, active) = (found.clone(), choose.clone(), active.clone());
        move |event: KeyboardEvent| {
            let last = found.len().saturating_sub(1);
            match event.key().as_str() {
                "ArrowDown" => active.set(Some(if at == last { 0 } else { at + 1 })),
                "ArrowUp" => active.set(Some(at.checked_sub(1).unwrap_or(last))),
                "PageDown" => active.set(Some((at + PAGE).min(last))),
                "PageUp" => active.set(Some(at.saturating_sub(PAGE))),
                "Enter" if !event.is_composing() => {
                    if let Some(directory) = found.get(at) {
                        choose(&event, directory);
                    }
                }
                _ => return,
            }
            event.prevent_default();
        }
    };
    let view_option = |(nth, directory): (usize, &Rc<Directory>)| {
        let is_current = directory.entity == *here;
        let open = workspace.tally(&directory.entity).left() > 0;
        let onclick = {
            let (choose, directory) = (choose.clone(), Rc::clone(directory));
            move |event: MouseEvent| choose(&event, &directory)
        };
        html! {
            <div class="directories__option" role="option" id={option_id(nth)} {onclick} key={&*directory.entity}
                aria-selected={is_current.to_string()} data-active={(nth == at).then_some("")}
                data-off={(!directory.enabled).then_some("")}>
                {icon(art(directory.family))}<bdi>{directory.title()}</bdi>
                if open { <span class="badge badge--danger">{texts.not_saved_mark}</span> }
                <span class="directories__count">
                    if directory.enabled { {workspace.count(&directory.entity)} } else { {texts.switched_off} }
                </span>
                if is_current { {small("check")} }
            </div>
        }
    };
    let groups = found.chunk_by(|one, other| one.family == other.family).scan(0, |from, group| {
        let first = *from;
        *from += group.len();
        Some((first, group))
    });
    // The field keeps the focus, from where it goes back to the button.
    let onmousedown = |event: MouseEvent| event.prevent_default();
    html! {
        <>
            <span class="field directories__field">
                {small("search")}
                <input class="field__input" type="text" role="combobox" autocomplete="off" dir="auto"
                    data-autofocus="" aria-autocomplete="list" aria-expanded="true" aria-controls={LIST}
                    aria-label={texts.find_directory} placeholder={texts.find_directory}
                    aria-activedescendant={marked} value={(*query).clone()} {oninput} {onkeydown} />
            </span>
            <div class="directories__list" role="listbox" id={LIST} aria-label={texts.directory} {onmousedown}>
                { for groups.map(|(first, group)| {
                    let family = group.first().map_or(Family::List, |it| it.family) as usize;
                    let heading = format!("family-{family}");
                    html! {
                        <div role="group" aria-labelledby={heading.clone()} key={family}>
                            <div class="directories__group" id={heading} role="presentation">{texts.families[family]}</div>
                            { for group.iter().enumerate().map(|(nth, it)| view_option((first + nth, it))) }
                        </div>
                    }
                }) }
            </div>
            <p class="directories__none" role="status">
                if found.is_empty() { {phrase(&fill(texts.no_directory, &[("text", &query)]))} }
            </p>
        </>
    }
}

/// Options a page key goes.
const PAGE: usize = 10;

fn option_id(at: usize) -> String {
    format!("directory-{at}")
}

/// Whether each word stands in the name of the directory, of its family, or in its id.
fn matches(directory: &Directory, families: [&str; 6], query: &str) -> bool {
    let family = families[directory.family as usize];
    let text = format!("{family} {} {}", directory.title(), directory.entity);
    query.split_whitespace().all(|word| filter::find(&text, word).is_some())
}

fn art(family: Family) -> &'static str {
    match family {
        Family::Leads => "person",
        Family::Deals => "funnel",
        Family::Quotes | Family::Invoices => "document",
        Family::SmartProcess => "process",
        Family::List => "list",
    }
}
