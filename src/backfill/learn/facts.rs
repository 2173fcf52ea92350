//! Facts shown by counted postings. Pure.

use crate::models::capability::{CapabilityState, Checks, Compared};

/// Postings enough as evidence by themselves: one or two may be the source's error.
const SOME: usize = 3;

/// Values that show how often a fact is unstated.
const MANY: usize = 1_000;

/// Postings enough to know a share well.
pub(super) const ENOUGH: i64 = 200;

/// Postings enough to know a large share.
pub(super) const A_FEW: i64 = 20;

/// A capability's state with its evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fact {
    /// State shown; `trial`: not enough yet.
    pub state: CapabilityState,
    /// A sentence without its full stop.
    pub evidence: String,
}

impl Fact {
    fn so_far(evidence: String) -> Self {
        Self { state: CapabilityState::Trial, evidence }
    }

    pub(super) fn new(is_so: bool, evidence: String) -> Self {
        Self { state: if is_so { CapabilityState::On } else { CapabilityState::Off }, evidence }
    }

    /// True with too little evidence to tell.
    pub(super) fn is_open(&self) -> bool {
        self.state == CapabilityState::Trial
    }
}

/// Titles of postings whose requests were asked for singly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Titles {
    all: usize,
    /// Titles with the wanted words only once endings are cut and stop words left out.
    by_endings: usize,
    /// Titles without the wanted words in any form.
    otherwise: usize,
}

impl Titles {
    pub(super) fn count(&mut self, as_they_are: bool, by_endings: bool) {
        self.all += 1;
        self.by_endings += usize::from(by_endings && !as_they_are);
        self.otherwise += usize::from(!by_endings && !as_they_are);
    }

    /// Whether the source compares words without their endings. The contrary is never shown: titles in languages other
    /// than English hardly change.
    pub(super) fn shown(self) -> Option<Fact> {
        let Self { all, by_endings, otherwise } = self;
        let found = format!(
            "of {all} postings that were asked for singly {by_endings} have the wanted words with other endings or without \
             stop words alone, and {otherwise} not at all"
        );
        (all > 0).then(|| if by_endings >= SOME { Fact::new(true, found) } else { Fact::so_far(found) })
    }
}

/// How often postings state nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Values {
    filtered: usize,
    unstated_of_filtered: usize,
    others: usize,
    unstated_of_others: usize,
}

impl Values {
    /// Counts a posting's value, stated or not, with or without a filter on it.
    pub(super) fn count(&mut self, is_filtered: bool, is_unstated: bool) {
        let (all, unstated) = match is_filtered {
            true => (&mut self.filtered, &mut self.unstated_of_filtered),
            false => (&mut self.others, &mut self.unstated_of_others),
        };
        *all += 1;
        *unstated += usize::from(is_unstated);
    }

    /// Whether a filter also finds postings without a stated value. Finding none counts as no, where one in fifty other
    /// values is unstated.
    pub(super) fn shown(self) -> Option<Fact> {
        let Self { filtered, unstated_of_filtered: unstated, others, unstated_of_others } = self;
        let is_usual = others >= MANY && unstated_of_others * 50 >= others;
        let is_shown = unstated >= SOME || is_usual && filtered * unstated_of_others >= others * A_FEW as usize;
        let found = format!(
            "{unstated} of {filtered} values that were filtered by are not stated, and {unstated_of_others} of {others} others"
        );
        is_shown.then(|| Fact::new(unstated >= SOME, found))
    }
}

/// Whether the source takes several places in a question. For each area: the number of places with postings of their
/// own, and the number of postings. A single place may simply have most of them.
pub(super) fn several_places(areas: &[(usize, usize)]) -> Option<Fact> {
    if let Some((places, postings)) = areas.iter().find(|(places, _)| *places > 1) {
        let found =
            format!("of {postings} postings for an area some lie in one of its places alone, {places} places in all");
        return Some(Fact::new(true, found));
    }
    let (_, postings) = areas.iter().max_by_key(|(_, postings)| *postings)?;
    Some(Fact::so_far(format!("{postings} postings for an area all lie in one of its places")))
}

/// Whether postings for a town come for its country, too: at least 99 of 100.
pub(super) fn in_countries(compared: Compared) -> Option<Fact> {
    let Compared { jobs, with_wider } = compared;
    by_share(compared, format!("{with_wider} of {jobs} postings for a town or a region came for its country, too"))
}

