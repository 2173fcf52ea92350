//! The last button's act, for the page that comes next: its undoing, and the reason for hiding.

use crate::models::user_job::{HiddenWhy, Mark};
use std::fmt;

/// An act of the buttons below a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Act {
    pub mark: Mark,
    /// True sets the mark, false takes it back.
    pub is_set: bool,
}

/// An act on a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Done {
    pub act: Act,
    pub job_id: i64,
    /// The person's reason for hiding the job.
    pub why: Option<HiddenWhy>,
    /// The marks before the act, as text (`was`), for undoing it.
    pub was: String,
}

impl Act {
    const ALL: [Self; 6] = [
        Self { mark: Mark::Hidden, is_set: true },
        Self { mark: Mark::Hidden, is_set: false },
        Self { mark: Mark::Saved, is_set: true },
        Self { mark: Mark::Saved, is_set: false },
        Self { mark: Mark::Applied, is_set: true },
        Self { mark: Mark::Applied, is_set: false },
    ];

    /// The last part of the act's address.
    pub(super) fn as_str(self) -> &'static str {
        match (self.mark, self.is_set) {
            (Mark::Hidden, true) => "hide",
            (Mark::Hidden, false) => "unhide",
            (Mark::Saved, true) => "save",
            (Mark::Saved, false) => "unsave",
            (Mark::Applied, true) => "apply",
            (Mark::Applied, false) => "unapply",
        }
    }

    /// An act by its name; None: no such act.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.as_str() == name)
    }

    fn opposite(self) -> Self {
        Self { is_set: !self.is_set, ..self }
    }

    /// The sentence after the act, about a job of this title.
    pub(super) fn said(self, title: &str) -> String {
        match (self.mark, self.is_set) {
            (Mark::Hidden, true) => say!("jobs-done-hide", title = title),
            (Mark::Hidden, false) => say!("jobs-done-unhide", title = title),
            (Mark::Saved, true) => say!("jobs-done-save", title = title),
            (Mark::Saved, false) => say!("jobs-done-unsave", title = title),
            (Mark::Applied, true) => say!("jobs-done-apply", title = title),
            (Mark::Applied, false) => say!("jobs-done-unapply", title = title),
        }
    }
}

impl Done {
    /// Parses `hide.123`, `hide.123.too_far` or `unsave.123..123:1764064500000000`; None: no text of ours.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(4, '.');
        let (act, job_id) = (Act::named(parts.next()?)?, parts.next()?.parse().ok()?);
        let why = parts.next().filter(|why| !why.is_empty()).map(str::parse).transpose().ok()?;
        let was = parts.next().unwrap_or_default();
        let is_ours = was.bytes().all(|byte| byte.is_ascii_alphanumeric() || b":~_-".contains(&byte));
        Some(Self { act, job_id, why, was: if is_ours { was.to_owned() } else { String::new() } })
    }

    /// Target of the form that undoes the act.
    pub(super) fn undo_url(&self) -> String {
        format!("/jobs/{}/{}", self.job_id, self.act.opposite().as_str())
    }

    /// A job was hidden, and the person may say why.
    pub(super) fn asks_why(&self) -> bool {
        self.act.mark == Mark::Hidden && self.act.is_set && self.why.is_none()
    }

    /// The job was hidden for its employer, whose other jobs may go too.
    pub(super) fn is_for_employer(&self) -> bool {
        self.why == Some(HiddenWhy::Employer)
    }
}

impl fmt::Display for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.act.as_str(), self.job_id)?;
        match (self.why, self.was.as_str()) {
            (None, "") => Ok(()),
            (Some(why), "") => write!(f, ".{why}"),
            (why, was) => write!(f, ".{}.{was}", why.map(HiddenWhy::as_str).unwrap_or_default()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_survives_its_address_and_can_be_taken_back() {
        for act in Act::ALL {
            for (why, was) in
                [(None, ""), (None, "7:1"), (Some(HiddenWhy::TooFar), ""), (Some(HiddenWhy::TooFar), "7:1")]
            {
                let done = Done { act, job_id: 7, why, was: was.to_owned() };
                assert_eq!(Done::parse(&done.to_string()), Some(done));
            }
            assert_eq!(act.opposite().opposite(), act);
        }
        let hidden = Done::parse("hide.7").unwrap();
        assert_eq!((hidden.undo_url().as_str(), hidden.asks_why()), ("/jobs/7/unhide", true));
        let employer = Done::parse("hide.7.employer").unwrap();
        assert!(employer.is_for_employer() && !employer.asks_why());
        assert_eq!(employer.to_string(), "hide.7.employer");
        assert_eq!(Done::parse("hide.7..7:1#x").unwrap().was, "");
        for text in ["", "hide", "hide.x", "burn.7", "7.hide", "hide.7.x"] {
            assert_eq!(Done::parse(text), None, "{text}");
        }
    }
}
