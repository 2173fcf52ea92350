//! The claims lock: one transaction at a time makes searches, plans and starts fetches.

use crate::db::{Connection, Prepare as _};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Int8};
use diesel_async::RunQueryDsl;
use std::sync::{Mutex, PoisonError};

/// Key of the advisory lock ("claim" in ASCII).
const LOCK: i64 = 0x63_6c61_696d;

/// Proof that this transaction holds the claims lock. Of many simultaneous sign-ups one buys, and rows shared by two
/// people's searches are always taken in the same order. The opener of the transaction takes the lock, once; functions
/// in need of the lock demand the proof.
pub struct Claims {
    /// Combinations of retired searches, to be counted anew. Last of all: combinations are the end of the order of
    /// locks, and are locked once.
    left: Mutex<Vec<i32>>,
}

impl Claims {
    fn new() -> Self {
        Self { left: Mutex::default() }
    }

    /// Notes combinations that people have left: counted anew at the end of the transaction.
    pub fn leave(&self, combinations: &[i32]) {
        self.left.lock().unwrap_or_else(PoisonError::into_inner).extend(combinations);
    }

    /// Combinations left and not counted yet, to be counted now.
    pub fn take_left(&self) -> Vec<i32> {
        std::mem::take(&mut *self.left.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Waits for the lock. PostgreSQL releases the lock when the transaction ends: outside a transaction, at once.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn lock(conn: &mut Connection) -> QueryResult<Self> {
        diesel::sql_query("SELECT pg_advisory_xact_lock($1)").bind::<Int8, _>(LOCK).prepared().execute(conn).await?;
        Ok(Self::new())
    }

    /// Takes the lock without waiting; None: another transaction is claiming.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn try_lock(conn: &mut Connection) -> QueryResult<Option<Self>> {
        #[derive(QueryableByName)]
        struct Taken {
            #[diesel(sql_type = Bool)]
            is_ours: bool,
        }
        let taken: Taken = diesel::sql_query("SELECT pg_try_advisory_xact_lock($1) AS is_ours")
            .bind::<Int8, _>(LOCK)
            .prepared()
            .get_result(conn)
            .await?;
        Ok(taken.is_ours.then(Self::new))
    }
}
