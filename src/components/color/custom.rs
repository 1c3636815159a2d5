//! Lightness, chroma and hue, each on a slider of its own: what can be said to a screen reader, a plane cannot
//! (ux §4.1).

use crate::dom;
use statuses::color::Lch;
use statuses::color::name::ColorName;
use statuses::text::colors::{self, ColorTexts};
use statuses::text::fill;
use web_sys::HtmlInputElement;
use yew::prelude::*;

#[derive(Clone, Copy)]
enum Channel {
    Lightness,
    Chroma,
    Hue,
}

impl Channel {
    const ALL: [Self; 3] = [Self::Lightness, Self::Chroma, Self::Hue];

    fn mark(self) -> &'static str {
        ["lightness", "chroma", "hue"][self as usize]
    }

    /// The most, and a step.
    fn range(self) -> (&'static str, &'static str) {
        [("100", "1"), ("0.323", "0.001"), ("360", "1")][self as usize]
    }

    /// How many of the page's units one of ours is.
    fn scale(self) -> f32 {
        [100.0, 1.0, 1.0][self as usize]
    }

    fn of(self, lch: Lch) -> f32 {
        [lch.l, lch.c, lch.h][self as usize]
    }

    fn with(self, lch: Lch, value: f32) -> Lch {
        match self {
            Self::Lightness => Lch { l: value.clamp(0.0, 1.0), ..lch },
            Self::Chroma => Lch { c: value.clamp(0.0, Lch::MOST), ..lch },
            Self::Hue => Lch { h: value.clamp(0.0, 360.0), ..lch },
        }
    }

    /// As a slider has it. Made of whole numbers: the printing of fractions would cost 10 KB of program.
    fn text(self, lch: Lch) -> String {
        match self {
            Self::Lightness => whole(lch.l * 100.0).to_string(),
            Self::Chroma => format!("0.{:03}", whole(lch.c * 1000.0)),
            Self::Hue => whole(lch.h).to_string(),
        }
    }

    fn step(self) -> f32 {
        [0.01, 0.001, 1.0][self as usize]
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place on a slider")]
fn whole(value: f32) -> u32 {
    value.round() as u32
}

/// The sliders, and a number beside each. `lch` is where they stand.
pub(super) fn view(texts: &'static ColorTexts, lch: Lch, onslide: &Callback<Lch>) -> Html {
    let style = format!(
        "--l: {}%; --c: {}; --h: {}; --status: {}",
        Channel::Lightness.text(lch),
        Channel::Chroma.text(lch),
        Channel::Hue.text(lch),
        lch.color()
    );
    html! { <div class="sliders" ~style={style}>{ for Channel::ALL.map(|channel| slider(texts, channel, lch, onslide)) }</div> }
}

fn slider(texts: &'static ColorTexts, channel: Channel, lch: Lch, onslide: &Callback<Lch>) -> Html {
    let label = texts.channels[channel as usize];
    let value = channel.text(lch);
    let valuetext = match channel {
        Channel::Hue => {
            let hue = colors::hue(texts, ColorName::from(lch)).to_string();
            fill(texts.hue_value, &[("value", &value), ("hue", &hue)]).to_string()
        }
        Channel::Lightness => format!("{value} %"),
        Channel::Chroma => value.clone(),
    };
    let oninput = onslide.reform(move |event: InputEvent| {
        #[expect(clippy::cast_possible_truncation, reason = "a slider has a few hundred places")]
        let number = event.target_unchecked_into::<HtmlInputElement>().value_as_number() as f32;
        // An empty field is no number.
        if number.is_nan() { lch } else { channel.with(lch, number / channel.scale()) }
    });
    let onkeydown = {
        let onslide = onslide.clone();
        move |event: KeyboardEvent| {
            let steps = match (&*event.key(), event.shift_key()) {
                ("PageUp", _) | ("ArrowUp", true) => 10.0,
                ("PageDown", _) | ("ArrowDown", true) => -10.0,
                ("ArrowRight", true) => {
                    if dom::is_rtl() {
                        -10.0
                    } else {
                        10.0
                    }
                }
                ("ArrowLeft", true) => {
                    if dom::is_rtl() {
                        10.0
                    } else {
                        -10.0
                    }
                }
                _ => return,
            };
            event.prevent_default();
            onslide.emit(channel.with(lch, channel.of(lch) + steps * channel.step()));
        }
    };
    let (max, step) = channel.range();
    let number = fill(texts.channel_number, &[("channel", label)]).to_string();
    html! {
        <div class="slider" key={channel.mark()}>
            <span aria-hidden="true">{label}</span>
            <input class="slider__track" type="range" data-channel={channel.mark()} min="0" {max} {step}
                value={value.clone()} aria-label={label} aria-valuetext={valuetext} oninput={oninput.clone()} {onkeydown} />
            <span class="field"><input class="field__input" type="number" min="0" {max} {step} {value}
                aria-label={number} {oninput} /></span>
        </div>
    }
}
