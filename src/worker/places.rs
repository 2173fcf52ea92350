//! Places of a pool, divided so that no lane and no source can take them all: a slow source, a slow model and a long
//! run each delay only the tasks that wait for the same.

use crate::queue::{Compartment, Lane, Room, Rooms};
use std::collections::HashMap;

/// Division of a pool's places.
#[derive(Clone, Debug)]
pub(super) struct Places {
    shares: Vec<Share>,
    /// Places that belong to no compartment.
    common: usize,
}

#[derive(Clone, Copy, Debug)]
struct Share {
    compartment: Compartment,
    /// Places kept free for the compartment.
    own: usize,
    /// Most places of all that the compartment may take.
    most: usize,
}

/// Fewest common places: in the smallest pools all places are common, or their workers could not do the same at a time.
const FEWEST_COMMON: usize = 2;

/// Acts of admins on many things: so seldom that no place is kept for them.
const ACTS: Compartment = Compartment { lane: Lane::ByHand, source: None };

/// Places that are taken, by compartment.
pub(super) type Taken = HashMap<Compartment, usize>;

impl Places {
    /// Gives a place of its own to each compartment that can have tasks, the most pressing first, as long as a quarter
    /// of all places, and two, are left to be common. Readings and mails take a quarter at most: a slow model holds each
    /// for a minute, and so does a slow mail server.
    pub(super) fn divide(workers: usize, can_have_tasks: impl Fn(Compartment) -> bool) -> Self {
        let quarter = (workers / 4).max(1);
        let mut left = workers.saturating_sub(quarter.max(FEWEST_COMMON));
        let share = |compartment: Compartment| {
            let own = usize::from(left > 0 && compartment != ACTS && can_have_tasks(compartment));
            left -= own;
            let most = if [Lane::Reading, Lane::Mail].contains(&compartment.lane) { quarter } else { workers };
            Share { compartment, own, most }
        };
        let shares: Vec<Share> = Compartment::all().into_iter().map(share).collect();
        let common = workers - shares.iter().map(|share| share.own).sum::<usize>();
        Self { shares, common }
    }

    /// Room beside the taken places.
    pub(super) fn rooms(&self, taken: &Taken) -> Rooms {
        let held = |share: &Share| taken.get(&share.compartment).copied().unwrap_or(0);
        let borrowed: usize = self.shares.iter().map(|share| held(share).saturating_sub(share.own)).sum();
        let common = self.common.saturating_sub(borrowed);
        let room = |share: &Share| {
            let own = share.own.saturating_sub(held(share));
            let most = share.most.saturating_sub(held(share)).min(own + common);
            (most > 0).then_some(Room { compartment: share.compartment, own: small(own), most: small(most) })
        };
        Rooms { of: self.shares.iter().filter_map(room).collect(), common: small(common) }
    }
}

fn small(places: usize) -> i32 {
    i32::try_from(places).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::Source::{self, ActiveJobs, JSearch};

    const READING: Compartment = Compartment { lane: Lane::Reading, source: None };
    const MAIL: Compartment = Compartment { lane: Lane::Mail, source: None };
    const UPKEEP: Compartment = Compartment { lane: Lane::Upkeep, source: None };

    fn at(lane: Lane, source: Source) -> Compartment {
        Compartment { lane, source: Some(source) }
    }

    fn own(workers: usize, sources: &[Source]) -> (Vec<String>, usize) {
        let places = Places::divide(workers, |one| one.source.is_none_or(|source| sources.contains(&source)));
        let name = |one: Compartment| match one.source {
            Some(source) => format!("{} {source}", one.lane),
            None => one.lane.to_string(),
        };
        let own = places.shares.iter().filter(|share| share.own == 1).map(|share| name(share.compartment));
        (own.collect(), places.common)
    }

    /// Room in a pool of so many workers: the most that each compartment may take beside the taken places.
    fn most(workers: usize, taken: &[(Compartment, usize)]) -> HashMap<Compartment, i32> {
        let rooms = Places::divide(workers, |_| true).rooms(&taken.iter().copied().collect());
        rooms.of.iter().map(|room| (room.compartment, room.most)).collect()
    }

    #[test]
    fn places_go_to_the_most_pressing_first_and_some_are_always_common() {
        let all = [
            "reading",
            "people jsearch",
            "people active_jobs",
            "upkeep",
            "mail",
            "runs jsearch",
            "runs active_jobs",
            "runs",
            "by_hand jsearch",
            "by_hand active_jobs",
        ];
        for (workers, owning, common) in [
            (1, 0, 1),
            (2, 0, 2),
            (3, 1, 2),
            (4, 2, 2),
            (8, 6, 2),
            (12, 9, 3),
            (13, 10, 3),
            (16, 10, 6),
            (24, 10, 14),
            (64, 10, 54),
        ] {
            let (own, left) = own(workers, Source::ALL);
            assert_eq!((own.as_slice(), left), (&all.map(str::to_owned)[..owning], common), "{workers}");
        }
        let (own, common) = own(16, &[ActiveJobs]);
        assert_eq!(
            (own, common),
            (
                ["reading", "people active_jobs", "upkeep", "mail", "runs active_jobs", "runs", "by_hand active_jobs"]
                    .map(str::to_owned)
                    .to_vec(),
                9
            )
        );
    }

    #[test]
    fn a_single_place_is_for_everybody() {
        assert!(Compartment::all().iter().all(|one| most(1, &[])[one] == 1));
        assert!(most(1, &[(READING, 1)]).is_empty());
    }

    #[test]
    fn a_run_at_a_slow_source_leaves_a_place_to_everything_else() {
        let run = at(Lane::Runs, JSearch);
        assert_eq!(most(16, &[])[&run], 7, "its own and all common ones");
        let left = most(16, &[(run, 7)]);
        assert_eq!(left.get(&run), None);
        for other in Compartment::all().into_iter().filter(|other| ![run, ACTS].contains(other)) {
            assert_eq!(left.get(&other), Some(&1), "{other:?}");
        }
    }

    #[test]
    fn a_slow_model_and_a_slow_mail_server_hold_a_quarter_at_most() {
        for (workers, quarter) in [(1, 1), (2, 1), (8, 2), (16, 4), (64, 16)] {
            for slow in [READING, MAIL] {
                assert_eq!(most(workers, &[])[&slow], quarter, "{workers}");
                assert_eq!(most(workers, &[(slow, quarter as usize)]).get(&slow), None, "{workers}");
            }
        }
        assert_eq!(most(16, &[(READING, 4)])[&at(Lane::People, JSearch)], 4, "its own and three common ones");
    }

    #[test]
    fn what_is_taken_never_adds_up_to_more_than_all_places() {
        for workers in 1..=64 {
            let places = Places::divide(workers, |_| true);
            let mut taken = Taken::new();
            // The first to come takes what it can: in every order of two.
            for compartment in [at(Lane::ByHand, ActiveJobs), READING, at(Lane::People, JSearch), UPKEEP] {
                let rooms = places.rooms(&taken);
                if let Some(room) = rooms.of.iter().find(|room| room.compartment == compartment) {
                    *taken.entry(compartment).or_default() += room.most as usize;
                }
                assert!(taken.values().sum::<usize>() <= workers, "{workers}: {taken:?}");
            }
        }
    }
}
