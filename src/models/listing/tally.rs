//! Reasons for an empty list, in numbers.

use diesel::prelude::*;
use diesel::sql_types::Int8;

/// Jobs of the person's searches, and how many more would be shown if a single condition were otherwise. Only the
/// newest are looked at, a few thousand of all requests and topics together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, QueryableByName)]
pub struct Tally {
    /// Jobs in all.
    #[diesel(sql_type = Int8)]
    pub bought: i64,
    /// Jobs shown without the searches' own filters.
    #[diesel(sql_type = Int8)]
    pub filters: i64,
    /// Jobs shown if all searches were looked at.
    #[diesel(sql_type = Int8)]
    pub search: i64,
    /// Jobs shown if other words were looked for, or none.
    #[diesel(sql_type = Int8)]
    pub words: i64,
    /// Jobs shown with any place.
    #[diesel(sql_type = Int8)]
    pub place: i64,
    /// Jobs shown if they might be on site.
    #[diesel(sql_type = Int8)]
    pub remote: i64,
    /// Jobs shown if they might be of any age.
    #[diesel(sql_type = Int8)]
    pub age: i64,
    /// Jobs shown if both sources were looked at.
    #[diesel(sql_type = Int8)]
    pub source: i64,
    /// Jobs shown if they stated the chosen facts: seniority, contract, employer, pay.
    #[diesel(sql_type = Int8)]
    pub facts: i64,
    /// Jobs shown if the person left out no employer.
    #[diesel(sql_type = Int8)]
    pub employers: i64,
    /// Jobs shown if the person had not hidden them.
    #[diesel(sql_type = Int8)]
    pub hidden: i64,
    /// Jobs shown if new jobs were not asked for alone.
    #[diesel(sql_type = Int8)]
    pub new: i64,
    /// Jobs shown if closed jobs were.
    #[diesel(sql_type = Int8)]
    pub closed: i64,
}

/// Newest jobs to look at, for each request and topic, where there are so many shelves.
pub(super) fn of_each_shelf(shelves: usize) -> i64 {
    let each = 5_000 / i64::try_from(shelves.max(1)).unwrap_or(i64::MAX);
    each.clamp(20, 1_000)
}
