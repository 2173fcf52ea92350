//! `/admin/settings`: settings for looking up. Changes are made in the environment, with a restart, but for limits, which
//! have a page of their own. Keys are never shown.

use super::csv;
use crate::app::App;
use crate::config::{Cap, Caps, Config, Contact, Cost, SignUp, SourceConfig};
use crate::sources::Source;
use crate::web::AppResult;
use crate::web::page::{self, Chrome};
use crate::web::session::Viewer;
use actix_web::web::Data;
use askama::Template;

/// The gateway's key, which buys from either source.
const SHARED_KEY: &str = "RAPIDAPI_KEY";

/// One setting: name, value and purpose.
struct Setting {
    name: String,
    value: String,
    what: String,
}

/// Settings under one heading.
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

/// The page of settings.
pub(crate) async fn index(app: Data<App>, viewer: Viewer) -> AppResult {
    let index = SettingIndex { chrome: viewer.chrome, groups: groups(&app) };
    page::page(&index.chrome, &index)
}

/// The settings as a file.
pub(crate) async fn csv(app: Data<App>, _: Viewer) -> AppResult {
    let cells = |setting: Setting| vec![setting.name, setting.value, setting.what];
    let rows = groups(&app).into_iter().flat_map(|group| group.settings).map(cells).collect();
    csv::whole("settings", &["name", "value", "what"], rows)
}

fn groups(app: &App) -> Vec<Group> {
    let (config, caps) = (&app.config, app.caps());
    let mut groups = vec![
        group(say!("admin-settings-operator"), operator(config)),
        group(say!("admin-settings-people"), people(config)),
        group(say!("admin-settings-mail"), mail(config)),
        group(say!("admin-settings-alerts"), alerts(config)),
        group(say!("admin-settings-spending"), spending(&caps)),
        group(say!("admin-settings-time"), time(config, &caps)),
        group(say!("admin-settings-work"), work(config)),
        group(say!("admin-settings-claude"), claude(config)),
        group(say!("admin-settings-both-sources"), vec![shared_key(config)]),
    ];
    for &source in Source::ALL {
        let settings = match config.source(source) {
            Some(config) => self::source(config, &caps),
            None => vec![one(key_name(source), say!("admin-settings-not-set"), say!("admin-settings-key"))],
        };
        groups.push(group(source.label().to_owned(), settings));
    }
    groups
}

fn group(title: String, settings: Vec<Setting>) -> Group {
    Group { title, settings }
}

fn one(name: impl Into<String>, value: impl ToString, what: String) -> Setting {
    Setting { name: name.into(), value: value.to_string(), what }
}

fn is_set(is_set: bool) -> String {
    if is_set { say!("admin-settings-set") } else { say!("admin-settings-not-set") }
}

fn on_off(is_on: bool) -> String {
    if is_on { say!("admin-settings-on") } else { say!("admin-settings-off") }
}

fn or_not_set(value: Option<impl ToString>) -> String {
    value.map_or_else(|| say!("admin-settings-not-set"), |value| value.to_string())
}

fn operator(config: &Config) -> Vec<Setting> {
    let operator = &config.operator;
    let contact = operator.contact.as_ref().map(Contact::shown);
    vec![
        one("JOBFILL_OPERATOR", or_not_set(operator.name.as_ref()), say!("admin-settings-operator-name")),
        one("JOBFILL_CONTACT", or_not_set(contact), say!("admin-settings-contact")),
        one("JOBFILL_IMPRINT_URL", or_not_set(operator.imprint.as_ref()), say!("admin-settings-imprint")),
        one("JOBFILL_PRIVACY_URL", or_not_set(operator.privacy.as_ref()), say!("admin-settings-privacy")),
        one(
            "JOBFILL_ACCESSIBILITY_URL",
            or_not_set(operator.accessibility.as_ref()),
            say!("admin-settings-accessibility"),
        ),
    ]
}

