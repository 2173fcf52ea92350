//! Hand-written statements that PostgreSQL prepares once for each connection.
//!
//! Diesel prepares a `sql_query` anew each time, since its text might never come again. Most of ours are the same text
//! each time: prepared once, one takes one trip to the server instead of two, and is parsed once. What every page of a
//! purchase sends is sent so; a statement whose plan depends on what is bound to it (a list with changing filters, say) is
//! better planned each time.

use diesel::QueryResult;
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};

/// A statement that is kept prepared, by its text.
#[derive(Clone, Debug)]
pub struct Prepared<Q>(Q);

/// Turns a statement with its binds into one that is kept prepared.
pub trait Prepare: Sized {
    /// The statement, prepared at its first use on a connection.
    fn prepared(self) -> Prepared<Self>;
}

impl<Q: Query> Prepare for Q {
    fn prepared(self) -> Prepared<Self> {
        Prepared(self)
    }
}

impl<Q: QueryFragment<Pg>> QueryFragment<Pg> for Prepared<Q> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.0.walk_ast(out)
    }

    fn is_safe_to_cache_prepared(&self, _backend: &Pg) -> QueryResult<bool> {
        Ok(true)
    }
}

/// Found again by its text.
impl<Q> QueryId for Prepared<Q> {
    type QueryId = ();

    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Q: Query> Query for Prepared<Q> {
    type SqlType = Q::SqlType;
}
