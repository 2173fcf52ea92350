//! People on the admins' list: cost and savings of each person's wishes.

use crate::db::Connection;
use crate::models::user::Role;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Date, Int4, Int8, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// A person on the admins' list.
#[derive(Clone, Debug, QueryableByName)]
pub struct UserLine {
    /// Number of the account.
    #[diesel(sql_type = Int4)]
    pub id: i32,
    /// Address to sign in with.
    #[diesel(sql_type = Text)]
    pub email: String,
    /// Right to the admins' pages.
    #[diesel(sql_type = Text)]
    pub role: Role,
    /// False: invited or imported, and without a password so far.
    #[diesel(sql_type = Bool)]
    pub has_password: bool,
    /// A code is asked for at signing in.
    #[diesel(sql_type = Bool)]
    pub has_code: bool,
    /// Time at which the account was made.
    #[diesel(sql_type = Timestamptz)]
    pub created_at: DateTime<Utc>,
    /// Time of the last page; None: never signed in.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub last_seen_at: Option<DateTime<Utc>>,
    /// Time at which an admin shut the account; None: open.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub disabled_at: Option<DateTime<Utc>>,
    /// Distinct combinations that the person's active searches want.
    #[diesel(sql_type = Int8)]
    pub wishes: i64,
    /// Credits of all sources that were charged to the person since the first of the month, reservations included.
    #[diesel(sql_type = Int8)]
    pub spent: i64,
    /// Credits saved by sharing for this person, to date.
    #[diesel(sql_type = Int8)]
    pub saved: i64,
}

impl UserLine {
    /// A page of the list, the newest people first, or people older than `before`: those whose address has `text`. One or
    /// two characters are looked for at its beginning.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn page(
        conn: &mut Connection,
        text: &str,
        before: Option<i32>,
        month: NaiveDate,
        limit: i64,
    ) -> QueryResult<Vec<Self>> {
        let condition = condition(text);
        let sql = format!(
            "SELECT person.id, email, role, password_hash IS NOT NULL AS has_password, created_at, last_seen_at,
                    disabled_at,
                    EXISTS (SELECT FROM second_factors
                             WHERE user_id = person.id AND confirmed_at IS NOT NULL) AS has_code,
                    (SELECT coalesce(sum(used), 0)::int8 FROM allowances
                      WHERE allowances.subject = person.subject AND day >= $3) AS spent,
                    (SELECT count(DISTINCT combination_id) FROM user_search_queries search
                      WHERE search.user_id = person.id AND search.is_active) AS wishes,
                    (SELECT coalesce(sum(credits), 0)::int8 FROM savings
                      WHERE savings.subject = person.subject AND NOT is_pending) AS saved
               FROM (SELECT * FROM users WHERE id < $1 AND {condition} ORDER BY id DESC LIMIT $4) person
              ORDER BY person.id DESC"
        );
        diesel::sql_query(sql)
            .bind::<Int4, _>(before.unwrap_or(i32::MAX))
            .bind::<Text, _>(text)
            .bind::<Date, _>(month)
            .bind::<BigInt, _>(limit)
            .load(conn)
            .await
    }

    /// Numbers of people whose address has `text`, the newest first.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn ids(conn: &mut Connection, text: &str, limit: i64) -> QueryResult<Vec<i64>> {
        let condition = condition(text);
        let sql = format!(
            "SELECT users.id::int8 AS id FROM users WHERE users.id <= $1 AND {condition} ORDER BY users.id DESC LIMIT $3"
        );
        let rows: Vec<Id> = diesel::sql_query(sql)
            .bind::<Int4, _>(i32::MAX)
            .bind::<Text, _>(text)
            .bind::<BigInt, _>(limit)
            .load(conn)
            .await?;
        Ok(rows.into_iter().map(|row| row.id).collect())
    }
}

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = Int8)]
    id: i64,
}

/// An index finds what has pieces of three characters.
fn condition(text: &str) -> &'static str {
    match text.chars().count() {
        0..3 => "starts_with(email, $2)",
        _ => "trigrams(email) @> trigrams($2) AND position($2 IN email) > 0",
    }
}
