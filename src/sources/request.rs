//! Requests: the questions that a source can really be asked for a combination.
//!
//! Combinations that a source cannot tell apart give the same [`Request`], and so are bought once. JSearch knows none
//! of the filters, so all filter variants of a title and place share a single request.

use super::Source;
use crate::combination::Combination;
use crate::filters::{EmploymentType, Filters, Industry, Seniority, WorkArrangement};
use crate::place::{Area, CountryCode, Place};

/// Most members of an area asked of a source that knows one country at a time: each member is a separate purchase.
pub const MOST_OF_AN_AREA: usize = 5;

/// A question to one source. Equal requests have equal keys, and a key alone is enough to ask again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    source: Source,
    title: String,
    place: Place,
    filters: Filters,
}

impl Request {
    /// Question to `source` for a combination.
    pub fn of(source: Source, combination: &Combination) -> Self {
        // Place by its key, so that a spelling never changes the question.
        let place = combination.place();
        Self {
            source,
            title: plain_words(combination.title_key()),
            place: Place::from_key(&place.key()).unwrap_or_else(|| place.clone()),
            filters: without_what_goes_without_saying(place, applicable(source, combination.filters())),
        }
    }

    /// All questions to `source` for a combination: one request, or several for an area that does not fit into one.
    /// JSearch searches in a country or around a town; Active Jobs DB takes a list of places.
    pub fn all_of(source: Source, combination: &Combination, home: CountryCode) -> Vec<Self> {
        let one = Self::of(source, combination);
        if source == Source::ActiveJobs {
            return vec![one];
        }
        let (area, is_remote) = match one.place {
            Place::Area(area) => (area, false),
            Place::RemoteIn(area) => (area, true),
            _ => return vec![one],
        };
        let asked = asked_of(area, home).into_iter().map(|member| match member {
            Place::Country(country) if is_remote => Place::Remote { country: Some(country) },
            member => member,
        });
        asked.map(|place| Self { place, ..one.clone() }).collect()
    }

    /// Same request for another place.
    pub fn in_place(&self, place: Place) -> Self {
        Self { place, ..self.clone() }
    }

    /// Source of the request.
    pub fn source(&self) -> Source {
        self.source
    }

    /// Folded title, free of a search box's grammar.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Place in the source's question.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Filters that the source applies, and no others.
    pub fn filters(&self) -> &Filters {
        &self.filters
    }

    /// Canonical text of the request, unique within its source: a JSON list of title, place and filters, null for a
    /// missing filter.
    pub fn key(&self) -> String {
        let filters = &self.filters;
        let key: Key = (
            self.title.clone(),
            self.place.key(),
            filters.work_arrangement,
            filters.employment_type,
            filters.seniority,
            filters.industry,
        );
        serde_json::to_string(&key).expect("texts and names serialise")
    }

    /// Request by its key; None: no key of this source.
    pub fn from_key(source: Source, key: &str) -> Option<Self> {
        let (title, place, work_arrangement, employment_type, seniority, industry): Key =
            serde_json::from_str(key).ok()?;
        let request = Self {
            source,
            title,
            place: Place::from_key(&place)?,
            filters: Filters { work_arrangement, employment_type, seniority, industry },
        };
        let is_canonical = plain_words(&request.title) == request.title
            && applicable(source, &request.filters) == request.filters
            && request.key() == key;
        is_canonical.then_some(request)
    }

    /// Request as people read it: `data scientist in Munich, Germany (Hybrid, Senior)`.
    pub fn label(&self) -> String {
        let filters: Vec<&str> = [
            self.filters.work_arrangement.map(WorkArrangement::as_str),
            self.filters.employment_type.map(EmploymentType::as_str),
            self.filters.seniority.map(Seniority::as_str),
            self.filters.industry.map(Industry::as_str),
        ]
        .into_iter()
        .flatten()
        .collect();
        let place = match &self.place {
            Place::Anywhere => "anywhere".to_owned(),
            Place::Remote { country: None } => "remote".to_owned(),
            Place::Remote { country: Some(country) } => {
                format!("remote in {}", country.english_name())
            }
            Place::RemoteIn(area) => format!("remote in {}", area.name),
            place => format!("in {}", place.english_name()),
        };
        if filters.is_empty() {
            format!("{} {place}", self.title)
        } else {
            format!("{} {place} ({})", self.title, filters.join(", "))
        }
    }
}

