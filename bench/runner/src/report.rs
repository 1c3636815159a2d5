//! What is written down: a table with the ratios first, the results for other programs, and plots.
pub(crate) mod bytes;
mod plot;
mod table;
use crate::{plan::Plan, results::Results};

/// Writes everything; a part of a run is shown, but documents nothing.
pub(crate) fn write(plan: &Plan, results: &Results) {
    let page = table::page(results);
    println!("{page}");
    if !plan.is_whole() {
        println!("nothing is written: only a whole run is documentation");
        return;
    }
    std::fs::create_dir_all(&plan.out).expect("the folder for the results");
    let mut json = serde_json::to_string_pretty(&results.to_json()).expect("JSON");
    json.push('\n');
    let plots = plot::all(results);
    let files = [("README.md".to_owned(), page), ("results.json".to_owned(), json)].into_iter().chain(plots);
    for (name, text) in files {
        std::fs::write(plan.out.join(&name), text).expect("a file for the results");
    }
    println!("written to {}", plan.out.display());
}
