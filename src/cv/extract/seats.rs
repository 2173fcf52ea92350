//! Turns at reading: two files at a time, and some more waiting; further files are refused.

use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

/// Most children at once; each may take a processor and a gigabyte.
const SEATS: usize = 2;

/// Most files waiting for a seat. At ten a second, the usual pace, the last file waits for two seconds.
const WAITING: usize = 20;

/// The longest wait for a seat.
const LONGEST_WAIT: Duration = Duration::from_secs(20);

/// The seats of one process.
#[derive(Debug)]
pub(super) struct Seats {
    seats: Semaphore,
    /// Places for sitting and waiting files.
    places: Semaphore,
    longest_wait: Duration,
}

impl Default for Seats {
    fn default() -> Self {
        Self::new(SEATS, WAITING, LONGEST_WAIT)
    }
}

impl Seats {
    fn new(seats: usize, waiting: usize, longest_wait: Duration) -> Self {
        Self { seats: Semaphore::new(seats), places: Semaphore::new(seats + waiting), longest_wait }
    }

    /// Waits for a seat, given back when dropped. None: too many files wait already, or the turn did not come.
    pub(super) async fn take(&self) -> Option<Seat<'_>> {
        let place = self.places.try_acquire().ok()?;
        let seat = timeout(self.longest_wait, self.seats.acquire()).await.ok()?.ok()?;
        Some(Seat { _seat: seat, _place: place })
    }
}

/// The right to run a child.
pub(super) struct Seat<'a> {
    _seat: SemaphorePermit<'a>,
    _place: SemaphorePermit<'a>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;
    use std::pin::pin;

    #[tokio::test]
    async fn whoever_finds_the_queue_full_is_told_at_once_and_the_others_come_in_their_order() {
        let seats = Seats::new(1, 1, LONGEST_WAIT);
        let first = seats.take().await.unwrap();
        let mut second = pin!(seats.take());
        assert!(second.as_mut().now_or_never().is_none(), "it waits");
        assert!(seats.take().await.is_none(), "one may wait, and one does");
        drop(first);
        assert!(second.await.is_some());
        assert!(seats.take().await.is_some(), "places come free again");
    }

    #[tokio::test]
    async fn nobody_waits_for_ever() {
        let seats = Seats::new(1, 1, Duration::from_millis(1));
        let _taken = seats.take().await.unwrap();
        assert!(seats.take().await.is_none());
    }
}
