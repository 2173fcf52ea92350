//! A child's processor clock: while the clock stands still, the machine is at fault and not the file.

use std::fs;
use std::time::Duration;
use tokio::process::Child;
use tokio::time::{Instant, sleep};

/// The pause between two looks.
const LOOK: Duration = Duration::from_millis(100);

/// Longest waits for a child.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patience {
    /// Longest wait while the child gets no processor time at all.
    pub(super) without_time: Duration,
    /// Longest wait even when the child gets some time: at least a third of its time on a machine that is not too busy,
    /// and an answer in time for every proxy.
    pub(super) in_all: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { without_time: Duration::from_secs(10), in_all: Duration::from_secs(30) }
    }
}

/// A look at a child's processor time, from outside.
#[derive(Debug)]
pub(super) struct Watch {
    stat: String,
}

impl Watch {
    pub(super) fn of(child: &Child) -> Self {
        Self { stat: format!("/proc/{}/stat", child.id().unwrap_or_default()) }
    }

    /// Processor time of the child, dead or alive, until its end has been asked for. None: the system does not tell.
    pub(super) fn used(&self) -> Option<Duration> {
        used(&fs::read_to_string(&self.stat).ok()?)
    }

    /// Ends when the child has been waited for long enough.
    pub(super) async fn runs_out(&self, patience: Patience) {
        let begun = Instant::now();
        let mut progress = Progress { used: self.used(), at: Duration::ZERO };
        while !progress.is_over(patience, begun.elapsed(), self.used()) {
            sleep(LOOK).await;
        }
    }
}

/// The last time at which a child's clock moved.
struct Progress {
    used: Option<Duration>,
    at: Duration,
}

impl Progress {
    fn is_over(&mut self, patience: Patience, now: Duration, used: Option<Duration>) -> bool {
        if used.is_none() || used > self.used {
            (self.used, self.at) = (used, now);
        }
        now >= patience.in_all || now.saturating_sub(self.at) >= patience.without_time
    }
}

/// User's and system's time in a line of `/proc/PID/stat`, counted in ticks. The name in brackets may hold any text.
/// Source: proc(5).
fn used(stat: &str) -> Option<Duration> {
    let (_, fields) = stat.rsplit_once(") ")?;
    let mut ticks = fields.split(' ').skip(11).map(|field| field.parse::<u64>().ok());
    let all = ticks.next()?? + ticks.next()??;
    Some(Duration::from_millis(all * 1000 / rustix::param::clock_ticks_per_second()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn the_kernels_line_is_read_whatever_the_programs_name_is() {
        let line = |name| format!("4711 ({name}) S 1 4711 4711 0 -1 4194304 140 0 0 0 150 50 7 7 20 0 1 0 100 0");
        for name in ["jobfill", "a) R 1 2 3", "(", "two words"] {
            assert_eq!(used(&line(name)), Some(2 * SECOND), "{name}");
        }
        assert_eq!(used("nonsense"), None);
    }

    #[test]
    fn a_clock_that_moves_now_and_then_is_waited_for_and_one_that_stands_still_is_not() {
        let patience = Patience { without_time: 10 * SECOND, in_all: 30 * SECOND };
        let over_at = |used: fn(u32) -> Option<Duration>| {
            let mut progress = Progress { used: used(0), at: Duration::ZERO };
            (1..100).find(|&second| progress.is_over(patience, second * SECOND, used(second)))
        };
        assert_eq!(over_at(|_| Some(SECOND)), Some(10), "stopped");
        assert_eq!(over_at(|now| Some(SECOND / 100 * (now / 9))), Some(30), "starved, with a tick now and then");
        assert_eq!(over_at(|now| Some(SECOND * now.min(5))), Some(15), "stopped while it worked");
        assert_eq!(over_at(|_| None), Some(30), "a system that does not tell");
    }
}
