//! Who wants which combination, and what of it needed no purchase: rows of `demands` and `savings`.

use crate::db::Connection;
use crate::models::saving::Reason;
use crate::schema::{demands, savings};
use crate::sources::Source;
use chrono::{DateTime, Utc};
use diesel::dsl::{count, count_star, sql};
use diesel::prelude::*;
use diesel::sql_types::Int8;
use diesel_async::RunQueryDsl;

/// One person × one distinct combination.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = demands)]
pub struct Demand {
    pub combination_id: i32,
    /// When the first fetch was started on this person's behalf.
    pub bought_at: Option<DateTime<Utc>>,
}

impl Demand {
    /// A person's demands for these combinations.
    pub async fn of_subject(conn: &mut Connection, subject: i64, ids: &[i32]) -> QueryResult<Vec<Self>> {
        demands::table
            .filter(demands::subject.eq(subject).and(demands::combination_id.eq_any(ids)))
            .select(Self::as_select())
            .load(conn)
            .await
    }

    /// How many demands there are since a moment, and for how many of them a fetch was started.
    pub async fn count_since(conn: &mut Connection, since: DateTime<Utc>) -> QueryResult<(i64, i64)> {
        demands::table
            .filter(demands::since.ge(since))
            .select((count_star(), count(demands::bought_at)))
            .first(conn)
            .await
    }
}

/// A demand × source that was not bought, and what it would have cost.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = savings)]
pub struct Saving {
    pub combination_id: i32,
    pub source: Source,
    pub reason: Reason,
    pub credits: i64,
}

impl Saving {
    /// What a person was spared for these combinations.
    pub async fn of_subject(conn: &mut Connection, subject: i64, ids: &[i32]) -> QueryResult<Vec<Self>> {
        savings::table
            .filter(savings::subject.eq(subject).and(savings::combination_id.eq_any(ids)))
            .select(Self::as_select())
            .load(conn)
            .await
    }

    /// What savings since a moment would have cost, in credits of all sources together: for orientation.
    pub async fn credits_since(conn: &mut Connection, since: DateTime<Utc>) -> QueryResult<i64> {
        savings::table
            .filter(savings::at.ge(since))
            .select(sql::<Int8>("coalesce(sum(credits), 0)::int8"))
            .first(conn)
            .await
    }
}
