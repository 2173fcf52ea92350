//! How many people the plan carries: by the first estimates, by this installation's own figures, and by the form.

use crate::app::App;
use crate::quota::capacity::{self, Answer, Capacity, FIRST_LOAD, FIRST_PLAN, Load, Question};
use crate::quota::usage::Tally;
use crate::web::text;
use serde::Deserialize;

use super::meters::MeterView;

/// New people a month that the form asks about at first.
const PEOPLE: i64 = 10;

/// Percent shared by the first estimates: "with 50% overlap".
const FIRST_OVERLAP: i64 = 50;

/// Larger figures are typing errors.
const MOST: i64 = 1_000_000_000;

/// The form's fields as they were typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    pub plan: Option<String>,
    pub people: Option<String>,
    pub overlap: Option<String>,
}

/// One field of the form.
pub struct Field {
    pub name: &'static str,
    pub label: &'static str,
    pub typed: String,
    pub error: Option<&'static str>,
}

pub struct CapacityView {
    /// What this installation measured; None: nobody has wanted anything yet.
    pub own: Option<Load>,
    pub own_plan: i64,
    pub own_overlap: i64,
    pub fields: [Field; 3],
    pub question: Question,
    pub answer: Answer,
}

impl CapacityView {
    pub fn of(app: &App, tally: &Tally, meters: &[MeterView], form: &Form) -> Self {
        let own = own_load(tally, meters);
        let own_plan = app.config.sources.iter().map(|source| source.plan_credits).sum();
        let avoided = 100 * (tally.wanted - tally.bought);
        let own_overlap = if tally.wanted > 0 { avoided / tally.wanted } else { FIRST_OVERLAP };
        let typed = [&form.plan, &form.people, &form.overlap];
        let defaults = [own_plan, PEOPLE, own_overlap];
        let read: [_; 3] = std::array::from_fn(|index| read(typed[index].as_deref(), MAXIMA[index]));
        let value = |index: usize| read[index].unwrap_or(defaults[index]);
        let question = Question { plan: value(0), people: value(1), overlap: value(2) };
        Self {
            fields: std::array::from_fn(|index| Field {
                name: NAMES[index],
                label: LABELS[index],
                typed: typed[index].clone().unwrap_or_else(|| value(index).to_string()),
                error: read[index].is_none().then_some(ERRORS[index]).filter(|_| is_typed(typed[index].as_deref())),
            }),
            answer: question.answer(own.unwrap_or(FIRST_LOAD)),
            question,
            own,
            own_plan,
            own_overlap,
        }
    }

    /// The rows of the table: what, by the first estimates, by our own figures.
    pub fn rows(&self) -> Vec<(&'static str, String, String)> {
        let first = FIRST_LOAD.capacity(FIRST_PLAN);
        let own = self.own.map(|load| (load, load.capacity(self.own_plan)));
        let row = |what, of: fn(&Load, &Capacity) -> i64| {
            let own =
                own.as_ref().map_or_else(|| "not measured yet".to_owned(), |(load, can)| text::number(of(load, can)));
            (what, text::number(of(&FIRST_LOAD, &first)), own)
        };
        let [second, third] = [3, 2].map(|new| text::number(capacity::first_estimate(new)));
        let plans = [FIRST_PLAN, self.own_plan].map(text::number);
        let [first_plan, own_plan] = plans;
        vec![
            ("Plan, credits a month", first_plan, own_plan),
            row("Credits a person who shares nothing", |load, _| load.alone),
            ("… of whose searches half are here", second, "—".to_owned()),
            ("… of whose searches two thirds are here", third, "—".to_owned()),
            row("Credits a person, on average", |load, _| load.shared),
            row("New people a month, nothing shared, no daily runs", |_, can| can.people_alone),
            row("New people a month, shared, no daily runs", |_, can| can.people_shared),
            row("Credits of a daily run", |load, _| load.refresh),
            row("Credits of a month's daily runs", |_, can| can.refreshes),
            row("Credits left for new people", |_, can| can.left),
            row("New people a month beside daily runs", |_, can| can.people),
        ]
    }

    /// The form's question, answered.
    pub fn sentence(&self) -> String {
        let Answer { each, needed, left } = self.answer;
        let people = text::count(self.question.people, "new person", "new people");
        let cost = format!(
            "{people} a month at {} credits each, and the daily runs: {} credits",
            text::number(each),
            text::number(needed)
        );
        if self.answer.fits() {
            format!("{cost}. It fits, with {} left.", text::number(left))
        } else {
            format!(
                "{cost}, {} more than the plan has. Upgrade the plan or lower the pages per fetch.",
                text::number(-left)
            )
        }
    }
}

const NAMES: [&str; 3] = ["plan", "people", "overlap"];
const LABELS: [&str; 3] = ["Plan, credits a month", "New people a month", "Already here, percent"];
const MAXIMA: [i64; 3] = [MOST, MOST, 100];
const ERRORS: [&str; 3] = [
    "Type a whole number of credits; the plan of the settings is used.",
    "Type a whole number of people; 10 is used.",
    "Type a percentage from 0 to 100; the usual one is used.",
];

fn is_typed(text: Option<&str>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}

fn read(text: Option<&str>, most: i64) -> Option<i64> {
    text?.trim().replace(',', "").parse().ok().filter(|value| (0..=most).contains(value))
}

/// What people and daily runs took here.
fn own_load(tally: &Tally, meters: &[MeterView]) -> Option<Load> {
    let people = Some(tally.people).filter(|&people| people > 0)?;
    let each = |credits: i64| (credits + people - 1) / people;
    Some(Load { alone: each(tally.spent + tally.saved), shared: each(tally.spent), refresh: refresh(meters) })
}

/// Credits of an average daily run in this period, days without one left out.
fn refresh(meters: &[MeterView]) -> i64 {
    let credits = |meter: &MeterView| {
        let runs = meter.days.iter().map(|day| day.refresh).filter(|&credits| credits > 0);
        let (sum, count) = runs.fold((0, 0), |(sum, count), credits| (sum + credits, count + 1));
        if count > 0 { (sum + count - 1) / count } else { 0 }
    };
    meters.iter().filter(|meter| meter.is_credits).map(credits).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_as_people_write_them() {
        assert_eq!(read(Some(" 20,000 "), MOST), Some(20_000));
        assert_eq!(
            [read(Some("-1"), MOST), read(Some("101"), 100), read(Some("many"), MOST), read(None, MOST)],
            [None; 4]
        );
    }

    #[test]
    fn own_figures_are_rounded_up() {
        let tally = Tally { people: 3, spent: 1_000, saved: 500, ..Tally::default() };
        assert_eq!(own_load(&tally, &[]), Some(Load { alone: 500, shared: 334, refresh: 0 }));
        assert_eq!(own_load(&Tally::default(), &[]), None);
    }
}
