//! Dates of birth, with the place beside them: no place for looking for work.

use super::words::BIRTH;

/// Words before a date of birth, in lower case.
const LABELS: [&str; 46] = [
    "date de naissance",
    "née le",
    "né le",
    "né(e) le",
    "fecha de nacimiento",
    "nacido el",
    "nacida el",
    "nacido en",
    "nacida en",
    "data di nascita",
    "nato il",
    "nata il",
    "nato a",
    "nata a",
    "data de nascimento",
    "nascido em",
    "nascida em",
    "nascimento",
    "geboortedatum",
    "geboren op",
    "data urodzenia",
    "urodzony",
    "urodzona",
    "ur.",
    "doğum tarihi",
    "doğum tarİhİ",
    "dogum tarihi",
    "birthday",
    "d.o.b",
    "date & place of birth",
    "生年月日",
    "出生日期",
    "出生年月",
    "出生",
    "geburtsdatum",
    "geburtstag",
    "geboren am",
    "geboren",
    "geb. am",
    "geb.",
    "date of birth",
    "birth date",
    "birthdate",
    "d.o.b.",
    "dob",
    "born",
];

/// Signs at the end of a line's detail.
const SEPARATORS: [char; 5] = ['|', '·', '•', '/', ';'];

/// Masks the text after a label, on its line or, if empty, on the next one.
pub(super) fn mask(lines: &[&str]) -> Vec<String> {
    let mut masked = Vec::with_capacity(lines.len());
    let mut label_alone = false;
    for line in lines {
        let is_date = line.chars().any(|c| c.is_ascii_digit());
        masked.push(match after_label(line) {
            _ if label_alone && is_date => BIRTH.to_owned(),
            Some(start) => mask_from(line, start),
            None if is_day_alone(line) => BIRTH.to_owned(),
            None => (*line).to_owned(),
        });
        label_alone = after_label(line).is_some_and(|start| line[start..].trim().is_empty());
    }
    masked
}

/// Whether a line is only a day on which a job seeker may have been born: dates of jobs are months and spans.
fn is_day_alone(line: &str) -> bool {
    let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let number = |word: &&str| word.trim_end_matches(char::is_alphabetic).parse::<u32>().ok();
    let numbers: Vec<u32> = words.iter().filter_map(number).collect();
    let day_and_month = numbers.iter().filter(|number| (1..=31).contains(*number)).count();
    let is_birth = numbers.iter().any(|number| (1930..=2010).contains(number));
    let letters = words.iter().filter(|word| word.chars().all(char::is_alphabetic)).count();
    let is_day = match letters {
        0 => numbers.len() == 3 && day_and_month == 2,
        1..=3 => numbers.len() == 2 && day_and_month == 1,
        _ => false,
    };
    is_day && is_birth && !line.ends_with(['-', '–', '—'])
}

/// The beginning of the detail announced by a label.
fn after_label(line: &str) -> Option<usize> {
    if let Some(day) = after_star(line) {
        return Some(day);
    }
    let lower = same_length_lower(line);
    let label = LABELS.iter().find_map(|label| word_end(&lower, label))?;
    let skipped = lower[label..].len() - lower[label..].trim_start_matches([':', ' ', '*', '-', '–', '：']).len();
    Some(label + skipped)
}

/// The day behind a star, first in its line or detail: "*14.07.1986", "Jane Doe | *14.07.1986 in Halle".
fn after_star(line: &str) -> Option<usize> {
    let is_first =
        |at: usize| line[..at].trim_end().chars().next_back().is_none_or(|c| SEPARATORS.contains(&c) || c == ',');
    let is_day = |rest: &str| is_day_alone(rest.trim()) || begins_with_day(rest);
    let stars = line.char_indices().filter(|(at, c)| matches!(c, '*' | '°') && is_first(*at));
    stars.map(|(at, star)| at + star.len_utf8()).find(|&day| is_day(&line[day..]))
}

/// "12.03.1990 in Halle", and neither "2019 – 2022 Koch" nor "10 years of experience", behind a bullet.
fn begins_with_day(text: &str) -> bool {
    let first = text.trim_start().split(' ').next().unwrap_or_default();
    let is_day = first.starts_with(|c: char| c.is_ascii_digit()) && first.contains(['.', '/', '-']);
    is_day && !first.ends_with(['-', '–'])
}

/// The line in lower case, but for the few letters whose lower case has another length: positions stay.
fn same_length_lower(line: &str) -> String {
    let lower = |c: char| {
        let mut small = c.to_lowercase();
        small.next().filter(|first| small.next().is_none() && first.len_utf8() == c.len_utf8()).unwrap_or(c)
    };
    line.chars().map(lower).collect()
}

/// The end of `label` in `line` as words of its own.
fn word_end(line: &str, label: &str) -> Option<usize> {
    let start = line.find(label)?;
    let end = start + label.len();
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let apart = !is_letter(line[..start].chars().next_back()) && !is_letter(line[end..].chars().next());
    apart.then_some(end)
}

/// Masks from `start` to the next separator, if a figure stands between. Digits around a slash are a date.
fn mask_from(line: &str, start: usize) -> String {
    let rest = &line[start..];
    let ends_here = |(position, c): (usize, char)| {
        let date = c == '/' && rest[position + 1..].starts_with(|c: char| c.is_ascii_digit());
        (SEPARATORS.contains(&c) && !date).then_some(position)
    };
    let end = rest.char_indices().find_map(ends_here).unwrap_or(rest.len());
    let detail = rest[..end].trim_end();
    if !detail.contains(|c: char| c.is_ascii_digit()) {
        return line.to_owned();
    }
    format!("{}{BIRTH}{}", &line[..start], &rest[detail.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_form_is_masked() {
        for (line, masked) in [
            ("Geburtsdatum: 12.03.1993", "Geburtsdatum: [birth date]"),
            ("geb. am 3. Mai 1990 in Halle | ledig", "geb. am [birth date] | ledig"),
            ("Born 12/03/1988 in Cork · Irish", "Born [birth date] · Irish"),
            ("*14.07.1986", "*[birth date]"),
            ("Jane Doe | *29.08.1991 in Ulm | Weg 5", "Jane Doe | *[birth date] | Weg 5"),
            ("Née le 3 mai 1990 à Lyon", "Née le [birth date]"),
            ("DOĞUM TARİHİ : 01/02/1990", "DOĞUM TARİHİ : [birth date]"),
            ("Date of Birth:-16-01-1994", "Date of Birth:-[birth date]"),
            ("ur. 12.05.1991 | Kraków", "ur. [birth date] | Kraków"),
            ("newborn care, 12 beds", "newborn care, 12 beds"),
            ("Stillborn and born leaders", "Stillborn and born leaders"),
        ] {
            assert_eq!(mask(&[line]), [masked]);
        }
    }

    #[test]
    fn a_day_alone_is_a_birth() {
        for line in
            ["22/06/1995", "18 Nisan 1993", ": 15 March 1992", "1. April 1983", "3 de mayo de 1990", "1979-03-22"]
        {
            assert_eq!(mask(&[line]), [BIRTH], "{line}");
        }
        for line in
            ["03/2019 – 09/2021", "March 2012", "2012 2013 2014", "01.03.2008 –", "12.01.2024", "Room 12, 1990, bed 3"]
        {
            assert_eq!(mask(&[line]), [line]);
        }
    }

    #[test]
    fn a_label_alone_masks_the_next_line() {
        assert_eq!(mask(&["Geburtsdatum", "14.07.1986", "2011"]), ["Geburtsdatum", BIRTH, "2011"]);
    }
}
