//! Savings: purchases that a demand did not need, with reason and worth. Admins see them without the person.

mod measured;

pub use self::measured::{has_unmeasured, measure, unmeasured};

use super::combination::Named;
use crate::closed_list;
use crate::db::{Connection, Prepare as _};
use crate::schema::{backfill_tracking, savings};
use crate::sources::Source;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Array, Date, Int8, Text, Timestamptz};
use diesel_async::RunQueryDsl;

closed_list! {
    "a reason of a saving";
    /// Reason why a demand needed no purchase of its own at a source.
    pub enum Reason {
        /// Same combination: another person wants the very same.
        SameCombination = "same_combination",
        /// Same request: another combination asks the source the same.
        SameRequest = "same_request",
        /// Being bought: a fetch for another person was in flight.
        BeingBought = "being_bought",
        /// Bought before, for people who no longer want the combination.
        Held = "held",
        /// Contained: a purchase of wider terms holds the request.
        Contained = "contained",
        /// In a list: a list in flight brought the request beside other titles.
        InList = "in_list",
    }
}

closed_list! {
    "a method";
    /// Origin of a saving's worth.
    pub enum Method {
        /// Real price of the shared purchase.
        Real = "real",
        /// Measured by the jobs here that answer the request.
        Measured = "measured",
        /// Average of like fetches.
        Average = "average",
        /// First guess.
        Estimate = "estimate",
    }
}

/// A demand × source without a purchase, and the avoided cost.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = savings)]
pub struct Saving {
    /// Wanted combination.
    pub combination_id: i32,
    /// Source without a purchase.
    pub source: Source,
    /// Reason why no purchase was needed.
    pub reason: Reason,
    /// Avoided cost of the purchase, in the source's credits.
    pub credits: i64,
    /// True while the purchase behind the saving has no page, so that the saving does not count.
    pub is_pending: bool,
}

impl Saving {
    /// A person's savings on these combinations, pending ones included.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn of_subject(conn: &mut Connection, subject: i64, ids: &[i32]) -> QueryResult<Vec<Self>> {
        savings::table
            .filter(savings::subject.eq(subject).and(savings::combination_id.eq_any(ids)))
            .select(Self::as_select())
            .load(conn)
            .await
    }
}

/// A demand × source without a purchase, to be written down.
#[derive(Clone, Copy, Debug, Insertable)]
#[diesel(table_name = savings)]
pub struct NewSaving {
    /// Subject of the person.
    pub subject: i64,
    /// Wanted combination.
    pub combination_id: i32,
    /// Source without a purchase.
    pub source: Source,
    /// Reason why no purchase is needed.
    pub reason: Reason,
    /// Avoided cost of the purchase, in the source's credits.
    pub credits: i64,
    /// Origin of the figure.
    pub method: Method,
    /// Time of the demand.
    pub at: DateTime<Utc>,
    /// Local day of `at`.
    pub day: NaiveDate,
    /// True while the purchase behind the saving has no page.
    pub is_pending: bool,
}

impl NewSaving {
    /// Writes the saving down, once.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked, or the demand does not exist.
    pub async fn insert(&self, conn: &mut Connection) -> QueryResult<()> {
        diesel::insert_into(savings::table).values(self).on_conflict_do_nothing().execute(conn).await?;
        Ok(())
    }
}

/// Counts pending savings behind these requests from now on, if their people still want them: a page has come. Live
/// searches are looked up for each saving (OFFSET 0), lest all of them be read.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn count_pending(
    conn: &mut Connection,
    request_ids: &[i64],
    now: DateTime<Utc>,
    today: NaiveDate,
) -> QueryResult<()> {
    if request_ids.is_empty() {
        return Ok(());
    }
    diesel::sql_query(
        "UPDATE savings SET is_pending = FALSE, at = $2, day = $3
          WHERE id IN (SELECT savings.id FROM savings JOIN combination_requests link USING (combination_id, source)
                        WHERE link.request_id = ANY($1) AND savings.is_pending
                          AND EXISTS (SELECT FROM live_searches live
                                       WHERE live.combination_id = savings.combination_id
                                         AND live.subject = savings.subject OFFSET 0)
                        ORDER BY savings.id FOR NO KEY UPDATE OF savings)",
    )
    .bind::<Array<Int8>, _>(request_ids)
    .bind::<Timestamptz, _>(now)
    .bind::<Date, _>(today)
    .prepared()
    .execute(conn)
    .await?;
    Ok(())
}

