//! Pages of the portal itself, which `openPath` shows in a slider (frame-protocol §4).

use std::sync::Arc;

use axum::{Router, extract::State, http::Uri, response::Html, routing::get};

use super::html::escape;
use crate::{
    php,
    portal::{
        Portal,
        records::{DEAL, LEAD, QUOTE},
    },
    shared::Shared,
};

const PAGE: &str = include_str!("../../assets/plain.html");

/// The roots of what a portal has pages for.
const ROOTS: [&str; 6] = ["/crm", "/tasks", "/company", "/workgroups", "/marketplace", "/stream"];

pub(super) fn routes() -> Router<Arc<Shared>> {
    ROOTS.iter().fold(Router::new(), |router, root| {
        router.route(&format!("{root}/"), get(show)).route(&format!("{root}/{{*path}}"), get(show))
    })
}

async fn show(State(shared): State<Arc<Shared>>, uri: Uri) -> Html<String> {
    let query = php::parse_str(uri.query().unwrap_or_default());
    let parameters = php::entries(&query)
        .into_iter()
        .map(|(name, value)| format!("<dt>{}</dt><dd>{}</dd>", escape(&name), escape(&php::string(value))))
        .collect::<Vec<_>>()
        .concat();
    let path = php::decode_percent(uri.path());
    let stages = stages(&shared.portal(), &path);
    Html(
        PAGE.replace("{{path}}", &escape(&path))
            .replace("{{parameters}}", &parameters)
            .replace("{{stages}}", &stages),
    )
}

/// The columns that a list of such items has, with the number of items in each.
fn stages(portal: &Portal, path: &str) -> String {
    let (type_id, directory) = match path.split('/').nth(2) {
        Some("deal") => (DEAL, "DEAL_STAGE"),
        Some("lead") => (LEAD, "STATUS"),
        Some("quote") => (QUOTE, "QUOTE_STATUS"),
        _ => return String::new(),
    };
    let mut rows: Vec<_> = portal.statuses.rows().iter().filter(|row| row.entity_id == directory).collect();
    rows.sort_by_key(|row| (row.sort, row.id));
    rows.iter()
        .map(|row| {
            let count = portal.records.table(type_id).map_or(0, |table| table.count_in(&row.status_id));
            format!("<li>{} <b>{count}</b></li>", escape(&row.name))
        })
        .collect::<Vec<_>>()
        .concat()
}
