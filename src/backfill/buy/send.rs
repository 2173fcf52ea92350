//! Steps 2 and 3: the attempt is marked as sent, and one HTTP request goes out with no transaction open.

use super::{Page, Purchase};
use crate::config::SETTLING;
use crate::crash_point;
use crate::models::attempt::{Attempt, AttemptState};
use crate::queue::TaskError;
use crate::sources::PageAsk;
use anyhow::anyhow;
use diesel_async::AsyncConnection;
use std::time::Instant;

/// Result of a page's call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sent {
    /// The answer is kept, to be read.
    Kept,
    /// No answer; the task is back in the queue.
    PutBack,
}

impl Purchase<'_> {
    /// Steps 2 to 4.
    pub(super) async fn send(&self, page: &Page) -> Result<Sent, TaskError> {
        let Some(client) = self.app.client(self.config.source) else {
            return Err(TaskError::fail(anyhow!("{} has no key any more", self.config.source.label())));
        };
        let mut marked_at = page.booked_at;
        if page.state == AttemptState::Reserved {
            tokio::time::sleep(page.wait).await;
            marked_at = Instant::now();
            if self.mark_sent(page).await? == Sent::PutBack {
                return Ok(Sent::PutBack);
            }
        }
        crash_point::reach(&self.app.config, "sent");
        // The lease of a worker that slept since then may have run out; a call now would be bought twice.
        if marked_at.elapsed() > SETTLING {
            return Err(TaskError::LeaseLost);
        }
        let sent_at = Instant::now();
        let answer = client.send(&self.ask(page)).await;
        crash_point::reach(&self.app.config, "answered");
        match answer {
            Ok(answer) => self.keep(page, &answer, sent_at.elapsed()).await.map(|()| Sent::Kept),
            Err(error) => self.refuse(page, error).await,
        }
    }

    /// Step 2 of a page that waited: marked only while the claim is ours, and will be until the answer is settled, and
    /// while the source is not out.
    async fn mark_sent(&self, page: &Page) -> Result<Sent, TaskError> {
        let mut conn = self.app.db.conn().await?;
        let (source, longest_call) = (self.config.source, self.config.longest_call());
        if Attempt::mark_sent(&mut conn, page.attempt_id, source, longest_call).await? {
            return Ok(Sent::Kept);
        }
        conn.transaction(async |conn| self.give_back(conn, page).await).await
    }

    fn ask<'p>(&'p self, page: &'p Page) -> PageAsk<'p> {
        PageAsk {
            request: &self.request,
            or_titles: &self.or_titles,
            span: page.asked.span,
            position: &page.asked.position,
            limit: page.rows,
            created_since: page.asked.created_since,
            created_before: page.asked.created_before,
        }
    }
}
