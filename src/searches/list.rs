//! A list as a person types it: checked field by field, and made into wishes. Pure.

use crate::combination::{Combination, Title, excluded};
use crate::cv::is_title;
use crate::filters::Filters;
use crate::place::{self, CountryCode, Meant};
use crate::typed::{clean, fold};
use std::collections::HashSet;
use std::fmt::Display;
use std::ops::RangeInclusive;

/// Most titles, and most places, of a list.
pub const MAX_LINES: usize = 20;

/// Most characters of a list's name.
pub const MAX_NAME_LENGTH: usize = 100;

/// Priorities that a person may give a list; higher is bought first.
pub const PRIORITIES: RangeInclusive<i32> = 0..=100;

/// A list as typed.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// Name, at most [`MAX_NAME_LENGTH`] characters.
    pub name: String,
    /// Titles, at most [`MAX_LINES`].
    pub titles: Vec<String>,
    /// Places, at most [`MAX_LINES`].
    pub locations: Vec<String>,
    /// Filters of all its searches.
    pub filters: Filters,
    /// Priority, of [`PRIORITIES`].
    pub priority: i32,
}

/// Faults of a list, by field, in plain sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListErrors {
    /// Fault of the list's name.
    pub name: Option<String>,
    /// Fault of the titles.
    pub titles: Option<String>,
    /// Fault of the places.
    pub locations: Option<String>,
    /// Fault of the priority.
    pub priority: Option<String>,
}

impl ListErrors {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// All sentences, in the order of the form.
    pub fn all(self) -> Vec<String> {
        [self.name, self.titles, self.locations, self.priority].into_iter().flatten().collect()
    }
}

/// A wish: a title × a place, as typed and as understood.
#[derive(Clone, Debug)]
pub struct Wish {
    /// Title as typed.
    pub title: String,
    /// Place as typed.
    pub location: String,
    /// Reading of the title or place that may surprise the person: told before money is spent.
    pub surprise: Option<String>,
    /// Meaning of title and place.
    pub combination: Combination,
}

impl List {
    /// Checks the list and makes its wishes; a combination under two spellings makes two wishes.
    ///
    /// # Errors
    ///
    /// [`ListErrors`], with a sentence for every faulty field.
    pub fn wishes(&self, country: CountryCode) -> Result<Vec<Wish>, ListErrors> {
        let titles: Vec<String> = self.titles.iter().flat_map(|line| titles_of(line)).collect();
        let titles = read_lines(&titles, title_lines_error, Title::parse);
        let places = read_lines(&self.locations, place_lines_error, |line| place::read(line, country));
        let errors = ListErrors {
            name: self.name_error(),
            titles: titles.as_ref().err().cloned(),
            locations: places.as_ref().err().cloned(),
            priority: self.priority_error(),
        };
        let (Ok(titles), Ok(places), true) = (titles, places, errors.is_empty()) else { return Err(errors) };
        let places: Vec<Meant> = places.into_iter().flat_map(|(_, places)| places).collect();
        let errors = ListErrors { locations: place_lines_error(places.len()), ..ListErrors::default() };
        if !errors.is_empty() {
            return Err(errors);
        }
        let pairs = titles.iter().flat_map(|title| places.iter().map(move |place| (title, place)));
        Ok(pairs.map(|(title, place)| self.wish(title, place)).collect())
    }

    fn wish(&self, (typed_title, title): &(String, Title), meant: &Meant) -> Wish {
        // A word beside the place is nearer to the wish than a choice for the whole list.
        let work_arrangement = meant.arrangement.or(self.filters.work_arrangement);
        let filters = Filters { work_arrangement, ..self.filters };
        Wish {
            title: typed_title.clone(),
            location: meant.typed.clone(),
            surprise: surprise_of(typed_title, meant),
            combination: Combination::of(title.clone(), meant.place.clone(), filters),
        }
    }

    fn name_error(&self) -> Option<String> {
        match clean(&self.name) {
            Err(unclean) => Some(unclean.to_string()),
            Ok(name) if name.is_empty() || name.chars().count() > MAX_NAME_LENGTH => {
                Some(say!("searches-wrong-name", most = MAX_NAME_LENGTH))
            }
            Ok(_) => None,
        }
    }

    fn priority_error(&self) -> Option<String> {
        (!PRIORITIES.contains(&self.priority))
            .then(|| say!("searches-wrong-priority", least = PRIORITIES.start(), most = PRIORITIES.end()))
    }
}

/// Sentence on words left out of a title, and on a surprising place.
fn surprise_of(title: &str, meant: &Meant) -> Option<String> {
    let excluded = excluded(title);
    let of_title =
        (!excluded.is_empty()).then(|| say!("searches-title-excluded", words = excluded.join(" "), typed = title));
    let of_place = meant.surprise.as_ref().map(|surprise| surprise.sentence(&meant.typed, &meant.place));
    let both: Vec<String> = of_title.into_iter().chain(of_place).collect();
    (!both.is_empty()).then(|| both.join(" "))
}

/// Titles of a line. "Koch, Bäcker" are two titles, since each is a title by itself; "Engineer, Data" and "Head of
/// Sales, EMEA" are single titles.
fn titles_of(line: &str) -> Vec<String> {
    let parts: Vec<&str> = line.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.len() > 1 && parts.iter().all(|part| is_title(part)) {
        return parts.into_iter().map(str::to_owned).collect();
    }
    vec![line.to_owned()]
}

