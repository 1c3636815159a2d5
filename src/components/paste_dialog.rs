//! "Paste a list": a text on one side, what becomes of its lines on the other.

use super::button::button;
use super::copy_button::CopyButton;
use super::dialog::{Dialog, close, dismiss};
use super::icon::small;
use crate::dom;
use crate::locale::phrase;
use statuses::code::CodeError;
use statuses::directory::Kind;
use statuses::paste::{self, Line, Verdict};
use statuses::text::{self, Lang, Phrase, Texts, fill};
use statuses::{Access, Addition, Editor, Group, NameError, Standing, StatusId};
use std::rc::Rc;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// Most lines in the table: of a longer list those are shown that need a look.
const MOST_LINES: usize = 200;

/// Properties of [`PasteDialog`].
#[derive(PartialEq, Properties)]
pub struct PasteDialogProps {
    /// Language of the interface.
    pub lang: Lang,
    /// The directory.
    pub editor: Rc<Editor>,
    /// The group the rows go to.
    pub group: Group,
    /// The user wants these rows.
    pub onadd: Callback<Vec<Addition>>,
    /// The user wants no more of them than there are already.
    pub onstop: Callback<()>,
    /// It is closed.
    pub onclose: Callback<()>,
}

/// How far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Stage {
    /// The text is being written.
    Writing,
    /// The rows are on their way.
    Adding {
        /// The lines, and whether a row comes of each.
        lines: Rc<[(Box<str>, bool)]>,
        /// The first id of what was the newest row before.
        before: Option<StatusId>,
        /// The user has enough.
        stopped: bool,
    },
    /// Some were not added, and stand in the text again.
    Left(Phrase, AttrValue),
}

/// Open as long as it is mounted. Closed while rows are on their way, it lets them go on.
#[component]
pub fn PasteDialog(props: &PasteDialogProps) -> Html {
    let texts = props.lang.texts();
    let text = use_state(String::new);
    let stage = use_state(|| Stage::Writing);
    let opened = use_state(dom::now);
    let lines = use_memo((Rc::clone(&props.editor), text.clone()), |(editor, text)| {
        paste::read(text, editor.inventory(), *opened)
    });
    let standings = standings(&props.editor, &stage);
    use_effect_with((standings.clone(), stage.clone()), {
        let (text, props) = (text.clone(), (props.onstop.clone(), Rc::clone(&props.editor)));
        move |(standings, stage)| {
            if let Some(standings) = standings {
                follow(texts, standings, stage, &text, &props);
            }
        }
    });
    let additions: Vec<_> = lines.iter().filter_map(Line::addition).collect();
    let count = additions.len();
    let editable = props.editor.access() == Access::Edit;
    let add = {
        let (lines, stage, onadd, before) =
            (Rc::clone(&lines), stage.clone(), props.onadd.clone(), newest(&props.editor));
        Callback::from(move |()| {
            // Without the right nothing would come of it but the loss of the text.
            if count > 0 && editable {
                let lines = lines.iter().filter(|line| line.verdict != Verdict::Blank);
                let lines = lines.map(|line| (line.text.clone(), line.addition().is_some())).collect();
                stage.set(Stage::Adding { lines, before, stopped: false });
                onadd.emit(additions.clone());
            }
        })
    };
    let (intro, labels) = match props.editor.directory().kind {
        Kind::Stages => (texts.paste_stages, texts.add_stages),
        Kind::Values => (texts.paste_values, texts.add_values),
    };
    let adding = matches!(*stage, Stage::Adding { .. });
    // What had the focus is out of sight now, or there again.
    use_effect_with(adding, |adding| {
        dom::focus(dom::find(if *adding { "dialog .dialog__foot button" } else { "dialog textarea" }));
    });
    let buttons = if adding {
        let stop = {
            let stage = stage.clone();
            Callback::from(move |_: MouseEvent| {
                if let Stage::Adding { lines, before, .. } = &*stage {
                    stage.set(Stage::Adding { lines: Rc::clone(lines), before: *before, stopped: true });
                }
            })
        };
        button("outline", texts.stop.into(), stop)
    } else {
        let label = if count > 0 { texts.plural(labels, count) } else { texts.add_none.into() };
        html! {
            <>
                <button class="button" type="button" data-variant="primary" onclick={add.reform(|_: MouseEvent| ())}
                    aria-disabled={(count == 0).then_some("true")}>{label.to_string()}</button>
                <button class="button" type="button" data-variant="outline" onclick={dismiss}>{texts.cancel}</button>
                <small>{phrase(&fill(texts.paste_where, &[("group", group_name(props))]))}</small>
            </>
        }
    };
    let oninput = {
        let text = text.clone();
        move |event: InputEvent| text.set(event.target_unchecked_into::<HtmlTextAreaElement>().value())
    };
    let onkeydown = move |event: KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            add.emit(());
        }
    };
    html! {
        <Dialog lang={props.lang} wide=true title={html! { {texts.paste_list} }} onclose={props.onclose.clone()} {buttons}>
            { match &*stage {
                Stage::Adding { .. } => view_progress(texts, standings.as_deref().unwrap_or_default()),
                Stage::Left(words, lines) => html! {
                    <div class="paste__left">
                        {small("warn")}<p role="alert">{phrase(words)}</p>
                        <CopyButton lang={props.lang} text={lines.clone()} label={texts.page.copy} />
                    </div>
                },
                Stage::Writing => html! {},
            } }
            <div class="paste" hidden={adding}>
                <div class="paste__side">
                    <p id="paste-hint"><strong>{intro}</strong>{" "}{texts.paste_columns}</p>
                    <div class="field paste__field">
                        <textarea class="field__input" dir="auto" spellcheck="false" value={(*text).clone()} {oninput} {onkeydown}
                            data-autofocus="" aria-label={texts.paste_field} aria-describedby="paste-hint" />
                    </div>
                </div>
                {view_lines(texts, &lines)}
            </div>
        </Dialog>
    }
}

