//! Savings by sharing, in figures: in all, and month by month.

use crate::db::Connection;
use crate::models::saving::Reason;
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{Date, Int8, Text};
use diesel_async::RunQueryDsl;
use serde::Serialize;
use std::collections::BTreeMap;

/// Demands, and demands met without a purchase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Demands: one person × one distinct combination.
    pub wanted: i64,
    /// Demands with at least one fetch started on their behalf.
    pub bought: i64,
    /// Demands without a purchase and without jobs so far: all their savings lean on a purchase without a page, or no
    /// source could be asked.
    pub pending: i64,
    /// Cost avoided by the savings, all sources together: for orientation.
    pub saved_credits: i64,
    /// Worth of pending savings, which are not counted.
    pub pending_credits: i64,
    /// Counted savings by reason.
    pub by_reason: ByReason,
}

/// Savings by reason, counted by demand × source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ByReason {
    /// Another person wants the very same combination.
    pub same_combination: i64,
    /// Another combination has an equal request at the source.
    pub same_request: i64,
    /// Another person's fetch was in flight, and has brought a page.
    pub being_bought: i64,
    /// Bought before, for people who no longer want the combination.
    pub held: i64,
    /// Held by a purchase of wider terms.
    pub contained: i64,
    /// Brought by a list in flight beside other titles.
    pub in_list: i64,
}

/// Figures in all, and for each local month with a demand, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Figures in all.
    pub total: Figures,
    /// First day of a month, and its figures. A demand belongs to the month of its beginning, a saving to the month of
    /// its count.
    pub months: Vec<(NaiveDate, Figures)>,
}

impl Figures {
    /// Demands met without a purchase of their own.
    pub fn avoided(&self) -> i64 {
        self.wanted - self.bought - self.pending
    }

    /// Percent of demands met without a purchase, rounded.
    pub fn saved_percent(&self) -> i64 {
        if self.wanted == 0 { 0 } else { (100 * self.avoided() + self.wanted / 2) / self.wanted }
    }

    fn add(&mut self, other: &Self) {
        self.wanted += other.wanted;
        self.bought += other.bought;
        self.pending += other.pending;
        self.saved_credits += other.saved_credits;
        self.pending_credits += other.pending_credits;
        self.by_reason.same_combination += other.by_reason.same_combination;
        self.by_reason.same_request += other.by_reason.same_request;
        self.by_reason.being_bought += other.by_reason.being_bought;
        self.by_reason.held += other.by_reason.held;
        self.by_reason.contained += other.by_reason.contained;
        self.by_reason.in_list += other.by_reason.in_list;
    }
}

impl ByReason {
    fn of(reason: Reason, savings: i64) -> Self {
        let mut by_reason = Self::default();
        match reason {
            Reason::SameCombination => by_reason.same_combination = savings,
            Reason::SameRequest => by_reason.same_request = savings,
            Reason::BeingBought => by_reason.being_bought = savings,
            Reason::Held => by_reason.held = savings,
            Reason::Contained => by_reason.contained = savings,
            Reason::InList => by_reason.in_list = savings,
        }
        by_reason
    }
}

#[derive(Debug, QueryableByName)]
struct DemandMonth {
    #[diesel(sql_type = Date)]
    month: NaiveDate,
    #[diesel(sql_type = Int8)]
    wanted: i64,
    #[diesel(sql_type = Int8)]
    bought: i64,
    #[diesel(sql_type = Int8)]
    pending: i64,
}

#[derive(Debug, QueryableByName)]
struct SavingMonth {
    #[diesel(sql_type = Date)]
    month: NaiveDate,
    #[diesel(sql_type = Text)]
    reason: Reason,
    #[diesel(sql_type = Int8)]
    savings: i64,
    #[diesel(sql_type = Int8)]
    credits: i64,
    #[diesel(sql_type = Int8)]
    pending_credits: i64,
}

