//! Lightness, chroma and hue, each on a slider of its own: what can be said to a screen reader, a plane cannot
//! (ux §4.1).

use crate::components::popover::close;
use crate::dom;
use statuses::color::Lch;
use statuses::color::name::ColorName;
use statuses::text::{ColorTexts, colors};
use statuses::text::{Lang, fill};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What a slider is about.
#[derive(Clone, Copy, PartialEq)]
enum Channel {
    Lightness,
    Chroma,
    Hue,
}

impl Channel {
    const ALL: [Self; 3] = [Self::Lightness, Self::Chroma, Self::Hue];

    fn mark(self) -> &'static str {
        match self {
            Self::Lightness => "lightness",
            Self::Chroma => "chroma",
            Self::Hue => "hue",
        }
    }

    /// The most, and a step, as the page has them: lightness in hundredths, chroma as it is, hue in degrees.
    fn range(self) -> (&'static str, &'static str) {
        match self {
            Self::Lightness => ("100", "1"),
            Self::Chroma => ("0.323", "0.001"),
            Self::Hue => ("360", "1"),
        }
    }

    /// The colour with so much of it, as the page has it.
    fn with(self, lch: Lch, value: f32) -> Lch {
        match self {
            Self::Lightness => Lch { l: (value / 100.0).clamp(0.0, 1.0), ..lch },
            Self::Chroma => Lch { c: value.clamp(0.0, Lch::MOST), ..lch },
            Self::Hue => Lch { h: value.clamp(0.0, 360.0), ..lch },
        }
    }

    /// The colour so many steps further.
    fn stepped(self, lch: Lch, steps: f32) -> Lch {
        match self {
            Self::Lightness => self.with(lch, lch.l * 100.0 + steps),
            Self::Chroma => self.with(lch, lch.c + steps * 0.001),
            Self::Hue => self.with(lch, lch.h + steps),
        }
    }

    /// How much there is of it. Made of whole numbers: the printing of fractions would cost 10 KB of program.
    fn text(self, lch: Lch) -> String {
        match self {
            Self::Lightness => whole(lch.l * 100.0).to_string(),
            Self::Chroma => format!("0.{:03}", whole(lch.c * 1000.0)),
            Self::Hue => whole(lch.h).to_string(),
        }
    }

    /// The same in words.
    fn spoken(self, texts: &'static ColorTexts, lch: Lch) -> String {
        let value = self.text(lch);
        match self {
            Self::Lightness => format!("{value} %"),
            Self::Chroma => value,
            Self::Hue => {
                // That of a grey, too: it is seen as soon as there is chroma.
                let hue = ColorName::from(Lch { l: 0.7, c: 0.15, h: lch.h });
                let hue = colors::hue(texts, hue).to_string();
                fill(texts.hue_value, &[("value", &value), ("hue", &hue)]).to_string()
            }
        }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place on a slider")]
fn whole(value: f32) -> u32 {
    value.round() as u32
}

/// Properties of [`Sliders`].
#[derive(PartialEq, Properties)]
pub(super) struct SlidersProps {
    pub(super) lang: Lang,
    /// Where they stand.
    pub(super) lch: Lch,
    pub(super) onslide: Callback<Lch>,
}

/// The sliders, and a number beside each.
#[component]
pub(super) fn Sliders(props: &SlidersProps) -> Html {
    let SlidersProps { lang, lch, onslide } = props;
    let texts = &lang.texts().colors;
    // The text in a field is not changed as long as somebody writes there.
    let typed = use_state(|| None::<(Channel, String)>);
    let style = format!(
        "--l: {}%; --c: {}; --h: {}; --status: {}",
        Channel::Lightness.text(*lch),
        Channel::Chroma.text(*lch),
        Channel::Hue.text(*lch),
        lch.color()
    );
    let slider = |channel: Channel| {
        let (typed, lch, onslide) = (typed.clone(), *lch, onslide.clone());
        let slide = move |field: &HtmlInputElement| {
            #[expect(clippy::cast_possible_truncation, reason = "a slider has a few hundred places")]
            let number = field.value_as_number() as f32;
            // Half a number is none.
            if !number.is_nan() {
                onslide.emit(channel.with(lch, number));
            }
        };
        let oninput = {
            let slide = slide.clone();
            move |event: InputEvent| slide(&event.target_unchecked_into())
        };
        let ontype = {
            let typed = typed.clone();
            move |event: InputEvent| {
                let field: HtmlInputElement = event.target_unchecked_into();
                typed.set(Some((channel, field.value())));
                slide(&field);
            }
        };
        let onblur = {
            let typed = typed.clone();
            move |_: FocusEvent| typed.set(None)
        };
        let onkeydown = {
            let onslide = props.onslide.clone();
            move |event: KeyboardEvent| {
                if let Some(steps) = steps(&event) {
                    event.prevent_default();
                    onslide.emit(channel.stepped(lch, steps));
                }
            }
        };
        let (value, (max, step)) = (channel.text(lch), channel.range());
        let number = typed.as_ref().filter(|(typed, _)| *typed == channel).map(|(_, text)| text.clone());
        let label = texts.channels[channel as usize];
        let named = fill(texts.channel_number, &[("channel", label)]).to_string();
        html! {
            <div class="slider" key={channel.mark()}>
                <span aria-hidden="true">{label}</span>
                <input class="slider__track" type="range" data-channel={channel.mark()} min="0" {max} {step}
                    value={value.clone()} aria-label={label} aria-valuetext={channel.spoken(texts, lch)} {oninput} {onkeydown} />
                <span class="field"><input class="field__input" type="number" min="0" {max} {step}
                    value={number.unwrap_or(value)} aria-label={named} oninput={ontype} {onblur} /></span>
            </div>
        }
    };
    html! { <div class="sliders" ~style={style} onkeydown={end}>{ for Channel::ALL.map(slider) }</div> }
}

/// How far a key goes that the browser itself takes for something else.
fn steps(event: &KeyboardEvent) -> Option<f32> {
    let onward = if dom::is_rtl() { -10.0 } else { 10.0 };
    match (&*event.key(), event.shift_key()) {
        ("PageUp", _) | ("ArrowUp", true) => Some(10.0),
        ("PageDown", _) | ("ArrowDown", true) => Some(-10.0),
        ("ArrowRight", true) => Some(onward),
        ("ArrowLeft", true) => Some(-onward),
        _ => None,
    }
}

/// Enter takes the colour there is.
fn end(event: KeyboardEvent) {
    if event.key() == "Enter" {
        // Else the key would go on to what gets the focus back, and open this again.
        event.prevent_default();
        close(&event);
    }
}
