//! Takes a typed place apart: names, words for "remote", words without meaning.

use super::names::Meanings;
use super::postcode;
use super::share;
use super::words::{
    ANYWHERE, AROUND_REMOTE, HOME, HOME_ALONE, MORE, NATIONWIDE, NO_PLACE, REMOTE, arrangement_beside, without,
    without_last,
};
use crate::filters::WorkArrangement;
use crate::typed::plain;

/// Signs between the parts of a place. A bare slash is none: "Frankfurt/Main".
const SEPARATORS: &[char] =
    &[',', ';', '(', ')', '[', ']', '|', '•', '·', ':', '，', '、', '（', '）', '›', '»', '→', '،'];
/// Signs that part places only with spaces around them.
const SPACED_SEPARATORS: &[&str] = &[" - ", " – ", " — "];

/// Work away from an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Afar {
    /// "Home office": from home, so for an employer in one's own country unless another country is named.
    Home,
    /// "Remote": for any employer.
    Anywhere,
}

/// A typed place in its parts, usually the narrowest first.
#[derive(Default)]
pub(super) struct Reading {
    /// Work from afar, where the text says "remote" or "home office".
    pub afar: Option<Afar>,
    /// Work arrangements said, each once: "hybrid".
    pub arrangements: Vec<WorkArrangement>,
    /// True where the text says "nationwide".
    pub is_nationwide: bool,
    pub parts: Vec<Part>,
}

impl Reading {
    /// The work arrangement, where just one is said.
    pub(super) fn arrangement(&self) -> Option<WorkArrangement> {
        if let [only] = self.arrangements[..] { Some(only) } else { None }
    }

    /// True for a text with only words about how the work is done.
    pub(super) fn is_of_work(&self) -> bool {
        self.parts.is_empty() && !self.is_nationwide && (self.afar.is_some() || !self.arrangements.is_empty())
    }

    fn add(&mut self, said: WorkArrangement) {
        if !self.arrangements.contains(&said) {
            self.arrangements.push(said);
        }
    }
}

/// A single name in a typed place.
pub(super) struct Part {
    pub typed: String,
    /// The name in plain form.
    pub name: String,
}

/// Reads a typed place, taken apart at commas only: "Frankfurt (Oder), Germany".
pub(super) fn read_at_commas(typed: &str) -> Reading {
    read_pieces(typed.split(','))
}

/// Reads a typed place.
pub(super) fn read(typed: &str) -> Reading {
    let pieces = pieces(typed);
    read_pieces(pieces.iter().map(String::as_str))
}

/// The pieces between commas, brackets and dashes with spaces around them.
pub(super) fn pieces(typed: &str) -> Vec<String> {
    let typed = SPACED_SEPARATORS.iter().fold(typed.to_owned(), |text, spaced| text.replace(spaced, ","));
    typed.split(SEPARATORS).map(|piece| piece.trim().to_owned()).filter(|piece| !piece.is_empty()).collect()
}

/// Reads connected pieces.
pub(super) fn read_pieces<'a>(pieces: impl Iterator<Item = &'a str>) -> Reading {
    let mut reading = Reading::default();
    let pieces: Vec<(&str, String)> = pieces.map(|piece| (piece.trim(), plain(piece))).collect();
    for (piece, name) in &pieces {
        let is_beside = pieces.len() > 1 && arrangement_beside(name).is_none();
        // "Leer" is a town as well.
        if is_beside && (says_nothing(name) || (NO_PLACE.has(name) && Meanings::of(name).is_empty())) {
            continue;
        }
        let all = without_distance(&postcode::without(name));
        let (all, has_share) = share::without(&all).map_or((all, false), |rest| (rest, true));
        if has_share {
            reading.add(WorkArrangement::Hybrid);
        }
        let said = match arrangement_beside(&all) {
            Some((arrangement, rest)) => {
                reading.add(arrangement);
                rest
            }
            None => all.as_str(),
        };
        let name = match without_remote(said) {
            Some((afar, rest)) => {
                reading.afar = Some(afar);
                rest
            }
            None => said,
        };
        if NATIONWIDE.has(name) {
            reading.is_nationwide = true;
        } else if !name.is_empty() && !ANYWHERE.has(name) {
            reading.parts.push(Part { typed: (*piece).to_owned(), name: name.to_owned() });
        }
    }
    reading
}

/// Whether a name beside a place names no place: "2 weitere", "75".
pub(super) fn says_nothing(name: &str) -> bool {
    let (number, rest) = name.split_once(' ').unwrap_or((name, ""));
    let is_number = !number.is_empty() && number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit());
    MORE.has(name) || (is_number && (rest.is_empty() || MORE.has(rest)))
}

/// "koln 50 km" → "koln": without the distance to travel; sources search around a city by themselves.
fn without_distance(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let is_unit = |word: &str| ["km", "kilometer", "kilometers", "mi", "miles", "meilen"].contains(&word);
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_distance = |at: usize, word: &str| {
        let is_joined = word.strip_suffix("km").or_else(|| word.strip_suffix("mi")).is_some_and(is_number);
        let is_counted = is_number(word) && words.get(at + 1).is_some_and(|next| is_unit(next));
        is_joined || is_counted || (is_unit(word) && at > 0 && is_number(words[at - 1]))
    };
    let kept = words.iter().enumerate().filter(|(at, word)| !is_distance(*at, word));
    kept.map(|(_, word)| *word).collect::<Vec<_>>().join(" ")
}

/// The rest of a part that says "remote"; None where "remote" is not said.
fn without_remote(name: &str) -> Option<(Afar, &str)> {
    if HOME_ALONE.has(name) {
        return Some((Afar::Home, ""));
    }
    let said = without_fillers(name);
    // "Work from home" before the fillers are gone: "work" is a filler.
    let home =
        [name, said].into_iter().find_map(|said| HOME.iter().find_map(|word| Some((Afar::Home, without(said, word)?))));
    let (afar, rest) = home.or_else(|| REMOTE.iter().find_map(|word| Some((Afar::Anywhere, without(said, word)?))))?;
    // "Remote, fully home office" says remote twice.
    Some(without_remote(rest).unwrap_or_else(|| (afar, without_fillers(without_last(rest, "based").unwrap_or(rest)))))
}

fn without_fillers(mut name: &str) -> &str {
    while let Some(rest) = AROUND_REMOTE.iter().find_map(|word| without(name, word)) {
        if rest.is_empty() {
            return rest;
        }
        name = rest;
    }
    name
}
