//! A CV on its way from a file to a profile.
//!
//! Below the readers and the mask stand [`text`], words of dates, the structure, titles (vocabulary and tokens) and
//! [`wishes`]. The way: file → [`extract`] (in a child process) → [`quality`] → [`sent()`], which leaves the person out
//! and masks the rest ([`mask()`]) → [`claude`] or [`offline`] → [`Profile`].

pub mod child;
pub mod claude;
mod dates;
pub mod error;
pub mod extract;
pub mod file;
pub mod filter;
pub mod language;
pub mod mask;
pub mod offline;
pub mod profile;
pub mod quality;
mod reader;
mod sent;
mod skills;
mod structure;
pub mod text;
mod titles;
pub mod wishes;

pub use self::error::CvError;
pub use self::extract::Extractor;
pub use self::file::{Extracted, Kind, MAX_FILE_BYTES};
pub use self::mask::{mask, masked_key};
pub use self::profile::{Filter, Found, FoundFilter, Profile};
pub use self::reader::{CvReader, ReadingOutcome};
pub use self::sent::sent;
pub use self::skills::skills;
pub use self::titles::{is_title, title_words};
