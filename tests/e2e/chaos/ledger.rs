//! Every edit and what became of it: the judge of the run.
//!
//! It knows what the user wanted, what the colleague did, what the portal held at every look, and what the widget
//! showed. Names and colours are used once only, so that whatever turns up somewhere can be told whose it is.

use super::screen::{Held, Line, Screen};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

/// Something that must not happen.
#[derive(Debug)]
pub(super) struct Violation(pub(super) String);

pub(super) type Judged<T = ()> = Result<T, Violation>;

pub(super) fn violation<T>(what: impl Display) -> Judged<T> {
    Err(Violation(what.to_string()))
}

/// What became of an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fate {
    /// The portal held it.
    Confirmed,
    /// A later edit of the same user took its place.
    Superseded,
    /// The user took it back, or decided for what somebody else wanted.
    GivenUp,
    /// The user lacked the right, and was told.
    Refused,
    /// Others have changed the order meanwhile, so that nobody can say where the row should be.
    Overlaid,
}

/// What can be wanted of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    Name,
    Color,
}

/// A field of a row, which is named by its code.
type Spot = (String, Field);

/// What a field should be.
#[derive(Clone, Debug)]
struct Wish {
    value: String,
    /// The edit; none for what undo has brought back.
    edit: Option<usize>,
}

#[derive(Debug)]
struct Edit {
    what: String,
    fate: Option<Fate>,
}

/// An order of codes that the user has made.
#[derive(Debug)]
struct Order {
    codes: Vec<String>,
    edit: Option<usize>,
}

#[derive(Debug, Default)]
pub(super) struct Ledger {
    edits: Vec<Edit>,
    wishes: BTreeMap<Spot, Wish>,
    /// Rows that should be there.
    additions: BTreeMap<String, Option<usize>>,
    /// Rows that should not be there.
    deletions: BTreeMap<String, Option<usize>>,
    orders: BTreeMap<usize, Order>,
    /// Everything that the portal was ever seen to hold.
    held: BTreeSet<(Spot, String)>,
    /// Rows that the portal was ever seen to hold.
    known: BTreeSet<String>,
    /// Everything that the colleague wrote.
    theirs: BTreeSet<(Spot, String)>,
    /// Rows that somebody wanted to be gone.
    unwanted: BTreeSet<String>,
    /// The portal, at the last look.
    pub(super) portal: Vec<Held>,
}

impl Line {
    fn value(&self, field: Field) -> Option<&str> {
        match field {
            Field::Name => self.name.as_deref(),
            Field::Color => Some(&self.color),
        }
    }
}

impl Ledger {
    pub(super) fn edits(&self) -> usize {
        self.edits.len()
    }

    /// How many edits came to what.
    pub(super) fn fates(&self) -> BTreeMap<Fate, usize> {
        let mut fates = BTreeMap::new();
        for fate in self.edits.iter().filter_map(|edit| edit.fate) {
            *fates.entry(fate).or_default() += 1;
        }
        fates
    }

    /// The portal holds this now.
    pub(super) fn look(&mut self, portal: Vec<Held>) -> Judged {
        for (nth, row) in portal.iter().enumerate() {
            if let Some(twin) = portal[..nth].iter().find(|twin| twin.name == row.name) {
                return violation(format!("two rows of one name:\n{}\n{}", twin.describe(), row.describe()));
            }
            let spot = |field| (row.code.clone(), field);
            self.held.insert((spot(Field::Name), row.name.clone()));
            self.held.insert((spot(Field::Color), row.color.clone()));
        }
        for row in &self.portal {
            let lost = !portal.iter().any(|it| it.code == row.code);
            if lost && !self.unwanted.contains(&row.code) {
                return violation(format!("nobody wanted this row to be deleted:\n{}", row.describe()));
            }
        }
        let gone: Vec<_> = self.deletions.keys().filter(|code| !holds(&portal, code)).cloned().collect();
        for code in gone {
            let edit = self.deletions.remove(&code).flatten();
            self.end(edit, Fate::Confirmed);
        }
        for row in &portal {
            self.known.insert(row.code.clone());
            if let Some(edit) = self.additions.remove(&row.code) {
                self.end(edit, Fate::Confirmed);
            }
        }
        self.portal = portal;
        Ok(())
    }

