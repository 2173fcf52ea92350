//! Why a job stands on a person's list.

use crate::models::listing::{Listed, SearchAtSource};

/// "Fits Cook · Berlin", else "JSearch brought it for Cook · Berlin". None: no search of today sees the job.
pub fn sentence(job: &Listed, searches: &[SearchAtSource]) -> Option<String> {
    let first = |ids: &[i32]| searches.iter().find(|search| ids.contains(&search.combination_id)).map(name);
    if let Some(search) = first(&job.fitting_ids) {
        return Some(say!("jobs-why-fits", search = search));
    }
    first(&job.combination_ids).map(|search| say!("jobs-why-brought", source = job.source_label(), search = search))
}

/// Title and place as typed.
fn name(search: &SearchAtSource) -> String {
    say!("jobs-why-search", title = search.title_keyword, place = search.location)
}
