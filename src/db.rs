//! The one store: where it is, how to connect, how its tables come about.

mod address;
pub mod cluster;
mod connect;
mod migrate;
mod tls;

pub use self::connect::{Database, PoolError, Pooled, connect_raw};
pub use self::migrate::{MIGRATIONS, migrate};

pub use diesel_async::AsyncPgConnection as Connection;
