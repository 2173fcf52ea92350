//! A line of places as people type places: one place, or several: "Berlin, Hamburg", "Berlin or remote".

use super::country::CountryCode;
use super::found::Found;
use super::known::{Known, by_parts, known};
use super::reading;
use super::surprise::{Surprise, surprise};
use super::words::{BETWEEN, NEGATIONS, NO_PLACE, PART_OF_NAMES, SURROUNDINGS};
use super::{Place, PlaceError, choice, cleaned, district, row, unknown};
use crate::filters::WorkArrangement;
use crate::typed::plain;

/// A single place of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant {
    /// Text of the line for this place; reading the text alone gives the place again.
    pub typed: String,
    /// The place as understood.
    pub place: Place,
    /// Work arrangement, where the line says so: "Berlin (hybrid)". Arrangements are for a filter, not for the place.
    pub arrangement: Option<WorkArrangement>,
    /// Surprise for the person about the place.
    pub surprise: Option<Surprise>,
}

/// Reads a typed line: at least one place, each once.
///
/// # Errors
///
/// Empty and over-long texts, "N/A" and the like, control characters and markup. An unknown place is no error, and
/// surprises.
pub fn read(typed: &str, home: CountryCode) -> Result<Vec<Meant>, PlaceError> {
    let mut meant: Vec<Meant> = Vec::new();
    for found in found(typed, home)? {
        if meant.iter().all(|other| other.place != found.place) {
            let surprise = surprise(&found, home);
            meant.push(Meant { typed: found.typed, place: found.place, arrangement: found.arrangement, surprise });
        }
    }
    Ok(meant)
}

/// Work arrangement said in a single place of a line.
pub fn arrangement_of(typed: &str) -> Option<WorkArrangement> {
    reading::read(typed).arrangement()
}

/// The places of a line.
pub(super) fn found(typed: &str, home: CountryCode) -> Result<Vec<Found>, PlaceError> {
    let text = cleaned(typed)?;
    if names_none(&text) {
        return Err(PlaceError::NoPlace { typed: text });
    }
    Ok(several(&text, home).unwrap_or_else(|| vec![unread(&text, home)]))
}

/// "N/A", "s. o.", "Hybrid / on-site", a number that is no postal code.
fn names_none(text: &str) -> bool {
    let name = plain(text);
    // "so" alone is a country.
    let is_above = name == "so" && text.contains('.');
    let is_number = name.len() < 4 && name.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ');
    NO_PLACE.has(&name) || is_above || is_number || choice::is_of_offices(text)
}

/// Places of a text; None: at least one place is not known.
pub(super) fn several(text: &str, home: CountryCode) -> Option<Vec<Found>> {
    if !plain(text).chars().any(char::is_alphanumeric) {
        return None;
    }
    one(text, home).map(|found| vec![found]).or_else(|| (!is_negated(text)).then(|| not_negated(text, home))?)
}

fn not_negated(text: &str, home: CountryCode) -> Option<Vec<Found>> {
    choice::of_arrangements(text, home)
        .or_else(|| choice::after_arrangement(text, home))
        .or_else(|| choice::with_remote(text, home))
        .or_else(|| from_afar(text, home))
        .or_else(|| with_slash_as_comma(text, home))
        .or_else(|| district::before_city(text, home).map(|found| vec![found]))
        .or_else(|| district::hyphened(text, home).map(|found| vec![found]))
        .or_else(|| district::joined(text, home))
        .or_else(|| alternatives(text, home))
        .or_else(|| row::before_bracket(text, home))
        .or_else(|| row::in_a_row(text, home))
        .or_else(|| district::listed(text, home))
        .or_else(|| district::district(text, home).map(|found| vec![found]))
        .or_else(|| district::without_spaces(text, home).map(|found| vec![found]))
}

/// "nicht Berlin", "anywhere but Berlin"
fn is_negated(text: &str) -> bool {
    plain(text).split(' ').any(|word| NEGATIONS.has(word))
}

