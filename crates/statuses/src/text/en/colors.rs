//! Colours in English.

use crate::text::colors::ColorTexts;

pub(super) const COLORS: ColorTexts = ColorTexts {
    hues: [
        "white", "grey", "black", "pink", "red", "orange", "brown", "yellow", "lime", "green", "teal",
        "sky blue", "blue", "violet", "purple",
    ],
    light: "light {hue}",
    dark: "dark {hue}",
    named: "{color}, {hue}",
    used_by: "{color}: {names}",

    title: "Colour of \"{name}\"",
    in_list: "In this list",
    recent: "Recent",
    tabs_label: "Colours to choose from",
    tabs: ["Bitrix24", "Safe", "Custom"],
    palette: "Bitrix24 palette",
    safe_eyes: "For every eye: also with colour blindness",
    safe_ink: "Readable everywhere in Bitrix24",
    readable_mark: "Readable everywhere in Bitrix24",
    spots: ["Board column", "Card, reached", "Card, ahead"],
    chip_note: "Bitrix24 shows list colours only in some places.",
    ratio: "{ratio} : 1",
    readable: "Readable",
    hard: "Hard to read",
    channels: ["Lightness", "Chroma", "Hue"],
    channel_number: "{channel}, number",
    hue_value: "{value}, {hue}",

    hex: "Hex value",
    bad_hex: "Enter a colour like #2fc6f6.",
    alpha_dropped: "Bitrix24 stores colours without transparency; we'll use {color}.",
    picker: "System picker",
    dropper: "Pick from the screen",
    next: "Next distinct",
    default: "Default",
    default_of: "Default: {color}",

    hard_on: [
        "Hard to read on the board and in the card",
        "Hard to read on the board",
        "Hard to read in the card",
    ],
    writes: "{place}: Bitrix24 writes {ink} on it.",
    inks: ["white", "black", "dark grey"],
    nudge: "Nudge to readable",
    same_as: "The same colour as \"{name}\".",
    close_to: "Very close to \"{name}\".",
    close_for: "Very close to \"{name}\" for people with {sight}.",
    sights: [
        "deuteranopia (red and green look alike)",
        "protanopia (red and green look alike)",
        "tritanopia (blue and green look alike)",
    ],
};
