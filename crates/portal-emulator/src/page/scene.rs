use super::{
    html::escape,
    placement::{Entity, ITEM_ID, Placement, Spot},
};

/// What the portal shows around or behind the frame.
#[derive(Debug)]
pub(super) struct Scene {
    pub(super) heading: String,
    pub(super) body: String,
}

/// Where the frame goes unless it is opened in a slider.
const FRAME: &str = r#"<div class="main__frame" id="page-frame"></div>"#;

const ROWS: usize = 6;

impl Scene {
    /// The caption is what the application is called in this place.
    pub(super) fn of(placement: Placement, caption: &str) -> Self {
        match placement {
            Placement::Default | Placement::LeftMenu => {
                Self { heading: caption.to_owned(), body: FRAME.to_owned() }
            }
            Placement::Funnels(entity) => Self {
                heading: match entity {
                    Entity::Deal => "Sales tunnels".to_owned(),
                    other => format!("Pipelines: {}", other.titles().1),
                },
                body: format!(
                    r#"<div class="scene"><div class="scene__toolbar">{}</div><div class="lanes" aria-hidden="true"><i></i><i></i><i></i><i></i></div></div>"#,
                    button(caption)
                ),
            },
            Placement::Crm(entity, spot @ (Spot::ListToolbar | Spot::ListMenu)) => {
                Self { heading: entity.titles().1.to_owned(), body: list(entity, spot, caption) }
            }
            Placement::Crm(entity, spot) => {
                Self { heading: format!("{} #{ITEM_ID}", entity.titles().0), body: card(spot, caption) }
            }
        }
    }

    /// What is shown to those who may not install an application that is not installed (frame-protocol §1.1).
    pub(super) fn not_installed() -> Self {
        Self {
            heading: "Application".to_owned(),
            body: r#"<p class="app-error" role="alert">The application is not installed yet. Ask the administrator of the portal to finish the installation.</p>"#.to_owned(),
        }
    }
}

/// What opens the slider again once it was closed.
fn button(caption: &str) -> String {
    format!(r#"<button type="button" id="open-slider">{}</button>"#, escape(caption))
}

/// A list with a toolbar above it, or with the menu of one row.
fn list(entity: Entity, spot: Spot, caption: &str) -> String {
    let (item, _) = entity.titles();
    let in_row = spot == Spot::ListMenu;
    let (in_toolbar, in_first_row) =
        if in_row { (String::new(), button(caption)) } else { (button(caption), String::new()) };
    let rows = (0..ROWS)
        .map(|index| {
            let button = if index == 0 { in_first_row.as_str() } else { "" };
            format!("<li><span>{} #{}</span>{button}</li>", escape(item), row_id(index))
        })
        .collect::<Vec<_>>()
        .concat();
    format!(
        r#"<div class="scene"><div class="scene__toolbar">{in_toolbar}</div><ul class="rows">{rows}</ul></div>"#
    )
}

/// The first row is the item that the placement is about.
fn row_id(index: usize) -> String {
    if index == 0 { ITEM_ID.to_owned() } else { (8000 + index).to_string() }
}

/// A card: with the frame in a tab or among the activities, or with a button in its header.
fn card(spot: Spot, caption: &str) -> String {
    let caption_text = escape(caption);
    let tabs = |current: usize| -> String {
        ["General", "History", caption_text.as_str()]
            .iter()
            .enumerate()
            .map(|(index, tab)| {
                let mark = if index == current { " aria-current=\"true\"" } else { "" };
                format!("<span{mark}>{tab}</span>")
            })
            .collect::<Vec<_>>()
            .concat()
    };
    match spot {
        Spot::DetailToolbar => format!(
            r#"<div class="scene"><div class="scene__toolbar">{}</div><div class="tabs">{}</div><ul class="rows"><li>Stage</li><li>Amount</li><li>Client</li></ul></div>"#,
            button(caption),
            tabs(0)
        ),
        Spot::DetailActivity => format!(
            r#"<div class="scene"><div class="tabs"><span>Comment</span><span>Task</span><span aria-current="true">{caption_text}</span></div>{FRAME}<ul class="rows"><li>Created</li><li>Stage changed</li></ul></div>"#
        ),
        _ => format!(r#"<div class="scene"><div class="tabs">{}</div>{FRAME}</div>"#, tabs(2)),
    }
}
