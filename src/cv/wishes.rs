//! Wishes that a CV states in so many words, as opposed to guesses.

mod phrases;

use crate::cv::filter::Filter;
use crate::cv::text::folded;
use crate::filters::{Industry, WorkArrangement};

use self::phrases::{DEMANDS, MENTIONS, OPEN, SEEKING};

/// True for a sentence that looks for something, firmly or among possibilities.
pub(super) fn is_wish(sentence: &str) -> bool {
    let sentence = folded(sentence);
    let doors = OPEN.iter().filter(|word| !matches!(**word, "or" | "oder" | "possible"));
    SEEKING.iter().chain(doors).any(|word| has(&sentence, word))
}

/// True for a phrase that asks by itself: "Remote work only."
pub(super) fn demands(sentence: &str) -> bool {
    let sentence = folded(sentence);
    DEMANDS.iter().flat_map(|(_, phrases)| phrases.iter()).any(|phrase| has(&sentence, phrase))
}

/// Whether a sentence asks for work in so many words: "Seeking a summer position", not "only" and not "possible".
pub(super) fn seeks(sentence: &str) -> bool {
    const SEEKS: [&str; 21] = [
        "seeking",
        "looking for",
        "searching for",
        "in search of",
        "ich suche",
        "suche",
        "gesucht",
        "apply for",
        "je cherche",
        "je recherche",
        "recherche un",
        "recherche une",
        "busco",
        "cerco",
        "procuro",
        "ik zoek",
        "op zoek naar",
        "szukam",
        "poszukuję",
        "jag söker",
        "söker",
    ];
    let sentence = folded(sentence);
    SEEKS.iter().any(|words| has(&sentence, words))
}

/// True when these words ask for this filter, so that jobs stating otherwise are unwanted.
pub(super) fn asks(filter: Filter, words: &str) -> bool {
    let words = folded(words);
    let demanded = phrases(&DEMANDS, filter).any(|phrase| has(&words, phrase));
    let firm = SEEKING.iter().any(|word| has(&words, word)) && !hedged(filter, &words) && !has_rival(filter, &words);
    demanded || (firm && mentioned(filter, &words))
}

/// Filters in a sentence, asked for or not.
pub(super) fn mentions(sentence: &str) -> Vec<Filter> {
    let sentence = folded(sentence);
    let all = DEMANDS.iter().chain(&MENTIONS);
    let spoken = all.filter(|(_, phrases)| phrases.iter().any(|phrase| has(&sentence, phrase)));
    let mut filters: Vec<Filter> = spoken.map(|(filter, _)| *filter).collect();
    if filters.is_empty() && has(&sentence, "remote") {
        filters.push(Filter::WorkArrangement(WorkArrangement::RemoteOk));
    }
    filters
}

/// Whether another value of the same list is spoken of as well: "hybrid in London or fully remote".
fn has_rival(filter: Filter, words: &str) -> bool {
    let rivals = MENTIONS.iter().filter(|(other, _)| *other != filter && other.is_same_kind(&filter));
    rivals.flat_map(|(_, phrases)| phrases.iter()).any(|phrase| has(words, phrase))
}

/// Whether the words around a filter's own leave a choice: "gern in Teilzeit", "hybrid or on-site".
fn hedged(filter: Filter, words: &str) -> bool {
    let own = phrases(&MENTIONS, filter)
        .find_map(|phrase| words.find(&format!(" {phrase} ")).map(|start| (start, phrase.len())));
    let Some((start, length)) = own else {
        return false;
    };
    let before: Vec<&str> = words[..start].split(' ').rev().take(3).collect();
    let after: Vec<&str> = words[start + length + 1..].split(' ').filter(|word| !word.is_empty()).take(1).collect();
    let near = |word: &&str| match *word {
        "or" | "oder" => before.first() == Some(word) || after.contains(word),
        _ => before.contains(word) || after.contains(word),
    };
    let pairs = ["open to", "open for", "willing to", "happy to", "interested in", "offen für"];
    OPEN.iter().any(near) || pairs.iter().any(|pair| words[..start].ends_with(&format!(" {pair}")))
}

fn mentioned(filter: Filter, words: &str) -> bool {
    let industry = match filter {
        Filter::Industry(industry) => has_industry(industry, words),
        _ => false,
    };
    industry || phrases(&MENTIONS, filter).any(|phrase| has(words, phrase))
}

/// The field's whole name, "&" read as nothing.
fn has_industry(industry: Industry, words: &str) -> bool {
    words.contains(&folded(industry.as_str()))
}

fn phrases<'a>(table: &'a [(Filter, &'a [&'a str])], filter: Filter) -> impl Iterator<Item = &'a str> {
    table.iter().filter(move |(other, _)| *other == filter).flat_map(|(_, phrases)| phrases.iter().copied())
}

/// Whether folded text has the words of a phrase next to each other.
fn has(folded: &str, phrase: &str) -> bool {
    folded.contains(&format!(" {phrase} "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filters::{EmploymentType, Seniority};

    const REMOTE: Filter = Filter::WorkArrangement(WorkArrangement::RemoteSolely);
    const HYBRID: Filter = Filter::WorkArrangement(WorkArrangement::Hybrid);
    const PART_TIME: Filter = Filter::EmploymentType(EmploymentType::PartTime);
    const FULL_TIME: Filter = Filter::EmploymentType(EmploymentType::FullTime);

    #[test]
    fn so_many_words_are_a_demand() {
        for (filter, words) in [
            (REMOTE, "Looking for my next role, remote only."),
            (REMOTE, "nur remote"),
            (REMOTE, "Remote work only."),
            (PART_TIME, "Je cherche un poste à temps partiel"),
            (REMOTE, "I am seeking a 100% remote position"),
            (PART_TIME, "Teilzeit gesucht (25 Stunden)"),
            (PART_TIME, "part-time only"),
            (FULL_TIME, "I am seeking a fulltime position in Manchester"),
            (Filter::Seniority(Seniority::Senior), "seeking a senior role in health"),
            (Filter::Industry("Healthcare".parse().unwrap()), "Seeking a post in healthcare"),
        ] {
            assert!(asks(filter, words), "{words}");
        }
    }

    #[test]
    fn anything_less_is_no_demand() {
        for (filter, words) in [
            (REMOTE, "Worked in a fully remote team of nine"),
            (Filter::EmploymentType(EmploymentType::Intern), "EXPERIENTIAL LEARNING (SUMMER INTERNSHIP PROGRAM)"),
            (REMOTE, "Open to Amsterdam, Utrecht or remote"),
            (HYBRID, "Looking for hybrid roles in London or fully remote"),
            (HYBRID, "Suche eine neue Aufgabe in Köln, gern hybrid"),
            (PART_TIME, "möglichst in Teilzeit"),
            (PART_TIME, "2014–2016 Verkäuferin (Teilzeit)"),
            (FULL_TIME, "remote only"),
            (Filter::Seniority(Seniority::Senior), "Senior Data Scientist"),
        ] {
            assert!(!asks(filter, words), "{words}");
        }
    }

    #[test]
    fn what_is_spoken_of_is_found() {
        assert_eq!(mentions("gern hybrid"), [HYBRID]);
        assert_eq!(mentions("Open to Utrecht or remote"), [Filter::WorkArrangement(WorkArrangement::RemoteOk)]);
        assert_eq!(mentions("nothing of the kind"), []);
        assert!(is_wish("Open to Utrecht or remote") && !is_wish("Eight years of nursing, day or night"));
    }
}
