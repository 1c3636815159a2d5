//! A list as people paste it, one row per line, with columns as spreadsheets copy them.

use crate::clock::Millis;
use crate::code::CodeError;
use crate::color::{Color, Typed};
use crate::inventory::{Addition, Inventory};
use crate::name::{Name, NameError};

/// A line, and what would become of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number in the text, from 1.
    pub number: usize,
    /// The whole line, as it was pasted.
    pub text: Box<str>,
    /// What stands where the name belongs.
    pub name: Box<str>,
    /// The colour it will have.
    pub color: Option<Color>,
    /// The code it will have; what stands in its place, if that cannot be one.
    pub code: Box<str>,
    /// What is to be said about it.
    pub verdict: Verdict,
}

/// Whether a line can be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It can.
    New,
    /// It can, but a row or an earlier line has the same name.
    SameName,
    /// There is nothing in it.
    Blank,
    /// Its name cannot be one.
    Name(NameError),
    /// Its colour is none.
    Color,
    /// Its code cannot be one.
    Code(CodeError),
}

/// The columns of a line.
struct Columns<'a> {
    name: &'a str,
    color: &'a str,
    code: &'a str,
}

impl Line {
    /// The row it adds, if it can.
    #[must_use]
    pub fn addition(&self) -> Option<Addition> {
        if !matches!(self.verdict, Verdict::New | Verdict::SameName) {
            return None;
        }
        let name = Name::parse(&self.name).ok()?;
        Some(Addition { name, code: Some(self.code.clone()), color: self.color })
    }
}

/// The lines of a text that is to be added to what `inventory` has.
///
/// A line is a name, or name, colour and code apart by tabs, or name, code and colour. What is left open is chosen,
/// beside what later lines ask for.
#[must_use]
pub fn read(text: &str, mut inventory: Inventory, now: Millis) -> Vec<Line> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines: Vec<_> =
        (1..).zip(text.lines()).map(|(number, text)| line(number, text, &mut inventory)).collect();
    for line in lines.iter_mut().filter(|line| line.verdict == Verdict::New) {
        if inventory.has_name(&line.name) {
            line.verdict = Verdict::SameName;
        }
        let Some(addition) = line.addition() else { continue };
        let code = addition.code.filter(|code| !code.is_empty());
        let whole = inventory.complete(Addition { code, ..addition }, now);
        (line.code, line.color) = (whole.code.unwrap_or_default(), whole.color);
    }
    lines
}

/// A line with what it asks for itself, which is in use from then on.
fn line(number: usize, text: &str, inventory: &mut Inventory) -> Line {
    let Columns { name, color, code } = columns(text, inventory);
    let typed = Color::typed(color).map(|Typed { color, .. }| color);
    let checked = if code.is_empty() { Ok("".into()) } else { inventory.codes.check(code) };
    let verdict = match (Name::parse(name), &checked) {
        _ if text.trim().is_empty() => Verdict::Blank,
        (Err(error), _) => Verdict::Name(error),
        _ if typed.is_none() && !color.is_empty() => Verdict::Color,
        (_, Err(error)) => Verdict::Code(*error),
        _ => Verdict::New,
    };
    let code = checked.unwrap_or_else(|_| code.into());
    if verdict == Verdict::New {
        if !code.is_empty() {
            inventory.codes.take(&code);
        }
        if let (Some(colors), Some(color)) = (&mut inventory.colors, typed) {
            colors.note(color);
        }
    }
    Line { number, text: text.into(), name: name.into(), color: typed, code, verdict }
}

