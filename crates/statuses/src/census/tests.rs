use super::*;
use crate::color::StoredColor;
use crate::directory::Directory;
use crate::editor::{Access, Action};
use crate::json::Json;
use crate::name::Name;
use crate::status::{Group, Status};
use crate::store::Change;

const START: Millis = 1_700_000_000_000;

fn status(number: u32, entity: &str, code: &str) -> Rc<Status> {
    Rc::new(Status {
        id: StatusId::new(number).unwrap(),
        entity: entity.into(),
        code: code.into(),
        name: code.into(),
        name_init: "".into(),
        sort: i64::from(number),
        system: false,
        color: StoredColor::Default,
        group: Group::InProgress,
    })
}

fn rows(entity: &str, count: u32) -> Vec<Rc<Status>> {
    (1..=count).map(|number| status(number, entity, &format!("S{number}"))).collect()
}

fn editor(entity: &str, count: u32) -> Rc<Editor> {
    Rc::new(Editor::new(Directory::unnamed(entity), rows(entity, count), Access::Edit, START))
}

fn id(number: u32) -> StatusId {
    StatusId::new(number).unwrap()
}

fn seeing(numbers: impl IntoIterator<Item = u32>) -> Rc<Census> {
    Rc::new(Census::default()).reduce(News::InView(numbers.into_iter().map(id).collect()), START)
}

#[expect(clippy::unnecessary_wraps, reason = "as an answer comes")]
fn replies(totals: &[u32]) -> Result<Vec<Reply>, Failure> {
    let reply = |total: &u32| Reply { result: Ok(Json::List(Vec::new())), total: Some(*total) };
    Ok(totals.iter().map(reply).collect())
}

fn start(census: Rc<Census>, editor: &Editor, now: Millis) -> (Rc<Census>, Errand) {
    let errand = census.errand(editor, now).expect("an errand");
    (census.reduce(News::Started(errand.clone()), now), errand)
}

fn check(status: Rc<Status>) -> News {
    News::CheckWanted(Check { status, replaces: None, explains: false })
}

#[test]
fn a_pipeline_is_counted_with_one_request_after_a_moment() {
    let (editor, census) = (editor("DEAL_STAGE", 50), seeing(1..=12));
    assert_eq!(census.errand(&editor, START), None);
    assert_eq!(census.wake(&editor), Some(START + CALM));
    let (census, errand) = start(census, &editor, START + CALM);
    assert_eq!(errand.calls().len(), 50);
    assert_eq!(census.errand(&editor, START + CALM), None, "one at a time");
    let census = census.reduce(News::Answered(errand, replies(&[7; 50])), START + 600);
    assert_eq!(census.usage().of(id(50)).and_then(Count::total), Some(7));
    assert_eq!((census.errand(&editor, START + 5_000), census.wake(&editor)), (None, None));
}

#[test]
fn rows_in_view_go_first_and_the_others_wait_until_they_are_seen() {
    let (editor, census) = (editor("SOURCE", 100), seeing(90..=95));
    let (census, errand) = start(census, &editor, START + CALM);
    // 16 values of 3 kinds of records are 48 commands.
    assert_eq!(errand.calls().len(), 48);
    let census = census.reduce(News::Answered(errand, replies(&[1; 48])), START + 600);
    assert_eq!(census.usage().of(id(95)), Some(&Count::Known([1, 1, 1].into())));
    assert_eq!(census.usage().of(id(50)), None);
    assert_eq!(census.errand(&editor, START + 5_000), None);
}

#[test]
fn a_change_goes_before_a_count() {
    let (editor, census) = (editor("DEAL_STAGE", 5), seeing(1..=5));
    let change = Change::Rename(Name::parse("New").unwrap());
    let editor = editor.reduce(Action::Edited { target: id(2), change }, START);
    assert_eq!((census.errand(&editor, START + 5_000), census.wake(&editor)), (None, None));
}

#[test]
fn what_cannot_be_counted_is_not_a_count_of_zero() {
    let (editor, census) = (editor("CALL_LIST", 3), seeing(1..=3));
    assert_eq!(census.wake(&editor), None, "what nobody can count is not waited for");
    assert_eq!(census.errand(&editor, START + 5_000), None);
    let census = census.reduce(check(status(2, "CALL_LIST", "S2")), START);
    assert_eq!(census.verdict().map(|check| check.status.id), Some(id(2)));
    assert_eq!(census.usage().of(id(2)), Some(&Count::Unknowable));
    assert_eq!(census.usage().of(id(2)).and_then(Count::total), None);
}

