//! `/jobs`: what a person's searches found, and what the person does with it.

mod empty;
mod index;
mod mark;
mod show;
mod tags;
mod view;

pub use self::index::index;
pub use self::mark::update;
pub use self::show::show;
