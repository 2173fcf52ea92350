//! Allowances of the demo: visitors may spend so much that no plan runs dry.

use crate::config::Env;
use crate::sources::sandbox::Plan;

/// CVs that can be uploaded after the ten people's month, with searches new to the demo.
#[cfg(test)]
const CVS: i64 = 50;

/// Plans at the stand-ins.
pub const PLAN: Plan = Plan { jsearch_requests: 10_000, active_jobs_requests: 20_000, active_jobs_jobs: 60_000 };

/// The demo's own defaults. The environment's settings win, and so does the page of limits: a visitor may want to see a
/// limit being met.
pub const ALLOWANCES: [(&str, &str); 6] = [
    ("JSEARCH_PLAN", "10000"),
    ("ACTIVE_JOBS_PLAN", "60000"),
    ("ACTIVE_JOBS_PLAN_REQUESTS", "20000"),
    ("JOBFILL_DAILY_CREDITS", "60000"),
    ("JOBFILL_PERSON_CREDITS", "60000"),
    ("JOBFILL_PERSON_COMBINATIONS", "500"),
];

/// Raises allowances to the demo's own.
pub(super) fn raise(env: &mut Env) {
    for (name, value) in ALLOWANCES {
        env.suggest(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Cap, Config};
    use crate::sources::Source;
    use std::collections::BTreeMap;

    /// Rows of the sandbox's largest market for one search in a week, at Active Jobs DB.
    const MOST_ROWS: i64 = 135;

    /// Bound on the use of one plan by the ten people's month, and by all people on each later morning.
    const MONTH: i64 = 1_000;

    fn config(set: [(&str, &str); 2]) -> Config {
        let mut env = Env::of(set);
        raise(&mut env);
        Config::from_env(&env).unwrap()
    }

    #[test]
    fn our_plans_are_those_of_the_stand_ins() {
        let config = config([("RAPIDAPI_KEY", "sandbox"), ("JOBFILL_DATA_DIR", "/nonexistent")]);
        let plan = |source| config.source(source).map(|one| (one.plan_credits, one.plan_requests)).unwrap();
        let number = |credits: u64| i64::try_from(credits).unwrap();
        let (pages, rows) = (number(PLAN.jsearch_requests), number(PLAN.active_jobs_jobs));
        assert_eq!(plan(Source::JSearch), (pages, pages));
        assert_eq!(plan(Source::ActiveJobs), (rows, number(PLAN.active_jobs_requests)));
    }

    #[test]
    fn fifty_cvs_fit_into_every_limit_even_if_one_person_uploads_them_all_on_one_day() {
        let config = config([("RAPIDAPI_KEY", "sandbox"), ("JOBFILL_DATA_DIR", "/nonexistent")]);
        let searches = CVS * i64::try_from(config.auto_titles * config.auto_places).unwrap();
        let of = |source| config.source(source).unwrap();
        let caps = config.caps.with(&BTreeMap::new());
        let pages = searches * i64::from(caps.pages(Source::JSearch));
        let rows = searches * MOST_ROWS;
        // Two pages of rows, and one more page that ends the list.
        let calls = searches * 3;
        assert!(pages + MONTH <= of(Source::JSearch).plan_credits);
        assert!(rows + MONTH <= of(Source::ActiveJobs).plan_credits);
        assert!(calls + MONTH <= of(Source::ActiveJobs).plan_requests);
        assert!(pages + rows + MONTH <= caps.installation_credits);
        assert!(pages + rows <= caps.person_credits);
        assert!(searches <= caps.person_combinations);
    }

    #[test]
    fn a_limit_that_is_set_stays() {
        let config = config([("JOBFILL_DAILY_CREDITS", "300"), ("JOBFILL_DATA_DIR", "/nonexistent")]);
        let caps = config.caps.with(&BTreeMap::new());
        assert_eq!((caps.installation_credits, caps.person_credits), (300, 60_000));
        let fixed = [Cap::DailyCredits, Cap::PersonCredits].map(|cap| config.caps.fixed(cap));
        assert_eq!(fixed, [Some(300), None], "the page changes what only the demo sets");
    }
}
