//! Words of dates, English and German.

use crate::cv::titles::tokens::Token;

/// "Today": a job that goes on.
pub(super) fn is_today(word: &Token<'_>) -> bool {
    const WORDS: [&str; 22] = [
        "seit",
        "since",
        "heute",
        "today",
        "present",
        "now",
        "current",
        "currently",
        "ongoing",
        "aktuell",
        "laufend",
        "jetzt",
        "dato",
        "gegenwärtig",
        "actuel",
        "présent",
        "actualidad",
        "oggi",
        "atual",
        "heden",
        "obecnie",
        "halen",
    ];
    WORDS.contains(&word.fold.as_str())
}

/// Part of a date: figures, months, "since", "today".
pub(super) fn is_date_word(word: &Token<'_>) -> bool {
    const WORDS: [&str; 22] = [
        "seit",
        "since",
        "bis",
        "until",
        "till",
        "ab",
        "from",
        "von",
        "to",
        "heute",
        "today",
        "present",
        "now",
        "current",
        "currently",
        "ongoing",
        "aktuell",
        "laufend",
        "jetzt",
        "dato",
        "date",
        "gegenwärtig",
    ];
    const MONTHS: [&str; 14] =
        ["jan", "feb", "mar", "mär", "apr", "may", "mai", "jun", "jul", "aug", "sep", "oct", "okt", "nov"];
    let fold = word.fold.as_str();
    let is_month =
        fold.starts_with("dec") || fold.starts_with("dez") || MONTHS.iter().any(|month| fold.starts_with(month));
    fold.chars().all(char::is_numeric)
        || WORDS.contains(&fold)
        || (is_month && fold.chars().count() <= 9 && is_whole_month(fold))
}

/// Abbreviated or written out, in English or German.
fn is_whole_month(word: &str) -> bool {
    const NAMES: [&str; 19] = [
        "january",
        "januar",
        "february",
        "februar",
        "march",
        "märz",
        "april",
        "mai",
        "june",
        "juni",
        "july",
        "juli",
        "august",
        "september",
        "october",
        "oktober",
        "november",
        "december",
        "dezember",
    ];
    word.chars().count() <= 4 || NAMES.contains(&word)
}
