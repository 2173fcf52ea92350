//! Words probably meant where a search for typed ones is empty.

use super::view::JobView;
use crate::models::listing::SearchAtSource;
use crate::models::listing::desk::Desk;
use crate::place::alike;
use crate::words::{near, words};

/// A list with text probably meant.
pub(super) struct Suggestion {
    pub url: String,
    /// The words, or the place.
    pub text: String,
}

/// Lists with the probably meant words and place, as far as any comes near.
pub(super) fn suggestions(view: &JobView, searches: &[SearchAtSource], desk: &Desk) -> Vec<Suggestion> {
    let words = of_words(&view.q, &known(searches, desk)).map(|text| ("q", text));
    let place = if view.is_place_known() { None } else { alike::meant(&view.location) };
    let place = place.map(|name| ("location", name.to_owned()));
    let suggestion = |(field, text): (&str, String)| Suggestion { url: view.url_with(field, &text), text };
    words.into_iter().chain(place).map(suggestion).collect()
}

/// Words of the person's own searches and of the CV, and words of titles in a list of occupations.
fn known(searches: &[SearchAtSource], desk: &Desk) -> Vec<String> {
    let own = searches.iter().map(|search| search.title_keyword.clone()).chain(desk.own_words());
    let own = own.flat_map(|text| words(&text).split(' ').map(str::to_owned).collect::<Vec<_>>());
    own.chain(crate::cv::title_words().map(words)).filter(|word| !word.is_empty()).collect()
}

/// The typed text with each mistaken word replaced; None: no word was mistaken.
fn of_words(typed: &str, known: &[String]) -> Option<String> {
    let mut is_changed = false;
    let meant: Vec<String> = typed
        .split_whitespace()
        .map(|typed| match near::meant(&words(typed), known.iter().map(String::as_str)) {
            Some(meant) => {
                is_changed = true;
                within(typed, meant)
            }
            None => typed.to_owned(),
        })
        .collect();
    is_changed.then(|| meant.join(" "))
}

/// The meant word with what stands before and behind the typed one: a minus, and quotes.
fn within(typed: &str, meant: &str) -> String {
    let is_of_word = |c: char| c.is_alphanumeric();
    let before = typed.find(is_of_word).unwrap_or_default();
    let behind = typed.rfind(|c| is_of_word(c) || "+#".contains(c)).unwrap_or_default();
    let behind = typed[behind..].chars().next().map_or(behind, |last| behind + last.len_utf8());
    format!("{}{meant}{}", &typed[..before], &typed[behind..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_letter_is_put_right_and_the_rest_stays() {
        let known = ["data", "scientist", "nurse"].map(str::to_owned);
        assert_eq!(of_words("Data Scientits -junior", &known).as_deref(), Some("Data scientist -junior"));
        assert_eq!(of_words("Data Scientist", &known), None);
        assert_eq!(of_words("", &known), None);
    }

    #[test]
    fn what_is_excluded_stays_excluded_and_quotes_stay() {
        let known = ["data", "scientist", "nurse"].map(str::to_owned);
        assert_eq!(of_words("-nurze cook", &known).as_deref(), Some("-nurse cook"));
        assert_eq!(of_words("„Dtaa Scientits“ -\"nurze\"", &known).as_deref(), Some("„data scientist“ -\"nurse\""));
    }
}
