//! People carried by the plans: by the first estimates, by own figures, and by the form.

use super::field::{Field, Form, MOST};
use crate::app::App;
use crate::config::SourceConfig;
use crate::models::fetch::Purpose;
use crate::quota::capacity::{self, Answer, Capacity, FIRST_LOAD, FIRST_PLAN, FIRST_SHARED, Load, Question};
use crate::quota::price::Tariff;
use crate::quota::usage::{Cost, Tally, Usage};
use crate::sources::{Source, Unit};
use crate::text;
use crate::web::admin::words;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// New people a month in the form's first question.
const PEOPLE: i64 = 10;

/// Percent shared by the first estimates: "with 50% overlap".
const FIRST_OVERLAP: i64 = 50;

/// The question about the plans with its answer.
pub(super) struct CapacityView {
    pub fields: Vec<Field>,
    pub question: Question,
    /// One per source with a key.
    pub plans: Vec<PlanView>,
}

/// A row of the table.
pub(super) struct Estimate {
    pub what: String,
    /// The figure by the first estimates.
    pub first: String,
    /// The figure by own data, for each source.
    pub own: Vec<String>,
}

/// A source's plan with the number of people carried.
pub(super) struct PlanView {
    pub source: Source,
    pub unit: Unit,
    measured: Measured,
    load: Load,
    pub answer: Answer,
    capacity: Capacity,
}

/// Own figures of a source; None: no figures yet, so the first estimate serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Measured {
    alone: Option<i64>,
    refresh: Option<i64>,
}

impl CapacityView {
    /// Answers the form for every source with a key.
    pub(super) fn of(app: &App, tally: &Tally, costs: &[Cost], usage: &[Usage], form: &Form) -> Self {
        let sources = &app.config.sources;
        let mut fields: Vec<_> = sources.iter().map(|config| plan_field(config, form)).collect();
        let (people, overlap) = (people_field(form), overlap_field(tally, form));
        let question = Question { people: people.value, overlap: overlap.value };
        let plans = sources.iter().zip(&fields).map(|(config, plan)| {
            let tariff = Tariff::of(config);
            PlanView::of(tariff, Measured::of(tariff, tally.people, costs, usage), plan.value, question)
        });
        let plans = plans.collect();
        fields.extend([people, overlap]);
        Self { fields, question, plans }
    }

    /// The rows of the table: the first estimates beside our own figures at each source.
    pub(super) fn rows(&self) -> Vec<Estimate> {
        let first = FIRST_LOAD.capacity(FIRST_PLAN, FIRST_SHARED);
        let [half, two_thirds] = [3, 2].map(capacity::first_estimate);
        let row = |what, first: i64, own: &dyn Fn(&PlanView) -> String| Estimate {
            what,
            first: text::number(first),
            own: self.plans.iter().map(own).collect(),
        };
        let figure = |of: fn(&PlanView) -> i64| move |plan: &PlanView| text::number(of(plan));
        let none = |_: &PlanView| "—".to_owned();
        let overlap = |_: &PlanView| text::number(self.question.overlap);
        let alone = |plan: &PlanView| told(plan.load.alone, plan.measured.alone);
        let run = |plan: &PlanView| told(plan.load.refresh, plan.measured.refresh);
        let people_alone = figure(|plan| plan.capacity.people_alone);
        let people_shared = figure(|plan| plan.capacity.people_shared);
        vec![
            row(say!("admin-quota-row-plan"), FIRST_PLAN, &figure(|plan| plan.answer.plan)),
            row(say!("admin-quota-row-alone"), FIRST_LOAD.alone, &alone),
            row(say!("admin-quota-row-half"), half, &none),
            row(say!("admin-quota-row-two-thirds"), two_thirds, &none),
            row(say!("admin-quota-row-overlap"), FIRST_OVERLAP, &overlap),
            row(say!("admin-quota-row-each"), FIRST_SHARED, &figure(|plan| plan.answer.each)),
            row(say!("admin-quota-row-people-alone"), first.people_alone, &people_alone),
            row(say!("admin-quota-row-people-shared"), first.people_shared, &people_shared),
            row(say!("admin-quota-row-run"), FIRST_LOAD.refresh, &run),
            row(say!("admin-quota-row-runs"), first.refreshes, &figure(|plan| plan.capacity.refreshes)),
            row(say!("admin-quota-row-left"), first.left, &figure(|plan| plan.capacity.left)),
            row(say!("admin-quota-row-people"), first.people, &figure(|plan| plan.capacity.people)),
        ]
    }

    /// Whether every plan is enough for the form's question.
    pub(super) fn fits(&self) -> bool {
        self.plans.iter().all(|plan| plan.answer.fits())
    }

    /// The form's question, answered by the source that runs out first.
    pub(super) fn sentence(&self) -> String {
        let Some(scarcest) = self.scarcest() else { return say!("admin-quota-no-plan") };
        let is_another = |plan: &&PlanView| plan.source != scarcest.source && !plan.answer.fits();
        let others = self.plans.iter().filter(is_another);
        let others = others.map(|other| say!("admin-quota-unfit-too", source = other.source.label()));
        let sentences = std::iter::once(self.answer(scarcest)).chain(others).chain(scarcest.caveat());
        sentences.collect::<Vec<_>>().join(" ")
    }

