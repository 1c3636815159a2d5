//! The code of a new row: made from its name, or typed, and checked before it is sent.

mod latin;

use crate::clock::Millis;
use crate::known::Known;

/// Why a text cannot be the code of a new row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeError {
    /// Nothing, or other signs than Latin letters, digits, `_` and `-`.
    Signs,
    /// For `0` the portal makes up a code of its own (rest-behaviour §2.4).
    Zero,
    /// Longer than the list allows.
    TooLong {
        /// As many signs as it may have.
        limit: usize,
    },
    /// Another row has it.
    Taken,
}

/// The codes of a directory: those in use, and the rules for another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Codes {
    limit: usize,
    /// What the portal puts before each, with its colon; empty if nothing.
    prefix: Box<str>,
    /// Without the prefix, in capitals: the portal takes `new` for `NEW`.
    taken: Known,
}

impl Codes {
    /// Of the directory `entity`, whose pipeline has this `prefix` without a colon, or an empty one.
    #[must_use]
    pub fn new<'a>(entity: &str, prefix: &str, taken: impl Iterator<Item = &'a str>) -> Self {
        let prefix = if prefix.is_empty() { String::new() } else { format!("{prefix}:") };
        // rest-behaviour §2.4: the column has room for so many, the prefix included.
        let room = match entity {
            "STATUS" => 21,
            "QUOTE_STATUS" | "DEAL_STAGE" => 22,
            _ if entity.starts_with("DEAL_STAGE_") => 22,
            _ => 50,
        };
        let taken = Known::of(taken.map(str::to_ascii_uppercase));
        Self { limit: room - prefix.len().min(room), prefix: prefix.into(), taken }
    }

    /// What is typed, as the code it means: in capitals, without blanks around it and without the prefix.
    ///
    /// Only ASCII letters become capitals: others depend on the language (ux §10.34), and none may be in a code.
    ///
    /// # Errors
    /// Says which rule the text breaks.
    pub fn check(&self, text: &str) -> Result<Box<str>, CodeError> {
        let code = text.trim().to_ascii_uppercase();
        let code = code.strip_prefix(&self.prefix.to_ascii_uppercase()).unwrap_or(&code);
        let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        if code.is_empty() || !code.bytes().all(is_sign) {
            Err(CodeError::Signs)
        } else if code == "0" {
            Err(CodeError::Zero)
        } else if code.len() > self.limit {
            Err(CodeError::TooLong { limit: self.limit })
        } else if self.is_taken(code) {
            Err(CodeError::Taken)
        } else {
            Ok(code.into())
        }
    }

    /// A code for a row of this name that passes the check: the name in Latin letters, numbered if another row has
    /// that; one like those Bitrix24 makes up if no letter of the name has a Latin one.
    #[must_use]
    pub fn suggest(&self, name: &str, now: Millis) -> Box<str> {
        let spelled = latin::spell(name);
        let stem = shorten(&spelled, self.limit);
        if stem.is_empty() || stem == "0" {
            return propose(now, |code| self.is_taken(code));
        }
        if !self.is_taken(stem) {
            return stem.into();
        }
        let numbered = (2..).map(|number: u32| {
            let tail = format!("_{number}");
            format!("{}{tail}", shorten(stem, self.limit.saturating_sub(tail.len())))
        });
        // There is always one, because there are more numbers than rows.
        numbered.into_iter().find(|code| !self.is_taken(code)).unwrap_or_default().into()
    }

    /// From now on a row has this code.
    pub fn take(&mut self, code: &str) {
        self.taken.insert(code.to_ascii_uppercase());
    }

    fn is_taken(&self, code: &str) -> bool {
        self.taken.contains(code)
    }
}

/// The text cut to a length, behind a whole word if one ends in its second half.
fn shorten(text: &str, limit: usize) -> &str {
    let Some(cut) = text.get(..limit).filter(|_| text.len() > limit) else { return text };
    let whole = text.as_bytes()[limit] == b'_';
    let end = if whole { None } else { cut.rfind('_').filter(|end| *end > limit / 2) };
    cut[..end.unwrap_or(limit)].trim_end_matches('_')
}

