//! The editor as a component of another application, with a gateway of its own: a pipeline in memory.

mod shelf;

use shelf::Shelf;
use stagecraft::StatusEditor;
use stagecraft::gateway::GatewayHandle;
use stagecraft::statuses::Opening;
use stagecraft::statuses::text::{Lang, Language};
use yew::prelude::*;

/// What stands around the editor is the application's own.
#[component]
fn Application() -> Html {
    let gateway = use_memo((), |()| GatewayHandle::new(Shelf::default()));
    let kept = use_state(String::new);
    let onremember = {
        let kept = kept.clone();
        Callback::from(move |(name, value)| kept.set(format!("{name} = {value}")))
    };
    html! {
        <>
            <StatusEditor lang={Lang::built_in(Language::En)} gateway={(*gateway).clone()} opening={Opening::default()}
                portal="example.com" {onremember} />
            <output>{(*kept).clone()}</output>
        </>
    }
}

fn main() {
    // Not the body, which has the icons in it.
    if let Some(host) = stagecraft::dom::find("#app") {
        yew::Renderer::<Application>::with_root(host.into()).render();
    }
}
