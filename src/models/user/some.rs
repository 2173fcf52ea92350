//! Some people, by their numbers.

use super::User;
use crate::db::Connection;
use crate::schema::users;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

impl User {
    /// Loads the people with these numbers, as far as they exist, by number.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn with_ids(conn: &mut Connection, ids: &[i32]) -> QueryResult<Vec<Self>> {
        let some = users::table.filter(users::id.eq_any(ids)).order(users::id);
        some.select(Self::as_select()).load(conn).await
    }
}
