//! The store: its address, connections and tables.

mod address;
pub mod cluster;
mod connect;
mod migrate;
mod prepared;
mod tls;
mod trouble;

pub use self::connect::{Database, PoolError, Pooled, connect_raw};
pub use self::migrate::{MIGRATIONS, migrate};
pub use self::prepared::{Prepare, Prepared};
pub use self::trouble::{is_about_database, is_passing};

pub use diesel_async::AsyncPgConnection as Connection;
