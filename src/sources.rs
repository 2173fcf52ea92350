//! The job APIs: a client for both, requests, answers, and the sandbox as a stand-in.
//!
//! Neither the database nor any decision on buying belongs here. A [`Client`] sends exactly one HTTP request per call,
//! and names the meaning and the cost of every failure.

use crate::closed_list;
use std::time::Duration;

mod active_jobs;
pub mod breaker;
mod client;
mod dates;
mod dialect;
mod envelope;
mod error;
mod forms;
mod item;
mod jsearch;
mod json;
mod judge;
pub(crate) mod links;
mod page;
mod pay;
mod places;
mod position;
mod posting;
mod quota;
mod refusal;
pub mod request;
pub mod sandbox;
mod side;
mod span;
mod wire;

pub use client::{Answer, Client, SourceSettings};
pub use dialect::Dialect;
pub use envelope::ParseError;
pub use error::{Charge, ErrorKind, SourceError};
pub use page::{Page, Reading, beginning, charged_rows, parse};
pub use pay::yearly as pay_yearly;
pub use position::{JSEARCH_PAGE, Position, USUAL_ROWS};
pub use posting::Posting;
pub use quota::{Quota, QuotaHeaders, Resets, Unit};
pub use refusal::Refusal;
pub use request::Request;
pub use side::ExpiredSince;
pub use span::{Span, SpanName};
pub use wire::{PageAsk, Question, is_by_cursor};

closed_list! {
    "a source";
    /// A job API.
    pub enum Source {
        /// JSearch of OpenWeb Ninja: a search over job boards, paid by the page.
        JSearch = "jsearch",
        /// Active Jobs DB of Fantastic.jobs: employers' own postings, paid by the row.
        ActiveJobs = "active_jobs",
    }
}

/// A sentence names a source by its label.
impl crate::text::ToValue for Source {
    fn to_value(&self) -> crate::text::Value {
        crate::text::Value::Text(self.label().to_owned())
    }
}

impl Source {
    /// Name as people read it.
    pub fn label(self) -> &'static str {
        match self {
            Self::JSearch => "JSearch",
            Self::ActiveJobs => "Active Jobs DB",
        }
    }

    /// True for a source that ranks by its own idea of relevance and nearness: its answer to one question says nothing
    /// of another.
    pub fn ranks(self) -> bool {
        self == Self::JSearch
    }

    /// Base URL of the API (both listings' documentation).
    pub fn default_base_url(self) -> &'static str {
        match self {
            Self::JSearch => "https://jsearch.p.rapidapi.com",
            Self::ActiveJobs => "https://active-jobs-db.p.rapidapi.com",
        }
    }

    /// Search route. Both vendors have retired routes without a redirect, so the route is a setting.
    pub fn default_path(self) -> &'static str {
        match self {
            Self::JSearch => "/search-v2",
            Self::ActiveJobs => "/active-ats",
        }
    }

    /// Time limit for a whole answer: JSearch is slow, Active Jobs DB gives up after 60 s itself.
    pub fn default_deadline(self) -> Duration {
        match self {
            Self::JSearch => Duration::from_secs(45),
            Self::ActiveJobs => Duration::from_secs(65),
        }
    }

    /// Name of the setting for the base URL.
    pub fn base_url_setting(self) -> &'static str {
        match self {
            Self::JSearch => "JSEARCH_BASE_URL",
            Self::ActiveJobs => "ACTIVE_JOBS_BASE_URL",
        }
    }

    /// Name of the setting for the path of the search route.
    pub fn path_setting(self) -> &'static str {
        match self {
            Self::JSearch => "JSEARCH_PATH",
            Self::ActiveJobs => "ACTIVE_JOBS_PATH",
        }
    }
}
