//! Sightings: titles and places seen in a line, weighed, summed and quoted.

use crate::cv::profile::{Found, MAX_FOUND};
use crate::cv::titles::Title;
use std::cmp::Reverse;

/// The longest quoted evidence, in characters.
const MAX_EVIDENCE_CHARS: usize = 120;

/// A sighting in a line, and how much the sighting says.
#[derive(Clone, Debug)]
pub(super) struct Sighting<T> {
    pub(super) what: T,
    pub(super) score: u32,
    pub(super) evidence: String,
}

/// Text that shows a sighting; sightings with equal labels are summed.
pub(super) trait Label {
    fn label(&self) -> String;
}

impl Label for Title {
    fn label(&self) -> String {
        self.text.clone()
    }
}

/// The five labels with the highest sum of scores, each with the words of its best sighting. Of equal labels the first
/// seen comes first.
pub(super) fn strongest<T: Label>(sightings: &[Sighting<T>]) -> Vec<Found> {
    let mut sums: Vec<(Found, u32, u32)> = Vec::new();
    for sighting in sightings {
        let found = Found { text: sighting.what.label(), evidence: sighting.evidence.clone() };
        let same = |(other, ..): &&mut (Found, u32, u32)| other.text.to_lowercase() == found.text.to_lowercase();
        match sums.iter_mut().find(same) {
            Some((best, sum, score)) => {
                *sum += sighting.score;
                if sighting.score > *score {
                    (*best, *score) = (found, sighting.score);
                }
            }
            None => sums.push((found, sighting.score, sighting.score)),
        }
    }
    sums.sort_by_key(|(_, sum, _)| Reverse(*sum));
    sums.into_iter().take(MAX_FOUND).map(|(found, ..)| found).collect()
}

/// The sentence around `start` (in bytes), shown as evidence; from `start` on where the sentence is too long to show.
pub(super) fn quoted(line: &str, start: usize) -> String {
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
