//! Money: the providers' counts, credits reserved, spent and unknown, savings by sharing.

pub mod adjust;
pub mod allowance;
pub mod capacity;
pub mod caps;
pub mod entry;
pub mod forecast;
pub mod ledger;
pub mod meter;
pub mod period;
pub mod price;
pub mod probe;
pub mod reconcile;
pub mod report;
pub mod snapshot;
pub mod tokens;
pub mod totals;
pub mod usage;
