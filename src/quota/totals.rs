//! Totals beside the facts: folded, compared, remade. Triggers keep them (the migration `totals` says how).

use crate::db::Connection;
use crate::models::demand::Demand;
use diesel::prelude::*;
use diesel::sql_types::{Int8, Text};
use diesel_async::RunQueryDsl;

/// Most rows of a table folded in one statement.
const PORTION: i64 = 10_000;

/// A table of totals.
#[derive(Clone, Copy, Debug)]
pub struct Totals {
    /// Name of the table; the view `whole_…` gives its correct rows.
    pub table: &'static str,
    /// Key columns.
    keys: &'static [&'static str],
    /// Summed columns.
    sums: &'static [&'static str],
    /// Condition for rows that the facts still tell of.
    of_facts: &'static str,
}

/// All tables of totals.
pub const ALL: [Totals; 8] = [
    totals("ledger_days", &["meter_id", "day", "purpose"], &["spent", "unknown"]),
    Totals { of_facts: "NOT is_gone", ..totals("attempt_days", &["day", "source", "state", "is_gone"], &["attempts"]) },
    totals("fetch_totals", &["source", "purpose"], &["fetches", "pages", "credits", "new_jobs"]),
    totals(
        "refresh_totals",
        &["refresh_id", "source"],
        &["asked", "pages", "jobs", "new_jobs", "credits", "failed", "live", "left_out"],
    ),
    totals("combination_counts", &["state", "people"], &["combinations"]),
    totals("demand_days", &["day"], &["wanted", "bought", "avoided", "people"]),
    totals("saving_days", &["day", "source", "reason", "is_pending"], &["savings", "credits"]),
    totals("reading_days", &["day", "model", "outcome"], &["readings", "input_tokens", "output_tokens"]),
];

const fn totals(table: &'static str, keys: &'static [&'static str], sums: &'static [&'static str]) -> Totals {
    Totals { table, keys, sums, of_facts: "TRUE" }
}

/// A sum that differs from its facts.
#[derive(Debug, QueryableByName)]
struct Difference {
    #[diesel(sql_type = Text)]
    what: String,
}

impl Totals {
    /// SQL that folds the rows of all writers together; rows being written right now are left for the next time.
    pub fn fold_sql(self) -> String {
        let Self { table, keys, sums, .. } = self;
        let (keys, names) = (keys.join(", "), sums.join(", "));
        let summed = each(sums, |sum| format!("sum({sum})::int8"));
        let added = each(sums, |sum| format!("{sum} = {table}.{sum} + excluded.{sum}"));
        format!(
            "WITH taken AS (
                 DELETE FROM {table} WHERE ctid IN (
                     SELECT ctid FROM {table} WHERE writer <> 0 LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING *)
             INSERT INTO {table} ({keys}, writer, {names})
             SELECT {keys}, 0, {summed} FROM taken GROUP BY {keys}
             ON CONFLICT ({keys}, writer) DO UPDATE SET {added}"
        )
    }

    /// SQL that finds sums different from the facts.
    pub fn check_sql(self) -> String {
        let Self { table, keys, sums, of_facts } = self;
        let keys = keys.join(", ");
        let summed = each(sums, |sum| format!("sum({sum})::int8 AS {sum}"));
        let side = |side: &str| each(sums, |sum| format!("coalesce({side}.{sum}, 0)"));
        let (facts, kept) = (side("facts"), side("kept"));
        let (names, table_of) = (sums.join(", "), format!("'{table}'"));
        format!(
            "SELECT concat_ws(' ', {table_of}, {keys}) || format(': {names} are %s, by the facts %s',
                        concat_ws(', ', {kept}), concat_ws(', ', {facts})) AS what
               FROM whole_{table} facts
               FULL JOIN (SELECT {keys}, {summed} FROM {table} WHERE {of_facts} GROUP BY {keys}) kept USING ({keys})
              WHERE ({facts}) IS DISTINCT FROM ({kept})
              ORDER BY 1 LIMIT 100"
        )
    }

    /// SQL that makes the sums anew from the facts.
    pub fn remake_sql(self) -> [String; 3] {
        let Self { table, keys, sums, of_facts } = self;
        let (keys, names) = (keys.join(", "), sums.join(", "));
        [
            // Transactions that were changing facts have ended then, and new ones wait.
            format!("LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE"),
            format!("DELETE FROM {table} WHERE {of_facts}"),
            format!("INSERT INTO {table} ({keys}, writer, {names}) SELECT {keys}, 0, {names} FROM whole_{table}"),
        ]
    }
}

fn each(names: &[&str], write: impl Fn(&str) -> String) -> String {
    names.iter().map(|name| write(name)).collect::<Vec<_>>().join(", ")
}

/// Folds the rows of all writers together.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn fold(conn: &mut Connection) -> QueryResult<()> {
    for one in ALL {
        diesel::sql_query(one.fold_sql()).bind::<Int8, _>(PORTION).execute(conn).await?;
    }
    Ok(())
}

/// Every sum that differs from its facts, in words.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn differences(conn: &mut Connection) -> QueryResult<Vec<String>> {
    let mut all = Vec::new();
    for one in ALL {
        let found: Vec<Difference> = diesel::sql_query(one.check_sql()).load(conn).await?;
        all.extend(found.into_iter().map(|difference| difference.what));
    }
    Ok(all)
}

/// Makes all sums anew from the facts, under a lock against changes. The caller opens the transaction.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn remake(conn: &mut Connection) -> QueryResult<()> {
    Demand::mark_spared_anew(conn).await?;
    for one in ALL {
        for statement in one.remake_sql() {
            diesel::sql_query(statement).execute(conn).await?;
        }
    }
    Ok(())
}
