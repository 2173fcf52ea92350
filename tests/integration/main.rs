//! Tests that come in by the front door: the whole app, a real PostgreSQL, stand-in providers over real HTTP.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where, and fail")]

mod cluster;
mod crash;
mod crowd;
mod cv;
mod journey;
mod ledger;
mod migrations;
mod purchase;
mod scale;
mod sources;
mod support;
mod test_database;
