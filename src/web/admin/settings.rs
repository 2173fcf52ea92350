//! `/admin/settings`: what is set, for looking up. It is changed in the environment, with a restart. Keys are never shown.

use super::csv;
use crate::app::App;
use crate::config::{Config, Cost, SignUp, SourceConfig};
use crate::sources::Source;
use crate::web::AppResult;
use crate::web::page::{self, Chrome};
use crate::web::session::Admin;
use actix_web::web::Data;
use askama::Template;

/// The gateway's key, which buys from either source.
const SHARED_KEY: &str = "RAPIDAPI_KEY";

/// One setting: its name, its value, and what it is for.
struct Setting {
    name: String,
    value: String,
    what: &'static str,
}

struct Group {
    title: String,
    settings: Vec<Setting>,
}

#[derive(Template)]
#[template(path = "admin/settings/index.html")]
struct SettingIndex {
    chrome: Chrome,
    groups: Vec<Group>,
}

pub async fn index(app: Data<App>, admin: Admin) -> AppResult {
    let index = SettingIndex { chrome: admin.chrome, groups: groups(&app.config) };
    page::page(&index.chrome, &index)
}

/// The same as a file.
pub async fn csv(app: Data<App>, _: Admin) -> AppResult {
    let cells = |setting: Setting| vec![setting.name, setting.value, setting.what.to_owned()];
    let rows = groups(&app.config).into_iter().flat_map(|group| group.settings).map(cells).collect();
    csv::whole("settings", &["name", "value", "what"], rows)
}

fn groups(config: &Config) -> Vec<Group> {
    let mut groups = vec![
        group("People and pages", people(config)),
        group("What may be spent", spending(config)),
        group("Time", time(config)),
        group("Work", work(config)),
        group("Claude", claude(config)),
        group("Both job APIs", vec![shared_key(config)]),
    ];
    for &source in Source::ALL {
        let settings = match config.source(source) {
            Some(config) => self::source(config),
            None => vec![one(key_name(source), "not set", "the key; without one the source is absent")],
        };
        groups.push(group(source.label(), settings));
    }
    groups
}

fn group(title: &str, settings: Vec<Setting>) -> Group {
    Group { title: title.to_owned(), settings }
}

fn one(name: impl Into<String>, value: impl ToString, what: &'static str) -> Setting {
    Setting { name: name.into(), value: value.to_string(), what }
}

fn is_set(is_set: bool) -> &'static str {
    if is_set { "set" } else { "not set" }
}

fn on_off(is_on: bool) -> &'static str {
    if is_on { "on" } else { "off" }
}

fn or_not_set(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "not set".to_owned(), |value| value.to_string())
}

fn people(config: &Config) -> Vec<Setting> {
    let sign_up = match config.sign_up {
        SignUp::Open => "open",
        SignUp::Invite => "invite",
        SignUp::Closed => "closed",
    };
    vec![
        one("JOBFILL_SIGNUP", sign_up, "who may sign up"),
        one("JOBFILL_BIND", config.bind, "where the pages are answered"),
        one("JOBFILL_PUBLIC_URL", or_not_set(config.public_url.as_ref()), "the address that people use"),
        one("JOBFILL_TRUSTED_PROXY", on_off(config.has_trusted_proxy), "a proxy of ours stands in front"),
        one("JOBFILL_COUNTRY", config.country.as_str(), "where bare names of places are looked for first"),
        one("JOBFILL_AUTO_TITLES", config.auto_titles, "titles of a CV that are loaded at once"),
        one("JOBFILL_AUTO_PLACES", config.auto_places, "places of a CV that are loaded at once"),
        one("JOBFILL_METRICS_TOKEN", is_set(config.metrics_token.is_some()), "guards /metrics"),
    ]
}

fn spending(config: &Config) -> Vec<Setting> {
    let caps = &config.caps;
    vec![
        one("JOBFILL_DAILY_CREDITS", caps.installation_credits, "credits a day for everybody together"),
        one("JOBFILL_PERSON_CREDITS", caps.person_credits, "credits a day for one person"),
        one("JOBFILL_PERSON_COMBINATIONS", caps.person_combinations, "new combinations a day for one person"),
        one(
            "JOBFILL_SIGNUP_SHARE",
            format!("{} %", caps.sign_up_share_percent),
            "of the day and of each plan, kept for new searches",
        ),
    ]
}

