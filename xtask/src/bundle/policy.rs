//! The Content-Security-Policy of the page.

/// Keywords that let injected markup run or style.
const FORBIDDEN: [&str; 2] = ["'unsafe-inline'", "'unsafe-eval'"];

/// A policy as the page states it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Policy<'a>(pub(crate) &'a str);

impl Policy<'_> {
    /// What makes the policy too weak.
    pub(crate) fn faults(self) -> Vec<String> {
        let words: Vec<String> = self.0.split([' ', ';', '\n', '\t']).map(str::to_ascii_lowercase).collect();
        let mut faults: Vec<String> = FORBIDDEN
            .iter()
            .filter(|keyword| words.iter().any(|word| word == *keyword))
            .map(|keyword| format!("the Content-Security-Policy allows {keyword}"))
            .collect();
        if !words.iter().any(|word| word == "script-src" || word == "default-src") {
            faults.push("the Content-Security-Policy says nothing about scripts".to_owned());
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compiling_webassembly_is_not_evaluating_text() {
        assert!(Policy("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'").faults().is_empty());
    }

    #[test]
    fn weak_keywords_are_found_wherever_they_stand() {
        assert_eq!(Policy("default-src 'none'; style-src 'self' 'unsafe-inline';").faults().len(), 1);
        assert_eq!(Policy("script-src 'UNSAFE-EVAL';default-src 'unsafe-inline'").faults().len(), 2);
    }

    #[test]
    fn a_policy_must_cover_scripts() {
        assert_eq!(Policy("img-src 'self'").faults().len(), 1);
    }
}
