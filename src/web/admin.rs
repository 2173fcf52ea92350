//! The admins' pages: for everybody else they do not exist.

pub mod savings;
