//! What is above the list while it is true. Only the most important is said.

use super::blank::{Tone, banner, in_banner};
use super::button::button;
use super::copy_button::CopyButton;
use super::icon;
use super::overlay::Overlay;
use super::status_editor::Screen;
use crate::locale::phrase;
use statuses::text::{self, Phrase, Subject, Texts, explain, fill};
use statuses::{Access, Action, Cause, Event, Failure, Link, Notice, Phase, Trouble};
use yew::prelude::*;

/// From this many seconds on, a wait is told in minutes.
const LONG_WAIT: u32 = 90;

impl Screen {
    pub(super) fn view_banner(&self, portal: &str) -> Html {
        let (texts, editor) = (self.lang.texts(), &self.editor);
        if *self.workspace.phase() == (Phase::Loading { slow: true }) {
            let text = html! { {texts.slow} };
            return banner("clock", Tone::Plain, texts.slow_title, text, self.view_reload("outline"));
        }
        if *self.workspace.phase() != Phase::Ready {
            return html! {};
        }
        match (editor.link(), editor.trouble()) {
            (Link::Ended, _) => self.view_ended(),
            (Link::Offline, _) => {
                banner("offline", Tone::Warning, texts.e02_title, html! { {texts.e02_offline} }, html! {})
            }
            (Link::Up, Some(trouble)) => self.view_trouble(trouble),
            (Link::Up, None) if editor.access() == Access::View => self.view_right(portal),
            (Link::Up, None) => html! {},
        }
    }

    /// That this is no page of the portal, whose name would stand around it otherwise. It is always true, so it stands
    /// beside whatever else there is to say.
    pub(super) fn view_connection(&self, ondisconnect: &Callback<MouseEvent>) -> Html {
        let words = &self.lang.texts().connect;
        let text = phrase(&fill(words.connected, &[("portal", &self.portal)]));
        let content =
            in_banner("external", "", text, button("outline", words.disconnect.into(), ondisconnect.clone()));
        html! { <div id="connected" class="banner banner--slim" role="status" tabindex="-1">{content}</div> }
    }

    /// A button that does one thing to the editor.
    pub(super) fn act(&self, variant: &'static str, label: &'static str, action: Action) -> Html {
        button(variant, label.into(), self.doing(action))
    }

    /// What a button does that does one thing to the editor.
    pub(super) fn doing(&self, action: Action) -> Callback<MouseEvent> {
        let dispatcher = self.dispatcher.clone();
        Callback::from(move |_| dispatcher.dispatch(action.clone()))
    }

    fn view_ended(&self) -> Html {
        let texts = self.lang.texts();
        let lines = self.unsaved();
        let kept = if lines.is_empty() { "" } else { texts.e04_kept };
        let buttons = html! {
            <>
                {self.act("primary", texts.reconnect, Action::ReconnectWanted)}
                if !lines.is_empty() {
                    <CopyButton lang={self.lang} text={lines.join("\n")} label={texts.copy_edits} />
                }
            </>
        };
        banner("lock20", Tone::Trouble, texts.e04_title, html! { {kept} }, buttons)
    }

    fn view_trouble(&self, trouble: &Trouble) -> Html {
        let texts = self.lang.texts();
        let (next, action, label) = match trouble.seconds {
            0 => (texts.stale.into(), Action::RefreshWanted, texts.try_again),
            seconds => (again(texts, seconds), Action::Hurried, texts.try_now),
        };
        let words = html! { <p><strong>{phrase(&what(texts, trouble))}</strong>{" "}{phrase(&next)}</p> };
        let details = {
            let (screen, failure) = (self.clone(), trouble.failure.clone());
            Callback::from(move |_| screen.open(Overlay::Details(failure.clone())))
        };
        let buttons = html! {
            <>{self.act("outline", label, action)}{button("link", texts.details.into(), details)}</>
        };
        banner("alert", Tone::Warning, "", words, buttons)
    }

    fn view_right(&self, portal: &str) -> Html {
        let (texts, editor) = (self.lang.texts(), &self.editor);
        let request =
            fill(texts.request, &[("directory", editor.directory().title()), ("portal", portal)]).to_string();
        let buttons = html! {
            <>
                <CopyButton lang={self.lang} text={request} label={texts.copy_request} />
                {button("outline", texts.recheck.into(), self.reloading())}
            </>
        };
        match editor.notice().map(|notice| &**notice) {
            Some(Notice::PutBack { name, was, others }) => {
                let template = if name == was { texts.e06_not_done } else { texts.e06_put_back };
                let mut words = fill(template, &[("name", name), ("was", was)]);
                if *others > 0 {
                    words = words.and(texts.plural(texts.e06_others, *others));
                }
                let words = phrase(&words);
                banner("lock20", Tone::Trouble, texts.view_title, words, buttons)
            }
            _ => banner("lock20", Tone::Plain, texts.view_title, html! { {texts.view_body} }, buttons),
        }
    }

    pub(super) fn view_reload(&self, variant: &'static str) -> Html {
        let label = html! { <>{icon::small("refresh")}{self.lang.texts().try_again}</> };
        button(variant, label, self.reloading())
    }

    /// Asks for everything from the start.
    pub(super) fn reloading(&self) -> Callback<MouseEvent> {
        let dispatcher = self.dispatcher.clone();
        Callback::from(move |_| dispatcher.tell(Event::LoadWanted))
    }
}

/// Why nothing gets through, whichever change waits because of it.
pub(super) fn what(texts: &Texts, trouble: &Trouble) -> Phrase {
    let Failure { cause, .. } = trouble.failure;
    match cause {
        Cause::Busy => texts.e05_now.into(),
        Cause::TimedOut if trouble.seconds > 0 => texts.e03_all.into(),
        // What cannot be read is as good as a failure inside.
        Cause::Unreadable => texts.e10_internal[text::Intent::Load as usize].into(),
        _ => {
            let subject = Subject { intent: text::Intent::Load, name: "", was: "" };
            explain(texts, &trouble.failure, subject)
        }
    }
}

fn again(texts: &Texts, seconds: u32) -> Phrase {
    let count = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    if seconds < LONG_WAIT {
        texts.plural(texts.again_seconds, count(seconds))
    } else {
        texts.plural(texts.again_minutes, count(seconds.div_ceil(60)))
    }
}
