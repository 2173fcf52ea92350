//! How well a posting fits a search: points with their parts, so that a list can begin with the best and say why. Pure.
//!
//! An unstated fact costs a posting less than a contradiction would, and never brings a match's points. The points
//! order a list and are not shown: people read the level and the parts.

use super::place::{Keys, Nearness, Surroundings};
use super::title::{Closeness, Compared};
use crate::filters::{Filters, Seniority, StatedArrangement, WorkArrangement};
use crate::place::Place;

/// A search, prepared for many postings.
#[derive(Clone, Debug)]
pub struct Aim {
    title: Compared,
    place: Surroundings,
    filters: Filters,
}

/// Facts stated by a posting, prepared for many searches.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The posting's title.
    pub title: Compared,
    /// Keys of the posting's places.
    pub places: Keys,
    /// Stated work arrangement. None here and below: not stated.
    pub arrangement: Option<StatedArrangement>,
    /// Types by the names of the closed list.
    pub employment_types: Vec<String>,
    /// Level by years of experience.
    pub seniority: Option<Seniority>,
    /// The provider's taxonomy.
    pub industries: Vec<String>,
    /// How many words of the person's CV stand in the posting.
    pub own_words: usize,
    /// Days since the posting; None: no source knows.
    pub age_days: Option<i64>,
}

/// Reasons for a posting's fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Fit by title.
    pub title: Closeness,
    /// Fit by place.
    pub place: Nearness,
    /// Filters of the search.
    pub asked: usize,
    /// Set filters with a match stated by the posting.
    pub met: usize,
    /// Set filters of which the posting states nothing.
    pub open: usize,
    /// Words of the CV in the posting.
    pub own_words: usize,
    /// Days since the posting.
    pub age_days: Option<i64>,
}

/// How well a posting fits, in words; the best last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Little is as wanted.
    Loosely,
    /// Some of it is.
    Partly,
    /// Title and place are, nearly.
    Well,
    /// All that counts is.
    VeryWell,
}

impl Aim {
    /// A title, a place and filters.
    pub fn new(title: &str, place: &Place, filters: Filters) -> Self {
        Self { title: Compared::of(title), place: Surroundings::of(place), filters }
    }

    /// Fit of a posting for this search.
    pub fn judge(&self, facts: &Facts) -> Parts {
        let filters: Vec<Stated> = facts.stated(&self.filters).into_iter().flatten().collect();
        let count = |which: Stated| filters.iter().filter(|stated| **stated == which).count();
        Parts {
            title: self.title.closeness(&facts.title),
            place: self.place.nearness(&facts.places, facts.is_remote()),
            asked: filters.len(),
            met: count(Stated::AsWanted),
            open: count(Stated::Open),
            own_words: facts.own_words,
            age_days: facts.age_days,
        }
    }
}

impl Facts {
    fn is_remote(&self) -> bool {
        self.arrangement.is_some_and(|stated| WorkArrangement::RemoteOk.is_met_by(stated))
    }

    /// For each set filter, what the posting states of it.
    fn stated(&self, filters: &Filters) -> [Option<Stated>; 4] {
        let [_, employment_type, _, industry] = filters.names();
        let one = |is_met: Option<bool>| match is_met {
            Some(true) => Stated::AsWanted,
            Some(false) => Stated::Otherwise,
            None => Stated::Open,
        };
        let listed =
            |wanted: &str, stated: &[String]| one((!stated.is_empty()).then(|| stated.iter().any(|one| one == wanted)));
        [
            filters.work_arrangement.map(|wanted| one(self.arrangement.map(|stated| wanted.is_met_by(stated)))),
            employment_type.map(|wanted| listed(wanted, &self.employment_types)),
            filters.seniority.map(|wanted| one(self.seniority.map(|stated| wanted.is_met_by(stated)))),
            industry.map(|wanted| listed(wanted, &self.industries)),
        ]
    }
}

/// What a posting states of a set filter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stated {
    AsWanted,
    Otherwise,
    Open,
}

impl Parts {
    /// A hundred at most, about half of them for the title.
    pub fn points(&self) -> u32 {
        self.of_title_in_reach() + self.of_place() + self.of_filters() + self.of_words() + self.of_age()
    }

    /// The level in words.
    pub fn level(&self) -> Level {
        match self.points() {
            72.. => Level::VeryWell,
            58..72 => Level::Well,
            36..58 => Level::Partly,
            _ => Level::Loosely,
        }
    }

    fn of_title(&self) -> u32 {
        match self.title {
            Closeness::Same => 44,
            Closeness::Holds => 39,
            Closeness::Words => 32,
            Closeness::Related => 20,
            Closeness::Akin => 15,
            Closeness::Other => 0,
        }
    }

