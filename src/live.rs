//! Live pages: news of changes for all open pages, without a database connection for each.
//!
//! A process notes its changes as [`News`]; a notice to every process says whom a change concerns. There a counter
//! moves for each of these people, watched by their streams of server-sent events.

mod news;

pub use self::news::{Changes, News};

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

/// People concerned by a change. Admins are always concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// All signed-in people.
    Everybody,
    /// Numbers of accounts; none: admins alone.
    People(BTreeSet<i32>),
}

/// Counters that move when pages may have changed.
#[derive(Clone, Debug)]
pub struct Live {
    people: Arc<Mutex<HashMap<i32, watch::Sender<u64>>>>,
    admins: watch::Sender<u64>,
    end: CancellationToken,
}

impl Default for Live {
    fn default() -> Self {
        Self { people: Arc::default(), admins: watch::channel(0).0, end: CancellationToken::new() }
    }
}

impl Live {
    /// Moves the counters of the people concerned by a change.
    pub fn touch(&self, whom: &Whom) {
        step(&self.admins);
        let people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        match whom {
            Whom::Everybody => people.values().for_each(step),
            Whom::People(ids) => ids.iter().filter_map(|id| people.get(id)).for_each(step),
        }
    }

    /// Watches the counter of a person, for one open page. `may_look`: the person reads the admins' pages.
    pub fn watch(&self, user_id: i32, may_look: bool) -> watch::Receiver<u64> {
        if may_look {
            return self.admins.subscribe();
        }
        let mut people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        people.retain(|_, counter| counter.receiver_count() > 0);
        people.entry(user_id).or_insert_with(|| watch::channel(0).0).subscribe()
    }

    /// Ends all open streams, since the server stops.
    pub fn close(&self) {
        self.end.cancel();
    }

    /// Token that is cancelled when the server stops.
    pub fn ended(&self) -> CancellationToken {
        self.end.clone()
    }
}

fn step(counter: &watch::Sender<u64>) {
    counter.send_modify(|count| *count = count.wrapping_add(1));
}

impl fmt::Display for Whom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Everybody => f.write_str("everybody"),
            Self::People(ids) => f.write_str(&ids.iter().map(i32::to_string).collect::<Vec<_>>().join(",")),
        }
    }
}

/// Error for a notice that is not ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WhomError;

impl FromStr for Whom {
    type Err = WhomError;

    fn from_str(text: &str) -> Result<Self, WhomError> {
        if text == "everybody" {
            return Ok(Self::Everybody);
        }
        let ids = text.split(',').filter(|id| !id.is_empty()).map(str::parse);
        ids.collect::<Result<_, _>>().map(Self::People).map_err(|_| WhomError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(ids: &[i32]) -> Whom {
        Whom::People(ids.iter().copied().collect())
    }

    #[test]
    fn a_change_moves_the_counters_of_those_whom_it_concerns() {
        let live = Live::default();
        let mut ada = live.watch(1, false);
        let mut bob = live.watch(2, false);
        let mut admin = live.watch(3, true);
        let mut moved = |whom: &Whom| {
            live.touch(whom);
            [&mut ada, &mut bob, &mut admin].map(|one| {
                let has_changed = one.has_changed().unwrap();
                one.mark_unchanged();
                has_changed
            })
        };
        assert_eq!(moved(&people(&[1, 7])), [true, false, true]);
        assert_eq!(moved(&people(&[])), [false, false, true]);
        assert_eq!(moved(&Whom::Everybody), [true, true, true]);
    }

    #[test]
    fn a_counter_ends_with_the_last_page_of_its_person() {
        let live = Live::default();
        let pages = [live.watch(1, false), live.watch(1, false)];
        drop(pages);
        let _bob = live.watch(2, false);
        assert_eq!(live.people.lock().unwrap().keys().collect::<Vec<_>>(), [&2]);
    }

    #[test]
    fn a_word_says_whom_it_concerns() {
        for whom in [Whom::Everybody, people(&[]), people(&[3, 12])] {
            assert_eq!(whom.to_string().parse(), Ok(whom));
        }
        for text in ["all", "1,x", "1 2"] {
            assert_eq!(text.parse::<Whom>(), Err(WhomError), "{text}");
        }
    }
}
