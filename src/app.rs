//! The widget: a session with a portal, then its editor.

use crate::components::blank::Blank;
use crate::components::icon;
use crate::components::skeleton::Skeleton;
use crate::components::status_editor::StatusEditor;
use crate::gateway::rest::Rest;
use crate::gateway::GatewayHandle;
use crate::locale;
use crate::session::{Closed, Session};
use statuses::Directory;
use statuses::text::Lang;
use std::rc::Rc;
use yew::platform::spawn_local;
use yew::prelude::*;

/// How far the conversation with the portal has come.
#[derive(Clone)]
enum Gate {
    Connecting,
    Closed(Closed),
    Open(Rc<Session>),
}

/// Connects to the portal around the page and shows the editor.
#[component]
pub fn App() -> Html {
    let gate = use_gate();
    let lang = match &*gate {
        Gate::Open(session) => Lang::of_portal(&session.init().lang),
        _ => locale::of_address(),
    };
    use_effect_with(lang, |lang| locale::announce(*lang));
    html! {
        <ContextProvider<Lang> context={lang}>
            { match &*gate {
                Gate::Connecting => html! { <Skeleton label={lang.texts().connecting} /> },
                Gate::Closed(closed) => explain(*closed, lang),
                Gate::Open(session) => html! { <Workspace session={Open(Rc::clone(session))} /> },
            } }
        </ContextProvider<Lang>>
    }
}

#[hook]
fn use_gate() -> UseStateHandle<Gate> {
    let gate = use_state(|| Gate::Connecting);
    use_effect_with((), {
        let gate = gate.clone();
        move |()| {
            spawn_local(async move {
                gate.set(match Session::open().await {
                    Ok(session) => Gate::Open(session),
                    Err(closed) => Gate::Closed(closed),
                });
            });
        }
    });
    gate
}

/// A session as a property: equal means the same conversation.
#[derive(Clone)]
struct Open(Rc<Session>);

impl PartialEq for Open {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(PartialEq, Properties)]
struct WorkspaceProps {
    session: Open,
}

#[component]
fn Workspace(props: &WorkspaceProps) -> Html {
    let session = &props.session.0;
    let gateway =
        use_memo(props.session.clone(), |open| GatewayHandle::new(Rest::new(Rc::clone(&open.0))));
    let directory = use_memo((), |()| Directory::deals());
    let onfit = use_callback(props.session.clone(), |height, open: &Open| open.0.fit(height));
    let portal: AttrValue = session.domain().to_owned().into();
    html! { <StatusEditor gateway={(*gateway).clone()} {directory} {portal} {onfit} /> }
}

fn explain(closed: Closed, lang: Lang) -> Html {
    let texts = lang.texts();
    let reload = |_: MouseEvent| {
        if let Some(window) = web_sys::window() {
            let _ = window.location().reload();
        }
    };
    let content = match closed {
        Closed::Outside => html! {
            <Blank art="external" title={texts.outside_title}>
                <p class="blank__text">{texts.outside}</p>
                <p class="blank__text">{texts.outside_how}</p>
            </Blank>
        },
        Closed::Silent => html! {
            <Blank art="alert" trouble=true title={texts.no_answer_title}>
                <p class="blank__text">{texts.no_answer}</p>
                <div class="blank__actions">
                    <button class="button" type="button" data-variant="primary" onclick={reload}>
                        {icon::small("refresh")}{texts.try_again}
                    </button>
                </div>
            </Blank>
        },
    };
    html! { <div class="widget"><main class="widget__body">{content}</main></div> }
}

/// On a panic the program is over: Yew's state is left half-changed. The page then shows a block that needs
/// no program, and the user can at least read and reload.
pub fn report_crashes() {
    yew::set_custom_panic_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
        let document = web_sys::window().and_then(|window| window.document());
        let show = |id: &str, shown: bool| {
            let element = document.as_ref().and_then(|document| document.get_element_by_id(id));
            if let Some(element) = element {
                let _ = element.toggle_attribute_with_force("hidden", !shown);
            }
        };
        show("app", false);
        show("crash", true);
    }));
}
