//! P5: a process does not start with times under which a paid page could be bought twice.

use crate::support::program;
use jobfill::config::{Config, Env};
use proptest::prelude::*;

/// What the answer and its settling may take beyond the deadline, in seconds: ten to settle, ten to be on the safe side.
const BEYOND: u64 = 20;

fn starts_with(lease: u64, jsearch: Option<u64>, active_jobs: Option<u64>) -> Result<(), String> {
    let mut env = Env::of([("JOBFILL_LEASE_SECONDS", lease.to_string().as_str())]);
    for (deadline, key, setting) in [
        (jsearch, "JSEARCH_API_KEY", "JSEARCH_DEADLINE_SECONDS"),
        (active_jobs, "ACTIVE_JOBS_API_KEY", "ACTIVE_JOBS_DEADLINE_SECONDS"),
    ] {
        if let Some(deadline) = deadline {
            env.set(key, "a-key");
            env.set(setting, deadline.to_string().as_str());
        }
    }
    Config::from_env(&env).map(drop).map_err(|error| error.to_string())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// With a lease within its own bounds, it is accepted exactly when it outlives every source that has a key.
    #[test]
    fn a_lease_is_accepted_exactly_when_it_outlives_every_paid_answer(
        lease in 30_u64..=900,
        jsearch in proptest::option::of(1_u64..=600),
        active_jobs in proptest::option::of(1_u64..=600),
    ) {
        let longest = jsearch.max(active_jobs);
        let is_sound = longest.is_none_or(|deadline| lease >= deadline + BEYOND);
        let started = starts_with(lease, jsearch, active_jobs);
        prop_assert_eq!(started.is_ok(), is_sound, "{:?}", started);
        if let Err(why) = started {
            prop_assert!(why.contains("JOBFILL_LEASE_SECONDS"), "{}", why);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_program_names_a_lease_that_is_too_short_and_does_not_start() {
    let settings =
        [("JOBFILL_LEASE_SECONDS", "84"), ("RAPIDAPI_KEY", "a-key"), ("DATABASE_URL", "postgresql://nowhere")];
    let settings = settings.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    for command in ["serve", "work"] {
        let output = program::run(&[command], &settings).await;
        assert_ne!(output.code, 0);
        assert!(output.stderr.contains("JOBFILL_LEASE_SECONDS") && output.stderr.contains("at least 85"), "{output:?}");
    }
}
