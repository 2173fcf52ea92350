//! JSON as providers send it: obvious faults of grammar cost no page.

use serde_json::{Map, Value};
use std::borrow::Cow;

/// Value of a body; None: no JSON, even leniently read. Tolerated are a byte order mark, UTF-16, broken bytes, halves
/// of characters, raw line breaks in texts, `NaN`, `Infinity`, `None`, numbers out of range, a comma too many, words
/// before and behind, and several values in a row. A broken number becomes null.
pub(super) fn read(body: &[u8]) -> Option<Value> {
    serde_json::from_slice(body).ok().or_else(|| {
        let mended = mended(&text(body));
        serde_json::from_str(&mended).ok().or_else(|| amid_words(&mended))
    })
}

/// Value in a text such as `callback([…]);`, or all values of a text with a value on each line. None: perhaps something
/// else, such as a page of HTML or a cut value.
fn amid_words(text: &str) -> Option<Value> {
    let start = text.find(['[', '{']).filter(|start| !text[..*start].contains('<'))?;
    let values = serde_json::Deserializer::from_str(&text[start..]).into_iter::<Value>();
    let mut values: Vec<Value> = values.map_while(Result::ok).collect();
    let has_rows =
        |value: &Value| value.is_object() || value.as_array().is_some_and(|all| all.iter().any(Value::is_object));
    if !values.iter().all(has_rows) {
        return None;
    }
    match values.len() {
        0 | 1 => values.pop(),
        _ if values.iter().all(Value::is_object) => Some(Value::Array(values)),
        _ => {
            let lists =
                values.into_iter().filter_map(|value| if let Value::Array(all) = value { Some(all) } else { None });
            Some(Value::Array(lists.flatten().collect()))
        }
    }
}

/// Fields under plain names, as both providers write them: `job_id` for `JOB_ID`, `jobId` or `Job-Id`.
pub(super) fn with_plain_names(fields: Map<String, Value>) -> Map<String, Value> {
    if fields.keys().all(|name| is_plain(name)) {
        return fields;
    }
    let (mut plain, others): (Map<_, _>, Vec<_>) =
        fields.into_iter().fold((Map::new(), Vec::new()), |(mut plain, mut others), (name, value)| {
            if is_plain(&name) {
                plain.insert(name, value);
            } else {
                others.push((name, value));
            }
            (plain, others)
        });
    for (name, value) in others {
        plain.entry(plain_name(&name)).or_insert(value);
    }
    plain
}

fn is_plain(name: &str) -> bool {
    !name.chars().any(|c| c.is_uppercase() || matches!(c, '-' | ' '))
}

/// Plain name of a field, as both providers write names.
pub(super) fn plain_name(name: &str) -> String {
    let mut plain = String::with_capacity(name.len() + 4);
    let mut before: Option<char> = None;
    let mut letters = name.trim().chars().peekable();
    while let Some(c) = letters.next() {
        let ends_word = before.is_some_and(|before| {
            !before.is_uppercase() && before.is_alphanumeric()
                || before.is_uppercase() && letters.peek().is_some_and(|next| next.is_lowercase())
        });
        if c.is_uppercase() && ends_word {
            plain.push('_');
        }
        match c {
            '-' | ' ' => plain.push('_'),
            c => plain.extend(c.to_lowercase()),
        }
        before = Some(c);
    }
    plain
}

fn text(body: &[u8]) -> Cow<'_, str> {
    let utf16 = |pairs: &[u8], read: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = pairs.chunks_exact(2).map(|pair| read([pair[0], pair[1]])).collect();
        Cow::Owned(String::from_utf16_lossy(&units))
    };
    match body {
        [0xef, 0xbb, 0xbf, text @ ..] => String::from_utf8_lossy(text),
        [0xff, 0xfe, pairs @ ..] => utf16(pairs, u16::from_le_bytes),
        [0xfe, 0xff, pairs @ ..] => utf16(pairs, u16::from_be_bytes),
        // Every JSON begins with Latin letters and signs.
        [one, 0, other, 0, ..] if *one != 0 && *other != 0 => utf16(body, u16::from_le_bytes),
        [0, one, 0, other, ..] if *one != 0 && *other != 0 => utf16(body, u16::from_be_bytes),
        text => String::from_utf8_lossy(text),
    }
}

/// Text in proper grammar, as far as its meaning is known.
fn mended(text: &str) -> String {
    let mut mended = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' => string(rest, &mut mended),
            ',' => comma(rest, &mut mended),
            c if c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.') => word(rest, &mut mended),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            c => {
                mended.push(c);
                c.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    mended
}

/// Writes a text with its quotes. Half a character, left where a provider cuts texts by length, becomes a replacement
/// sign. Returns the bytes read.
fn string(text: &str, mended: &mut String) -> usize {
    mended.push('"');
    let mut at = 1;
    while let Some(c) = text[at..].chars().next() {
        match c {
            '"' => {
                mended.push('"');
                return at + 1;
            }
            '\\' => at += escape(&text[at..], mended),
            c => {
                mended.push(if c.is_control() { ' ' } else { c });
                at += c.len_utf8();
            }
        }
    }
    at
}

