//! Tests that come in by the front door: the whole app, a real PostgreSQL, stand-in providers over real HTTP.

#![expect(unreachable_pub, reason = "a program of its own: what its modules share is pub")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where, and fail")]

mod access;
mod admin;
mod appearance;
mod backup;
mod broken_off;
mod clocks;
mod cluster;
mod commands;
mod contract;
mod crash;
mod crowd;
mod cv;
mod cv_pages;
mod database_errors;
mod deeper;
mod demo;
mod docs;
mod drift;
mod home;
mod idle;
mod import;
mod jobs;
mod journey;
mod ledger;
mod limits;
mod metrics;
mod migrations;
mod month;
mod needs;
mod outages;
mod people;
mod pooler;
mod postings;
mod privacy;
mod promises;
mod purchase;
mod refresh;
mod review;
mod rules;
mod savings;
mod scale;
mod searches;
mod secrets;
mod silence;
mod sources;
mod standing;
mod statements;
mod support;
mod test_database;
mod tls;
mod tracking;
