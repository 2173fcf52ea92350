//! People with an account.

mod admins;
pub mod employers;
pub mod line;
mod role;
mod some;
mod terms;
pub mod wish;

pub use self::role::Role;
pub use self::terms::Terms;
pub use crate::email::{Email, EmailError};

use crate::db::Connection;
use crate::schema::{user_search_queries, users};
use crate::text::Language;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::dsl::{count, count_star};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use rand::RngExt;
use std::collections::{BTreeSet, HashMap};

/// Time for which the spending of people who signed up by themselves is shared.
pub const NEW_FOR: TimeDelta = TimeDelta::hours(24);

/// A person with an account. A row of `users`.
#[derive(Clone, Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = users)]
pub struct User {
    /// Number of the account.
    pub id: i32,
    /// Address to sign in with, in lower case.
    pub email: String,
    /// Argon2id hash in PHC form; None: no password set yet, and no signing in.
    pub password_hash: Option<String>,
    /// Right to the admins' pages.
    pub role: Role,
    /// Number for the person in ledger, demands, savings and audit.
    pub subject: i64,
    /// Time of signing up, of the invitation or of the import.
    pub created_at: DateTime<Utc>,
    /// Time of the last page, to five minutes; None: never signed in.
    pub last_seen_at: Option<DateTime<Utc>>,
    /// Time at which an admin shut the account; None: open.
    pub disabled_at: Option<DateTime<Utc>>,
    /// Language of pages and mails, as chosen; None: as the browser wishes.
    pub language: Option<Language>,
    /// Limit of the person's own for a day's credits; None: the installation's.
    pub own_credits: Option<i64>,
    /// Limit of the person's own for a day's new combinations; None: the installation's.
    pub own_combinations: Option<i64>,
}

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = diesel::sql_types::Int8)]
    count: i64,
}

impl User {
    /// Loads a person by number.
    ///
    /// # Errors
    ///
    /// `NotFound` when there is no such person; otherwise, when the database cannot be asked.
    pub async fn find(conn: &mut Connection, id: i32) -> QueryResult<Self> {
        users::table.find(id).select(Self::as_select()).first(conn).await
    }

    /// Number that stands for a person in ledger, demands, savings and audit.
    ///
    /// # Errors
    ///
    /// `NotFound` when there is no such person; otherwise, when the database cannot be asked.
    pub async fn subject_of(conn: &mut Connection, id: i32) -> QueryResult<i64> {
        users::table.find(id).select(users::subject).first(conn).await
    }