/// How far the lines have come; none if nothing is on its way.
fn standings(editor: &Editor, stage: &Stage) -> Option<Vec<Standing>> {
    match stage {
        Stage::Adding { before, .. } if newest(editor) != *before => Some(editor.standings()),
        _ => None,
    }
}

fn newest(editor: &Editor) -> Option<StatusId> {
    editor.newest().map(|id| editor.first_id(id))
}

/// Calls back what is to be stopped, and ends when nothing is on its way any more: what was not added stands in the
/// text again, and not in the list.
fn follow(
    texts: &'static Texts,
    standings: &[Standing],
    stage: &UseStateHandle<Stage>,
    text: &UseStateHandle<String>,
    (onstop, editor): &(Callback<()>, Rc<Editor>),
) {
    let Stage::Adding { lines, stopped, .. } = &**stage else { return };
    let is = |wanted: Standing| standings.contains(&wanted);
    if *stopped && is(Standing::Waiting) {
        return onstop.emit(());
    }
    if is(Standing::Waiting) || is(Standing::UnderWay) {
        return;
    }
    let mut nth = standings.iter();
    let mut is_left = |adds: bool| !(adds && nth.next() == Some(&Standing::Added));
    let left: Vec<_> = lines.iter().filter(|(_, adds)| is_left(*adds)).map(|(line, _)| &**line).collect();
    if left.is_empty() {
        return close();
    }
    let (ok, bad) = (lines.len() - left.len(), left.len());
    let report = fill(texts.e36_not_all, &[("ok", &ok.to_string()), ("bad", &bad.to_string())]);
    let reason = editor.mishap().map(|mishap| text::explain_mishap(texts, &mishap, &mishap.base.name));
    let left = left.join("\n");
    text.set(left.clone());
    let report = match reason {
        Some(reason) => report.and(reason),
        None => report,
    };
    stage.set(Stage::Left(report, left.into()));
    onstop.emit(());
}

fn view_progress(texts: &'static Texts, standings: &[Standing]) -> Html {
    let added = standings.iter().filter(|it| **it == Standing::Added).count();
    let of = standings.len();
    let words = fill(texts.adding_progress, &[("n", &added.to_string()), ("of", &of.to_string())]);
    html! {
        <div class="paste__progress">
            <p role="status"><strong>{words.to_string()}</strong></p>
            <progress class="moving" max={of.to_string()} value={added.to_string()} aria-label={words.to_string()}></progress>
        </div>
    }
}

fn view_lines(texts: &'static Texts, lines: &[Line]) -> Html {
    let long = lines.len() > MOST_LINES;
    let shown = lines.iter().filter(|line| !long || line.verdict != Verdict::New).take(MOST_LINES);
    html! {
        <div class="paste__lines" role="region" aria-label={texts.paste_lines} tabindex={(!lines.is_empty()).then_some("0")}>
            <table class="table">
                <thead><tr>
                    <th scope="col">{"#"}</th><th scope="col">{texts.name}</th>
                    <th scope="col" class="table__code">{texts.code}</th><th scope="col">{texts.result}</th>
                </tr></thead>
                <tbody>{ for shown.map(|line| view_line(texts, line)) }</tbody>
            </table>
        </div>
    }
}

fn view_line(texts: &'static Texts, line: &Line) -> Html {
    let (kind, art, words) = match line.verdict {
        Verdict::New => ("ok", Some("check"), texts.line_new.into()),
        Verdict::SameName => ("warn", Some("warn"), texts.line_same_name.into()),
        Verdict::Blank => ("blank", None, texts.line_skipped.into()),
        bad => ("bad", Some("no"), trouble(texts, bad)),
    };
    let blank = line.verdict == Verdict::Blank;
    let style = line.color.map(|color| format!("--status: {color}")).unwrap_or_default();
    html! {
        <tr key={line.number} data-kind={kind}>
            <td>{line.number}</td>
            <td>
                <span class="table__name">
                    if line.color.is_some() { <span class="swatch swatch--s" aria-hidden="true" ~style={style}></span> }
                    if blank { {texts.line_blank} } else { <bdi>{&*line.name}</bdi> }
                </span>
            </td>
            <td class="table__code">if !line.code.is_empty() { <code class="code">{&*line.code}</code> }</td>
            <td><span class="table__result">if let Some(art) = art { {small(art)} }<span>{words.to_string()}</span></span></td>
        </tr>
    }
}

/// Why a line cannot be added.
fn trouble(texts: &Texts, verdict: Verdict) -> Phrase {
    match verdict {
        Verdict::Name(NameError::TooLong { over }) => return texts.plural(texts.line_too_long, over),
        Verdict::Name(NameError::Zero) => texts.line_zero,
        Verdict::Name(NameError::Empty) | Verdict::New | Verdict::SameName | Verdict::Blank => {
            texts.line_no_name
        }
        Verdict::Color => texts.line_no_color,
        Verdict::Code(CodeError::TooLong { .. }) => texts.line_code_too_long,
        Verdict::Code(CodeError::Taken) => texts.line_code_taken,
        Verdict::Code(CodeError::Signs | CodeError::Zero) => texts.line_bad_code,
    }
    .into()
}

/// What the group is called on the screen.
fn group_name(props: &PasteDialogProps) -> &'static str {
    let texts = props.lang.texts();
    match props.editor.directory().kind {
        Kind::Values => texts.group_values,
        Kind::Stages => texts.groups[props.group as usize],
    }
}