    /// The colleague wrote this, and the portal took it.
    pub(super) fn they_wrote(&mut self, code: &str, field: Field, value: &str) {
        self.theirs.insert(((code.to_owned(), field), value.to_owned()));
    }

    /// The colleague is about to delete a row.
    pub(super) fn they_delete(&mut self, code: &str) {
        self.unwanted.insert(code.to_owned());
    }

    /// The colleague has moved or added rows.
    pub(super) fn they_arranged(&mut self, group: usize) {
        if let Some(order) = self.orders.remove(&group) {
            self.end(order.edit, Fate::Overlaid);
        }
    }

    /// The user wants a field to be so.
    pub(super) fn set(&mut self, code: &str, field: Field, value: &str) {
        let edit = self.edit(format!("{field:?} of {code}: {value}"));
        self.wish((code.to_owned(), field), Wish { value: value.to_owned(), edit: Some(edit) });
    }

    /// The user wants another row, which the widget shows under this code.
    pub(super) fn add(&mut self, code: &str, name: &str) {
        let edit = self.edit(format!("add {code}: {name}"));
        self.additions.insert(code.to_owned(), Some(edit));
        self.wish((code.to_owned(), Field::Name), Wish { value: name.to_owned(), edit: None });
    }

    /// The user wants a row to be deleted.
    pub(super) fn delete(&mut self, code: &str) {
        let edit = self.edit(format!("delete {code}"));
        self.unwanted.insert(code.to_owned());
        if let Some(earlier) = self.deletions.insert(code.to_owned(), Some(edit)) {
            self.end(earlier, Fate::Superseded);
        }
    }

    /// The user has moved a row.
    pub(super) fn arrange(&mut self, group: usize, before: &Screen, after: &Screen) {
        if before.order(group) == after.order(group) {
            return;
        }
        let edit = self.edit(format!("order of group {group}: {:?}", after.order(group)));
        self.order(group, after, Some(edit));
    }

    /// The user took something back, repeated it, or decided about it. What became of what is seen on the screen;
    /// `firm` says that what is shown now is wanted, and not just what there is.
    pub(super) fn turn(&mut self, before: &Screen, after: &Screen, firm: bool) {
        for row in &after.rows {
            match before.row(&row.code) {
                Some(was) => self.compare(was, row, firm),
                None => self.appear(row),
            }
        }
        for row in before.rows.iter().filter(|row| after.row(&row.code).is_none()) {
            self.vanish(&row.code);
        }
        for group in 0..3 {
            let common = |one: &Screen, other: &Screen| -> Vec<_> {
                one.order(group).into_iter().filter(|code| other.row(code).is_some()).collect()
            };
            if common(before, after) != common(after, before) {
                self.order(group, after, None);
            }
        }
    }

    /// The user gives up what was wanted of a row, and takes what there is.
    pub(super) fn give_up(&mut self, code: &str, after: &Screen) {
        let Some(row) = after.row(code) else { return self.vanish(code) };
        if !row.is_leaving()
            && row.state != "failed"
            && let Some(edit) = self.deletions.remove(code)
        {
            self.end(edit, Fate::GivenUp);
        }
    }

    fn compare(&mut self, was: &Line, row: &Line, firm: bool) {
        for field in [Field::Name, Field::Color] {
            let spot = (row.code.clone(), field);
            let (Some(old), Some(new)) = (was.value(field), row.value(field)) else { continue };
            if old == new {
                continue;
            }
            if let Some(wish) = self.wishes.remove(&spot) {
                let confirmed = self.held.contains(&(spot.clone(), wish.value));
                self.end(wish.edit, if confirmed { Fate::Confirmed } else { Fate::GivenUp });
            }
            // A colour that is none of the row's own goes by its place.
            let own = field == Field::Name || self.held.contains(&(spot.clone(), new.to_owned()));
            if firm && own {
                self.wish(spot, Wish { value: new.to_owned(), edit: None });
            }
        }
        let doomed = |row: &Line| matches!(row.state.as_str(), "doomed" | "deleting");
        match (doomed(was), doomed(row)) {
            (false, true) => {
                self.unwanted.insert(row.code.clone());
                self.deletions.entry(row.code.clone()).or_insert(None);
            }
            (true, false) => {
                if let Some(edit) = self.deletions.remove(&row.code) {
                    self.end(edit, Fate::GivenUp);
                    if was.state == "doomed" {
                        self.unwanted.remove(&row.code);
                    }
                }
            }
            _ => {}
        }
    }

