//! The widget: a session with a portal, then its editor.

use crate::components::blank::{Tone, blank};
use crate::components::button::button;
use crate::components::directory_picker::DIRECTORY;
use crate::components::setup::{self, Site};
use crate::components::status_editor::StatusEditor;
use crate::components::{icon, skeleton};
use crate::dom;
use crate::gateway::GatewayHandle;
use crate::gateway::rest::Rest;
use crate::locale;
use crate::session::{Closed, Session};
use statuses::Opening;
use statuses::color::recent::{self, Recent};
use statuses::preferences::{OPTION, Preferences};
use statuses::text::{Lang, Language};
use std::rc::Rc;
use yew::platform::spawn_local;
use yew::prelude::*;

/// How far the conversation with the portal has come.
enum Gate {
    Connecting,
    Closed(Closed),
    /// The installer, which comes before the editor.
    Setup(Open),
    Open(Open),
}

/// What the editor gets of an open session.
#[derive(Clone)]
struct Open {
    lang: Lang,
    gateway: GatewayHandle,
    opening: Opening,
    preferences: Preferences,
    recent: Rc<Recent>,
    portal: AttrValue,
    onfit: Callback<i32>,
    onremember: Callback<(&'static str, String)>,
    is_admin: bool,
    site: Site,
    /// Told that the installation is done; none if there is none under way.
    oninstalled: Option<Callback<()>>,
}

/// Properties of [`App`].
#[derive(PartialEq, Properties)]
pub struct AppProps {
    /// The language the page was opened in.
    pub lang: Lang,
    /// The folder with the tables of all languages, with a slash at its end.
    pub languages: AttrValue,
}

/// Connects to the portal around the page and shows the editor.
#[component]
pub fn App(props: &AppProps) -> Html {
    let gate = use_gate(props);
    let lang = match &*gate {
        Gate::Open(open) | Gate::Setup(open) => open.lang,
        _ => props.lang,
    };
    match &*gate {
        Gate::Connecting => skeleton::screen(lang.texts().connecting),
        Gate::Closed(closed) => explain(*closed, lang),
        Gate::Setup(open) => {
            let onback = {
                let (gate, open) = (gate.clone(), open.clone());
                Callback::from(move |()| gate.set(Gate::Open(open.clone())))
            };
            setup::page(lang, open.is_admin, &open.gateway, &open.site, open.oninstalled.clone(), onback)
        }
        Gate::Open(open) => {
            let Open { gateway, opening, preferences, recent, portal, onfit, onremember, .. } = open.clone();
            let site = open.is_admin.then(|| open.site.clone());
            html! { <StatusEditor {lang} {gateway} {opening} {preferences} {recent} {portal} {onfit} {onremember} {site} /> }
        }
    }
}

#[hook]
fn use_gate(props: &AppProps) -> UseStateHandle<Gate> {
    let gate = use_state(|| Gate::Connecting);
    use_effect_with((), {
        let (gate, lang, languages) = (gate.clone(), props.lang, props.languages.clone());
        move |()| {
            locale::announce(lang);
            spawn_local(async move {
                gate.set(match Session::open().await {
                    Ok(session) => {
                        let lang = in_language_of(&session, lang, &languages).await;
                        let open = Open::new(session, lang, &languages);
                        if open.oninstalled.is_some() || is_installer() {
                            Gate::Setup(open)
                        } else {
                            Gate::Open(open)
                        }
                    }
                    Err(closed) => Gate::Closed(closed),
                });
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

impl Open {
    fn new(session: Rc<Session>, lang: Lang, languages: &str) -> Self {
        let init = session.init();
        let oninstalled = {
            let session = Rc::clone(&session);
            Callback::from(move |()| session.finish_installation())
        };
        Self {
            lang,
            opening: Opening {
                placement: init.placement.clone(),
                uri: init.uri.clone(),
                last: init.option(DIRECTORY).into(),
            },
            preferences: Preferences::read(init.option(OPTION)),
            recent: Rc::new(Recent::read(init.option(recent::OPTION))),
            portal: session.domain().to_owned().into(),
            gateway: GatewayHandle::new(Rest::new(Rc::clone(&session))),
            is_admin: init.is_admin,
            site: Site { handler: handler().into(), titles: format!("{languages}titles.txt").into() },
            oninstalled: init.installing.then_some(oninstalled),
            onremember: {
                let session = Rc::clone(&session);
                Callback::from(move |(name, value): (_, String)| session.remember(name, &value))
            },
            onfit: Callback::from(move |height| session.fit(height)),
        }
    }
}

/// The page that installs, beside the page of the editor; both are the same program.
const INSTALLER: &str = "install.html";

fn is_installer() -> bool {
    dom::path().ends_with(INSTALLER)
}

/// The address of the editor: what the portal is to open. Not the one of the installer, and without what the portal
/// has added to it.
fn handler() -> String {
    let path = dom::path();
    let page = path.strip_suffix(INSTALLER).map(|folder| format!("{folder}index.html"));
    format!("{}{}", dom::origin(), page.unwrap_or(path))
}

fn explain(closed: Closed, lang: Lang) -> Html {
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
            <main class="widget__body"><h1 class="visually-hidden">{"Stagecraft"}</h1>{content}</main>
        </div>
    }
}

/// A panic becomes an error of JavaScript that carries its message: the trap that would follow says no more than
/// "unreachable". `static/boot.js` ends the program on it, as on any other error that nobody catches.
pub fn report_crashes() {
    yew::set_custom_panic_hook(Box::new(|info| wasm_bindgen::throw_str(&info.to_string())));
}
