//! Regular expressions (PostgreSQL's) for words in a row, in lower-case texts with markup and accents. Pure.

use crate::typed::without_accents;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Whatever may stand between two words: markup, an entity, or anything but letters and figures.
const BETWEEN: &str = "(?:<[^>]*>|&[a-z0-9#]+;|[^[:alnum:]])+";

/// Letters that stand for two.
const PAIRS: [(&str, &str); 3] = [("ss", "ß"), ("ae", "æ"), ("oe", "œ")];

/// The letters with accents of Western and Central European languages, by the letter without. Both cases: a database
/// whose locale is C makes no small letters of them.
static ACCENTED: LazyLock<HashMap<char, String>> = LazyLock::new(|| {
    let mut accented: HashMap<char, String> = HashMap::new();
    for letter in '\u{c0}'..='\u{17f}' {
        let plain = without_accents(&letter.to_string());
        if let [plain] = plain.chars().collect::<Vec<_>>()[..]
            && plain.is_ascii_alphanumeric()
        {
            accented.entry(plain).or_default().push(letter);
        }
    }
    accented
});

/// The words, in plain letters, one behind the other.
pub(super) fn whole(words: &[String]) -> String {
    format!(r"{}\M", begun(words))
}

/// The same, the last as a beginning.
pub(super) fn begun(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| accents_in(word)).collect();
    format!(r"\m{}", words.join(BETWEEN))
}

/// The word with or without accents. Letters and figures alone are no signs of a regular expression.
fn accents_in(word: &str) -> String {
    let plain: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut pattern = String::new();
    let mut rest = plain.as_str();
    while let Some(letter) = rest.chars().next() {
        let (found, length) = match PAIRS.iter().find(|(two, _)| rest.starts_with(two)) {
            Some((two, one)) => (format!("(?:{}|{one})", two.chars().map(any_of).collect::<String>()), two.len()),
            None => (any_of(letter), letter.len_utf8()),
        };
        pattern.push_str(&found);
        rest = &rest[length..];
    }
    pattern
}

fn any_of(letter: char) -> String {
    ACCENTED.get(&letter).map_or_else(|| letter.to_string(), |accented| format!("[{letter}{accented}]"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(words: &[&str]) -> String {
        whole(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn words_stand_in_a_row_whatever_is_between() {
        assert_eq!(pattern(&["xx", "b7"]), format!(r"\mxx{BETWEEN}b7\M"));
        assert_eq!(begun(&["b".to_owned()]), r"\mb");
        assert_eq!(pattern(&["c++", "b"]), format!(r"\m{}{BETWEEN}b\M", any_of('c')));
    }

    #[test]
    fn a_letter_is_found_with_and_without_its_accents() {
        let u = any_of('u');
        assert!(["u", "ü", "Ü", "ú", "ů"].iter().all(|one| u.contains(one)), "{u}");
        let street = pattern(&["strasse"]);
        assert!(street.contains("|ß)"), "{street}");
    }
}