    /// A job out of reach is worth half of what its title promises: whoever names a place lives there.
    fn of_title_in_reach(&self) -> u32 {
        match self.place {
            Nearness::SameCountry | Nearness::Elsewhere => self.of_title() / 2,
            Nearness::Unknown | Nearness::Around => self.of_title() * 3 / 4,
            Nearness::Inside | Nearness::Remote => self.of_title(),
        }
    }

    /// A place near by is worth half where the work is another.
    fn of_place(&self) -> u32 {
        let points = match self.place {
            Nearness::Inside => 20,
            Nearness::Remote => 16,
            Nearness::Around => 12,
            Nearness::SameCountry | Nearness::Unknown => 6,
            Nearness::Elsewhere => 0,
        };
        if self.title == Closeness::Other { points / 2 } else { points }
    }

    /// A search without filters has nothing unmet. What a posting leaves open may be met; what it states otherwise is not.
    fn of_filters(&self) -> u32 {
        if self.asked == 0 {
            return 6;
        }
        u32::try_from((self.met * 9 + self.open * 4) / self.asked).unwrap_or(0)
    }

    fn of_words(&self) -> u32 {
        u32::try_from(self.own_words.min(4)).unwrap_or(0) * 6
    }

    fn of_age(&self) -> u32 {
        match self.age_days {
            Some(..=2) => 3,
            Some(3..=9) => 2,
            Some(10..=30) => 1,
            _ => 0,
        }
    }
}

#[cfg(test)]
mod hundred;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::CountryCode;

    fn place(typed: &str) -> Place {
        Place::parse(typed, CountryCode::GERMANY).unwrap()
    }

    fn facts(title: &str, at: &str) -> Facts {
        Facts {
            title: Compared::of(title),
            places: Keys::of(&[place(at)]),
            arrangement: None,
            employment_types: Vec::new(),
            seniority: None,
            industries: Vec::new(),
            own_words: 0,
            age_days: Some(2),
        }
    }

    fn aim(filters: Filters) -> Aim {
        Aim::new("Data Scientist", &place("Berlin"), filters)
    }

    #[test]
    fn postings_stand_in_the_order_in_which_people_would_read_them() {
        let plain = || facts("Data Scientist", "Berlin");
        let ranked = [
            Facts { own_words: 3, age_days: Some(0), ..plain() },
            Facts { own_words: 2, ..plain() },
            plain(),
            Facts { age_days: Some(25), ..plain() },
            Facts { arrangement: Some(StatedArrangement::Remote), ..facts("Data Scientist", "Munich") },
            facts("Senior Data Scientist (Fraud)", "Berlin"),
            facts("Data Research Scientist", "Berlin"),
            facts("Data Analyst", "Berlin"),
            facts("Data Scientist", "Munich"),
            facts("Data Analyst", "Munich"),
            facts("Waiter", "Berlin"),
            facts("Waiter", "Vienna"),
        ];
        let points: Vec<u32> = ranked.iter().map(|facts| aim(Filters::default()).judge(facts).points()).collect();
        assert!(points.is_sorted_by(|one, next| one > next), "{points:?}");
        let levels: Vec<Level> = ranked.iter().map(|facts| aim(Filters::default()).judge(facts).level()).collect();
        assert_eq!(levels[2], Level::VeryWell);
        assert_eq!((levels[5], levels[7], levels[11]), (Level::Well, Level::Partly, Level::Loosely));
    }

    #[test]
    fn what_is_stated_comes_before_what_is_not() {
        let filters = Filters {
            seniority: Some(Seniority::Senior),
            work_arrangement: Some(WorkArrangement::Hybrid),
            ..Filters::default()
        };
        let silent = facts("Data Scientist", "Berlin");
        let half = Facts { seniority: Some(Seniority::Lead), ..silent.clone() };
        let whole = Facts { arrangement: Some(StatedArrangement::Hybrid), ..half.clone() };
        let parts = [silent, half, whole].map(|facts| aim(filters).judge(&facts));
        assert_eq!(parts.map(|one| (one.met, one.asked)), [(0, 2), (1, 2), (2, 2)]);
        assert!(parts[0].points() < parts[1].points() && parts[1].points() < parts[2].points());
    }

    #[test]
    fn nothing_brings_more_than_a_hundred_points() {
        let filters = Filters { seniority: Some(Seniority::Senior), ..Filters::default() };
        let seniority = Some(Seniority::Senior);
        let best = Facts { seniority, own_words: 50, age_days: Some(0), ..facts("Data Scientist", "Berlin") };
        assert_eq!(aim(filters).judge(&best).points(), 100);
        let seniority = Some(Seniority::Junior);
        let none = Facts { age_days: None, seniority, ..facts("Waiter", "Vienna") };
        assert_eq!(aim(filters).judge(&none).points(), 0);
    }
}