    fn answer(&self, scarcest: &PlanView) -> String {
        let cost = scarcest.cost(self.question.people);
        let (unit, source) = (words::unit(&scarcest.unit), scarcest.source.label());
        let Answer { plan, needed, .. } = scarcest.answer;
        match scarcest.answer.fits() {
            true if self.plans.len() > 1 => {
                say!("admin-quota-fits-first", cost = cost, plan = plan, unit = unit, source = source)
            }
            true => say!("admin-quota-fits", cost = cost, plan = plan, unit = unit, source = source),
            false => say!("admin-quota-unfit", cost = cost, unit = unit, source = source, missing = needed - plan),
        }
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

    /// Credits of a month's daily runs.
    pub(super) fn refreshes(&self) -> i64 {
        self.capacity.refreshes
    }

    /// Heading of the plan: "JSearch, requests"
    pub(super) fn heading(&self) -> String {
        say!("admin-quota-plan-column", source = self.source.label(), unit = words::unit(&self.unit))
    }

    /// The cost of people and daily runs, up to the figure itself.
    fn cost(&self, people: i64) -> String {
        say!(
            "admin-quota-cost",
            people = people,
            each = self.answer.each,
            unit = words::unit(&self.unit),
            runs = self.load.refresh,
            needed = self.answer.needed,
        )
    }

    /// How much of the answer rests on the first estimates; None: no part.
    fn caveat(&self) -> Option<String> {
        match (self.measured.alone, self.measured.refresh) {
            (Some(_), Some(_)) => None,
            (None, Some(_)) => Some(say!("admin-quota-guess-person")),
            (Some(_), None) => Some(say!("admin-quota-guess-run", credits = FIRST_LOAD.refresh)),
            (None, None) => Some(say!("admin-quota-guess-both", credits = FIRST_LOAD.refresh)),
        }
    }
}

impl Measured {
    fn of(tariff: Tariff, people: i64, costs: &[Cost], usage: &[Usage]) -> Self {
        let cost = costs.iter().find(|cost| cost.source == tariff.source);
        let credits = cost.map_or(0, |cost| cost.spent + cost.saved);
        Self {
            alone: (people > 0 && credits > 0).then(|| (credits + people - 1) / people),
            refresh: average_run(tariff, usage),
        }
    }
}

/// Credits of an average daily run at one source, rounded up, days without one left out.
fn average_run(tariff: Tariff, usage: &[Usage]) -> Option<i64> {
    let is_its =
        |one: &&Usage| one.source == tariff.source && one.unit == tariff.main_unit() && one.is_for(Purpose::Refresh);
    let mut days: BTreeMap<NaiveDate, i64> = BTreeMap::new();
    for one in usage.iter().filter(is_its).filter(|one| one.credits > 0) {
        *days.entry(one.day).or_default() += one.credits;
    }
    let count = i64::try_from(days.len()).ok().filter(|&count| count > 0)?;
    Some((days.values().sum::<i64>() + count - 1) / count)
}

/// A measured figure, or a first estimate with a note.
fn told(figure: i64, measured: Option<i64>) -> String {
    if measured.is_some() { text::number(figure) } else { say!("admin-quota-not-measured", figure = figure) }
}

/// Percent of the demands so far that needed no purchase.
fn own_overlap(tally: &Tally) -> i64 {
    if tally.wanted > 0 { 100 * tally.avoided / tally.wanted } else { FIRST_OVERLAP }
}

fn plan_field(config: &SourceConfig, form: &Form) -> Field {
    let name = match config.source {
        Source::JSearch => "jsearch_plan",
        Source::ActiveJobs => "active_jobs_plan",
    };
    let unit = words::unit(&Tariff::of(config).main_unit());
    let label = say!("admin-quota-plan-field", source = config.source.label(), unit = unit);
    Field::read(form, name, label, (config.plan_credits, MOST), say!("admin-quota-plan-error"))
}

fn people_field(form: &Form) -> Field {
    let label = say!("admin-quota-people-field");
    Field::read(form, "people", label, (PEOPLE, MOST), say!("admin-quota-people-error"))
}

fn overlap_field(tally: &Tally, form: &Form) -> Field {
    let label = say!("admin-quota-overlap-field");
    Field::read(form, "overlap", label, (own_overlap(tally), 100), say!("admin-quota-overlap-error"))
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
            source: Source::JSearch,
            unit: Unit::Requests,
            day: NaiveDate::from_ymd_opt(2026, 11, day).unwrap(),
            purpose: Some(Purpose::Refresh),
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
        let cost = Cost { source: Source::JSearch, spent: 1_000, saved: 501 };
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
        let each = view.rows().into_iter().find(|row| row.what.starts_with("Credits a person, with")).unwrap();
        assert_eq!(each.own, ["50", "50"], "the same figure as in the sentence");
    }

    #[test]
    fn a_run_that_was_never_measured_is_no_comfort() {
        let measured = Measured { alone: Some(100), refresh: None };
        let view = view([measured; 2], [20_000, 10_000]);
        assert!(!view.fits(), "ten people would fit, the runs do not");
        assert!(view.sentence().contains("daily runs of 334") && view.sentence().contains("not measured yet"));
    }
}
