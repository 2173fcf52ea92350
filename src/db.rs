//! The store: address, connections and tables.

mod address;
mod away;
pub mod cluster;
mod command_line;
mod connect;
mod connection;
mod line;
mod migrate;
mod pooler;
mod prepared;
mod ready;
mod seats;
mod tally;
mod tls;
mod trouble;

pub use self::command_line::without_password;
pub use self::connect::{Database, PoolError, Pooled, Terms, connect_raw};
pub use self::connection::Connection;
pub use self::migrate::{MIGRATIONS, migrate};
pub use self::pooler::refuse_pooler;
pub use self::prepared::{Prepare, Prepared};
pub use self::ready::until_ready;
pub use self::seats::{for_pages, for_tasks};
pub use self::trouble::{is_about_database, is_passing};

use diesel::QueryResult;
use diesel_async::RunQueryDsl;

/// Lets the statements of a transaction read one moment, and write nothing. The first statement of the transaction.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn read_one_moment(conn: &mut Connection) -> QueryResult<()> {
    let set = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";
    diesel::sql_query(set).execute(conn).await.map(drop)
}
