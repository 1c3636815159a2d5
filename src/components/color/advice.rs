//! What speaks against a colour, and the way out.

use super::draft::Draft;
use crate::components::icon;
use crate::dom;
use crate::locale::phrase;
use gloo_timers::callback::Timeout;
use statuses::Color;
use statuses::color::advice::Advice;
use statuses::color::ink::EVERYWHERE;
use statuses::text::ColorTexts;
use statuses::text::colors;
use yew::prelude::*;

/// So long nothing has to change before it is said, in milliseconds: whoever slides hears the end of it.
const REST: u32 = 600;

/// The warnings, and a button that takes the first of them away.
pub(super) fn view(
    texts: &'static ColorTexts,
    color: Color,
    advice: &[Advice],
    change: &Callback<Draft>,
) -> Html {
    let hard = advice.iter().any(|it| matches!(it, Advice::Hard(_)));
    let nudged = if hard { color.nudged(&EVERYWHERE) } else { color };
    let onclick = change.reform(move |_: MouseEvent| {
        // The button goes with the warning; the field says what has become of the colour.
        dom::focus(dom::find("[name=COLOR]"));
        Draft::pick(nudged)
    });
    let item = |advice: &Advice| {
        html! {
            <div class="colour__warning">
                {icon::small("warn")}
                <div>
                    {phrase(&colors::advice(texts, advice))}
                    if matches!(advice, Advice::Hard(_)) {
                        <button class="button" data-variant="outline" type="button" onclick={onclick.clone()}>
                            <span class="swatch swatch--s" ~style={format!("--status: {nudged}")}></span>{texts.nudge}
                        </button>
                    }
                </div>
            </div>
        }
    };
    html! { <div class="colour__warnings">{ for advice.iter().map(item) }</div> }
}

/// Says something once it has stayed the same for a moment.
#[component]
pub(super) fn Spoken(props: &SpokenProps) -> Html {
    let said = use_state(AttrValue::default);
    let first = use_mut_ref(|| true);
    use_effect_with(props.words.clone(), {
        let said = said.clone();
        move |words| {
            // What was there when the popover opened is read with it.
            let new = !first.replace(false);
            let words = words.clone();
            let timer = new.then(|| Timeout::new(REST, move || said.set(words)));
            move || drop(timer)
        }
    });
    html! { <p class="visually-hidden" aria-live="polite">{&*said}</p> }
}

/// Properties of [`Spoken`].
#[derive(PartialEq, Properties)]
pub(super) struct SpokenProps {
    pub(super) words: AttrValue,
}