/// A demand × source that was not bought.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = savings)]
pub struct Spared {
    /// Number of the saving, where the next page begins; higher is newer.
    pub id: i64,
    /// Time of the count.
    pub at: DateTime<Utc>,
    /// Wanted combination.
    #[diesel(embed)]
    pub combination: Named,
    /// Source without a purchase.
    pub source: Source,
    /// Reason why no purchase was needed.
    pub reason: Reason,
    /// Avoided cost of the purchase, in the source's credits.
    pub credits: i64,
    /// Origin of the figure.
    pub method: Method,
}

impl Spared {
    /// The newest `limit` counted savings below the number `before`.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn page(conn: &mut Connection, before: i64, limit: usize) -> QueryResult<Vec<Self>> {
        savings::table
            .inner_join(backfill_tracking::table.on(backfill_tracking::id.eq(savings::combination_id)))
            .filter(savings::id.lt(before).and(savings::is_pending.eq(false)))
            .order(savings::id.desc())
            .limit(i64::try_from(limit).unwrap_or(i64::MAX))
            .select(Self::as_select())
            .load(conn)
            .await
    }
}

/// Purchases at a source, ever.
#[derive(Clone, Debug, QueryableByName)]
pub struct Purchases {
    /// The source.
    #[diesel(sql_type = Text)]
    pub source: Source,
    /// Fetches with a page.
    #[diesel(sql_type = Int8)]
    pub fetches: i64,
    /// Stored pages.
    #[diesel(sql_type = Int8)]
    pub pages: i64,
    /// Cost in the source's credits.
    #[diesel(sql_type = Int8)]
    pub credits: i64,
    /// Jobs that no other fetch had brought before.
    #[diesel(sql_type = Int8)]
    pub new_jobs: i64,
    /// Demands that needed no purchase here.
    #[diesel(sql_type = Int8)]
    pub savings: i64,
    /// Fetches for people's new wishes: neither daily runs nor an admin's hand.
    #[diesel(sql_type = Int8)]
    pub for_people: i64,
}

/// Takes back a person's savings that lean on this request's purchase, which is the person's own now.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn drop_pending(conn: &mut Connection, subject: i64, request_id: i64) -> QueryResult<()> {
    diesel::sql_query(
        "DELETE FROM savings
          WHERE id IN (SELECT savings.id FROM savings JOIN combination_requests link USING (combination_id, source)
                        WHERE link.request_id = $2 AND savings.subject = $1 AND savings.is_pending
                        ORDER BY savings.id FOR UPDATE OF savings)",
    )
    .bind::<Int8, _>(subject)
    .bind::<Int8, _>(request_id)
    .prepared()
    .execute(conn)
    .await?;
    Ok(())
}

/// Counted savings of a person in credits, all sources together.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn credits_of(conn: &mut Connection, subject: i64) -> QueryResult<i64> {
    savings::table
        .filter(savings::subject.eq(subject).and(savings::is_pending.eq(false)))
        .select(sql::<Int8>("coalesce(sum(credits), 0)::int8"))
        .first(conn)
        .await
}

impl Purchases {
    /// Purchases at each source that was ever asked.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn by_source(conn: &mut Connection) -> QueryResult<Vec<Self>> {
        diesel::sql_query(
            "SELECT one.source, sum(one.fetches)::int8 AS fetches, sum(one.pages)::int8 AS pages,
                    sum(one.credits)::int8 AS credits, sum(one.new_jobs)::int8 AS new_jobs,
                    (SELECT coalesce(sum(savings), 0)::int8 FROM saving_days spared
                      WHERE spared.source = one.source AND NOT spared.is_pending) AS savings,
                    coalesce(sum(one.fetches) FILTER (WHERE one.purpose = 'sign_up'), 0)::int8 AS for_people
               FROM fetch_totals one
              GROUP BY one.source ORDER BY one.source DESC",
        )
        .prepared()
        .load(conn)
        .await
    }
}
