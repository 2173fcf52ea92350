//! Fetches of a plan by name: each list with its requests.

use super::output;
use crate::coverage::plan::lists::List;
use crate::db::Connection;
use crate::models::request::RequestRow;
use crate::sources::{Source, SpanName};
use diesel::QueryResult;
use serde::Serialize;
use std::collections::HashMap;

/// A fetch of a plan.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Named {
    /// The source.
    source: Source,
    /// Span by the source's own name.
    window: SpanName,
    /// Requests of the list, one or several.
    requests: Vec<String>,
}

impl Named {
    /// Names the fetches of a plan.
    pub(super) async fn all(conn: &mut Connection, lists: &[List]) -> QueryResult<Vec<Self>> {
        let ids: Vec<i64> = lists.iter().flat_map(List::requests).collect();
        let rows = RequestRow::with_ids(conn, &ids).await?.into_iter();
        let labels: HashMap<i64, String> =
            rows.map(|row| (row.id, row.parsed().map_or_else(|| row.key.clone(), |request| request.label()))).collect();
        let named = |list: &List| {
            let source = list.source()?;
            let requests = list.requests().iter().filter_map(|id| labels.get(id).cloned()).collect();
            Some(Self { source, window: list.ask.span.name(source), requests })
        };
        Ok(lists.iter().filter_map(named).collect())
    }

    /// Prints the fetch for people.
    pub(super) fn print(&self) -> anyhow::Result<()> {
        let requests = self.requests.join("; ");
        output::line(&format!("    {} ({}): {requests}", self.source.label(), self.window))
    }
}
