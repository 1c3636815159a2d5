use std::{iter::Peekable, str::Chars};

/// The small language of a name filter: words must all occur, `a|b` is either, `~a` is not, quotes keep blanks
/// (rest-behaviour §2.1).
#[derive(Debug)]
pub(super) struct NameFilter {
    /// Nothing if the text cannot be read; the server then drops the condition, so every name is admitted.
    expression: Option<Expression>,
}

#[derive(Debug)]
enum Expression {
    Contains(String),
    Not(Box<Expression>),
    And(Vec<Expression>),
    Or(Vec<Expression>),
}

impl NameFilter {
    pub(super) fn parse(text: &str) -> Self {
        let mut reader = Reader { letters: text.chars().peekable(), depth: 0 };
        let expression = reader.either().filter(|_| reader.peek().is_none());
        Self { expression }
    }

    pub(super) fn admits(&self, name: &str) -> bool {
        self.expression.as_ref().is_none_or(|expression| expression.admits(&name.to_lowercase()))
    }
}

impl Expression {
    fn admits(&self, name: &str) -> bool {
        match self {
            Self::Contains(word) => name.contains(word),
            Self::Not(inner) => !inner.admits(name),
            Self::And(all) => all.iter().all(|part| part.admits(name)),
            Self::Or(any) => any.iter().any(|part| part.admits(name)),
        }
    }
}

struct Reader<'a> {
    letters: Peekable<Chars<'a>>,
    depth: usize,
}

/// Brackets in deeper brackets are not read, so that no text uses up the stack.
const DEEPEST: usize = 100;

impl Reader<'_> {
    fn peek(&mut self) -> Option<char> {
        while self.letters.next_if(|letter| letter.is_whitespace()).is_some() {}
        self.letters.peek().copied()
    }

    /// Passes over operators, of which a superfluous one means nothing, and says whether an operand follows.
    fn skip_operators(&mut self) -> bool {
        while self.peek().is_some_and(|letter| "|&+".contains(letter)) {
            self.letters.next();
        }
        !matches!(self.peek(), None | Some(')'))
    }

    fn either(&mut self) -> Option<Expression> {
        self.skip_operators();
        let mut any = vec![self.both()?];
        while self.peek() == Some('|') && self.skip_operators() {
            any.push(self.both()?);
        }
        Some(Expression::Or(any))
    }

    fn both(&mut self) -> Option<Expression> {
        let mut all = vec![self.one()?];
        loop {
            match self.peek() {
                None | Some('|' | ')') => return Some(Expression::And(all)),
                Some('&' | '+') if !self.skip_operators() => return Some(Expression::And(all)),
                Some(_) => all.push(self.one()?),
            }
        }
    }

    fn one(&mut self) -> Option<Expression> {
        match self.peek()? {
            '|' | '&' | '+' | ')' => None,
            '~' => {
                // Several of them in a row are one.
                while self.peek() == Some('~') {
                    self.letters.next();
                }
                Some(Expression::Not(Box::new(self.one()?)))
            }
            '(' => {
                self.letters.next();
                self.depth += 1;
                if self.depth > DEEPEST {
                    return None;
                }
                let inner = self.either()?;
                self.depth -= 1;
                (self.peek() == Some(')')).then(|| self.letters.next()).map(|_| inner)
            }
            quote @ ('"' | '\'') => {
                self.letters.next();
                let quoted = self.take_while(|letter| letter != quote);
                self.letters.next().map(|_| Expression::Contains(quoted))
            }
            _ => {
                let word = self.take_while(|letter| !letter.is_whitespace() && !"|&+~()\"".contains(letter));
                Some(Expression::Contains(word))
            }
        }
    }

    fn take_while(&mut self, mut belongs: impl FnMut(char) -> bool) -> String {
        let mut word = String::new();
        while let Some(letter) = self.letters.next_if(|letter| belongs(*letter)) {
            word.extend(letter.to_lowercase());
        }
        word
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_no_condition() {
        let deep = format!("{}x{}", "(".repeat(100_000), ")".repeat(100_000));
        for filter in ["(a", "\"a", "a)", "|", "()", &deep] {
            assert!(NameFilter::parse(filter).admits("New"), "{filter:.20}");
        }
    }

    #[test]
    fn the_language_is_understood() {
        let cases = [
            ("invoice", "Final invoice", true),
            ("final|new", "NEW", true),
            ("final&invoice", "Invoice", false),
            ("invoice final", "Final invoice", true),
            ("~final invoice", "Invoice", true),
            ("~(final|new) invoice", "Final invoice", false),
            ("\"al inv\"", "Final invoice", true),
            ("\"invoice final\"", "Final invoice", false),
            ("'al inv'", "Final invoice", true),
            ("final + invoice", "Invoice", false),
            ("|invoice", "New", false),
            ("invoice|", "New", false),
            ("invoice &", "New", false),
            ("new || invoice", "New", true),
            ("~~final", "Final invoice", false),
            ("(invoice|) final", "Final invoice", true),
        ];
        for (filter, name, expected) in cases {
            assert_eq!(NameFilter::parse(filter).admits(name), expected, "{filter} on {name}");
        }
    }
}
