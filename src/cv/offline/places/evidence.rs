//! Evidence that a word of a CV is a place: no name is believed merely because some town has the same name.

use crate::place::{City, CountryCode};
use unicode_normalization::UnicodeNormalization;

/// Towns in the country of the CV with fewer people are believed only where somebody lives or wants to work.
const MIN_AT_HOME: u32 = 15_000;

/// Fewest people of a town in the CV's country by a name from elsewhere ("Breslau"): too many such names are words.
const MIN_OTHER_NAME_AT_HOME: u32 = 200_000;

/// Fewest people of a town in another country than the rest, by its own name.
const MIN_ABROAD: u32 = 250_000;

/// Fewest people of a town abroad in a letterhead or a wish, by its own name.
const MIN_ABROAD_AT_HOME_LINE: u32 = 100_000;

/// Fewest people of a town in another country by a name that is not its own: "Mailand", "Kopenhagen".
const MIN_OTHER_NAME_ABROAD: u32 = 500_000;

/// Position of a name in the CV.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// A country, a region, a postcode or a street stands beside the name, or a label before.
    Proven,
    /// The name stands in a letterhead or a wish.
    Home,
    /// Among jobs, or in a sentence.
    Elsewhere,
}

/// Whether a town of this name is meant.
pub(super) fn is_believed(name: &str, city: &City, home: Option<CountryCode>, standing: Standing) -> bool {
    let is_own = is_own_name(name, city);
    let is_home = home == Some(city.country);
    let least = match (standing, is_home, is_own) {
        (Standing::Proven, _, _) => 0,
        (Standing::Home, true, true) => 0,
        (Standing::Elsewhere, true, true) => MIN_AT_HOME,
        (_, true, false) => MIN_OTHER_NAME_AT_HOME,
        (Standing::Home, false, true) => MIN_ABROAD_AT_HOME_LINE,
        (Standing::Elsewhere, false, true) => MIN_ABROAD,
        (_, false, false) => MIN_OTHER_NAME_ABROAD,
    };
    city.population >= least
}

/// Whether a word is written like a name: no acronym ("PIN", "ELK"), no word of CVs, nothing written small.
pub(super) fn is_written_like_a_place(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let is_acronym = letters <= 4 && !name.chars().any(char::is_lowercase);
    let fold = name.to_lowercase();
    is_capitalised_name(name)
        && !is_acronym
        && !WORDS.contains(&fold.as_str())
        && !TECHNOLOGIES.contains(&fold.as_str())
}

/// Whether a name begins with a capital and holds letters alone: enough where a region or country stands beside it.
pub(super) fn is_capitalised_name(name: &str) -> bool {
    name.starts_with(char::is_uppercase)
        && name.chars().filter(|c| c.is_alphabetic()).count() > 2
        && !name.contains(|c: char| c.is_ascii_digit() || "+#@%$".contains(c))
}

/// The town's name in English or at home, and none of a hundred others.
pub(super) fn is_own_name(name: &str, city: &City) -> bool {
    let name = plain(name);
    let short = |own: &str| plain(own.split([',', '(']).next().unwrap_or_default());
    [city.name(), city.local_name()].iter().any(|own| plain(own) == name || short(own) == name)
}

/// Lower case without marks.
fn plain(name: &str) -> String {
    name.to_lowercase().nfd().filter(|c| c.is_alphanumeric()).collect()
}

/// Words of CVs that are also names of towns, and in a CV never are.
const WORDS: &[&str] = &[
    "mobile",
    "mobil",
    "home",
    "date",
    "of",
    "page",
    "best",
    "most",
    "team",
    "marketing",
    "name",
    "address",
    "link",
    "male",
    "female",
    "man",
    "single",
    "married",
    "sex",
    "indian",
    "hindu",
    "english",
    "engels",
    "polish",
    "german",
    "dutch",
    "french",
    "spanish",
    "inglese",
    "ingles",
    "anglais",
    "other",
    "time",
    "general",
    "central",
    "university",
    "school",
    "college",
    "institute",
    "hospital",
    "office",
    "project",
    "manager",
    "present",
    "current",
    "award",
    "summer",
    "spring",
    "winter",
    "autumn",
    "march",
    "may",
    "dic",
    "ene",
    "abr",
    "ago",
    "lug",
    "giu",
    "gen",
    "set",
    "out",
    "fev",
    "mai",
    "mei",
    "mrt",
    "okt",
    "lis",
    "paź",
    "sty",
    "lut",
    "kwi",
    "maj",
    "cze",
    "lip",
    "sie",
    "wrz",
    "gru",
    "oca",
    "şub",
    "nis",
    "haz",
    "tem",
    "ağu",
    "eyl",
    "eki",
    "kas",
    "ara",
    "ler",
    "goed",
    "azul",
    "bueno",
    "alto",
    "nivel",
    "nativo",
    "media",
    "bien",
    "sehr",
    "gut",
];

/// Techniques and products with a town's name.
const TECHNOLOGIES: &[&str] = &[
    "java",
    "python",
    "ruby",
    "mongo",
    "mocha",
    "oracle",
    "apache",
    "jenkins",
    "ansible",
    "salesforce",
    "excel",
    "word",
    "access",
    "outlook",
    "spark",
    "kafka",
    "hadoop",
    "tomcat",
    "eclipse",
    "delphi",
    "pascal",
    "scala",
    "julia",
    "flask",
    "django",
    "laravel",
    "swift",
    "kotlin",
    "dart",
    "phoenix",
    "chef",
    "puppet",
    "vagrant",
    "splunk",
    "tableau",
    "cassandra",
    "redis",
    "bash",
    "perl",
    "basic",
    "cobol",
    "fortran",
    "google",
    "azure",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Place;

    #[test]
    fn words_acronyms_and_techniques_are_no_places() {
        for word in ["PIN", "ELK", "LA", "AHU", "Male", "Dic", "Paź", "Mongo", "leeds", "Engels", "C++", "R2"] {
            assert!(!is_written_like_a_place(word), "{word}");
        }
        for name in ["Leeds", "PARIS", "São Paulo", "Ulm", "New York"] {
            assert!(is_written_like_a_place(name), "{name}");
        }
    }

    #[test]
    fn a_bare_name_abroad_is_believed_of_a_big_town_only() {
        let germany = Some(CountryCode::GERMANY);
        for (name, home, standing, believed) in [
            ("Celle", germany, Standing::Home, true),
            ("Celle", None, Standing::Home, false),
            ("Celle", None, Standing::Proven, true),
            ("Vienna", germany, Standing::Elsewhere, true),
            ("Mailand", germany, Standing::Elsewhere, true),
            ("Nokia", germany, Standing::Elsewhere, false),
            ("Hitachi", germany, Standing::Elsewhere, false),
            ("Diez", "fr".parse().ok(), Standing::Home, false),
        ] {
            let city = Place::city_named(name).unwrap();
            assert_eq!(is_believed(name, city, home, standing), believed, "{name} {standing:?}");
        }
    }
}
