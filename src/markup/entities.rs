//! Entities such as `&ouml;` and `&#8211;`.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{RawKind, State};
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use std::cell::RefCell;

/// The longest name of an entity is shorter.
const MAX_NAME: usize = 32;

/// Every entity as the character that it stands for. What two providers encoded one after the other is decoded twice:
/// where an entity is left after the first time, it was meant as one.
pub(super) fn decoded(text: &str) -> String {
    let once = decoded_once(text);
    if once == text { once } else { decoded_once(&once) }
}

/// Only what a semicolon ends is an entity: "R&D" and "?a=1&copy=2" are text.
fn decoded_once(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        decoded.push_str(before);
        let entity = entity(from);
        match entity.and_then(character) {
            Some(character) => decoded.push_str(&character),
            None => decoded.push_str(entity.unwrap_or("&")),
        }
        rest = &from[entity.map_or(1, str::len)..];
    }
    decoded + rest
}

/// What looks like an entity at the beginning of a text.
fn entity(text: &str) -> Option<&str> {
    let end = text.bytes().take(MAX_NAME + 2).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let is_name = !name.is_empty() && name.trim_start_matches('#').bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_name.then(|| &text[..=end])
}

/// The characters that an entity stands for, as browsers know them. None: there is no such entity.
fn character(entity: &str) -> Option<String> {
    let options = TokenizerOpts { initial_state: Some(State::RawData(RawKind::Rcdata)), ..TokenizerOpts::default() };
    let tokenizer = Tokenizer::new(Characters::default(), options);
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(entity));
    // A sink that runs no scripts is never waited for.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let characters = tokenizer.sink.0.into_inner();
    // Browsers also take the beginning of a longer word: "&notes;" for "¬es;".
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
