//! Entities such as `&ouml;` and `&#8211;`.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{RawKind, State};
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use std::cell::RefCell;

/// Bound on an entity's name: the longest is shorter.
const MAX_NAME: usize = 32;

/// Decodes every entity into its character. Texts encoded twice, as by two providers in turn, are decoded twice: an
/// entity left after the first decoding was meant as an entity.
pub(super) fn decoded(text: &str) -> String {
    let once = decoded_once(text);
    if once == text { once } else { decoded_once(&once) }
}

/// Decodes once. Names with a semicolon are entities; without it only numbers, letters with accents and the commonest:
/// "R&D" and "?a=1&copy=2" are text.
fn decoded_once(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        decoded.push_str(before);
        let entity = entity(from);
        let closed = entity.and_then(|entity| Some((character(entity)?, entity.len())));
        let (shown, length) = closed.or_else(|| open(from)).unwrap_or_else(|| {
            let source = entity.unwrap_or("&");
            (source.to_owned(), source.len())
        });
        decoded.push_str(&shown);
        rest = &from[length..];
    }
    decoded + rest
}

/// An entity without its semicolon, "&#246" or "&eacute": its characters, and its length.
fn open(text: &str) -> Option<(String, usize)> {
    let name = &text[1..];
    let length = number_length(name).or_else(|| letter_length(name))?;
    let goes_on = name[length..].starts_with(['=', ';']);
    let character = character(&format!("&{};", &name[..length])).filter(|_| !goes_on)?;
    Some((character, length + 1))
}

/// Bytes of "#246" or "#xF6".
fn number_length(name: &str) -> Option<usize> {
    let digits = name.strip_prefix('#')?;
    let (from, is_digit): (usize, fn(&u8) -> bool) = match digits.strip_prefix(['x', 'X']) {
        Some(_) => (2, u8::is_ascii_hexdigit),
        None => (1, u8::is_ascii_digit),
    };
    let count = name[from..].bytes().take_while(is_digit).count();
    (2..=6).contains(&count).then_some(from + count)
}

/// Bytes of "eacute", "szlig" or "amp".
fn letter_length(name: &str) -> Option<usize> {
    const ACCENTS: [&str; 7] = ["uml", "acute", "grave", "circ", "tilde", "cedil", "ring"];
    const WHOLE: [&str; 6] = ["amp", "nbsp", "quot", "szlig", "aelig", "oslash"];
    let whole = WHOLE.iter().find(|whole| name.starts_with(**whole)).map(|whole| whole.len());
    let letter = name.get(..1).filter(|letter| letter.chars().all(|c| c.is_ascii_alphabetic()));
    let accented = || {
        letter?;
        ACCENTS.iter().find(|accent| name[1..].starts_with(**accent)).map(|accent| accent.len() + 1)
    };
    whole.or_else(accented)
}

/// An entity at the beginning of a text, by its form.
fn entity(text: &str) -> Option<&str> {
    let end = text.bytes().take(MAX_NAME + 2).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let is_name = !name.is_empty() && name.trim_start_matches('#').bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_name.then(|| &text[..=end])
}

/// Characters of an entity, as browsers know them. None: there is no such entity.
fn character(entity: &str) -> Option<String> {
    let options = TokenizerOpts { initial_state: Some(State::RawData(RawKind::Rcdata)), ..TokenizerOpts::default() };
    let tokenizer = Tokenizer::new(Characters::default(), options);
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(entity));
    // A sink without scripts is never waited for.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let characters = tokenizer.sink.0.into_inner();
    // Browsers also decode the beginning of a longer word: "&notes;" for "¬es;".
    let is_whole = characters != entity && (!characters.ends_with(';') || characters == ";");
    is_whole.then_some(characters)
}

/// Collects text.
#[derive(Default)]
struct Characters(RefCell<String>);

impl TokenSink for Characters {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if let Token::CharacterTokens(text) = token {
            self.0.borrow_mut().push_str(&text);
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_decoded_whoever_encoded_them_twice() {
        for (text, meant) in [
            ("R&amp;D (m/w/d) &#8211; K&ouml;ln", "R&D (m/w/d) \u{2013} Köln"),
            ("R&amp;amp;D", "R&D"),
            ("K&amp;ouml;ln", "Köln"),
            ("&#x4b;&#X4B;&#75;", "KKK"),
            ("&lt;5 &gt; &quot;x&quot; &apos;y&apos;&nbsp;z", "<5 > \"x\" 'y'\u{a0}z"),
            ("M&uuml;ller &amp; S&ouml;hne", "Müller & Söhne"),
            ("it&#146;s &#150; 5 &euro;", "it’s – 5 €"),
            ("&semi;", ";"),
            ("K&#246ln, Caf&eacute Roma, M&uumlller", "Köln, Café Roma, Müller"),
            ("R&ampD", "R&D"),
            ("&#0;", "\u{fffd}"),
            ("&Auml;&EURO;&sup2;&CounterClockwiseContourIntegral;", "Ä&EURO;²∳"),
        ] {
            assert_eq!(decoded(text), meant, "{text}");
        }
    }

    #[test]
    fn what_is_no_entity_is_left_alone() {
        for text in [
            "R&D",
            "AT&T; and more",
            "Sales & Marketing;",
            "a&copy=2",
            "&",
            "&;",
            "&#;",
            "&#x;",
            "&notes;",
            "A&B&C;",
            "&ü;",
        ] {
            assert_eq!(decoded(text), text);
        }
    }
}
