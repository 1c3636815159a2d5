//! The directory, and the buttons for everything: undo, redo, history, refresh.

use super::icon::icon;
use super::overlay::Overlay;
use super::popover::{Popover, close};
use super::status_editor::Screen;
use crate::locale::phrase;
use statuses::text::{self, Phrase, fill};
use statuses::{Access, Action, News, Phase};
use yew::prelude::*;

impl Screen {
    pub(super) fn view_header(&self) -> Html {
        html! {
            <header class="widget__header">
                <h1 class="widget__title">{self.view_title()}</h1>
                {self.view_search()}
                <div class="widget__tools">
                    if *self.workspace.phase() == Phase::Ready { {self.view_tools()} }
                    {self.view_own_tools()}
                </div>
            </header>
        }
    }

    fn view_tools(&self) -> Html {
        let (texts, history) = (self.lang.texts(), self.editor.history());
        let editable = self.editor.access() == Access::Edit;
        let (last, next) = (history.steps().next(), history.undone());
        let named = |plain: &'static str, step: Option<Phrase>| match step {
            Some(step) => format!("{plain}: {step}"),
            None => plain.to_owned(),
        };
        let undo = named(texts.undo, last.map(|step| text::step(texts, step)));
        let redo = named(texts.redo, next.map(|step| text::step(texts, step)));
        let open_history = {
            let screen = self.clone();
            Callback::from(move |_: MouseEvent| screen.open(Overlay::History))
        };
        // Whoever may only look could have got the right meanwhile.
        let refresh = if editable { self.doing(Action::RefreshWanted) } else { self.reloading() };
        let refresh = {
            let clerk = self.clerk.clone();
            refresh.reform(move |event: MouseEvent| {
                clerk.dispatch(News::RecountWanted);
                event
            })
        };
        let expanded = matches!(*self.overlay, Some(Overlay::History)).to_string();
        html! {
            <>
                if editable {
                    {tool("undo", undo, last.is_some(), Some("Control+Z Meta+Z"), self.doing(Action::Undone(None)))}
                    {tool("redo", redo, next.is_some(), Some("Control+Shift+Z Meta+Shift+Z"), self.doing(Action::Redone))}
                    <button class="icon-button" id="history" type="button" aria-label={texts.history}
                        title={texts.history} aria-haspopup="dialog" aria-expanded={expanded}
                        aria-disabled={last.is_none().then_some("true")}
                        onclick={last.is_some().then_some(open_history)}>{icon("clock")}</button>
                }
                {tool("refresh", texts.refresh.to_owned(), true, None, refresh)}
            </>
        }
    }

    /// What is there for the user alone: theme and help.
    fn view_own_tools(&self) -> Html {
        let texts = self.lang.texts();
        let opening = |overlay: fn() -> Overlay| {
            let screen = self.clone();
            Callback::from(move |_: MouseEvent| screen.open(overlay()))
        };
        let theme = texts.themes[self.preferences.theme as usize];
        let theme = fill(texts.theme, &[("what", theme)]).to_string();
        let expanded = matches!(*self.overlay, Some(Overlay::Themes)).to_string();
        html! {
            <>
                <button class="icon-button" id="theme" type="button" aria-label={theme.clone()} title={theme}
                    aria-haspopup="menu" aria-expanded={expanded} onclick={opening(|| Overlay::Themes)}>
                    {icon("theme")}
                </button>
                {tool("help", texts.help.to_owned(), true, Some("?"), opening(|| Overlay::Help))}
            </>
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
            <Popover key="history" anchor="#history" class="history" role="dialog" label={texts.history_title}
                onclose={onclose.reform(|_| ())}>
                <h2 class="history__title">{texts.history_title}</h2>
                <ol>{ for steps }</ol>
            </Popover>
        }
    }
}

/// A button without words. One that can do nothing now keeps the focus.
fn tool(
    art: &'static str,
    label: String,
    enabled: bool,
    keys: Option<&'static str>,
    onclick: Callback<MouseEvent>,
) -> Html {
    html! {
        <button class="icon-button" type="button" aria-label={label.clone()} title={label} aria-keyshortcuts={keys}
            data-tool={art} aria-disabled={(!enabled).then_some("true")}
            onclick={enabled.then_some(onclick)}>{icon(art)}</button>
    }
}
