//! The demo's ten people and their month, and an eleventh who comes through the browser.

mod month;

use crate::support::browser::Visitor;
use crate::support::cluster::Place;
use crate::support::program::{self, Program, Settings};
use crate::support::wait;
use jobfill::cli::demo::cast::{ADMIN, PASSWORD};
use jobfill::config::demo_data_dir;
use jobfill::db::cluster::{Cluster, Durability};
use rustix::process::Signal;
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

/// A place for a demo, and the settings that lead there. Nothing is due by itself while a test looks.
fn stage() -> (Place, Sweep, Settings, Settings) {
    let place = Place::new();
    let real = place.parent.path().join("jobfill");
    let demo_dir = demo_data_dir(&real);
    let settings = vec![
        setting("JOBFILL_DATA_DIR", real.to_str().unwrap()),
        setting("JOBFILL_BIND", "127.0.0.1:0"),
        setting("JOBFILL_REFRESH_AT", "23:59"),
    ];
    let data = vec![setting("JOBFILL_DATA_DIR", demo_dir.to_str().unwrap())];
    (place, Sweep(demo_dir.join("postgresql")), settings, data)
}

/// Starts a demo, and waits until it is ready.
async fn started(arguments: &[&str], settings: &Settings) -> Program {
    let demo = Program::start(arguments, settings);
    demo.prints("Ctrl-C stops everything.").await;
    demo
}

/// Mornings that the admin's page has a line for.
async fn mornings(demo: &Program) -> usize {
    let admin = Visitor::new(&demo.prints("Open ").await);
    admin.post("/login", &[("email", ADMIN), ("password", PASSWORD)]).await.is(303);
    admin.get("/admin").await.is(200).shows("<strong>25</strong> wanted").shows("<strong>52 %</strong>");
    admin.get("/admin/refreshes.csv").await.is(200).body.lines().count() - 1
}

/// What sharing saved, as `jobfill savings --json` prints it over the demo's own data.
async fn savings(data: &Settings) -> [i64; 4] {
    let savings = program::run(&["savings", "--json"], data).await.ended_with(0).json();
    ["wanted", "bought", "avoided", "saved_percent"].map(|name| savings[name].as_i64().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_people_want_25_and_buy_12_and_an_eleventh_finds_two_of_three_here() {
    let (_place, sweep, settings, data) = stage();
    let demo = started(&["demo", "--days", "3"], &settings).await;
    let printed = demo.printed();
    let names = ["ada", "bob", "chen", "dana", "emre", "fatima", "greta", "hugo", "ines", "jonas"];
    let people = names.map(|name| told(&printed, &format!("{name}@example.com")));
    assert_eq!(people[..3], [(4, 4), (2, 1), (3, 2)], "{printed}");
    assert!(printed.contains("\nDay 3 of 3 …\n"), "{printed}");
    assert_eq!(mornings(&demo).await, 3);
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

    let demo = started(&["demo", "--keep"], &settings).await;
    assert!(!demo.printed().contains("Day "), "nothing is lived twice: {}", demo.printed());
    assert_eq!(savings(&data).await, [28, 13, 15, 54]);
    demo.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_demo_that_is_stopped_or_killed_in_the_middle_of_its_month_begins_afresh() {
    let (_place, sweep, settings, data) = stage();
    let demo = Program::start(&["demo"], &settings);
    demo.prints("bob@example.com").await;
    demo.stop().await;
    assert!(!sweep.0.join("data/postmaster.pid").exists(), "its PostgreSQL has ended with it");

    let mut demo = Program::start(&["demo", "--keep"], &settings);
    demo.prints("this one starts afresh").await;
    demo.prints("bob@example.com").await;
    demo.signal(Signal::KILL);
    demo.is_killed().await;

    let demo = started(&["demo", "--keep", "--days", "1"], &settings).await;
    assert_eq!((mornings(&demo).await, savings(&data).await), (1, [25, 12, 13, 52]));
    demo.stop().await;
}

/// A person's status, once nothing waits or loads any more.
async fn is_done(data: &Settings, email: &str) -> Value {
    let status = async || program::run(&["status", "--user", email, "--json"], data).await.ended_with(0).json();
    wait::until("a status that says done", status, |status| status["done"] == true).await
}
