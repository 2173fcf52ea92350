//! Number of a search's jobs, the same on every page and in every command.

use super::MAX_COUNT;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Int4, Int8, Nullable};
use std::collections::HashMap;

/// Newest jobs to look at, of all requests and topics together; a job on several is counted for each.
const LOOKED_AT: i64 = 6_000;

/// Newest jobs to look at, for each request and topic, where there are so many shelves.
pub(super) fn of_each_shelf(shelves: usize) -> i64 {
    let each = LOOKED_AT / i64::try_from(shelves.max(1)).unwrap_or(LOOKED_AT);
    each.clamp(50, 2 * MAX_COUNT)
}

/// A number of jobs; of many, the least possible number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[serde(into = "i64")]
pub struct Count {
    least: i64,
    is_more: bool,
}

impl Count {
    /// Count of found jobs; `is_more`: not all were looked at. The least is then a round number.
    pub fn found(jobs: i64, is_more: bool) -> Self {
        let round = if jobs >= 100 { 100 } else { 10 };
        match jobs {
            _ if jobs > MAX_COUNT => Self { least: MAX_COUNT, is_more: true },
            ..10 => Self { least: jobs, is_more },
            _ if is_more => Self { least: jobs - jobs % round, is_more },
            _ => Self { least: jobs, is_more },
        }
    }

    /// The number, or the least possible number.
    pub fn least(self) -> i64 {
        self.least
    }

    /// True when there may be more, uncounted.
    pub fn is_more(self) -> bool {
        self.is_more
    }
}

/// A number counted up to [`MAX_COUNT`] + 1.
impl From<i64> for Count {
    fn from(jobs: i64) -> Self {
        Self::found(jobs, false)
    }
}

impl From<i32> for Count {
    fn from(jobs: i32) -> Self {
        i64::from(jobs).into()
    }
}

impl From<Count> for i64 {
    fn from(count: Count) -> Self {
        count.least
    }
}

/// A row of the counting statement.
#[derive(QueryableByName)]
pub(super) struct NumberRow {
    /// Combination; None: all combinations together.
    #[diesel(sql_type = Nullable<Int4>)]
    combination_id: Option<i32>,
    #[diesel(sql_type = Int8)]
    jobs: i64,
    #[diesel(sql_type = Int8)]
    left_out: i64,
    #[diesel(sql_type = Bool)]
    is_more: bool,
}

/// Numbers of a combination's jobs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Number {
    /// Jobs on the list.
    pub jobs: Count,
    /// Jobs kept off the list by the combination's own filters alone.
    pub left_out: Count,
}

/// Jobs on a person's lists.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    /// Distinct jobs of all lists together.
    pub all: Count,
    by_combination: HashMap<i32, Number>,
}

impl Numbers {
    pub(super) fn of(rows: &[NumberRow]) -> Self {
        let number = |row: &NumberRow| Number {
            jobs: Count::found(row.jobs, row.is_more),
            left_out: Count::found(row.left_out, row.is_more),
        };
        let all = rows.iter().find(|row| row.combination_id.is_none());
        let by_combination = rows.iter().filter_map(|row| Some((row.combination_id?, number(row))));
        Self { all: all.map(|row| number(row).jobs).unwrap_or_default(), by_combination: by_combination.collect() }
    }

    /// Numbers of a combination; zero without jobs.
    pub fn of_combination(&self, id: i32) -> Number {
        self.by_combination.get(&id).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_counted_to_its_end_is_a_round_number_and_more() {
        let cases = [
            (0, false, 0, false),
            (7, true, 7, true),
            (43, false, 43, false),
            (43, true, 40, true),
            (643, true, 600, true),
            (1_000, false, 1_000, false),
            (1_001, false, 1_000, true),
            (1_800, true, 1_000, true),
        ];
        for (jobs, is_more, least, is_least) in cases {
            assert_eq!(Count::found(jobs, is_more), Count { least, is_more: is_least }, "{jobs} {is_more}");
        }
    }

    #[test]
    fn whoever_has_many_searches_is_told_less_exactly() {
        for (shelves, each) in [(0, 2_000), (3, 2_000), (18, 333), (300, 50), (10_000, 50)] {
            assert_eq!(of_each_shelf(shelves), each, "{shelves}");
        }
    }
}
