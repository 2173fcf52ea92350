//! Text after extraction: one Unicode form, plain white space, without invisible characters.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Normal form of a text: Unicode NFKC (ligatures become letters), single spaces, at most one blank line
/// in a row, no control, zero-width, direction-changing or private-use characters.
pub fn normalise(text: &str) -> String {
    let visible: String = text.replace("\r\n", "\n").replace('´', "’").nfkc().filter_map(visible).collect();
    let mut normal = String::with_capacity(visible.len());
    let mut blank = true;
    for line in visible.lines() {
        let joined = without_letter_spaces(line);
        let words: Vec<&str> = joined.split_whitespace().collect();
        if words.is_empty() {
            if !blank {
                normal.push('\n');
            }
        } else {
            normal.push_str(&words.join(" "));
            normal.push('\n');
        }
        blank = words.is_empty();
    }
    normal.truncate(normal.trim_end().len());
    normal
}

/// "J A N E   D O E" as "JANE DOE": letters with single spaces between, and more between the words. Where words lie no
/// further apart than letters, the line stays as it is.
fn without_letter_spaces(line: &str) -> Cow<'_, str> {
    let parts: Vec<&str> = line.split("  ").map(str::trim).filter(|part| !part.is_empty()).collect();
    let is_letter = |word: &str| word.chars().count() == 1 && !word.contains(|c: char| c.is_ascii_digit());
    let is_spaced = |part: &&str| part.split(' ').count() > 2 && part.split(' ').all(is_letter);
    if parts.len() < 2 || !parts.iter().any(is_spaced) {
        return Cow::Borrowed(line);
    }
    let joined = parts.iter().map(|part| if is_spaced(part) { part.replace(' ', "") } else { (*part).to_owned() });
    Cow::Owned(joined.collect::<Vec<_>>().join(" "))
}

/// The beginning of `text` of at most `max_bytes` bytes, cut between two characters.
pub fn cut(text: &str, max_bytes: usize) -> &str {
    &text[..text.floor_char_boundary(max_bytes)]
}

/// The text in lower case with every run of anything but letters and digits as one space, and a space at either
/// end, so that `contains(" word ")` finds whole words. `+` and `#` count as letters (C++, C#).
pub fn folded(text: &str) -> String {
    let mut folded = String::from(" ");
    for character in text.nfkc().flat_map(char::to_lowercase) {
        if character.is_alphanumeric() || matches!(character, '+' | '#') {
            folded.push(character);
        } else if !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    if !folded.ends_with(' ') {
        folded.push(' ');
    }
    folded
}

/// The character for a text; `None`: invisible.
fn visible(character: char) -> Option<char> {
    match character {
        '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\t' => Some(' '),
        c if c.is_control() => None,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{3164}' => None,
        '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => None,
        '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fff9}'..='\u{fffb}' => None,
        '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{10ffff}' => None,
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_and_ligatures_get_one_form() {
        assert_eq!(normalise("  e\u{fb03}cient\u{a0} o\u{fb03}ce \r\n\n\n\n Köln\t1 "), "efficient office\n\nKöln 1");
    }

    #[test]
    fn spaced_letters_are_words_again_where_it_is_seen_which() {
        assert_eq!(normalise("J A N E   D O E - R O E"), "JANE DOE-ROE");
        assert_eq!(normalise("J A N E  D O E, Nurse   Leeds"), "JANE D O E, Nurse Leeds");
        assert_eq!(normalise("W O R K E X"), "W O R K E X");
        assert_eq!(normalise("A   B 1"), "A B 1");
    }

    #[test]
    fn what_nobody_can_see_is_gone() {
        assert_eq!(normalise("no\u{200b}thing\u{202e} hid\u{ad}den\u{e0041}\u{0}"), "nothing hidden");
    }

    #[test]
    fn a_cut_never_splits_a_character() {
        assert_eq!(cut("Köln", 2), "K");
        assert_eq!(cut("Köln", 99), "Köln");
    }

    #[test]
    fn folding_keeps_words_and_nothing_else() {
        assert_eq!(folded("Full-time, C++ (m/w/d)"), " full time c++ m w d ");
    }
}