fn escape(text: &str, mended: &mut String) -> usize {
    let code = |at: usize| u16::from_str_radix(text.get(at..at + 6)?.strip_prefix("\\u")?, 16).ok();
    let (length, is_whole) = match (code(0), code(6)) {
        (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => (12, true),
        (Some(0xd800..=0xdfff), _) => (6, false),
        (Some(_), _) => (6, true),
        (None, _) => (text.chars().take(2).map(char::len_utf8).sum(), text[1..].starts_with(KNOWN_ESCAPES)),
    };
    match (&text[..length], is_whole) {
        (escape, true) => mended.push_str(escape),
        (_, false) if length == 6 && code(0).is_some() => mended.push_str("\\ufffd"),
        // An unknown escape stands for its letter.
        (escape, false) => mended.extend(escape.chars().skip(1).filter(|c| !c.is_control())),
    }
    length
}

const KNOWN_ESCAPES: [char; 8] = ['"', '\\', '/', 'b', 'f', 'n', 'r', 't'];

/// Writes a comma, unless an end follows.
fn comma(text: &str, mended: &mut String) -> usize {
    if !text[1..].trim_start().starts_with([']', '}']) {
        mended.push(',');
    }
    1
}

/// Writes a number or a word of the grammar, or an equivalent from other languages.
fn word(text: &str, mended: &mut String) -> usize {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | '_');
    let length = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let word = &text[..length];
    let is_beyond = || word.parse().is_ok_and(|number: f64| !number.is_finite());
    mended.push_str(match word {
        "True" | "TRUE" => "true",
        "False" | "FALSE" => "false",
        "None" | "Null" | "NULL" | "undefined" => "null",
        _ if is_beyond() => "null",
        word => {
            mended.push_str(&plain_number(word));
            return length;
        }
    });
    length
}

/// Number in proper grammar: "+7", "007" and ".5" are rewritten.
fn plain_number(word: &str) -> Cow<'_, str> {
    let unsigned = word.trim_start_matches(['+', '-']);
    if unsigned.is_empty() || !unsigned.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return Cow::Borrowed(word);
    }
    let sign = if word.starts_with('-') { "-" } else { "" };
    let digits = unsigned.trim_start_matches('0');
    let zero = if digits.is_empty() || digits.starts_with('.') { "0" } else { "" };
    Cow::Owned(format!("{sign}{zero}{digits}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_everybody_can_read_is_read() {
        let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain("[1]".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        for (body, value) in [
            (&b"\xef\xbb\xbf [1]"[..], json!([1])),
            (&utf16, json!([1])),
            (b"[NaN, Infinity, -Infinity, nan, 1e999, None, True]", json!([null, null, null, null, null, null, true])),
            (br#"["NaN, \"Infinity\"", NaN]"#, json!(["NaN, \"Infinity\"", null])),
            (b"{\"a\": [1, 2, ], }", json!({"a": [1, 2]})),
            (b"[\"a\nb\", \"c\\'d\"]", json!(["a b", "c'd"])),
            (b"[+7, 007, .5, -0.50, 0, 1e3]", json!([7, 7, 0.5, -0.5, 0, 1e3])),
            (b"[\0{\0}\0]\0", json!([{}])),
            (b"[{\"a\": 1}] -- cached\n", json!([{"a": 1}])),
            (b")]}',\n{\"a\": 1}", json!({"a": 1})),
            (b"callback([{}]);", json!([{}])),
            (b"{\"a\": 1}\n{\"a\": 2}\n", json!([{"a": 1}, {"a": 2}])),
            (b"[{}][{}]", json!([{}, {}])),
            (b"/* x */ [1]", json!([1])),
            (b"[\"Caf\xe9\"]", json!(["Caf\u{fffd}"])),
            (
                br#"["\ud83d", "\ud83c\udf73 \\ud83d \u00e4 \udc00"]"#,
                json!(["\u{fffd}", "\u{1f373} \\ud83d \u{e4} \u{fffd}"]),
            ),
        ] {
            assert_eq!(read(body), Some(value), "{}", String::from_utf8_lossy(body));
        }
    }

    #[test]
    fn what_is_no_json_stays_none() {
        for body in [
            "",
            " ",
            "<html>busy</html>",
            "{\"a\": [1, 2",
            "[\"",
            "[\"\\",
            "Bad Gateway",
            "Error [5]",
            "<p>{\"a\": 1}",
            "{'a': 1}",
            "\u{0}",
        ] {
            assert_eq!(read(body.as_bytes()), None, "{body}");
        }
    }

    #[test]
    fn names_in_other_capitals_are_the_same_names() {
        for name in ["job_id", "JOB_ID", "Job_Id", "jobId", "JobId", "JobID", "job-id", "Job Id"] {
            let fields = Map::from_iter([(name.to_owned(), json!(1))]);
            assert_eq!(with_plain_names(fields), Map::from_iter([("job_id".to_owned(), json!(1))]), "{name}");
        }
        let both = Map::from_iter([("ID".to_owned(), json!(1)), ("id".to_owned(), json!(2))]);
        assert_eq!(with_plain_names(both), Map::from_iter([("id".to_owned(), json!(2))]), "the exact name counts");
    }
}
