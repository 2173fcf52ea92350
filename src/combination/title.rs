//! The title of a job, as a job board would list it.

use std::fmt;
use std::hash::{Hash, Hasher};

use super::marks::without_marks;
use crate::typed::{Unclean, clean, fold, single_spaced};

/// The shortest and the longest title, in characters, after cleaning.
const LENGTH: std::ops::RangeInclusive<usize> = 2..=80;
/// Longest text looked at; the difference is room for gender marks and spaces.
const MAX_TYPED: usize = 4 * *LENGTH.end();

/// A job title: a spelling for showing and a key for comparing. Titles with equal keys are equal.
///
/// Folding drops differences that no job board knows: case, Unicode form, gender marks, and every separator between
/// words, so that "Data-Scientist", "Data, Scientist" and "data  scientist" are equal. "Sr." and "Jr." are written out,
/// a lone "&" is "and". All else may change the jobs found and is kept: "Java" and "JavaScript", "C", "C++" and "C#",
/// "Front End" and "Frontend", singular and plural, "Entwickler" and "Entwicklerin".
#[derive(Clone, Debug)]
pub struct Title {
    shown: String,
    key: String,
}

/// Reason why a text is no title.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum TitleError {
    /// Fewer than two characters are left after cleaning.
    #[error("{}", say!("searches-wrong-title-short", least = LENGTH.start()))]
    TooShort,
    /// More than eighty characters are left after cleaning.
    #[error("{}", say!("searches-wrong-title-long", most = LENGTH.end(), length = length.to_string()))]
    TooLong {
        /// Characters of the text.
        length: usize,
    },
    /// Digits and signs only, as in "123".
    #[error("{}", say!("searches-wrong-title-letters"))]
    NoLetter,
    /// Every word has a minus before it, "-junior": a search names wanted jobs, not unwanted ones.
    #[error("{}", say!("searches-wrong-title-excluded", typed = typed))]
    OnlyExcluded {
        /// Text as typed.
        typed: String,
    },
    /// A control character, or an angle bracket.
    #[error(transparent)]
    Unclean(#[from] Unclean),
}

/// Words with a minus in a typed title, "-junior". They are left out, since sources treat the minus differently.
pub fn excluded(typed: &str) -> Vec<&str> {
    let words = typed.split_whitespace().enumerate();
    words.filter(|(at, word)| is_excluded(*at, word)).map(|(_, word)| word).collect()
}

impl Title {
    /// Reads a typed title.
    ///
    /// # Errors
    ///
    /// Titles outside 2 to 80 characters or without a letter, control characters and markup.
    pub fn parse(typed: &str) -> Result<Self, TitleError> {
        let length = typed.chars().count();
        if length > MAX_TYPED {
            return Err(TitleError::TooLong { length });
        }
        let cleaned = clean(typed)?;
        let wanted = clean(&without_excluded(&cleaned))?;
        if wanted.is_empty() && !cleaned.is_empty() {
            return Err(TitleError::OnlyExcluded { typed: cleaned });
        }
        let shown = without_marks(&wanted);
        let length = shown.chars().count();
        if length > *LENGTH.end() {
            return Err(TitleError::TooLong { length });
        }
        let key = key_of(&shown);
        if key.chars().count() < *LENGTH.start() {
            return Err(TitleError::TooShort);
        }
        if !key.chars().any(char::is_alphabetic) {
            return Err(TitleError::NoLetter);
        }
        Ok(Self { shown, key })
    }

    /// The spelling for showing.
    pub fn as_str(&self) -> &str {
        &self.shown
    }

    /// Folded form, as sent to sources.
    pub fn key(&self) -> &str {
        &self.key
    }
}

impl PartialEq for Title {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Title {}

impl Hash for Title {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

impl fmt::Display for Title {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.shown)
    }
}

/// Folded form of a posting's title: like [`Title::key`], at any length.
pub fn folded_title(posted: &str) -> String {
    key_of(&without_marks(posted))
}

