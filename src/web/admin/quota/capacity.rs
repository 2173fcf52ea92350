//! How many people the plans carry: by the first estimates, by this installation's own figures, and by the form.

mod field;

pub use self::field::{Field, Form};

use self::field::MOST;
use crate::app::App;
use crate::config::SourceConfig;
use crate::models::fetch::Purpose;
use crate::quota::capacity::{self, Answer, Capacity, FIRST_LOAD, FIRST_PLAN, FIRST_SHARED, Load, Question};
use crate::quota::price::Tariff;
use crate::quota::usage::{Cost, Tally, Usage};
use crate::sources::{Source, Unit};
use crate::web::text;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// New people a month that the form asks about at first.
const PEOPLE: i64 = 10;

/// Percent shared by the first estimates: "with 50% overlap".
const FIRST_OVERLAP: i64 = 50;

pub struct CapacityView {
    pub fields: Vec<Field>,
    pub question: Question,
    /// One per source that has a key.
    pub plans: Vec<PlanView>,
}

/// What one source's plan carries.
pub struct PlanView {
    pub source: Source,
    pub unit: Unit,
    measured: Measured,
    load: Load,
    pub answer: Answer,
    capacity: Capacity,
}

/// What was measured here; None: nothing yet, and the first estimate serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Measured {
    alone: Option<i64>,
    refresh: Option<i64>,
}

impl CapacityView {
    pub fn of(app: &App, tally: &Tally, costs: &[Cost], usage: &[Usage], form: &Form) -> Self {
        let sources = &app.config.sources;
        let mut fields: Vec<_> = sources.iter().map(|config| plan_field(config, form)).collect();
        let people = Field::read(form, "people", "New people a month".to_owned(), (PEOPLE, MOST), PEOPLE_ERROR);
        let overlap = (own_overlap(tally), 100);
        let overlap = Field::read(form, "overlap", "Already here, percent".to_owned(), overlap, OVERLAP_ERROR);
        let question = Question { people: people.value, overlap: overlap.value };
        let plans = sources.iter().zip(&fields).map(|(config, plan)| {
            let tariff = Tariff::of(config);
            PlanView::of(tariff, Measured::of(tariff, tally.people, costs, usage), plan.value, question)
        });
        let plans = plans.collect();
        fields.extend([people, overlap]);
        Self { fields, question, plans }
    }

    /// The rows of the table: what, by the first estimates, and by our own figures at each source.
    pub fn rows(&self) -> Vec<(&'static str, String, Vec<String>)> {
        let first = FIRST_LOAD.capacity(FIRST_PLAN, FIRST_SHARED);
        let [second, third] = [3, 2].map(capacity::first_estimate);
        let row = |what, first: i64, own: &dyn Fn(&PlanView) -> String| {
            (what, text::number(first), self.plans.iter().map(own).collect())
        };
        let figure = |of: fn(&PlanView) -> i64| move |plan: &PlanView| text::number(of(plan));
        let none = |_: &PlanView| "—".to_owned();
        let (alone, refresh) = (
            |plan: &PlanView| told(plan.load.alone, plan.measured.alone),
            |plan: &PlanView| told(plan.load.refresh, plan.measured.refresh),
        );
        vec![
            row("Plan, credits a month", FIRST_PLAN, &figure(|plan| plan.answer.plan)),
            row("Credits a person who shares nothing", FIRST_LOAD.alone, &alone),
            row("… of whose searches half are here", second, &none),
            row("… of whose searches two thirds are here", third, &none),
            row("Already here, percent", FIRST_OVERLAP, &|_: &PlanView| text::number(self.question.overlap)),
            row("Credits a person, with what is here", FIRST_SHARED, &figure(|plan| plan.answer.each)),
            row(
                "New people a month, nothing shared, no daily runs",
                first.people_alone,
                &figure(PlanView::people_alone),
            ),
            row("New people a month, shared, no daily runs", first.people_shared, &figure(PlanView::people_shared)),
            row("Credits of a daily run", FIRST_LOAD.refresh, &refresh),
            row("Credits of a month's daily runs", first.refreshes, &figure(|plan| plan.capacity.refreshes)),
            row("Credits left for new people", first.left, &figure(|plan| plan.capacity.left)),
            row("New people a month beside daily runs", first.people, &figure(|plan| plan.capacity.people)),
        ]
    }

