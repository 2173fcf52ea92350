//! The demo, as a newcomer starts it: ten people, then an eleventh through the pages.

use crate::support::browser::Visitor;
use crate::support::program::{self, Program, Settings};
use serde_json::Value;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

fn settings(data_dir: &Path) -> Settings {
    let pairs = [("JOBFILL_DATA_DIR", data_dir.to_string_lossy().into_owned()), ("JOBFILL_BIND", "127.0.0.1:0".into())];
    pairs.map(|(name, value)| (name.to_owned(), value)).into()
}

/// wanted, bought, avoided and the percentage that was saved, as the command prints them for scripts.
async fn saved(data_dir: &Path) -> [Option<i64>; 4] {
    let report: Value = program::run(&["savings", "--json"], &settings(data_dir)).await.ended_with(0).json();
    ["wanted", "bought", "avoided", "saved_percent"].map(|name| report[name].as_i64())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demos_people_want_25_and_buy_12_and_an_eleventh_makes_it_28_and_13() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let directory = tempfile::tempdir().unwrap();
    // The server may run as somebody else, who has to get there.
    fs::set_permissions(directory.path(), Permissions::from_mode(0o755)).unwrap();
    let demo = Program::start(&["demo"], &settings(&directory.path().join("jobfill")));
    let url = demo.prints("Open ").await;
    let printed = demo.printed();
    for (person, counts) in [("ada", "4 wanted, 0"), ("bob", "2 wanted, 1"), ("chen", "3 wanted, 1")] {
        let line = printed.lines().find(|line| line.contains(&format!("{person}@example.com"))).unwrap();
        assert!(line.contains(counts), "{line}");
    }
    let demos = directory.path().join("jobfill-demo");
    assert_eq!(saved(&demos).await, [Some(25), Some(12), Some(13), Some(52)]);

    let kim = Visitor::new(&url);
    kim.sign_up("kim@example.com").await.is(303);
    let list = [
        ("query_name", "Mine"),
        ("titles", "Data Scientist"),
        ("locations", "Berlin\nHamburg\nCologne"),
        ("ai_work_arrangement", "Remote OK"),
        ("ai_employment_type", ""),
        ("ai_seniority", "Senior"),
        ("ai_industry", ""),
        ("priority", "0"),
    ];
    kim.post("/searches", &list).await.is(303);
    assert_eq!(saved(&demos).await, [Some(28), Some(13), Some(15), Some(54)]);
    demo.stop().await;
}
