//! Names of places among the words of a line.

use crate::cv::offline::dates::is_date_word;
use crate::cv::titles::tokens::Token;
use crate::cv::titles::vocabulary::is_title_word;
use crate::place::{City, CountryCode, Place};

/// The longest name of a city, in words.
const MAX_CITY_WORDS: usize = 4;

/// Words that are also names of cities, and in a CV never are.
const NO_CITIES: [&str; 13] =
    ["mobile", "mobil", "home", "date", "of", "page", "best", "most", "team", "marketing", "name", "address", "link"];

/// Words around a city that aren't part of its name.
const FILLERS: [&str; 8] = ["in", "aus", "near", "based", "wohnhaft", "raum", "area", "greater"];

/// Words that a list of places follows.
const BEFORE_LIST: [&str; 16] = [
    "in",
    "to",
    "nach",
    "near",
    "around",
    "nahe",
    "raum",
    "großraum",
    "region",
    "from",
    "aus",
    "for",
    "für",
    "of",
    "bei",
    "im",
];

/// Words that may stand between two places of a list.
const IN_LIST: [&str; 11] = ["or", "oder", "and", "und", "auch", "also", "sowie", "the", "raum", "großraum", "region"];

/// Reads places as somebody who lives in a country means them.
pub(super) struct Reader {
    pub(super) home: CountryCode,
}

