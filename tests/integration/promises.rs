//! What `docs/promises.md` promises: that each test it names is there and runs, and tests for promises that had none.

mod canary;
mod clocks;
mod enqueue;
mod lease;
mod poison;
mod takeover;
mod transactions;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use syn::{Attribute, ImplItem, Item};

use crate::statements::program::rust_files;

/// Where tests are.
const FOLDERS: [&str; 2] = ["src", "tests"];

/// As `module::test`: the last two parts of a test's path, as the page names it. A test that is ignored proves nothing.
fn tests() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = FOLDERS.iter().flat_map(|folder| rust_files(&root.join(folder)));
    files.flat_map(|path| tests_of(&path)).collect()
}

/// Tests of a file, inline ones of its module `tests` included.
fn tests_of(path: &Path) -> Vec<String> {
    let file = syn::parse_file(&fs::read_to_string(path).unwrap()).unwrap();
    let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
    // `foo/tests.rs` holds the tests of `foo`.
    let folder = path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let module = if stem == "tests" { folder.unwrap_or_default() } else { stem };
    names(&file.items).into_iter().map(|name| format!("{module}::{name}")).collect()
}

fn names(items: &[Item]) -> Vec<String> {
    let of = |item: &Item| match item {
        Item::Fn(function) if is_test(&function.attrs) => vec![function.sig.ident.to_string()],
        Item::Mod(module) => module.content.as_ref().map(|(_, items)| names(items)).unwrap_or_default(),
        // Tests that proptest writes stand inside a macro, and are found by their words.
        Item::Macro(call) if call.mac.path.is_ident("proptest") => named_in(&call.mac.tokens.to_string()),
        Item::Impl(one) => one.items.iter().filter_map(of_impl).collect(),
        _ => Vec::new(),
    };
    items.iter().flat_map(of).collect()
}

fn of_impl(item: &ImplItem) -> Option<String> {
    match item {
        ImplItem::Fn(function) if is_test(&function.attrs) => Some(function.sig.ident.to_string()),
        _ => None,
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    let has =
        |name: &str| attributes.iter().any(|one| one.path().segments.last().is_some_and(|last| last.ident == name));
    has("test") && !has("ignore")
}

fn named_in(tokens: &str) -> Vec<String> {
    let words: Vec<&str> = tokens.split_whitespace().collect();
    words.windows(2).filter(|two| two[0] == "fn").map(|two| two[1].to_owned()).collect()
}

/// Promises of the page with the tests that they name: rows of a table, a promise and its tests in each.
fn promised() -> Vec<(String, Vec<String>)> {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/promises.md")).unwrap();
    let rows = page.lines().filter(|line| line.starts_with("| P"));
    rows.map(|row| {
        let mut cells = row.trim_matches('|').split(" | ");
        let name = cells.next().unwrap_or_default().trim().to_owned();
        let tests = cells.last().unwrap_or_default().split('`').skip(1).step_by(2);
        (name, tests.map(str::to_owned).collect())
    })
    .collect()
}

#[test]
fn every_promise_names_tests_that_exist_and_run() {
    let (promised, tests) = (promised(), tests());
    let names: Vec<_> = promised.iter().map(|(name, _)| name.clone()).collect();
    assert_eq!(names, (1..=33).map(|number| format!("P{number}")).collect::<Vec<_>>());
    for (name, named) in promised {
        assert!(!named.is_empty(), "{name} names no test");
        let missing: Vec<_> = named.iter().filter(|test| !tests.contains(*test) && !test.starts_with("bin/")).collect();
        assert!(missing.is_empty(), "{name} names tests that are not there, or are ignored: {missing:?}");
    }
}

#[test]
fn a_test_that_is_ignored_counts_for_nothing() {
    let file =
        "#[test] fn runs() {} #[test] #[ignore = \"slow\"] fn waits() {} #[tokio::test] #[ignore] async fn too() {}
        fn helps() {} mod inner { #[tokio::test(flavor = \"multi_thread\")] async fn inside() {} }";
    assert_eq!(names(&syn::parse_file(file).unwrap().items), ["runs", "inside"]);
}
