//! How slowly a body may come.

use std::time::Duration;

/// Time for every body, however small.
const GRACE: Duration = Duration::from_secs(15);

/// Bytes a second beyond the grace: a quarter of the slowest mobile network still sold.
const BYTES_A_SECOND: usize = 32 * 1024;

/// The longest wait for any body: the largest CV at the slowest pace, and as much again.
const MOST: Duration = Duration::from_secs(240);

/// Deadline, from the body's beginning, for more than so many bytes. New bytes move it.
pub(super) fn allowed(received_bytes: usize) -> Duration {
    let earned = u32::try_from(received_bytes / BYTES_A_SECOND).unwrap_or(u32::MAX);
    (GRACE + Duration::from_secs(earned.into())).min(MOST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cv::MAX_FILE_BYTES;

    /// Seconds until a body of so many bytes a second is cut; None: the body is read to its end.
    fn cut_after(bytes_a_second: usize, size: usize) -> Option<u64> {
        let received = |second: u64| bytes_a_second * usize::try_from(second).unwrap();
        let all = (0..10_000).take_while(|&second| received(second) < size);
        all.into_iter().find(|&second| Duration::from_secs(second) > allowed(received(second)))
    }

    #[test]
    fn what_drips_is_cut_and_the_largest_cv_comes_in_on_a_slow_line() {
        assert_eq!(cut_after(0, 1), Some(16), "held");
        assert_eq!(cut_after(1, MAX_FILE_BYTES), Some(16), "a byte a second");
        assert_eq!(cut_after(10 * 1024, MAX_FILE_BYTES), Some(22));
        assert_eq!(cut_after(40 * 1024, MAX_FILE_BYTES), None);
        assert_eq!(cut_after(8 * 1024, 100 * 1024), None, "a usual CV, slower still");
    }

    #[test]
    fn no_body_comes_for_ever() {
        assert_eq!(cut_after(64 * 1024, usize::MAX), Some(241));
    }
}
