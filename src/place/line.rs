//! A line of places as somebody types it: one place, or several: "Berlin, Hamburg", "Berlin or remote".

use super::country::CountryCode;
use super::known::{Known, by_parts, known};
use super::names::Meanings;
use super::reading;
use super::surprise::{Surprise, surprise};
use super::words::{BETWEEN, NO_PLACE};
use super::{Place, PlaceError, cleaned, unknown};
use crate::typed::plain;

/// A district is looked for around a city of this size only: "München-Schwabing".
const HAS_DISTRICTS_FROM: u32 = 100_000;
/// The same of a city abroad.
const HAS_DISTRICTS_ABROAD_FROM: u32 = 500_000;
/// A district has at most so many words.
const MAX_DISTRICT_WORDS: usize = 2;

/// One place of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant {
    /// What of the line says so; reading it alone gives the place again.
    pub typed: String,
    /// What it is taken for.
    pub place: Place,
    /// It says "hybrid" too. That is a filter, and no part of the place.
    pub is_hybrid: bool,
    /// What the person may not expect of it.
    pub surprise: Option<Surprise>,
}

/// Reads a line that somebody typed: at least one place, each once.
///
/// # Errors
///
/// Empty and over-long texts, "N/A" and the like, control characters and markup. A place that nobody knows is no error,
/// and surprises.
pub fn read(typed: &str, home: CountryCode) -> Result<Vec<Meant>, PlaceError> {
    let mut meant: Vec<Meant> = Vec::new();
    for found in found(typed, home)? {
        if meant.iter().all(|other| other.place != found.place) {
            let surprise = surprise(&found, home);
            meant.push(Meant { typed: found.typed, place: found.place, is_hybrid: found.is_hybrid, surprise });
        }
    }
    Ok(meant)
}

/// One place of a line, before it is judged.
#[derive(Clone)]
pub(super) struct Found {
    pub typed: String,
    pub place: Place,
    pub is_hybrid: bool,
    /// Some of the text means nothing to us, and was left out.
    pub is_guess: bool,
}

/// The places of a line.
pub(super) fn found(typed: &str, home: CountryCode) -> Result<Vec<Found>, PlaceError> {
    let text = cleaned(typed)?;
    if NO_PLACE.has(&plain(&text)) {
        return Err(PlaceError::NoPlace { typed: text });
    }
    Ok(several(&text, home).unwrap_or_else(|| vec![unread(&text, home)]))
}

/// None: at least one of them is not known.
fn several(text: &str, home: CountryCode) -> Option<Vec<Found>> {
    if !plain(text).chars().any(char::is_alphanumeric) {
        return None;
    }
    one(text, home)
        .map(|found| vec![found])
        .or_else(|| from_afar(text, home))
        .or_else(|| with_slash_as_comma(text, home))
        .or_else(|| alternatives(text, home))
        .or_else(|| in_a_row(text, home))
        .or_else(|| district(text, home).map(|found| vec![found]))
}

fn one(text: &str, home: CountryCode) -> Option<Found> {
    let Known { place, is_hybrid } = known(text, home)?;
    // "Berlin / remote" is a choice, and "Berlin - remote" is none.
    if place.is_remote() && is_choice(text) {
        return None;
    }
    Some(Found { typed: text.to_owned(), place, is_hybrid, is_guess: false })
}

/// What nobody knows: from home in the country beside it where it says so, else asked for as typed.
fn unread(text: &str, home: CountryCode) -> Found {
    let reading = reading::read(text);
    let place = match reading.afar {
        Some(_) => Place::Remote { country: unknown::country_beside(&reading, home).or(Some(home)) },
        None => unknown::kept(text, &reading, home),
    };
    Found { typed: text.to_owned(), place, is_hybrid: reading.is_hybrid, is_guess: true }
}

/// "Remote (Germany or Austria)", "Germany, Austria (remote)": from home in each of them.
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

fn named_from_afar(found: Found) -> Found {
    let place = found.place.worked_from_afar();
    Found { typed: place.english_name(), place, ..found }
}

/// The text that this word at its start or end is about.
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
    let before = before.strip_suffix(is_mark).unwrap_or(before).trim();
    (!before.is_empty() && !ends_in_choice(before)).then_some(before)
}

/// "Berlin or": what follows is another place.
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

/// Whether words or marks between two places stand in it.
fn is_choice(text: &str) -> bool {
    text.contains(['/', ';', '|', '&']) || BETWEEN.iter().any(|words| replaced_everywhere(text, words, "") != text)
}

/// "München / Bayern / Deutschland" is one place.
fn with_slash_as_comma(text: &str, home: CountryCode) -> Option<Vec<Found>> {
    if !text.contains('/') {
        return None;
    }
    let reading = reading::read_pieces(text.split(['/', ',']));
    let Known { place, is_hybrid } = by_parts(&reading, home).filter(|_| reading.afar.is_none())?;
    Some(vec![Found { typed: text.to_owned(), place, is_hybrid, is_guess: false }])
}