/// The single place named by a text.
pub(super) fn one(text: &str, home: CountryCode) -> Option<Found> {
    let Known { place, arrangement } = known(text, home)?;
    // "Berlin / remote" is a choice, and "Berlin - remote" is none.
    if place.is_remote() && is_choice(text) {
        return None;
    }
    Some(Found { typed: text.to_owned(), place, arrangement, is_guess: false })
}

/// An unknown place: from home in the country beside, where the text says so, else asked for as typed.
fn unread(text: &str, home: CountryCode) -> Found {
    let reading = reading::read(text);
    let place = match reading.afar {
        Some(_) => Place::Remote { country: unknown::country_beside(&reading, home).or(Some(home)) },
        None => unknown::kept(text, &reading, home),
    };
    Found { typed: text.to_owned(), place, arrangement: reading.arrangement(), is_guess: true }
}

/// "Remote (Germany or Austria)", "Germany, Austria (remote)": from home in each country.
fn from_afar(text: &str, home: CountryCode) -> Option<Vec<Found>> {
    let inner = ["remotely", "remote", "home office", "homeoffice"].iter().find_map(|word| around(text, word))?;
    let places = several(inner, home).filter(|places| !places.iter().any(|one| one.place.is_remote()))?;
    let is_list =
        inner.len() < text.len() && text.contains(',') && !text.contains(['(', ':', '–']) && !text.contains(" - ");
    if is_list && places.iter().any(|one| matches!(one.place, Place::City(_) | Place::Region(_))) {
        return None;
    }
    let mut places: Vec<Found> = places.into_iter().map(named_from_afar).collect();
    places.dedup_by(|one, next| one.place == next.place);
    Some(places)
}

pub(super) fn named_from_afar(found: Found) -> Found {
    let place = found.place.worked_from_afar();
    Found { typed: place.english_name(), place, ..found }
}

/// The rest of a text with this word at its start or end.
fn around<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let is_mark = |c: char| "(-–—,:[".contains(c);
    let starts = text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    if starts {
        let rest = text[word.len()..].trim_start();
        let inner = ["in ", "within ", "from "].iter().find_map(|before| rest.strip_prefix(before));
        let inner = inner.or_else(|| rest.strip_prefix(is_mark)).unwrap_or(rest);
        let inner = inner.trim_end_matches([')', ']']).trim();
        return (!inner.is_empty() && !begins_choice(inner) && text.as_bytes().get(word.len()) != Some(&b'/'))
            .then_some(inner);
    }
    let end = text.trim_end_matches([')', ']']);
    let at = end.len().checked_sub(word.len())?;
    let ends = end.get(at..).is_some_and(|last| last.eq_ignore_ascii_case(word));
    let before = if ends { end[..at].trim_end() } else { return None };
    let before = without_amount(before);
    let before = before.strip_suffix(is_mark).unwrap_or(before).trim();
    (!before.is_empty() && !ends_in_choice(before)).then_some(before)
}

/// "Berlin or 100 %" → "Berlin or"
fn without_amount(text: &str) -> &str {
    let amount = ["100%", "100 %", "fully", "full", "komplett", "vollständig", "nur", "only", "voll"];
    let rest =
        amount.iter().find_map(|words| ends_with(text, words).then(|| text[..text.len() - words.len()].trim_end()));
    rest.unwrap_or(text)
}

/// "Berlin or": the next piece is another place.
fn ends_in_choice(text: &str) -> bool {
    text.ends_with(['/', '+', '&', ';', '|', ',']) || BETWEEN.iter().any(|words| ends_with(text, words.trim_end()))
}

/// "or Berlin"
fn begins_choice(text: &str) -> bool {
    let starts = |words: &str| text.get(..words.len()).is_some_and(|start| start.eq_ignore_ascii_case(words));
    text.starts_with(['/', '+', '&', ';', '|', ',']) || BETWEEN.iter().any(|words| starts(words.trim_start()))
}

fn ends_with(text: &str, words: &str) -> bool {
    let at = text.len().checked_sub(words.len());
    at.and_then(|at| text.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case(words))
}