/// Drops excluded words: "Engineer -junior" → "Engineer". "-Koch" → "Koch": a minus before the first word, in capitals,
/// begins a list.
fn without_excluded(text: &str) -> String {
    if !text.contains('-') {
        return text.to_owned();
    }
    let kept = text.split_whitespace().enumerate().filter(|(at, word)| !is_excluded(*at, word));
    let kept = kept.map(|(at, word)| if at == 0 { word.trim_start_matches('-') } else { word });
    single_spaced(&kept.collect::<Vec<_>>().join(" "))
}

/// True where a word of a title would exclude jobs.
fn is_excluded(at: usize, word: &str) -> bool {
    // "Bäcker -in" is a gender mark.
    let rest = word.strip_prefix('-').filter(|rest| !["in", "innen"].contains(rest));
    let first = rest.and_then(|rest| rest.chars().next());
    first.is_some_and(|first| if at == 0 { first.is_lowercase() } else { first.is_alphabetic() })
}

/// Folds until the text stays the same, so that the key of a key is the key.
fn key_of(shown: &str) -> String {
    let mut key = folded(shown);
    loop {
        let again = folded(&without_marks(&key));
        if again == key {
            return key;
        }
        key = again;
    }
}

fn folded(title: &str) -> String {
    let spaced = fold(title).replace(['-', ',', ';', '|', '·', '•', '"'], " ");
    let words: Vec<&str> = spaced.split_whitespace().map(folded_word).collect();
    // "Frontend / Backend" is "Frontend/Backend".
    single_spaced(&words.join(" ")).replace(" /", "/").replace("/ ", "/")
}

fn folded_word(word: &str) -> &str {
    match word.trim_end_matches('.') {
        "&" => "and",
        "sr" => "senior",
        "jr" => "junior",
        word => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(typed: &str) -> String {
        Title::parse(typed).unwrap_err().to_string()
    }

    #[test]
    fn a_title_keeps_its_spelling_beside_its_key() {
        let title = Title::parse("  Sr.  Data-Scientist (m/w/d) ").unwrap();
        assert_eq!(title.as_str(), "Sr. Data-Scientist");
        assert_eq!(title.key(), "senior data scientist");
    }

    #[test]
    fn a_text_that_is_no_title_is_refused_with_a_sentence() {
        assert_eq!(error(" "), "Please enter a job title of at least 2 characters.");
        assert_eq!(error("(m/w/d)"), "Please enter a job title of at least 2 characters.");
        assert_eq!(error("C"), "Please enter a job title of at least 2 characters.");
        assert_eq!(error("1234"), "A job title needs at least one letter.");
        assert_eq!(error("Data\nScientist"), "Please remove line breaks and other control characters.");
        assert_eq!(error("<b>Boss</b>"), "Please remove the characters < and >.");
        let long = "A job title can have at most 80 characters; this one has 81.";
        assert_eq!(error(&"x".repeat(81)), long);
        let longer = "A job title can have at most 80 characters; this one has 10000.";
        assert_eq!(error(&"x".repeat(10_000)), longer);
    }

    #[test]
    fn a_word_with_a_minus_before_it_is_no_part_of_a_title() {
        let key = |typed: &str| Title::parse(typed).unwrap().key().to_owned();
        assert_eq!(key("Engineer -junior"), "engineer");
        assert_eq!(key("-junior Engineer"), "engineer");
        assert_eq!(key("-Koch"), "koch");
        assert_eq!(key("- Data Scientist"), "data scientist");
        assert_eq!(key("E-Commerce Manager - Berlin"), "e commerce manager berlin");
        assert!(error("-junior").starts_with("“-junior” only says what is not wanted"));
        assert_eq!(excluded("Engineer -junior -intern"), ["-junior", "-intern"]);
    }

    #[test]
    fn eighty_characters_with_a_gender_mark_are_a_title() {
        let title = Title::parse(&format!("{} (m/w/d)", "ä".repeat(80))).unwrap();
        assert_eq!(title.as_str().chars().count(), 80);
    }
}
