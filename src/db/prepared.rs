//! Hand-written statements, prepared once for each connection.
//!
//! Diesel prepares each `sql_query` anew, since its text might never come again. Most of our statements have a constant
//! text: prepared once, a statement takes one trip to the server instead of two, and is parsed once. Statements for
//! every page of a purchase are prepared so. A statement with a plan that depends on its binds (a list with changing
//! filters, say) is better planned each time.

use diesel::QueryResult;
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};

/// A statement that is kept prepared, by its text.
#[derive(Clone, Debug)]
pub struct Prepared<Q>(Q);

/// Turns a statement with its binds into one that is kept prepared.
pub trait Prepare: Sized {
    /// Keeps the statement prepared from its first use on a connection.
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

/// Prepared statements are found again by their text.
impl<Q> QueryId for Prepared<Q> {
    type QueryId = ();

    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Q: Query> Query for Prepared<Q> {
    type SqlType = Q::SqlType;
}
