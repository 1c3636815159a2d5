//! Whether the peer really does what it is compared for: a client that saves nothing would be fast.

use serde_json::Value;

use crate::{portal::Portal, visit::Visit};

/// What is done in the frame, and what the portal has to hold then of the row it was done to.
const DEEDS: [(&str, &str); 5] = [
    ("rename", "
        while (!bench.open()) await bench.painted();
        const field = bench.field();
        field.value = 'Proved';
        field.dispatchEvent(new InputEvent('input', {bubbles: true}));
        await bench.painted();
        field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true}));
        return bench.rows()[0].dataset.statusId;"),
    ("recolour", "
        const field = document.querySelector('input[type=color]');
        field.value = '#123456';
        field.dispatchEvent(new Event('change', {bubbles: true}));
        return bench.rows()[0].dataset.statusId;"),
    ("move", "
        document.querySelector('[aria-label=\"Move down\"]').click();
        await bench.painted();
        return bench.rows()[1].dataset.statusId;"),
    ("add", "
        const field = document.querySelector('form input');
        field.value = 'Added';
        field.dispatchEvent(new InputEvent('input', {bubbles: true}));
        await bench.painted();
        document.querySelector('form button').click();
        return '';"),
    ("delete", "
        const name = [...document.querySelectorAll('[data-cell=name]')].find(it => it.textContent === 'Added');
        name.closest('tr').querySelector('[aria-label=Delete]').click();
        return '';"),
];

/// Does everything once and asks the portal whether it has happened.
pub(crate) async fn of_peer(portal: &Portal) {
    let visit = Visit::pay(portal).await;
    let mut before = portal.rows();
    for (deed, script) in DEEDS {
        let id = visit.answer(script, &[]).await;
        let happened = || {
            let rows = portal.rows();
            let row = find(&rows, &id);
            match deed {
                "rename" => row["NAME"] == "Proved",
                "recolour" => {
                    row["COLOR"].as_str().is_some_and(|color| color.eq_ignore_ascii_case("#123456"))
                }
                "move" => row["SORT"] != find(&before, &id)["SORT"],
                "add" => rows.iter().any(|row| row["NAME"] == "Added"),
                _ => !rows.iter().any(|row| row["NAME"] == "Added"),
            }
        };
        visit.browser.until(&format!("the peer's {deed} is in the portal"), async || happened()).await;
        // What the portal has confirmed is a moment later in the list, too.
        visit
            .browser
            .until("the list is as the portal", async || {
                let shown = visit.answer("return document.body.textContent.includes('Added')", &[]).await;
                shown == (deed == "add")
            })
            .await;
        before = portal.rows();
    }
    visit.end().await;
}

fn find(rows: &[Value], id: &Value) -> Value {
    rows.iter().find(|row| row["ID"] == *id).cloned().unwrap_or_default()
}
