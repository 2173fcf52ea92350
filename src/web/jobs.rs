//! `/jobs`: jobs that a person's searches found, and the person's marks on them.

mod empty;
mod index;
mod mark;
mod paged;
mod row;
mod show;
mod tags;
mod view;

pub(super) use self::empty::{figure, jobs as counted};
pub(super) use self::index::index;
pub(super) use self::mark::update;
pub(super) use self::show::show;
