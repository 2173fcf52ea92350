//! How one combination stands at each source, and the state that follows.

use crate::closed_list;
use crate::coverage::plan::Cell;
use crate::coverage::reach::Reach;
use crate::coverage::window::{Range, Ranges, Spans};
use crate::models::fetch::ErrorCode;
use crate::models::fetch::{FetchState, LIVE};
use crate::sources::Source;
use chrono::{DateTime, Utc};
use diesel::QueryableByName;
use diesel::sql_types::{Bool, Int4, Int8, Nullable, Text, Tstzmultirange, Tstzrange};

closed_list! {
    "a state of a combination";
    /// State of a combination, from what its sources hold.
    pub enum State {
        /// Queued, and somebody waits for it.
        Waiting = "waiting",
        /// A fetch runs.
        Loading = "loading",
        /// Every source holds the window.
        Loaded = "loaded",
        /// Some of it is held, and the rest failed.
        Partly = "partly",
        /// Nothing is held.
        Failed = "failed",
    }
}

impl State {
    /// True while something may still come by itself, without waiting for a quota.
    pub fn is_under_way(self) -> bool {
        matches!(self, Self::Waiting | Self::Loading)
    }
}

/// One combination at one source: coverage, and the last fetch of its request.
#[derive(Clone, Debug, QueryableByName)]
pub struct Standing {
    #[diesel(sql_type = Int4)]
    pub combination_id: i32,
    #[diesel(sql_type = Text)]
    pub source: Source,
    #[diesel(sql_type = Int8)]
    pub request_id: i64,
    /// An admin has paused the combination: nothing is bought for it.
    #[diesel(sql_type = Bool)]
    pub is_paused: bool,
    #[diesel(sql_type = Tstzmultirange)]
    pub held: Ranges,
    #[diesel(sql_type = Nullable<Tstzrange>)]
    pub last_cut: Option<Range>,
    #[diesel(sql_type = Nullable<Int8>)]
    pub fetch_id: Option<i64>,
    #[diesel(sql_type = Nullable<Text>)]
    pub fetch_state: Option<FetchState>,
    #[diesel(sql_type = Nullable<Int4>)]
    pub pages: Option<i32>,
    #[diesel(sql_type = Nullable<Int4>)]
    pub max_pages: Option<i32>,
    #[diesel(sql_type = Nullable<Int4>)]
    pub fetch_jobs: Option<i32>,
    #[diesel(sql_type = Nullable<Int8>)]
    pub fetch_credits: Option<i64>,
    #[diesel(sql_type = Nullable<Int8>)]
    pub started_for: Option<i64>,
    #[diesel(sql_type = Nullable<Text>)]
    pub error_code: Option<ErrorCode>,
    #[diesel(sql_type = Nullable<Text>)]
    pub error: Option<String>,
    /// Whether the source can be told to leave out what it knew before; None: nobody has tried.
    #[diesel(sql_type = Nullable<Bool>)]
    pub takes_created_since: Option<bool>,
    /// The last fetch may not reach back to what was held before it.
    #[diesel(sql_type = Bool)]
    pub fell_short: bool,
}

impl Standing {
    /// The last fetch is in one of these states.
    pub fn is_fetch(&self, states: &[FetchState]) -> bool {
        self.fetch_state.is_some_and(|state| states.contains(&state))
    }

    /// The last fetch is still to bring something.
    pub fn is_live(&self) -> bool {
        self.is_fetch(&LIVE)
    }

    /// The last fetch brought some pages and not all of them.
    fn has_begun(&self) -> bool {
        !self.is_fetch(&[FetchState::Done]) && self.pages.is_some_and(|pages| pages > 0)
    }

    /// Nothing that counts is missing.
    pub fn is_held(&self, reaches: &[Reach], now: DateTime<Utc>) -> bool {
        let reach = reaches.iter().find(|reach| reach.source == self.source);
        let reach = reach.map(|reach| Reach { takes_created_since: self.takes_created_since, ..*reach });
        reach.is_some_and(|reach| reach.gap(&Spans::from_ranges(&self.held), now).is_none())
    }

    /// As the plan sees it; None: nothing is planned for it.
    pub fn cell(&self) -> Option<Cell> {
        if self.is_paused {
            return None;
        }
        Some(Cell {
            combination_id: self.combination_id,
            source: self.source,
            request_id: self.request_id,
            held: Spans::from_ranges(&self.held),
            is_being_bought: self.is_live(),
            takes_created_since: self.takes_created_since,
            fell_short: self.fell_short,
        })
    }
}

/// Judges one combination by its standing at every enabled source. Pure.
pub fn state_of(standings: &[&Standing], reaches: &[Reach], now: DateTime<Utc>) -> State {
    let enabled = || standings.iter().filter(|one| reaches.iter().any(|reach| reach.source == one.source));
    let held = enabled().filter(|one| one.is_held(reaches, now)).count();
    if enabled().any(|one| one.is_fetch(&[FetchState::Running])) {
        State::Loading
    } else if enabled().any(|one| one.is_fetch(&[FetchState::Queued])) {
        State::Waiting
    } else if held > 0 && held == enabled().count() {
        State::Loaded
    } else if enabled().any(|one| !one.held.is_empty() || one.has_begun()) {
        State::Partly
    } else {
        State::Failed
    }
}
