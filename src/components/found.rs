//! Text of the portal, with what was searched for marked in it, and what nobody would see.

use statuses::Filter;
use statuses::piece::{Look, pieces};
use yew::prelude::*;

/// A name or a code. The mark of an unseen character is drawn by the styles, and is no part of the text.
pub(super) fn found(text: &str, filter: &Filter) -> Html {
    let piece = |piece: &statuses::piece::Piece<'_>| {
        let text = piece.text.to_owned();
        match piece.look {
            Look::Plain => html! { {text} },
            Look::Found => html! { <mark>{text}</mark> },
            Look::Unseen => html! { <span class="unseen">{text}</span> },
        }
    };
    pieces(text, filter).iter().map(piece).collect()
}
