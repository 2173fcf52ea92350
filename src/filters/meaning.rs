//! Meanings of filters: demand, match and inclusion. Pure.
//!
//! Only these tables decide how sources are asked, lists made and purchases shared.

use super::{EmploymentType, Filters, Industry, Seniority, WorkArrangement};
use crate::closed_list;

closed_list! {
    "a stated work arrangement";
    /// Work arrangements, as postings state them.
    pub enum StatedArrangement {
        /// At the employer's place.
        OnSite = "On-site",
        /// Partly from home.
        Hybrid = "Hybrid",
        /// Remote, without a word on whether by choice or as the only way.
        Remote = "Remote",
        /// From home, by choice.
        RemoteOk = "Remote OK",
        /// From home, as the only way.
        RemoteSolely = "Remote Solely",
    }
}

impl StatedArrangement {
    /// Possible arrangements of a posting, as far as stated.
    pub const fn possible(self) -> &'static [WorkArrangement] {
        match self {
            Self::OnSite => &[WorkArrangement::OnSite],
            Self::Hybrid => &[WorkArrangement::Hybrid],
            Self::Remote => &[WorkArrangement::RemoteOk, WorkArrangement::RemoteSolely],
            Self::RemoteOk => &[WorkArrangement::RemoteOk],
            Self::RemoteSolely => &[WorkArrangement::RemoteSolely],
        }
    }
}

impl WorkArrangement {
    /// Arrangements that satisfy this filter: where remote is fine, fully remote is.
    pub const fn wanted(self) -> &'static [Self] {
        match self {
            Self::OnSite => &[Self::OnSite],
            Self::Hybrid => &[Self::Hybrid],
            Self::RemoteOk => &[Self::RemoteOk, Self::RemoteSolely],
            Self::RemoteSolely => &[Self::RemoteSolely],
        }
    }

    fn includes(self, narrower: Self) -> bool {
        is_within(narrower.wanted(), self.wanted())
    }

    /// True when a posting with this statement may satisfy the filter.
    pub fn is_met_by(self, stated: StatedArrangement) -> bool {
        stated.possible().iter().any(|possible| self.wanted().contains(possible))
    }
}

/// True when every value of `narrower` is among the values of `wider`.
fn is_within<T: PartialEq>(narrower: &[T], wider: &[T]) -> bool {
    narrower.iter().all(|value| wider.contains(value))
}

impl Seniority {
    /// Seniorities that satisfy this filter: a senior may take jobs for 5 years, and for 10.
    pub const fn wanted(self) -> &'static [Self] {
        match self {
            Self::Junior => &[Self::Junior],
            Self::Mid => &[Self::Mid],
            Self::Senior => &[Self::Senior, Self::Lead],
            Self::Lead => &[Self::Lead],
        }
    }

    fn includes(self, narrower: Self) -> bool {
        is_within(narrower.wanted(), self.wanted())
    }

    /// True when a posting with this statement satisfies the filter.
    pub fn is_met_by(self, stated: Self) -> bool {
        self.wanted().contains(&stated)
    }
}

impl Filters {
    /// All filters that include these, and these filters too.
    pub fn wider(&self) -> Vec<Self> {
        fn options<T: Copy>(own: Option<T>, all: &[T], includes: impl Fn(T, T) -> bool) -> Vec<Option<T>> {
            let Some(own) = own else { return vec![None] };
            let including = all.iter().copied().filter(|wider| includes(*wider, own)).map(Some);
            including.chain([None]).collect()
        }
        let arrangements = options(self.work_arrangement, WorkArrangement::ALL, WorkArrangement::includes);
        let types = options(self.employment_type, EmploymentType::ALL, |wider, own| wider == own);
        let levels = options(self.seniority, Seniority::ALL, Seniority::includes);
        let industries = options(self.industry, Industry::ALL, |wider, own| wider == own);
        let mut all = vec![*self];
        all = all
            .into_iter()
            .flat_map(|one| arrangements.iter().map(move |&it| Self { work_arrangement: it, ..one }))
            .collect();
        all =
            all.into_iter().flat_map(|one| types.iter().map(move |&it| Self { employment_type: it, ..one })).collect();
        all = all.into_iter().flat_map(|one| levels.iter().map(move |&it| Self { seniority: it, ..one })).collect();
        all.into_iter().flat_map(|one| industries.iter().map(move |&it| Self { industry: it, ..one })).collect()
    }

