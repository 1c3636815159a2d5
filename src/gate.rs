//! The way in: a session with the portal around the page, or why there is none.

use crate::ahead::Ahead;
use crate::components::blank::{Tone, blank};
use crate::components::button::button;
use crate::components::connect::Attempt;
use crate::components::{icon, skeleton};
use crate::frame;
use crate::locale;
use crate::session::{Closed, Session};
use statuses::text::{Lang, Language};
use std::rc::Rc;
use yew::platform::spawn_local;
use yew::prelude::*;

/// How far the conversation with the portal has come.
pub enum Gate<T> {
    /// It has begun.
    Connecting,
    /// There is no portal.
    Closed(Closed),
    /// There is none, and nobody else around the page; how far connecting to one has come.
    Alone(Attempt),
    /// There is one; what is shown then.
    Open(T),
}

/// What a program is started with: properties of [`App`](crate::app::App) and of
/// [`Installer`](crate::installer::Installer).
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct GateProps {
    /// The language the page was opened in.
    pub lang: Lang,
    /// The folder with the tables of all languages, with a slash at its end.
    pub languages: AttrValue,
    /// What the page has begun of the conversation with the portal.
    pub ahead: Option<Ahead>,
}

/// Connects to the portal around the page. `open` makes of the session what is shown; none if the page turns to another
/// one.
#[hook]
pub fn use_gate<T: 'static>(
    props: &GateProps,
    open: fn(Rc<Session>, Lang, &str) -> Option<T>,
) -> UseStateHandle<Gate<T>> {
    let gate = use_state(|| Gate::Connecting);
    use_effect_with((), {
        let (gate, GateProps { lang, languages, ahead }) = (gate.clone(), props.clone());
        move |()| {
            locale::announce(lang);
            spawn_local(async move {
                let session = match Session::open(ahead).await {
                    Ok(session) => session,
                    // In somebody's frame nobody sees whose page it is that asks for a secret.
                    Err(Closed::Outside) if !frame::is_framed() => {
                        return gate.set(Gate::Alone(Attempt::None));
                    }
                    Err(closed) => return gate.set(Gate::Closed(closed)),
                };
                let lang = in_language_of(&session, lang, &languages).await;
                if let Some(open) = open(session, lang, &languages) {
                    gate.set(Gate::Open(open));
                }
            });
        }
    });
    gate
}

/// The language of the portal, which need not be that of the address: an address with a fragment has none
/// (frame-protocol §1.2).
async fn in_language_of(session: &Session, lang: Lang, languages: &str) -> Lang {
    let wanted = Language::of_portal(&session.init().lang);
    if wanted == lang.language() {
        return lang;
    }
    let lang = locale::load(languages, wanted).await.unwrap_or(lang);
    locale::announce(lang);
    lang
}

/// What is shown as long as there is nothing else to show. Why there is nothing has what can be done `instead` below it.
pub fn view_closed<T>(gate: &Gate<T>, props: &GateProps, instead: Html) -> Html {
    let lang = props.lang;
    let closed = match gate {
        Gate::Closed(closed) => *closed,
        Gate::Alone(_) => Closed::Outside,
        _ => return skeleton::screen(lang.texts().connecting, props.ahead.as_ref()),
    };
    explain(closed, lang, instead)
}

fn explain(closed: Closed, lang: Lang, instead: Html) -> Html {
    let texts = lang.texts();
    let reload = Callback::from(|_| {
        if let Some(window) = web_sys::window() {
            // A frame that was opened by POST is not loaded again by `reload()` without a question.
            let location = window.location();
            let _ = location.href().and_then(|address| location.replace(&address));
        }
    });
    let content = match closed {
        Closed::Outside => {
            let content = html! {
                <>
                    <p class="blank__text">{texts.outside}</p>
                    <p class="blank__text">{texts.outside_how}</p>
                </>
            };
            blank("external", Tone::Plain, texts.outside_title.into(), content)
        }
        Closed::Silent | Closed::Refused => {
            let text = if closed == Closed::Silent { texts.no_answer } else { texts.e12_disconnected };
            let content = html! {
                <>
                    <p class="blank__text">{text}</p>
                    <div class="blank__actions">
                        {button("primary", html! { <>{icon::small("refresh")}{texts.try_again}</> }, reload)}
                    </div>
                </>
            };
            blank("alert", Tone::Trouble, texts.no_answer_title.into(), content)
        }
    };
    html! {
        <div class="widget">
            <main class="widget__body"><h1 class="visually-hidden">{"Stagecraft"}</h1>{content}{instead}</main>
        </div>
    }
}
