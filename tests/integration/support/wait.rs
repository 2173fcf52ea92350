//! Waiting for what happens elsewhere: with a bound, and with a sentence about what did not come.
//!
//! The bound is so generous that a busy machine never meets it: only what never comes ends here. No other file of the
//! tests sleeps or loops around an `await`, as `rules` checks.

use std::convert::Infallible;
use std::fmt::Debug;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};
use tokio::time::{sleep, timeout};

/// The bound of every wait.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// The pause between two looks.
const LOOK: Duration = Duration::from_millis(20);

/// Looks again and again until a look brings something, which is returned. The error of a look is what was seen.
pub async fn for_some<T, S: Debug>(what: &str, mut look: impl AsyncFnMut() -> Result<T, S>) -> T {
    let begun = Instant::now();
    loop {
        let seen = match timeout(PATIENCE, look()).await {
            Ok(Ok(found)) => return found,
            Ok(Err(seen)) => format!("{seen:?}"),
            Err(_) => "nothing: the look itself does not end".to_owned(),
        };
        assert!(begun.elapsed() < PATIENCE, "waited {PATIENCE:?} for {what}; seen at last: {seen}");
        sleep(LOOK).await;
    }
}

/// Looks again and again until a value is as wanted, and returns that value.
pub async fn until<T: Debug>(what: &str, mut look: impl AsyncFnMut() -> T, is_wanted: impl Fn(&T) -> bool) -> T {
    for_some(what, async || {
        let seen = look().await;
        if is_wanted(&seen) { Ok(seen) } else { Err(seen) }
    })
    .await
}

/// The outcome of something that comes to an end by itself. A wait inside has half the bound: it fails first, and
/// says what was seen.
pub async fn end_of<T>(what: &str, happening: impl Future<Output = T>) -> T {
    let bound = 2 * PATIENCE;
    timeout(bound, happening).await.unwrap_or_else(|_| panic!("waited {bound:?} for {what}, which does not end"))
}

/// Looks for as long as something else happens: for one side of a `select!`.
pub async fn meanwhile(mut look: impl AsyncFnMut()) -> Infallible {
    loop {
        sleep(LOOK).await;
        look().await;
    }
}

/// Looks again and again, on a thread that may block.
pub fn on_thread_until(what: &str, happens: impl Fn() -> bool) {
    let begun = Instant::now();
    while !happens() {
        assert!(begun.elapsed() < PATIENCE, "waited {PATIENCE:?} for {what}");
        thread::sleep(Duration::from_millis(1));
    }
}

/// The outcome of a call that blocks, such as a read from a pipe or the wait for a child. What never ends is left
/// behind on its thread.
pub fn blocking<T: Send + 'static>(what: &str, call: impl FnOnce() -> T + Send + 'static) -> T {
    let (done, outcome) = mpsc::channel();
    thread::spawn(move || done.send(call()));
    outcome.recv_timeout(PATIENCE).unwrap_or_else(|error| panic!("waited {PATIENCE:?} for {what}: {error}"))
}