fn people(config: &Config) -> Vec<Setting> {
    let sign_up = match config.sign_up {
        SignUp::Open => "open",
        SignUp::Invite => "invite",
        SignUp::Closed => "closed",
    };
    vec![
        one("JOBFILL_SIGNUP", sign_up, say!("admin-settings-sign-up")),
        one("JOBFILL_NETWORK_SIGNUPS", config.network_sign_ups, say!("admin-settings-network-sign-ups")),
        one("JOBFILL_BIND", config.bind, say!("admin-settings-bind")),
        one("JOBFILL_PUBLIC_URL", or_not_set(config.public_url.as_ref()), say!("admin-settings-public-url")),
        one("JOBFILL_TRUSTED_PROXY", on_off(config.has_trusted_proxy), say!("admin-settings-proxy")),
        one("JOBFILL_LANGUAGE", config.language, say!("admin-settings-language")),
        one("JOBFILL_COUNTRY", config.country.as_str(), say!("admin-settings-country")),
        one("JOBFILL_AUTO_TITLES", config.auto_titles, say!("admin-settings-auto-titles")),
        one("JOBFILL_AUTO_PLACES", config.auto_places, say!("admin-settings-auto-places")),
        one("JOBFILL_REVIEW", on_off(config.is_reviewed), say!("admin-settings-review")),
        one("JOBFILL_PERSON_DAYS", config.person_days, say!("admin-settings-person-days")),
        one("JOBFILL_CV_DAYS", config.cv_days, say!("admin-settings-cv-days")),
        one("JOBFILL_METRICS_TOKEN", is_set(config.metrics_token.is_some()), say!("admin-settings-metrics")),
    ]
}

/// The server's address holds a password.
fn mail(config: &Config) -> Vec<Setting> {
    let mail = config.mail.as_ref();
    vec![
        one("JOBFILL_SMTP_URL", is_set(mail.is_some()), say!("admin-settings-smtp-url")),
        one("JOBFILL_MAIL_FROM", or_not_set(mail.map(|mail| &mail.sender)), say!("admin-settings-mail-from")),
    ]
}

/// The receiver's address may hold a token.
fn alerts(config: &Config) -> Vec<Setting> {
    let alerts = &config.alerts;
    let mails: Vec<String> = alerts.mails.iter().map(ToString::to_string).collect();
    let to = Some(mails.join(", ")).filter(|to| !to.is_empty());
    let webhook = || is_set(alerts.webhook.is_some());
    vec![
        one("JOBFILL_ALERT_MAIL", or_not_set(to), say!("admin-settings-alert-mail")),
        one("JOBFILL_ALERT_WEBHOOK_URL", webhook(), say!("admin-settings-alert-webhook")),
        one("JOBFILL_ALERT_WEBHOOK", webhook(), say!("admin-settings-alert-webhook-short")),
        one("JOBFILL_ALERT_WEBHOOK_SECRET", webhook(), say!("admin-settings-alert-secret")),
    ]
}

fn spending(caps: &Caps) -> Vec<Setting> {
    vec![
        one(Cap::DailyCredits.setting(), caps.installation_credits, say!("admin-settings-daily-credits")),
        one(Cap::PersonCredits.setting(), caps.person_credits, say!("admin-settings-person-credits")),
        one(Cap::PersonCombinations.setting(), caps.person_combinations, say!("admin-settings-person-combinations")),
        one(
            Cap::FirstDayShare.setting(),
            say!("admin-settings-percent", percent = caps.first_day_share_percent),
            say!("admin-settings-first-day-share"),
        ),
        one(
            Cap::SignUpShare.setting(),
            say!("admin-settings-percent", percent = caps.sign_up_share_percent),
            say!("admin-settings-sign-up-share"),
        ),
    ]
}

fn time(config: &Config, caps: &Caps) -> Vec<Setting> {
    let off_peak = config.off_peak.map(|(from, to)| format!("{}-{}", from.format("%H:%M"), to.format("%H:%M")));
    vec![
        one("JOBFILL_TIMEZONE", config.timezone.name(), say!("admin-settings-timezone")),
        one("JOBFILL_REFRESH_AT", config.refresh_at.format("%H:%M"), say!("admin-settings-refresh-at")),
        one("JOBFILL_OFFPEAK", or_not_set(off_peak), say!("admin-settings-off-peak")),
        one(Cap::RefreshDays.setting(), caps.refresh_days, say!("admin-settings-refresh-days")),
        one("JOBFILL_HELD_HOURS", config.held(caps.refresh_days).num_hours(), say!("admin-settings-held")),
        one("JOBFILL_CHECK_ONE_IN", config.check_one_in, say!("admin-settings-check-one-in")),
        one("JOBFILL_ANSWER_DAYS", config.answer_days, say!("admin-settings-answer-days")),
        one("JOBFILL_JOB_DAYS", config.job_days, say!("admin-settings-job-days")),
        one("JOBFILL_ATTEMPT_DAYS", config.attempt_days, say!("admin-settings-attempt-days")),
    ]
}

