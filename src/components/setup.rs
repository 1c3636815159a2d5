//! Where in the portal the editor is offered: installing it, adding it to more places, taking it out of them.

use super::button::button;
use super::icon;
use crate::gateway::GatewayHandle;
use crate::locale::phrase;
use desk::{Busy, Desk, Ready, State};
use statuses::setup::{Row, refusal};
use statuses::text::{Lang, Phrase, Texts, fill};
use web_sys::HtmlInputElement;
use yew::prelude::*;

mod desk;

/// Where this application is hosted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The address that the portal opens.
    pub handler: AttrValue,
    /// The file with what the application is called in every language.
    pub titles: AttrValue,
}

/// Properties of [`Setup`].
#[derive(PartialEq, Properties)]
pub struct SetupProps {
    /// Language of the interface.
    pub lang: Lang,
    /// The portal.
    pub gateway: GatewayHandle,
    /// What it is to open.
    pub site: Site,
    /// Told that the installation may end; none if the application is installed.
    #[prop_or_default]
    pub oninstalled: Option<Callback<()>>,
    /// Told that the editor is wanted.
    pub onback: Callback<()>,
}

/// All placements that make sense for the editor, each with what can be done.
#[component]
pub fn Setup(props: &SetupProps) -> Html {
    let state = use_state(|| State::Asking);
    let desk = Desk {
        lang: props.lang,
        gateway: props.gateway.clone(),
        site: props.site.clone(),
        state: state.setter(),
        oninstalled: props.oninstalled.clone(),
        onback: props.onback.clone(),
    };
    use_effect_with((), {
        let desk = desk.clone();
        move |()| desk.ask()
    });
    let texts = props.lang.texts();
    match &*state {
        State::Asking => {
            html! { <p class="setup__wait" role="status"><span class="spinner"></span>{texts.connecting}</p> }
        }
        State::Failed(failure) => {
            let again = Callback::from(move |_| desk.ask());
            html! {
                <div role="alert">
                    <p>{phrase(&refusal(texts, failure))}</p>
                    <p class="details" dir="ltr">{failure.raw.report()}</p>
                    <div class="setup__actions">{button("primary", texts.try_again.into(), again)}</div>
                </div>
            }
        }
        State::Finishing => {
            html! { <p class="setup__wait" role="status"><span class="spinner"></span>{texts.setup.finishing}</p> }
        }
        State::Unfinished => html! { <p role="alert">{texts.setup.unfinished}</p> },
        State::Ready(ready) => desk.view(ready),
    }
}

impl Desk {
    fn view(&self, ready: &Ready) -> Html {
        let texts = self.lang.texts();
        let installs = self.oninstalled.is_some();
        let rows = ready.setup.rows().iter().map(|row| self.view_row(ready, row, installs));
        let facts = texts.setup.facts.iter().map(|fact| html! { <li>{*fact}</li> });
        html! {
            <>
                <p>{texts.setup.intro}</p>
                if installs {
                    <h2 class="help__title">{texts.setup.facts_title}</h2>
                    <ul class="help__about">{ for facts }</ul>
                }
                <ul class="places" aria-label={texts.setup.places}>{ for rows }</ul>
                {self.view_outcome(ready)}
                <div class="setup__actions">{self.view_buttons(ready, installs)}</div>
            </>
        }
    }

    fn view_row(&self, ready: &Ready, row: &Row, installs: bool) -> Html {
        let texts = self.lang.texts();
        let code = row.placement.code.clone();
        let label = phrase(&row.placement.label(texts));
        let free = row.offered && !row.here;
        let name = if installs && free {
            let (desk, ready, code) = (self.clone(), ready.clone(), code.clone());
            let checked = !ready.skipped.contains(&code);
            let onchange = move |event: Event| {
                let wanted = event.target_unchecked_into::<HtmlInputElement>().checked();
                desk.state.set(State::Ready(ready.clone().wanting(&code, wanted)));
            };
            html! { <label class="check"><input type="checkbox" {checked} {onchange} /><span>{label}</span></label> }
        } else {
            html! { <span>{label}</span> }
        };
        html! {
            <li key={&*code} class="place" data-placement={code.to_string()}>
                <span class="place__name">{name}</span>
                <span class="place__state" data-kind={kind(ready, row)}>{self.view_state(texts, ready, row)}</span>
                if !installs { {self.view_action(ready, row)} }
            </li>
        }
    }

    fn view_state(&self, texts: &'static Texts, ready: &Ready, row: &Row) -> Html {
        let words = &texts.setup;
        match ready.busy_with(row) {
            Some(Busy::Adding) => return html! { <><span class="spinner"></span>{words.adding}</> },
            Some(Busy::Removing) => return html! { <><span class="spinner"></span>{words.removing}</> },
            None => {}
        }
        if let Some(obstacle) = ready.obstacle(row) {
            return html! { <>{icon::small("warn")}<span>{phrase(&obstacle.words(texts, &self.site.handler))}</span></> };
        }
        match (row.here, row.offered, row.older.first()) {
            (true, ..) => html! { <>{icon::small("check")}{words.added}</> },
            (_, _, Some(address)) => {
                html! { <span>{phrase(&fill(words.older, &[("address", address)]))}</span> }
            }
            (_, false, _) => html! { {words.not_offered} },
            _ => html! { {words.not_added} },
        }
    }

