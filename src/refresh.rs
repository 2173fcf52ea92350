//! Runs over all distinct live combinations: each source's request once, only time missing since the last run.
//!
//! A run begins by itself every local day; people may start others by hand. Never two at a time.

pub mod budget;
mod countries;
pub mod one;
mod planner;
pub mod report;
pub mod run;
pub mod schedule;
pub mod wanted;

pub use self::one::{OneRun, UnderWay};
pub use self::planner::RunPreview;
pub use self::report::{Report, report};
pub use self::run::{Run, plan_all, queue, queue_now, start};
