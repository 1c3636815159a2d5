//! Where colours are taken from.

use crate::dom;
use statuses::text::ColorTexts;
use yew::prelude::*;

/// A page of the popover.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tab {
    /// The palette of Bitrix24.
    #[default]
    Palette,
    /// Colours that do no harm.
    Safe,
    /// Three sliders.
    Custom,
}

impl Tab {
    const ALL: [Self; 3] = [Self::Palette, Self::Safe, Self::Custom];

    fn id(self) -> &'static str {
        match self {
            Self::Palette => "colours-bitrix24",
            Self::Safe => "colours-safe",
            Self::Custom => "colours-custom",
        }
    }
}

/// The heads of the pages, and the page that is open. Arrows turn the pages (APG, "Tabs").
pub(super) fn view(texts: &'static ColorTexts, open: Tab, onopen: &Callback<Tab>, page: Html) -> Html {
    let onkeydown = {
        let onopen = onopen.clone();
        move |event: KeyboardEvent| {
            let count = Tab::ALL.len();
            let forward = if dom::is_rtl() { "ArrowLeft" } else { "ArrowRight" };
            let to = match &*event.key() {
                key if key == forward => (open as usize + 1) % count,
                "ArrowRight" | "ArrowLeft" => (open as usize + count - 1) % count,
                "Home" => 0,
                "End" => count - 1,
                _ => return,
            };
            event.prevent_default();
            onopen.emit(Tab::ALL[to]);
            dom::focus(dom::find(&format!("#{}", Tab::ALL[to].id())));
        }
    };
    let head = |tab: Tab| {
        let chosen = tab == open;
        html! {
            <button class="tabs__tab" role="tab" type="button" id={tab.id()} aria-selected={chosen.to_string()}
                aria-controls="colours-page" tabindex={if chosen { "0" } else { "-1" }}
                onclick={onopen.reform(move |_: MouseEvent| tab)}>{texts.tabs[tab as usize]}</button>
        }
    };
    html! {
        <>
            <div class="tabs" role="tablist" aria-label={texts.tabs_label} {onkeydown}>{ for Tab::ALL.map(head) }</div>
            <div class="colour__page" role="tabpanel" id="colours-page" aria-labelledby={open.id()} key={open.id()}>{page}</div>
        </>
    }
}
