//! Years of Berlin mornings: processes come and go, and every date with a process has one run.

use super::{due, next};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Europe::Berlin;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::collections::BTreeMap;

/// Histories, each of its own seed.
const HISTORIES: u64 = 200;

/// Interval of a process's looks: everything happens at whole minutes, so that a look at 06:00 sharp is possible.
const LOOK: TimeDelta = TimeDelta::minutes(1);

/// Dates with a run, and the time of queueing: the table shared by all processes, where a date is unique.
#[derive(Default)]
struct Runs(BTreeMap<NaiveDate, DateTime<Utc>>);

fn six() -> NaiveTime {
    NaiveTime::from_hms_opt(6, 0, 0).unwrap()
}

fn begin() -> DateTime<Utc> {
    "2026-01-01T00:00:00Z".parse().unwrap()
}

fn end() -> DateTime<Utc> {
    "2031-01-01T00:00:00Z".parse().unwrap()
}

/// Times at which a process is up, half-open, through the five years: restarted now and then, or away for long.
fn life(random: &mut StdRng) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
    let mut spans = Vec::new();
    let mut from = begin();
    while from < end() {
        let up = TimeDelta::minutes(random.random_range(1..=14 * 24 * 60));
        let is_restart = random.random_bool(0.5);
        let away =
            TimeDelta::minutes(if is_restart { random.random_range(0..=2) } else { random.random_range(0..=30 * 60) });
        spans.push((from, (from + up).min(end())));
        from += up + away;
    }
    spans
}

/// A look: the first to queue a date's run is the only one.
fn look(runs: &mut Runs, now: DateTime<Utc>) {
    if let Some(due) = due(now, six(), Berlin) {
        runs.0.entry(due.date).or_insert(now);
    }
}

/// Looks of a span that can matter: the first, and the first after each due time.
fn live(runs: &mut Runs, (from, to): (DateTime<Utc>, DateTime<Utc>)) {
    let mut now = from;
    while now < to {
        look(runs, now);
        let ahead = next(now, six(), Berlin).at;
        let looks = (ahead - from).num_minutes().div_euclid(LOOK.num_minutes());
        now = from + LOOK * i32::try_from(looks).unwrap();
        assert!(now >= ahead, "everything happens at whole minutes");
    }
}

/// First moment of any process after six, by date.
fn expected(lives: &[Vec<(DateTime<Utc>, DateTime<Utc>)>]) -> BTreeMap<NaiveDate, DateTime<Utc>> {
    let mut expected = BTreeMap::new();
    for &(from, to) in lives.iter().flatten() {
        let mut date = from.with_timezone(&Berlin).date_naive();
        while date <= to.with_timezone(&Berlin).date_naive() {
            let (six, midnight) = (moment(date, 6), moment(date + Days::new(1), 0));
            let (first, last) = (from.max(six), to.min(midnight));
            if first < last {
                let known = expected.entry(date).or_insert(first);
                *known = first.min(*known);
            }
            date = date + Days::new(1);
        }
    }
    expected
}

/// Six and midnight exist once on every day in Berlin.
fn moment(date: NaiveDate, hour: u32) -> DateTime<Utc> {
    date.and_hms_opt(hour, 0, 0).unwrap().and_local_timezone(Berlin).unwrap().to_utc()
}

#[test]
fn every_date_on_which_anybody_was_up_after_six_has_one_run_at_the_first_chance() {
    let mut missed = 0;
    for seed in 0..HISTORIES {
        let mut random = StdRng::seed_from_u64(seed);
        let processes = random.random_range(1..=5);
        let lives: Vec<_> = (0..processes).map(|_| life(&mut random)).collect();
        // Looks in the order of time: the first queues, so the order of spans is enough.
        let mut spans: Vec<_> = lives.iter().flatten().copied().collect();
        spans.sort_unstable();
        let mut each = Vec::new();
        for span in spans {
            let mut runs = Runs::default();
            live(&mut runs, span);
            each.extend(runs.0);
        }
        let mut runs = Runs::default();
        each.sort_unstable_by_key(|&(_, at)| at);
        each.into_iter().for_each(|(date, at)| {
            runs.0.entry(date).or_insert(at);
        });
        let expected = expected(&lives);
        assert_eq!(runs.0, expected, "history {seed}");
        missed += 5 * 365 - expected.len().min(5 * 365);
    }
    assert!(missed > 100, "outages over whole days are among the histories: {missed}");
}

#[test]
fn somebody_who_is_always_there_runs_at_six_with_five_short_and_five_long_days() {
    let mut runs = Runs::default();
    live(&mut runs, (begin(), end()));
    let moments: Vec<_> = runs.0.values().collect();
    assert_eq!(moments.len(), 5 * 365 + 1, "2028 has a day more");
    let gaps: Vec<i64> = moments.windows(2).map(|pair| (*pair[1] - *pair[0]).num_hours()).collect();
    let count = |hours| gaps.iter().filter(|&&gap| gap == hours).count();
    assert_eq!((count(23), count(25), count(24)), (5, 5, gaps.len() - 10));
    let on = |date: &str| runs.0[&date.parse::<NaiveDate>().unwrap()];
    assert_eq!(on("2027-03-28"), "2027-03-28T04:00:00Z".parse::<DateTime<Utc>>().unwrap());
    assert_eq!(on("2027-10-31"), "2027-10-31T05:00:00Z".parse::<DateTime<Utc>>().unwrap());
}
