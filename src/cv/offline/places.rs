//! The places of a CV: where the person wants to work, lives, and has worked.

mod evidence;
mod reader;
mod words;

use self::evidence::Standing;
use self::reader::{Reader, Seen};
use super::recent;
use super::sighting::{Label, Sighting, quoted};
use crate::cv::dates::is_span;
use crate::cv::language;
use crate::cv::structure::{self, Line, Section};
use crate::cv::titles::tokens::{Token, tokens};
use crate::cv::wishes;
use crate::place::{CountryCode, Place};
use std::cmp::Reverse;

/// Weight of a place by its position. A wish outweighs all other places together.
const WISH: u32 = 10_000;
const HOME: u32 = 300;
const SUMMARY: u32 = 80;
const LATEST_JOB: u32 = 100;
/// Each earlier job counts so much less.
const EARLIER: u32 = 20;

impl Label for Place {
    fn label(&self) -> String {
        self.english_name()
    }
}

/// Lines from the top that may be a letterhead.
const HEAD_LINES: usize = 18;

/// Places in the order of the CV, with their weight.
pub(super) fn find(lines: &[Line<'_>]) -> Vec<Sighting<Place>> {
    let reader = Reader { home: home_country(lines) };
    let recent = lines.iter().zip(recent::are_recent(lines)).enumerate().filter(|(_, (_, is_recent))| *is_recent);
    let (mut jobs, head) = (0, head(lines));
    let seen = recent.map(|(index, (line, _))| {
        (line.section == Section::Experience, sightings(&reader, line, index < head, &mut jobs))
    });
    let found = without_past_abroad(seen.collect());
    if found.is_empty() {
        return home_lines(lines).flat_map(countries).collect();
    }
    found
}

/// Sightings without places in other countries of former work: only home, wishes and the latest job tell the country
/// meant. Beside a town of these countries a name from elsewhere is an employer's: "Ica, Uppsala".
fn without_past_abroad(seen: Vec<(bool, Vec<Sighting<Place>>)>) -> Vec<Sighting<Place>> {
    let country = |sighting: &Sighting<Place>| sighting.what.country();
    let mut meant: Vec<CountryCode> =
        seen.iter().filter(|(is_job, _)| !is_job).flat_map(|(_, places)| places).filter_map(country).collect();
    let latest = seen.iter().filter(|(is_job, _)| *is_job).find(|(_, places)| !places.is_empty());
    let at_latest: Vec<CountryCode> = latest.iter().flat_map(|(_, places)| places).filter_map(country).collect();
    if !at_latest.iter().any(|one| meant.contains(one)) {
        meant.extend(at_latest);
    }
    let is_kept = |sighting: &Sighting<Place>| country(sighting).is_none_or(|one| meant.contains(&one));
    seen.into_iter()
        .flat_map(|(is_job, places)| places.into_iter().filter(move |one| !is_job || is_kept(one)))
        .collect()
}

/// End of the letterhead: at the first job, or where no heading has come for long.
fn head(lines: &[Line<'_>]) -> usize {
    let job = lines.iter().position(|line| line.section == Section::Top && is_span(line.whole));
    job.unwrap_or(HEAD_LINES).min(HEAD_LINES)
}

/// Towns, regions and countries of a letterhead's line in its own words, for its sent part. An address is in one town:
/// of several towns the biggest is meant; the others are streets and districts with a town's name.
pub(super) fn address(line: &str, is_address: bool) -> Vec<&str> {
    let tokens = tokens(line);
    let mut seen = Reader { home: None }.segments(&tokens, Standing::Proven);
    if is_address {
        let biggest = seen.iter().filter_map(population).max();
        seen.retain(|seen| population(seen).is_none_or(|residents| Some(residents) == biggest));
    }
    seen.extend(country_parts(line));
    seen.sort_by_key(|seen| (seen.start, Reverse(seen.end)));
    seen.dedup_by(|next, kept| next.start < kept.end);
    seen.into_iter().map(|seen| &line[seen.start..seen.end]).collect()
}

/// The residents of a town.
fn population(seen: &Seen) -> Option<u32> {
    match &seen.place {
        Place::City(city) => Some(city.population),
        _ => None,
    }
}

/// The country of the address; of several cities with one name, the cities in this country are meant. Else the country
/// named, the first town's country, or the country of the language.
fn home_country(lines: &[Line<'_>]) -> Option<CountryCode> {
    let text: String = lines.iter().map(|line| format!("{}\n", line.whole)).collect();
    let language = language::country(&text);
    // "Valencia" in a Spanish CV is Spain's; "Leeds" in a German one is England's all the same.
    let reader = Reader { home: language };
    let proven = || home_lines(lines).flat_map(|line| reader.proven(&tokens(line.text))).next();
    let named = || home_lines(lines).flat_map(countries).find_map(|seen| seen.what.country());
    let town = |line: &Line<'_>| reader.segments(&tokens(line.text), Standing::Home).first()?.place.country();
    proven().or_else(named).or_else(|| home_lines(lines).find_map(town)).or(language)
}

/// Lines of the letterhead and of the personal data.
fn home_lines<'a, 'b>(lines: &'b [Line<'a>]) -> impl Iterator<Item = &'b Line<'a>> {
    lines.iter().filter(|line| is_home(line))
}

fn is_home(line: &Line<'_>) -> bool {
    match line.label {
        Some(label) => matches!(label, structure::Label::Home | structure::Label::Address),
        None => matches!(line.section, Section::Top | Section::Personal),
    }
}

fn sightings(reader: &Reader, line: &Line<'_>, is_head: bool, jobs: &mut u32) -> Vec<Sighting<Place>> {
    let tokens = tokens(line.text);
    let in_prose = || {
        let places = |sentence: &[Token<'_>]| {
            let is_wish = wishes::is_wish(span(line, sentence));
            let score = if is_wish { WISH } else { SUMMARY };
            all(line, reader.listed(sentence, false), score)
        };
        sentences(line, &tokens).into_iter().flat_map(places).collect::<Vec<_>>()
    };
    let mut at_job = |standing: Standing| {
        let places = reader.segments(&tokens, standing);
        let weight = LATEST_JOB.saturating_sub(*jobs * EARLIER).max(EARLIER);
        *jobs += u32::from(!places.is_empty());
        all(line, places, weight)
    };
    match (line.section, line.label) {
        (Section::Education | Section::Skills | Section::Languages | Section::Projects | Section::Other, None)
            if wishes::seeks(line.text) =>
        {
            in_prose()
        }
        (Section::References | Section::Education, _) => Vec::new(),
        (Section::Experience, Some(structure::Label::Home | structure::Label::Address)) => at_job(Standing::Home),
        (_, Some(structure::Label::Home | structure::Label::Address)) => {
            let score = if line.section == Section::Wish { WISH } else { HOME };
            all(line, reader.segments(&tokens, Standing::Proven), score)
        }
        (_, Some(label)) if label != structure::Label::Employer => Vec::new(),
        (Section::Wish, _) => {
            let listed = reader.listed(&tokens, true);
            let places = if listed.is_empty() { reader.segments(&tokens, Standing::Home) } else { listed };
            all(line, places, WISH)
        }
        (Section::Top | Section::Personal, None) if structure::has_unknown_label(line.text) => in_prose(),
        (Section::Top, None) if !is_head => [at_job(Standing::Elsewhere), in_prose()].concat(),
        (Section::Top | Section::Personal, None) => {
            [all(line, reader.segments(&tokens, Standing::Home), HOME), in_prose()].concat()
        }
        (Section::Summary, _) => in_prose(),
        (Section::Experience, None) if structure::is_duty(line.text) => Vec::new(),
        (Section::Experience, _) | (_, Some(_)) => at_job(Standing::Elsewhere),
        (Section::Skills | Section::Languages | Section::Projects | Section::Other, None) => Vec::new(),
    }
}

fn all(line: &Line<'_>, places: Vec<Seen>, score: u32) -> Vec<Sighting<Place>> {
    let sighting = |seen: Seen| Sighting { what: seen.place, score, evidence: quoted(line.text, seen.start) };
    places.into_iter().map(sighting).collect()
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

/// Countries in an address without a known city.
fn countries(line: &Line<'_>) -> Vec<Sighting<Place>> {
    let sighting =
        |seen: Seen| Sighting { what: seen.place, score: HOME, evidence: line.text[seen.start..seen.end].to_owned() };
    country_parts(line.text).into_iter().map(sighting).collect()
}

/// Parts of a line that name a country.
fn country_parts(line: &str) -> Vec<Seen> {
    let tokens = tokens(line);
    let parts = tokens.chunk_by(|_, next| !next.is_after_break());
    let country = |part: &[Token<'_>]| {
        let is_name = part.iter().all(|word| word.is_capitalised() && word.text.chars().count() > 3);
        let (start, end) = (part.first()?.start, part.last()?.end);
        let place = Place::parse(&line[start..end], CountryCode::GERMANY).ok()?;
        (is_name && matches!(place, Place::Country(_))).then_some(Seen { place, start, end })
    };
    parts.filter_map(country).collect()
}

/// The text of the words.
fn span<'a>(line: &Line<'a>, tokens: &[Token<'_>]) -> &'a str {
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => &line.text[first.start..last.end],
        _ => "",
    }
}