/// A code that is not `taken`, of the form Bitrix24 itself gives (rest-behaviour §2.4): `UC_` and six signs.
fn propose(now: Millis, taken: impl Fn(&str) -> bool) -> Box<str> {
    const SIGNS: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const CODES: u64 = 36 * 36 * 36 * 36 * 36 * 36;
    // Two clients that add at the same moment still differ in all likelihood; the portal refuses the second.
    let mut number = now.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 16;
    loop {
        let mut code = String::from("UC_");
        let mut rest = number % CODES;
        for _ in 0..6 {
            code.push(char::from(SIGNS[(rest % 36) as usize]));
            rest /= 36;
        }
        if !taken(&code) {
            return code.into();
        }
        number = number.wrapping_add(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn deals(taken: &[&str]) -> Codes {
        Codes::new("DEAL_STAGE", "", taken.iter().copied())
    }

    fn suggested(name: &str) -> String {
        deals(&[]).suggest(name, 0).into()
    }

    #[test]
    fn names_become_codes_that_people_can_read() {
        for (name, code) in [
            ("Demo booked", "DEMO_BOOKED"),
            ("  Follow-up: 2nd call! ", "FOLLOW_UP_2ND_CALL"),
            ("Customer\u{2019}s budget", "CUSTOMERS_BUDGET"),
            ("Новая стадия", "NOVAYA_STADIYA"),
            ("Ёж, щётка и объём", "EZH_SHCHETKA_I_OBEM"),
            ("Підписано · Їжа", "PIDPISANO_YIZHA"),
            ("Қаржы әңгіме", "QARZHY_ANGIME"),
            ("Ödeme alındı Işık İyi", "ODEME_ALINDI_ISIK_IYI"),
            ("Größe & Maß", "GROSSE_MASS"),
            ("Łódź źdźbło", "LODZ_ZDZBLO"),
            ("Đã gửi Œuvre æsir", "DA_GUI_OEUVRE_AESIR"),
            ("e\u{301}te\u{301}", "ETE"),
        ] {
            assert_eq!(suggested(name), code, "{name}");
        }
    }

    #[test]
    fn a_name_without_latin_letters_gets_a_code_like_those_of_bitrix24() {
        for name in ["新しい", "🚀🚀", "—", "ь", "0", " - "] {
            let code = suggested(name);
            assert!(code.starts_with("UC_") && code.len() == 9, "{name}: {code}");
        }
    }

    #[test]
    fn two_proposals_differ() {
        let first = propose(1_700_000_000_000, |_| false);
        assert_ne!(first, propose(1_700_000_000_000, |code| *code == *first));
    }

    #[test]
    fn long_names_are_cut_behind_a_word_and_numbered_within_the_limit() {
        assert_eq!(suggested("Negotiation with the legal department"), "NEGOTIATION_WITH_THE");
        assert_eq!(suggested("Wirtschaftsprüfungsgesellschaft"), "WIRTSCHAFTSPRUFUNGSGES");
        let taken = deals(&["NEGOTIATION_WITH_THE", "offer", "OFFER_2"]);
        assert_eq!(&*taken.suggest("Negotiation with the legal department", 0), "NEGOTIATION_WITH_THE_2");
        assert_eq!(&*taken.suggest("Offer", 0), "OFFER_3");
    }

    #[test]
    fn each_list_has_its_own_limit() {
        let limit = |entity, prefix| Codes::new(entity, prefix, std::iter::empty()).limit;
        assert_eq!(limit("STATUS", ""), 21);
        assert_eq!(limit("QUOTE_STATUS", ""), 22);
        assert_eq!(limit("DEAL_STAGE", ""), 22);
        assert_eq!(limit("DEAL_STAGE_15", "C15"), 18);
        assert_eq!(limit("DYNAMIC_1038_STAGE_37", "DT1038_37"), 40);
        assert_eq!(limit("SOURCE", ""), 50);
    }

    #[test]
    fn what_is_typed_is_checked() {
        let codes = Codes::new("DEAL_STAGE_5", "C5", ["NEW", "won"].into_iter());
        assert_eq!(codes.check(" offer-2 ").as_deref(), Ok("OFFER-2"));
        assert_eq!(codes.check("c5:offer").as_deref(), Ok("OFFER"));
        for text in ["", "  ", "C6:OFFER", "ОФФЕР", "A B", "ı"] {
            assert_eq!(codes.check(text), Err(CodeError::Signs), "{text}");
        }
        assert_eq!(codes.check("0"), Err(CodeError::Zero));
        assert_eq!(codes.check(&"A".repeat(20)), Err(CodeError::TooLong { limit: 19 }));
        for text in ["new", "C5:WON"] {
            assert_eq!(codes.check(text), Err(CodeError::Taken), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_suggestion_passes_the_check(names in prop::collection::vec("[a-zA-Zа-яА-ЯçğıİßłŁ0-9 ._:–新-]{0,40}|\\PC{0,30}", 1..12)) {
            for (entity, prefix) in [("STATUS", ""), ("DEAL_STAGE_12345", "C12345")] {
                let mut codes = Codes::new(entity, prefix, ["NEW"].into_iter());
                for name in &names {
                    let code = codes.suggest(name, 7);
                    prop_assert_eq!(codes.check(&code), Ok(code.clone()), "{}", name);
                    codes.take(&code);
                    prop_assert_eq!(codes.check(&code), Err(CodeError::Taken));
                }
            }
        }
    }
}
