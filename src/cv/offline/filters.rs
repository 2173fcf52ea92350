//! The filters of a CV: wishes in the text, and offers suggested by the text.

use super::jobs::LATEST_JOB;
use super::sighting::{Sighting, quoted};
use crate::cv::filter::Filter;
use crate::cv::profile::FoundFilter;
use crate::cv::structure::{Line, Section};
use crate::cv::titles::Title;
use crate::cv::wishes;
use crate::filters::Seniority;

/// Numbers in words, English and German, in order from one.
const NUMBERS: [(&str, &str); 20] = [
    ("one", "einem"),
    ("two", "zwei"),
    ("three", "drei"),
    ("four", "vier"),
    ("five", "fünf"),
    ("six", "sechs"),
    ("seven", "sieben"),
    ("eight", "acht"),
    ("nine", "neun"),
    ("ten", "zehn"),
    ("eleven", "elf"),
    ("twelve", "zwölf"),
    ("thirteen", "dreizehn"),
    ("fourteen", "vierzehn"),
    ("fifteen", "fünfzehn"),
    ("sixteen", "sechzehn"),
    ("seventeen", "siebzehn"),
    ("eighteen", "achtzehn"),
    ("nineteen", "neunzehn"),
    ("twenty", "zwanzig"),
];

/// Filters asked for or suggested by the lines; stated filters first, guesses last.
pub(super) fn find(lines: &[Line<'_>], titles: &[Sighting<Title>]) -> Vec<FoundFilter> {
    let mut found: Vec<FoundFilter> = lines.iter().flat_map(spoken).collect();
    found.sort_by_key(|filter| !filter.stated);
    found.extend(level(titles).or_else(|| experience(lines)));
    found.extend(industry(titles));
    found
}

/// Filters in a line where people say what they look for.
fn spoken(line: &Line<'_>) -> Vec<FoundFilter> {
    let is_wish = |sentence: &str| match line.section {
        Section::Wish => true,
        Section::Top | Section::Summary => is_sentence(sentence) && wishes::is_wish(sentence),
        // A demand counts anywhere, on a line of its own or in a sentence that seeks.
        Section::Personal | Section::Projects | Section::Other => {
            is_sentence(sentence) && (wishes::seeks(sentence) || wishes::demands(sentence))
        }
        _ => false,
    };
    let offer = |sentence: &str, filter: Filter| {
        // Under "Objective" the heading does the asking.
        let heading = if line.section == Section::Wish { "Objective" } else { "" };
        let stated = wishes::asks(filter, &format!("{heading} {sentence}"));
        FoundFilter { filter, evidence: quoted(sentence, 0), stated }
    };
    let sentences = line.text.split_inclusive(['.', ';', '!', '?']).map(str::trim).filter(|sentence| is_wish(sentence));
    sentences
        .flat_map(|sentence| wishes::mentions(sentence).into_iter().map(move |filter| offer(sentence, filter)))
        .collect()
}

/// Whether words are more than a heading: "SUMMER INTERNSHIP PROGRAM" says nothing.
fn is_sentence(words: &str) -> bool {
    words.contains(char::is_lowercase)
}

/// The level in a wish, the headline or the latest job.
fn level(titles: &[Sighting<Title>]) -> Option<FoundFilter> {
    let seen = titles.iter().find(|seen| seen.what.seniority.is_some() && seen.score >= LATEST_JOB)?;
    let seniority = seen.what.seniority?;
    Some(FoundFilter { filter: Filter::Seniority(seniority), evidence: seen.evidence.clone(), stated: false })
}

/// The level for the years of experience, by the provider's bands.
fn experience(lines: &[Line<'_>]) -> Option<FoundFilter> {
    let summaries = lines.iter().filter(|line| matches!(line.section, Section::Top | Section::Summary));
    let sentences = summaries.flat_map(|line| line.text.split_inclusive(['.', ';', '!', '?']));
    let (years, sentence) = sentences
        .filter_map(|sentence| years(sentence).map(|years| (years, sentence)))
        .max_by_key(|(years, _)| *years)?;
    let seniority = match years {
        0..2 => Seniority::Junior,
        2..5 => Seniority::Mid,
        5..10 => Seniority::Senior,
        _ => Seniority::Lead,
    };
    Some(FoundFilter { filter: Filter::Seniority(seniority), evidence: quoted(sentence.trim(), 0), stated: false })
}

/// The years in "eight years of experience", "seit elf Jahren", "10+ years".
fn years(line: &str) -> Option<usize> {
    let words: Vec<String> =
        line.split([' ', '-']).map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()).collect();
    let counted = words
        .windows(2)
        .filter(|pair| matches!(pair[1].as_str(), "year" | "years" | "jahr" | "jahre" | "jahren" | "jährige"));
    let number = |word: &str| {
        let in_words =
            NUMBERS.iter().position(|(english, german)| *english == word || *german == word).map(|index| index + 1);
        word.parse().ok().or(in_words)
    };
    counted.filter_map(|pair| number(&pair[0])).filter(|years| *years < 60).max()
}

/// The field of the strongest title.
fn industry(titles: &[Sighting<Title>]) -> Option<FoundFilter> {
    let seen = titles.iter().rev().max_by_key(|seen| seen.score)?;
    Some(FoundFilter { filter: Filter::Industry(seen.what.industry), evidence: seen.evidence.clone(), stated: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_understood_in_words_and_figures() {
        assert_eq!(years("Data scientist with eight years of experience"), Some(8));
        assert_eq!(years("Seit elf Jahren, davor 3 Jahre"), Some(11));
        assert_eq!(years("over 10+ years' practice"), Some(10));
        assert_eq!(years("born in 1990 years ago"), None);
    }
}
