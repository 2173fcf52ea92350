//! What the chart shows: how many days, which sources and purposes, and by which of them its columns are split.

use crate::models::fetch::Purpose;
use crate::sources::Source;
use crate::web::admin::choices::choice;
use crate::web::admin::words;
use crate::web::form::Choice;
use std::str::FromStr;

/// Days of the chart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Range {
    Week,
    #[default]
    Month,
    Quarter,
    /// The period of the plans, days to come included.
    Period,
}

/// What each part of a column stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Split {
    #[default]
    Purpose,
    Source,
}

/// Fields of the choice in an address.
pub(super) const FIELDS: [&str; 4] = ["days", "by", "source", "purpose"];

/// The choice, by the query string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chosen {
    pub range: Range,
    pub split: Split,
    /// Chosen sources out of those with a key; never none of them.
    pub sources: Vec<Source>,
    /// Chosen purposes; never none.
    pub purposes: Vec<Purpose>,
}

impl Range {
    const ALL: [Self; 4] = [Self::Week, Self::Month, Self::Quarter, Self::Period];

    fn as_str(self) -> &'static str {
        match self {
            Self::Week => "7",
            Self::Month => "30",
            Self::Quarter => "90",
            Self::Period => "period",
        }
    }

    /// Days up to today; None: those of the period.
    pub(super) fn days(self) -> Option<u64> {
        match self {
            Self::Week => Some(7),
            Self::Month => Some(30),
            Self::Quarter => Some(90),
            Self::Period => None,
        }
    }

    fn label(self) -> String {
        match self.days() {
            Some(days) => say!("admin-quota-range-days", days = days),
            None => say!("admin-quota-range-period"),
        }
    }
}

impl Split {
    const ALL: [Self; 2] = [Self::Purpose, Self::Source];

    fn as_str(self) -> &'static str {
        match self {
            Self::Purpose => "purpose",
            Self::Source => "source",
        }
    }

    fn label(self) -> String {
        match self {
            Self::Purpose => say!("admin-quota-by-purpose"),
            Self::Source => say!("admin-quota-by-source"),
        }
    }
}

impl Chosen {
    /// Reads a query string. What cannot be read is as usual: the last month, everything, by purpose.
    pub(super) fn parse(query: &str, enabled: &[Source]) -> Self {
        let fields: Vec<(String, String)> = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let one = |name: &str| fields.iter().rfind(|(key, _)| key == name).map(|(_, value)| value.as_str());
        Self {
            range: Range::ALL.into_iter().find(|range| one("days") == Some(range.as_str())).unwrap_or_default(),
            split: Split::ALL.into_iter().find(|split| one("by") == Some(split.as_str())).unwrap_or_default(),
            sources: checked(&fields, "source", enabled),
            purposes: checked(&fields, "purpose", Purpose::ALL),
        }
    }

    pub(super) fn ranges(&self) -> Vec<Choice> {
        let one = |range: Range| choice(range.as_str(), range.label(), Some(self.range.as_str()));
        Range::ALL.into_iter().map(one).collect()
    }

    pub(super) fn splits(&self) -> Vec<Choice> {
        let one = |split: Split| choice(split.as_str(), split.label(), Some(self.split.as_str()));
        Split::ALL.into_iter().map(one).collect()
    }

    /// The boxes of the sources with a key.
    pub(super) fn source_boxes(&self, enabled: &[Source]) -> Vec<Choice> {
        enabled
            .iter()
            .map(|source| ticked(source.as_str(), source.label().to_owned(), self.sources.contains(source)))
            .collect()
    }

    /// The boxes of the purposes.
    pub(super) fn purpose_boxes(&self) -> Vec<Choice> {
        let one = |purpose: &Purpose| ticked(purpose.as_str(), name(purpose), self.purposes.contains(purpose));
        Purpose::ALL.iter().map(one).collect()
    }
}

/// A purpose's name beside the others: a check's own is too long there.
pub(super) fn name(purpose: &Purpose) -> String {
    match purpose {
        Purpose::Audit => say!("admin-quota-check"),
        purpose => words::purpose(purpose),
    }
}

fn ticked(value: &str, label: String, is_chosen: bool) -> Choice {
    Choice { value: value.to_owned(), label, is_chosen }
}

/// The boxes that are ticked, in the order of `all`; where none is, all are.
fn checked<T: Copy + PartialEq + FromStr>(fields: &[(String, String)], name: &str, all: &[T]) -> Vec<T> {
    let typed: Vec<T> =
        fields.iter().filter(|(key, _)| key == name).filter_map(|(_, text)| text.parse().ok()).collect();
    let chosen: Vec<T> = all.iter().copied().filter(|one| typed.contains(one)).collect();
    if chosen.is_empty() { all.to_vec() } else { chosen }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: [Source; 2] = [Source::JSearch, Source::ActiveJobs];

    #[test]
    fn boxes_that_are_ticked_are_shown_and_without_any_everything_is() {
        let chosen = Chosen::parse("days=7&by=source&source=jsearch&purpose=refresh&purpose=audit", &BOTH);
        assert_eq!((chosen.range, chosen.split), (Range::Week, Split::Source));
        assert_eq!(chosen.sources, [Source::JSearch]);
        assert_eq!(chosen.purposes, [Purpose::Refresh, Purpose::Audit]);
        let usual = Chosen::parse("days=odd&by=&source=odd", &BOTH);
        assert_eq!(
            (usual.range, usual.split, usual.sources.len(), usual.purposes.len()),
            (Range::Month, Split::Purpose, 2, 4)
        );
    }

    #[test]
    fn a_source_without_a_key_cannot_be_chosen() {
        assert_eq!(Chosen::parse("source=active_jobs", &BOTH[..1]).sources, [Source::JSearch]);
    }
}
