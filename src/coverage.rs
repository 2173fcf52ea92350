//! Posting time: what is held of it, how far each source reaches, and what has to be bought. Pure.

pub mod plan;
pub mod reach;
pub mod window;
