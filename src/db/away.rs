//! Whether the database is away: then no caller waits for a connection in vain.

use super::line::Exchange;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

/// Time without an opened connection, or a word from an open connection, before the database counts as away. A single
/// refusal may be about one connection too many.
const GRACE: Duration = Duration::from_millis(500);

/// Beginning of the failures to connect, and the last reason.
#[derive(Clone, Debug)]
struct Failing {
    since: Instant,
    why: String,
}

/// Record of the tries to connect.
#[derive(Debug)]
pub(super) struct Away(watch::Sender<Option<Failing>>);

impl Away {
    pub(super) fn new() -> Self {
        Self(watch::Sender::new(None))
    }

    /// Notes an opened connection.
    pub(super) fn opened(&self) {
        self.0.send_if_modified(|failing| failing.take().is_some());
    }

    /// Notes a connection that did not open.
    pub(super) fn failed(&self, why: &str) {
        self.0.send_modify(|failing| {
            let since = failing.as_ref().map_or_else(Instant::now, |failing| failing.since);
            *failing = Some(Failing { since, why: why.to_owned() });
        });
    }

    /// Reason why connections do not open at present; None: the last try succeeded.
    pub(super) fn why(&self) -> Option<String> {
        self.0.borrow().as_ref().map(|failing| failing.why.clone())
    }

    /// Ends, with the reason, when the database is away.
    pub(super) async fn is_certain(&self, exchange: &Exchange) -> String {
        let mut changes = self.0.subscribe();
        loop {
            let failing = changes.borrow_and_update().clone();
            let Some(Failing { since, why }) = failing else {
                // The sender lives as long as `self`.
                let _ = changes.changed().await;
                continue;
            };
            let later = if exchange.was_heard_within(GRACE) { Instant::now() + GRACE } else { since + GRACE };
            if later <= Instant::now() {
                return why;
            }
            tokio::select! {
                _ = changes.changed() => {}
                () = sleep_until(later) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;

    #[tokio::test]
    async fn a_database_that_refuses_for_a_while_is_away_until_a_connection_opens() {
        let (away, exchange) = (Away::new(), Exchange::new());
        assert!(away.is_certain(&exchange).now_or_never().is_none());
        away.failed("refused");
        assert!(away.is_certain(&exchange).now_or_never().is_none(), "it may be about one connection");
        assert_eq!(away.is_certain(&exchange).await, "refused");
        assert_eq!(away.is_certain(&exchange).now_or_never().as_deref(), Some("refused"), "at once from then on");
        away.opened();
        assert!(away.is_certain(&exchange).now_or_never().is_none() && away.why().is_none());
    }
}
