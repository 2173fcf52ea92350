//! The demo's ten people, and an eleventh who comes through the browser.

use crate::support::browser::Visitor;
use crate::support::cluster::Place;
use crate::support::program::{self, Program, Settings};
use crate::support::wait;
use jobfill::db::cluster::{Cluster, Durability, demo_data_dir};
use serde_json::Value;
use std::path::PathBuf;

/// A demo that was killed leaves its PostgreSQL to the next one; this sees to it that a failed test does not.
struct Sweep(PathBuf);

impl Drop for Sweep {
    fn drop(&mut self) {
        if self.0.join("data/postmaster.pid").exists() {
            drop(Cluster::start(&self.0, Durability::Durable, &crate::support::env));
        }
    }
}

fn setting(name: &str, value: impl Into<String>) -> (String, String) {
    (name.to_owned(), value.into())
}

/// What a person wanted, and what of it was bought, as the demo tells.
fn told(printed: &str, person: &str) -> (usize, usize) {
    let line = printed.lines().find(|line| line.contains(person)).unwrap();
    let number = |before: &str| line.split(before).next().unwrap().split_whitespace().last().unwrap().parse().unwrap();
    (number(" wanted"), number(" bought"))
}

/// What sharing saved, as `jobfill savings --json` prints it over the demo's own data.
async fn savings(data: &Settings) -> [i64; 4] {
    let savings = program::run(&["savings", "--json"], data).await.ended_with(0).json();
    ["wanted", "bought", "avoided", "saved_percent"].map(|name| savings[name].as_i64().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_people_want_25_and_buy_12_and_an_eleventh_finds_two_of_three_here() {
    let place = Place::new();
    let real = place.parent.path().join("jobfill");
    let demo_dir = demo_data_dir(&real);
    let sweep = Sweep(demo_dir.join("postgresql"));
    let settings = vec![
        setting("JOBFILL_DATA_DIR", real.to_str().unwrap()),
        setting("JOBFILL_BIND", "127.0.0.1:0"),
        setting("JOBFILL_REFRESH_AT", "23:59"),
    ];
    let demo = Program::start(&["demo"], &settings);
    demo.prints("Ctrl-C stops everything.").await;
    let printed = demo.printed();
    let names = ["ada", "bob", "chen", "dana", "emre", "fatima", "greta", "hugo", "ines", "jonas"];
    let people = names.map(|name| told(&printed, &format!("{name}@example.com")));
    assert_eq!(people[..3], [(4, 4), (2, 1), (3, 2)], "{printed}");
    let data = vec![setting("JOBFILL_DATA_DIR", demo_dir.to_str().unwrap())];
    assert_eq!(savings(&data).await, [25, 12, 13, 52]);

    let visitor = Visitor::new(&demo.prints("Open ").await);
    visitor.sign_up("kim@example.com").await.goes_to("/cv");
    let form = [
        ("query_name", "Primary Search"),
        ("titles", "Data Scientist"),
        ("locations", "Berlin\nHamburg\nCologne"),
        ("ai_work_arrangement", "Remote OK"),
        ("ai_seniority", "Senior"),
    ];
    visitor.post("/searches", &form).await.is(303);
    assert_eq!(savings(&data).await, [28, 13, 15, 54]);
    let status = is_done(&data, "kim@example.com").await;
    let states: Vec<_> = status["combinations"].as_array().unwrap().iter().map(|one| &one["state"]).collect();
    assert_eq!(states, ["loaded"; 3]);
    visitor.get("/jobs").await.is(200).shows("Cologne");
    demo.stop().await;
    assert!(!sweep.0.join("data/postmaster.pid").exists(), "its PostgreSQL has ended with it");
}

/// A person's status, once nothing waits or loads any more.
async fn is_done(data: &Settings, email: &str) -> Value {
    let status = async || program::run(&["status", "--user", email, "--json"], data).await.ended_with(0).json();
    wait::until("a status that says done", status, |status| status["done"] == true).await
}
