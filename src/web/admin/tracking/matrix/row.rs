//! Rows of the matrix: a combination with a line for each of its sources.

use crate::app::App;
use crate::coverage::day::{Buying, Covering, Facts, Told};
use crate::coverage::plan::Cell;
use crate::coverage::window::Window;
use crate::db::Connection;
use crate::models::combination::Tracked;
use crate::models::fetch::bought;
use crate::models::tracking;
use crate::quota::period::local_moment;
use crate::sources::Source;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use diesel::QueryResult;
use std::collections::{BTreeSet, HashMap};

/// Fetches of a request beside one for each day: repairs, and days that were asked for twice.
const FURTHER_FETCHES: i64 = 20;

/// Most wider requests whose fetches are looked up for a page; what others hold leads to no fetch.
const MOST_WIDER: usize = 200;

/// Local days, the oldest first; the last is today.
#[derive(Clone)]
pub(super) struct Days(pub Vec<NaiveDate>);

/// A combination on the page.
pub(super) struct Row {
    pub combination: Tracked,
    pub lines: Vec<Line>,
}

/// A combination's days at one source.
pub(super) struct Line {
    pub source: Source,
    pub days: Vec<Told>,
}

impl Days {
    pub(super) fn of(app: &App, count: u64) -> Self {
        let today = app.today();
        let first = today - chrono::Days::new(count.saturating_sub(1));
        Self(first.iter_days().take_while(|day| *day <= today).collect())
    }

    fn windows(&self, zone: Tz) -> Vec<Window> {
        let midnight = |day: NaiveDate| local_moment(day, NaiveTime::MIN, zone);
        let window = |day: &NaiveDate| Window::new(midnight(*day), midnight(*day + chrono::Days::new(1)));
        self.0.iter().map(window).collect()
    }
}

impl Row {
    /// The rows of the file.
    pub(super) fn cells(&self) -> Vec<Vec<String>> {
        let Tracked { id, title_keyword, location, .. } = &self.combination;
        let cells = |line: &Line| {
            let names = [id.to_string(), title_keyword.clone(), location.clone(), line.source.to_string()];
            names.into_iter().chain(line.days.iter().map(|day| day.outcome.to_string())).collect()
        };
        self.lines.iter().map(cells).collect()
    }
}

/// The rows of these combinations, at one source or at all that have a key.
pub(super) async fn rows(
    conn: &mut Connection,
    app: &App,
    days: &Days,
    combinations: Vec<Tracked>,
    source: Option<Source>,
) -> QueryResult<Vec<Row>> {
    let ids: Vec<i32> = combinations.iter().map(|one| one.id).collect();
    let is_shown = |cell: &Cell| source.is_none_or(|one| one == cell.source) && app.reach(cell.source).is_some();
    let mut cells = tracking::covered_cells(conn, &ids).await?;
    cells.retain(is_shown);
    let windows = days.windows(app.config.timezone);
    let since = windows.first().map_or(app.clock.now(), |first| first.from);
    let most = windows.len() as i64 + FURTHER_FETCHES;
    let fetches = bought::of_requests(conn, &requests(&cells, since), since, most).await?;
    let judge = Judge { app, windows: &windows, fetches: &fetches, now: app.clock.now() };
    Ok(combinations.into_iter().map(|combination| judge.row(combination, &cells)).collect())
}

/// The requests whose fetches are looked up: the cells' own, then those that hold something of these days.
fn requests(cells: &[Cell], since: DateTime<Utc>) -> Vec<i64> {
    let own: BTreeSet<i64> = cells.iter().map(|cell| cell.request_id).collect();
    let holders = cells.iter().flat_map(|cell| &cell.containers);
    let holders = holders.filter(|one| one.whole.windows().iter().any(|window| window.to > since));
    let wider: BTreeSet<i64> = holders.map(|one| one.request_id).filter(|id| !own.contains(id)).collect();
    own.into_iter().chain(wider.into_iter().take(MOST_WIDER)).collect()
}

/// Judges cells by what is loaded of all of them.
struct Judge<'a> {
    app: &'a App,
    windows: &'a [Window],
    fetches: &'a HashMap<i64, Vec<Buying>>,
    now: DateTime<Utc>,
}

impl Judge<'_> {
    fn row(&self, combination: Tracked, cells: &[Cell]) -> Row {
        let mut lines: Vec<Line> = Vec::new();
        for cell in cells.iter().filter(|cell| cell.combination_id == combination.id) {
            let days = self.days(&combination, cell);
            match lines.iter_mut().find(|line| line.source == cell.source) {
                Some(line) => line.days.iter_mut().zip(days).for_each(|(day, other)| *day = day.or(other)),
                None => lines.push(Line { source: cell.source, days }),
            }
        }
        Row { combination, lines }
    }

    fn days(&self, combination: &Tracked, cell: &Cell) -> Vec<Told> {
        let reach = self.app.reach(cell.source);
        let reach_back = reach.map_or_else(Default::default, |reach| reach.wanted(self.now).length());
        let may_lack = reach.map_or_else(Default::default, |reach| reach.held);
        let facts = Facts {
            own: self.covering(cell.request_id, &cell.held),
            wider: cell.containers.iter().map(|one| self.covering(one.request_id, &one.whole)).collect(),
            is_wanted: combination.is_open() && combination.users > 0,
            since: combination.created_at - reach_back,
            due: self.now - may_lack,
        };
        self.windows.iter().map(|window| facts.judge(*window)).collect()
    }

    fn covering(&self, request_id: i64, held: &crate::coverage::window::Spans) -> Covering {
        Covering { held: held.clone(), fetches: self.fetches.get(&request_id).cloned().unwrap_or_default() }
    }
}
