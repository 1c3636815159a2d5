/// A language of the portal, by the portal's own code for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Language {
    pub(crate) code: &'static str,
    /// What its speakers call it.
    pub(crate) title: &'static str,
    /// The tag that browsers know.
    pub(crate) tag: &'static str,
}

const fn language(code: &'static str, title: &'static str, tag: &'static str) -> Language {
    Language { code, title, tag }
}

impl Language {
    pub(crate) const ENGLISH: Self = language("en", "English", "en");

    pub(crate) const ALL: [Self; 20] = [
        Self::ENGLISH,
        language("ru", "Русский", "ru"),
        language("de", "Deutsch", "de"),
        language("la", "Español", "es"),
        language("br", "Português (Brasil)", "pt-BR"),
        language("fr", "Français", "fr"),
        language("it", "Italiano", "it"),
        language("pl", "Polski", "pl"),
        language("tr", "Türkçe", "tr"),
        language("ua", "Українська", "uk"),
        language("kz", "Қазақша", "kk"),
        language("ar", "العربية", "ar"),
        language("vn", "Tiếng Việt", "vi"),
        language("id", "Bahasa Indonesia", "id"),
        language("ms", "Bahasa Melayu", "ms"),
        language("th", "ไทย", "th"),
        language("ja", "日本語", "ja"),
        language("sc", "简体中文", "zh-Hans"),
        language("tc", "繁體中文", "zh-Hant"),
        // Hindi has a code but no portal of its own.
        language("in", "हिन्दी", "hi"),
    ];

    /// The language of a code; English for any other text.
    pub(crate) fn parse(code: &str) -> Self {
        Self::ALL.into_iter().find(|language| language.code == code).unwrap_or(Self::ENGLISH)
    }

    pub(crate) fn direction(self) -> &'static str {
        if self.code == "ar" { "rtl" } else { "ltr" }
    }
}
