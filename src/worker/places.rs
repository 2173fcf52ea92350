//! Places of a pool, divided so that no lane and no source can take them all: a slow source, a slow model and a long
//! run each delay only the tasks that wait for the same.
//!
//! A task that buys holds its place while it waits for an answer, and needs no thread and no connection meanwhile. So
//! there are as many places at a source as its pace needs, however few workers there are; but a single worker does one
//! thing after the other.

use crate::queue::{Compartment, Lane, Room, Rooms};
use crate::sources::Source;
use std::collections::HashMap;

/// Division of a pool's places.
#[derive(Clone, Debug)]
pub(super) struct Places {
    shares: Vec<Share>,
    /// Places that belong to no compartment, for tasks that call no source.
    common: usize,
    /// One task at a time, of whatever compartment.
    is_single: bool,
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

/// Common places at each source, beside those that its compartments own.
pub(super) type AtSources = HashMap<Source, usize>;

impl Places {
    /// Gives a place of its own to each compartment that can have tasks: to those that call a source beside the
    /// workers' places; of these to the others, the most pressing first, as long as a quarter of all, and two, are left
    /// to be common. Readings and mails take a quarter at most: a slow model holds each for a minute, and so does a
    /// slow mail server.
    pub(super) fn divide(workers: usize, can_have_tasks: impl Fn(Compartment) -> bool) -> Self {
        let quarter = (workers / 4).max(1);
        let mut left = workers.saturating_sub(quarter.max(FEWEST_COMMON));
        let share = |compartment: Compartment| {
            let is_kept = compartment != ACTS && can_have_tasks(compartment);
            if compartment.source.is_some() {
                return Share { compartment, own: usize::from(is_kept), most: usize::MAX };
            }
            let own = usize::from(left > 0 && is_kept);
            left -= own;
            let most = if [Lane::Reading, Lane::Mail].contains(&compartment.lane) { quarter } else { workers };
            Share { compartment, own, most }
        };
        let shares: Vec<Share> = Compartment::all().into_iter().map(share).collect();
        let owned: usize =
            shares.iter().filter(|share| share.compartment.source.is_none()).map(|share| share.own).sum();
        Self { shares, common: workers - owned, is_single: workers == 1 }
    }

