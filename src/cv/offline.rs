//! The reader that needs no model: a vocabulary of job titles, the sections of a CV and a table of places.
//!
//! It finds what stands in plain sight, most of all where a person says what they look for, in the headline, and
//! in the latest jobs. Careers that differ only in wording give the same titles and places.

mod filters;
mod jobs;
mod places;
mod sections;
mod titles;
mod tokens;
mod vocabulary;

use crate::cv::profile::{Found, MAX_FOUND, Profile};
use crate::filters::Seniority;

pub(in crate::cv) use self::vocabulary::is_title_word;

/// What a CV shows at a glance. Takes the masked text, so that two people with one career get one profile.
pub fn read(masked_text: &str) -> Profile {
    let lines = sections::lines(masked_text);
    let titles = jobs::find(&lines);
    let places = places::find(&lines);
    let mut profile = Profile { titles: strongest(&titles), places: strongest(&places), filters: Vec::new() };
    for filter in filters::find(&lines, &titles) {
        profile.add_filter(filter);
    }
    profile
}

/// The title that a whole text is, in the form that a job board lists.
pub(in crate::cv) fn title_of(text: &str) -> Option<String> {
    titles::canonical(text).map(|title| title.text)
}

/// How senior a title says that it is.
pub(in crate::cv) fn seniority_of(title: &str) -> Option<Seniority> {
    titles::at(title, &tokens::tokens(title), 0)?.seniority
}

/// The longest evidence that is quoted, in characters.
const MAX_EVIDENCE_CHARS: usize = 120;

/// Something seen in a line, and how much that says.
#[derive(Clone, Debug)]
struct Sighting<T> {
    what: T,
    score: u32,
    evidence: String,
}

/// What a sighting is shown as; equal names are one thing.
trait Named {
    fn name(&self) -> String;
}

impl Named for titles::Title {
    fn name(&self) -> String {
        self.text.clone()
    }
}

/// The five names with the highest sum of scores, each with the words of its best sighting. Among equals the one
/// that was seen first comes first.
fn strongest<T: Named>(sightings: &[Sighting<T>]) -> Vec<Found> {
    let mut sums: Vec<(Found, u32, u32)> = Vec::new();
    for sighting in sightings {
        let found = Found { text: sighting.what.name(), evidence: sighting.evidence.clone() };
        match sums.iter_mut().find(|(other, ..)| other.text == found.text) {
            Some((best, sum, score)) => {
                *sum += sighting.score;
                if sighting.score > *score {
                    (*best, *score) = (found, sighting.score);
                }
            }
            None => sums.push((found, sighting.score, sighting.score)),
        }
    }
    sums.sort_by_key(|(_, sum, _)| std::cmp::Reverse(*sum));
    sums.into_iter().take(MAX_FOUND).map(|(found, ..)| found).collect()
}

/// The sentence around `start` (in bytes) that is shown as evidence; from there on where it is too long to show.
fn quoted(line: &str, start: usize) -> String {
    let ends = |text: &str| text.ends_with(['.', '!', '?', ';']);
    let breaks = line.match_indices([' ', '\n']).filter(|(at, _)| ends(&line[..*at])).map(|(at, _)| at);
    let first = breaks.clone().rfind(|at| *at < start).unwrap_or(0);
    let end = breaks.clone().find(|at| *at > start).unwrap_or(line.len());
    let is_short = line[first..end].chars().count() <= MAX_EVIDENCE_CHARS;
    let words = line[if is_short { first } else { start }..end]
        .trim_start_matches(['•', '·', '|', '-', '–', '*', ',', ' '])
        .split_whitespace();
    let mut quote = String::new();
    for word in words {
        if quote.chars().count() + word.chars().count() >= MAX_EVIDENCE_CHARS {
            break;
        }
        quote.push_str(if quote.is_empty() { "" } else { " " });
        quote.push_str(word);
    }
    quote
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cv::mask::mask;
    use crate::cv::profile::Filter;

    fn titles_and_places(cv: &str) -> (Vec<String>, Vec<String>) {
        let profile = read(&mask(cv));
        let texts = |found: Vec<Found>| found.into_iter().map(|found| found.text).collect();
        (texts(profile.titles), texts(profile.places))
    }

    #[test]
    fn one_career_in_other_words_gives_the_same_titles_and_places() {
        let cvs = [
            "Jane Doe\nLeeds, United Kingdom\n\nExperience\n2019 – present Senior Data Scientist at Zorg Ltd, Leeds\n2015 – 2019 Data Analyst, Blim plc, York",
            "CURRICULUM VITAE\nMary Ann Smith\n1 High Street, Leeds LS1 4AP\nWORK HISTORY\nData Scientist (Zorg Ltd., Leeds), since 2019\nData analyst – Blim plc, York – until 2019",
            "LEBENSLAUF\nName: Jane Doe\nLeeds\nBerufserfahrung\n• seit 2019: Datenwissenschaftlerin, Zorg Ltd, Leeds\n• 2015–2019: Datenanalystin, Blim plc, York",
        ];
        for cv in cvs {
            let (titles, places) = titles_and_places(cv);
            assert_eq!(titles, ["Data Scientist", "Data Analyst"], "{cv}");
            assert_eq!(places, ["Leeds", "York, United Kingdom"], "{cv}");
        }
    }

    #[test]
    fn a_wish_is_stronger_than_the_past() {
        let cv = "Max Muster\n10115 Berlin\nGesuchte Stelle: Product Owner in Hamburg oder remote, Teilzeit gesucht\n\
                  Berufserfahrung\n2020 – heute\nIT-Projektleiterin\nMusterfirma GmbH, Berlin";
        let profile = read(&mask(cv));
        assert_eq!(profile.titles[0].text, "Product Owner");
        assert_eq!(profile.titles[0].evidence, "Product Owner in Hamburg oder remote, Teilzeit gesucht");
        let places: Vec<&str> = profile.places.iter().map(|found| found.text.as_str()).collect();
        assert_eq!(places, ["Hamburg", "Remote", "Berlin"]);
        let stated: Vec<&Filter> =
            profile.filters.iter().filter(|found| found.stated).map(|found| &found.filter).collect();
        assert_eq!(stated, [&Filter::EmploymentType(crate::filters::EmploymentType::PartTime)]);
    }

    #[test]
    fn prose_about_others_is_no_title() {
        let cv = "Jane Doe\nNurse, Leeds\nExperience\nNurse, St James, Leeds, 2019\n• reported to the marketing manager\n\
                  • Doctor rounds with seven engineers and a pilot\n• Teacher training for carers";
        assert_eq!(titles_and_places(cv).0, ["Nurse"]);
    }

    #[test]
    fn training_counts_only_where_there_is_nothing_else() {
        let cv = "Jane Doe\nExperience\n2023 Data Analyst Intern, Zorg, Leeds\n2022 Waiter, Café Blim, York";
        assert_eq!(titles_and_places(cv).0, ["Waiter"]);
        let cv = "Jane Doe\nExperience\n2023 Data Analyst Intern, Zorg, Leeds";
        assert_eq!(titles_and_places(cv).0, ["Data Analyst"]);
    }

    #[test]
    fn a_text_without_any_of_it_gives_an_empty_profile() {
        assert_eq!(read("We hold these truths to be self-evident"), Profile::default());
        assert_eq!(read(""), Profile::default());
    }
}
