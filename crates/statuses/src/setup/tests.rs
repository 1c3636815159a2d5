use super::*;
use crate::text::{Lang, Language};

const HANDLER: &str = "https://app.example.com/stagecraft/index.html";
const OLDER: &str = "https://old.example.com/index.html";

fn texts() -> &'static Texts {
    Lang::built_in(Language::En).texts()
}

fn answer(json: &str) -> Reply {
    Reply { result: Ok(Json::parse(json).unwrap()), total: None }
}

fn setup(bound: &str) -> Setup {
    let offered = r#"["CRM_FUNNELS_TOOLBAR","CRM_LEAD_LIST_TOOLBAR","CRM_QUOTE_LIST_TOOLBAR","CRM_DEAL_DETAIL_TAB",
        "CRM_DYNAMIC_1038_FUNNELS_TOOLBAR","CRM_DYNAMIC_1040_FUNNELS_TOOLBAR","CRM_DYNAMIC_1038_LIST_TOOLBAR","LEFT_MENU"]"#;
    let types = r#"{"types":[{"entityTypeId":1038,"title":"Repairs"},{"entityTypeId":"1041","title":"No"}]}"#;
    Setup::read(HANDLER, vec![answer(offered), answer(bound), answer(types)]).unwrap()
}

fn labels(setup: &Setup, keep: impl Fn(&Row) -> bool) -> Vec<String> {
    let rows = setup.rows().iter().filter(|row| keep(row));
    rows.map(|row| row.placement.label(texts()).to_string()).collect()
}

fn encoded(calls: &[Call]) -> Vec<String> {
    calls.iter().map(|call| format!("{}?{}", call.method, call.params.encode())).collect()
}

#[test]
fn placements_are_named_in_the_users_words() {
    let offered = [
        "Deals: button above the pipelines",
        "Leads: menu above the list",
        "Quotes: menu above the list",
        "Repairs: button above the pipelines",
        "1040: button above the pipelines",
        "Main menu of Bitrix24",
    ];
    assert_eq!(labels(&setup("[]"), |row| row.offered), offered);
    assert_eq!(labels(&setup("[]"), |row| !row.offered), ["Invoices: button above the pipelines"]);
}

#[test]
fn what_is_bound_to_this_address_and_to_others_is_told_apart() {
    let bound = format!(
        r#"[{{"placement":"LEFT_MENU","handler":"{HANDLER}"}},{{"placement":"LEFT_MENU","handler":"{OLDER}"}},
            {{"placement":"CRM_FUNNELS_TOOLBAR","handler":"{OLDER}"}},{{"placement":"TASK_VIEW_TAB","handler":"{HANDLER}"}}]"#
    );
    let mut setup = setup(&bound);
    assert_eq!(labels(&setup, |row| row.here), ["Main menu of Bitrix24"]);
    assert_eq!(
        labels(&setup, |row| !row.older.is_empty()),
        ["Deals: button above the pipelines", "Main menu of Bitrix24"]
    );
    // Only where the new address is there, too, the old one may go.
    let menu = "PLACEMENT=LEFT_MENU&HANDLER=https%3A%2F%2Fold.example.com%2Findex.html";
    assert_eq!(encoded(&setup.tidy()), [format!("placement.unbind?{menu}")]);
    let rows = setup.rows().to_vec();
    assert_eq!(setup.remove(&rows[6]).len(), 2);
    assert_eq!(setup.remove(&rows[0]).len(), 1);
    assert!(setup.remove(&rows[1]).is_empty());
    setup.reread(&Json::parse("[]").unwrap());
    assert_eq!(labels(&setup, |row| row.here), [""; 0]);
}

#[test]
fn a_placement_is_added_with_titles_in_all_languages() {
    let titles = Titles::read("en\tStages\tHint\nde\tPhasen & Listen\tHinweis\nbroken\n");
    let setup = setup("[]");
    let call = setup.add(&setup.rows()[0].placement, &titles);
    assert_eq!(
        encoded(&[call]),
        [
            "placement.bind?PLACEMENT=CRM_FUNNELS_TOOLBAR&HANDLER=https%3A%2F%2Fapp.example.com%2Fstagecraft%2Findex.html\
          &LANG_ALL%5Ben%5D%5BTITLE%5D=Stages&LANG_ALL%5Ben%5D%5BDESCRIPTION%5D=Hint\
          &LANG_ALL%5Bde%5D%5BTITLE%5D=Phasen%20%26%20Listen&LANG_ALL%5Bde%5D%5BDESCRIPTION%5D=Hinweis"
        ]
    );
    assert!(Titles::read("<!doctype html>").is_empty());
    assert!(!Titles::of(texts()).is_empty());
}

#[test]
fn obstacles_are_told_by_the_portals_codes() {
    let of = |code: &str, text: &str| Obstacle::of(Failure::refused("placement.bind", 400, code, text));
    assert_eq!(of("ERROR_CORE", "Unable to set placement handler: Handler already binded"), None);
    for (code, words) in [
        ("ERROR_PLACEMENT_NOT_FOUND", "Not available in this Bitrix24"),
        (
            "ERROR_WRONG_HANDLER_URL",
            "Bitrix24 doesn't accept the address of this app: https://app.example.com",
        ),
        ("ERROR_UNSUPPORTED_PROTOCOL", "Bitrix24 doesn't accept the address"),
        ("ERROR_PLACEMENT_MAX_COUNT", "Bitrix24 allows no more buttons"),
        ("ERROR_CORE", "Something went wrong. Bitrix24 says: Unable to set placement handler"),
    ] {
        let said =
            of(code, "Unable to set placement handler").map(|it| it.words(texts(), HANDLER).to_string());
        assert!(said.as_deref().is_some_and(|said| said.starts_with(words)), "{code}: {said:?}");
    }
}

#[test]
fn who_may_not_look_is_told_why() {
    let refused = |code, text| {
        let failure = Failure::refused("placement.get", 403, code, text);
        let answers = vec![answer("[]"), Reply { result: Err(failure), total: None }, answer("[]")];
        refusal(texts(), &Setup::read(HANDLER, answers).unwrap_err()).to_string()
    };
    assert_eq!(refused("ACCESS_DENIED", "Access denied!"), texts().setup.admin_body);
    assert_eq!(
        refused("insufficient_scope", "The request requires higher privileges"),
        texts().setup.missing_scope
    );
}