/// Whether postings for a title come for a shorter title within it, too: at least 99 of 100.
pub(super) fn in_titles(compared: Compared) -> Option<Fact> {
    let Compared { jobs, with_wider } = compared;
    by_share(compared, format!("{with_wider} of {jobs} postings for a title came for a title that stands in it, too"))
}

fn by_share(Compared { jobs, with_wider }: Compared, found: String) -> Option<Fact> {
    match jobs {
        0 => None,
        ENOUGH.. => Some(Fact::new(with_wider * 100 >= jobs * 99, found)),
        A_FEW.. if with_wider * 10 < jobs * 9 => Some(Fact::new(false, found)),
        _ => Some(Fact::so_far(found)),
    }
}

/// Checks with postings that should have been here: over 1 % of the postings, or over 5 % of few.
pub(super) fn is_wrong(checks: Checks) -> Option<Fact> {
    let Checks { jobs, missed } = checks;
    let is_wrong = match jobs {
        ENOUGH.. => missed * 100 > jobs,
        A_FEW.. => missed >= SOME as i64 && missed * 20 > jobs,
        _ => false,
    };
    is_wrong
        .then(|| Fact::new(false, format!("checks brought {jobs} postings, and {missed} of them had not come before")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(fact: Option<Fact>) -> Option<CapabilityState> {
        fact.map(|fact| fact.state)
    }

    const ON: Option<CapabilityState> = Some(CapabilityState::On);
    const OFF: Option<CapabilityState> = Some(CapabilityState::Off);
    const TRIAL: Option<CapabilityState> = Some(CapabilityState::Trial);

    #[test]
    fn three_titles_with_other_endings_show_that_endings_are_cut() {
        for (shown, all, by_endings) in [(ON, 10, 3), (TRIAL, 40, 2), (TRIAL, 5_000, 0), (None, 0, 0)] {
            assert_eq!(state(Titles { all, by_endings, otherwise: 5 }.shown()), shown, "{all} {by_endings}");
        }
        let mut titles = Titles::default();
        for (as_they_are, by_endings) in [(true, true), (true, false), (false, true), (false, false)] {
            titles.count(as_they_are, by_endings);
        }
        assert_eq!(titles, Titles { all: 4, by_endings: 1, otherwise: 1 });
    }

    #[test]
    fn what_is_unstated_without_a_filter_and_never_with_one_is_not_found_by_it() {
        let values = |filtered, unstated_of_filtered, others, unstated_of_others| {
            state(Values { filtered, unstated_of_filtered, others, unstated_of_others }.shown())
        };
        assert_eq!(values(20, 3, 0, 0), ON);
        assert_eq!(values(20, 2, 0, 0), None);
        assert_eq!(values(200, 0, 1_000, 140), OFF, "28 were to be expected");
        assert_eq!(values(100, 0, 1_000, 140), None, "14 were");
        assert_eq!(values(200, 0, 1_000, 10), None, "it hardly happens at all");
        assert_eq!(values(200, 0, 500, 70), None);
    }

    #[test]
    fn two_places_with_postings_of_their_own_show_that_several_are_taken() {
        for (shown, areas) in [(ON, &[(0, 9), (2, 3)][..]), (TRIAL, &[(1, 2_000)]), (TRIAL, &[(0, 90)]), (None, &[])] {
            assert_eq!(state(several_places(areas)), shown, "{areas:?}");
        }
    }

    #[test]
    fn a_country_holds_its_towns_where_ninety_nine_of_a_hundred_came_for_both() {
        for (shown, jobs, with_wider) in [
            (ON, 200, 198),
            (OFF, 200, 197),
            (OFF, 20, 17),
            (TRIAL, 20, 18),
            (TRIAL, 199, 199),
            (TRIAL, 19, 0),
            (None, 0, 0),
        ] {
            assert_eq!(state(in_countries(Compared { jobs, with_wider })), shown, "{with_wider} of {jobs}");
        }
    }

    #[test]
    fn what_checks_miss_is_wrong_beyond_a_share() {
        for (is_shown, jobs, missed) in [
            (true, 200, 3),
            (false, 200, 2),
            (true, 20, 3),
            (false, 20, 2),
            (false, 100, 5),
            (true, 100, 6),
            (false, 19, 19),
        ] {
            assert_eq!(is_wrong(Checks { jobs, missed }).is_some(), is_shown, "{missed} of {jobs}");
        }
    }
}