    pub fn fits(&self) -> bool {
        self.plans.iter().all(|plan| plan.answer.fits())
    }

    /// The form's question, answered by the source that runs out first.
    pub fn sentence(&self) -> String {
        let Some(scarcest) = self.scarcest() else {
            return "No source has a key, so no plan carries anybody.".to_owned();
        };
        let cost = scarcest.cost(self.question.people);
        let (unit, name) = (scarcest.unit, scarcest.source.label());
        let Answer { plan, needed, .. } = scarcest.answer;
        let mut sentence = if scarcest.answer.fits() {
            let first = if self.plans.len() > 1 { ", which would run out first" } else { "" };
            format!("It fits: {cost} of the {} {unit} of {name}{first}.", text::number(plan))
        } else {
            let missing = text::number(needed - plan);
            format!(
                "It does not fit: {cost} {unit} of {name}, {missing} more than its plan has. \
                 Upgrade the plan or lower the pages per fetch."
            )
        };
        let is_another = |plan: &&PlanView| plan.source != scarcest.source && !plan.answer.fits();
        for other in self.plans.iter().filter(is_another) {
            sentence += &format!(" {} runs out too.", other.source.label());
        }
        sentence + &scarcest.caveat()
    }

    fn scarcest(&self) -> Option<&PlanView> {
        self.plans.iter().reduce(|one, other| if other.answer.is_scarcer(one.answer) { other } else { one })
    }
}

impl PlanView {
    fn of(tariff: Tariff, measured: Measured, plan: i64, question: Question) -> Self {
        let first = capacity::first_load_of(tariff);
        let load =
            Load { alone: measured.alone.unwrap_or(first.alone), refresh: measured.refresh.unwrap_or(first.refresh) };
        let answer = question.answer(plan, load);
        let (source, unit) = (tariff.source, tariff.main_unit());
        Self { source, unit, measured, load, answer, capacity: load.capacity(plan, answer.each) }
    }

    fn people_alone(&self) -> i64 {
        self.capacity.people_alone
    }

    fn people_shared(&self) -> i64 {
        self.capacity.people_shared
    }

    /// What is needed, up to the figure itself.
    fn cost(&self, people: i64) -> String {
        format!(
            "{} a month at {} {} each, and daily runs of {}, take {}",
            text::count(people, "new person", "new people"),
            text::number(self.answer.each),
            self.unit,
            text::number(self.load.refresh),
            text::number(self.answer.needed)
        )
    }

    /// What of it rests on the first estimates.
    fn caveat(&self) -> String {
        match (self.measured.alone, self.measured.refresh) {
            (Some(_), Some(_)) => String::new(),
            (None, Some(_)) => " What a person takes is not measured yet: the first estimate serves.".to_owned(),
            (alone, None) => format!(
                " {} is not measured yet: its part of the first estimate, {} credits a day at both sources, serves.",
                if alone.is_some() { "What a daily run takes" } else { "What people and daily runs take" },
                text::number(FIRST_LOAD.refresh)
            ),
        }
    }
}

impl Measured {
    fn of(tariff: Tariff, people: i64, costs: &[Cost], usage: &[Usage]) -> Self {
        let cost = costs.iter().find(|cost| cost.source == tariff.source.as_str());
        let credits = cost.map_or(0, |cost| cost.spent + cost.saved);
        Self {
            alone: (people > 0 && credits > 0).then(|| (credits + people - 1) / people),
            refresh: average_run(tariff, usage),
        }
    }
}

/// Credits of an average daily run at one source, rounded up, days without one left out.
fn average_run(tariff: Tariff, usage: &[Usage]) -> Option<i64> {
    let is_its = |one: &&Usage| {
        one.source == tariff.source.as_str() && one.unit == tariff.main_unit().as_str() && one.is_for(Purpose::Refresh)
    };
    let mut days: BTreeMap<NaiveDate, i64> = BTreeMap::new();
    for one in usage.iter().filter(is_its).filter(|one| one.credits > 0) {
        *days.entry(one.day).or_default() += one.credits;
    }
    let count = i64::try_from(days.len()).ok().filter(|&count| count > 0)?;
    Some((days.values().sum::<i64>() + count - 1) / count)
}

