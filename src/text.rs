//! Sentences for people: a catalogue for each language, by key.
//!
//! `say!("home-paused", count = self.paused)` is a plain-text sentence in the reader's language; a template escapes it
//! as usual. `say_html!` is for sentences with markup inside (a link, `<strong>`, `<code>`): the markup stands in the
//! catalogue, under a key that ends in `-html`; named text is escaped, and only [`Html`] of our own making passes as it
//! is. The sentences stand in `texts/<language>/*.ftl`, in [Fluent](https://projectfluent.org), and are part of the
//! program. A further language is a folder there, a value of [`Language`] and a line in `languages.rs`; English fills
//! its gaps.

/// A sentence of the catalogue as plain text: its key, then named values.
macro_rules! say {
    ($key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::text::sentence($key, &[$((stringify!($name), $crate::text::ToValue::to_value(&$value))),*])
    };
}

/// A sentence of the catalogue with markup inside: its key, which ends in `-html`, then named values.
macro_rules! say_html {
    ($key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::text::html($key, &[$((stringify!($name), $crate::text::ToValue::to_value(&$value))),*])
    };
}

mod catalogue;
mod dates;
mod figures;
mod languages;
#[cfg(test)]
mod tests;
mod value;
mod wish;

pub use self::catalogue::Catalogue;
pub use self::dates::{month, short_day, short_month};
pub use self::figures::{ago, date, day, exact, moment, number, wait};
pub use self::value::{Html, ToValue, Value};
pub use self::wish::wished;

use crate::closed_list;
use std::cell::Cell;
use std::sync::LazyLock;

closed_list! {
    "a language";
    /// A language of pages and mails.
    pub enum Language {
        /// English, the fallback of every other language.
        English = "en",
        /// German, spoken with "Sie".
        German = "de",
    }
}

/// A named value of a sentence: its name in the catalogue, and the value.
pub type Named = (&'static str, Value);

/// English first: sentences missing in another language are said in English.
static CATALOGUES: LazyLock<Vec<Catalogue>> =
    LazyLock::new(|| languages::ALL.iter().map(|(tag, files)| Catalogue::new(tag, files)).collect());

tokio::task_local! {
    /// The language of the request that this task answers.
    static LANGUAGE: Cell<&'static Catalogue>;
}

/// Runs `work` in a language. A middleware does so for each request, and senders of letters use their person's
/// language. Work outside speaks English.
pub async fn speaking<F: Future>(language: Language, work: F) -> F::Output {
    speaking_from(of(language), work).await
}

async fn speaking_from<F: Future>(catalogue: &'static Catalogue, work: F) -> F::Output {
    LANGUAGE.scope(Cell::new(catalogue), work).await
}

/// Changes the language of the work under [`speaking`] from here on, once the request's person is known. Outside of
/// `speaking`, no change.
pub fn turn_to(language: Language) {
    // Work outside speaks English for good.
    let _ = LANGUAGE.try_with(|spoken| spoken.set(of(language)));
}

/// The language spoken here.
pub fn language() -> Language {
    language_tag().parse().unwrap_or(Language::English)
}

/// The language's tag for the `lang` of a page: "en".
pub fn language_tag() -> &'static str {
    current().tag()
}

/// Sentence as plain text, the target of `say!`.
pub fn sentence(key: &str, named: &[Named]) -> String {
    let known = [current(), english()].into_iter().find_map(|catalogue| catalogue.sentence(key, named));
    known.unwrap_or_else(|| key.to_owned())
}

/// Sentence with markup, the target of `say_html!`.
pub fn html(key: &str, named: &[Named]) -> Html {
    let named: Vec<Named> = named.iter().map(|(name, value)| (*name, value.as_html())).collect();
    Html::trusted(sentence(key, &named))
}

fn current() -> &'static Catalogue {
    LANGUAGE.try_with(Cell::get).unwrap_or_else(|_| english())
}

fn of(language: Language) -> &'static Catalogue {
    let known = CATALOGUES.iter().find(|catalogue| catalogue.tag() == language.as_str());
    known.unwrap_or_else(|| english())
}

fn english() -> &'static Catalogue {
    &CATALOGUES[0]
}
