//! The payer of a page, and its size under all limits.

use super::Purchase;
use super::obstacle::{Halt, Obstacle};
use super::pace::Seen;
use crate::backfill::limits::{self, Limit};
use crate::db::Connection;
use crate::models::fetch::{ErrorCode, Fetch, Payable};
use crate::quota::allowance::{self, EVERYBODY};
use crate::quota::caps;
use crate::quota::ledger::Payer;
use crate::quota::meter::Meter;
use crate::quota::period;
use crate::quota::price::Tariff;
use chrono::{DateTime, Utc};
use diesel::QueryResult;

impl Purchase<'_> {
    /// Payer, and rows to ask for within all limits. Before anything waits for a limit that admins change, it is looked
    /// up: somebody may have raised it a moment ago.
    pub(super) async fn afford(
        &self,
        conn: &mut Connection,
        meters: &[Meter],
        seen: &Seen,
    ) -> Result<(Payer, u32), Halt> {
        caps::keep_fresh(conn, self.app).await?;
        let found = self.afford_by_caps(conn, meters, seen).await;
        let is_put_off = matches!(&found, Err(Halt::Obstacle(Obstacle::PutOff { .. })));
        if is_put_off && caps::look(conn, self.app).await? {
            return self.afford_by_caps(conn, meters, seen).await;
        }
        found
    }

    /// Payer and rows by the limits as last looked up. Calls in flight may cost less than reserved, so while any
    /// reservation is open, no fetch is deferred for want of credits.
    async fn afford_by_caps(&self, conn: &mut Connection, meters: &[Meter], seen: &Seen) -> Result<(Payer, u32), Halt> {
        let in_plan = self.left_in_plan(meters, seen)?;
        let (day, most) = (self.app.today(), self.app.caps().person_credits);
        let wanters = Fetch::lock_payers(conn, self.fetch.id, day, most).await?;
        let Some(first) = wanters.first() else { return Err(Obstacle::Unwanted.into()) };
        let used = match first.everybody_used {
            Some(used) => used,
            None => allowance::lock_used(conn, day, EVERYBODY).await?,
        };
        let today = self.left_today(conn, in_plan, used, seen).await?;
        self.payer(conn, today, &wanters, seen).await
    }

    /// Credits left in the source's plan, less the share that a run leaves to sign-ups.
    fn left_in_plan(&self, meters: &[Meter], seen: &Seen) -> Result<i64, Obstacle> {
        let kept_back = match self.fetch.is_for_all() {
            true => self.app.caps().kept_for_sign_ups(meters.first().map_or(0, Meter::limit)),
            false => 0,
        };
        let left = meters.first().map_or(0, Meter::left) - kept_back;
        let is_out_of_calls = meters.iter().skip(1).any(|meter| meter.left() < 1);
        if self.can_afford(left) && !is_out_of_calls {
            return Ok(left);
        }
        if meters.iter().any(|meter| meter.reserved > 0) {
            return Err(self.busy(seen));
        }
        let until = meters.iter().map(|meter| meter.resets_at).max().unwrap_or_else(|| self.tomorrow());
        let what = if kept_back > 0 { "the rest of the month is kept for new searches" } else { "monthly quota spent" };
        let why = self.named(&format!("{what}, resets on {}", self.app.local_date(until).format("%-d %B")));
        Err(Obstacle::PutOff { until, code: ErrorCode::Quota, why })
    }

    /// Credits left in the plan, bounded by the installation's allowance for the local day.
    async fn left_today(&self, conn: &mut Connection, left_in_plan: i64, used: i64, seen: &Seen) -> Result<i64, Halt> {
        let caps = self.app.caps();
        let everybody = caps.installation_credits;
        let everybody = if self.fetch.is_for_all() { everybody - caps.kept_for_sign_ups(everybody) } else { everybody };
        let day = self.app.today();
        let left = left_in_plan.min(everybody - used);
        if self.can_afford(left) {
            return Ok(left);
        }
        if allowance::has_open_holds(conn, day, EVERYBODY).await? {
            return Err(self.busy(seen).into());
        }
        Err(Obstacle::from(limits::day_is_spent(everybody, self.tomorrow())).into())
    }

    /// First payer, in the order of coming, whose own allowance has room. A run's fetch is charged to the
    /// installation's day and to no person: daily runs leave people their own limit.
    async fn payer(
        &self,
        conn: &mut Connection,
        left: i64,
        wanters: &[Payable],
        seen: &Seen,
    ) -> Result<(Payer, u32), Halt> {
        let most = self.app.caps().person_credits;
        let (day, purpose) = (self.app.today(), self.fetch.charged_to());
        if let (true, Some(rows)) = (self.fetch.is_for_all(), Tariff::of(self.config).affordable_rows(left)) {
            return Ok((Payer { subject: None, purpose, day }, rows));
        }
        let (mut held_up, mut reached) = (false, None);
        for wanter in wanters {
            let own = wanter.own_credits.unwrap_or(most) - wanter.used;
            let new = self.left_to_new(conn, wanter).await?;
            if let Some(rows) = Tariff::of(self.config).affordable_rows(left.min(own).min(new)) {
                return Ok((Payer { subject: Some(wanter.subject), purpose, day }, rows));
            }
            // New accounts wait for the holds of other new accounts.
            let holder = if self.can_afford(own) { EVERYBODY } else { wanter.subject };
            held_up |= allowance::has_open_holds(conn, day, holder).await?;
            reached = reached.or_else(|| self.can_afford(own).then_some(wanter));
        }
        if held_up {
            return Err(self.busy(seen).into());
        }
        Err(Obstacle::from(self.limit_of(reached, wanters)).into())
    }

    /// Credits left to a person of the part that all new accounts share; no bound for everybody else. Everybody's row
    /// of the day is locked, so no other reservation is made meanwhile.
    async fn left_to_new(&self, conn: &mut Connection, wanter: &Payable) -> QueryResult<i64> {
        let now = self.app.clock.now();
        if !wanter.is_new(now) {
            return Ok(i64::MAX);
        }
        Ok(self.app.caps().first_day_credits() - allowance::used_by_new(conn, self.app.today(), now).await?)
    }

    /// Limit in all payers' way: the new accounts', if a new account is the first with credits left of its own.
    fn limit_of(&self, new: Option<&Payable>, wanters: &[Payable]) -> Limit {
        let caps = self.app.caps();
        match new.and_then(|wanter| wanter.new_until) {
            Some(new_until) => limits::first_day_is_spent(caps.first_day_credits(), new_until.min(self.tomorrow())),
            None => {
                let own = wanters.first().and_then(|wanter| wanter.own_credits);
                limits::person_is_spent(own.unwrap_or(caps.person_credits), self.tomorrow())
            }
        }
    }

    fn can_afford(&self, left: i64) -> bool {
        Tariff::of(self.config).affordable_rows(left).is_some()
    }

    fn tomorrow(&self) -> DateTime<Utc> {
        period::next_local_day(self.app.clock.now(), self.app.config.timezone)
    }
}