/// Members of an area that JSearch is asked for: the home country first, then the greater job markets.
fn asked_of(area: &Area, home: CountryCode) -> Vec<Place> {
    let mut members: Vec<Place> = area.members().collect();
    members.sort_by_key(|member| *member != Place::Country(home));
    members.truncate(MOST_OF_AN_AREA);
    members
}

/// Names of an area's members that JSearch is not asked for, in the members' order; empty for any other place.
pub fn left_out(place: &Place, home: CountryCode) -> Vec<String> {
    let (Place::Area(area) | Place::RemoteIn(area)) = place else { return Vec::new() };
    let asked = asked_of(area, home);
    area.members().filter(|member| !asked.contains(member)).map(|member| member.name()).collect()
}

/// Parts of a key: title, place, work arrangement, employment type, seniority, industry.
type Key = (String, String, Option<WorkArrangement>, Option<EmploymentType>, Option<Seniority>, Option<Industry>);

fn applicable(source: Source, filters: &Filters) -> Filters {
    match source {
        Source::JSearch => Filters::default(),
        Source::ActiveJobs => *filters,
    }
}

/// Filters without the redundant: a remote place already asks for [`WorkArrangement::RemoteOk`].
fn without_what_goes_without_saying(place: &Place, filters: Filters) -> Filters {
    let is_said = place.is_remote() && filters.work_arrangement == Some(WorkArrangement::RemoteOk);
    if is_said { Filters { work_arrangement: None, ..filters } } else { filters }
}

