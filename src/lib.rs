//! Jobfill loads the jobs that people's CVs ask for from paid job APIs, and never pays twice for a job that any of its
//! people already has.
//!
//! Data goes one way: CV → text → profile → searches → combinations → plan → fetches → pages → jobs → the person's
//! list. ARCHITECTURE.md describes the house.

// Before the other modules: its macros are known in all later modules.
#[macro_use]
pub mod text;

pub mod acts;
pub mod answers;
pub mod app;
pub mod backfill;
pub mod cli;
pub mod clock;
pub mod closed;
pub mod combination;
pub mod config;
pub mod coverage;
pub mod crash_point;
pub mod cv;
pub mod db;
pub mod descriptors;
pub mod email;
pub mod filters;
pub mod fits;
mod http;
mod large;
pub mod live;
pub mod mail;
mod markup;
pub mod models;
pub mod needs;
pub mod network;
pub mod one_time_code;
pub mod password;
pub mod people;
pub mod place;
pub mod pulse;
pub mod queue;
pub mod quota;
pub mod reading;
pub mod refresh;
pub mod same;
#[expect(missing_docs, reason = "the migrations are the data dictionary")]
pub mod schema;
pub mod searches;
mod secret;
pub mod sources;
pub mod status;
pub mod telling;
pub mod tongue;
mod typed;
pub mod web;
pub mod webhook;
pub mod words;
pub mod worker;
