//! What can be done to the colours of a whole list, and the eye with which they are looked at.

use crate::components::icon;
use crate::components::overlay::Overlay;
use crate::components::popover::{Popover, close};
use crate::components::row_menu::onkeydown;
use crate::components::status_editor::Screen;
use crate::locale::phrase;
use statuses::color::sight::{Matrix, Sight};
use statuses::directory::Kind;
use statuses::text::fill;
use statuses::{Access, Directory};
use std::rc::Rc;
use yew::prelude::*;

/// What the menus belong to: the tool, or the button behind which it is in a narrow frame.
const ANCHOR: &str = "#scheme, #more";

impl Screen {
    /// The menu of the tool "Colours of the list".
    pub(in crate::components) fn view_scheme(&self, onclose: &Callback<()>) -> Html {
        let texts = &self.lang.texts().colors;
        let editable = self.editor.access() == Access::Edit;
        let item = |art: &'static str, label: &'static str, first: bool, able: bool, deed: fn(&Self)| {
            let screen = self.clone();
            let onclick = move |event: MouseEvent| {
                if able {
                    close(&event);
                    deed(&screen);
                }
            };
            html! {
                <button class="menu__item" type="button" role="menuitem" tabindex="-1" {onclick}
                    aria-disabled={(!able).then_some("true")} data-autofocus={first.then_some("")}>{icon::small(art)}<span>{label}</span></button>
            }
        };
        let eye = |sight: Sight| {
            let (at, chosen) = (sight.place(), sight == *self.sight);
            let screen = self.clone();
            let onclick = move |event: MouseEvent| {
                close(&event);
                screen.sight.set(sight);
            };
            html! {
                <button class="menu__item" type="button" role="menuitemradio" tabindex="-1" {onclick}
                    aria-checked={chosen.to_string()} data-autofocus={(chosen && !editable).then_some("")}>
                    <span class="menu__mark">if chosen { {icon::small("check")} }</span><span>{texts.eyes[at]}</span>
                </button>
            }
        };
        let ramps = editable && self.can_ramp();
        let stages = self.editor.directory().kind == Kind::Stages;
        html! {
            <Popover key="scheme" anchor={ANCHOR} class="menu" role="menu" label={texts.tool} onclose={onclose.reform(|_| ())}>
                <div role="presentation" {onkeydown}>
                    if editable {
                        {item("ramp", texts.ramp, true, ramps, Self::open_ramp)}
                        if stages { {item("copy", texts.copy_from, false, true, |screen| screen.open(Overlay::Pipelines))} }
                        {item("undo16", texts.reset, false, true, |screen| {
                            let selected = screen.selected();
                            screen.reset_colors(&if selected.is_empty() { screen.order() } else { selected });
                        })}
                        <div class="menu__gap" role="separator"></div>
                    }
                    <div role="group" aria-label={texts.see_as}>
                        <p class="menu__label" aria-hidden="true">{texts.see_as}</p>
                        { for Sight::ALL.map(eye) }
                    </div>
                </div>
            </Popover>
        }
    }

    /// The other pipelines, each with its colours.
    pub(in crate::components) fn view_pipelines(&self, onclose: &Callback<()>) -> Html {
        let texts = &self.lang.texts().colors;
        let here = &self.editor.directory().entity;
        let others = self.workspace.directories().iter();
        let others: Vec<_> = others
            .filter(|it| {
                it.kind == Kind::Stages && it.entity != *here && self.workspace.count(&it.entity) > 0
            })
            .collect();
        let item = |(nth, directory): (usize, &Rc<Directory>)| {
            let source = self.workspace.glance(&directory.entity);
            let colors: Vec<_> = source
                .sections()
                .iter()
                .flat_map(|section| section.rows.iter().enumerate())
                .filter_map(|(nth, row)| source.directory().shown_color(&row.status, nth))
                .take(16)
                .collect();
            let screen = self.clone();
            let onclick = move |event: MouseEvent| {
                close(&event);
                let order = screen.order();
                let mut scheme = screen.editor.colored_as(&source);
                scheme.retain(|(id, _)| order.contains(id));
                screen.paint(scheme);
            };
            html! {
                <button class="menu__item" type="button" role="menuitem" tabindex="-1" {onclick} key={&*directory.entity}
                    data-autofocus={(nth == 0).then_some("")}>
                    <span><bdi>{directory.title()}</bdi>
                        <span class="strip" aria-hidden="true">
                            { for colors.iter().map(|color| html! { <i ~style={format!("--status: {color}")}></i> }) }
                        </span>
                    </span>
                </button>
            }
        };
        html! {
            <Popover key="pipelines" anchor={ANCHOR} class="menu" role="menu" label={texts.copy_title} onclose={onclose.reform(|_| ())}>
                <div role="presentation" {onkeydown}>
                    <p class="menu__label" aria-hidden="true">{texts.copy_title}</p>
                    { for others.iter().copied().enumerate().map(item) }
                    if others.is_empty() {
                        <button class="menu__item" type="button" role="menuitem" tabindex="-1" aria-disabled="true"
                            data-autofocus="">{texts.no_other}</button>
                    }
                </div>
            </Popover>
        }
    }

    /// With which eye the colours are seen, if not with the usual one, and the filter that makes it so.
    pub(in crate::components) fn view_sight(&self) -> Html {
        let texts = &self.lang.texts().colors;
        let Some(matrix) = self.sight.matrix() else { return html! {} };
        let screen = self.clone();
        let onclick = move |_: MouseEvent| screen.sight.set(Sight::Usual);
        let eye = texts.eyes[self.sight.place()];
        html! {
            <div class="banner" data-kind="info">
                {icon::icon("eye")}
                <p class="banner__text" role="status">{phrase(&fill(texts.seen_as, &[("sight", eye)]))}</p>
                <button class="button" data-variant="link" type="button" {onclick}>{texts.see_usual}</button>
                <svg class="visually-hidden" aria-hidden="true">
                    <filter id="sight" color-interpolation-filters="linearRGB">
                        <feColorMatrix type="matrix" values={values(matrix)} />
                    </filter>
                </svg>
            </div>
        }
    }
}

/// As SVG has it: each row with its shares of red, green, blue, opacity, and what is added.
fn values(matrix: &Matrix) -> String {
    let row = |[red, green, blue]: &[i32; 3]| format!("{red}e-6 {green}e-6 {blue}e-6 0 0 ");
    matrix.iter().map(row).chain(["0 0 0 1 0".to_owned()]).collect()
}
