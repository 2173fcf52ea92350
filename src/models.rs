//! The tables: one file per table or pair of tables, each with its row, its insert and its queries.

pub mod answer;
pub mod attempt;
pub mod audit;
pub mod combination;
pub mod counts;
pub mod cv;
pub mod demand;
pub mod fetch;
pub mod installation;
pub mod job;
pub mod listing;
pub mod notice;
pub mod overlap;
pub mod password_link;
pub mod refresh;
pub mod request;
pub mod saving;
pub mod search;
pub mod session;
pub mod sign_in_failure;
pub mod source_state;
pub mod tracking;
pub mod trouble;
pub mod user;
pub mod user_job;
