//! How inputs are changed: bytes, texts and JSON.

use super::super::dice::Dice;
use serde_json::{Map, Value, json};

/// Texts that have broken readers.
const TOKENS: [&str; 28] = [
    "\u{0}",
    "\u{feff}",
    "\u{202e}",
    "\u{200b}",
    "İ",
    "ß",
    "\u{1f468}\u{200d}\u{1f469}",
    "&#x0;",
    "&amp;amp;",
    "<script>",
    "</p><p>",
    "{{",
    "}}",
    "\\u0000",
    "\\ud800",
    "NaN",
    "-0",
    "1e999",
    "99999999999999999999",
    "0001-01-01",
    "9999-12-31T23:59:60Z",
    ",,",
    "()",
    " or ",
    " / ",
    "%s",
    "\"",
    "\r\n\r\n",
];

/// Changes bytes one to eight times.
pub fn bytes(dice: &mut Dice, corpus: &[Vec<u8>]) -> Vec<u8> {
    let mut input = corpus[dice.below(corpus.len())].clone();
    for _ in 0..=dice.below(8) {
        change(dice, &mut input, corpus);
    }
    input
}

fn change(dice: &mut Dice, input: &mut Vec<u8>, corpus: &[Vec<u8>]) {
    let at = dice.below(input.len() + 1);
    let end = (at + dice.below(64)).min(input.len());
    match dice.below(8) {
        0 if at < input.len() => input[at] ^= 1 << dice.below(8),
        1 if at < input.len() => input[at] = dice.below(256) as u8,
        2 => drop(input.drain(at..end)),
        3 => {
            let again = input[at..end].repeat(1 + dice.below(40));
            input.splice(at..at, again);
        }
        4 => input.truncate(at),
        5 => {
            let other = &corpus[dice.below(corpus.len())];
            let from = dice.below(other.len() + 1);
            input.splice(at..end, other[from..(from + 200).min(other.len())].iter().copied());
        }
        _ => {
            input.splice(at..end, dice.pick(&TOKENS).bytes());
        }
    }
}

/// Changes one value somewhere in a JSON value.
pub fn value(dice: &mut Dice, value: &mut Value) {
    match value {
        Value::Object(fields) if !fields.is_empty() && dice.is_within(85) => field(dice, fields),
        Value::Array(items) if !items.is_empty() && dice.is_within(70) => {
            let at = dice.below(items.len());
            self::value(dice, &mut items[at]);
        }
        other => *other = instead(dice, other),
    }
}

/// Drops, renames, doubles or changes one field.
fn field(dice: &mut Dice, fields: &mut Map<String, Value>) {
    let names: Vec<String> = fields.keys().cloned().collect();
    let name = &names[dice.below(names.len())];
    match dice.below(6) {
        0 => drop(fields.remove(name)),
        1 => {
            let moved = fields.remove(name).unwrap_or_default();
            let other = names[dice.below(names.len())].clone();
            fields.insert(if dice.is_within(50) { other.to_uppercase() } else { other }, moved);
        }
        2 => drop(fields.insert(dice.pick(&TOKENS).to_owned(), json!(1))),
        _ => {
            if let Some(inner) = fields.get_mut(name) {
                value(dice, inner);
            }
        }
    }
}

/// Something else in its place: another type, an extreme, or the same text with a token inside.
fn instead(dice: &mut Dice, before: &Value) -> Value {
    match dice.below(10) {
        0 => Value::Null,
        1 => json!(dice.is_within(50)),
        2 => json!(dice.draw()),
        3 => json!(-(dice.draw() as f64)),
        4 => json!([before, before]),
        5 => json!({ "value": before, "name": before }),
        6 => (0..60).fold(before.clone(), |inner, _| json!([inner])),
        7 => json!(dice.pick(&TOKENS).repeat(1 + dice.below(2_000))),
        _ => json!(text(dice, before.as_str().unwrap_or("x"))),
    }
}

/// A text with changes that leave it a text.
pub fn text(dice: &mut Dice, before: &str) -> String {
    let mut chars: Vec<char> = before.chars().collect();
    for _ in 0..=dice.below(4) {
        let at = dice.below(chars.len() + 1);
        let end = (at + dice.below(6)).min(chars.len());
        match dice.below(4) {
            0 => drop(chars.drain(at..end)),
            1 => chars.splice(at..at, chars[at..end].to_vec()).for_each(drop),
            _ => chars.splice(at..end, dice.pick(&TOKENS).chars()).for_each(drop),
        }
    }
    chars.into_iter().collect()
}