    /// Loads the person with an address; None: no account has the address.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn find_by_email(conn: &mut Connection, email: &Email) -> QueryResult<Option<Self>> {
        users::table.filter(users::email.eq(email.as_str())).select(Self::as_select()).first(conn).await.optional()
    }

    /// Loads the person behind a ledger's number.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn find_by_subject(conn: &mut Connection, subject: i64) -> QueryResult<Option<Self>> {
        users::table.filter(users::subject.eq(subject)).select(Self::as_select()).first(conn).await.optional()
    }

    /// Adds a person on somebody's word; None: the address is taken.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn create(
        conn: &mut Connection,
        email: &Email,
        password_hash: Option<&str>,
        role: Role,
        now: DateTime<Utc>,
    ) -> QueryResult<Option<Self>> {
        Self::insert(conn, email, (password_hash, role), now, None).await
    }

    /// Adds a person who signs up; None: the address is taken.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn sign_up(
        conn: &mut Connection,
        email: &Email,
        password_hash: &str,
        now: DateTime<Utc>,
    ) -> QueryResult<Option<Self>> {
        Self::insert(conn, email, (Some(password_hash), Role::Person), now, Some(now + NEW_FOR)).await
    }

    async fn insert(
        conn: &mut Connection,
        email: &Email,
        (password_hash, role): (Option<&str>, Role),
        now: DateTime<Utc>,
        new_until: Option<DateTime<Utc>>,
    ) -> QueryResult<Option<Self>> {
        let subject = rand::rng().random_range(1..i64::MAX);
        diesel::insert_into(users::table)
            .values((
                users::email.eq(email.as_str()),
                users::password_hash.eq(password_hash),
                users::role.eq(role),
                users::subject.eq(subject),
                users::created_at.eq(now),
                users::new_until.eq(new_until),
            ))
            .on_conflict(users::email)
            .do_nothing()
            .returning(Self::as_returning())
            .get_result(conn)
            .await
            .optional()
    }

    /// Numbers of the people with these addresses; unknown people are added without a password.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn find_or_add(
        conn: &mut Connection,
        emails: &BTreeSet<&str>,
        now: DateTime<Utc>,
    ) -> QueryResult<HashMap<String, i32>> {
        let all: Vec<&str> = emails.iter().copied().collect();
        let mut known = Self::ids_of(conn, &all).await?;
        let new = |email: &&str| {
            let subject = rand::rng().random_range(1..i64::MAX);
            (users::email.eq((*email).to_owned()), users::subject.eq(subject), users::created_at.eq(now))
        };
        let missing: Vec<_> = all.iter().filter(|email| !known.contains_key(**email)).map(new).collect();
        if !missing.is_empty() {
            diesel::insert_into(users::table).values(missing).on_conflict_do_nothing().execute(conn).await?;
            known = Self::ids_of(conn, &all).await?;
        }
        Ok(known)
    }

    async fn ids_of(conn: &mut Connection, emails: &[&str]) -> QueryResult<HashMap<String, i32>> {
        let found = users::table.filter(users::email.eq_any(emails)).select((users::email, users::id));
        let found: Vec<(String, i32)> = found.load(conn).await?;
        Ok(found.into_iter().collect())
    }

    /// Sets a new password's hash.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn set_password(conn: &mut Connection, id: i32, password_hash: &str) -> QueryResult<()> {
        diesel::update(users::table.find(id)).set(users::password_hash.eq(password_hash)).execute(conn).await?;
        Ok(())
    }

    /// Sets the language of a person's pages and mails; None: as the browser wishes.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn set_language(conn: &mut Connection, id: i32, language: Option<Language>) -> QueryResult<()> {
        diesel::update(users::table.find(id)).set(users::language.eq(language)).execute(conn).await?;
        Ok(())
    }

    /// Locks a person's row to the end of the transaction. False: the person is gone.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn lock(conn: &mut Connection, id: i32) -> QueryResult<bool> {
        let found: Option<i32> =
            users::table.find(id).select(users::id).for_no_key_update().first(conn).await.optional()?;
        Ok(found.is_some())
    }

    /// Holds a person's deletion off to the end of the transaction, before rows of the person's are locked: the deletion
    /// locks the person first. False: the person is gone.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn keep(conn: &mut Connection, id: i32) -> QueryResult<bool> {
        let found: Option<i32> =
            users::table.find(id).select(users::id).for_key_share().first(conn).await.optional()?;
        Ok(found.is_some())
    }

    /// Notes that a person was here. The caller also notes the return of a person with a notice.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn seen(conn: &mut Connection, id: i32, now: DateTime<Utc>) -> QueryResult<()> {
        diesel::update(users::table.find(id)).set(users::last_seen_at.eq(now)).execute(conn).await?;
        Ok(())
    }

    /// Deletes an account, and with the row its sessions, links, CVs, searches and marks on jobs.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn delete(conn: &mut Connection, id: i32) -> QueryResult<()> {
        diesel::delete(users::table.find(id)).execute(conn).await?;
        Ok(())
    }

    /// Shuts an account from then on, or opens it again; false: no change.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn set_disabled(conn: &mut Connection, id: i32, at: Option<DateTime<Utc>>) -> QueryResult<bool> {
        let changed = diesel::update(users::table.find(id))
            .filter(users::disabled_at.is_null().eq(at.is_some()))
            .set(users::disabled_at.eq(at))
            .execute(conn)
            .await?;
        Ok(changed == 1)
    }

    /// People who may sign in and have an active search, by number.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
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

    /// Number of people who may sign in and have an active search. Each person's searches are looked up by themselves: all
    /// searches are many more than people.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn count_served(conn: &mut Connection) -> QueryResult<i64> {
        let served: Counted = diesel::sql_query(
            "SELECT count(*) AS count FROM users WHERE disabled_at IS NULL
                AND (SELECT TRUE FROM user_search_queries search
                      WHERE search.user_id = users.id AND search.is_active LIMIT 1)",
        )
        .get_result(conn)
        .await?;
        Ok(served.count)
    }

    /// Number of people, and how many of them cannot sign in yet: neither disabled nor with a password.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn count(conn: &mut Connection) -> QueryResult<(i64, i64)> {
        let has_no_password = users::password_hash.is_null().and(users::disabled_at.is_null());
        users::table.select((count_star(), count(users::id).aggregate_filter(has_no_password))).first(conn).await
    }
}
