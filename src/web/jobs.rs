//! `/jobs`: jobs that a person's searches found, and the person's marks on them.

mod empty;
mod index;
mod mark;
mod show;
mod tags;
mod view;

pub use self::index::index;
pub use self::mark::update;
pub use self::show::show;
