//! Forms of a title that text search takes for different words, though employers use either.

use super::Request;
use crate::place::Place;

/// Endings of German occupations, to which "/in" is added for women and men.
const ENDINGS: [&str; 10] = ["er", "or", "eur", "ist", "ent", "ant", "oge", "ekt", "wirt", "at"];

/// Length below which no word has such an ending.
const SHORTEST: usize = 5;

/// Countries where German is written.
const COUNTRIES: [&str; 5] = ["de", "at", "ch", "li", "lu"];

impl Request {
    /// Titles to ask of a source with text search, the request's own first. "Softwareentwickler/in" is a single word to
    /// PostgreSQL's parser, and holds no "softwareentwickler"; with "*in", ":in" and "_in" it does.
    pub fn titles(&self) -> Vec<String> {
        let own = self.title().to_owned();
        let last = own.rsplit(' ').next().unwrap_or_default();
        let is_for_people = last.chars().count() >= SHORTEST
            && last.chars().all(char::is_alphabetic)
            && ENDINGS.iter().any(|ending| last.ends_with(ending));
        if is_for_people && is_german_written(self.place()) {
            let both = format!("{own}/in");
            return vec![own, both];
        }
        vec![own]
    }
}

fn is_german_written(place: &Place) -> bool {
    let is_so = |country: &str| COUNTRIES.contains(&country);
    match place {
        Place::Country(country) | Place::Unknown { country, .. } | Place::Remote { country: Some(country) } => {
            is_so(country.as_str())
        }
        Place::Region(region) => is_so(region.country.as_str()),
        Place::City(city) => is_so(city.country.as_str()),
        Place::Area(area) | Place::RemoteIn(area) => area.members().any(|member| is_german_written(&member)),
        Place::Anywhere | Place::Remote { country: None } => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::combination::Combination;
    use crate::filters::Filters;
    use crate::place::CountryCode;
    use crate::sources::Source;

    fn titles(title: &str, place: &str) -> Vec<String> {
        let combination = Combination::parse(title, place, Filters::default(), CountryCode::GERMANY).unwrap();
        Request::of(Source::ActiveJobs, &combination).titles()
    }

    #[test]
    fn where_german_is_written_a_job_is_looked_for_as_women_and_men_are_addressed() {
        let both = ["softwareentwickler", "softwareentwickler/in"];
        for place in
            ["Berlin", "Vienna", "Zurich", "Germany", "Remote (Germany)", "DACH", "Europe", "Bavaria", "Remote"]
        {
            assert_eq!(titles("Softwareentwickler (m/w/d)", place), both, "{place}");
        }
        for place in ["London", "France", "Remote (United Kingdom)", "New York"] {
            assert_eq!(titles("Softwareentwickler", place), both[..1], "{place}");
        }
        let cases = [
            ("Senior Software Engineer", 2),
            ("Erzieher", 2),
            ("Personalreferent", 2),
            ("Biologe", 2),
            ("Architekt", 2),
            ("Volkswirt", 2),
            ("Ingenieur", 2),
            ("Pflegefachkraft", 1),
            ("Nurse", 1),
            ("C++", 1),
            ("Koch", 1),
            ("Engineer II", 1),
        ];
        for (title, many) in cases {
            assert_eq!(titles(title, "Berlin").len(), many, "{title}");
        }
    }
}