impl Reader {
    /// Cities that are all there is between two commas, but for dates and districts: "Zorg Ltd, Leeds, 2019".
    /// With each its position in bytes.
    pub(super) fn segments(&self, tokens: &[Token<'_>], min_population: u32) -> Vec<(usize, Place)> {
        let parts: Vec<&[Token<'_>]> = tokens.chunk_by(|_, next| !next.is_after_break()).collect();
        let mut places = Vec::new();
        let mut index = 0;
        while index < parts.len() {
            let next = parts.get(index + 1).map(|part| text(part)).unwrap_or_default();
            match self.segment(parts[index], &next, min_population) {
                Some((place, with_next)) => {
                    places.push((parts[index][0].start, place));
                    index += if with_next { 2 } else { 1 };
                }
                None => index += 1,
            }
        }
        places
    }

    /// The city that a segment names, and whether the next segment told which of several: "Portland, Oregon".
    fn segment(&self, words: &[Token<'_>], next: &str, min_population: u32) -> Option<(Place, bool)> {
        let is_filler = |word: &Token<'_>| is_date_word(word) || FILLERS.contains(&word.fold.as_str());
        let start = words.iter().position(|word| !is_filler(word))?;
        let end = words.iter().rposition(|word| !is_filler(word))? + 1;
        let name = text(&words[start..end]);
        let city = self.city(&name, end - start).filter(|city| city.population >= min_population)?;
        let precise = self.parse(next).filter(|place| matches!(place, Place::Country(_) | Place::Region(_)));
        let precise = precise.and_then(|_| self.parse(&format!("{name}, {next}")));
        Some(match precise {
            Some(place @ Place::City(_)) => (place, true),
            _ => (Place::City(city), false),
        })
    }

    /// Cities in a list after "in", "to" and the like: "in Köln oder Düsseldorf", "open to Leeds, York or remote".
    /// In a stated wish the list may also begin the line, or follow a comma.
    pub(super) fn listed(&self, tokens: &[Token<'_>], is_wish: bool) -> Vec<(usize, Place)> {
        let mut places = Vec::new();
        let mut index = 0;
        while index < tokens.len() {
            let before = index.checked_sub(1).map(|before| tokens[before].fold.as_str());
            let follows = before.is_some_and(|word| BEFORE_LIST.contains(&word));
            if follows || (is_wish && tokens[index].is_after_break()) {
                index += self.list(&tokens[index..], follows, &mut places).max(1);
            } else {
                index += 1;
            }
        }
        places
    }

    /// Appends the list that begins with the first word; how many words it takes. A list that follows nothing has to
    /// be all there is up to the next comma.
    fn list(&self, tokens: &[Token<'_>], follows: bool, places: &mut Vec<(usize, Place)>) -> usize {
        let in_list = |word: &Token<'_>| IN_LIST.contains(&word.fold.as_str());
        let mut index = 0;
        while let Some((length, place)) = self.place_at(&tokens[index..]) {
            let is_free = tokens.get(index + length).is_none_or(|word| word.is_after_break() || in_list(word));
            if !follows && !is_free {
                break;
            }
            places.push((tokens[index].start, place));
            index += length;
            index += tokens[index..].iter().take_while(|word| in_list(word)).count();
        }
        index
    }

    /// The place that begins with the first of these words, and its length in words.
    fn place_at(&self, tokens: &[Token<'_>]) -> Option<(usize, Place)> {
        let first = tokens.first()?;
        if first.fold == "remote" {
            let is_filter = tokens.get(1).is_some_and(|word| matches!(word.fold.as_str(), "only" | "solely"));
            return (!is_filter).then_some((1, Place::Remote { country: None }));
        }
        let together = tokens.iter().skip(1).take_while(|word| !word.is_after_break()).count() + 1;
        let city = |length: usize| Some((length, Place::City(self.city(&text(&tokens[..length]), length)?)));
        (1..=together.min(MAX_CITY_WORDS)).rev().find_map(city)
    }

    /// The city with this name, if it is written like one and isn't a word of CVs.
    fn city(&self, name: &str, words: usize) -> Option<&'static City> {
        let fold = name.to_lowercase();
        let is_name = name.starts_with(char::is_uppercase) && fold.chars().count() > 2 && words <= MAX_CITY_WORDS;
        if !is_name || NO_CITIES.contains(&fold.as_str()) || (words == 1 && is_title_word(name)) {
            return None;
        }
        let biggest = Place::city_named(name)?;
        match self.parse(name) {
            Some(Place::City(city)) => Some(city),
            _ => Some(biggest),
        }
    }

    fn parse(&self, text: &str) -> Option<Place> {
        Place::parse(text, self.home).ok()
    }
}

/// The words with single spaces.
fn text(tokens: &[Token<'_>]) -> String {
    tokens.iter().map(|word| word.text).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cv::titles::tokens::tokens;

    fn names(places: Vec<(usize, Place)>) -> Vec<String> {
        places.into_iter().map(|(_, place)| place.english_name()).collect()
    }

    fn reader(home: &str) -> Reader {
        Reader { home: home.parse().unwrap() }
    }

    #[test]
    fn a_city_between_commas_is_a_place() {
        let names = |line: &str| names(reader("de").segments(&tokens(line), 0));
        assert_eq!(names("Zorg Ltd, Köln seit 02/2020"), ["Cologne"]);
        assert_eq!(names("Technical University of Munich, 2019"), [""; 0]);
        assert_eq!(names("Mobil, Koch, Name"), [""; 0]);
    }

    #[test]
    fn the_next_segment_tells_which_of_several() {
        let names = |line: &str| names(reader("us").segments(&tokens(line), 0));
        assert_eq!(names("Portland, Maine"), ["Portland, Maine"]);
        assert_eq!(names("Berlin, Hamburg").len(), 2);
    }

    #[test]
    fn a_name_means_the_city_of_the_home_country() {
        let toledo = |home: &str| names(reader(home).segments(&tokens("Paquetes Ya, Toledo"), 0));
        assert_ne!(toledo("es"), toledo("us"));
    }

    #[test]
    fn lists_of_places_are_read_to_their_end() {
        let listed = |line: &str, is_wish: bool| names(reader("de").listed(&tokens(line), is_wish));
        assert_eq!(listed("Suche eine Aufgabe in Köln oder Düsseldorf, gern hybrid", false), ["Cologne", "Düsseldorf"]);
        assert_eq!(listed("Open to Berlin, Hamburg or remote", false), ["Berlin", "Hamburg", "Remote"]);
        assert_eq!(listed("Looking for remote only work", false), [""; 0]);
        assert_eq!(listed("Stelle als Koch in Wien", true), ["Vienna"]);
        assert_eq!(listed("Berlin, Großraum München", true), ["Berlin", "Munich"]);
    }
}