    /// True when these filters ask for every job of `narrower`.
    pub fn include(&self, narrower: &Self) -> bool {
        fn all<T>(wider: Option<T>, narrower: Option<T>, includes: impl Fn(T, T) -> bool) -> bool {
            wider.is_none_or(|wider| narrower.is_some_and(|narrower| includes(wider, narrower)))
        }
        all(self.work_arrangement, narrower.work_arrangement, WorkArrangement::includes)
            && all(self.seniority, narrower.seniority, Seniority::includes)
            && all(self.employment_type, narrower.employment_type, |wider, narrower| wider == narrower)
            && all(self.industry, narrower.industry, |wider, narrower| wider == narrower)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stated_arrangement_meets_the_filters_that_it_may_mean() {
        use WorkArrangement::{Hybrid, OnSite, RemoteOk, RemoteSolely};
        let met = |stated: StatedArrangement| {
            let filters = WorkArrangement::ALL.iter().copied();
            filters.filter(|filter| filter.is_met_by(stated)).collect::<Vec<_>>()
        };
        assert_eq!(met(StatedArrangement::OnSite), [OnSite]);
        assert_eq!(met(StatedArrangement::Hybrid), [Hybrid]);
        assert_eq!(met(StatedArrangement::Remote), [RemoteOk, RemoteSolely]);
        assert_eq!(met(StatedArrangement::RemoteOk), [RemoteOk]);
        assert_eq!(met(StatedArrangement::RemoteSolely), [RemoteOk, RemoteSolely]);
    }

    #[test]
    fn senior_includes_ten_years_and_lead_asks_for_them_alone() {
        use Seniority::{Junior, Lead, Mid, Senior};
        let met = |stated| Seniority::ALL.iter().copied().filter(|filter| filter.is_met_by(stated)).collect::<Vec<_>>();
        assert_eq!([Junior, Mid, Senior].map(met), [vec![Junior], vec![Mid], vec![Senior]]);
        assert_eq!(met(Lead), [Senior, Lead]);
    }

    #[test]
    fn filters_include_what_asks_for_no_other_job() {
        let arranged = |work_arrangement| Filters { work_arrangement: Some(work_arrangement), ..Filters::default() };
        let levelled = |seniority| Filters { seniority: Some(seniority), ..Filters::default() };
        let any = Filters::default();
        let [ok, solely] = [WorkArrangement::RemoteOk, WorkArrangement::RemoteSolely].map(arranged);
        let [senior, lead] = [Seniority::Senior, Seniority::Lead].map(levelled);
        let full_time = Filters { employment_type: Some(EmploymentType::FullTime), ..ok };
        for (wider, narrower) in [(&any, &any), (&any, &ok), (&ok, &solely), (&senior, &lead), (&ok, &full_time)] {
            assert!(wider.include(narrower), "{wider:?} {narrower:?}");
            assert!(wider == narrower || !narrower.include(wider), "{narrower:?} {wider:?}");
        }
        for (one, other) in [(&solely, &senior), (&full_time, &solely)] {
            assert!(!one.include(other) && !other.include(one), "{one:?} {other:?}");
        }
    }

    #[test]
    fn wider_filters_are_those_that_include_these() {
        let some = |text: &str| Filters {
            work_arrangement: text.contains('r').then_some(WorkArrangement::RemoteSolely),
            employment_type: text.contains('f').then_some(EmploymentType::FullTime),
            seniority: text.contains('l').then_some(Seniority::Lead),
            industry: text.contains('i').then(|| Industry::ALL[3]),
        };
        let names = |one: &Filters| one.names();
        let all: Vec<Filters> = ["", "r", "f", "l", "i", "rf", "rl", "fi", "rfl", "rfli"].map(some).into();
        for narrower in &all {
            let wider = narrower.wider();
            assert!(wider.iter().all(|one| one.include(narrower)), "{narrower:?}");
            for one in all.iter().flat_map(Filters::wider) {
                assert_eq!(wider.contains(&one), one.include(narrower), "{:?} {:?}", names(&one), names(narrower));
            }
        }
        assert_eq!([some(""), some("i"), some("l"), some("rl")].map(|one| one.wider().len()), [1, 2, 3, 9]);
    }

    #[test]
    fn including_never_contradicts_what_meets_a_filter() {
        for wider in WorkArrangement::ALL {
            for narrower in WorkArrangement::ALL {
                let arranged = |one: &WorkArrangement| Filters { work_arrangement: Some(*one), ..Filters::default() };
                let is_wider = StatedArrangement::ALL
                    .iter()
                    .filter(|stated| stated.possible().len() == 1 && narrower.is_met_by(**stated))
                    .all(|stated| wider.is_met_by(*stated));
                assert_eq!(arranged(wider).include(&arranged(narrower)), is_wider, "{wider} {narrower}");
            }
        }
    }
}
