//! What is paid for although it is here, and why.

use super::market::words;
use jobfill::answers::{Places, Terms};
use jobfill::sources::Request;
use std::collections::HashMap;

/// Why a posting is bought that is here already. Of several reasons the last of these counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Twice {
    /// It stands in two towns.
    TwoTowns,
    /// Filters or titles of two requests cross: neither is the wider one.
    Crossing,
    /// A wider wish came after a narrower one.
    WideAfterNarrow,
    /// The wider request does not hold it whole: a page limit cut it short, or nothing is contained.
    NarrowAfterWide,
    /// The request had bought this time before.
    Overlap,
}

const ALL: [Twice; 5] =
    [Twice::TwoTowns, Twice::Crossing, Twice::WideAfterNarrow, Twice::NarrowAfterWide, Twice::Overlap];

/// Postings that were paid for again, by reason.
#[derive(Clone, Copy, Debug, Default)]
pub struct Again([usize; ALL.len()]);

impl Again {
    /// For each reason its part of so many postings, in percent.
    pub fn shares(&self, of: usize) -> String {
        let share = |(why, many): (&Twice, usize)| format!("{why:?} {:.1} %", many as f64 * 100.0 / of as f64);
        ALL.iter().zip(self.0).map(share).collect::<Vec<_>>().join(", ")
    }
}

/// Which requests have brought which postings.
pub struct Brought<'a> {
    all: &'a [Request],
    terms: Vec<Terms>,
    by: HashMap<u32, Vec<usize>>,
}

impl<'a> Brought<'a> {
    pub fn new(all: &'a [Request]) -> Self {
        let terms = all.iter().map(|one| Terms::of(one, words(one.title()))).collect();
        Self { all, terms, by: HashMap::new() }
    }

    /// Notes a posting that is bought for some requests, and whether that was for nothing.
    pub fn note(&mut self, ad: u32, requests: &[usize], again: &mut Again) {
        let before = self.by.get(&ad).map_or(&[][..], Vec::as_slice);
        let pairs = before.iter().flat_map(|before| requests.iter().map(move |now| (*before, *now)));
        if let Some(why) = pairs.map(|(before, now)| self.why(before, now)).max() {
            again.0[why as usize] += 1;
        }
        self.by.entry(ad).or_default().extend(requests);
    }

    fn why(&self, before: usize, now: usize) -> Twice {
        if self.all[before].place().key() != self.all[now].place().key() {
            return Twice::TwoTowns;
        }
        let contains = |wider: usize, one: usize| self.terms[wider].contain(&self.terms[one], Places::AsAsked);
        match (contains(before, now), contains(now, before)) {
            _ if before == now => Twice::Overlap,
            (true, _) => Twice::NarrowAfterWide,
            (false, true) => Twice::WideAfterNarrow,
            (false, false) => Twice::Crossing,
        }
    }
}
