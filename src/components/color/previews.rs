//! A colour as Bitrix24 will draw it, and how well its text can be read there.

use crate::components::icon;
use statuses::Color;
use statuses::color::ink::{AHEAD, READABLE, Surface, TODAY};
use statuses::directory::Kind;
use statuses::text::{ColorTexts, fill};
use yew::prelude::*;

/// Where it is drawn: the head of a column, the bar in the card as far as it is reached, and beyond. A value of a plain
/// list is a chip.
pub(super) fn view(texts: &'static ColorTexts, kind: Kind, name: &str, color: Option<Color>) -> Html {
    if kind == Kind::Values {
        let chip =
            color.map(|color| (Surface::Settings.contrast(color), Surface::Settings.ink(color).mark()));
        return html! {
            <div class="colour__previews" data-kind="chip">
                <div class="colour__preview">
                    {shape("colour__chip", name, color, chip.map(|(_, ink)| ink), false)}
                    if let Some((contrast, _)) = chip { {ratio(texts, contrast)} }
                </div>
                <p class="colour__label">{texts.chip_note}</p>
            </div>
        };
    }
    let spot = |(at, surface): (usize, Option<Surface>)| {
        let drawn = surface.zip(color);
        let contrast =
            if surface.is_none() { Some(AHEAD) } else { drawn.map(|(on, color)| on.contrast(color)) };
        let ink = drawn.map(|(on, color)| on.ink(color).mark());
        html! {
            <div class="colour__preview">
                {shape("stage-shape", name, color, ink, surface.is_none())}
                <span>{texts.spots[at]}</span>
                if let Some(contrast) = contrast { {ratio(texts, contrast)} }
            </div>
        }
    };
    let spots = [Some(Surface::Board), Some(Surface::Card), None];
    html! { <div class="colour__previews">{ for spots.into_iter().enumerate().map(spot) }</div> }
}

/// How well its text can be read, in words, where the colour decides about it.
pub(super) fn spoken(texts: &'static ColorTexts, kind: Kind, color: Color) -> String {
    let said = |contrast: f32| {
        let word = if contrast >= READABLE { texts.readable } else { texts.hard };
        fill(texts.ratio, &[("ratio", &tenths(contrast))]).to_string() + " " + word
    };
    if kind == Kind::Values {
        return said(Surface::Settings.contrast(color));
    }
    let spots = TODAY.into_iter().zip([texts.spots[1], texts.spots[0]]);
    let spots: Vec<_> =
        spots.map(|(surface, spot)| format!("{spot}: {}.", said(surface.contrast(color)))).collect();
    spots.join(" ")
}

fn shape(
    class: &'static str,
    name: &str,
    color: Option<Color>,
    ink: Option<&'static str>,
    ahead: bool,
) -> Html {
    html! {
        <span {class} ~style={color.map(|color| format!("--status: {color}")).unwrap_or_default()} data-ink={ink}
            data-start="" data-fill={ahead.then_some("none")} aria-hidden="true">
            <bdi class="stage-shape__name">{name.to_owned()}</bdi>
        </span>
    }
}

/// The contrast, and a word for it.
fn ratio(texts: &'static ColorTexts, contrast: f32) -> Html {
    let passes = contrast >= READABLE;
    let (art, word) = if passes { ("check", texts.readable) } else { ("warn", texts.hard) };
    html! {
        <span class="ratio" data-pass={if passes { "yes" } else { "no" }}>
            {icon::small(art)}<bdi dir="ltr">{fill(texts.ratio, &[("ratio", &tenths(contrast))]).to_string()}</bdi>
            <span>{word}</span>
        </span>
    }
}

/// To one decimal; what does not pass never looks as if it did.
pub(super) fn tenths(contrast: f32) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 10 to 210")]
    let [tenths, least] = [contrast, READABLE].map(|ratio| (ratio * 10.0).round() as u32);
    let tenths = if contrast < READABLE { tenths.min(least - 1) } else { tenths };
    format!("{}.{}", tenths / 10, tenths % 10)
}
