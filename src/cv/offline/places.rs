//! The places of a CV: where the person wants to work, lives, and has worked.

mod reader;

use self::reader::Reader;
use super::sections::{Line, Section};
use super::sighting::{Label, Sighting, quoted};
use crate::cv::titles::tokens::{Token, tokens};
use crate::cv::wishes;
use crate::place::{CountryCode, Place};

/// How much a place says by where it stands. A wish outweighs everything else together.
const WISH: u32 = 10_000;
const HOME: u32 = 300;
const SUMMARY: u32 = 80;
const LATEST_JOB: u32 = 100;
/// Each earlier job counts so much less.
const EARLIER: u32 = 20;

/// Smaller places than this are believed only where somebody lives or wants to work; too many are called like words.
const MIN_POPULATION: u32 = 15_000;

impl Label for Place {
    fn label(&self) -> String {
        self.english_name()
    }
}

/// Places in the order of the CV, with their weight.
pub(super) fn find(lines: &[Line<'_>]) -> Vec<Sighting<Place>> {
    let reader = Reader { home: home_country(lines) };
    let mut jobs = 0;
    let found: Vec<Sighting<Place>> = lines.iter().flat_map(|line| sightings(&reader, line, &mut jobs)).collect();
    if found.is_empty() {
        return home_lines(lines).flat_map(countries).collect();
    }
    found
}

/// The country of the address; of several cities with one name, those there are meant.
fn home_country(lines: &[Line<'_>]) -> CountryCode {
    let anywhere = Reader { home: CountryCode::GERMANY };
    let cities = home_lines(lines).flat_map(|line| anywhere.segments(&tokens(line.text), 0));
    cities.into_iter().find_map(|(_, place)| place.country()).unwrap_or(CountryCode::GERMANY)
}

fn home_lines<'a, 'b>(lines: &'b [Line<'a>]) -> impl Iterator<Item = &'b Line<'a>> {
    lines.iter().filter(|line| matches!(line.section, Section::Top | Section::Contact))
}

fn sightings(reader: &Reader, line: &Line<'_>, jobs: &mut u32) -> Vec<Sighting<Place>> {
    let tokens = tokens(line.text);
    let in_prose = || {
        let places = |sentence: &[Token<'_>]| {
            let score = if wishes::is_wish(span(line, sentence)) { WISH } else { SUMMARY };
            all(line, reader.listed(sentence, false), score)
        };
        sentences(line, &tokens).into_iter().flat_map(places).collect::<Vec<_>>()
    };
    match line.section {
        Section::Wish => {
            let listed = reader.listed(&tokens, true);
            let places = if listed.is_empty() { reader.segments(&tokens, 0) } else { listed };
            all(line, places, WISH)
        }
        Section::Top | Section::Contact => [all(line, reader.segments(&tokens, 0), HOME), in_prose()].concat(),
        Section::Summary => in_prose(),
        Section::Experience => {
            let places = reader.segments(&tokens, MIN_POPULATION);
            let weight = LATEST_JOB.saturating_sub(*jobs * EARLIER).max(EARLIER);
            *jobs += u32::from(!places.is_empty());
            all(line, places, weight)
        }
        Section::Education | Section::Other => Vec::new(),
    }
}

fn all(line: &Line<'_>, places: Vec<(usize, Place)>, score: u32) -> Vec<Sighting<Place>> {
    let seen = |(start, place)| Sighting { what: place, score, evidence: quoted(line.text, start) };
    places.into_iter().map(seen).collect()
}

/// The words of a line between full stops.
fn sentences<'a, 'b>(line: &Line<'_>, tokens: &'b [Token<'a>]) -> Vec<&'b [Token<'a>]> {
    let ends = |index: &usize| {
        let is_stop = line.text[tokens[*index].end..].starts_with(['.', ';', '!', '?']);
        is_stop && tokens.get(index + 1).is_none_or(Token::is_capitalised)
    };
    let mut sentences = Vec::new();
    let mut start = 0;
    for end in (0..tokens.len()).filter(ends) {
        sentences.push(&tokens[start..=end]);
        start = end + 1;
    }
    sentences.push(&tokens[start..]);
    sentences
}

/// Countries in an address that names no known city.
fn countries(line: &Line<'_>) -> Vec<Sighting<Place>> {
    let tokens = tokens(line.text);
    let parts = tokens.chunk_by(|_, next| !next.is_after_break());
    let country = |part: &[Token<'_>]| {
        let is_name = part.iter().all(|word| word.is_capitalised() && word.text.chars().count() > 3);
        let place = Place::parse(span(line, part), CountryCode::GERMANY).ok()?;
        let is_country = is_name && matches!(place, Place::Country(_));
        is_country.then(|| (part[0].start, place))
    };
    all(line, parts.filter_map(country).collect(), HOME)
}

/// The text of these words.
fn span<'a>(line: &Line<'a>, tokens: &[Token<'_>]) -> &'a str {
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => &line.text[first.start..last.end],
        _ => "",
    }
}
