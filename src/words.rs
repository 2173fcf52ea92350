//! Words for text search, split in the same way for postings and for queries.
//!
//! PostgreSQL's own parser is left out on purpose: it takes "node.js" for a host and "react/node" for a path,
//! so that half of the words in a posting could not be found.

pub mod near;
mod phrase;

use crate::typed::without_accents;
use std::iter::Peekable;
use std::str::Chars;

/// Longest word, in characters; longer ones are cut.
const MAX_WORD: usize = 60;

/// Most words of a query; further words are left out.
const MAX_QUERY_WORDS: usize = 12;

/// Words of a text, lower case, without accents, separated by single spaces: "Node.js & C++" → "node js c++".
pub fn words(text: &str) -> String {
    split(text).collect::<Vec<_>>().join(" ")
}

/// True where some word was typed.
pub fn is_any(typed: &str) -> bool {
    !terms(typed).is_empty()
}

/// PostgreSQL's `tsquery` for a typed text: every word without a minus before it, the last as a beginning unless a quote
/// closes it, and "words in quotes" together. None: there is nothing that an index tells, see [`phrases_off`].
pub fn query(typed: &str) -> Option<String> {
    let terms = terms(typed);
    let is_begun = terms.last().is_some_and(|term| !term.is_excluded) && !typed.trim_end().ends_with(QUOTES);
    let asked: Vec<String> = terms.iter().filter(|term| !term.is_phrase_off()).map(Term::query).collect();
    (!asked.is_empty()).then(|| format!("{}{}", asked.join(" & "), if is_begun { ":*" } else { "" }))
}

/// The `tsquery` of whole words.
pub fn whole(text: &str) -> Option<String> {
    let words: Vec<String> = split(text).take(MAX_QUERY_WORDS).map(|word| format!("'{word}'")).collect();
    (!words.is_empty()).then(|| words.join(" & "))
}

/// The `tsquery` of a name of which the beginning was typed: its last word may be a beginning.
pub fn beginning(name: &str) -> Option<String> {
    whole(name).map(|words| format!("{words}:*"))
}

/// The regular expression of a name of which a part was typed: its words in a row, the last as a beginning.
pub fn part_of_name(typed: &str) -> Option<String> {
    let words: Vec<String> = split(typed).take(MAX_QUERY_WORDS).collect();
    (!words.is_empty()).then(|| phrase::begun(&words))
}

/// Regular expressions for the phrases of a typed text, "data scientist": their words stand one behind the other. What a
/// minus stands before is none.
pub fn phrases(typed: &str) -> Vec<String> {
    let phrases = terms(typed).into_iter().filter(|term| term.is_quoted && !term.is_excluded);
    phrases.filter(|term| term.words.len() > 1).map(|term| phrase::whole(&term.words)).collect()
}

/// Regular expressions for the phrases that are not wanted, -"night shift" or -full-time. Each word by itself may well
/// stand in a wanted job, so that no index tells.
pub fn phrases_off(typed: &str) -> Vec<String> {
    terms(typed).iter().filter(|term| term.is_phrase_off()).map(|term| phrase::whole(&term.words)).collect()
}

/// A word that was typed, or several in quotes.
struct Term {
    words: Vec<String>,
    is_excluded: bool,
    is_quoted: bool,
}

impl Term {
    fn query(&self) -> String {
        let all = self.words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" & ");
        if self.is_excluded { format!("!({all})") } else { all }
    }

    fn is_phrase_off(&self) -> bool {
        self.is_excluded && self.words.len() > 1
    }
}

fn terms(typed: &str) -> Vec<Term> {
    let mut terms = Vec::new();
    let mut rest = typed.trim_start();
    while !rest.is_empty() && terms.len() < MAX_QUERY_WORDS {
        let is_excluded = is_excluded(rest);
        let bare = if is_excluded { rest.trim_start_matches(MINUS) } else { rest };
        let is_quoted = bare.starts_with(QUOTES);
        let text = if is_quoted { bare.trim_start_matches(QUOTES) } else { bare };
        let is_end = |c: char| if is_quoted { QUOTES.contains(&c) } else { c.is_whitespace() };
        let (text, after) = text.split_at(text.find(is_end).unwrap_or(text.len()));
        let words: Vec<String> = split(text).take(MAX_QUERY_WORDS).collect();
        if !words.is_empty() {
            terms.push(Term { words, is_excluded, is_quoted });
        }
        let closed = if is_quoted { after.strip_prefix(QUOTES).unwrap_or(after) } else { after };
        rest = closed.trim_start();
    }
    terms
}

/// True for "-junior", but not for "e-commerce" or a dash between words.
fn is_excluded(text: &str) -> bool {
    let rest = text.strip_prefix(MINUS).map(|rest| rest.trim_start_matches(QUOTES));
    rest.is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
}

