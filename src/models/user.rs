//! A person who uses Jobfill.

pub mod line;
pub mod wish;

use crate::db::Connection;
use crate::schema::{user_search_queries, users};
use chrono::{DateTime, Utc};
use diesel::dsl::{count, count_star};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use rand::RngExt;

#[derive(Clone, Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = users)]
pub struct User {
    pub id: i32,
    pub email: String,
    pub password_hash: Option<String>,
    pub is_admin: bool,
    /// The number that the ledger and the savings know this person by.
    pub subject: i64,
    pub created_at: DateTime<Utc>,
    pub last_seen_at: Option<DateTime<Utc>>,
    pub disabled_at: Option<DateTime<Utc>>,
}

/// An e-mail address, lower case. Only its shape is checked: the address is a name to sign in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email(String);

/// Not the shape of an e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", say!("sign-wrong-email"))]
pub struct EmailError;

/// The longest address that mail systems take (RFC 5321).
const MAX_EMAIL_LENGTH: usize = 254;

impl Email {
    pub fn parse(typed: &str) -> Result<Self, EmailError> {
        let email = typed.trim().to_lowercase();
        let is_plain =
            email.len() <= MAX_EMAIL_LENGTH && !email.contains(|c: char| c.is_whitespace() || c.is_control());
        let has_parts = email.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && !host.contains('@') && host.len() > 2 && !host.starts_with('.') && !host.ends_with('.')
        });
        if is_plain && has_parts { Ok(Self(email)) } else { Err(EmailError) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl User {
    pub async fn find(conn: &mut Connection, id: i32) -> QueryResult<Self> {
        users::table.find(id).select(Self::as_select()).first(conn).await
    }

    pub async fn find_by_email(conn: &mut Connection, email: &Email) -> QueryResult<Option<Self>> {
        users::table.filter(users::email.eq(email.as_str())).select(Self::as_select()).first(conn).await.optional()
    }

    /// Adds a person; None: the address is taken.
    pub async fn create(
        conn: &mut Connection,
        email: &Email,
        password_hash: Option<&str>,
        is_admin: bool,
        now: DateTime<Utc>,
    ) -> QueryResult<Option<Self>> {
        let subject = rand::rng().random_range(1..i64::MAX);
        diesel::insert_into(users::table)
            .values((
                users::email.eq(email.as_str()),
                users::password_hash.eq(password_hash),
                users::is_admin.eq(is_admin),
                users::subject.eq(subject),
                users::created_at.eq(now),
            ))
            .on_conflict(users::email)
            .do_nothing()
            .returning(Self::as_returning())
            .get_result(conn)
            .await
            .optional()
    }

    pub async fn set_password(conn: &mut Connection, id: i32, password_hash: &str) -> QueryResult<()> {
        diesel::update(users::table.find(id)).set(users::password_hash.eq(password_hash)).execute(conn).await?;
        Ok(())
    }

    /// Keeps a person out from then on, or lets them in again; false: it was so already.
    pub async fn set_disabled(conn: &mut Connection, id: i32, at: Option<DateTime<Utc>>) -> QueryResult<bool> {
        let changed = diesel::update(users::table.find(id))
            .filter(users::disabled_at.is_null().eq(at.is_some()))
            .set(users::disabled_at.eq(at))
            .execute(conn)
            .await?;
        Ok(changed == 1)
    }

    /// Everybody who may sign in and has an active search, in the order of their numbers.
    pub async fn all_with_searches(conn: &mut Connection) -> QueryResult<Vec<Self>> {
        let searches = user_search_queries::table
            .filter(user_search_queries::user_id.eq(users::id).and(user_search_queries::is_active));
        users::table
            .filter(users::disabled_at.is_null().and(diesel::dsl::exists(searches)))
            .order(users::id)
            .select(Self::as_select())
            .load(conn)
            .await
    }

    /// True while nobody can see the admins' pages.
    pub async fn has_no_admin(conn: &mut Connection) -> QueryResult<bool> {
        let admins: i64 = users::table.filter(users::is_admin).count().get_result(conn).await?;
        Ok(admins == 0)
    }

    /// How many people there are, and how many of them cannot sign in yet: neither disabled nor with a password.
    pub async fn count(conn: &mut Connection) -> QueryResult<(i64, i64)> {
        let has_no_password = users::password_hash.is_null().and(users::disabled_at.is_null());
        users::table.select((count_star(), count(users::id).aggregate_filter(has_no_password))).first(conn).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_lower_case_and_checked_for_their_shape_only() {
        assert_eq!(Email::parse(" Ada@Example.COM ").unwrap().as_str(), "ada@example.com");
        for wrong in
            ["", "ada", "@example.com", "ada@", "ada@@example.com", "a b@example.com", "ada@.com", "ada@ex\u{0}.com"]
        {
            assert!(Email::parse(wrong).is_err(), "{wrong:?}");
        }
    }
}