impl Report {
    /// Figures by month of local days.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn load(conn: &mut Connection) -> QueryResult<Self> {
        let demands: Vec<DemandMonth> = diesel::sql_query(
            "SELECT date_trunc('month', day)::date AS month, sum(wanted)::int8 AS wanted, sum(bought)::int8 AS bought,
                    sum(wanted - bought - avoided)::int8 AS pending
               FROM demand_days GROUP BY 1",
        )
        .load(conn)
        .await?;
        let savings: Vec<SavingMonth> = diesel::sql_query(
            "SELECT date_trunc('month', day)::date AS month, reason,
                    coalesce(sum(savings) FILTER (WHERE NOT is_pending), 0)::int8 AS savings,
                    coalesce(sum(credits) FILTER (WHERE NOT is_pending), 0)::int8 AS credits,
                    coalesce(sum(credits) FILTER (WHERE is_pending), 0)::int8 AS pending_credits
               FROM saving_days GROUP BY 1, 2 HAVING sum(savings) <> 0",
        )
        .load(conn)
        .await?;
        Ok(Self::of(&demands, &savings))
    }

    fn of(demands: &[DemandMonth], savings: &[SavingMonth]) -> Self {
        let mut months: BTreeMap<NaiveDate, Figures> = BTreeMap::new();
        for one in demands {
            let (wanted, bought, pending) = (one.wanted, one.bought, one.pending);
            let figures = Figures { wanted, bought, pending, ..Figures::default() };
            months.entry(one.month).or_default().add(&figures);
        }
        for one in savings {
            let by_reason = ByReason::of(one.reason, one.savings);
            let (saved_credits, pending_credits) = (one.credits, one.pending_credits);
            let figures = Figures { saved_credits, pending_credits, by_reason, ..Figures::default() };
            months.entry(one.month).or_default().add(&figures);
        }
        let mut total = Figures::default();
        months.values().for_each(|figures| total.add(figures));
        Self { total, months: months.into_iter().collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(month: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, 1).unwrap()
    }

    fn saving(of: u32, reason: Reason, savings: i64, credits: i64) -> SavingMonth {
        SavingMonth { month: month(of), reason, savings, credits, pending_credits: 7 }
    }

    #[test]
    fn thirteen_of_twenty_five_are_fifty_two_percent() {
        let percent = |wanted, bought| Figures { wanted, bought, ..Figures::default() }.saved_percent();
        assert_eq!([percent(25, 12), percent(28, 13), percent(3, 2), percent(4, 4), percent(0, 0)], [52, 54, 33, 0, 0]);
    }

    #[test]
    fn what_is_pending_is_neither_bought_nor_avoided() {
        let figures = Figures { wanted: 9, bought: 3, pending: 4, ..Figures::default() };
        assert_eq!((figures.avoided(), figures.saved_percent()), (2, 22));
    }

    #[test]
    fn months_add_up_to_the_total() {
        let demands = [(10, 4, 4), (11, 21, 8)].map(|(of, wanted, bought)| {
            let pending = 1;
            DemandMonth { month: month(of), wanted, bought, pending }
        });
        let savings = [
            saving(11, Reason::SameCombination, 20, 900),
            saving(11, Reason::SameRequest, 1, 5),
            saving(10, Reason::Held, 2, 40),
            saving(11, Reason::BeingBought, 3, 60),
        ];
        let report = Report::of(&demands, &savings);
        let by_reason =
            ByReason { same_combination: 20, same_request: 1, being_bought: 3, held: 2, contained: 0, in_list: 0 };
        let total = Figures { wanted: 25, bought: 12, pending: 2, saved_credits: 1005, pending_credits: 28, by_reason };
        assert_eq!(report.total, total);
        assert_eq!(report.months.iter().map(|(month, _)| *month).collect::<Vec<_>>(), [month(10), month(11)]);
        assert_eq!(report.months[0].1.by_reason.held, 2);
    }
}
