//! Seats at the pool of connections: neither pages nor tasks can take them all. Pages that wait for one lock, each on a
//! connection of its own, leave some to a paid answer; and tasks that wait for one source's row leave some to pages.

use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task_local;

/// A connection held by pages or tasks; given back when dropped.
pub(super) type Seat = OwnedSemaphorePermit;

/// For whom a connection is.
#[derive(Clone, Copy, Debug)]
enum Side {
    Pages,
    Tasks,
}

task_local! {
    static SIDE: Side;
}

/// Answers a request: its connections are among those of pages.
pub async fn for_pages<T>(doing: impl Future<Output = T>) -> T {
    SIDE.scope(Side::Pages, doing).await
}

/// Works on a task, or for the pool of tasks: its connections are among those of tasks.
pub async fn for_tasks<T>(doing: impl Future<Output = T>) -> T {
    SIDE.scope(Side::Tasks, doing).await
}

/// Connections that each side may hold at a time.
pub(super) struct Seats {
    pages: Arc<Semaphore>,
    tasks: Arc<Semaphore>,
}

impl Seats {
    /// Three quarters of a pool's connections for each side, so that a quarter is left to the other; at least one.
    pub(super) fn of(max_connections: u32) -> Self {
        let most = max_connections - (max_connections / 4).max(1);
        let seats = || Arc::new(Semaphore::new(usize::try_from(most).unwrap_or(usize::MAX).max(1)));
        Self { pages: seats(), tasks: seats() }
    }

    /// Waits for a seat. None: commands and what is beside pages and tasks need none.
    pub(super) async fn take(&self) -> Option<Seat> {
        let side = match SIDE.try_with(|side| *side).ok()? {
            Side::Pages => &self.pages,
            Side::Tasks => &self.tasks,
        };
        // Never closed.
        side.clone().acquire_owned().await.ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;

    #[tokio::test]
    async fn each_side_leaves_a_quarter_to_the_other() {
        for (max, most) in [(1, 1), (2, 1), (4, 3), (6, 5), (32, 24)] {
            let seats = Seats::of(max);
            let mut taken = Vec::new();
            for _ in 0..most {
                taken.push(for_pages(seats.take()).now_or_never().flatten().unwrap());
            }
            assert!(for_pages(seats.take()).now_or_never().is_none(), "{max}");
            assert!(for_tasks(seats.take()).now_or_never().flatten().is_some(), "{max}");
            assert!(seats.take().now_or_never().unwrap().is_none(), "nobody's");
            drop(taken.pop());
            assert!(for_pages(seats.take()).now_or_never().is_some(), "{max}");
        }
    }
}
