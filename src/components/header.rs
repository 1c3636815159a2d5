//! The directory, and the buttons for everything: undo, redo, history, refresh, theme, help.

use super::icon::icon;
use super::overlay::Overlay;
use super::popover::{Popover, close};
use super::row_menu::onkeydown;
use super::status_editor::Screen;
use crate::locale::phrase;
use statuses::text::{self, Phrase, fill};
use statuses::{Access, Action, News, Phase};
use yew::prelude::*;

/// A button of the header. Where there is no room for all of them, those that `fold` are entries of a menu.
struct Tool {
    art: &'static str,
    /// Its id in the page, for what opens beside it.
    id: Option<&'static str>,
    label: String,
    enabled: bool,
    keys: Option<&'static str>,
    folds: bool,
    /// What it opens, and whether that is open.
    opens: Option<(&'static str, bool)>,
    onclick: Callback<MouseEvent>,
}

impl Screen {
    pub(super) fn view_header(&self) -> Html {
        let texts = self.lang.texts();
        let more = Tool {
            id: Some("more"),
            folds: false,
            opens: Some(("menu", matches!(*self.overlay, Some(Overlay::More)))),
            ..Tool::plain("more", texts.more, self.opening(|| Overlay::More))
        };
        html! {
            <header class="widget__header">
                <h1 class="widget__title">{self.view_title()}</h1>
                {self.view_search()}
                <div class="widget__tools">
                    { for self.tools().into_iter().map(Tool::view) }
                    {more.view()}
                </div>
            </header>
        }
    }

    fn opening(&self, overlay: fn() -> Overlay) -> Callback<MouseEvent> {
        let screen = self.clone();
        Callback::from(move |_| screen.open(overlay()))
    }

    /// What can be done with the list, if it is there, and what is there for the user alone: theme and help.
    fn tools(&self) -> Vec<Tool> {
        let (texts, history) = (self.lang.texts(), self.editor.history());
        let mut tools = Vec::new();
        if *self.workspace.phase() == Phase::Ready {
            let editable = self.editor.access() == Access::Edit;
            if editable {
                let (last, next) = (history.steps().next(), history.undone());
                let named = |plain: &str, step: Option<Phrase>| match step {
                    Some(step) => format!("{plain}: {step}"),
                    None => plain.to_owned(),
                };
                tools.push(Tool {
                    label: named(texts.undo, last.map(|step| text::step(texts, step))),
                    enabled: last.is_some(),
                    keys: Some("Control+Z Meta+Z"),
                    folds: false,
                    ..Tool::plain("undo", "", self.doing(Action::Undone(None)))
                });
                tools.push(Tool {
                    label: named(texts.redo, next.map(|step| text::step(texts, step))),
                    enabled: next.is_some(),
                    keys: Some("Control+Shift+Z Meta+Shift+Z"),
                    folds: false,
                    ..Tool::plain("redo", "", self.doing(Action::Redone))
                });
                tools.push(Tool {
                    id: Some("history"),
                    enabled: last.is_some(),
                    opens: Some(("dialog", matches!(*self.overlay, Some(Overlay::History)))),
                    ..Tool::plain("clock", texts.history, self.opening(|| Overlay::History))
                });
            }
            tools.push(Tool {
                id: Some("scheme"),
                opens: Some(("menu", matches!(*self.overlay, Some(Overlay::Scheme)))),
                ..Tool::plain("palette", texts.colors.tool, self.opening(|| Overlay::Scheme))
            });
            // Whoever may only look could have got the right meanwhile.
            let refresh = if editable { self.doing(Action::RefreshWanted) } else { self.reloading() };
            let clerk = self.clerk.clone();
            let refresh = refresh.reform(move |event: MouseEvent| {
                clerk.dispatch(News::RecountWanted);
                event
            });
            tools.push(Tool::plain("refresh", texts.refresh, refresh));
        }
        let theme = texts.themes[self.preferences.theme as usize];
        let theme = fill(texts.theme, &[("what", theme)]).to_string();
        tools.push(Tool {
            id: Some("theme"),
            opens: Some(("menu", matches!(*self.overlay, Some(Overlay::Themes)))),
            ..Tool::plain("theme", &theme, self.opening(|| Overlay::Themes))
        });
        tools.push(Tool {
            keys: Some("?"),
            ..Tool::plain("help", texts.help, self.opening(|| Overlay::Help))
        });
        tools
    }

