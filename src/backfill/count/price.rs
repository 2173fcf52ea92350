//! Counting before buying: the price of a search is then the source's own word.

use super::{Asker, Host, SOURCE, Told};
use crate::app::App;
use crate::combination::Combination;
use crate::coverage::reach::Ask;
use crate::coverage::window::Spans;
use crate::models::fetch::Purpose;
use crate::models::source_count::SourceCount;
use crate::sources::{PageAsk, Position, Question, Request};
use std::collections::HashSet;
use std::time::{Duration, Instant};

/// Most questions counted for a price: whoever waits for the price shall not wait for long.
const MOST: usize = 4;

/// Longest wait for all answers together. Without an answer averages make the price.
const PATIENCE: Duration = Duration::from_secs(3);

/// Counts postings of combinations never bought, as far as not known: a few questions at most, and none where the
/// source does not tell, is stopped, or has few calls left. Failed questions are left out.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn for_price(app: &App, combinations: &[&Combination]) -> anyhow::Result<()> {
    let Some(host) = Host::of(app) else { return Ok(()) };
    if !host.tells().await? {
        return Ok(());
    }
    let begun = Instant::now();
    for request in missing(app, combinations).await? {
        let patience = PATIENCE.saturating_sub(begun.elapsed());
        if patience.is_zero() || !count(app, &host, &request, patience).await? {
            break;
        }
    }
    Ok(())
}

async fn missing(app: &App, combinations: &[&Combination]) -> anyhow::Result<Vec<Request>> {
    let keys: Vec<String> = combinations.iter().map(|one| Request::of(SOURCE, one).key()).collect();
    let mut conn = app.db.conn().await?;
    let missing = SourceCount::missing(&mut conn, SOURCE, &keys, app.clock.now()).await?;
    let mut seen = HashSet::new();
    let each = missing.iter().filter(|key| seen.insert(key.as_str()));
    Ok(each.take(MOST).filter_map(|key| Request::from_key(SOURCE, key)).collect())
}

/// Counts a request's postings. False: no more questions now.
async fn count(app: &App, host: &Host<'_>, request: &Request, patience: Duration) -> anyhow::Result<bool> {
    let Some(reach) = app.reach(SOURCE) else { return Ok(false) };
    let now = app.clock.now();
    let Some(gap) = reach.gap(&Spans::default(), now) else { return Ok(false) };
    let ask = reach.ask_since(gap.from, false, now);
    let (purpose, reason) = (Purpose::SignUp, "asks for a number of postings");
    let told = host.count(&Question::of(&page(request, ask)), Asker { purpose, reason, leaves: 0, patience }).await?;
    let Told::So(jobs) = told else { return Ok(false) };
    let (window_from, window_to) = (ask.window.from, ask.window.to);
    let count = SourceCount { source: SOURCE, key: request.key(), window_from, window_to, jobs, counted_at: now };
    count.note(&mut *app.db.conn().await?).await?;
    Ok(true)
}

fn page(request: &Request, ask: Ask) -> PageAsk<'_> {
    PageAsk {
        request,
        or_titles: &[],
        span: ask.span,
        position: &Position::Start,
        limit: 1,
        created_since: ask.created_since,
        created_before: None,
    }
}
