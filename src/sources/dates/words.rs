//! Dates in words: "3 days ago", "vor über 30 Tagen", "昨天".
//!
//! A text is read in every language and has to make sense to the last word: "in 3 days" and "3 days left" are no dates
//! of posting. A text that two languages understand differently is no date either.

use super::Dated;
use super::languages::{self, LANGUAGES, Language, UNITS};
use crate::typed::without_accents;
use chrono::{DateTime, Duration, Utc};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Reads a date in words, counted from the answer's arrival.
pub(super) fn read(text: &str, received_at: DateTime<Utc>) -> Option<Dated> {
    if text.chars().count() > LONGEST {
        return None;
    }
    let mut ages = VOCABULARIES.iter().filter_map(|vocabulary| vocabulary.age(text));
    let age = ages.next()?;
    ages.all(|other| other == age).then(|| age.before(received_at))
}

/// Rest of a text without the words around a date, in every language with such words: "Posted on Nov 26, 2026".
pub(super) fn bare(text: &str) -> impl Iterator<Item = &str> {
    let is_short = text.chars().count() <= LONGEST;
    VOCABULARIES.iter().filter(move |_| is_short).filter_map(move |vocabulary| vocabulary.bare(text))
}

/// Longest date in words, in characters.
const LONGEST: usize = 60;

/// Age of a posting, at least and at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Age {
    least: Duration,
    /// None: no upper bound.
    most: Option<Duration>,
}

impl Age {
    /// Age of whole days: one more may have begun.
    fn days(days: i64) -> Self {
        Self { least: Duration::days(days), most: Some(Duration::days(days + 1)) }
    }

    fn before(self, now: DateTime<Utc>) -> Dated {
        Dated { at: now - self.least, from: self.most.map(|most| now - most) }
    }
}

/// Meaning of a word or a group of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    /// Counted back from now.
    Ago,
    Number(i64),
    Half,
    /// "a few": two or more.
    Some,
    Unit(Duration),
    /// "more than", and the plus sign.
    Over,
    /// "less than"
    Under,
    Now,
    /// Days before today.
    Day(i64),
    /// One week or month ago.
    Last(Duration),
    /// "posted", "about" and other words that change nothing.
    Noise,
}

static VOCABULARIES: LazyLock<Vec<Vocabulary>> = LazyLock::new(|| LANGUAGES.iter().map(Vocabulary::of).collect());

/// A language's words, ready for lookup.
struct Vocabulary {
    is_joined: bool,
    meanings: HashMap<Vec<String>, Meaning>,
    /// Number of tokens in the longest group.
    longest: usize,
}

impl Vocabulary {
    fn of(language: &Language) -> Self {
        let mut vocabulary = Self { is_joined: language.is_joined, meanings: HashMap::new(), longest: 1 };
        for (words, meaning) in [
            (language.noise, Meaning::Noise),
            (language.ago, Meaning::Ago),
            (language.half, Meaning::Half),
            (language.some, Meaning::Some),
            (language.over, Meaning::Over),
            (language.under, Meaning::Under),
            (language.now, Meaning::Now),
            (language.today, Meaning::Day(0)),
            (language.yesterday, Meaning::Day(1)),
            (language.before_yesterday, Meaning::Day(2)),
            ("+, >, ≥", Meaning::Over),
            ("<, ≤", Meaning::Under),
        ] {
            vocabulary.learn(words.split(','), meaning);
        }
        for (names, unit) in language.units.iter().zip(UNITS) {
            vocabulary.learn(names.split(','), Meaning::Unit(unit));
        }
        for (names, unit) in language.last.iter().zip([Duration::days(7), Duration::days(30)]) {
            vocabulary.learn(names.split(','), Meaning::Last(unit));
        }
        for (names, number) in language.numbers.split(',').zip(languages::NUMBERS) {
            vocabulary.learn(names.split('|'), Meaning::Number(number));
        }
        vocabulary
    }

    fn learn<'a>(&mut self, groups: impl Iterator<Item = &'a str>, meaning: Meaning) {
        for group in groups {
            let tokens = tokens(group, self.is_joined);
            if !tokens.is_empty() {
                self.longest = self.longest.max(tokens.len());
                self.meanings.insert(tokens, meaning);
            }
        }
    }

    /// Rest of a text without meaningless words at its ends; None where there are no such words.
    fn bare<'a>(&self, text: &'a str) -> Option<&'a str> {
        let is_end = |at: &usize| {
            let (before, after) = (text[..*at].chars().next_back(), text[*at..].chars().next());
            self.is_joined
                || before.is_some_and(|c| !c.is_alphanumeric())
                || after.is_some_and(|c| !c.is_alphanumeric())
        };
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).filter(is_end).collect();
        let start = ends.iter().rev().find(|&&at| self.is_noise(&text[..at])).copied().unwrap_or(0);
        let end = ends.iter().find(|&&at| at > start && self.is_noise(&text[at..])).copied().unwrap_or(text.len());
        let bare = text[start..end].trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | '-' | '|'));
        (bare.len() < text.len()).then_some(bare)
    }

    fn is_noise(&self, text: &str) -> bool {
        let meanings = self.meanings_of(&tokens(text, self.is_joined)).unwrap_or_default();
        !meanings.is_empty() && meanings.iter().all(|meaning| *meaning == Meaning::Noise)
    }

    fn age(&self, text: &str) -> Option<Age> {
        age(&self.meanings_of(&tokens(text, self.is_joined))?)
    }

    /// Meanings of the tokens, the longest groups first. None: a token has no meaning in this language.
    fn meanings_of(&self, mut tokens: &[String]) -> Option<Vec<Meaning>> {
        let mut meanings = Vec::new();
        while let [first, ..] = tokens {
            if let Some(number) = first.parse().ok().filter(|_| first.len() <= MAX_DIGITS) {
                meanings.push(Meaning::Number(number));
                tokens = &tokens[1..];
                continue;
            }
            let mut lengths = (1..=self.longest.min(tokens.len())).rev();
            let (length, meaning) =
                lengths.find_map(|length| Some((length, *self.meanings.get(&tokens[..length])?)))?;
            meanings.push(meaning);
            tokens = &tokens[length..];
        }
        Some(meanings)
    }
}