fn work(config: &Config) -> Vec<Setting> {
    vec![
        one("DATABASE_URL", is_set(config.database_url.is_some()), say!("admin-settings-database")),
        one("JOBFILL_DATA_DIR", config.data_dir.display(), say!("admin-settings-data-dir")),
        one("PG_BIN_DIR", or_not_set(config.pg_bin_dir.as_ref()), say!("admin-settings-pg-bin-dir")),
        one("JOBFILL_STATEMENT_SECONDS", config.statement.as_secs(), say!("admin-settings-statement")),
        one("JOBFILL_MAX_CONNECTIONS", config.max_connections, say!("admin-settings-connections")),
        one("JOBFILL_WORKERS", config.workers, say!("admin-settings-workers")),
        one("JOBFILL_LEASE_SECONDS", config.lease.as_secs(), say!("admin-settings-lease")),
        one("JOBFILL_LOG", &config.log, say!("admin-settings-log")),
    ]
}

fn claude(config: &Config) -> Vec<Setting> {
    let claude = config.claude.as_ref();
    vec![
        one("ANTHROPIC_API_KEY", is_set(claude.is_some()), say!("admin-settings-claude-key")),
        one("ANTHROPIC_MODEL", or_not_set(claude.map(|claude| &claude.model)), say!("admin-settings-claude-model")),
        one(
            "ANTHROPIC_COUNTRY",
            or_not_set(claude.and_then(|claude| claude.country.as_ref())),
            say!("admin-settings-claude-country"),
        ),
        one("ANTHROPIC_BASE_URL", or_not_set(claude.map(|claude| &claude.base_url)), say!("admin-settings-claude-url")),
        one("JOBFILL_INPUT_PRICE", or_not_set(config.token_price.input), say!("admin-settings-input-price")),
        one("JOBFILL_OUTPUT_PRICE", or_not_set(config.token_price.output), say!("admin-settings-output-price")),
    ]
}

/// The key of every source without a key of its own.
fn shared_key(config: &Config) -> Setting {
    let is_used = config.sources.iter().any(|one| one.settings.key_setting == SHARED_KEY);
    one(
        SHARED_KEY,
        if is_used { say!("admin-settings-set") } else { say!("admin-settings-not-used") },
        say!("admin-settings-shared-key"),
    )
}

fn source(config: &SourceConfig, caps: &Caps) -> Vec<Setting> {
    let name = |rest: &str| format!("{}_{rest}", config.source.as_str().to_uppercase());
    let mut settings = vec![
        one(key_name(config.source), is_set(config.settings.key_setting != SHARED_KEY), say!("admin-settings-own-key")),
        one(config.source.base_url_setting(), &config.settings.base_url, say!("admin-settings-base-url")),
        one(config.source.path_setting(), &config.settings.path, say!("admin-settings-path")),
        one(name("PLAN"), config.plan_credits, say!("admin-settings-plan")),
        one(name("PLAN_DAY"), config.plan_day, say!("admin-settings-plan-day")),
        one(name("PAGES"), caps.pages(config.source), say!("admin-settings-pages")),
        one(name("CONCURRENCY"), concurrency(config), say!("admin-settings-concurrency")),
        one(name("PER_SECOND"), config.per_second, say!("admin-settings-per-second")),
        one(name("DEADLINE_SECONDS"), config.deadline().as_secs(), say!("admin-settings-deadline")),
    ];
    settings.extend(match config.source {
        Source::JSearch => vec![
            one(Cap::CountryPages.setting(), caps.country_pages, say!("admin-settings-country-pages")),
            one("JSEARCH_COST", cost(config.cost), say!("admin-settings-cost")),
        ],
        Source::ActiveJobs => vec![
            one("ACTIVE_JOBS_PLAN_REQUESTS", config.plan_requests, say!("admin-settings-plan-requests")),
            one("ACTIVE_JOBS_MONTH", on_off(config.is_month), say!("admin-settings-is-month")),
        ],
    });
    settings
}

fn concurrency(config: &SourceConfig) -> String {
    config.concurrency.map_or_else(|| say!("admin-settings-concurrency-unset"), |most| most.to_string())
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
