//! x
use crate::db::Connection;
use crate::models::user::*;
use chrono::*;
use diesel::QueryResult;
pub async fn add(
    conn: &mut Connection,
    email: &Email,
    _p: Option<&str>,
    is_admin: bool,
    now: DateTime<Utc>,
) -> QueryResult<Option<User>> {
    User::create(conn, email, None, is_admin, now).await
}
pub async fn link(_: &mut Connection, _: &Email, _: DateTime<Utc>) -> QueryResult<String> {
    Ok(String::new())
}