/// Title without search-box grammar: no quotes, brackets, colons, bars or wildcards, and no sign before a word that
/// would exclude or demand the word. `OR` counts in capitals only, and titles are folded to small letters.
fn plain_words(title: &str) -> String {
    const GRAMMAR: &[char] =
        &['"', '\u{201c}', '\u{201d}', '\u{201e}', '\\', '(', ')', '[', ']', ':', '|', '*', '<', '>'];
    const SIGNS: &[char] = &['-', '\u{2013}', '\u{2014}', '+', '~', '!'];
    title
        .to_lowercase()
        .split(|c: char| c.is_whitespace() || c.is_control() || GRAMMAR.contains(&c))
        .map(|word| word.trim_start_matches(SIGNS))
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn combination(title: &str, place: &str, filters: Filters) -> Combination {
        let germany = "de".parse().expect("a country");
        Combination::parse(title, place, filters, germany).expect("a combination")
    }

    fn senior() -> Filters {
        Filters { seniority: Some(Seniority::Senior), ..Filters::default() }
    }

    #[test]
    fn jsearch_is_asked_the_same_whatever_the_filters() {
        let plain = combination("Data Scientist", "Berlin", Filters::default());
        let filtered = combination("Data Scientist", "Berlin", senior());
        let ask = |source, combination| Request::of(source, combination).key();
        assert_eq!(ask(Source::JSearch, &plain), ask(Source::JSearch, &filtered));
        assert_ne!(ask(Source::ActiveJobs, &plain), ask(Source::ActiveJobs, &filtered));
    }

    #[test]
    fn combinations_that_ask_a_source_the_same_question_share_one_request() {
        let arranged = |work_arrangement| Filters { work_arrangement, ..Filters::default() };
        let key = |place, filters| Request::of(Source::ActiveJobs, &combination("Nurse", place, filters)).key();
        let [none, ok, solely] = [None, Some(WorkArrangement::RemoteOk), Some(WorkArrangement::RemoteSolely)];
        assert_eq!(key("Remote", arranged(none)), key("Remote", arranged(ok)));
        assert_ne!(key("Remote", arranged(none)), key("Remote", arranged(solely)));
        assert_ne!(key("Berlin", arranged(none)), key("Berlin", arranged(ok)));
    }

    #[test]
    fn an_area_is_asked_for_as_far_as_each_source_can_be_asked() {
        let home: CountryCode = "at".parse().expect("a country");
        let places = |source, place| -> Vec<String> {
            let requests = Request::all_of(source, &combination("Nurse", place, senior()), home);
            requests.iter().map(|request| request.place().english_name()).collect()
        };
        assert_eq!(places(Source::JSearch, "DACH"), ["Austria", "Germany", "Switzerland"]);
        assert_eq!(places(Source::JSearch, "EU"), ["Austria", "Germany", "France", "Italy", "Spain"]);
        assert_eq!(places(Source::JSearch, "Remote (DACH)")[0], "Remote (Austria)");
        assert_eq!(places(Source::JSearch, "Ruhrgebiet"), ["Essen", "Dortmund"]);
        assert_eq!(places(Source::ActiveJobs, "EU"), ["European Union"]);
        assert_eq!(places(Source::JSearch, "Berlin"), ["Berlin"]);
        let eu = combination("Nurse", "EU", senior());
        assert_eq!(left_out(eu.place(), home).len(), 27 - MOST_OF_AN_AREA);
    }

    #[test]
    fn a_member_of_an_area_is_the_same_request_as_the_country_alone() {
        let germany = Request::of(Source::JSearch, &combination("Nurse", "Germany", senior()));
        let home: CountryCode = "de".parse().expect("a country");
        let dach = Request::all_of(Source::JSearch, &combination("Nurse", "DACH", Filters::default()), home);
        assert!(dach.iter().any(|one| one.key() == germany.key()));
    }

    #[test]
    fn a_key_is_enough_to_ask_again() {
        let places =
            ["Berlin", "Germany", "Remote", "Anywhere", "Paris, Texas", "Hintertupfing", "EU", "Remote (DACH)"];
        for place in places {
            for source in Source::ALL {
                let request = Request::of(*source, &combination("C++ Developer", place, senior()));
                let again = Request::from_key(*source, &request.key());
                assert_eq!(again.as_ref(), Some(&request), "{place}");
            }
        }
    }

    #[test]
    fn how_an_unknown_place_is_written_changes_nothing_that_is_sent() {
        let typed = |place| {
            let request = Request::of(Source::ActiveJobs, &combination("Nurse", place, senior()));
            request.place().english_name()
        };
        assert_eq!(typed("Hintertupfing"), typed("HINTERTUPFING"));
    }

    #[test]
    fn a_text_that_is_no_key_gives_no_request() {
        let berlin = Request::of(Source::ActiveJobs, &combination("Nurse", "Berlin", senior()));
        assert_eq!(Request::from_key(Source::JSearch, &berlin.key()), None, "it has a filter");
        let shouted = berlin.key().replace("nurse", "NURSE");
        assert_eq!(Request::from_key(Source::ActiveJobs, &shouted), None);
        assert_eq!(Request::from_key(Source::ActiveJobs, "nurse"), None);
    }

    #[test]
    fn grammar_characters_are_no_part_of_a_title() {
        assert_eq!(plain_words("-Manager OR \"Nurse\""), "manager or nurse");
        assert_eq!(plain_words("sales (field) - manager: north|south"), "sales field manager north south");
        assert_eq!(plain_words("c++ & .net developer"), "c++ & .net developer");
        assert_eq!(plain_words("r&d engineer e-commerce"), "r&d engineer e-commerce");
    }

    #[test]
    fn a_label_reads_as_a_phrase() {
        let label =
            |place, filters| Request::of(Source::ActiveJobs, &combination("Data Scientist", place, filters)).label();
        assert_eq!(label("Germany", senior()), "data scientist in Germany (Senior)");
        assert_eq!(label("anywhere", Filters::default()), "data scientist anywhere");
    }
}