/// "Berlin or Hamburg", "Berlin / Hamburg". An unknown one is kept beside a known one, unless "and" may be part of a name.
fn alternatives(text: &str, home: CountryCode) -> Option<Vec<Found>> {
    let spaced = BETWEEN.iter().fold(text.to_owned(), |text, words| replaced_everywhere(&text, words, "/"));
    let pieces: Vec<&str> = spaced.split(['/', ';', '|', '•', '·', '、', '&']).map(trimmed).collect();
    let pieces: Vec<&str> = pieces.into_iter().filter(|piece| !piece.is_empty()).collect();
    if pieces.len() < 2 {
        return None;
    }
    let read: Vec<Option<Vec<Found>>> = pieces.iter().map(|piece| several(piece, home)).collect();
    let may_be_a_name = replaced_everywhere(text, " and ", "/") != text || text.contains('&') || text.contains(" und ");
    if read.iter().all(Option::is_none) || (may_be_a_name && read.iter().any(Option::is_none)) {
        return None;
    }
    let each = read.into_iter().zip(&pieces);
    let found = each.flat_map(|(read, piece)| read.unwrap_or_else(|| vec![unread(piece, home)])).collect();
    Some(with_country_for_remote(found))
}

/// "Berlin, Hamburg, Germany": the longest stretches that are one place each. None where that leaves something over.
fn in_a_row(text: &str, home: CountryCode) -> Option<Vec<Found>> {
    let pieces = reading::pieces(text);
    let is_remote =
        |piece: &String| matches!(known(piece, home), Some(one) if one.place == Place::Remote { country: None });
    let (afar, pieces): (Vec<String>, Vec<String>) = pieces.into_iter().partition(is_remote);
    let mut found: Vec<Found> = Vec::new();
    let mut rest = &pieces[..];
    while !rest.is_empty() {
        let (length, stretch) = (1..=rest.len()).rev().find_map(|n| Some((n, one(&rest[..n].join(", "), home)?)))?;
        if found.last().is_some_and(|before| is_unfitting(before, &stretch)) {
            return None;
        }
        found.push(stretch);
        rest = &rest[length..];
    }
    if found.len() + afar.len() < 2 {
        return None;
    }
    found.extend(afar.iter().filter_map(|piece| one(piece, home)));
    Some(with_country_for_remote(found))
}

/// "Berlin, Connecticut" is a town that the table does not have, and not Berlin and a state of another country.
fn is_unfitting(before: &Found, stretch: &Found) -> bool {
    match (&before.place, &stretch.place) {
        (Place::City(city), Place::Region(region)) => city.country != region.country,
        // "Cuba, MO": the code of a state, and no second country.
        (Place::Country(_), Place::Country(_)) => stretch.typed.len() <= 2 && before.typed.len() > 2,
        _ => false,
    }
}

/// "Remote" beside places of one country is remote there.
fn with_country_for_remote(found: Vec<Found>) -> Vec<Found> {
    let mut countries: Vec<_> =
        found.iter().filter(|one| !one.place.is_remote()).map(|one| one.place.country()).collect();
    countries.dedup();
    let [Some(country)] = countries[..] else { return found };
    let place = Place::Remote { country: Some(country) };
    let there = |one: Found| match one.place {
        Place::Remote { country: None } => Found { typed: place.english_name(), place: place.clone(), ..one },
        _ => one,
    };
    found.into_iter().map(there).collect()
}

/// "München-Schwabing", "Kreuzberg, Berlin": a great city with a word that nobody knows.
fn district(text: &str, home: CountryCode) -> Option<Found> {
    let reading = reading::read(text);
    let whole = reading.parts.iter().map(|part| part.name.as_str()).collect::<Vec<_>>().join(" ");
    let words: Vec<&str> = whole.split(' ').collect();
    let city = (1..words.len()).rev().find_map(|at| {
        let (head, tail) = (words[..at].join(" "), words[at..].join(" "));
        let in_first = (words.len() - at <= MAX_DISTRICT_WORDS).then(|| great_city(&head, &tail, home));
        in_first.flatten().or_else(|| (at <= MAX_DISTRICT_WORDS).then(|| great_city(&tail, &head, home))?)
    })?;
    let place = if reading.afar.is_some() { city.worked_from_afar() } else { city };
    Some(Found { typed: text.to_owned(), place, is_hybrid: reading.is_hybrid, is_guess: false })
}

fn great_city(name: &str, beside: &str, home: CountryCode) -> Option<Place> {
    let place = one(name, home)?.place;
    let Place::City(city) = place else { return None };
    let least = if city.country == home { HAS_DISTRICTS_FROM } else { HAS_DISTRICTS_ABROAD_FROM };
    (city.population >= least && Meanings::of(beside).is_empty()).then_some(place)
}

fn trimmed(piece: &str) -> &str {
    piece.trim_matches(|c: char| c.is_whitespace() || ",;.-–".contains(c))
}

/// Replaces words whatever their capitals.
fn replaced_everywhere(text: &str, words: &str, with: &str) -> String {
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