fn time(config: &Config) -> Vec<Setting> {
    let off_peak = config.off_peak.map(|(from, to)| format!("{}-{}", from.format("%H:%M"), to.format("%H:%M")));
    vec![
        one("JOBFILL_TIMEZONE", config.timezone.name(), "of days and of the daily run"),
        one("JOBFILL_REFRESH_AT", config.refresh_at.format("%H:%M"), "local time of the daily run"),
        one("JOBFILL_OFFPEAK", or_not_set(off_peak), "local hours for what nobody waits for"),
        one("JOBFILL_HELD_HOURS", config.held.as_secs() / 3600, "a fresh end that lacks less counts as held"),
        one("JOBFILL_ANSWER_DAYS", config.answer_days, "that answers are kept as they came; 0: for good"),
    ]
}

fn work(config: &Config) -> Vec<Setting> {
    vec![
        one("DATABASE_URL", is_set(config.database_url.is_some()), "without it a private PostgreSQL serves"),
        one("JOBFILL_DATA_DIR", config.data_dir.display(), "where the private PostgreSQL keeps its data"),
        one(
            "PG_BIN_DIR",
            or_not_set(config.pg_bin_dir.as_ref()),
            "where its programs are; without it they are looked for",
        ),
        one("JOBFILL_MAX_CONNECTIONS", config.max_connections, "to the database, from one process"),
        one("JOBFILL_WORKERS", config.workers, "tasks at a time in one process"),
        one("JOBFILL_LEASE_SECONDS", config.lease.as_secs(), "for which a worker holds a task"),
        one("JOBFILL_LOG", &config.log, "what is logged, to standard error"),
    ]
}

fn claude(config: &Config) -> Vec<Setting> {
    let claude = config.claude.as_ref();
    vec![
        one("ANTHROPIC_API_KEY", is_set(claude.is_some()), "without it the offline reader serves"),
        one("ANTHROPIC_MODEL", or_not_set(claude.map(|claude| &claude.model)), "reads the CVs"),
        one("ANTHROPIC_BASE_URL", or_not_set(claude.map(|claude| &claude.base_url)), "where it is asked"),
        one("JOBFILL_INPUT_PRICE", or_not_set(config.token_price.input), "money per million tokens sent"),
        one("JOBFILL_OUTPUT_PRICE", or_not_set(config.token_price.output), "money per million tokens received"),
    ]
}

/// Whoever has no key of its own uses this one.
fn shared_key(config: &Config) -> Setting {
    let is_used = config.sources.iter().any(|one| one.settings.key_setting == SHARED_KEY);
    one(SHARED_KEY, if is_used { "set" } else { "not used" }, "the key for both, where one has none of its own")
}

fn source(config: &SourceConfig) -> Vec<Setting> {
    let name = |rest: &str| format!("{}_{rest}", config.source.as_str().to_uppercase());
    let mut settings = vec![
        one(key_name(config.source), is_set(config.settings.key_setting != SHARED_KEY), "the key of its own"),
        one(config.source.base_url_setting(), &config.settings.base_url, "where it is"),
        one(config.source.path_setting(), &config.settings.path, "the search route"),
        one(name("PLAN"), config.plan_credits, "credits a month"),
        one(name("PLAN_DAY"), config.plan_day, "day of the month on which the plan starts anew"),
        one(name("PAGES"), config.max_pages, "pages that a fetch buys at most"),
        one(name("CONCURRENCY"), config.concurrency, "calls at a time, over all processes"),
        one(name("PER_SECOND"), config.per_second, "calls a second, over all processes"),
        one(name("DEADLINE_SECONDS"), config.deadline().as_secs(), "for a whole answer"),
    ];
    settings.extend(match config.source {
        Source::JSearch => vec![one("JSEARCH_COST", cost(config.cost), "what a credit is")],
        Source::ActiveJobs => vec![
            one("ACTIVE_JOBS_PLAN_REQUESTS", config.plan_requests, "calls a month"),
            one("ACTIVE_JOBS_MONTH", on_off(config.is_month), "the first fetch reaches back 30 days instead of 7"),
        ],
    });
    settings
}

fn cost(cost: Cost) -> &'static str {
    match cost {
        Cost::PerPage => "per_page",
        Cost::PerJob => "per_job",
    }
}

fn key_name(source: Source) -> String {
    format!("{}_API_KEY", source.as_str().to_uppercase())
}