const MINUS: [char; 3] = ['-', '\u{2013}', '\u{2212}'];

const QUOTES: [char; 4] = ['"', '“', '”', '„'];

/// Text of cleaned HTML: tags and entities become spaces.
pub fn text_of(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find(['<', '&']) {
        let end = if rest[start..].starts_with('<') { '>' } else { ';' };
        text.push_str(&rest[..start]);
        text.push(' ');
        rest = rest[start..].split_once(end).map_or("", |(_, rest)| rest);
    }
    text.push_str(rest);
    text
}

fn split(text: &str) -> impl Iterator<Item = String> {
    let plain = without_accents(text);
    let mut words = Vec::new();
    let mut chars = plain.chars().peekable();
    while let Some(&c) = chars.peek() {
        if c.is_alphanumeric() {
            words.push(word(&mut chars));
        } else {
            chars.next();
        }
    }
    words.into_iter()
}

/// A word: letters and digits, with the marks that end "C++" and "C#".
fn word(chars: &mut Peekable<Chars<'_>>) -> String {
    let mut word = String::new();
    while let Some(c) = chars.next_if(|c| c.is_alphanumeric()) {
        word.push(c);
    }
    while let Some(c) = chars.next_if(|c| matches!(c, '+' | '#')) {
        word.push(c);
    }
    word.chars().take(MAX_WORD).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_punctuation_make_no_difference() {
        assert_eq!(words("Büro-Kauffrau (Köln/Straßburg)"), "buro kauffrau koln strassburg");
        assert_eq!(words("Node.js, C++ & C# … ５ years+"), "node js c++ c# 5 years+");
    }

    #[test]
    fn the_last_word_of_a_query_is_a_beginning() {
        assert_eq!(query("Data  Scien").as_deref(), Some("'data' & 'scien':*"));
        assert_eq!(query("\"data scientist\"").as_deref(), Some("'data' & 'scientist'"));
    }

    #[test]
    fn a_word_behind_a_minus_is_not_wanted() {
        assert_eq!(query("developer -junior").as_deref(), Some("'developer' & !('junior')"));
        assert_eq!(query("-junior Cook").as_deref(), Some("!('junior') & 'cook':*"));
        assert_eq!(query("e-commerce - shop").as_deref(), Some("'e' & 'commerce' & 'shop':*"));
    }

    #[test]
    fn words_in_quotes_belong_together() {
        assert_eq!(query("\"data scientist\" python").as_deref(), Some("'data' & 'scientist' & 'python':*"));
        assert_eq!(phrases("„Data-Scientist“ \"one\" -\"not this\" open").len(), 1);
        assert_eq!((phrases("\"begun and not").len(), phrases("a.*b \"(x)+ | y\"").len()), (1, 1));
    }

    #[test]
    fn what_is_not_wanted_together_may_well_stand_apart() {
        for typed in ["cook -\"night shift\"", "cook -full-time"] {
            assert_eq!(query(typed).as_deref(), Some("'cook'"), "{typed}");
            assert_eq!((phrases(typed).len(), phrases_off(typed).len()), (0, 1), "{typed}");
        }
        assert_eq!((query("-\"night shift\""), is_any("-\"night shift\"")), (None, true));
        assert_eq!(phrases_off("cook -junior"), [""; 0]);
    }

    #[test]
    fn a_name_is_found_by_its_words_and_the_beginning_of_the_last() {
        assert_eq!(whole("Machine-Learning").as_deref(), Some("'machine' & 'learning'"));
        assert_eq!(whole("–Python").as_deref(), Some("'python'"), "a dash excludes nothing here");
        assert_eq!(beginning("Acme  Gm").as_deref(), Some("'acme' & 'gm':*"));
        assert_eq!((beginning("?!"), part_of_name("?!")), (None, None));
    }

    #[test]
    fn whatever_is_typed_makes_a_query_that_postgresql_can_read() {
        for typed in ["", "  ", "'", "!!&|():*<->", "\\", "\u{0}", "%_"] {
            assert_eq!(query(typed), None, "{typed:?}");
        }
        assert_eq!(query("a' | !b:* \\ <-> (c").as_deref(), Some("'a' & 'b' & 'c':*"));
        let long = query(&"x".repeat(5_000)).unwrap();
        assert_eq!(long.len(), MAX_WORD + 4);
        assert_eq!(query(&"word ".repeat(500)).unwrap().matches('&').count(), MAX_QUERY_WORDS - 1);
    }

    #[test]
    fn the_text_of_html_has_neither_tags_nor_entities() {
        assert_eq!(words(&text_of("<p>R&amp;D<br>team</p><ul><li>Rust</li></ul>")), "r d team rust");
        assert_eq!(text_of("cut <b"), "cut  ");
    }
}
