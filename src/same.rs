//! Whether postings are copies of one job, and the groups of such postings. Pure.

mod employer;
mod group;
mod identity;
mod key;
mod link;
#[cfg(test)]
mod tests;
mod title;

pub use employer::employer;
pub use group::groups;
pub use identity::{Advert, Evidence, Identity, evidence};
pub use key::{is_employers, posting_key};
pub use title::Title;
