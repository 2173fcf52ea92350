//! How many of the newest jobs are copies of others, by the stored groups; and groups taken apart by an admin.

use super::place;
use crate::db::Connection;
use chrono::{DateTime, Utc};
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::pg::{Pg, PgValue};
use diesel::prelude::*;
use diesel::sql_types::{Int8, Jsonb, Text, Timestamptz};
use diesel_async::RunQueryDsl;
use serde::Deserialize;

/// Copies among the newest jobs.
#[derive(Debug, QueryableByName)]
pub struct CopyShare {
    /// Jobs looked at.
    #[diesel(sql_type = Int8)]
    pub jobs: i64,
    /// Jobs beyond the first of each group.
    #[diesel(sql_type = Int8)]
    pub copies: i64,
    /// Groups of several.
    #[diesel(sql_type = Int8)]
    pub groups: i64,
    /// The largest groups.
    #[diesel(sql_type = Jsonb)]
    pub largest: Largest,
}

/// A group of many copies.
#[derive(Clone, Debug, Deserialize)]
pub struct Large {
    /// Number of the group's first job among the jobs looked at.
    pub first: i64,
    /// Jobs of the group.
    pub size: i64,
    title: String,
    company: String,
    location: String,
}

impl Large {
    /// Title, employer and place of the group's first job.
    pub fn label(&self) -> String {
        let parts = [self.title.clone(), self.company.clone(), place(&self.location)];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

/// Groups, the largest first.
#[derive(Clone, Debug, Default, FromSqlRow)]
pub struct Largest(pub Vec<Large>);

impl FromSql<Jsonb, Pg> for Largest {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        let value = <serde_json::Value as FromSql<Jsonb, Pg>>::from_sql(value)?;
        Ok(Self(serde_json::from_value(value)?))
    }
}

impl CopyShare {
    /// Among so many jobs, the newest first. Of the groups the largest are named.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn among_newest(conn: &mut Connection, most: i64, named: i64) -> QueryResult<Self> {
        diesel::sql_query(
            "WITH newest AS MATERIALIZED (SELECT id, group_id FROM jobs ORDER BY id DESC LIMIT $1),
                  sizes AS MATERIALIZED (SELECT group_id, count(*) AS size, min(id) AS first FROM newest GROUP BY group_id),
                  large AS (SELECT size, first FROM sizes WHERE size > 1 ORDER BY size DESC, first LIMIT $2),
                  named AS (SELECT size, first, title, company, location
                              FROM large JOIN jobs ON jobs.id = large.first)
             SELECT (SELECT count(*) FROM newest) AS jobs,
                    (SELECT count(*) FROM newest) - (SELECT count(*) FROM sizes) AS copies,
                    (SELECT count(*) FROM sizes WHERE size > 1) AS groups,
                    (SELECT coalesce(jsonb_agg(named ORDER BY size DESC, first), '[]') FROM named) AS largest",
        )
        .bind::<Int8, _>(most)
        .bind::<Int8, _>(named)
        .get_result(conn)
        .await
    }
}

/// Jobs of a former group, taken apart by an admin.
#[derive(Debug, QueryableByName)]
pub struct TakenApart {
    /// Number of the first job.
    #[diesel(sql_type = Int8)]
    pub first: i64,
    /// Number of jobs in the former group.
    #[diesel(sql_type = Int8)]
    pub jobs: i64,
    /// Title of the first job.
    #[diesel(sql_type = Text)]
    pub title: String,
    /// Time when the group was taken apart.
    #[diesel(sql_type = Timestamptz)]
    pub at: DateTime<Utc>,
}

impl TakenApart {
    /// The groups taken apart last, so many.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn newest(conn: &mut Connection, most: i64) -> QueryResult<Vec<Self>> {
        diesel::sql_query(
            "SELECT apart.first, apart.jobs, jobs.title, apart.at
               FROM (SELECT min(id) AS first, count(*) AS jobs, taken_apart_at AS at FROM jobs
                      WHERE taken_apart_at IS NOT NULL
                      GROUP BY taken_apart_at ORDER BY taken_apart_at DESC LIMIT $1) apart
               JOIN jobs ON jobs.id = apart.first
              ORDER BY apart.at DESC",
        )
        .bind::<Int8, _>(most)
        .load(conn)
        .await
    }
}
