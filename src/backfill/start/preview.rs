//! Plan and price of a backfill, before it starts.

use super::lists;
use crate::app::App;
use crate::backfill::prices::Prices;
use crate::coverage::plan::lists::List;
use crate::coverage::plan::{self, Counts, Planned};
use crate::coverage::reach::Reach;
use crate::db::Connection;
use crate::models::combination::{Standing, Tracked};
use crate::models::request::containers;
use crate::quota::price::Tariff;
use crate::sources::Source;
use diesel::QueryResult;
use std::collections::HashMap;

/// Plan and price of a backfill, before it starts.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    /// How many combinations are in each state.
    pub counts: Counts,
    /// Each combination at each source.
    pub planned: Vec<Planned>,
    /// Fetches of the plan, in lists.
    pub lists: Vec<List>,
    /// Expected credits, per source.
    pub expected: Vec<(Source, i64)>,
    /// Expected jobs that are not here yet, by the combination that they are bought for.
    pub expected_jobs: Vec<(i32, i64)>,
    /// Most credits that the plan can cost: pages × page size.
    pub most: i64,
}

impl Preview {
    /// Expected credits, all sources together: for orientation.
    pub fn expected_credits(&self) -> i64 {
        self.expected.iter().map(|(_, credits)| credits).sum()
    }

    /// Expected jobs that are not here yet, of what is bought for these combinations.
    pub fn expected_jobs_of(&self, combinations: &[i32]) -> i64 {
        let own = self.expected_jobs.iter().filter(|(combination, _)| combinations.contains(combination));
        own.map(|(_, jobs)| jobs).sum()
    }

    /// Number of fetches in the plan.
    pub fn fetches(&self) -> usize {
        self.lists.len()
    }
}

/// Missing coverage of some combinations, with its price. Buys nothing.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn preview(conn: &mut Connection, app: &App, combinations: &[i32]) -> QueryResult<Preview> {
    let standings = Tracked::standings(conn, combinations).await?;
    let planned = plan_for(conn, app, &standings).await?;
    let mut prices = Prices::load(conn).await?;
    prices.look_at(conn, &planned).await?;
    let mut preview = price(app, &prices, planned);
    preview.lists = lists::of(conn, app, &mut prices, &preview.planned, |_| ()).await?;
    Ok(preview)
}

/// Decides for every combination at every source.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn plan_for(conn: &mut Connection, app: &App, standings: &[Standing]) -> QueryResult<Vec<Planned>> {
    plan_within(conn, app, standings, &app.reaches()).await
}

/// Decides for every combination at every source, by reaches other than the usual.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn plan_within(
    conn: &mut Connection,
    app: &App,
    standings: &[Standing],
    reaches: &[Reach],
) -> QueryResult<Vec<Planned>> {
    let cells = containers::attach(conn, standings.iter().filter_map(Standing::cell).collect()).await?;
    Ok(plan::plan(&cells, reaches, app.clock.now()))
}

/// Puts prices to a plan, each request by itself.
pub fn price(app: &App, prices: &Prices, planned: Vec<Planned>) -> Preview {
    let caps = app.caps();
    let mut preview = Preview { counts: plan::count(&planned), ..Preview::default() };
    for config in &app.config.sources {
        let tariff = Tariff::of(config);
        let own = planned.iter().filter(|one| one.source == config.source);
        let asks = own.filter_map(|one| Some((one, one.why.ask()?)));
        let (mut expected, mut most) = (0, 0);
        for (one, ask) in asks {
            expected += prices.of(tariff, one).0;
            preview.expected_jobs.push((one.combination_id, prices.new_jobs(one, ask)));
            most += tariff.most_for_pages(caps.pages(config.source));
        }
        preview.expected.push((config.source, expected));
        preview.most += most;
    }
    preview.lists = plan::lists::lists(&planned, &HashMap::new(), |_| ());
    preview.planned = planned;
    preview
}
