//! Words for text search, split in the same way for postings and for queries.
//!
//! PostgreSQL's own parser is left out on purpose: it takes "node.js" for a host and "react/node" for a path,
//! so that half of the words in a posting could not be found.

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

/// PostgreSQL's `tsquery` for a typed text: every word without a minus before it, the last as a beginning unless a
/// quote closes it. None: no word was typed.
pub fn query(typed: &str) -> Option<String> {
    let chunks: Vec<(bool, Vec<String>)> = typed
        .split_whitespace()
        .map(|chunk| (is_excluded(chunk), split(chunk).map(|word| format!("'{word}'")).collect::<Vec<_>>()))
        .filter(|(_, words)| !words.is_empty())
        .take(MAX_QUERY_WORDS)
        .collect();
    let terms: Vec<String> = chunks
        .iter()
        .map(|(is_excluded, words)| match is_excluded {
            true => format!("!({})", words.join(" & ")),
            false => words.join(" & "),
        })
        .collect();
    let is_begun = chunks.last().is_some_and(|(is_excluded, _)| !is_excluded) && !typed.trim_end().ends_with(QUOTES);
    (!terms.is_empty()).then(|| format!("{}{}", terms.join(" & "), if is_begun { ":*" } else { "" }))
}

/// True for "-junior", but not for "e-commerce" or a dash between words.
fn is_excluded(chunk: &str) -> bool {
    let rest = chunk.strip_prefix(['-', '\u{2013}', '\u{2212}']).map(|rest| rest.trim_start_matches(QUOTES));
    rest.is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
}

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
        assert_eq!(query("cook -full-time").as_deref(), Some("'cook' & !('full' & 'time')"));
        assert_eq!(query("e-commerce - shop").as_deref(), Some("'e' & 'commerce' & 'shop':*"));
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