    fn appear(&mut self, row: &Line) {
        if !holds(&self.portal, &row.code) {
            self.additions.insert(row.code.clone(), None);
        }
    }

    fn vanish(&mut self, code: &str) {
        for field in [Field::Name, Field::Color] {
            let spot = (code.to_owned(), field);
            if let Some(wish) = self.wishes.remove(&spot) {
                let confirmed = self.held.contains(&(spot, wish.value));
                self.end(wish.edit, if confirmed { Fate::Confirmed } else { Fate::GivenUp });
            }
        }
        if let Some(edit) = self.additions.remove(code) {
            self.end(edit, Fate::GivenUp);
        }
    }

    fn order(&mut self, group: usize, screen: &Screen, edit: Option<usize>) {
        let codes = screen.order(group);
        if let Some(earlier) = self.orders.insert(group, Order { codes, edit }) {
            self.end(earlier.edit, Fate::Superseded);
        }
    }

    fn edit(&mut self, what: String) -> usize {
        self.edits.push(Edit { what, fate: None });
        self.edits.len() - 1
    }

    fn wish(&mut self, spot: Spot, wish: Wish) {
        if let Some(earlier) = self.wishes.insert(spot.clone(), wish) {
            let confirmed = self.held.contains(&(spot, earlier.value));
            self.end(earlier.edit, if confirmed { Fate::Confirmed } else { Fate::Superseded });
        }
    }

    fn end(&mut self, edit: Option<usize>, fate: Fate) {
        if let Some(edit) = edit {
            self.edits[edit].fate.get_or_insert(fate);
        }
    }

    /// Compares what is shown with what is wanted. The portal was looked at after the screen.
    pub(super) fn judge(&mut self, screen: &Screen) -> Judged {
        if !screen.crash.is_empty() {
            return violation(format!("the widget stopped: {}\n{}", screen.crash, screen.report));
        }
        if !screen.ready || screen.busy {
            return Ok(());
        }
        self.judge_fields(screen)?;
        self.judge_additions(screen)?;
        self.judge_deletions(screen)?;
        self.judge_orders(screen)?;
        self.judge_rows(screen)
    }

    fn judge_fields(&mut self, screen: &Screen) -> Judged {
        let wishes: Vec<_> = self.wishes.iter().map(|(spot, wish)| (spot.clone(), wish.clone())).collect();
        for (spot, wish) in wishes {
            let Some(row) = screen.row(&spot.0) else {
                // Rows are dealt with below.
                if !holds(&self.portal, &spot.0) && self.known.contains(&spot.0) {
                    self.vanish(&spot.0);
                }
                continue;
            };
            let Some(shown) = row.value(spot.1) else { continue };
            let confirmed = self.held.contains(&(spot.clone(), wish.value.clone()));
            if *shown == *wish.value {
                if row.is_quiet() && wish.edit.is_some() && !confirmed && holds(&self.portal, &spot.0) {
                    return violation(format!(
                        "{spot:?} is shown as saved, and the portal never held {:?}\n{}",
                        wish.value,
                        row.describe()
                    ));
                }
                continue;
            }
            let theirs = self.theirs.contains(&(spot.clone(), shown.to_owned()));
            let fate = match () {
                () if screen.readonly => Fate::Refused,
                () if theirs && (confirmed || wish.edit.is_none()) => Fate::Confirmed,
                () if !holds(&self.portal, &spot.0) => Fate::Confirmed,
                () => {
                    return violation(format!(
                        "{spot:?} should be {:?} ({}the portal ever held it; the colleague {} what is shown)\n{}",
                        wish.value,
                        if confirmed { "" } else { "not " },
                        if theirs { "wrote" } else { "never wrote" },
                        row.describe()
                    ));
                }
            };
            self.wishes.remove(&spot);
            self.end(wish.edit, if confirmed { Fate::Confirmed } else { fate });
        }
        Ok(())
    }

