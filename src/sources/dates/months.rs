//! Dates with the name of a month: "26. November 2026", "Nov 26, 2026", "26 listopada 2026".

use super::words::tokens;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

/// Beginnings of month names in the languages of the markets, without accents.
const BEGINNINGS: [&[&str]; 12] = [
    &["jan", "ene", "gen", "stycz", "ocak"],
    &["feb", "fev", "fbr", "lut", "suba"],
    &["mar", "maa", "mrt"],
    &["apr", "avr", "abr", "kwie", "nis"],
    &["may", "mai", "mei", "mag", "maj"],
    &["jun", "juin", "giu", "czer", "haz"],
    &["jul", "juil", "lug", "lip", "tem"],
    &["aug", "agu", "aou", "ago", "sier"],
    &["sep", "set", "wrz", "eyl"],
    &["oct", "okt", "out", "ott", "paz", "eki"],
    &["nov", "lis", "kas"],
    &["dec", "dez", "dic", "gru", "ara"],
];

/// Reads a day, a month by its name and a year of four figures, in any order. Other words may only be short, such as
/// "de" and "th", or weekdays.
pub(super) fn read(text: &str) -> Option<DateTime<Utc>> {
    let is_of_time = |word: &&str| {
        word.contains(':') || word.starts_with(['+', '-']) || word.starts_with("GMT") || word.starts_with("UTC")
    };
    // A time of day is dropped: its zone is rarely known.
    let day: Vec<&str> = text.split_whitespace().filter(|word| !is_of_time(word)).collect();
    let tokens = tokens(&day.join(" "), false);
    let (mut day, mut month, mut year) = (None, None, None);
    for token in &tokens {
        let part = match (token.parse::<u32>(), named(token)) {
            (Ok(number), _) if token.len() == 4 => year.replace(number),
            (Ok(number), _) if token.len() <= 2 => day.replace(number),
            // Weekdays before months: "mardi" begins like a month.
            (Err(_), _) if is_weekday(token) => None,
            (Err(_), Some(number)) => month.replace(number),
            (Err(_), None) if token.chars().count() <= 3 => None,
            _ => return None,
        };
        // Two parts of one kind are two dates.
        if part.is_some() {
            return None;
        }
    }
    let date = NaiveDate::from_ymd_opt(i32::try_from(year?).ok()?, month?, day?)?;
    Some(date.and_time(NaiveTime::MIN).and_utc())
}

/// Number of a month.
fn named(word: &str) -> Option<u32> {
    let is_begun = |beginnings: &&[&str]| beginnings.iter().any(|beginning| word.starts_with(beginning));
    (1..).zip(&BEGINNINGS).find(|(_, beginnings)| is_begun(beginnings)).map(|(number, _)| number)
}

/// True for a weekday. Weekdays end alike in some of the languages with written-out weekdays.
fn is_weekday(word: &str) -> bool {
    const OTHERS: [&str; 26] = [
        "dimanche",
        "lunes",
        "martes",
        "miercoles",
        "jueves",
        "viernes",
        "sabado",
        "domingo",
        "sabato",
        "domenica",
        "segunda",
        "terca",
        "quarta",
        "quinta",
        "sexta",
        "feira",
        "poniedzialek",
        "wtorek",
        "sroda",
        "czwartek",
        "piatek",
        "sobota",
        "niedziela",
        "pazartesi",
        "carsamba",
        "persembe",
    ];
    ["day", "tag", "woch", "di", "dag"].iter().any(|ending| word.ends_with(ending))
        || OTHERS.contains(&word)
        || ["cuma", "cumartesi", "pazar", "sali"].contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_known_by_its_name_in_every_language() {
        for text in [
            "26 Nov 2026",
            "Nov 26, 2026",
            "November 26th, 2026",
            "Thursday, 26 November 2026",
            "26. November 2026",
            "Donnerstag, den 26. November 2026",
            "26 novembre 2026",
            "jeudi 26 novembre 2026",
            "mardi 26 novembre 2026",
            "26 de noviembre de 2026",
            "26 november 2026",
            "26 de novembro de 2026",
            "26 listopada 2026",
            "26 Kasım 2026",
            "November 26, 2026 10:00 AM",
            "Thu Nov 26 2026 10:00:00 GMT+0100",
        ] {
            assert_eq!(read(text).map(|at| at.date_naive().to_string()).as_deref(), Some("2026-11-26"), "{text}");
        }
        for (text, meant) in [
            ("1er août 2026", "2026-08-01"),
            ("1 Ağustos 2026", "2026-08-01"),
            ("1 sierpnia 2026", "2026-08-01"),
            ("3. März 2026", "2026-03-03"),
            ("3 maart 2026", "2026-03-03"),
            ("31 grudnia 2025", "2025-12-31"),
            ("31 Aralık 2025", "2025-12-31"),
            ("5 de mayo de 2026", "2026-05-05"),
            ("5 maggio 2026", "2026-05-05"),
            ("7 lipca 2026", "2026-07-07"),
        ] {
            assert_eq!(read(text).map(|at| at.date_naive().to_string()).as_deref(), Some(meant), "{text}");
        }
    }

    #[test]
    fn what_is_no_whole_date_is_none() {
        for text in
            ["26 November", "November 2026", "31 Feb 2026", "26 Nov 2026 27 Nov 2026", "closes 26 Nov 2026", "2026", ""]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
