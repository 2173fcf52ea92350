//! Names of places among the words of a line.

use crate::cv::dates::is_date_word;
use crate::cv::titles::is_title_word;
use crate::cv::titles::tokens::Token;
use crate::place::{CountryCode, Place};

use super::evidence::{Standing, is_believed, is_capitalised_name, is_own_name, is_written_like_a_place};
use super::words::{BEFORE_LIST, FILLERS, IN_LIST};

/// The longest name of a city, in words.
const MAX_CITY_WORDS: usize = 4;

/// Reads places as people in a country mean them; `None`: no country is known.
pub(super) struct Reader {
    pub(super) home: Option<CountryCode>,
}

/// A place, and the words for its name.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub(super) place: Place,
    /// Position in bytes of the line.
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Reader {
    /// Places that fill the text between two commas, but for dates and districts: "Zorg Ltd, Leeds, 2019".
    pub(super) fn segments(&self, tokens: &[Token<'_>], standing: Standing) -> Vec<Seen> {
        let parts: Vec<&[Token<'_>]> = tokens.chunk_by(|_, next| !next.is_after_break()).collect();
        let mut places = Vec::new();
        let mut index = 0;
        while index < parts.len() {
            let next = parts.get(index + 1).copied().unwrap_or_default();
            let is_masked =
                |at: Option<usize>| at.and_then(|at| parts.get(at)).is_some_and(|part| text(part) == MASKED);
            let is_address = is_masked(index.checked_sub(1)) || is_masked(Some(index + 1));
            let standing = if is_address { Standing::Proven } else { standing };
            match self.segment(parts[index], next, standing) {
                Some((seen, with_next)) => {
                    places.push(seen);
                    index += if with_next { 2 } else { 1 };
                }
                None => index += 1,
            }
        }
        places
    }

    /// The place named by a segment, and whether the next segment tells several apart: "Portland, Oregon".
    fn segment(&self, words: &[Token<'_>], next: &[Token<'_>], standing: Standing) -> Option<(Seen, bool)> {
        let is_filler = |word: &Token<'_>| is_date_word(word) || FILLERS.contains(&word.fold.as_str());
        let is_district = |word: &Token<'_>| is_filler(word) || word.text.chars().count() == 1;
        let start = words.iter().position(|word| !is_filler(word))?;
        let end = words.iter().rposition(|word| !is_district(word))? + 1;
        let words = words.get(start..end).filter(|words| !words.is_empty())?;
        let seen = |place, end| Seen { place, start: words[0].start, end };
        if let Some((place, last)) = self.city_beside(words, next) {
            return Some((seen(place, last), true));
        }
        if let Some(place) = self.city_and_region(words) {
            return Some((seen(place, words[words.len() - 1].end), false));
        }
        // "Campinas/SP", "Verona (VR)": a town stays a town beside a code unknown here.
        let is_code = |word: &Token<'_>| word.text.len() == 2 && word.text.chars().all(|c| c.is_ascii_uppercase());
        let coded = words.split_last().filter(|(last, name)| is_code(last) && !name.is_empty());
        let words = coded.map_or(words, |(_, name)| name);
        let place = self.named(&text(words), words.len(), standing)?;
        Some((seen(place, words[words.len() - 1].end), false))
    }

    /// A town with its region or country after the comma: this very town, however small.
    fn city_beside(&self, words: &[Token<'_>], next: &[Token<'_>]) -> Option<(Place, usize)> {
        let name = text(words);
        let wider = text(next);
        let is_name = words.len() <= MAX_CITY_WORDS && is_capitalised_name(&name) && !is_title(words);
        if !is_name || !next.first()?.is_capitalised() {
            return None;
        }
        Some((self.city_within(&name, &wider)?, next[next.len() - 1].end))
    }

    /// The town of this very name in the given region or country. A code such as "MI" is the United States' where it
    /// means nothing at home.
    fn city_within(&self, name: &str, wider: &str) -> Option<Place> {
        Place::city_named(name)?;
        let within = |home: CountryCode| {
            let is_wider = matches!(Place::parse(wider, home), Ok(Place::Country(_) | Place::Region(_)));
            let place = Place::parse(&format!("{name}, {wider}"), home).ok().filter(|_| is_wider);
            place.filter(|place| matches!(place, Place::City(_)))
        };
        within(self.home.unwrap_or(CountryCode::GERMANY)).or_else(|| within(CountryCode::UNITED_STATES))
    }

    /// Countries of towns with a region or a country beside them.
    pub(super) fn proven(&self, tokens: &[Token<'_>]) -> Vec<CountryCode> {
        let parts: Vec<&[Token<'_>]> = tokens.chunk_by(|_, next| !next.is_after_break()).collect();
        let pairs = parts.windows(2).filter_map(|pair| self.city_beside(pair[0], pair[1]).map(|(place, _)| place));
        let alone = parts.iter().filter_map(|part| self.city_and_region(part));
        pairs.chain(alone).filter_map(|place| place.country()).collect()
    }

    /// "Mill Valley CA", "Leeds UK": town and state with no comma between them.
    fn city_and_region(&self, words: &[Token<'_>]) -> Option<Place> {
        let (last, name) = words.split_last()?;
        let is_code = (2..=3).contains(&last.text.len()) && last.text.chars().all(|c| c.is_ascii_uppercase());
        let is_name = (1..=MAX_CITY_WORDS).contains(&name.len()) && is_capitalised_name(&text(name));
        if !is_code || !is_name || is_title(name) {
            return None;
        }
        self.city_within(&text(name), last.text)
    }

    /// Cities in a list after "in", "to" and the like: "in Köln oder Düsseldorf", "open to Leeds, York or remote".
    /// In a stated wish the list may also begin the line, or follow a comma.
    pub(super) fn listed(&self, tokens: &[Token<'_>], is_wish: bool) -> Vec<Seen> {
        let standing = if is_wish { Standing::Home } else { Standing::Elsewhere };
        let mut places = Vec::new();
        let mut index = 0;
        while index < tokens.len() {
            let before = index.checked_sub(1).map(|before| tokens[before].fold.as_str());
            let follows = before.is_some_and(|word| BEFORE_LIST.contains(&word) || self.is_at_home(word));
            if follows || (is_wish && tokens[index].is_after_break()) {
                index += self.list(&tokens[index..], follows, standing, &mut places).max(1);
            } else {
                index += 1;
            }
        }
        places
    }

    /// Whether a word stands before places in the language of the CV's country: "a Modena", "i Uppsala".
    fn is_at_home(&self, word: &str) -> bool {
        match self.home.as_ref().map(CountryCode::as_str) {
            Some("it" | "es") => word == "a",
            Some("se" | "no" | "dk") => word == "i",
            _ => false,
        }
    }

    /// Appends the list beginning with the first word; returns its length in words. A list after no leading word has to
    /// fill the text up to the next comma.
    fn list(&self, tokens: &[Token<'_>], follows: bool, standing: Standing, places: &mut Vec<Seen>) -> usize {
        let in_list = |word: &Token<'_>| IN_LIST.contains(&word.fold.as_str());
        let mut index = 0;
        while let Some((length, place)) = self.place_at(&tokens[index..], standing) {
            let is_free = tokens.get(index + length).is_none_or(|word| word.is_after_break() || in_list(word));
            if !follows && !is_free {
                break;
            }
            places.push(Seen { place, start: tokens[index].start, end: tokens[index + length - 1].end });
            index += length;
            index += tokens[index..].iter().take_while(|word| in_list(word)).count();
        }
        index
    }

    /// The place beginning with the first word, and its length in words.
    fn place_at(&self, tokens: &[Token<'_>], standing: Standing) -> Option<(usize, Place)> {
        let first = tokens.first()?;
        if first.fold == "remote" {
            let is_filter = tokens.get(1).is_some_and(|word| matches!(word.fold.as_str(), "only" | "solely"));
            return (!is_filter).then_some((1, Place::Remote { country: None }));
        }
        let together = tokens.iter().skip(1).take_while(|word| !word.is_after_break()).count() + 1;
        let named = |length: usize| Some((length, self.named(&text(&tokens[..length]), length, standing)?));
        (1..=together.min(MAX_CITY_WORDS)).rev().find_map(named)
    }

    /// The place of this name, if written like a name and with enough evidence.
    fn named(&self, name: &str, words: usize, standing: Standing) -> Option<Place> {
        let is_job = words == 1 && is_title_word(name);
        if words > MAX_CITY_WORDS || is_job || !is_written_like_a_place(name) {
            return None;
        }
        // A reader of typed lines also finds "San Diego" in "San Diego Elementary School".
        let place =
            self.parse(name).filter(|place| !matches!(place, Place::City(_)) || Place::city_named(name).is_some())?;
        // "York" is a region too: the town is meant, if the town has this very name.
        let town =
            Place::city_named(name).filter(|city| is_own_name(name, city) && place.country() == Some(city.country));
        let place = town.filter(|_| matches!(place, Place::Region(_))).map_or(place, Place::City);
        match place {
            Place::City(city) => is_believed(name, city, self.home, standing).then_some(Place::City(city)),
            // A region alone is a wish or a home; among jobs mostly a mere word.
            place @ Place::Region(_) => {
                let is_home = self.home.is_none() || place.country() == self.home;
                (standing != Standing::Elsewhere && is_home && name.chars().count() > 4).then_some(place)
            }
            _ => None,
        }
    }

    fn parse(&self, text: &str) -> Option<Place> {
        Place::parse(text, self.home.unwrap_or(CountryCode::GERMANY)).ok()
    }
}

/// Stands for a street or a postcode, as a word of its line.
const MASKED: &str = "address";

/// Whether a single word belongs to job titles.
fn is_title(words: &[Token<'_>]) -> bool {
    words.len() == 1 && is_title_word(words[0].text)
}

/// The words with single spaces.
fn text(tokens: &[Token<'_>]) -> String {
    tokens.iter().map(|word| word.text).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cv::titles::tokens::tokens;

    fn names(places: Vec<Seen>) -> Vec<String> {
        places.into_iter().map(|seen| seen.place.english_name()).collect()
    }

    fn reader(home: &str) -> Reader {
        Reader { home: home.parse().ok() }
    }

    #[test]
    fn a_city_between_commas_is_a_place() {
        let names = |line: &str| names(reader("de").segments(&tokens(line), Standing::Home));
        assert_eq!(names("Zorg Ltd, Köln seit 02/2020"), ["Cologne"]);
        assert_eq!(names("Technical University of Munich, 2019"), [""; 0]);
        assert_eq!(names("Mobil, Koch, Name"), [""; 0]);
    }

    #[test]
    fn the_next_segment_tells_which_of_several() {
        let names = |line: &str| names(reader("us").segments(&tokens(line), Standing::Home));
        assert_eq!(names("Portland, Maine"), ["Portland, Maine"]);
        assert_eq!(names("Berlin, Hamburg").len(), 2);
    }

    #[test]
    fn a_name_means_the_city_of_the_home_country() {
        let toledo = |home: &str| names(reader(home).segments(&tokens("Paquetes Ya, Toledo"), Standing::Home));
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

    #[test]
    fn a_region_or_a_postcode_beside_it_makes_a_small_town_a_place() {
        let names = |line: &str| names(reader("").segments(&tokens(line), Standing::Elsewhere));
        assert_eq!(names("Celle, Germany"), ["Celle"]);
        assert_eq!(names("[address] Celle"), ["Celle"]);
        assert_eq!(names("Celle"), [""; 0]);
        assert_eq!(names("Hitachi, Google, PIN, ELK, Male"), [""; 0]);
    }
}
