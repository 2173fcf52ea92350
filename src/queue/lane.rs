//! Lanes: purposes of tasks, so that a pool can keep places for each purpose.

use crate::closed_list;
use crate::sources::Source;

closed_list! {
    "a lane";
    /// Purpose of a task, known when the task is enqueued. A fetch changes lanes when a person comes to wait for it.
    pub enum Lane {
        /// Readings of CVs: a person sits before the page.
        Reading = "reading",
        /// Fetches that people wait for.
        People = "people",
        /// Runs, and their fetches.
        Runs = "runs",
        /// Fetches without a person who waits: imports, and what an admin loads; and what an admin does to many things.
        ByHand = "by_hand",
        /// Housekeeping.
        Upkeep = "upkeep",
        /// Mails and alerts are sent.
        Mail = "mail",
    }
}

impl Lane {
    /// True where tasks buy pages, each task at a single source.
    const fn buys(self) -> bool {
        matches!(self, Self::People | Self::Runs | Self::ByHand)
    }
}

/// Tasks of a lane that ask the same source, or none: if a task waits for something there, the others wait for the
/// same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Compartment {
    /// Lane of the tasks.
    pub lane: Lane,
    /// Source that the tasks call; None: no calls.
    pub source: Option<Source>,
}

impl Compartment {
    /// Every compartment, the most pressing first.
    pub fn all() -> Vec<Self> {
        let of = |lane: Lane| {
            let asking = Source::ALL.iter().filter(move |_| lane.buys()).map(|&source| Some(source));
            // A run only plans, and so does an act on many things.
            let is_alone = !lane.buys() || lane != Lane::People;
            asking.chain(is_alone.then_some(None)).map(move |source| Self { lane, source })
        };
        [Lane::Reading, Lane::People, Lane::Upkeep, Lane::Mail, Lane::Runs, Lane::ByHand]
            .into_iter()
            .flat_map(of)
            .collect()
    }
}

/// Number of tasks of a compartment that may be claimed now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Compartment of the tasks.
    pub compartment: Compartment,
    /// Places that no other compartment can take.
    pub own: i32,
    /// Most places, with common places.
    pub most: i32,
    /// Places common to all compartments that call this source, or none.
    pub common: i32,
}

/// Free places of a pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rooms {
    /// Places by compartment; zero for compartments left out.
    pub of: Vec<Room>,
    /// Common places taken at most, the most urgent task first.
    pub common: i32,
}

impl Rooms {
    /// Room for so many tasks of any lane.
    pub fn anywhere(tasks: i32) -> Self {
        let room = |compartment| Room { compartment, own: 0, most: tasks, common: tasks };
        let all = Compartment::all().into_iter().filter(|_| tasks > 0);
        Self { of: all.map(room).collect(), common: tasks }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_lane_has_its_compartments_once_and_each_source_its_own() {
        let all = Compartment::all();
        assert_eq!(all.iter().collect::<HashSet<_>>().len(), all.len());
        for &lane in Lane::ALL {
            let asked: Vec<_> = all.iter().filter(|one| one.lane == lane).filter_map(|one| one.source).collect();
            assert_eq!(asked, if lane.buys() { Source::ALL } else { &[] }, "{lane}");
            assert!(all.iter().any(|one| one.lane == lane), "{lane}");
        }
    }
}
