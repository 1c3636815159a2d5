//! Recolouring in place: every choice is seen on the row at once, and one write is made at the end.

use super::icon::icon;
use super::palette::Palette;
use super::popover::{Dismissal, Popover, close};
use crate::locale::use_texts;
use statuses::text::{Texts, fill};
use statuses::{Color, palette};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`ColorPopover`].
#[derive(PartialEq, Properties)]
pub struct ColorPopoverProps {
    /// Selector of the swatch it belongs to.
    pub anchor: AttrValue,
    /// Name of the row.
    pub name: AttrValue,
    /// The colour the row shows; none if what is stored is no colour.
    pub shown: Option<Color>,
    /// The colour to try on the row; none for its own.
    pub onpreview: Callback<Option<Color>>,
    /// Done: the colour to store, or none to leave the row as it was.
    pub onclose: Callback<Option<Color>>,
}

/// What the user has done so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Draft {
    /// Chosen by hand from the palette or the picker.
    picked: Option<Color>,
    /// In the hex field; none if nothing was typed since.
    typed: Option<String>,
    /// Enter was pressed on text that is no colour.
    refused: bool,
}

impl Draft {
    fn pick(color: Color) -> Self {
        Self { picked: Some(color), ..Self::default() }
    }

    /// The colour wanted now. Half-typed text wants nothing new.
    fn color(&self) -> Option<Color> {
        let typed = self.typed.as_deref().and_then(Color::typed);
        typed.map(|typed| typed.color).or(self.picked)
    }
}

/// Palette, hex field and the system's picker.
#[component]
pub fn ColorPopover(props: &ColorPopoverProps) -> Html {
    let texts = use_texts();
    let node = use_node_ref();
    let draft = use_state(Draft::default);
    let change = use_callback((draft.clone(), props.onpreview.clone()), |next: Draft, (draft, onpreview)| {
        onpreview.emit(next.color());
        draft.set(next);
    });
    let done = use_callback(node.clone(), |(), node| close(node));
    let onclose = {
        let (draft, onclose) = (draft.clone(), props.onclose.clone());
        // The popover keeps the callback it was mounted with; this cell always has the newest draft.
        let latest = use_mut_ref(|| None);
        *latest.borrow_mut() = draft.color();
        use_callback(onclose, move |dismissal, onclose| {
            let color = *latest.borrow();
            onclose.emit(color.filter(|_| dismissal == Dismissal::Done));
        })
    };
    let shown = draft.color().or(props.shown);
    let label = fill(texts.color_title, &[("name", &props.name)]);
    let dismiss = done.reform(|_: MouseEvent| ());
    html! {
        <Popover {node} anchor={props.anchor.clone()} class="colour" role="dialog" label={label.to_string()} {onclose}>
            <div class="colour__head">
                <span class="swatch swatch--l" ~style={shown.map(|color| format!("--status: {color}")).unwrap_or_default()}
                    data-unknown={shown.is_none().then_some("")}></span>
                <h3 class="colour__title">{crate::locale::phrase(&label)}</h3>
                <button class="icon-button" type="button" aria-label={texts.apply} onclick={dismiss}>
                    {icon("cross")}
                </button>
            </div>
            <div class="colour__scroll">
                <Palette label={texts.palette} colors={&palette::BITRIX24[..]} selected={shown}
                    onselect={change.reform(Draft::pick)} ondone={done.clone()} />
            </div>
            <Tools {texts} draft={(*draft).clone()} {shown} {change} {done} />
        </Popover>
    }
}

#[derive(Properties)]
struct ToolsProps {
    texts: &'static Texts,
    draft: Draft,
    shown: Option<Color>,
    change: Callback<Draft>,
    done: Callback<()>,
}

impl PartialEq for ToolsProps {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.texts, other.texts)
            && (&self.draft, self.shown, &self.change, &self.done)
                == (&other.draft, other.shown, &other.change, &other.done)
    }
}

#[component]
fn Tools(props: &ToolsProps) -> Html {
    let ToolsProps { texts, draft, shown, change, done } = props;
    let value = draft.typed.clone().unwrap_or_else(|| shown.map(|color| color.to_string()).unwrap_or_default());
    let typed = draft.typed.as_deref();
    let valid = typed.is_none_or(|text| Color::typed(text).is_some());
    let alpha = typed.and_then(Color::typed).filter(|typed| typed.alpha_dropped);
    let with = |draft: &Draft, change: &Callback<Draft>| (draft.clone(), change.clone());
    let oninput = {
        let (draft, change) = with(draft, change);
        move |event: InputEvent| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            change.emit(Draft { typed: Some(text), refused: false, ..draft.clone() });
        }
    };
    let onkeydown = {
        let ((draft, change), done) = (with(draft, change), done.clone());
        move |event: KeyboardEvent| match event.key().as_str() {
            "Enter" if event.is_composing() => {}
            "Enter" if valid => done.emit(()),
            "Enter" => change.emit(Draft { refused: true, ..draft.clone() }),
            _ => {}
        }
    };
    let onblur = {
        let (draft, change) = with(draft, change);
        // What is no colour when the field is left gives way to the colour there is (ux §4.1).
        move |_: FocusEvent| {
            if draft.typed.is_some() {
                change.emit(Draft { picked: draft.color(), ..Draft::default() });
            }
        }
    };
    let onpick = change.reform(|event: InputEvent| {
        let text = event.target_unchecked_into::<HtmlInputElement>().value();
        Draft { picked: Color::typed(&text).map(|typed| typed.color), ..Draft::default() }
    });
    let error = draft.refused && !valid;
    html! {
        <>
            <div class="colour__tools">
                <label class="field" data-invalid={error.then_some("")}>
                    <span class="visually-hidden">{texts.hex}</span>
                    <input class="field__input field__input--code" type="text" name="COLOR" dir="ltr"
                        autocomplete="off" spellcheck="false" {value} {oninput} {onkeydown} {onblur}
                        aria-invalid={error.then_some("true")} aria-describedby="color-hint" />
                </label>
                <label class="button colour__picker" data-variant="outline">
                    {super::icon::small("palette")}{texts.picker}
                    <input class="visually-hidden" type="color" oninput={onpick}
                        value={shown.map(|color| color.to_string()).unwrap_or_default()} />
                </label>
            </div>
            <p id="color-hint" class={classes!("field-error", (!error && alpha.is_none()).then_some("visually-hidden"))}
                aria-live="polite">
                if error { {texts.bad_hex} }
                if let Some(typed) = alpha {
                    {fill(texts.alpha_dropped, &[("color", &typed.color.to_string())]).to_string()}
                }
            </p>
        </>
    }
}
