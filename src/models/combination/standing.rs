//! Standing of a combination at a source, as the database knows it.

use crate::closed_list;
use crate::coverage::plan::Cell;
use crate::coverage::window::{Range, Ranges, Spans};
use crate::models::fetch::ErrorCode;
use crate::models::fetch::{FetchState, LIVE};
use crate::sources::Source;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::QueryableByName;
use diesel::sql_types::{Bool, Float8, Int4, Int8, Nullable, Text, Timestamptz, Tstzmultirange, Tstzrange};

closed_list! {
    "a state of a combination";
    /// State of a combination, by the coverage at its sources.
    pub enum State {
        /// Queued or deferred, at no cost; pages tell the cause and the end beside it.
        Waiting = "waiting",
        /// A fetch runs.
        Loading = "loading",
        /// Every source holds the window, whole or cut.
        Loaded = "loaded",
        /// Partial coverage, and the rest failed.
        Partly = "partly",
        /// No coverage, and every fetch failed.
        Failed = "failed",
    }
}

/// A combination at a source: coverage, and the last fetch of its request.
#[derive(Clone, Debug, QueryableByName)]
pub struct Standing {
    /// The combination.
    #[diesel(sql_type = Int4)]
    pub combination_id: i32,
    /// The source.
    #[diesel(sql_type = Text)]
    pub source: Source,
    /// Request at the source.
    #[diesel(sql_type = Int8)]
    pub request_id: i64,
    /// Paused by an admin: no page is bought for the combination.
    #[diesel(sql_type = Bool)]
    pub is_paused: bool,
    /// Covered windows.
    #[diesel(sql_type = Tstzmultirange)]
    pub held: Ranges,
    /// Covered windows of requests of wider terms, without the windows that a page limit cut short.
    #[diesel(sql_type = Tstzmultirange)]
    pub contained: Ranges,
    /// The latest window that a page limit cut short.
    #[diesel(sql_type = Nullable<Tstzrange>)]
    pub last_cut: Option<Range>,
    /// The last fetch that counts; None: no fetch so far.
    #[diesel(sql_type = Nullable<Int8>)]
    pub fetch_id: Option<i64>,
    /// The fetch is a live fetch of wider terms that this request waits for.
    #[diesel(sql_type = Bool)]
    pub is_inside: bool,
    /// State of the fetch.
    #[diesel(sql_type = Nullable<Text>)]
    pub fetch_state: Option<FetchState>,
    /// Pages of the fetch so far.
    #[diesel(sql_type = Nullable<Int4>)]
    pub pages: Option<i32>,
    /// Page limit of the fetch.
    #[diesel(sql_type = Nullable<Int4>)]
    pub max_pages: Option<i32>,
    /// Jobs of the fetch so far.
    #[diesel(sql_type = Nullable<Int4>)]
    pub fetch_jobs: Option<i32>,
    /// Cost of the fetch so far, in credits.
    #[diesel(sql_type = Nullable<Int8>)]
    pub fetch_credits: Option<i64>,
    /// Subject of the person for whom the fetch was started.
    #[diesel(sql_type = Nullable<Int8>)]
    pub started_for: Option<i64>,
    /// Cause of the fetch's last deferral or failure.
    #[diesel(sql_type = Nullable<Text>)]
    pub error_code: Option<ErrorCode>,
    /// End of the deferral of a fetch that is put off.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub put_off_until: Option<DateTime<Utc>>,
    /// Due time of a fetch that no worker holds, by the App's clock.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub due_at: Option<DateTime<Utc>>,
    /// Seconds until the fetch is tried again, from now; not above zero: at once.
    #[diesel(sql_type = Float8)]
    pub retry_seconds: f64,
    /// Seconds until the source may be called, from now; not above zero: at once.
    #[diesel(sql_type = Float8)]
    pub source_seconds: f64,
    /// The source is out, and tried again when it may be called.
    #[diesel(sql_type = Bool)]
    pub is_out: bool,
    /// Whether the source takes a lower bound on creation; None: never tried.
    #[diesel(sql_type = Nullable<Bool>)]
    pub takes_created_since: Option<bool>,
    /// The last fetch may not reach back to the coverage before it.
    #[diesel(sql_type = Bool)]
    pub fell_short: bool,
}

impl Standing {
    /// True when the last fetch is in a state of the list.
    pub fn is_fetch(&self, states: &[FetchState]) -> bool {
        self.fetch_state.is_some_and(|state| states.contains(&state))
    }

    /// True when the last fetch is still to bring something.
    pub fn is_live(&self) -> bool {
        self.is_fetch(&LIVE)
    }

    /// True when the last fetch brought some pages and not all of its pages.
    pub(super) fn has_begun(&self) -> bool {
        !self.is_fetch(&[FetchState::Done]) && self.pages.is_some_and(|pages| pages > 0)
    }

    /// Posting time that is covered, by the request itself or by wider requests.
    pub(super) fn covered(&self) -> Spans {
        Spans::from_ranges(&self.held).with(Spans::from_ranges(&self.contained).windows())
    }

    /// Cell for the plan, without its containers; None: left out of plans.
    pub fn cell(&self) -> Option<Cell> {
        if self.is_paused {
            return None;
        }
        Some(Cell {
            combination_id: self.combination_id,
            source: self.source,
            request_id: self.request_id,
            held: Spans::from_ranges(&self.held),
            containers: Vec::new(),
            is_being_bought: self.is_live(),
            is_put_off: self.is_fetch(&[FetchState::PutOff]),
            takes_created_since: self.takes_created_since,
            fell_short: self.fell_short,
            may_lack: TimeDelta::zero(),
        })
    }
}
