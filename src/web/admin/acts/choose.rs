//! What was chosen on a list: the things that were ticked, or all that fit the list's filters.

use super::list;
use crate::acts::{Chosen, MOST, MOST_BOUGHT};
use crate::app::App;
use crate::db::Connection;
use crate::models::act::{ActKind, Things};
use crate::models::fetch::line::FetchLine;
use crate::models::tracking::{Cursor, Part};
use crate::models::user::line::UserLine;
use crate::web::admin::{PORTION, fetches, tracking, users};
use crate::web::error::{AppError, AppResult};
use diesel::QueryResult;

/// A choice on a list.
pub(super) struct Choice {
    pub(super) kind: ActKind,
    /// Numbers of the things that were ticked.
    ticked: Vec<i64>,
    /// All that fit the list's query string, not what was ticked.
    is_all: bool,
    /// The list's query string.
    query: String,
}

impl Choice {
    /// Reads the fields of a list's form.
    ///
    /// # Errors
    ///
    /// A bad request: the form names no act.
    pub(super) fn read(fields: &[(String, String)]) -> Result<Self, AppError> {
        let values = |name: &'static str| fields.iter().filter(move |(field, _)| field == name).map(|(_, value)| value);
        let kind = values("act").next().and_then(|act| act.parse().ok());
        let kind: ActKind = kind.ok_or_else(|| AppError::BadRequest(say!("admin-acts-no-act")))?;
        let is_all = values("all").next().is_some();
        let mut ticked: Vec<i64> = values("item").filter_map(|item| item.parse().ok()).collect();
        ticked.sort_unstable();
        ticked.dedup();
        ticked.truncate(most(kind));
        let query = values("query").next().cloned().unwrap_or_default();
        Ok(Self { kind, ticked, is_all, query })
    }

    /// The act with its things, as far as one act goes.
    pub(super) async fn look_up(self, conn: &mut Connection, app: &App) -> AppResult<Chosen> {
        let Self { kind, ticked, is_all, query } = self;
        let mut items = match kind.things() {
            _ if !is_all => ticked,
            Things::Combinations => combinations(conn, app, &query, most(kind)).await?,
            Things::Fetches => of_fetches(conn, app, &query, most(kind)).await?,
            Things::People => UserLine::ids(conn, &users::text(&query), most(kind) as i64).await?,
        };
        items.sort_unstable();
        Ok(Chosen { kind, items, query })
    }

    /// The list as it was.
    pub(super) fn back(&self) -> String {
        list(self.kind.things(), &self.query)
    }
}

fn most(kind: ActKind) -> usize {
    if kind.buys() { MOST_BOUGHT } else { MOST }
}

async fn combinations(conn: &mut Connection, app: &App, query: &str, most: usize) -> QueryResult<Vec<i64>> {
    let criteria = tracking::criteria(query, &app.config).narrowed(conn).await?;
    let (mut items, mut part) = (Vec::new(), Part::First);
    while items.len() < most {
        let rows = criteria.page(conn, part, PORTION as i64).await?;
        items.extend(rows.iter().map(|row| i64::from(row.id)));
        let Some(last) = rows.last().filter(|_| rows.len() == PORTION) else { break };
        part = Part::After(Cursor::of(last, criteria.sort));
    }
    items.truncate(most);
    Ok(items)
}

async fn of_fetches(conn: &mut Connection, app: &App, query: &str, most: usize) -> QueryResult<Vec<i64>> {
    let (mut criteria, mut items) = (fetches::criteria(query, &app.config), Vec::new());
    criteria.words = criteria.words.narrowed(conn).await?;
    while items.len() < most {
        let rows = FetchLine::page(conn, &criteria, PORTION as i64).await?;
        items.extend(rows.iter().map(|row| row.id));
        let Some(last) = rows.last().filter(|_| rows.len() == PORTION) else { break };
        criteria.before = Some(last.id);
    }
    items.truncate(most);
    Ok(items)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(fields: &[(&str, &str)]) -> Option<Choice> {
        let fields: Vec<_> = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Choice::read(&fields).ok()
    }

    #[test]
    fn what_is_ticked_is_chosen_once_unless_all_are() {
        let some = read(&[("act", "pause"), ("item", "7"), ("item", "3"), ("item", "7"), ("item", "odd")]).unwrap();
        assert_eq!((some.kind, some.ticked, some.is_all), (ActKind::Pause, vec![3, 7], false));
        let all = read(&[("act", "disable"), ("all", "on"), ("query", "q=school&before=\n7")]).unwrap();
        assert_eq!((all.is_all, all.back().as_str()), (true, "/admin/users?q=school&before=%0A7"));
        assert!(read(&[("item", "7")]).is_none() && read(&[("act", "odd")]).is_none());
    }
}
