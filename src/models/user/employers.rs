//! Employers whose jobs a person's lists leave out.

use crate::db::{Connection, Prepare as _};
use diesel::QueryResult;
use diesel::sql_types::{Int4, Text};
use diesel_async::RunQueryDsl;

/// Leaves an employer's jobs out of a person's lists from now on. Of more than two hundred the oldest are forgotten.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn leave_out(conn: &mut Connection, user_id: i32, employer: &str) -> QueryResult<()> {
    diesel::sql_query(
        "UPDATE users SET employers_off = (array_remove(employers_off, lower($2)) || lower($2))[greatest(1, cardinality(employers_off) - 198):]
          WHERE id = $1",
    )
    .bind::<Int4, _>(user_id)
    .bind::<Text, _>(employer)
    .prepared()
    .execute(conn)
    .await?;
    Ok(())
}

/// Shows an employer's jobs again.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn let_in(conn: &mut Connection, user_id: i32, employer: &str) -> QueryResult<()> {
    diesel::sql_query("UPDATE users SET employers_off = array_remove(employers_off, lower($2)) WHERE id = $1")
        .bind::<Int4, _>(user_id)
        .bind::<Text, _>(employer)
        .prepared()
        .execute(conn)
        .await?;
    Ok(())
}