/// Whether words or marks between two places stand in the text.
pub(super) fn is_choice(text: &str) -> bool {
    text.contains(['/', ';', '|', '&']) || BETWEEN.iter().any(|words| replaced_everywhere(text, words, "") != text)
}

/// "München / Bayern / Deutschland" is one place.
fn with_slash_as_comma(text: &str, home: CountryCode) -> Option<Vec<Found>> {
    if !text.contains('/') {
        return None;
    }
    let reading = reading::read_pieces(text.split(['/', ',']));
    let Known { place, arrangement } = by_parts(&reading, home).filter(|_| reading.afar.is_none())?;
    Some(vec![Found { typed: text.to_owned(), place, arrangement, is_guess: false }])
}

/// "Berlin or Hamburg", "Berlin / Hamburg". An unknown place stays beside a known one, unless "and" may be part of a
/// name.
fn alternatives(text: &str, home: CountryCode) -> Option<Vec<Found>> {
    let spaced = BETWEEN.iter().fold(text.to_owned(), |text, words| replaced_everywhere(&text, words, "/"));
    let all: Vec<&str> = spaced.split(MARKS).map(trimmed).filter(|piece| !piece.is_empty()).collect();
    let pieces: Vec<&str> = all.iter().copied().filter(|piece| !is_beside(piece)).collect();
    let named = row::without_codes(pieces.iter().map(|piece| (*piece).to_owned()).collect(), home);
    let pieces: Vec<&str> = named.iter().map(String::as_str).collect();
    if pieces.len() < 2 {
        return several(pieces.first().filter(|_| pieces.len() < all.len())?, home);
    }
    let read: Vec<Option<Vec<Found>>> = pieces.iter().map(|piece| several(piece, home)).collect();
    let may_be_a_name =
        text.contains('&') || PART_OF_NAMES.iter().any(|words| replaced_everywhere(text, words, "/") != text);
    if read.iter().all(Option::is_none) || (may_be_a_name && read.iter().any(Option::is_none)) {
        return None;
    }
    let each = read.into_iter().zip(&pieces);
    let found = each.flat_map(|(read, piece)| read.unwrap_or_else(|| vec![unread(piece, home)])).collect();
    Some(with_country_for_remote(found))
}

/// Marks between two places.
pub(super) const MARKS: [char; 8] = ['/', ';', '|', '•', '·', '、', '&', '+'];

/// Words beside a place that name no place: "Umgebung", "2 weitere".
fn is_beside(piece: &str) -> bool {
    let name = plain(piece);
    SURROUNDINGS.has(&name) || reading::says_nothing(&name)
}

/// "Remote" beside places of one country is remote there.
pub(super) fn with_country_for_remote(found: Vec<Found>) -> Vec<Found> {
    let mut countries: Vec<_> =
        found.iter().filter(|one| !one.place.is_remote()).map(|one| one.place.country()).collect();
    countries.dedup();
    let [Some(country)] = countries[..] else { return found };
    let place = Place::Remote { country: Some(country) };
    // "Home office" by itself is at home, and beside Paris in France.
    let there = |one: Found| match one.place {
        Place::Remote { .. } if reading::read(&one.typed).is_of_work() => {
            Found { typed: place.english_name(), place: place.clone(), ..one }
        }
        _ => one,
    };
    found.into_iter().map(there).collect()
}

fn trimmed(piece: &str) -> &str {
    piece.trim_matches(|c: char| c.is_whitespace() || ",;.-–".contains(c))
}

/// Replaces words whatever their capitals.
pub(super) fn replaced_everywhere(text: &str, words: &str, with: &str) -> String {
    let mut rest = text;
    let mut replaced = String::with_capacity(text.len());
    while let Some(at) =
        (0..rest.len()).find(|&at| rest.get(at..at + words.len()).is_some_and(|t| t.eq_ignore_ascii_case(words)))
    {
        replaced.push_str(&rest[..at]);
        replaced.push_str(with);
        rest = &rest[at + words.len()..];
    }
    replaced + rest
}
