//! Unknown manners of the sources, and so settable: search of titles and places, and gaps in answers.

use super::chance::Seed;
use super::grammar::Endings;
use super::ground::Spot;
use super::words::town_beside;
use serde::{Deserialize, Serialize};

/// Manners of the sources, where the real ones are not known. By default as plain as can be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, clap::Args)]
#[serde(default)]
pub struct Manners {
    /// Words lose their endings and stop words are left out, as text search does in English.
    #[arg(long)]
    pub cuts_endings: bool,
    /// A country's list holds what its large towns' lists hold; other towns have no jobs.
    #[arg(long)]
    pub places_in_places: bool,
    /// Postings that state nothing on a filter are found by it, too.
    #[arg(long)]
    pub finds_unknown: bool,
    /// Share of postings that are open in a second town of their country, from 0 to 1.
    #[arg(long, default_value_t)]
    pub in_two_towns: f64,
    /// Share of its postings that a question for several titles leaves out, from 0 to 1.
    #[arg(long, default_value_t)]
    pub lists_leave_out: f64,
    /// At JSearch a title's list holds what the lists of the titles that it stands in hold; no list holds other titles.
    #[arg(long)]
    pub titles_in_titles: bool,
    /// Share of the postings for longer titles that a question for a title leaves out at JSearch, from 0 to 1.
    #[arg(long, default_value_t)]
    pub titles_leave_out: f64,
    /// Share of its towns' postings that a question for a country leaves out, from 0 to 1.
    #[arg(long, default_value_t)]
    pub countries_leave_out: f64,
    /// "Today" begins at midnight (UTC) at JSearch, instead of 24 hours ago.
    #[arg(long)]
    pub days_begin_at_midnight: bool,
    /// Share of the postings for a large German town at JSearch that lie in a smaller one beside it, from 0 to 1.
    #[arg(long, default_value_t)]
    pub around_towns: f64,
    /// Share of the postings at JSearch that an aggregator posts once more there, a day later, from 0 to 1.
    #[arg(long, default_value_t)]
    pub copies: f64,
}

impl Manners {
    pub(super) fn endings(self) -> Endings {
        if self.cuts_endings { Endings::Cut } else { Endings::Kept }
    }

    /// Place of a posting as JSearch states it.
    pub(super) fn spot(self, seed: Seed, spot: Spot) -> Spot {
        let beside = spot.city.as_deref().and_then(town_beside).filter(|_| seed.chance("around", self.around_towns));
        match beside {
            Some((city, region)) => Spot { city: Some(city.to_owned()), region: Some(region.to_owned()), ..spot },
            None => spot,
        }
    }

    /// Seed of an aggregator's copy of a posting; None: no copy.
    pub(super) fn copy(self, seed: Seed) -> Option<Seed> {
        seed.chance("copied", self.copies).then(|| seed.and("copy"))
    }

    /// True for a posting lost to a question for several titles.
    pub(super) fn is_lost_to_lists(self, seed: Seed) -> bool {
        seed.chance("lost to lists", self.lists_leave_out)
    }

    /// True for a posting of a longer title lost to a question for a shorter title.
    pub(super) fn is_lost_to_titles(self, seed: Seed) -> bool {
        seed.chance("lost to titles", self.titles_leave_out)
    }

    /// True for a town's posting lost to a question for its country.
    pub(super) fn is_lost_to_countries(self, seed: Seed) -> bool {
        seed.chance("lost to countries", self.countries_leave_out)
    }
}
