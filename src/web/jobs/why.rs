//! Why a job stands on a person's list.

use crate::filters::Filters;
use crate::fits::{Stated, Wanted, fits};
use crate::models::listing::{Listed, SearchAtSource};
use crate::place::{CountryCode, Place};

/// Between the places of a job, as sources keep them.
const BETWEEN: &str = "; ";

/// A person's combinations, prepared for the jobs of a page.
pub(super) struct Reasons {
    all: Vec<Reason>,
    home: CountryCode,
}

struct Reason {
    combination_id: i32,
    /// Title and place as typed.
    search: String,
    wanted: Wanted,
}

impl Reasons {
    /// Each combination of these searches once.
    pub(super) fn of(searches: &[SearchAtSource], home: CountryCode) -> Self {
        let mut all: Vec<Reason> = Vec::new();
        for search in searches {
            if all.iter().any(|known| known.combination_id == search.combination_id) {
                continue;
            }
            // A search was readable when it was saved.
            let Ok(place) = Place::parse(&search.location, home) else { continue };
            all.push(Reason {
                combination_id: search.combination_id,
                search: say!("jobs-why-search", title = search.title_keyword, place = search.location),
                // Filters were judged by the list.
                wanted: Wanted::new(&search.title_keyword, place, Filters::default()),
            });
        }
        Self { all, home }
    }

    /// "Fits Cook · Berlin", else "JSearch brought it for Cook · Berlin". None: no search of today brought it.
    pub(super) fn sentence(&self, job: &Listed) -> Option<String> {
        let places = job.location.split(BETWEEN).filter_map(|place| Place::parse(place, self.home).ok()).collect();
        let stated = Stated::new(&job.title, places).with_filters(job.work_arrangement.as_deref(), &[], None, &[]);
        let brought = || self.all.iter().filter(|one| job.combination_ids.contains(&one.combination_id));
        if let Some(fitting) = brought().find(|one| fits(&one.wanted, &stated)) {
            return Some(say!("jobs-why-fits", search = fitting.search));
        }
        brought().next().map(|one| say!("jobs-why-brought", source = job.source_label(), search = one.search))
    }
}
