//! Number of a search's jobs, the same on every page and in every command.

use super::MAX_COUNT;
use diesel::prelude::*;
use diesel::sql_types::{Int4, Int8, Nullable};
use std::collections::HashMap;

/// Numbers of a combination's jobs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, QueryableByName)]
pub struct Number {
    /// None: of all combinations together.
    #[diesel(sql_type = Nullable<Int4>)]
    combination_id: Option<i32>,
    /// Jobs that stand on the list, at most [`MAX_COUNT`] + 1.
    #[diesel(sql_type = Int8)]
    pub jobs: i64,
    /// Jobs kept off the list by the combination's own filters alone, at most [`MAX_COUNT`] + 1.
    #[diesel(sql_type = Int8)]
    pub left_out: i64,
}

/// Jobs on a person's lists.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    /// Distinct jobs of all lists together, at most [`MAX_COUNT`] + 1.
    pub all: i64,
    by_combination: HashMap<i32, Number>,
}

impl Numbers {
    pub(super) fn of(rows: &[Number]) -> Self {
        let bounded = |number: &Number| Number {
            jobs: number.jobs.min(MAX_COUNT + 1),
            left_out: number.left_out.min(MAX_COUNT + 1),
            ..*number
        };
        let all = rows.iter().find(|row| row.combination_id.is_none());
        let by_combination = rows.iter().filter_map(|row| Some((row.combination_id?, bounded(row))));
        Self { all: all.map_or(0, |row| bounded(row).jobs), by_combination: by_combination.collect() }
    }

    /// Numbers of a combination; zero without jobs.
    pub fn of_combination(&self, id: i32) -> Number {
        self.by_combination.get(&id).copied().unwrap_or(Number { combination_id: Some(id), jobs: 0, left_out: 0 })
    }
}
