//! Turns for uploads: a person has a single upload at a time, over all processes, and so many tries a day.

use super::{NotTaken, UPLOADS_A_DAY};
use crate::app::{App, SharedApp};
use crate::models::cv::Cv;
use chrono::NaiveDate;

/// Most uploads that a person may begin on a local day, whatever becomes of them.
pub const TRIES_A_DAY: i32 = 20;

/// A person's turn: from before the first byte is read until the answer. Counts as a try from the beginning.
pub struct Turn {
    app: SharedApp,
    user_id: i32,
    day: NaiveDate,
    ticket: i64,
    is_over: bool,
}

impl Turn {
    /// Takes the person's turn.
    ///
    /// # Errors
    ///
    /// [`NotTaken`] when the day's uploads are used up, when another upload is under way, or when the database is out
    /// of order.
    pub async fn begin(app: &SharedApp, user_id: i32) -> Result<Self, NotTaken> {
        let day = app.today();
        let mut conn = app.db.conn().await?;
        if Cv::uploads(&mut conn, user_id, day).await?.taken_in >= UPLOADS_A_DAY {
            return Err(NotTaken::TooManyToday);
        }
        let begun = Cv::begin_upload(&mut conn, user_id, day, TRIES_A_DAY).await?;
        let Some(ticket) = begun else {
            let tries = Cv::uploads(&mut conn, user_id, day).await?.tries;
            return Err(if tries >= TRIES_A_DAY { NotTaken::TooManyTries } else { NotTaken::UnderWay });
        };
        Ok(Self { app: app.clone(), user_id, day, ticket, is_over: false })
    }

    /// Number of the turn's person.
    pub fn user_id(&self) -> i32 {
        self.user_id
    }

    /// Gives the turn back; where giving back fails, the turn ends by itself. `is_ours`: the failure is no fault of the
    /// person's, and the try no longer counts.
    pub async fn end(mut self, is_ours: bool) {
        self.is_over = true;
        give_back(&self.app, (self.user_id, self.day, self.ticket), is_ours).await;
    }
}

async fn give_back(app: &App, turn: (i32, NaiveDate, i64), is_ours: bool) {
    let ended = match app.db.conn().await {
        Ok(mut conn) => Cv::end_upload(&mut conn, turn, is_ours).await.map_err(anyhow::Error::from),
        Err(error) => Err(error.into()),
    };
    if let Err(error) = ended {
        tracing::warn!(%error, "an upload's turn was not given back; it ends by itself");
    }
}

/// Ends the turn when the request does: a browser that goes away ends the request wherever it stands.
impl Drop for Turn {
    fn drop(&mut self) {
        if !self.is_over {
            let (app, turn) = (self.app.clone(), (self.user_id, self.day, self.ticket));
            self.app.runtime.spawn(async move { give_back(&app, turn, false).await });
        }
    }
}