    /// Room beside the taken places.
    pub(super) fn rooms(&self, taken: &Taken, at_sources: &AtSources) -> Rooms {
        if self.is_single {
            return Rooms::anywhere(i32::from(taken.values().all(|held| *held == 0)));
        }
        let held = |share: &Share| taken.get(&share.compartment).copied().unwrap_or(0);
        let common = |source: Option<Source>| {
            let all = source.map_or(self.common, |source| at_sources.get(&source).copied().unwrap_or(0));
            let beside = self.shares.iter().filter(|share| share.compartment.source == source);
            all.saturating_sub(beside.map(|share| held(share).saturating_sub(share.own)).sum())
        };
        let room = |share: &Share| {
            let (own, common) = (share.own.saturating_sub(held(share)), common(share.compartment.source));
            let most = share.most.saturating_sub(held(share)).min(own + common);
            let (own, most, common) = (small(own), small(most), small(common));
            (most > 0).then_some(Room { compartment: share.compartment, own, most, common })
        };
        let in_all: usize = [None].into_iter().chain(Source::ALL.iter().copied().map(Some)).map(common).sum();
        Rooms { of: self.shares.iter().filter_map(room).collect(), common: small(in_all) }
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

    /// So many common places at each source.
    fn at_sources(places: usize) -> AtSources {
        Source::ALL.iter().map(|&source| (source, places)).collect()
    }

    /// Room in a pool of so many workers, with five common places at each source: the most that each compartment may
    /// take beside the taken places.
    fn most(workers: usize, taken: &[(Compartment, usize)]) -> HashMap<Compartment, i32> {
        let rooms = Places::divide(workers, |_| true).rooms(&taken.iter().copied().collect(), &at_sources(5));
        rooms.of.iter().map(|room| (room.compartment, room.most)).collect()
    }

    #[test]
    fn places_go_to_the_most_pressing_first_and_some_are_always_common() {
        let at_both = |lane: &str| Source::ALL.iter().map(|source| format!("{lane} {source}")).collect::<Vec<_>>();
        for (workers, others, common) in [
            (2, &[][..], 2),
            (3, &["reading"], 2),
            (4, &["reading", "upkeep"], 2),
            (6, &["reading", "upkeep", "mail", "runs"], 2),
            (16, &["reading", "upkeep", "mail", "runs"], 12),
        ] {
            let (own, left) = own(workers, Source::ALL);
            let buying = [at_both("people"), at_both("runs"), at_both("by_hand")].concat();
            let (mut own, mut all) = (own, [buying, others.iter().map(|&one| one.to_owned()).collect()].concat());
            own.sort();
            all.sort();
            assert_eq!((own, left), (all, common), "{workers}");
        }
        let expected =
            ["reading", "people active_jobs", "upkeep", "mail", "runs active_jobs", "runs", "by_hand active_jobs"];
        assert_eq!(own(16, &[ActiveJobs]), (expected.map(str::to_owned).to_vec(), 12));
    }

    #[test]
    fn a_single_worker_is_for_everybody_one_after_the_other() {
        assert!(Compartment::all().iter().all(|one| most(1, &[])[one] == 1));
        for busy in [READING, at(Lane::Runs, JSearch)] {
            assert!(most(1, &[(busy, 1)]).is_empty(), "{busy:?}");
        }
        assert_eq!(Places::divide(1, |_| true).rooms(&Taken::new(), &at_sources(5)).common, 1);
    }

    #[test]
    fn calls_are_beside_the_workers_of_a_small_pool() {
        let busy = most(2, &[(UPKEEP, 2)]);
        assert!(busy.iter().all(|(one, most)| one.source.is_some() && *most == 6) && busy.len() == 6, "{busy:?}");
    }

    #[test]
    fn a_run_at_a_slow_source_leaves_a_place_to_everything_else_and_keeps_none_of_the_other_source() {
        let run = at(Lane::Runs, JSearch);
        assert_eq!(most(16, &[])[&run], 6, "its own and all common ones at its source");
        let left = most(16, &[(run, 6)]);
        assert_eq!(left.get(&run), None);
        for other in Compartment::all().into_iter().filter(|other| other.source == Some(JSearch) && *other != run) {
            assert_eq!(left.get(&other), Some(&1), "{other:?}");
        }
        let untouched = most(16, &[]);
        for other in Compartment::all().into_iter().filter(|other| other.source != Some(JSearch)) {
            assert_eq!(left.get(&other), untouched.get(&other), "{other:?}");
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
        assert_eq!(most(16, &[(READING, 4)])[&UPKEEP], 10, "its own and nine common ones");
    }

    #[test]
    fn what_is_taken_never_adds_up_to_more_than_all_places() {
        for workers in 2..=64 {
            let places = Places::divide(workers, |_| true);
            let mut taken = Taken::new();
            // The first to come takes what it can: in every order of two.
            for compartment in [at(Lane::ByHand, ActiveJobs), READING, at(Lane::People, JSearch), UPKEEP, MAIL] {
                let rooms = places.rooms(&taken, &at_sources(5));
                if let Some(room) = rooms.of.iter().find(|room| room.compartment == compartment) {
                    *taken.entry(compartment).or_default() += room.most as usize;
                }
                let of =
                    |source| taken.iter().filter(|(one, _)| one.source == source).map(|(_, held)| held).sum::<usize>();
                assert!(
                    of(None) <= workers && of(Some(JSearch)) <= 8 && of(Some(ActiveJobs)) <= 8,
                    "{workers}: {taken:?}"
                );
            }
        }
    }

    #[test]
    fn a_source_whose_answers_come_sooner_gets_fewer_places_as_its_tasks_end() {
        let (people, places) = (at(Lane::People, JSearch), Places::divide(16, |_| true));
        let rooms = places.rooms(&Taken::from([(people, 12)]), &at_sources(5));
        assert!(rooms.of.iter().all(|room| room.compartment != people));
        assert_eq!(rooms.common, 12 + 5, "the workers' and the other source's");
    }
}
