//! What is held of a combination at one source, as a strip of days.

use crate::coverage::plan::Cell;
use crate::coverage::reach::Reach;
use crate::coverage::window::{Ranges, Spans, Window};
use crate::db::Connection;
use crate::models::job::source_label;
use crate::sources::Source;
use crate::web::text;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Int4, Int8, Nullable, Text, Tstzmultirange};
use diesel_async::RunQueryDsl;

/// The picture's width, in its own unit.
const WIDTH: f64 = 600.0;

/// A combination's request at one source, with its coverage.
#[derive(QueryableByName)]
pub struct Holding {
    #[diesel(sql_type = Int8)]
    pub request_id: i64,
    #[diesel(sql_type = Text)]
    pub source: String,
    #[diesel(sql_type = Tstzmultirange)]
    pub held: Ranges,
    #[diesel(sql_type = Tstzmultirange)]
    pub cut: Ranges,
    /// Other combinations that share the request.
    #[diesel(sql_type = Int8)]
    pub sharers: i64,
    #[diesel(sql_type = Bool)]
    pub is_being_bought: bool,
    #[diesel(sql_type = Nullable<Bool>)]
    takes_created_since: Option<bool>,
    #[diesel(sql_type = Bool)]
    fell_short: bool,
}

impl Holding {
    pub async fn of_combination(conn: &mut Connection, id: i32) -> QueryResult<Vec<Self>> {
        diesel::sql_query(
            "SELECT request.id AS request_id, request.source, request.held, request.cut,
                    (SELECT count(*) FROM combination_requests other
                      WHERE other.request_id = request.id AND other.combination_id <> $1) AS sharers,
                    EXISTS (SELECT 1 FROM standing_fetches one WHERE one.request_id = request.id
                               AND one.state IN ('queued', 'running', 'put_off')) AS is_being_bought,
                    source.takes_created_since,
                    coalesce((SELECT fell_short FROM standing_fetches one WHERE one.request_id = request.id
                               ORDER BY one.id DESC LIMIT 1), FALSE) AS fell_short
               FROM combination_requests link JOIN requests request ON request.id = link.request_id
               JOIN sources source ON source.source = request.source
              WHERE link.combination_id = $1 ORDER BY request.source DESC",
        )
        .bind::<Int4, _>(id)
        .load(conn)
        .await
    }

    /// As the plan sees it; None: the source is none of ours any more.
    pub fn cell(&self, combination_id: i32) -> Option<Cell> {
        Some(Cell {
            combination_id,
            source: Source::from_name(&self.source)?,
            request_id: self.request_id,
            held: Spans::from_ranges(&self.held),
            is_being_bought: self.is_being_bought,
            takes_created_since: self.takes_created_since,
            fell_short: self.fell_short,
        })
    }
}

/// How one day is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    Held,
    /// A page limit ended it early.
    Cut,
    Hole,
}

/// One source's days, the oldest first.
pub struct Strip {
    pub source: String,
    pub sharers: i64,
    days: Vec<Day>,
}

impl Strip {
    pub fn of(holding: &Holding, reaches: &[Reach], now: DateTime<Utc>) -> Option<Self> {
        let reach = reaches.iter().find(|reach| reach.source.as_str() == holding.source)?;
        let (held, cut) = (Spans::from_ranges(&holding.held), Spans::from_ranges(&holding.cut));
        let source = source_label(&holding.source).to_owned();
        Some(Self { source, sharers: holding.sharers, days: days(reach.wanted(now), &held, &cut) })
    }

    /// Each day with its place and its look in the picture, which is `WIDTH` wide.
    pub fn bars(&self) -> Vec<(f64, &'static str)> {
        let look = |day: &Day| match day {
            Day::Held => "bar",
            Day::Cut => "bar cut",
            Day::Hole => "over",
        };
        self.days.iter().enumerate().map(|(index, day)| (index as f64 * self.step(), look(day))).collect()
    }

    /// The width of a day, with a gap to the next.
    pub fn bar_width(&self) -> f64 {
        self.step() - 1.0
    }

    fn step(&self) -> f64 {
        WIDTH / self.days.len().max(1) as f64
    }

    /// The picture in words.
    pub fn told(&self) -> String {
        let count = |wanted: Day| self.days.iter().filter(|day| **day == wanted).count() as i64;
        let all = text::count(self.days.len() as i64, "day", "days");
        let (cut, holes) = (count(Day::Cut), count(Day::Hole));
        let parts = [(cut, "of them cut by a page limit"), (holes, "not held")];
        let rest: String =
            parts.iter().filter(|(days, _)| *days > 0).map(|(days, what)| format!(", {days} {what}")).collect();
        format!("{} of the last {all} held{rest}", count(Day::Held) + cut)
    }
}

/// A day is what its middle is.
fn days(wanted: Window, held: &Spans, cut: &Spans) -> Vec<Day> {
    let holds = |spans: &Spans, at| spans.windows().iter().any(|window| window.from <= at && at < window.to);
    let middle = |day| wanted.from + TimeDelta::days(day) + TimeDelta::hours(12);
    let judge = |at| match () {
        () if holds(cut, at) => Day::Cut,
        () if holds(held, at) => Day::Held,
        () => Day::Hole,
    };
    (0..wanted.length().num_days()).map(|day| judge(middle(day))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ops::Bound;

    fn day(day: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(day * 86_400, 0).unwrap()
    }

    fn spans(from: i64, to: i64) -> Spans {
        Spans::from_ranges(&vec![(Bound::Included(day(from)), Bound::Excluded(day(to)))])
    }

    #[test]
    fn days_are_held_cut_or_holes() {
        let days = days(Window::new(day(0), day(4)), &spans(1, 4), &spans(3, 4));
        assert_eq!(days, [Day::Hole, Day::Held, Day::Held, Day::Cut]);
        let strip = Strip { source: "JSearch".to_owned(), sharers: 0, days };
        assert_eq!(strip.told(), "3 of the last 4 days held, 1 of them cut by a page limit, 1 not held");
    }
}
