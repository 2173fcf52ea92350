//! Dates in figures, as machines and people write them.

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};

/// Reads a day with or without a time of day and a zone. Without a zone UTC is assumed, as in Active Jobs DB's
/// documentation. An ambiguous order of day and month is not guessed.
pub(super) fn read(text: &str) -> Option<DateTime<Utc>> {
    let text = text.trim();
    if let Ok(time) = DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_rfc2822(text)) {
        return Some(time.to_utc());
    }
    let (day, rest) = leading_day(text)?;
    let (time, offset) = time_and_offset(rest)?;
    Some(day.and_time(time).and_utc() - offset)
}

/// Day at the beginning of a text, and the rest.
fn leading_day(text: &str) -> Option<(NaiveDate, &str)> {
    if let Some((digits, rest)) = text.split_at_checked(8).filter(|(digits, _)| is_number(digits)) {
        let is_alone = !rest.starts_with(|c: char| c.is_ascii_digit());
        return NaiveDate::parse_from_str(digits, "%Y%m%d").ok().filter(|_| is_alone).map(|day| (day, rest));
    }
    let (first, mark, rest) = figure(text)?;
    let (second, second_mark, rest) = figure(rest)?;
    let is_one_kind = mark == second_mark || (mark, second_mark) == ('年', '月');
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (third, rest) = rest.split_at(end);
    let day = day(mark, first, second, third).filter(|_| is_one_kind)?;
    Some((day, rest.trim_start_matches(['日', '.'])))
}

/// A number of up to four figures, the mark after it, and the rest.
fn figure(text: &str) -> Option<(&str, char, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).filter(|end| (1..=4).contains(end))?;
    let (digits, rest) = text.split_at(end);
    let mark = rest.chars().next().filter(|mark| matches!(mark, '-' | '/' | '.' | '年' | '月'))?;
    Some((digits, mark, rest[mark.len_utf8()..].trim_start()))
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Day from three numbers: the year first, or else last. Between points the day comes first everywhere; between other
/// marks the order depends on the country, and only a number above twelve tells.
fn day(mark: char, first: &str, second: &str, third: &str) -> Option<NaiveDate> {
    let number = |text: &str| text.parse::<u32>().ok();
    let on =
        |year: &str, month: &str, day: &str| NaiveDate::from_ymd_opt(year.parse().ok()?, number(month)?, number(day)?);
    let is_short = |text: &str| matches!(text.len(), 1 | 2);
    match (first.len(), third.len()) {
        (4, 1 | 2) if is_short(second) => on(first, second, third),
        (1 | 2, 4) if is_short(second) => {
            let (day_first, month_first) = (on(third, second, first), on(third, first, second));
            match (day_first, month_first) {
                (day, _) if mark == '.' => day,
                (Some(one), Some(other)) => (one == other).then_some(one),
                (one, other) => one.or(other),
            }
        }
        _ => None,
    }
}

/// Zones by name, and their hours ahead of UTC. Longer names first.
const ZONES: [(&str, i64); 12] = [
    ("UTC", 0),
    ("GMT", 0),
    ("CEST", 2),
    ("CET", 1),
    ("MESZ", 2),
    ("MEZ", 1),
    ("EST", -5),
    ("EDT", -4),
    ("PST", -8),
    ("PDT", -7),
    ("Z", 0),
    ("z", 0),
];

/// Rest after a day: empty, or a time of day with or without a zone.
fn time_and_offset(text: &str) -> Option<(NaiveTime, Duration)> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, 'T' | 't' | ','));
    let text = without_weekday(text).trim_end().trim_end_matches("Uhr").trim_end();
    if text.is_empty() {
        return Some((NaiveTime::MIN, Duration::zero()));
    }
    // "[Europe/Berlin]" repeats the offset before it.
    let text = text.split('[').next().unwrap_or_default().trim_end();
    let named = ZONES.iter().find_map(|(zone, hours)| Some((text.strip_suffix(zone)?, *hours)));
    let (time, offset) = match (named, text.rfind(['+', '-'])) {
        (Some((time, hours)), _) => (time, Duration::hours(hours)),
        (None, Some(at)) => (&text[..at], offset(&text[at..])?),
        (None, None) => (text, Duration::zero()),
    };
    const FORMS: [&str; 6] = ["%H:%M:%S%.f", "%H:%M", "%I:%M:%S %p", "%I:%M %p", "%H%M%S", "%H%M"];
    let time = time.replace(',', ".");
    let time = FORMS.iter().find_map(|form| NaiveTime::parse_from_str(time.trim(), form).ok())?;
    Some((time, offset))
}

