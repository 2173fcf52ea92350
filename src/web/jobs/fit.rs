//! How well a job fits, in words.

use crate::fits::score::{Level, Parts};
use crate::fits::{Closeness, Nearness};
use crate::models::listing::SearchAtSource;
use crate::models::listing::ranking::{Judged, WantedPlace};

/// A level with its parts, for a row of the list.
pub(in crate::web) struct FitWords {
    /// CSS class of the level.
    pub look: &'static str,
    /// The level: "Very good match"
    pub level: String,
    /// The parts of the fit: "same title, in Berlin, your CV: Python"
    pub parts: String,
}

/// How a job fits its best search; None: there is no search for comparison. `own_words` are the CV's.
pub(in crate::web) fn words(judged: &Judged, searches: &[SearchAtSource], own_words: &[String]) -> Option<FitWords> {
    let fit = judged.fit?;
    let search = searches.iter().find(|search| search.combination_id == fit.combination_id)?;
    let level = fit.parts.level();
    let parts = [
        Some(title(fit.parts.title)),
        place(fit.parts.place, fit.wanted, &search.location),
        filters(&fit.parts),
        of_cv(judged, own_words),
    ];
    let parts = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    Some(FitWords { look: look(level), level: named(level), parts })
}

fn look(level: Level) -> &'static str {
    match level {
        Level::VeryWell => "very-well",
        Level::Well => "well",
        Level::Partly => "partly",
        Level::Loosely => "loosely",
    }
}

fn named(level: Level) -> String {
    match level {
        Level::VeryWell => say!("jobs-fit-very-well"),
        Level::Well => say!("jobs-fit-well"),
        Level::Partly => say!("jobs-fit-partly"),
        Level::Loosely => say!("jobs-fit-loosely"),
    }
}

fn title(closeness: Closeness) -> String {
    match closeness {
        Closeness::Same => say!("jobs-fit-title-same"),
        Closeness::Holds => say!("jobs-fit-title-holds"),
        Closeness::Words => say!("jobs-fit-title-words"),
        Closeness::Related => say!("jobs-fit-title-related"),
        Closeness::Akin => say!("jobs-fit-title-akin"),
        Closeness::Other => say!("jobs-fit-title-other"),
    }
}

/// How near the place is, in words; None: any place is wanted.
fn place(nearness: Nearness, wanted: WantedPlace, name: &str) -> Option<String> {
    Some(match (nearness, wanted) {
        (_, WantedPlace::Any) => return None,
        (Nearness::Inside, WantedPlace::Home) | (Nearness::Remote, _) => say!("jobs-fit-place-remote"),
        (Nearness::Inside, WantedPlace::Named) => say!("jobs-fit-place-inside", place = name),
        (Nearness::Around, _) => say!("jobs-fit-place-around", place = name),
        (Nearness::SameCountry, _) => say!("jobs-fit-place-country"),
        (Nearness::Unknown, _) => say!("jobs-fit-place-unknown"),
        (Nearness::Elsewhere, _) => say!("jobs-fit-place-elsewhere"),
    })
}

/// The fit of the filters, in words; None: the search asks for none.
fn filters(parts: &Parts) -> Option<String> {
    (parts.asked > 0).then(|| say!("jobs-fit-filters", met = parts.met, asked = parts.asked))
}

/// The first words of the CV in the job; None: the job has none.
fn of_cv(judged: &Judged, own_words: &[String]) -> Option<String> {
    const SHOWN: usize = 4;
    let word = |nth: &i64| own_words.get(usize::try_from(*nth).ok()?.checked_sub(1)?).map(String::as_str);
    let found: Vec<&str> = judged.job.own_words.iter().filter_map(word).take(SHOWN).collect();
    (!found.is_empty()).then(|| say!("jobs-fit-words", words = found.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_that_is_none_is_not_named() {
        let told = |wanted, name| place(Nearness::Inside, wanted, name);
        assert_eq!(told(WantedPlace::Named, "Berlin").as_deref(), Some("in Berlin"));
        assert_eq!(told(WantedPlace::Home, "Remote, Germany").as_deref(), Some("remote"));
        assert_eq!(told(WantedPlace::Any, "Anywhere"), None);
    }
}
