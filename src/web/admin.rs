//! The admins' pages: for everybody else they do not exist.

mod csv;
pub mod overlaps;
pub mod quota;
pub mod savings;

/// Rows on a page of a list.
const PAGE_SIZE: usize = 50;

/// Rows that are read at a time for a file.
const PORTION: usize = 1_000;