/// Drops a weekday: "(木)", "木曜日", "星期四"
fn without_weekday(text: &str) -> &str {
    let inside = text.strip_prefix(['(', '（']).and_then(|text| text.split_once([')', '）']));
    if let Some((_, rest)) = inside.filter(|(day, _)| (1..=4).contains(&day.chars().count())) {
        return rest.trim_start();
    }
    let is_of_name = |c: char| "月火水木金土日曜星期周週一二三四五六天".contains(c);
    text.trim_start_matches(is_of_name).trim_start()
}

/// Offset from UTC: `+01:00`, `+0100` or `+01`.
fn offset(text: &str) -> Option<Duration> {
    let (sign, digits) = match text.split_at_checked(1)? {
        ("-", digits) => (-1, digits.replace(':', "")),
        (_, digits) => (1, digits.replace(':', "")),
    };
    let (hours, minutes) = digits.split_at_checked(2).filter(|_| is_number(&digits))?;
    let minutes: i64 = if minutes.is_empty() { 0 } else { minutes.parse().ok().filter(|_| minutes.len() == 2)? };
    Some(Duration::minutes(sign * (hours.parse::<i64>().ok()? * 60 + minutes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Option<String> {
        read(text).map(|time| time.format("%Y-%m-%d %H:%M:%S%.f").to_string())
    }

    #[test]
    fn every_form_that_leaves_no_doubt_is_read() {
        let midnight = "2026-11-28 00:00:00";
        let afternoon = "2026-11-28 14:30:00";
        for (text, meant) in [
            ("2026-11-28T14:30:00.000Z", afternoon),
            ("2026-11-28T15:30:00+01:00", afternoon),
            ("2026-11-28T15:30:00+0100", afternoon),
            ("2026-11-28T15:30+01", afternoon),
            ("2026-11-28 09:30:00 -05:00", afternoon),
            ("2026-11-28T14:30:00", afternoon),
            ("2026-11-28 14:30:00", afternoon),
            ("2026-11-28 14:30", afternoon),
            ("2026-11-28 14:30:00 UTC", afternoon),
            ("2026-11-28T14:30Z", afternoon),
            ("2026-11-28T14:30:00.134402", "2026-11-28 14:30:00.134402"),
            ("Sat, 28 Nov 2026 14:30:00 GMT", afternoon),
            ("Sat, 28 Nov 2026 15:30:00 +0100", afternoon),
            (" 2026-11-28 ", midnight),
            ("2026/11/28", midnight),
            ("2026.11.28", midnight),
            ("20261128", midnight),
            ("20261128T143000Z", afternoon),
            ("2026-11-28T15:30:00 CET", afternoon),
            ("2026-11-28T15:30:00+01:00[Europe/Berlin]", afternoon),
            ("2026-11-28T14:30:00,000Z", afternoon),
            ("2026年11月28日", midnight),
            ("2026年11月28日 14:30", afternoon),
            ("28.11.2026", midnight),
            ("28. 11. 2026", midnight),
            ("28.11.2026, 14:30 Uhr", afternoon),
            ("05.06.2026", "2026-06-05 00:00:00"),
            ("28/11/2026", midnight),
            ("11/28/2026", midnight),
            ("11/28/2026 2:30 PM", afternoon),
            ("28-11-2026", midnight),
            ("5/5/2026", "2026-05-05 00:00:00"),
        ] {
            assert_eq!(said(text).unwrap_or_default(), meant, "{text}");
        }
    }

    #[test]
    fn what_could_be_two_dates_or_is_none_is_not_guessed() {
        for text in [
            "05/06/2026",
            "06-05-2026",
            "28/11/26",
            "26.11.28",
            "2026-13-01",
            "2026-02-30",
            "30.02.2026",
            "28.13.2026",
            "2026-11",
            "11/2026",
            "2026",
            "28/11-2026",
            "2026-11-28 25:00",
            "2026-11-28 to 2026-12-31",
            "2026-11-28T14:30:00+1",
            "last Tuesday",
            "Ende November",
            "1.2.3.4",
            "+49 30 1234567",
            "",
        ] {
            assert_eq!(said(text), None, "{text}");
        }
    }
}
