//! A CV on its way from a file to a profile.
//!
//! file → [`extract()`] (in a child process) → [`quality`] → [`mask()`] → [`claude`] or [`offline`] → [`Profile`].

pub mod child;
pub mod claude;
pub mod error;
pub mod extract;
pub mod mask;
pub mod offline;
pub mod profile;
pub mod quality;
pub mod text;
pub mod wishes;

pub use self::error::CvError;
pub use self::extract::{Extracted, Kind, extract};
pub use self::mask::{mask, masked_key};
pub use self::profile::{Filter, Found, FoundFilter, Profile};

/// The largest file that is read, in bytes.
pub const MAX_FILE_BYTES: usize = 5 * 1024 * 1024;
