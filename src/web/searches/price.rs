//! The price of saving a list, in the words of the page.

use crate::app::App;
use crate::backfill::limits::Today;
use crate::coverage::plan::Counts;
use crate::models::fetch::ErrorCode;
use crate::models::listing::Count;
use crate::place::Place;
use crate::quota::price::Tariff;
use crate::searches::{TriedOut, Wish};
use crate::sources::{Source, request};
use crate::status::Times;
use crate::text::Html;
use crate::web::jobs::counted;
use crate::web::labels;
use std::collections::HashSet;

/// A preview, ready to be shown.
pub(super) struct Price {
    /// Distinct combinations on the list.
    of_list: usize,
    /// Counts over all active combinations of the person, with this list saved.
    pub counts: Counts,
    /// "JSearch about 15 requests".
    by_source: Vec<String>,
    /// Jobs that the list alone would show at once.
    here: Count,
    /// Jobs that are likely to come for the list alone.
    expected_jobs: i64,
    /// Credits, all sources together, for orientation.
    expected: i64,
    /// The most credits on one day.
    most: i64,
    /// Part to be had today.
    today: Today,
    times: Times,
    /// Places with another meaning than typed.
    pub places: Vec<Meaning>,
}

/// The meaning of a typed place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    typed: String,
    meant: String,
    is_known: bool,
    /// Surprises in the list.
    surprise: Option<String>,
    /// Left-out parts of a place for which JSearch is asked in parts only: their number, and some names.
    left_out: Option<String>,
}

impl Price {
    /// Price of a list's wishes, from a trial of saving it beside all others of the person.
    pub(super) fn of(app: &App, wishes: &[Wish], tried: &TriedOut, today: Today) -> Self {
        let TriedOut { preview, here, expected_jobs } = tried;
        let combinations: HashSet<_> = wishes.iter().map(|wish| &wish.combination).collect();
        let spent = preview.expected.iter().filter(|(_, credits)| *credits > 0);
        let by_source = spent.filter_map(|&(source, credits)| {
            let unit = Tariff::of(app.config.source(source)?).main_unit();
            let amount = labels::amount(credits, unit);
            Some(say!("searches-price-at", source = source.label(), amount = amount))
        });
        Self {
            of_list: combinations.len(),
            counts: preview.counts,
            by_source: by_source.collect(),
            here: *here,
            expected_jobs: *expected_jobs,
            expected: preview.expected_credits(),
            most: preview.most.min(today.most),
            today,
            times: Times::of(app),
            places: meanings(app, wishes),
        }
    }

    /// The size of the list, and how much of it is here already. Other lists of the person count too.
    pub(super) fn told(&self) -> String {
        let Self { of_list: size, counts, .. } = self;
        let parts = [
            (true, say!("searches-price-held", count = counts.held)),
            (true, say!("searches-price-loading", count = counts.loading)),
            (counts.waits > 0, say!("searches-price-waits", count = counts.waits)),
            (true, say!("searches-price-new", count = counts.new)),
        ];
        let parts: Vec<_> = parts.into_iter().filter(|(is_told, _)| *is_told).map(|(_, part)| part).collect();
        let parts = parts.join(", ");
        if counts.wanted <= *size {
            return say!("searches-price-size-only", size = size, parts = parts);
        }
        say!("searches-price-size", size = size, wanted = counts.wanted, parts = parts)
    }

    /// "To see at once: 38 jobs; about 12 more are expected."
    pub(super) fn jobs(&self) -> String {
        let here = counted(self.here);
        match self.expected_jobs {
            0 => say!("searches-price-jobs-here", here = here),
            expected => say!("searches-price-jobs", here = here, expected = expected),
        }
    }

    /// "About 120 credits (JSearch about 15 requests), and never more than 1,000 on one day."
    pub(super) fn cost(&self) -> Html {
        let sources = self.by_source.join(", ");
        say_html!("searches-price-about-html", credits = self.expected, sources = sources, most = self.most)
    }
}

impl Price {
    /// Part to be had today and time of the rest; None: all of the list today.
    pub(super) fn rest(&self) -> Option<String> {
        let limit = self.today.rest.as_ref()?;
        let why = limit_in_words(limit.code);
        let when = match limit.code {
            ErrorCode::SpendingStopped | ErrorCode::SourceStopped => say!("status-when-somebody"),
            _ => self.times.when(limit.until),
        };
        Some(match self.today.credits {
            0 => say!("searches-price-none-today", why = why, when = when),
            credits => say!("searches-price-some-today", credits = credits, why = why, when = when),
        })
    }
}

/// A limit in a few words, without its end.
fn limit_in_words(code: ErrorCode) -> String {
    match code {
        ErrorCode::Quota => say!("searches-limit-plan"),
        ErrorCode::FirstDay => say!("searches-limit-first-day"),
        ErrorCode::PersonCredits | ErrorCode::PersonCombinations => say!("searches-limit-person"),
        ErrorCode::SpendingStopped => say!("searches-limit-stopped"),
        ErrorCode::SourceStopped => say!("searches-limit-source"),
        _ => say!("searches-limit-day"),
    }
}

impl Meaning {
    /// "“München” is taken for Munich."
    pub(super) fn sentence(&self) -> Html {
        if let Some(left_out) = &self.left_out {
            return left_out.clone().into();
        }
        match (&self.surprise, self.is_known) {
            (Some(surprise), true) => surprise.clone().into(),
            (None, true) => say!("searches-place-known", typed = self.typed, meant = self.meant).into(),
            (_, false) => say_html!("searches-place-unknown-html", typed = self.typed, meant = self.meant),
        }
    }
}

fn meanings(app: &App, wishes: &[Wish]) -> Vec<Meaning> {
    let mut found = Vec::new();
    for wish in wishes {
        let meaning = Meaning { surprise: wish.surprise.clone(), ..meaning(&wish.location, wish.combination.place()) };
        let left_out = left_out(app, wish).map(|sentence| Meaning { left_out: Some(sentence), ..meaning.clone() });
        for meaning in [Some(meaning), left_out].into_iter().flatten() {
            let says_something =
                meaning.typed != meaning.meant || meaning.surprise.is_some() || meaning.left_out.is_some();
            if says_something && !found.contains(&meaning) {
                found.push(meaning);
            }
        }
    }
    found
}

/// Parts of an area for which JSearch is not asked; None: no such parts, or JSearch is not set up.
fn left_out(app: &App, wish: &Wish) -> Option<String> {
    let place = wish.combination.place();
    let names = request::left_out(place, app.config.country);
    let is_said = app.enabled().contains(&Source::JSearch) && !names.is_empty();
    let shown = names.iter().take(5).cloned().collect::<Vec<_>>().join(", ");
    let most = request::MOST_OF_AN_AREA;
    is_said
        .then(|| say!("searches-place-left-out", place = place.name(), most = most, count = names.len(), names = shown))
}

fn meaning(typed: &str, place: &Place) -> Meaning {
    let meant = match place {
        Place::Unknown { country, .. } => country.name(),
        known => known.name(),
    };
    Meaning { typed: typed.to_owned(), meant, is_known: place.is_known(), surprise: None, left_out: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_say_what_they_are_taken_for() {
        let meant = |typed: &str| meaning(typed, &Place::parse(typed, "de".parse().unwrap()).unwrap());
        assert_eq!(meant("München").meant, "Munich");
        let unknown = meant("Hinterdupfingen");
        assert_eq!((unknown.meant.as_str(), unknown.is_known), ("Germany", false));
    }
}
