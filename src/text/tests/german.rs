//! German has all sentences that people read; admins' pages are in English.

use super::{ALL, Call, ENGLISH, Language, calls, sentences, speaking, told, variables};
use crate::text::{ago, date, month, number, short_day, short_month, wait};
use chrono::{DateTime, NaiveDate, TimeDelta};

/// Files of sentences for admins, operators and the sandbox's page alone, in English only.
const OF_ADMINS: [&str; 7] = ["admin", "chart", "import", "needs", "plan", "sandbox", "stop"];

/// Rooms that say the sentences of [`OF_ADMINS`].
const ROOMS_OF_ADMINS: [&str; 12] = [
    "src/web/admin",
    "src/web/chart",
    "src/needs",
    "src/acts",
    "src/cli",
    "src/telling/alerts.rs",
    "templates/mail/alert",
    "src/backfill/buy/outage.rs",
    "src/sources/sandbox",
    "src/status/reasons.rs",
    "templates/admin",
    "templates/sandbox",
];

#[test]
fn german_says_all_that_people_read_with_the_same_values() {
    let german = sentences(ALL[1].1);
    let mut lacking = Vec::new();
    for (key, pattern) in sentences(ENGLISH).into_iter().filter(|(key, _)| !is_of_admins(key)) {
        match german.get(&key) {
            Some(told) => assert_eq!(variables(told), variables(&pattern), "{key} names other values"),
            None => lacking.push(key),
        }
    }
    assert!(lacking.is_empty(), "not in texts/de: {lacking:#?}");
}

#[test]
fn what_people_read_says_nothing_of_the_files_that_only_admins_read() {
    let is_for_people = |call: &Call| !ROOMS_OF_ADMINS.iter().any(|room| call.file.to_string_lossy().contains(room));
    let calls = calls();
    let wrong: Vec<_> = calls.iter().filter(|call| is_of_admins(&call.key) && is_for_people(call)).map(told).collect();
    assert!(wrong.is_empty(), "German lacks these: {wrong:#?}");
    for room in ROOMS_OF_ADMINS {
        assert!(calls.iter().any(|call| call.file.to_string_lossy().contains(room)), "{room} says nothing");
    }
}

#[tokio::test]
async fn german_writes_figures_dates_and_times_as_germans_do() {
    let now = DateTime::from_timestamp(1_000_000, 0).unwrap();
    let day = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
    let told = speaking(Language::German, async {
        let since = |by| ago(&(now - by), &now);
        [
            number(1_234_567),
            number(-1_000),
            date(day),
            short_day(day),
            month(day),
            short_month(day),
            since(TimeDelta::hours(2)),
            since(TimeDelta::days(1)),
            since(TimeDelta::days(-3)),
            wait(TimeDelta::seconds(61)),
        ]
    });
    let expected = [
        "1.234.567",
        "−1.000",
        "30. November",
        "30. Nov.",
        "November 2026",
        "Nov. 2026",
        "vor 2 Stunden",
        "vor 1 Tag",
        "in 3 Tagen",
        "2 Minuten",
    ];
    assert_eq!(told.await, expected);
}

fn is_of_admins(key: &str) -> bool {
    OF_ADMINS.contains(&key.split('-').next().unwrap_or_default())
}
