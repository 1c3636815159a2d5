//! The shape of the list while it is not there. The same markup stands in the page before the program runs.

use yew::prelude::*;

/// Rows of the shape. More than a usual pipeline has would jump when the list comes.
const ROWS: usize = 6;

/// Properties of [`Skeleton`].
#[derive(PartialEq, Properties)]
pub struct SkeletonProps {
    /// What is being waited for, for those who cannot see the shape.
    pub label: &'static str,
}

/// A whole screen of it.
#[component]
pub fn Skeleton(props: &SkeletonProps) -> Html {
    html! {
        <div class="widget">
            <header class="widget__header" aria-hidden="true"><span class="skeleton skeleton--title"></span></header>
            <main class="widget__body" aria-busy="true">
                <p class="visually-hidden" role="status">{props.label}</p>
                {rows()}
            </main>
            <footer class="status-line"><span class="spinner"></span>{props.label}</footer>
        </div>
    }
}

/// Only the list.
#[must_use]
pub fn rows() -> Html {
    html! {
        <section class="card status-group" aria-hidden="true">
            <div class="status-group__header"><span class="skeleton"></span></div>
            { for (0..ROWS).map(|_| html! {
                <div class="status-row">
                    <span class="skeleton skeleton--block status-row__swatch"></span>
                    <span class="skeleton status-row__name"></span>
                    <span class="skeleton skeleton--code status-row__code"></span>
                </div>
            }) }
        </section>
    }
}