/// Most digits of a number: job boards show no date with a longer number, of any unit.
const MAX_DIGITS: usize = 3;

/// Words, numbers and signs of a text, without accents and in small letters. A joined script has no spaces: there every
/// character stands alone.
pub(super) fn tokens(text: &str, is_joined: bool) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut last = ' ';
    for c in without_accents(text).chars().map(usual_digit) {
        let goes_on =
            (c.is_ascii_digit() && last.is_ascii_digit()) || (!is_joined && c.is_alphabetic() && last.is_alphabetic());
        match tokens.last_mut() {
            Some(token) if goes_on => token.push(c),
            _ if c.is_alphanumeric() || matches!(c, '+' | '<' | '>' | '≤' | '≥') => tokens.push(c.to_string()),
            _ => {}
        }
        last = c;
    }
    tokens
}

/// Latin digit for a digit of another script.
pub(super) fn usual_digit(c: char) -> char {
    /// Zeros of Arabic, Persian, Devanagari, Bengali and Thai.
    const ZEROS: [u32; 5] = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50];
    let digit = ZEROS.iter().find_map(|zero| u32::from(c).checked_sub(*zero).filter(|digit| *digit < 10));
    digit.and_then(|digit| char::from_digit(digit, 10)).unwrap_or(c)
}

/// Age stated by a whole text.
fn age(meanings: &[Meaning]) -> Option<Age> {
    let said: Vec<Meaning> = meanings.iter().copied().filter(|meaning| *meaning != Meaning::Noise).collect();
    match said[..] {
        [Meaning::Now] => Some(Age { least: Duration::zero(), most: Some(Duration::hours(1)) }),
        [Meaning::Now, Meaning::Now] => age(&[Meaning::Now]),
        [Meaning::Day(days)] | [Meaning::Now, Meaning::Day(days)] | [Meaning::Day(days), Meaning::Now] => {
            Some(Age::days(days))
        }
        [Meaning::Day(days), ref time @ ..] if is_time_of_day(time) => Some(Age::days(days)),
        [Meaning::Last(unit)] => Some(Age { least: unit, most: Some(unit * 2) }),
        _ => span(&said),
    }
}

/// True for "9:30", "9 h 30". A time of day is not needed, since the zone of its clock is not known.
fn is_time_of_day(said: &[Meaning]) -> bool {
    let is_hours = |meaning: &&Meaning| matches!(meaning, Meaning::Unit(unit) if *unit <= Duration::hours(1));
    let figures: Vec<&Meaning> = said.iter().filter(|meaning| !is_hours(meaning)).collect();
    match figures[..] {
        [Meaning::Number(0..=24)] => true,
        [Meaning::Number(0..=24), ref rest @ ..] => {
            rest.len() <= 2 && rest.iter().all(|meaning| matches!(meaning, Meaning::Number(0..=59)))
        }
        _ => false,
    }
}

/// Age by numbers with their units, the largest first: "more than 1 day 2 hours ago".
fn span(said: &[Meaning]) -> Option<Age> {
    let has = |meaning| said.contains(&meaning);
    let is_counted = |meaning: &&Meaning| !matches!(meaning, Meaning::Ago | Meaning::Over | Meaning::Under);
    let (mut total, mut smallest) = (Duration::zero(), Duration::MAX);
    let mut numbers = Vec::new();
    for meaning in said.iter().filter(is_counted) {
        match *meaning {
            Meaning::Unit(unit) if unit < smallest => {
                // A unit alone counts as one ("tydzień temu"), and needs a word that makes it a date.
                let halves = if numbers.is_empty() && has(Meaning::Ago) { 2 } else { halves(&numbers)? };
                total += unit * i32::try_from(halves).ok()? / 2;
                smallest = unit;
                numbers.clear();
            }
            Meaning::Number(_) | Meaning::Half | Meaning::Some => numbers.push(*meaning),
            _ => return None,
        }
    }
    if smallest == Duration::MAX || !numbers.is_empty() {
        return None;
    }
    let is_open = has(Meaning::Over) || has(Meaning::Some);
    Some(match has(Meaning::Under) {
        // Any time within the span: the middle is the least wrong.
        true => Age { least: total / 2, most: Some(total) },
        false => Age { least: total, most: (!is_open).then(|| total + smallest) },
    })
}

/// Halves of a unit counted by the words before it: "30", "a", "half an", "a few", "二十五".
fn halves(numbers: &[Meaning]) -> Option<i64> {
    let is = |meaning| numbers.contains(&meaning);
    let counted = numbers.iter().filter_map(|one| if let Meaning::Number(number) = one { Some(*number) } else { None });
    let count = counted.clone().try_fold(0, |sum, number| match (sum, number) {
        (0, number) => Some(number),
        (1..=9, 10) => Some(sum * 10),
        (10.., 1..=9) if sum % 10 == 0 => Some(sum + number),
        _ => None,
    })?;
    match (is(Meaning::Half), is(Meaning::Some)) {
        (false, false) => (counted.count() > 0).then_some(count * 2),
        (true, false) => (count <= 1).then_some(1),
        (false, true) => (count <= 1).then_some(4),
        (true, true) => None,
    }
}

#[cfg(test)]
mod tests;
