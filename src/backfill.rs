//! From wishes to jobs: plan the missing windows, buy them page by page, store the postings.

pub mod again;
pub mod audit;
pub mod buy;
pub mod claims;
pub mod closed;
pub mod count;
mod days;
pub mod deeper;
pub mod demand;
mod given;
mod held;
pub mod learn;
pub mod limits;
pub mod prices;
pub mod quote;
pub mod reread;
pub mod savings;
pub mod start;
pub mod store;
pub mod takeover;
mod task;
mod trial;
pub mod unwanted;
pub mod waited;
pub mod waiting;
