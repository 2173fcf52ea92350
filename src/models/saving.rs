//! Savings as admins see them: which combination, for whom by number, why and how much, never a name.

use super::combination::Named;
use crate::closed_list;
use crate::db::Connection;
use crate::schema::{backfill_tracking, savings, users};
use crate::sources::Source;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Int8, Text};
use diesel_async::RunQueryDsl;

closed_list! {
    "a reason of a saving";
    /// Why a demand needed no purchase of its own at one source.
    pub enum Reason {
        /// Somebody wants the very same combination.
        SameCombination = "same_combination",
        /// Another combination asks the source the same.
        SameRequest = "same_request",
        /// Somebody's fetch was in flight.
        BeingBought = "being_bought",
        /// Bought before, for people who no longer want it.
        Held = "held",
    }
}

closed_list! {
    "a method";
    /// How the worth of a saving is known.
    pub enum Method {
        /// The real price of the purchase that was shared.
        Real = "real",
        /// The average of like fetches.
        Average = "average",
        /// The first guess.
        Estimate = "estimate",
    }
}

/// A demand × source that was not bought.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = savings)]
pub struct Spared {
    /// Where the next page begins; higher is newer.
    pub id: i64,
    pub at: DateTime<Utc>,
    #[diesel(embed)]
    pub combination: Named,
    /// Whose it is, by the number of their page; None: somebody who left.
    #[diesel(select_expression = users::id.nullable())]
    pub person: Option<i32>,
    pub source: Source,
    pub reason: Reason,
    pub credits: i64,
    pub method: Method,
}

impl Spared {
    /// The newest `limit` rows below the number `before`.
    pub async fn page(conn: &mut Connection, before: i64, limit: usize) -> QueryResult<Vec<Self>> {
        savings::table
            .inner_join(backfill_tracking::table.on(backfill_tracking::id.eq(savings::combination_id)))
            .left_join(users::table.on(users::subject.eq(savings::subject)))
            .filter(savings::id.lt(before))
            .order(savings::id.desc())
            .limit(i64::try_from(limit).unwrap_or(i64::MAX))
            .select(Self::as_select())
            .load(conn)
            .await
    }
}

/// What one source sold us, ever.
#[derive(Clone, Debug, QueryableByName)]
pub struct Purchases {
    #[diesel(sql_type = Text)]
    pub source: Source,
    /// Fetches that brought a page.
    #[diesel(sql_type = Int8)]
    pub fetches: i64,
    #[diesel(sql_type = Int8)]
    pub pages: i64,
    #[diesel(sql_type = Int8)]
    pub credits: i64,
    #[diesel(sql_type = Int8)]
    pub new_jobs: i64,
    /// Demands that needed no purchase here.
    #[diesel(sql_type = Int8)]
    pub savings: i64,
    /// Those of them that somebody's new wish began: neither daily runs nor an admin's hand.
    #[diesel(sql_type = Int8)]
    pub for_people: i64,
}

/// Credits that savings of one person came to since a time.
pub async fn credits_since(conn: &mut Connection, subject: i64, since: DateTime<Utc>) -> QueryResult<i64> {
    let credits: Vec<i64> = savings::table
        .filter(savings::subject.eq(subject).and(savings::at.ge(since)))
        .select(savings::credits)
        .load(conn)
        .await?;
    Ok(credits.iter().sum())
}

impl Purchases {
    pub async fn by_source(conn: &mut Connection) -> QueryResult<Vec<Self>> {
        diesel::sql_query(
            "WITH spared AS (SELECT source, count(*) AS savings FROM savings GROUP BY source)
             SELECT requests.source, count(*) FILTER (WHERE fetches.pages > 0) AS fetches, sum(fetches.pages)::int8 AS pages,
                    sum(fetches.credits)::int8 AS credits, sum(fetches.new_jobs)::int8 AS new_jobs,
                    coalesce(max(spared.savings), 0)::int8 AS savings,
                    count(*) FILTER (WHERE fetches.pages > 0 AND fetches.purpose = 'sign_up') AS for_people
               FROM fetches JOIN requests ON requests.id = fetches.request_id
               LEFT JOIN spared ON spared.source = requests.source
              GROUP BY requests.source ORDER BY requests.source DESC",
        )
        .load(conn)
        .await
    }
}
