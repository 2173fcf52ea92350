//! Every table has one owner, the file or folder that writes it. Others ask the owner.

use crate::statements::program::rust_files;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Owners and their tables. Days, totals and the like belong to triggers, and to `quota/totals`, which names them itself.
const OWNERS: [(&str, &str); 41] = [
    ("models/act", "act_items acts"),
    ("models/address", "addresses"),
    ("models/alert", "alert_messages alerts"),
    ("models/answer", "answers"),
    ("models/attempt", "attempts"),
    ("models/audit", "audit"),
    ("models/begun_sign_in", "begun_sign_ins"),
    ("models/cap", "caps"),
    ("models/capability", "capabilities"),
    ("models/combination", "backfill_tracking combination_words"),
    ("models/correction", "cv_corrections"),
    ("models/cv", "cv_uploads cvs profiles readings"),
    ("models/deletion", "deletions"),
    ("models/demand", "demands"),
    ("models/device", "devices"),
    ("models/digest", "digests"),
    ("models/feed", "feeds"),
    ("models/fetch", "fetch_cells fetches"),
    ("models/installation", "installation"),
    ("models/job", "jobs near_places request_jobs"),
    ("models/leave_notice", "leave_notices"),
    ("models/mail", "mails"),
    ("models/notice", "notices"),
    ("models/password_link", "password_links"),
    ("models/proposal", "proposals"),
    ("models/refresh", "refreshes"),
    ("models/request", "combination_requests requests"),
    ("models/saving", "savings"),
    ("models/search", "user_search_queries"),
    ("models/second_factor", "recovery_codes second_factors"),
    ("models/session", "sessions"),
    ("models/sign_in_failure", "sign_in_failures"),
    ("models/source_count", "counts"),
    ("models/source_state", "sources"),
    ("models/sweep", "sweeps"),
    ("models/told", "told"),
    ("models/topic", "combination_topics topic_jobs topics"),
    ("models/user", "users"),
    ("models/user_job", "user_jobs"),
    ("queue", "tasks"),
    ("quota", "allowances ledger meters"),
];

/// Statements that write to several tables at once: a page is bought in few statements, and a lock is taken with what it
/// is for. Each file writes to these tables of others, and to no more.
const TOGETHER: [(&str, &str); 11] = [
    // An attempt begins and ends in the statement that moves its credits.
    ("quota/ledger/book.rs", "attempts backfill_tracking fetches sources"),
    ("quota/ledger/end.rs", "attempts"),
    // An answer is kept in the statement that locks what it settles.
    ("quota/ledger.rs", "answers"),
    // What reading an answer gave, counted at its attempt, fetch and source.
    ("models/attempt/outcome.rs", "fetches sources"),
    // The statement that counts a page holds its window, marks its answer as read, and lets the task go on.
    ("models/fetch/progress.rs", "answers attempts backfill_tracking requests tasks"),
    // What a list's page cost moves between its requests and their combinations.
    ("models/fetch/cells.rs", "backfill_tracking"),
    // The task of a fetch moves with it.
    ("models/fetch/joined.rs", "tasks"),
    ("models/fetch/queued.rs", "tasks"),
    ("models/fetch/woken.rs", "tasks"),
    // What a call has told and cost, with its outcome.
    ("models/source_state/calls.rs", "backfill_tracking fetch_cells fetches meters tasks"),
    ("backfill/held.rs", "tasks"),
];

/// Deletes what is old, in whatever table.
const HOUSEKEEPING: &str = "models/sweep";

fn source() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let name = |path: &Path| path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
    let read =
        |path: &Path| fs::read_to_string(path).unwrap().split("#[cfg(test)]\nmod tests {").next().unwrap().to_owned();
    rust_files(&root).iter().map(|path| (name(path), read(path))).filter(|(name, _)| name != "schema.rs").collect()
}

fn tables() -> BTreeSet<String> {
    let schema = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/schema.rs")).unwrap();
    let rows =
        schema.split("diesel::table! {").skip(1).filter_map(|one| one.split_once(" (")?.0.split_whitespace().last());
    rows.map(str::to_owned).collect()
}