/// What stands in which column: a colour is told by its look, so the other two may change places.
fn columns<'a>(text: &'a str, inventory: &Inventory) -> Columns<'a> {
    let mut columns = text.split('\t').map(str::trim);
    let mut next = || columns.next().unwrap_or_default();
    let (name, second, third) = (next(), next(), next());
    let is_color = |text| Color::typed(text).is_some();
    let is_code = |text: &str| !matches!(inventory.codes.check(text), Err(CodeError::Signs));
    let swapped = !is_color(second) && (is_color(third) || third.is_empty() && is_code(second));
    if swapped {
        Columns { name, color: third, code: second }
    } else {
        Columns { name, color: second, code: third }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::Codes;
    use crate::color::distinct::Distinct;
    use proptest::prelude::*;

    fn deals() -> Inventory {
        let codes = Codes::new("DEAL_STAGE", "", ["NEW", "INVOICE"].into_iter());
        let colors = Distinct::beside([Color::from_rgb(0x39_a8ef)].into_iter());
        Inventory::new(codes, Some(colors), ["New", "Invoice"].into_iter())
    }

    fn pasted(text: &str) -> Vec<Line> {
        read(text, deals(), 0)
    }

    fn verdicts(text: &str) -> Vec<Verdict> {
        pasted(text).iter().map(|line| line.verdict).collect()
    }

    #[test]
    fn names_colours_and_codes_are_found_in_their_columns() {
        let lines = pasted(
            "Qualification\t#2fc6f6\r\nDemo booked\r\nProposal sent\t#ffa801\tPROPOSAL\nSigned\tsigned-2\t2FC6F6\nPaid\tPAID\n",
        );
        let found: Vec<_> = lines.iter().map(|line| (&*line.name, &*line.code)).collect();
        assert_eq!(
            found,
            [
                ("Qualification", "QUALIFICATION"),
                ("Demo booked", "DEMO_BOOKED"),
                ("Proposal sent", "PROPOSAL"),
                ("Signed", "SIGNED-2"),
                ("Paid", "PAID"),
            ]
        );
        let color = |at: usize| lines[at].color.unwrap().to_string();
        assert_eq!((&*color(0), &*color(2), &*color(3)), ("#2fc6f6", "#ffa801", "#2fc6f6"));
        assert!(lines.iter().all(|line| line.verdict == Verdict::New));
    }

    #[test]
    fn each_line_has_its_verdict() {
        let long = format!("{}\n", "x".repeat(108));
        assert_eq!(verdicts(&long), [Verdict::Name(NameError::TooLong { over: 8 })]);
        let text =
            "invoice\n\n0\nA\t#12\nB\t#123456\tКОД\nC\t\tnew\nD\t\tAAAAAAAAAAAAAAAAAAAAAAAA\n d \n\t#fff";
        assert_eq!(
            verdicts(text),
            [
                Verdict::SameName,
                Verdict::Blank,
                Verdict::Name(NameError::Zero),
                Verdict::Color,
                Verdict::Code(CodeError::Signs),
                Verdict::Code(CodeError::Taken),
                Verdict::Code(CodeError::TooLong { limit: 22 }),
                Verdict::New,
                Verdict::Name(NameError::Empty),
            ]
        );
    }

    #[test]
    fn a_name_that_comes_twice_is_told_the_second_time_and_gets_its_own_code() {
        let lines = pasted("Paid\nPAID\nпаид\nПАИД\n");
        let found: Vec<_> = lines.iter().map(|line| (line.verdict, &*line.code)).collect();
        let (new, same) = (Verdict::New, Verdict::SameName);
        assert_eq!(found, [(new, "PAID"), (same, "PAID_2"), (new, "PAID_3"), (same, "PAID_4")]);
    }

    #[test]
    fn what_a_later_line_asks_for_is_not_given_to_an_earlier_one() {
        let lines = pasted("Offer\nOther\t\tOFFER\nThird\t\toffer");
        let codes: Vec<_> = lines.iter().map(|line| (&*line.code, line.verdict)).collect();
        let taken = Verdict::Code(CodeError::Taken);
        assert_eq!(codes, [("OFFER_2", Verdict::New), ("OFFER", Verdict::New), ("offer", taken)]);
        let first = pasted("A")[0].color.unwrap();
        let lines = pasted(&format!("A\nB\t{first}"));
        assert_ne!(lines[0].color, Some(first));
    }

    #[test]
    fn bullets_and_numbers_are_left_alone() {
        let lines = pasted("\u{feff}1. First\n- Second\n• Third");
        let found: Vec<_> = lines.iter().map(|line| (&*line.name, &*line.code)).collect();
        assert_eq!(found, [("1. First", "1_FIRST"), ("- Second", "SECOND"), ("• Third", "THIRD")]);
    }

    #[test]
    fn plain_lists_are_offered_no_colours() {
        let codes = Codes::new("SOURCE", "", std::iter::empty());
        let lines = read("Fair\nShow\t#ff0000", Inventory::new(codes, None, std::iter::empty()), 0);
        assert_eq!(lines[0].color, None);
        assert_eq!(lines[1].color, Some(Color::from_rgb(0xff_0000)));
    }

    proptest! {
        #[test]
        fn no_line_is_lost(text in "([\\PC\t]{0,12}(\n|\r\n)?){0,12}") {
            let lines = pasted(&text);
            let kept: Vec<_> = lines.iter().filter(|line| line.verdict != Verdict::Blank).map(|line| &*line.text).collect();
            let written: Vec<_> = text.trim_start_matches('\u{feff}').lines().filter(|line| !line.trim().is_empty()).collect();
            prop_assert_eq!(kept, written);
        }

        #[test]
        fn what_can_be_added_differs_in_its_codes(text in "([a-cА-В01]{0,3}(\t[a-c#0]{0,4}){0,2}\n){0,20}") {
            let lines = pasted(&text);
            let mut codes: Vec<_> = lines.iter().filter_map(Line::addition).filter_map(|it| it.code).collect();
            let count = codes.len();
            codes.sort_unstable();
            codes.dedup();
            prop_assert_eq!(codes.len(), count);
            prop_assert!(codes.iter().all(|code| !code.is_empty() && **code != *"0"));
            prop_assert!(lines.iter().filter_map(Line::addition).all(|it| it.color.is_some()));
        }
    }
}
