//! Purchases in lists, where the source takes lists.

use crate::app::App;
use crate::backfill::prices::Prices;
use crate::coverage::plan::Planned;
use crate::coverage::plan::lists::{self, Asked, List};
use crate::coverage::reach::Ask;
use crate::db::Connection;
use crate::models::capability::{Capability, CapabilityName, Use};
use crate::models::request::LastBought;
use crate::quota::price::{ACTIVE_JOBS_PAGE, Tariff};
use crate::sources::Source;
use diesel::QueryResult;
use std::collections::HashMap;
use std::hash::Hash;

/// The only source asked in lists: JSearch ranks its results, and is not known to take lists of titles.
pub(super) const SOURCE: Source = Source::ActiveJobs;

/// Puts purchases into lists, as far as the source is known to take lists; a list of two tries that out. Requests of a
/// list are equal by `common`.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn of<T: Eq + Hash>(
    conn: &mut Connection,
    app: &App,
    prices: &mut Prices,
    planned: &[Planned],
    common: impl Fn(&Planned) -> T,
) -> QueryResult<Vec<List>> {
    let bought = planned.iter().filter(|one| one.source == SOURCE);
    let bought: HashMap<i64, Ask> = bought.filter_map(|one| Some((one.request_id, one.why.ask()?))).collect();
    let usable = match bought.len() {
        0 | 1 => Use::No,
        _ => {
            let known = Capability::find(conn, SOURCE, CapabilityName::Lists).await?;
            Capability::usable(known.as_ref(), app.clock.now())
        }
    };
    if usable == Use::No {
        return Ok(lists::lists(planned, &HashMap::new(), common));
    }
    prices.look_at(conn, planned).await?;
    let asked = |(id, ask): (&i64, &Ask)| Some((*id, asked(app, prices, *ask, prices.last(*id)?)?));
    let asked: HashMap<i64, Asked> = bought.iter().filter_map(asked).collect();
    let lists = lists::lists(planned, &asked, common);
    Ok(if usable == Use::Try { lists::only_one_of_two(lists) } else { lists })
}

fn asked(app: &App, prices: &Prices, ask: Ask, last: &LastBought) -> Option<Asked> {
    let (request, config) = (last.request()?, app.config.source(SOURCE)?);
    let most_rows = i64::from(app.caps().pages(SOURCE)) * i64::from(ACTIVE_JOBS_PAGE);
    let average = prices.average(Tariff::of(config), ask.span.name(SOURCE)).0;
    let expected = last.counted(ask.window).unwrap_or(average);
    let area = format!("{}\n{:?}", request.place().key(), request.filters().names());
    Some(Asked::new(&request.titles(), area, ask.window, last.brought(), expected, most_rows))
}