    /// The tools for which there is no room.
    pub(super) fn view_more(&self, onclose: &Callback<()>) -> Html {
        let items = self.tools().into_iter().filter(|tool| tool.folds).enumerate();
        html! {
            <Popover key="more" anchor="#more" class="menu" role="menu" label={self.lang.texts().more}
                onclose={onclose.reform(|_| ())}>
                <div role="presentation" {onkeydown}>{ for items.map(|(nth, tool)| tool.view_item(nth == 0)) }</div>
            </Popover>
        }
    }

    /// The latest steps, each to be taken back.
    pub(super) fn view_history(&self, onclose: &Callback<()>) -> Html {
        let texts = self.lang.texts();
        let steps = self.editor.history().steps().enumerate().map(|(nth, step)| {
            let (words, number) = (text::step(texts, step), step.number);
            let dispatcher = self.dispatcher.clone();
            let onclick = move |event: MouseEvent| {
                // First back to the button, which stays.
                close(&event);
                dispatcher.dispatch(Action::Undone(Some(number)));
            };
            let label = fill(texts.undo_of, &[("step", &words.to_string())]).to_string();
            html! {
                <li class="history__step" key={number}>
                    <span>{phrase(&words)}</span>
                    <button class="button" type="button" data-variant="link" aria-label={label} {onclick}
                        data-autofocus={(nth == 0).then_some("")}>{texts.undo}</button>
                </li>
            }
        });
        html! {
            <Popover key="history" anchor="#history, #more" class="history" role="dialog" label={texts.history_title}
                onclose={onclose.reform(|_| ())}>
                <h2 class="history__title">{texts.history_title}</h2>
                <ol>{ for steps }</ol>
            </Popover>
        }
    }
}

impl Tool {
    fn plain(art: &'static str, label: &str, onclick: Callback<MouseEvent>) -> Self {
        Self {
            art,
            id: None,
            label: label.to_owned(),
            enabled: true,
            keys: None,
            folds: true,
            opens: None,
            onclick,
        }
    }

    /// A button without words. One that can do nothing now keeps the focus.
    fn view(self) -> Html {
        let Self { art, id, label, enabled, keys, folds, opens, onclick } = self;
        html! {
            <button class="icon-button" {id} type="button" aria-label={label.clone()} title={label}
                aria-keyshortcuts={keys} data-tool={art} data-folds={folds.then_some("")}
                aria-haspopup={opens.map(|(what, _)| what)} aria-expanded={opens.map(|(_, open)| open.to_string())}
                aria-disabled={(!enabled).then_some("true")} onclick={enabled.then_some(onclick)}>{icon(art)}</button>
        }
    }

    /// The same in a menu.
    fn view_item(self, first: bool) -> Html {
        let Self { art, label, enabled, keys, opens, onclick, .. } = self;
        let onclick = move |event: MouseEvent| {
            if enabled {
                // First back to the button, so that whatever opens next returns the focus there.
                close(&event);
                onclick.emit(event);
            }
        };
        html! {
            <button class="menu__item" type="button" role="menuitem" tabindex="-1" {onclick} aria-keyshortcuts={keys}
                aria-haspopup={opens.map(|(what, _)| what)} aria-disabled={(!enabled).then_some("true")}
                data-autofocus={first.then_some("")}>{icon(art)}<span>{label}</span></button>
        }
    }
}
