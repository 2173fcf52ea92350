//! Admins: at least one is always left who can act.

use super::{Role, User};
use crate::db::Connection;
use crate::schema::users;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

impl User {
    /// True while no person can act on the admins' pages.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn has_no_admin(conn: &mut Connection) -> QueryResult<bool> {
        let admins: i64 = users::table.filter(users::role.eq(Role::Admin)).count().get_result(conn).await?;
        Ok(admins == 0)
    }

    /// Locks all admins together, so that the last two do not go at the same time. The caller opens the transaction.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn lock_admins(conn: &mut Connection) -> QueryResult<()> {
        diesel::sql_query("SELECT FROM users WHERE role = 'admin' ORDER BY id FOR NO KEY UPDATE").execute(conn).await?;
        Ok(())
    }

    /// True when nobody else could act on the admins' pages if this person could not: of other admins, those count who may
    /// sign in and have set a password. The caller has locked the admins.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn is_last_admin(conn: &mut Connection, id: i32) -> QueryResult<bool> {
        let may_sign_in = users::disabled_at.is_null().and(users::password_hash.is_not_null());
        let admins = users::table.filter(users::role.eq(Role::Admin).and(may_sign_in));
        let admins: Vec<i32> = admins.select(users::id).limit(2).load(conn).await?;
        Ok(admins == [id])
    }

    /// Sets a person's role.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn set_role(conn: &mut Connection, id: i32, role: Role) -> QueryResult<()> {
        diesel::update(users::table.find(id)).set(users::role.eq(role)).execute(conn).await?;
        Ok(())
    }
}