    fn judge_additions(&mut self, screen: &Screen) -> Judged {
        let open: Vec<_> = self.additions.iter().map(|(code, edit)| (code.clone(), *edit)).collect();
        for (code, edit) in open {
            match screen.row(&code) {
                Some(row) if row.is_quiet() => {
                    return violation(format!(
                        "an added row is shown as saved, and is not:\n{}",
                        row.describe()
                    ));
                }
                Some(_) => {}
                None if screen.readonly => {
                    self.additions.remove(&code);
                    self.end(edit, Fate::Refused);
                    self.vanish(&code);
                }
                None => return violation(format!("an added row is neither shown nor stored: {code}")),
            }
        }
        Ok(())
    }

    fn judge_deletions(&mut self, screen: &Screen) -> Judged {
        let open: Vec<_> = self.deletions.iter().map(|(code, edit)| (code.clone(), *edit)).collect();
        for (code, edit) in open {
            let kept = screen.row(&code).filter(|row| row.is_quiet() || row.state == "editing");
            match kept {
                Some(_) if screen.readonly => {
                    self.deletions.remove(&code);
                    self.end(edit, Fate::Refused);
                }
                Some(row) => {
                    return violation(format!("a deletion is neither made nor shown:\n{}", row.describe()));
                }
                None => {}
            }
        }
        Ok(())
    }

    fn judge_orders(&mut self, screen: &Screen) -> Judged {
        let mut refused = Vec::new();
        for (group, order) in &self.orders {
            let shown = screen.order(*group);
            let wanted: Vec<_> = order.codes.iter().filter(|code| shown.contains(code)).collect();
            let shown: Vec<_> = shown.iter().filter(|code| order.codes.contains(code)).collect();
            if wanted != shown && screen.readonly {
                refused.push(*group);
            } else if wanted != shown {
                return violation(format!("group {group} should be {wanted:?}, is {shown:?}"));
            }
        }
        for group in refused {
            let order = self.orders.remove(&group).and_then(|order| order.edit);
            self.end(order, Fate::Refused);
        }
        Ok(())
    }

    /// No row is shown as the portal's that the portal never had.
    fn judge_rows(&self, screen: &Screen) -> Judged {
        for (nth, row) in screen.rows.iter().enumerate() {
            if row.is_quiet() && !self.known.contains(&row.code) {
                return violation(format!("the portal never had this row:\n{}", row.describe()));
            }
            if screen.rows[..nth].iter().any(|twin| twin.code == row.code) {
                return violation(format!("a row is shown twice:\n{}", row.describe()));
            }
        }
        Ok(())
    }

    /// All is quiet: the screen is the portal, and every edit has come to something.
    pub(super) fn close(&mut self, screen: &Screen) -> Judged {
        self.judge(screen)?;
        if let Some(difference) = difference(screen, &self.portal) {
            return violation(difference);
        }
        for wish in std::mem::take(&mut self.wishes).into_values() {
            self.end(wish.edit, Fate::Confirmed);
        }
        for order in std::mem::take(&mut self.orders).into_values() {
            self.end(order.edit, Fate::Confirmed);
        }
        let open: Vec<_> =
            self.edits.iter().filter(|edit| edit.fate.is_none()).map(|edit| &*edit.what).collect();
        if open.is_empty() {
            Ok(())
        } else {
            violation(format!("nobody knows what became of:\n{}", open.join("\n")))
        }
    }
}

fn holds(portal: &[Held], code: &str) -> bool {
    portal.iter().any(|row| row.code == code)
}

/// Where the screen and the portal differ; a row without a colour of its own is shown in one all the same.
pub(super) fn difference(screen: &Screen, portal: &[Held]) -> Option<String> {
    let same = |row: &Line, held: &Held| {
        row.id == held.id
            && row.code == held.code
            && row.group == held.group
            && row.name.as_deref() == Some(&held.name)
            && (row.color == held.color || !held.color.starts_with('#'))
    };
    let matching = screen.rows.iter().zip(portal).take_while(|(row, held)| same(row, held)).count();
    if matching == screen.rows.len() && matching == portal.len() {
        return None;
    }
    let shown = screen.rows.get(matching).map(|row| format!("{row:?}"));
    let held = portal.get(matching).map(Held::describe);
    Some(format!("the screen differs from the portal in line {}:\n{shown:?}\n{held:?}", matching + 1))
}

impl Fate {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Superseded => "superseded",
            Self::GivenUp => "given up",
            Self::Refused => "refused",
            Self::Overlaid => "overlaid",
        }
    }
}