    /// The button of a row. It stays the same one when the row has changed, and with it the focus.
    fn view_action(&self, ready: &Ready, row: &Row) -> Html {
        let words = &self.lang.texts().setup;
        let there = row.here || !row.older.is_empty();
        if !there && !row.offered {
            return html! {};
        }
        // An older address is replaced, where that is possible.
        let removes = row.here || !row.offered;
        let (label, what) = if removes { (words.remove, Busy::Removing) } else { (words.add, Busy::Adding) };
        let name = format!("{label}: {}", row.placement.label(self.lang.texts()));
        self.changing("outline", label, Some(name), ready, vec![row.placement.code.clone()], what)
    }

    /// A button that changes placements. It keeps the focus while something is under way, and does nothing then.
    fn changing(
        &self,
        variant: &'static str,
        label: &'static str,
        name: Option<String>,
        ready: &Ready,
        codes: Vec<Box<str>>,
        what: Busy,
    ) -> Html {
        let busy = ready.busy.is_some();
        let (desk, ready) = (self.clone(), ready.clone());
        let onclick = move |_| {
            if !busy {
                desk.change(ready.clone(), &codes, what);
            }
        };
        html! {
            <button class="button" type="button" data-variant={variant} aria-label={name}
                aria-disabled={busy.then_some("true")} {onclick}>{label}</button>
        }
    }

    fn view_outcome(&self, ready: &Ready) -> Html {
        let texts = self.lang.texts();
        let failed = ready.obstacles.len();
        let done = |forms, n| (n > 0).then(|| texts.plural(forms, n));
        let said: Vec<Phrase> =
            [done(texts.setup.n_added, ready.added), done(texts.setup.n_removed, ready.removed)]
                .into_iter()
                .flatten()
                .collect();
        html! {
            <>
                <p class="setup__outcome" role="status">{ for said.iter().map(phrase) }</p>
                if failed > 0 { <p class="danger" role="alert">{phrase(&texts.plural(texts.setup.n_failed, failed))}</p> }
                if let Some(failure) = &ready.failure {
                    <p class="danger" role="alert">{phrase(&refusal(texts, failure))}</p>
                }
            </>
        }
    }

    fn view_buttons(&self, ready: &Ready, installs: bool) -> Html {
        let words = &self.lang.texts().setup;
        let all = |variant, label, codes, what| self.changing(variant, label, None, ready, codes, what);
        let (free, there) = (ready.free(), ready.there());
        if installs {
            let finish = {
                let desk = self.clone();
                Callback::from(move |_| desk.finish())
            };
            return html! {
                <>
                    {all("primary", words.install, ready.wanted(), Busy::Adding)}
                    if !ready.obstacles.is_empty() || ready.failure.is_some() {
                        {button("outline", words.finish_anyway.into(), finish)}
                    }
                </>
            };
        }
        html! {
            <>
                if !free.is_empty() { {all("primary", words.add_all, free, Busy::Adding)} }
                if !there.is_empty() { {all("outline", words.remove_all, there, Busy::Removing)} }
                {button("outline", words.back.into(), self.onback.reform(|_| ()))}
            </>
        }
    }
}

/// How a row looks.
fn kind(ready: &Ready, row: &Row) -> Option<&'static str> {
    let danger = ready.obstacle(row).map(|_| "danger");
    danger.or(row.here.then_some("ok")).filter(|_| ready.busy_with(row).is_none())
}

/// The page of the installer, and of those who open its address later.
pub fn page(
    lang: Lang,
    is_admin: bool,
    gateway: &GatewayHandle,
    site: &Site,
    oninstalled: Option<Callback<()>>,
    onback: Callback<()>,
) -> Html {
    let texts = lang.texts();
    let installs = oninstalled.is_some();
    let title = if installs { texts.setup.install_title } else { texts.setup.title };
    let content = if is_admin {
        html! { <Setup {lang} gateway={gateway.clone()} site={site.clone()} {oninstalled} {onback} /> }
    } else {
        html! {
            <>
                <p><strong>{texts.setup.admin_title}</strong></p>
                <p>{texts.setup.admin_body}</p>
                if !installs {
                    <div class="setup__actions">{button("primary", texts.setup.back.into(), onback.reform(|_| ()))}</div>
                }
            </>
        }
    };
    html! {
        <div class="widget">
            <main class="widget__body">
                <section class="card setup"><h1 class="setup__title">{title}</h1>{content}</section>
            </main>
        </div>
    }
}