/// The first name at the beginning of a text, in small letters.
fn name(text: &str) -> &str {
    let text = text.trim_start();
    &text[..text.find(|c: char| !(c.is_ascii_lowercase() || c == '_' || c.is_ascii_digit())).unwrap_or(text.len())]
}

/// The tables that a file writes: in SQL, and with diesel, there by the table's name or by that of a value made of it.
fn written<'a>(text: &'a str, tables: &BTreeSet<String>) -> BTreeSet<&'a str> {
    let after =
        |words: &'static str| text.match_indices(words).map(move |(at, _)| (at, text[at + words.len()..].trim_start()));
    let sql = ["INSERT INTO ", "UPDATE ", "DELETE FROM "].into_iter().flat_map(after).map(|(_, rest)| name(rest));
    let diesel = ["diesel::insert_into(", "diesel::update(", "diesel::delete("].into_iter().flat_map(after);
    let diesel = diesel.map(|(at, rest)| {
        let first = name(rest.trim_start_matches("dsl::"));
        let made = text[..at].rfind(&format!("let {first} = ")).filter(|_| !tables.contains(first));
        made.map_or(first, |made| name(&text[made + "let  = ".len() + first.len()..]))
    });
    sql.chain(diesel).filter(|name| tables.contains(*name)).collect()
}

fn is_of(list: &[(&str, &str)], file: &str, table: &str) -> bool {
    let is_here =
        |owner: &str| file == owner || file.strip_prefix(owner).is_some_and(|rest| rest.starts_with(['/', '.']));
    list.iter().any(|(owner, tables)| is_here(owner) && tables.split(' ').any(|one| one == table))
}

#[test]
fn every_table_is_written_by_its_owner() {
    let tables = tables();
    let source = source();
    let (mut wrong, mut unused) = (
        Vec::new(),
        TOGETHER
            .iter()
            .flat_map(|(file, names)| names.split(' ').map(move |one| (*file, one)))
            .collect::<BTreeSet<_>>(),
    );
    for (file, text) in source.iter().filter(|(file, _)| !file.starts_with(HOUSEKEEPING)) {
        for table in written(text, &tables) {
            unused.remove(&(file.as_str(), table));
            if !is_of(&OWNERS, file, table) && !is_of(&TOGETHER, file, table) {
                wrong.push(format!("{file} writes {table}"));
            }
        }
    }
    assert!(wrong.is_empty(), "ask the table's owner, or say here why not:\n{}", wrong.join("\n"));
    assert!(unused.is_empty(), "allowed, and not needed: {unused:?}");
}

#[test]
fn every_table_has_one_owner_or_is_kept_by_triggers() {
    let owned: Vec<_> = OWNERS.iter().flat_map(|(_, names)| names.split(' ')).collect();
    let distinct: BTreeSet<_> = owned.iter().copied().collect();
    assert_eq!(owned.len(), distinct.len(), "a table with two owners");
    let kept: Vec<_> = tables().into_iter().filter(|table| !distinct.contains(table.as_str())).collect();
    let totals: Vec<_> = jobfill::quota::totals::ALL.iter().map(|one| one.table.to_owned()).collect();
    assert!(kept.iter().all(|table| totals.contains(table)), "{kept:?} beside {totals:?}");
}

#[test]
fn what_a_file_writes_is_found() {
    let tables = BTreeSet::from(["users", "tasks", "jobs", "cvs"].map(str::to_owned));
    let text = r#"
        sql_query("WITH old AS (DELETE FROM jobs WHERE id = $1) INSERT INTO tasks SELECT 1 FROM cvs FOR UPDATE OF cvs");
        let of_person = users::table.find(id);
        diesel::update(of_person).set(users::name.eq(name))
    "#;
    assert_eq!(written(text, &tables), BTreeSet::from(["jobs", "tasks", "users"]));
    assert_eq!(written("diesel::delete(\n    cvs::table.find(id),\n)", &tables), BTreeSet::from(["cvs"]));
    assert_eq!(written("diesel::insert_into(dsl::cvs).values(new)", &tables), BTreeSet::from(["cvs"]));
}