/// Lines with their meanings, or the fault of the first unreadable line. Too many lines are not read.
fn read_lines<T, E: Display>(
    lines: &[String],
    error: impl Fn(usize) -> Option<String>,
    read: impl Fn(&str) -> Result<T, E>,
) -> Result<Vec<(String, T)>, String> {
    if let Some(error) = error(lines.len()) {
        return Err(error);
    }
    let named = |line: &String, why: E| match lines.len() {
        1 => why.to_string(),
        _ => say!("searches-wrong-line", line = beginning(line), why = why.to_string()),
    };
    lines.iter().map(|line| read(line).map(|meaning| (line.clone(), meaning)).map_err(|why| named(line, why))).collect()
}

/// The beginning of a line, enough to find the line again.
fn beginning(line: &str) -> String {
    let plain: String = line.chars().filter(|c| !c.is_control()).collect();
    match plain.char_indices().nth(30) {
        Some((end, _)) => format!("{}…", &plain[..end]),
        None => plain,
    }
}

/// Fault of a number of titles.
fn title_lines_error(count: usize) -> Option<String> {
    match count {
        0 => Some(say!("searches-wrong-no-title")),
        1..=MAX_LINES => None,
        _ => Some(say!("searches-wrong-many-titles", most = MAX_LINES, count = count)),
    }
}

/// Fault of a number of places.
fn place_lines_error(count: usize) -> Option<String> {
    match count {
        0 => Some(say!("searches-wrong-no-place")),
        1..=MAX_LINES => None,
        _ => Some(say!("searches-wrong-many-places", most = MAX_LINES, count = count)),
    }
}

/// Non-empty lines, each once, in their order.
pub fn lines(text: &str) -> Vec<String> {
    let mut seen = HashSet::new();
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.filter(|line| seen.insert(line.to_lowercase())).map(str::to_owned).collect()
}

/// Priority as typed; blank is the usual priority. None: no whole number, or a number outside the range.
pub fn priority(typed: &str) -> Option<i32> {
    let typed = fold(typed);
    if typed.is_empty() { Some(0) } else { typed.parse().ok().filter(|number| PRIORITIES.contains(number)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filters::WorkArrangement;

    fn list(title: &str, place: &str) -> List {
        List { name: "L".to_owned(), titles: lines(title), locations: lines(place), ..List::default() }
    }

    fn wishes(title: &str, place: &str) -> Vec<(String, String)> {
        let wishes = list(title, place).wishes(CountryCode::GERMANY).unwrap();
        wishes.into_iter().map(|wish| (wish.title, wish.combination.place().english_name())).collect()
    }

    #[test]
    fn the_longest_list_is_linked_at_once() {
        const { assert!(MAX_LINES * MAX_LINES <= crate::models::topic::OF_A_LIST) }
    }

    #[test]
    fn titles_on_one_line_are_told_apart_where_each_is_one_by_itself() {
        let titles =
            |line: &str| -> Vec<String> { wishes(line, "Berlin").into_iter().map(|(title, _)| title).collect() };
        assert_eq!(titles("Koch, Bäcker"), ["Koch", "Bäcker"]);
        assert_eq!(titles("Nurse; Physiotherapist"), ["Nurse", "Physiotherapist"]);
        assert_eq!(titles("Engineer, Data"), ["Engineer, Data"]);
        assert_eq!(titles("Head of Sales, EMEA"), ["Head of Sales, EMEA"]);
        assert_eq!(titles("Koch/Köchin"), ["Koch/Köchin"]);
    }

    #[test]
    fn places_on_one_line_are_a_search_each() {
        let places = |line: &str| -> Vec<String> { wishes("Koch", line).into_iter().map(|(_, place)| place).collect() };
        assert_eq!(places("Berlin, Hamburg"), ["Berlin", "Hamburg"]);
        assert_eq!(places("Berlin or remote"), ["Berlin", "Remote (Germany)"]);
        assert_eq!(places("DACH"), ["DACH"]);
    }

    #[test]
    fn what_a_line_says_about_how_the_work_is_done_is_a_filter_of_its_searches() {
        let arrangements = |place: &str, chosen: Option<WorkArrangement>| -> Vec<Option<WorkArrangement>> {
            let filters = Filters { work_arrangement: chosen, ..Filters::default() };
            let wishes = List { filters, ..list("Koch", place) }.wishes(CountryCode::GERMANY).unwrap();
            wishes.iter().map(|wish| wish.combination.filters().work_arrangement).collect()
        };
        let [on_site, hybrid] = [WorkArrangement::OnSite, WorkArrangement::Hybrid].map(Some);
        assert_eq!(arrangements("Berlin (hybrid)\nHybrid, Munich\nUlm", None), [hybrid, hybrid, None]);
        assert_eq!(arrangements("on-site Berlin\nUlm", hybrid), [on_site, hybrid], "the line is nearer than the list");
        assert_eq!(arrangements("Berlin (hybrid or remote)", None), [hybrid, None]);
    }

    #[test]
    fn what_would_surprise_is_said() {
        let said =
            |title: &str, place: &str| list(title, place).wishes(CountryCode::GERMANY).unwrap()[0].surprise.clone();
        assert_eq!(said("Koch", "Berlin"), None);
        assert!(said("Koch", "Posemuckel").unwrap().contains("no place that we know"));
        assert!(said("Koch", "Boston").unwrap().contains("United States"));
        assert!(said("Koch -junior", "Berlin").unwrap().contains("-junior"));
    }
}
