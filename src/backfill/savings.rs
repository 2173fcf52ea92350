//! What sharing saved: a row per demand × source that was not bought.

use super::averages::Averages;
use crate::app::App;
use crate::coverage::plan::{Planned, Why};
use crate::db::Connection;
use crate::quota::price::Tariff;
use crate::schema::savings;
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Int4, Int8, Nullable};
use diesel_async::RunQueryDsl;

/// Why a demand needed no purchase of its own at one source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Somebody wants the very same combination.
    SameCombination,
    /// Another combination asks the source the same.
    SameRequest,
    /// Somebody's fetch was on its way.
    BeingBought,
    /// It was bought before, for people who no longer want it.
    Held,
}

impl Reason {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SameCombination => "same_combination",
            Self::SameRequest => "same_request",
            Self::BeingBought => "being_bought",
            Self::Held => "held",
        }
    }
}

/// What the database knows of one demand × source that was not bought.
#[derive(Debug, QueryableByName)]
struct Facts {
    #[diesel(sql_type = Int4)]
    combination_id: i32,
    #[diesel(sql_type = Int8)]
    request_id: i64,
    #[diesel(sql_type = Bool)]
    is_own_purchase: bool,
    #[diesel(sql_type = Bool)]
    is_same_combination: bool,
    #[diesel(sql_type = Bool)]
    is_same_request: bool,
    #[diesel(sql_type = Nullable<Int8>)]
    real_credits: Option<i64>,
}

/// Writes down what new demands did not cost. A person's own earlier purchase is no saving.
pub async fn record(
    conn: &mut Connection,
    app: &App,
    subject: i64,
    unbought: &[Planned],
    averages: &Averages,
) -> QueryResult<()> {
    let facts = facts(conn, subject, unbought).await?;
    for (planned, facts) in unbought.iter().filter_map(|one| Some((one, matching(&facts, one)?))) {
        if facts.is_own_purchase {
            continue;
        }
        let (credits, method) = worth(app, planned, facts, averages);
        diesel::insert_into(savings::table)
            .values((
                savings::subject.eq(subject),
                savings::combination_id.eq(planned.combination_id),
                savings::source.eq(planned.source.as_str()),
                savings::reason.eq(reason(planned.why, facts).as_str()),
                savings::credits.eq(credits),
                savings::method.eq(method),
                savings::at.eq(app.clock.now()),
            ))
            .on_conflict_do_nothing()
            .execute(conn)
            .await?;
    }
    Ok(())
}

fn matching<'a>(facts: &'a [Facts], planned: &Planned) -> Option<&'a Facts> {
    facts.iter().find(|one| one.combination_id == planned.combination_id && one.request_id == planned.request_id)
}

fn reason(why: Why, facts: &Facts) -> Reason {
    match why {
        Why::BeingBought => Reason::BeingBought,
        _ if facts.is_same_combination => Reason::SameCombination,
        _ if facts.is_same_request => Reason::SameRequest,
        _ => Reason::Held,
    }
}

/// What the purchase would have cost: what it really cost, else the average of like fetches, else the first guess.
fn worth(app: &App, planned: &Planned, facts: &Facts, averages: &Averages) -> (i64, &'static str) {
    if let Some(credits) = facts.real_credits {
        return (credits, "real");
    }
    let Some(config) = app.config.source(planned.source) else { return (0, "estimate") };
    let widest = app.reach(planned.source);
    let span = widest.map_or("", |reach| reach.widest(app.clock.now()).span.name(planned.source));
    let (credits, is_measured) = averages.expected(Tariff::of(config), span);
    (credits, if is_measured { "average" } else { "estimate" })
}

async fn facts(conn: &mut Connection, subject: i64, unbought: &[Planned]) -> QueryResult<Vec<Facts>> {
    let (combinations, requests): (Vec<i32>, Vec<i64>) =
        unbought.iter().map(|one| (one.combination_id, one.request_id)).unzip();
    diesel::sql_query(
        "SELECT one.combination_id, one.request_id,
                EXISTS (SELECT 1 FROM fetches WHERE fetches.request_id = one.request_id
                          AND fetches.started_for = $1) AS is_own_purchase,
                EXISTS (SELECT 1 FROM demands WHERE demands.combination_id = one.combination_id
                          AND demands.subject <> $1) AS is_same_combination,
                EXISTS (SELECT 1 FROM combination_requests link JOIN demands USING (combination_id)
                         WHERE link.request_id = one.request_id AND link.combination_id <> one.combination_id
                           AND demands.subject <> $1) AS is_same_request,
                (SELECT sum(credits)::int8 FROM fetches WHERE fetches.request_id = one.request_id
                    AND fetches.state = 'done' AND fetches.purpose <> 'refresh') AS real_credits
           FROM unnest($2::int[], $3::bigint[]) AS one (combination_id, request_id)",
    )
    .bind::<Int8, _>(subject)
    .bind::<Array<Int4>, _>(combinations)
    .bind::<Array<Int8>, _>(requests)
    .load(conn)
    .await
}
