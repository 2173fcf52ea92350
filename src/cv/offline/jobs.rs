//! The titles of a CV: what the person looks for, calls themselves, and has worked as.

use super::dates::is_date_word;
use super::sections::{Line, Section};
use super::sighting::{Sighting, quoted};
use crate::cv::text::folded;
use crate::cv::titles::tokens::{Token, tokens};
use crate::cv::titles::{self, Title, vocabulary};
use crate::cv::wishes;

/// How much a title says by where it stands. A wish outweighs everything else together.
const WISH: u32 = 10_000;
const HEADLINE: u32 = 500;
const SUMMARY: u32 = 300;
pub(super) const LATEST_JOB: u32 = 200;
/// Each earlier job counts so much less.
const EARLIER: u32 = 25;
const TRADE_LEARNT: u32 = 20;
/// A title anywhere else, where nothing better was found.
const ELSEWHERE: u32 = 10;

/// Titles in the order of the CV, with their weight.
pub(super) fn find(lines: &[Line<'_>]) -> Vec<Sighting<Title>> {
    let mut jobs = 0;
    let mut found: Vec<Sighting<Title>> = lines.iter().flat_map(|line| sightings(line, &mut jobs)).collect();
    if found.is_empty() {
        let anywhere = |line: &Line<'_>| all(line, titles(line, &tokens(line.text), starts_phrase), |_| ELSEWHERE);
        found = lines.iter().flat_map(anywhere).collect();
    }
    let (training, work): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|seen| vocabulary::is_training(&folded(&seen.evidence)) && seen.score < WISH);
    if work.is_empty() { training } else { work }
}

fn sightings(line: &Line<'_>, jobs: &mut u32) -> Vec<Sighting<Title>> {
    let tokens = tokens(line.text);
    let score = |index: usize, best: u32| if index == 0 { best } else { best / 3 };
    match line.section {
        Section::Wish => all(line, titles(line, &tokens, stands_free), |_| WISH),
        Section::Top => all(line, titles(line, &tokens, stands_free), |index| wish_or(line, score(index, HEADLINE))),
        Section::Summary => all(line, titles(line, &tokens, stands_free), |index| wish_or(line, score(index, SUMMARY))),
        Section::Experience => {
            let titles = titles(line, &tokens, starts_phrase);
            let weight = LATEST_JOB.saturating_sub(*jobs * EARLIER).max(EARLIER);
            *jobs += u32::from(!titles.is_empty());
            all(line, titles, |_| weight)
        }
        Section::Education => all(line, titles(line, &tokens, is_learnt), |_| TRADE_LEARNT),
        Section::Contact | Section::Other => Vec::new(),
    }
}

fn all(line: &Line<'_>, titles: Vec<(usize, Title)>, score: impl Fn(usize) -> u32) -> Vec<Sighting<Title>> {
    titles.into_iter().enumerate().map(|(index, found)| seen(line, found, score(index))).collect()
}

fn seen(line: &Line<'_>, (start, title): (usize, Title), score: u32) -> Sighting<Title> {
    Sighting { what: title, score, evidence: quoted(line.text, start) }
}

/// A line like "Seeking a role as sous chef" is a wish wherever it stands.
fn wish_or(line: &Line<'_>, score: u32) -> u32 {
    if wishes::is_wish(line.text) { WISH } else { score }
}

/// The titles of a line that `may_start` where they do, with their positions in bytes.
fn titles(
    line: &Line<'_>,
    tokens: &[Token<'_>],
    may_start: fn(&[Token<'_>], usize, usize) -> bool,
) -> Vec<(usize, Title)> {
    let mut titles = Vec::new();
    let mut index = 0;
    while index < tokens.len() {
        match titles::at(line.text, tokens, index) {
            Some(title) if may_start(tokens, index, index + title.length) => {
                let start = tokens[index].start;
                index += title.length;
                titles.push((start, title));
            }
            Some(title) => index += title.length,
            None => index += 1,
        }
    }
    titles
}

/// In running text: not what belongs to somebody else ("reported to the marketing manager").
fn stands_free(tokens: &[Token<'_>], start: usize, _end: usize) -> bool {
    const OTHERS: [&str; 14] =
        ["the", "with", "to", "by", "for", "my", "our", "their", "der", "dem", "den", "mit", "unser", "beim"];
    let Some(before) = start.checked_sub(1).map(|index| &tokens[index]) else {
        return true;
    };
    tokens[start].is_after_break() || !OTHERS.contains(&before.fold.as_str())
}

/// In a list of jobs: at the beginning of a phrase, after dates or "as", and not going on as a sentence.
fn starts_phrase(tokens: &[Token<'_>], start: usize, end: usize) -> bool {
    let before = start.checked_sub(1).map(|index| &tokens[index]);
    let is_role = |word: &Token<'_>| matches!(word.fold.as_str(), "als" | "as");
    let as_a = start > 1 && matches!(tokens[start - 1].fold.as_str(), "a" | "an") && is_role(&tokens[start - 2]);
    let opens = tokens[start].is_after_break() || as_a || before.is_none_or(|word| is_date_word(word) || is_role(word));
    let closes = tokens.get(end).is_none_or(|next| {
        let linked = matches!(
            next.fold.as_str(),
            "at" | "bei"
                | "beim"
                | "in"
                | "im"
                | "for"
                | "für"
                | "with"
                | "of"
                | "and"
                | "und"
                | "an"
                | "am"
                | "seit"
                | "since"
        );
        next.is_after_break()
            || linked
            || next.is_capitalised()
            || next.text.starts_with(|c: char| c.is_numeric())
            || is_date_word(next)
    });
    let capital = tokens[start].is_capitalised()
        || before.is_some_and(|word| !is_date_word(word))
        || !tokens[start].text.starts_with(char::is_lowercase);
    opens && closes && capital
}

/// "Ausbildung zum Elektroniker", "Lehre als Koch", "Apprenticeship as joiner".
fn is_learnt(tokens: &[Token<'_>], start: usize, _end: usize) -> bool {
    let before: Vec<&str> = tokens[..start].iter().rev().take(2).map(|word| word.fold.as_str()).collect();
    matches!(
        before.as_slice(),
        ["zum" | "zur" | "als" | "as", "ausbildung" | "lehre" | "umschulung" | "apprenticeship" | "training"]
    )
}
