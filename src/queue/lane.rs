//! Lanes: what a task is for, so that a pool can keep places for each.

use crate::closed_list;
use crate::sources::Source;

closed_list! {
    "a lane";
    /// What a task is for. Known when it is enqueued; a fetch changes over when somebody comes to wait for it.
    pub enum Lane {
        /// CVs are read: a person sits before the page.
        Reading = "reading",
        /// Fetches that people wait for.
        People = "people",
        /// Runs, and their fetches.
        Runs = "runs",
        /// Fetches that nobody waits for: imports, and what an admin loads.
        ByHand = "by_hand",
        /// Housekeeping.
        Upkeep = "upkeep",
        /// Mails are sent.
        Mail = "mail",
    }
}

impl Lane {
    /// True where tasks buy pages, each at one source.
    const fn buys(self) -> bool {
        matches!(self, Self::People | Self::Runs | Self::ByHand)
    }
}

/// Tasks of a lane that ask one source, or none: what one of them waits for, the others of it wait for, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Compartment {
    /// What the tasks are for.
    pub lane: Lane,
    /// Source of their calls; None: no calls.
    pub source: Option<Source>,
}

impl Compartment {
    /// Every compartment, the most pressing first.
    pub fn all() -> Vec<Self> {
        let of = |lane: Lane| {
            let asking = Source::ALL.iter().filter(move |_| lane.buys()).map(|&source| Some(source));
            // A run only plans, and asks no source.
            let is_alone = !lane.buys() || lane == Lane::Runs;
            asking.chain(is_alone.then_some(None)).map(move |source| Self { lane, source })
        };
        [Lane::Reading, Lane::People, Lane::Upkeep, Lane::Mail, Lane::Runs, Lane::ByHand]
            .into_iter()
            .flat_map(of)
            .collect()
    }
}

/// How many tasks of a compartment may be claimed now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Whose tasks.
    pub compartment: Compartment,
    /// In places that no other compartment can take.
    pub own: i32,
    /// At most, with common places.
    pub most: i32,
}

/// Free places of a pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rooms {
    /// Places by compartment; zero for compartments left out.
    pub of: Vec<Room>,
    /// Places that are free to all of them, the most urgent task first.
    pub common: i32,
}

impl Rooms {
    /// Room for so many tasks, whatever they are for.
    pub fn anywhere(tasks: i32) -> Self {
        let room = |compartment| Room { compartment, own: 0, most: tasks };
        Self { of: Compartment::all().into_iter().map(room).collect(), common: tasks }
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
