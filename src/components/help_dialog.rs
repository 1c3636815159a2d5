//! The keys, what is good to know, and what a user may like otherwise.

use super::button::button;
use super::choices::{self, Choice};
use super::dialog::{Dialog, closing};
use super::status_editor::Screen;
use crate::dom;
use statuses::preferences::OPTION;
use statuses::text::fill;
use statuses::{Preferences, Theme};
use web_sys::HtmlInputElement;
use yew::prelude::*;

impl Screen {
    /// Keeps what the user likes, here and in the portal.
    pub(super) fn prefer(&self, preferences: Preferences) {
        dom::set_theme(preferences.theme);
        self.preferences.set(preferences);
        self.onremember.emit((OPTION, preferences.to_string()));
    }

    /// The themes.
    pub(super) fn view_themes(&self, onclose: &Callback<()>) -> Html {
        let texts = self.lang.texts();
        let chosen = self.preferences.theme;
        let choice = |theme: &Theme| Choice {
            label: texts.themes[*theme as usize],
            count: None,
            chosen: *theme == chosen,
        };
        let screen = self.clone();
        let onchoose = Callback::from(move |at: usize| {
            let theme = Theme::ALL.get(at).copied().unwrap_or_default();
            screen.prefer(Preferences { theme, ..*screen.preferences });
        });
        let label = fill(texts.theme, &[("what", texts.themes[chosen as usize])]).to_string();
        choices::view("#theme, #more", label, Theme::ALL.iter().map(choice).collect(), &onchoose, onclose)
    }

    /// The help.
    pub(super) fn view_help(&self, onclose: Callback<()>) -> Html {
        let (lang, texts) = (self.lang, self.lang.texts());
        let mac = dom::is_mac();
        let keys = texts.help_keys.iter().map(|(keys, does)| {
            let keys =
                if mac { keys.replace("Ctrl", "⌘").replace("Alt", "⌥") } else { (*keys).to_owned() };
            html! { <div class="help__key"><dt><kbd dir="ltr">{keys}</kbd></dt><dd>{*does}</dd></div> }
        });
        let liked = *self.preferences;
        let ask = self.check(texts.ask_first, texts.ask_first_hint, liked.ask_first, |liked, on| {
            Preferences { ask_first: on, ..liked }
        });
        let single =
            self.check(texts.single_keys, texts.single_keys_hint, !liked.no_single_keys, |liked, on| {
                Preferences { no_single_keys: !on, ..liked }
            });
        html! {
            <Dialog {lang} title={html! { {texts.help} }} {onclose} buttons={closing(texts.close, "primary")}>
                <dl class="help__keys">{ for keys }</dl>
                <h3 class="help__title">{texts.help_about_title}</h3>
                <ul class="help__about">{ for texts.help_about.iter().map(|text| html! { <li>{*text}</li> }) }</ul>
                <h3 class="help__title">{texts.preferences_title}</h3>
                <div>{ask}{single}</div>
                if let Some(onsetup) = &self.onsetup {
                    <p class="help__more">
                        {button("link", texts.setup.open_setup.into(), onsetup.reform(|_| ()))}
                    </p>
                }
            </Dialog>
        }
    }

    fn check(
        &self,
        label: &'static str,
        hint: &'static str,
        checked: bool,
        change: fn(Preferences, bool) -> Preferences,
    ) -> Html {
        let screen = self.clone();
        let onchange = move |event: Event| {
            let on = event.target_unchecked_into::<HtmlInputElement>().checked();
            screen.prefer(change(*screen.preferences, on));
        };
        html! {
            <label class="check"><input type="checkbox" {checked} {onchange} /><span>{label}<small>{hint}</small></span></label>
        }
    }
}
