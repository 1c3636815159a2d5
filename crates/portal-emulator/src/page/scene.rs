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

/// What opens the slider again once it was closed.
const BUTTON: &str = r#"<button type="button" id="open-slider">Application</button>"#;

const ROWS: usize = 6;

impl Scene {
    pub(super) fn of(placement: Placement) -> Self {
        match placement {
            Placement::Default | Placement::LeftMenu => {
                Self { heading: "Application".to_owned(), body: FRAME.to_owned() }
            }
            Placement::Funnels(entity) => Self {
                heading: match entity {
                    Entity::Deal => "Sales tunnels".to_owned(),
                    other => format!("Pipelines: {}", other.titles().1),
                },
                body: format!(
                    r#"<div class="scene"><div class="scene__toolbar">{BUTTON}</div><div class="lanes" aria-hidden="true"><i></i><i></i><i></i><i></i></div></div>"#
                ),
            },
            Placement::Crm(entity, spot @ (Spot::ListToolbar | Spot::ListMenu)) => {
                Self { heading: entity.titles().1.to_owned(), body: list(entity, spot) }
            }
            Placement::Crm(entity, spot) => {
                Self { heading: format!("{} #{ITEM_ID}", entity.titles().0), body: card(spot) }
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

/// A list with a toolbar above it, or with the menu of one row.
fn list(entity: Entity, spot: Spot) -> String {
    let (item, _) = entity.titles();
    let in_row = spot == Spot::ListMenu;
    let rows = (0..ROWS)
        .map(|index| {
            let button = if in_row && index == 0 { BUTTON } else { "" };
            format!("<li><span>{} #{}</span>{button}</li>", escape(item), row_id(index))
        })
        .collect::<Vec<_>>()
        .concat();
    let toolbar = if in_row { "" } else { BUTTON };
    format!(
        r#"<div class="scene"><div class="scene__toolbar">{toolbar}</div><ul class="rows">{rows}</ul></div>"#
    )
}

/// The first row is the item that the placement is about.
fn row_id(index: usize) -> String {
    if index == 0 { ITEM_ID.to_owned() } else { (8000 + index).to_string() }
}

/// A card: with the frame in a tab or among the activities, or with a button in its header.
fn card(spot: Spot) -> String {
    let tabs = |current: &str| -> String {
        ["General", "History", "Application"]
            .iter()
            .map(|tab| {
                let mark = if *tab == current { " aria-current=\"true\"" } else { "" };
                format!("<span{mark}>{tab}</span>")
            })
            .collect::<Vec<_>>()
            .concat()
    };
    match spot {
        Spot::DetailToolbar => format!(
            r#"<div class="scene"><div class="scene__toolbar">{BUTTON}</div><div class="tabs">{}</div><ul class="rows"><li>Stage</li><li>Amount</li><li>Client</li></ul></div>"#,
            tabs("General")
        ),
        Spot::DetailActivity => format!(
            r#"<div class="scene"><div class="tabs"><span>Comment</span><span>Task</span><span aria-current="true">Application</span></div>{FRAME}<ul class="rows"><li>Created</li><li>Stage changed</li></ul></div>"#
        ),
        _ => format!(r#"<div class="scene"><div class="tabs">{}</div>{FRAME}</div>"#, tabs("Application")),
    }
}
