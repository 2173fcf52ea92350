//! Posting time: covered windows, reach of each source, windows to buy. Pure.

pub mod day;
pub mod less_often;
pub mod plan;
pub mod reach;
pub mod window;
