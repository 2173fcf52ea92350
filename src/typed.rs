//! Typed text: cleaned for showing, folded for comparing.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Reasons why a text cannot stand in a form field.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Unclean {
    /// A line break or another control character inside.
    #[error("{}", say!("form-control-characters"))]
    ControlCharacter,
    /// An angle bracket, as in HTML.
    #[error("{}", say!("form-markup"))]
    Markup,
}

/// Compatibility form of a text (NFKC), single-spaced, without invisible characters.
///
/// # Errors
///
/// Refuses control characters inside the text, and markup.
pub(crate) fn clean(text: &str) -> Result<String, Unclean> {
    let visible = text.trim().chars().filter(|c| !is_invisible(*c));
    let visible: String = visible.map(acute_as_quote).nfkc().collect();
    if visible.chars().any(char::is_control) {
        return Err(Unclean::ControlCharacter);
    }
    if visible.contains(['<', '>']) {
        return Err(Unclean::Markup);
    }
    Ok(single_spaced(&visible))
}

/// Key of a text: lower case, dashes and quotes in one form each. Equal for texts that differ only in looks.
pub(crate) fn fold(text: &str) -> String {
    let text = text.chars().map(acute_as_quote).nfkc();
    let lower: String = text.flat_map(char::to_lowercase).nfkc().collect();
    // The small letter of the Turkish "İ" is "i"; Unicode adds a dot, which no source would find.
    let lower = lower.replace("i\u{307}", "i");
    let same_marks: String = lower.chars().map(usual_mark).collect();
    single_spaced(&same_marks)
}

/// Form for comparing names of places: lower-case words without accents and punctuation, initials joined ("L'Aquila" →
/// "laquila", "a. M." → "am").
///
/// `data/make-places.py` makes its names in the same way; a test holds both together.
pub(crate) fn plain(text: &str) -> String {
    let text: String = text.chars().filter(|c| !is_apostrophe(*c)).collect();
    let letters = without_accents(&text).replace(|c: char| !c.is_alphanumeric(), " ");
    with_joined_initials(&letters)
}

/// Lower case without accents, in Latin letters as far as possible: "Łódź" → "lodz".
pub(crate) fn without_accents(text: &str) -> String {
    let lower = text.nfkd().flat_map(char::to_lowercase).nfkd();
    let mut plain = String::with_capacity(text.len());
    for c in lower.filter(|c| !is_combining_mark(*c)) {
        match decomposed(c) {
            Some(ascii) => plain.push_str(ascii),
            None => plain.push(c),
        }
    }
    plain
}

/// One spelling of umlauts, which have lost their dots by now: "baecker" → "backer". Other words lose a letter as well,
/// in every title alike: "Bauer", "Queue".
pub(crate) fn with_one_umlaut(word: &str) -> String {
    word.replace("ae", "a").replace("oe", "o").replace("ue", "u")
}

/// Words separated by one space, without spaces at the ends.
pub(crate) fn single_spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        push_word(&mut spaced, word);
    }
    spaced
}

fn push_word(text: &mut String, word: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(word);
}

fn with_joined_initials(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    let mut after_initial = false;
    for word in words.split_whitespace() {
        let is_initial = word.chars().nth(1).is_none();
        if is_initial && after_initial {
            text.push_str(word);
        } else {
            push_word(&mut text, word);
        }
        after_initial = is_initial;
    }
    text
}

/// True for invisible characters that come along with copied text: soft hyphens, zero-width characters, direction
/// marks, variation selectors, tags, and others that Unicode lets programs ignore.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
}

/// Turns the lone acute accent into a quote; NFKC would make a space and an accent.
fn acute_as_quote(c: char) -> char {
    if c == '´' { '\'' } else { c }
}

/// Every dash, single quote and double quote in its keyboard form.
fn usual_mark(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '“' | '”' | '„' | '‟' | '«' | '»' => '"',
        c if is_apostrophe(c) => '\'',
        c => c,
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʻ' | 'ʼ' | '`' | '´')
}

/// Decomposes Latin letters that Unicode does not.
fn decomposed(c: char) -> Option<&'static str> {
    let ascii = match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        'ħ' => "h",
        'ŋ' => "n",
        'ə' | 'ǝ' => "a",
        _ => return None,
    };
    Some(ascii)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cleaning_keeps_what_a_person_sees() {
        assert_eq!(clean("  Köln\u{a0}\u{200b} am  Rhein ").unwrap(), "Köln am Rhein");
        assert_eq!(clean("a\nb"), Err(Unclean::ControlCharacter));
        assert_eq!(clean("<b>Berlin</b>"), Err(Unclean::Markup));
    }

    #[test]
    fn folding_makes_looks_equal_but_keeps_letters() {
        assert_eq!(fold("Señor’s  Ｔｅａｍ – A"), "señor's team - a");
        assert_ne!(fold("Bär"), fold("Bar"));
        assert_eq!(fold("MÜHENDİS"), "mühendis");
        assert_eq!(fold("İzmir i\u{307}"), "izmir i");
    }

    #[test]
    fn plain_names_have_neither_accents_nor_punctuation() {
        assert_eq!(plain("Frankfurt (Oder)"), "frankfurt oder");
        assert_eq!(plain("L'Aquila"), "laquila");
        assert_eq!(plain("Łódź / Göteborg"), "lodz goteborg");
        assert_eq!(plain("Frankfurt a. M."), "frankfurt am");
        assert_eq!(plain("Großräschen"), "grossraschen");
    }
}
