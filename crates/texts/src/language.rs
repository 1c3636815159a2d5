//! The languages, as the portal and the browser call them.

/// A language of Bitrix24 (ux §8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as the portal names them")]
pub enum Language {
    En,
    Ru,
    De,
    La,
    Br,
    Fr,
    It,
    Pl,
    Tr,
    Ua,
    Kz,
    Ar,
    Vn,
    Id,
    Ms,
    Th,
    Ja,
    Sc,
    Tc,
    In,
}

/// Where lines begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

/// Code of the portal and tag of BCP 47, in the order of [`Language`].
const NAMES: [(&str, &str); 20] = [
    ("en", "en"),
    ("ru", "ru"),
    ("de", "de"),
    ("la", "es"),
    ("br", "pt-BR"),
    ("fr", "fr"),
    ("it", "it"),
    ("pl", "pl"),
    ("tr", "tr"),
    ("ua", "uk"),
    ("kz", "kk"),
    ("ar", "ar"),
    ("vn", "vi"),
    ("id", "id"),
    ("ms", "ms"),
    ("th", "th"),
    ("ja", "ja"),
    ("sc", "zh-Hans"),
    ("tc", "zh-Hant"),
    ("in", "hi"),
];

impl Language {
    /// All of them.
    pub const ALL: [Self; 20] = [
        Self::En,
        Self::Ru,
        Self::De,
        Self::La,
        Self::Br,
        Self::Fr,
        Self::It,
        Self::Pl,
        Self::Tr,
        Self::Ua,
        Self::Kz,
        Self::Ar,
        Self::Vn,
        Self::Id,
        Self::Ms,
        Self::Th,
        Self::Ja,
        Self::Sc,
        Self::Tc,
        Self::In,
    ];

    /// From the code a portal gives (ux §8); unknown ones are read in English.
    #[must_use]
    pub fn of_portal(code: &str) -> Self {
        Self::ALL.into_iter().find(|language| language.code() == code).unwrap_or(Self::En)
    }

    /// The portal's code.
    #[must_use]
    pub fn code(self) -> &'static str {
        NAMES[self as usize].0
    }

    /// BCP 47, for the `lang` attribute and for `Intl`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        NAMES[self as usize].1
    }

    /// Where its lines begin.
    #[must_use]
    pub fn direction(self) -> Direction {
        if self == Self::Ar { Direction::Rtl } else { Direction::Ltr }
    }

    /// How it counts whole things: which CLDR categories its [`Plural`](super::Plural) texts have, in order.
    #[must_use]
    pub fn plurals(self) -> &'static [&'static str] {
        match self {
            Self::En | Self::De | Self::Tr | Self::Kz | Self::In => &["one", "other"],
            // Compact millions: “1 millón de …”.
            Self::La | Self::Br | Self::Fr | Self::It => &["one", "many", "other"],
            Self::Ru | Self::Ua | Self::Pl => &["one", "few", "many"],
            Self::Ar => &["zero", "one", "two", "few", "many", "other"],
            Self::Vn | Self::Id | Self::Ms | Self::Th | Self::Ja | Self::Sc | Self::Tc => &["other"],
        }
    }

    /// Which of [`Self::plurals`] a number takes, by the rules of CLDR for whole numbers.
    #[must_use]
    pub fn plural(self, n: usize) -> usize {
        let (tens, hundred) = (n % 10, n % 100);
        let romance = |one: bool| {
            if one {
                0
            } else if n != 0 && n.is_multiple_of(1_000_000) {
                1
            } else {
                2
            }
        };
        match self {
            Self::En | Self::De | Self::Tr | Self::Kz => usize::from(n != 1),
            Self::In => usize::from(n > 1),
            Self::La | Self::It => romance(n == 1),
            Self::Br | Self::Fr => romance(n < 2),
            Self::Ru | Self::Ua => match (tens, hundred) {
                (_, 11..=14) => 2,
                (1, _) => 0,
                (2..=4, _) => 1,
                _ => 2,
            },
            Self::Pl => match (tens, hundred) {
                _ if n == 1 => 0,
                (2..=4, 0..=11 | 15..) => 1,
                _ => 2,
            },
            Self::Ar => match (n, hundred) {
                (0..=2, _) => n,
                (_, 3..=10) => 3,
                (_, 11..) => 4,
                _ => 5,
            },
            Self::Vn | Self::Id | Self::Ms | Self::Th | Self::Ja | Self::Sc | Self::Tc => 0,
        }
    }
}
