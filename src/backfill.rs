//! From wishes to jobs: plan what is missing, buy it page by page, store what came.

pub mod again;
pub mod averages;
pub mod buy;
pub mod claims;
pub mod deeper;
mod demand;
pub mod limits;
pub mod quote;
pub mod reread;
pub mod savings;
pub mod start;
pub mod store;
pub mod takeover;
pub mod waiting;
