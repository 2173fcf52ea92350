//! Words of closed lists that stand in SQL: each is on the list of its column. So a list keeps its words in one place, its
//! enum; what a statement says beside that is held against it here.

use super::program::Program;
use super::{client, listed, texts};
use crate::statements::program::rust_files;
use crate::support::database::TestDatabase;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use tokio_postgres::Client;

type Words = BTreeSet<String>;

/// Fewer comparisons than this would mean that this test looks in the wrong place.
const FEWEST: usize = 100;

/// What stands between a column and its words.
const COMPARISONS: [&str; 5] = [" = ", " <> ", " NOT IN (", " IN (", " IS DISTINCT FROM "];

/// Views that show columns of a table under their own names.
const VIEWS: [(&str, &str); 1] = [("standing_fetches", "fetches")];

/// The words between apostrophes.
fn quoted(text: &str) -> Words {
    text.split('\'').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Each column whose words a constraint lists, by table and name.
async fn closed_columns(client: &Client) -> BTreeMap<(String, String), Words> {
    let rows = client
        .query(
            "SELECT conrelid::regclass::text, attname::text, pg_get_constraintdef(pg_constraint.oid)
               FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
              WHERE contype = 'c' AND cardinality(conkey) = 1
                AND pg_get_constraintdef(pg_constraint.oid) LIKE '%' || attname || ' = ANY (ARRAY[''%'",
            &[],
        )
        .await
        .unwrap();
    rows.iter().map(|row| ((row.get(0), row.get(1)), quoted(row.get(2)))).collect()
}

/// The names of every closed list of the program.
fn enums() -> Vec<Words> {
    let mut all = Vec::new();
    for path in rust_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let text = fs::read_to_string(path).unwrap();
        for list in text.split("closed_list! {").skip(1) {
            let list = list.split("\n}").next().unwrap();
            let names = list.split(" = \"").skip(1).filter_map(|rest| rest.split_once("\","));
            all.push(names.map(|(name, _)| name.to_owned()).collect());
        }
    }
    all
}

/// Every column that a statement compares with words, or sets to one, and the words.
fn compared(statement: &str) -> Vec<(&str, Words)> {
    let mut found = Vec::new();
    for comparison in COMPARISONS {
        for (at, _) in statement.match_indices(comparison) {
            let rest = &statement[at + comparison.len()..];
            let end = if comparison.ends_with('(') {
                rest.find(')')
            } else {
                rest.get(1..).and_then(|one| one.find('\'')).map(|end| end + 2)
            };
            let before =
                statement[..at].rsplit(|c: char| !(c.is_ascii_lowercase() || c == '_')).next().unwrap_or_default();
            if let Some(end) = end.filter(|_| rest.starts_with('\'') && !before.is_empty()) {
                found.push((before, quoted(&rest[..end])));
            }
        }
    }
    found
}

/// What a statement says of columns with a list.
struct Found {
    /// Words that stand on no list of their column, in any table that the statement names.
    wrong: Vec<String>,
    /// Comparisons with such columns.
    seen: usize,
}

fn unlisted(statement: &str, columns: &BTreeMap<(String, String), Words>) -> Found {
    let mut names: BTreeSet<_> = statement.split(|c: char| !(c.is_ascii_lowercase() || c == '_')).collect();
    let shown: Vec<&str> = VIEWS.iter().filter(|(view, _)| names.contains(view)).map(|(_, table)| *table).collect();
    names.extend(shown);
    let mut found = Found { wrong: Vec::new(), seen: 0 };
    for (column, words) in compared(statement) {
        let lists = columns.iter().filter(|((table, name), _)| name == column && names.contains(table.as_str()));
        let allowed: Words = lists.flat_map(|(_, list)| list.iter().cloned()).collect();
        if !allowed.is_empty() {
            found.seen += 1;
            found.wrong.extend(words.difference(&allowed).map(|word| format!("{column} is never '{word}'")));
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn a_word_in_a_statement_is_on_the_list_of_its_column() {
    let database = TestDatabase::create().await;
    let columns = closed_columns(&client(&database).await).await;
    let (program, listed) = (Program::read(), listed());
    let (mut wrong, mut seen) = (BTreeSet::new(), 0);
    for one in program.sent() {
        let read = texts::of(&program, one.function, &one.statement).map(|texts| texts.into_iter().collect());
        let made = || listed.get(one.place().as_str()).cloned().unwrap_or_default();
        let variants: Vec<Found> = read.unwrap_or_else(|_| made()).iter().map(|one| unlisted(one, &columns)).collect();
        let words = variants.iter().flat_map(|found| &found.wrong);
        wrong.extend(words.map(|word| format!("{}: {word}", one.place())));
        seen += variants.iter().map(|found| found.seen).max().unwrap_or(0);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(seen >= FEWEST, "{seen}");
}

/// What only totals say, and no value of the program: entries without a purpose are corrections.
const OF_TOTALS: [&str; 1] = ["correction"];

#[tokio::test(flavor = "multi_thread")]
async fn every_word_that_a_column_may_hold_is_a_name_of_one_enum() {
    let database = TestDatabase::create().await;
    let columns = closed_columns(&client(&database).await).await;
    let enums = enums();
    let is_known = |words: &Words| {
        let words: Words = words.iter().filter(|word| !OF_TOTALS.contains(&word.as_str())).cloned().collect();
        enums.iter().any(|names| words.is_subset(names))
    };
    let strange = columns.iter().filter(|(_, words)| !is_known(words));
    let strange: Vec<_> = strange.map(|((table, column), words)| format!("{table}.{column}: {words:?}")).collect();
    assert!(strange.is_empty(), "no enum has these names:\n{}", strange.join("\n"));
    assert!(columns.len() > 20, "{}", columns.len());
}

#[test]
fn a_word_of_no_list_is_found() {
    let list = |words: &[&str]| words.iter().map(|one| (*one).to_owned()).collect::<Words>();
    let column = |table: &str, name: &str| (table.to_owned(), name.to_owned());
    let columns = BTreeMap::from([
        (column("tasks", "state"), list(&["queued", "done"])),
        (column("fetches", "state"), list(&["put_off"])),
    ]);
    let wrong = |statement: &str| unlisted(statement, &columns).wrong;
    assert_eq!(wrong("SELECT 1 FROM tasks WHERE state = 'queued' AND name = 'x'"), [""; 0]);
    assert_eq!(wrong("SELECT 1 FROM tasks WHERE tasks.state IN ('queued', 'put_off')"), ["state is never 'put_off'"]);
    assert_eq!(wrong("UPDATE fetches SET state = 'putoff' WHERE id = $1"), ["state is never 'putoff'"]);
    assert_eq!(wrong("SELECT 1 FROM tasks JOIN fetches ON TRUE WHERE fetches.state <> 'put_off'"), [""; 0]);
}
