//! Cost of asking less often, by the figures of this installation.

use super::capacity::PlanView;
use crate::coverage::less_often::{self, LessOften, Pace};
use crate::sources::Unit;

/// Days between two questions, compared in the table.
const COMPARED: [i64; 3] = [1, 2, 3];

/// A row of the table: runs that ask again after so many days at the latest.
pub(super) struct Row {
    pub days: i64,
    /// True for the installation's own setting.
    pub is_set: bool,
    /// For each source with a plan.
    pub own: Vec<String>,
}

/// The basis of the rows.
pub(super) struct Basis<'a> {
    /// The newest purchases of runs.
    pub paces: &'a [Pace],
    /// `refresh_days` as the installation is set.
    pub refresh_days: i64,
    /// Whether JSearch's days are known to reach back by hours.
    pub rolls: Option<bool>,
}

impl Basis<'_> {
    /// Rows of the table; none: runs have made no purchase yet.
    pub(super) fn rows(&self, plans: &[PlanView]) -> Vec<Row> {
        if self.paces.is_empty() {
            return Vec::new();
        }
        let is_beyond = !COMPARED.contains(&self.refresh_days);
        let row = |days| Row {
            days,
            is_set: days == self.refresh_days,
            own: plans.iter().map(|plan| self.figure(plan, days)).collect(),
        };
        COMPARED.into_iter().chain(is_beyond.then_some(self.refresh_days)).map(row).collect()
    }

    /// "1,240 a month, 0.8 days late"
    fn figure(&self, plan: &PlanView, days: i64) -> String {
        let compared = |days| less_often::compare(self.paces, plan.source, days, self.rolls);
        let (Some(asked), Some(now)) = (compared(days), compared(self.refresh_days)) else { return "—".to_owned() };
        let of = |one: LessOften| if plan.unit == Unit::Requests { one.calls } else { one.rows };
        let share = if of(now) > 0.0 { of(asked) / of(now) } else { 1.0 };
        let credits = (plan.refreshes() as f64 * share).round() as i64;
        let late = format!("{:.1}", asked.late);
        say!("admin-quota-less-often-figure", credits = credits, late = late)
    }
}
