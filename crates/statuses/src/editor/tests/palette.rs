use super::*;

fn color(desk: &Desk, number: u32) -> String {
    let rows = desk.editor.staying();
    let (nth, row) = rows.iter().find(|(_, row)| row.status.id == id(number)).unwrap();
    desk.editor.directory().shown_color(&row.status, *nth).unwrap().to_string()
}

#[test]
fn a_pipeline_looks_as_another_one_does_place_by_place() {
    let (mut desk, mut source) = (Desk::new(), Desk::new());
    for (number, rgb) in [(2, 0x12_3456), (5, 0x65_4321)] {
        source.act(Action::Edited { target: id(number), change: recolor(rgb) });
    }
    desk.act(Action::Edited { target: id(1), change: recolor(0xff) });
    let scheme = desk.editor.colored_as(&source.editor);
    assert_eq!(scheme.len(), source.editor.staying().len());
    let edits =
        scheme.into_iter().map(|(target, color)| Action::Edited { target, change: Change::Recolor(color) });
    desk.act(Action::Together(edits.collect()));
    for number in 1..=6 {
        assert_eq!(color(&desk, number), color(&source, number), "{number}");
    }
    assert_eq!(desk.editor.pending().len(), 2, "what is a default stays one");
}

#[test]
fn the_ids_of_rows_that_stay_are_those_of_the_rows() {
    let mut desk = Desk::new();
    let same = |desk: &Desk| {
        let ids: Vec<_> = desk.editor.staying_ids().collect();
        assert_eq!(ids, desk.editor.staying().iter().map(|(_, row)| row.status.id).collect::<Vec<_>>());
        ids.len()
    };
    let all = same(&desk);
    desk.act(Action::Edited { target: id(2), change: recolor(0x12_3456) });
    assert_eq!(same(&desk), all, "a change is no way out");
    desk.act(Action::Edited { target: id(3), change: Change::Delete { forced: false } });
    assert_eq!(same(&desk), all - 1);
}

#[test]
fn rows_on_their_way_out_have_no_place() {
    let (mut desk, mut source) = (Desk::new(), Desk::new());
    source.act(Action::Edited { target: id(2), change: recolor(0x12_3456) });
    source.act(Action::Edited { target: id(1), change: Change::Delete { forced: false } });
    let scheme = desk.editor.colored_as(&source.editor);
    assert_eq!((scheme[0].0, scheme[0].1.to_string()), (id(1), "#123456".to_owned()));
    desk.act(Action::Edited { target: id(1), change: Change::Delete { forced: false } });
    assert!(desk.editor.colored_as(&source.editor).iter().all(|(target, _)| *target != id(1)));
}
