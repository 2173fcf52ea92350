//! The things that an act is done to.

use super::{ActKind, Things};
use crate::closed_list;
use crate::db::{Connection, Prepare as _};
use crate::schema::{act_items, acts};
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel::sql_types::{Array, Int8};
use diesel_async::RunQueryDsl;

closed_list! {
    "a state of a thing";
    /// What became of one thing of an act.
    pub enum ItemState {
        /// Its turn has not come.
        Open = "open",
        /// Done.
        Done = "done",
        /// Left as it was: there was nothing to be done.
        Skipped = "skipped",
    }
}

/// The table of things.
pub struct ActItem;

/// How many things of an act are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// To come.
    pub open: i64,
    /// Done.
    pub done: i64,
    /// Left as they were.
    pub skipped: i64,
}

impl ActItem {
    /// Writes down what an act is done to.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn choose(conn: &mut Connection, act_id: i64, items: &[i64]) -> QueryResult<()> {
        diesel::sql_query(
            "INSERT INTO act_items (act_id, item) SELECT $1, item FROM unnest($2::bigint[]) AS chosen (item)",
        )
        .bind::<Int8, _>(act_id)
        .bind::<Array<Int8>, _>(items)
        .prepared()
        .execute(conn)
        .await?;
        Ok(())
    }

    /// The next things of an act whose turn has not come, by number.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn next(conn: &mut Connection, act_id: i64, limit: i64) -> QueryResult<Vec<i64>> {
        let open = act_items::table.filter(act_items::act_id.eq(act_id).and(act_items::state.eq(ItemState::Open)));
        open.order(act_items::item).limit(limit).select(act_items::item).load(conn).await
    }

    /// Things of an act after a given one, by number, each with what became of it.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn page(
        conn: &mut Connection,
        act_id: i64,
        after: i64,
        limit: i64,
    ) -> QueryResult<Vec<(i64, ItemState)>> {
        let later = act_items::table.filter(act_items::act_id.eq(act_id).and(act_items::item.gt(after)));
        let part = later.order(act_items::item).limit(limit);
        part.select((act_items::item, act_items::state)).load(conn).await
    }

    /// The last act that has changed a thing.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn last_on(conn: &mut Connection, things: Things, item: i64) -> QueryResult<Option<i64>> {
        act_items::table
            .inner_join(acts::table.on(acts::id.eq(act_items::act_id)))
            .filter(
                act_items::item
                    .eq(item)
                    .and(act_items::state.eq(ItemState::Done))
                    .and(acts::kind.eq_any(ActKind::of(things))),
            )
            .order(act_items::act_id.desc())
            .select(act_items::act_id)
            .first(conn)
            .await
            .optional()
    }

    /// Notes what became of some things.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn note(conn: &mut Connection, act_id: i64, items: &[i64], state: ItemState) -> QueryResult<()> {
        let some = act_items::table.filter(act_items::act_id.eq(act_id).and(act_items::item.eq_any(items)));
        diesel::update(some).set(act_items::state.eq(state)).execute(conn).await?;
        Ok(())
    }
}

impl Tally {
    /// Counts an act's things.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn of(conn: &mut Connection, act_id: i64) -> QueryResult<Self> {
        let counted: Vec<(ItemState, i64)> = act_items::table
            .filter(act_items::act_id.eq(act_id))
            .group_by(act_items::state)
            .select((act_items::state, count_star()))
            .load(conn)
            .await?;
        let of = |state| counted.iter().find(|(one, _)| *one == state).map_or(0, |(_, count)| *count);
        Ok(Self { open: of(ItemState::Open), done: of(ItemState::Done), skipped: of(ItemState::Skipped) })
    }

    /// All things.
    pub fn all(&self) -> i64 {
        self.open + self.done + self.skipped
    }

    /// Things whose turn has come, in percent.
    pub fn percent(&self) -> i64 {
        (self.all() - self.open) * 100 / self.all().max(1)
    }
}
