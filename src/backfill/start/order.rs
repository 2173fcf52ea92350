//! Orders: ways of making a backfill.

use crate::app::App;
use crate::models::fetch::Purpose;
use crate::queue::Lane;
use crate::quota::period;
use chrono::{DateTime, Utc};

/// Way of making a backfill.
#[derive(Clone, Copy, Debug)]
pub struct Order {
    /// Occasion of the purchase.
    pub purpose: Purpose,
    /// Failures end a fetch, without another try.
    pub is_one_pass: bool,
    /// Most fetches to start; None: all.
    pub limit: Option<usize>,
    /// Earliest beginning, for fetches without a person waiting.
    pub not_before: Option<DateTime<Utc>>,
    /// Run of the fetches.
    pub refresh_id: Option<i64>,
}

impl Order {
    /// A person's new searches, at once.
    pub fn sign_up() -> Self {
        Self { purpose: Purpose::SignUp, is_one_pass: false, limit: None, not_before: None, refresh_id: None }
    }

    /// Order without a person waiting: in the off-peak hours, where set.
    pub fn unattended(app: &App) -> Self {
        let not_before =
            app.config.off_peak.map(|hours| period::next_within(app.clock.now(), hours, app.config.timezone));
        Self { purpose: Purpose::ByHand, not_before, ..Self::sign_up() }
    }

    /// Lane of the fetches, by their purpose.
    pub fn lane(&self) -> Lane {
        match self.purpose {
            Purpose::SignUp => Lane::People,
            Purpose::Refresh | Purpose::Audit => Lane::Runs,
            Purpose::ByHand => Lane::ByHand,
        }
    }
}
