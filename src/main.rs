//! Mounts the widget.

use stagecraft::app::App;

fn main() {
    stagecraft::app::report_crashes();
    let host = stagecraft::dom::document().and_then(|document| document.get_element_by_id("app"));
    // Without its host element this is not our page, and there is nothing to show.
    if let Some(host) = host {
        yew::Renderer::<App>::with_root(host).render();
    }
}