#[test]
fn a_deletion_is_counted_afresh_and_one_after_the_other() {
    let editor = editor("DEAL_STAGE", 5);
    let census = Rc::new(Census::default());
    let [two, three] = [2, 3].map(|number| status(number, "DEAL_STAGE", &format!("S{number}")));
    let census = census.reduce(check(Rc::clone(&two)), START).reduce(check(two), START);
    let census = census.reduce(check(three), START);
    let (census, errand) = start(census, &editor, START);
    assert_eq!(errand.calls().len(), 1);
    assert_eq!(census.errand(&editor, START + 5_000), None);
    let census = census.reduce(News::Answered(errand, replies(&[4])), START + 100);
    assert_eq!(census.verdict().map(|check| check.status.id), Some(id(2)));
    assert_eq!(census.usage().of(id(2)).and_then(Count::total), Some(4));
    assert_eq!(census.errand(&editor, START + 5_000), None, "the first one is being asked about");
    let (census, errand) = start(census.reduce(News::VerdictTaken, START), &editor, START);
    let failure = Failure::because(Cause::TimedOut, "batch", "");
    let census = census.reduce(News::Answered(errand, Err(failure.clone())), START + 100);
    assert_eq!(census.verdict().map(|check| check.status.id), Some(id(3)));
    assert_eq!(census.usage().of(id(3)), Some(&Count::Failed(failure)));
}

#[test]
fn a_failed_count_is_tried_again_and_then_left_alone() {
    let (editor, mut census) = (editor("DEAL_STAGE", 5), seeing(1..=5));
    let mut tries = 0;
    while let Some(wake) = census.wake(&editor) {
        let (next, errand) = start(census, &editor, wake);
        let busy = Failure::refused("batch", 503, "QUERY_LIMIT_EXCEEDED", "");
        census = next.reduce(News::Answered(errand, Err(busy)), wake + 100);
        tries += 1;
        assert!(tries < 20);
    }
    assert_eq!(tries, 6);
    assert!(matches!(census.usage().of(id(1)), Some(Count::Failed(_))));
    let census = census.reduce(News::RecountWanted, START + 100_000);
    assert!(census.errand(&editor, START + 200_000).is_some());
}

#[test]
fn one_value_that_may_not_be_read_leaves_the_others_known() {
    let (editor, census) = (editor("SOURCE", 2), seeing(1..=2));
    let (census, errand) = start(census, &editor, START + CALM);
    let mut answer = replies(&[1, 2, 3, 4, 5, 6]).unwrap();
    answer[1].result = Err(Failure::refused("crm.deal.list", 400, "", "Access denied."));
    let census = census.reduce(News::Answered(errand, Ok(answer)), START + 600);
    assert!(matches!(census.usage().of(id(1)), Some(Count::Failed(_))));
    assert_eq!(census.usage().of(id(2)).and_then(Count::total), Some(15));
}

#[test]
fn a_late_answer_to_a_closed_job_is_not_taken_for_one_to_the_next() {
    let editor = editor("DEAL_STAGE", 5);
    let wanted = |number: u32| News::MoveWanted {
        from: status(number, "DEAL_STAGE", &format!("S{number}")),
        to: status(5, "DEAL_STAGE", "S5"),
        counted: [2].into(),
    };
    let (census, late) = start(Rc::new(Census::default()).reduce(wanted(1), START), &editor, START);
    let census = census.reduce(News::JobClosed, START).reduce(wanted(2), START);
    let (census, errand) = start(census, &editor, START);
    let after = Rc::clone(&census).reduce(News::Answered(late, replies(&[0])), START);
    assert!(Rc::ptr_eq(&census, &after));
    let page = Json::parse(r#"[{"ID":"8"},{"ID":"9"}]"#).unwrap();
    let answer = Ok(vec![Reply { result: Ok(page), total: Some(2) }]);
    let census = census.reduce(News::Answered(errand, answer), START);
    let (_, errand) = start(census, &editor, START + 1_000);
    let calls = errand.calls();
    assert_eq!(calls.len(), 2);
    assert_eq!(calls[0].params.encode(), "id=8&fields%5BSTAGE_ID%5D=S5");
}

#[test]
fn several_deletions_are_counted_at_the_pace_of_everything_else() {
    let mut editor = editor("DEAL_STAGE", 20);
    let mut census = Rc::new(Census::default());
    for number in 1..=10 {
        census = census.reduce(check(status(number, "DEAL_STAGE", &format!("S{number}"))), START);
    }
    let (mut now, mut asked) = (START, Vec::new());
    while asked.len() < 10 {
        if census.errand(&editor, now).is_none() {
            let wake = census.wake(&editor).expect("a count to wait for");
            assert!(wake > now, "woken for nothing");
            now = wake;
        }
        let (next, errand) = start(census, &editor, now);
        asked.push(now - START);
        editor = editor.reduce(Action::Asked, now);
        // The portal answers at once.
        census = next.reduce(News::Answered(errand, replies(&[0])), now).reduce(News::VerdictTaken, now);
    }
    assert_eq!(asked, [0, 0, 0, 0, 500, 1_000, 1_500, 2_000, 2_500, 3_000], "one burst, then two a second");
    assert_eq!(census.wake(&editor), None);
}
