//! Pulse of this process, for `/readyz`: its last look into the queue.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Bound on the last look. The dispatcher of a process at work looks every second, into the queue or for a free place.
const LATELY: Duration = Duration::from_secs(60);

/// Time of the last look; none while this process works no queue.
#[derive(Debug, Default)]
pub struct Pulse(Mutex<Option<Instant>>);

impl Pulse {
    /// Notes a look into the queue, or the first look about to come. For the dispatcher alone: a process whose other parts
    /// are alive claims nothing.
    pub fn beat(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    /// True when a process that should look into the queue has not done so lately.
    pub fn is_lost(&self) -> bool {
        self.is_lost_at(Instant::now())
    }

    fn is_lost_at(&self, now: Instant) -> bool {
        let last = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        last.is_some_and(|last| now.saturating_duration_since(last) > LATELY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_process_that_works_a_queue_can_lose_its_pulse() {
        let pulse = Pulse::default();
        let later = Instant::now() + 10 * LATELY;
        assert!(!pulse.is_lost_at(later));
        pulse.beat();
        assert!(!pulse.is_lost_at(Instant::now()) && pulse.is_lost_at(later));
    }
}
