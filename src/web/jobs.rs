//! `/jobs`: jobs found by a person's searches, and the person's marks on them.

mod choices;
mod done;
mod empty;
mod file;
pub(super) mod fit;
mod follow;
mod index;
mod mark;
mod note;
mod paged;
mod pay;
pub(super) mod row;
mod show;
mod suggest;
mod tags;
mod view;
mod was;

use super::form::Choice;
use crate::models::user_job::HiddenWhy;

pub(super) use self::empty::{figure, jobs as counted, left_out};
pub(super) use self::file::file;
pub(super) use self::index::{ORDER, index};
pub(super) use self::mark::{let_in, update};
pub(super) use self::show::show;

/// The reasons for hiding to choose from.
pub(super) fn reasons() -> Vec<Choice> {
    let choice = |why: &HiddenWhy| Choice { value: why.as_str().to_owned(), label: why_hidden(*why), is_chosen: false };
    HiddenWhy::ALL.iter().map(choice).collect()
}

/// A reason for hiding, in words.
pub(super) fn why_hidden(why: HiddenWhy) -> String {
    match why {
        HiddenWhy::NotMyField => say!("jobs-why-not-my-field"),
        HiddenWhy::TooFar => say!("jobs-why-too-far"),
        HiddenWhy::Level => say!("jobs-why-level"),
        HiddenWhy::Pay => say!("jobs-why-pay"),
        HiddenWhy::Employer => say!("jobs-why-employer"),
        HiddenWhy::SeenElsewhere => say!("jobs-why-seen-elsewhere"),
        HiddenWhy::Other => say!("jobs-why-other"),
    }
}
