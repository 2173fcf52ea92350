//! Notices about accounts without a sign-in for long: told first, deleted later.

use crate::db::Connection;
use crate::models::user::User;
use crate::schema::{leave_notices, users};
use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Int4, Int8, Nullable, Timestamptz};
use diesel_async::RunQueryDsl;

/// Notice that an account is going to be deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = leave_notices)]
pub struct LeaveNotice {
    /// Time of the notice.
    pub told_at: DateTime<Utc>,
    /// Time at which the person came back, so that the account stays. None: not come back.
    pub came_back_at: Option<DateTime<Utc>>,
}

impl LeaveNotice {
    /// Notice about an account, if there is a notice.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn of_user(conn: &mut Connection, user_id: i32) -> QueryResult<Option<Self>> {
        leave_notices::table.find(user_id).select(Self::as_select()).first(conn).await.optional()
    }

    /// Tells every account unused since `idle_since` and without a notice. Returns how many.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn tell(conn: &mut Connection, idle_since: DateTime<Utc>, now: DateTime<Utc>) -> QueryResult<usize> {
        diesel::sql_query(
            "INSERT INTO leave_notices (user_id, told_at)
             SELECT id, $2 FROM users WHERE coalesce(last_seen_at, created_at) <= $1 ORDER BY id
             ON CONFLICT (user_id) DO UPDATE SET told_at = excluded.told_at, came_back_at = NULL
              WHERE leave_notices.came_back_at IS NOT NULL",
        )
        .bind::<Timestamptz, _>(idle_since)
        .bind::<Timestamptz, _>(now)
        .execute(conn)
        .await
    }

    /// Records the return of a person with a notice.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn came_back(conn: &mut Connection, user_id: i32, now: DateTime<Utc>) -> QueryResult<()> {
        diesel::update(leave_notices::table.find(user_id).filter(leave_notices::came_back_at.is_null()))
            .set(leave_notices::came_back_at.eq(now))
            .execute(conn)
            .await?;
        Ok(())
    }

    /// Takes back notices that came too early, as the setting is now, and forgets notices of people who came back
    /// before `back_before`.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn take_back(
        conn: &mut Connection,
        idle_since: DateTime<Utc>,
        back_before: DateTime<Utc>,
    ) -> QueryResult<usize> {
        diesel::sql_query(
            "DELETE FROM leave_notices USING users
              WHERE users.id = leave_notices.user_id
                AND ((came_back_at IS NULL AND coalesce(users.last_seen_at, users.created_at) > $1) OR came_back_at < $2)",
        )
        .bind::<Timestamptz, _>(idle_since)
        .bind::<Timestamptz, _>(back_before)
        .execute(conn)
        .await
    }

    /// Accounts that were told before `told_before` and have no return since, the longest told first. The last admin's
    /// account is left out: without an admin nobody could look after the rest.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn due(conn: &mut Connection, told_before: DateTime<Utc>, limit: i64) -> QueryResult<Vec<User>> {
        leave_notices::table
            .inner_join(users::table.on(users::id.eq(leave_notices::user_id)))
            .filter(leave_notices::came_back_at.is_null().and(leave_notices::told_at.le(told_before)))
            .filter(sql::<Bool>(IS_NOT_LAST_ADMIN))
            .order((leave_notices::told_at, users::id))
            .limit(limit)
            .select(User::as_select())
            .load(conn)
            .await
    }

    /// Counts what goes next: told accounts, accounts that are told next since they are unused since `idle_since`, and
    /// texts of CVs read before `read_before`. None: not counted.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn ahead(
        conn: &mut Connection,
        idle_since: Option<DateTime<Utc>>,
        read_before: Option<DateTime<Utc>>,
    ) -> QueryResult<GoingNext> {
        diesel::sql_query(format!(
            "SELECT count(notice.user_id) FILTER (WHERE is_told AND NOT is_last_admin) AS told,
                    min(notice.told_at) FILTER (WHERE is_told AND NOT is_last_admin) AS first_told_at,
                    count(*) FILTER (WHERE NOT is_told AND seen_at <= $1) AS soon,
                    coalesce(bool_or(is_told AND is_last_admin), FALSE) AS last_admin,
                    (SELECT count(*) FROM cvs WHERE text IS NOT NULL AND searches_made_at <= $2) AS texts
               FROM (SELECT id, coalesce(last_seen_at, created_at) AS seen_at,
                            NOT {IS_NOT_LAST_ADMIN} AS is_last_admin
                       FROM users) person
               LEFT JOIN leave_notices notice ON notice.user_id = person.id
              CROSS JOIN LATERAL (SELECT notice.user_id IS NOT NULL AND notice.came_back_at IS NULL AS is_told) told"
        ))
        .bind::<Nullable<Timestamptz>, _>(idle_since)
        .bind::<Nullable<Timestamptz>, _>(read_before)
        .get_result(conn)
        .await
    }

    /// Locks an account against use until the transaction ends. False: its person has come back, the account is the
    /// last admin's by now, or it is gone.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn lock_due(conn: &mut Connection, user_id: i32) -> QueryResult<bool> {
        #[derive(QueryableByName)]
        struct Locked {
            #[diesel(sql_type = Bool)]
            is_due: bool,
        }
        // Admins are locked together, so that the last two do not go at the same time.
        User::lock_admins(conn).await?;
        let locked: Option<Locked> = diesel::sql_query(format!(
            "SELECT came_back_at IS NULL AND {IS_NOT_LAST_ADMIN} AS is_due
               FROM users JOIN leave_notices ON leave_notices.user_id = users.id
              WHERE users.id = $1 FOR UPDATE OF users, leave_notices"
        ))
        .bind::<Int4, _>(user_id)
        .get_result(conn)
        .await
        .optional()?;
        Ok(locked.is_some_and(|one| one.is_due))
    }
}

/// Counts of accounts and texts that go next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, QueryableByName)]
pub struct GoingNext {
    /// Accounts with a notice.
    #[diesel(sql_type = Int8)]
    pub told: i64,
    /// Time of the first notice among them. None: no account was told.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub first_told_at: Option<DateTime<Utc>>,
    /// Accounts that are told next.
    #[diesel(sql_type = Int8)]
    pub soon: i64,
    /// True when the last admin's account was told; the account stays.
    #[diesel(sql_type = Bool)]
    pub last_admin: bool,
    /// Texts of CVs that go.
    #[diesel(sql_type = Int8)]
    pub texts: i64,
}

/// Condition on `users`: somebody else can still sign in and act on the admins' pages (`User::is_last_admin`).
const IS_NOT_LAST_ADMIN: &str = "(users.role <> 'admin' OR EXISTS (SELECT FROM users other
    WHERE other.role = 'admin' AND other.disabled_at IS NULL AND other.password_hash IS NOT NULL
      AND other.id <> users.id))";