/// A figure that was measured, or one of the first estimates.
fn told(figure: i64, measured: Option<i64>) -> String {
    let figure = text::number(figure);
    if measured.is_some() { figure } else { format!("not measured yet: {figure}") }
}

/// Percent of the demands so far that needed no purchase.
fn own_overlap(tally: &Tally) -> i64 {
    if tally.wanted > 0 { 100 * (tally.wanted - tally.bought) / tally.wanted } else { FIRST_OVERLAP }
}

const PLAN_ERROR: &str = "Type a whole number of credits; the plan of the settings is used.";
const PEOPLE_ERROR: &str = "Type a whole number of people; 10 is used.";
const OVERLAP_ERROR: &str = "Type a percentage from 0 to 100; the usual one is used.";

fn plan_field(config: &SourceConfig, form: &Form) -> Field {
    let name = match config.source {
        Source::JSearch => "jsearch_plan",
        Source::ActiveJobs => "active_jobs_plan",
    };
    let label = format!("{}, {} a month", config.source.label(), Tariff::of(config).main_unit());
    Field::read(form, name, label, (config.plan_credits, MOST), PLAN_ERROR)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Cost as Charging;

    const JSEARCH: Tariff = Tariff { source: Source::JSearch, cost: Charging::PerPage };
    const ACTIVE_JOBS: Tariff = Tariff { source: Source::ActiveJobs, cost: Charging::PerJob };
    const QUESTION: Question = Question { people: 10, overlap: 50 };

    fn run(meter_id: i32, day: u32, credits: i64) -> Usage {
        Usage {
            meter_id,
            source: "jsearch".to_owned(),
            unit: "requests".to_owned(),
            day: NaiveDate::from_ymd_opt(2026, 11, day).unwrap(),
            purpose: Some("refresh".to_owned()),
            credits,
            last_adjustment: None,
        }
    }

    fn view(measured: [Measured; 2], plans: [i64; 2]) -> CapacityView {
        let plan = |index: usize, tariff| PlanView::of(tariff, measured[index], plans[index], QUESTION);
        CapacityView { fields: Vec::new(), question: QUESTION, plans: vec![plan(0, JSEARCH), plan(1, ACTIVE_JOBS)] }
    }

    #[test]
    fn own_figures_are_rounded_up_and_runs_of_the_last_period_count() {
        let cost = Cost { source: "jsearch".to_owned(), spent: 1_000, saved: 501 };
        let usage = [run(1, 1, 30), run(2, 3, 10), run(2, 3, 1)];
        let measured = Measured::of(JSEARCH, 3, &[cost], &usage);
        assert_eq!(measured, Measured { alone: Some(501), refresh: Some(21) });
        assert_eq!(Measured::of(ACTIVE_JOBS, 3, &[], &usage), Measured { alone: None, refresh: None });
    }

    #[test]
    fn the_source_that_runs_out_first_decides() {
        let measured = Measured { alone: Some(100), refresh: Some(10) };
        let view = view([measured; 2], [20_000, 799]);
        assert!(!view.fits());
        let sentence = "It does not fit: 10 new people a month at 50 jobs each, and daily runs of 10, take 800 jobs \
                        of Active Jobs DB, 1 more than its plan has. Upgrade the plan or lower the pages per fetch.";
        assert_eq!(view.sentence(), sentence);
        let each = view.rows().into_iter().find(|(what, ..)| what.starts_with("Credits a person, with")).unwrap();
        assert_eq!(each.2, ["50", "50"], "the same figure as in the sentence");
    }

    #[test]
    fn a_run_that_was_never_measured_is_no_comfort() {
        let measured = Measured { alone: Some(100), refresh: None };
        let view = view([measured; 2], [20_000, 10_000]);
        assert!(!view.fits(), "ten people would fit, the runs do not");
        assert!(view.sentence().contains("daily runs of 334") && view.sentence().contains("not measured yet"));
    }
}
