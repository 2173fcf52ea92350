//! All settings, from the environment, in one typed struct. Secrets cannot be printed.

mod alerts;
mod caps;
mod data_dir;
mod env;
mod mail;
mod operator;
mod source;

pub(crate) use self::alerts::key_bytes as webhook_key;
pub use self::alerts::{AlertConfig, WebhookConfig};
pub use self::caps::{Cap, CapSettings, Caps};
pub use self::data_dir::demo_data_dir;
pub use self::env::{Env, SettingError};
pub use self::mail::{MailConfig, Protection};
pub use self::operator::{Contact, Operator};
pub use self::source::{Cost, SourceConfig};
pub use crate::secret::Secret;

use crate::place::CountryCode;
use crate::sources::Source;
use crate::text::Language;
use chrono::{NaiveTime, TimeDelta};
use chrono_tz::Tz;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// Time allowed for settling a purchase after its answer has come.
pub const SETTLING: Duration = Duration::from_secs(10);

/// Time allowed for handing a mail over to its server.
pub const MAILING: Duration = Duration::from_secs(75);

/// Log filter, unless `JOBFILL_LOG` says otherwise.
pub const LOG: &str = "jobfill=info,warn";

/// Right to sign up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignUp {
    /// Sign-up is open to all.
    Open,
    /// Sign-up by one-time link, for its holders.
    Invite,
    /// Sign-up is closed: people are added on the command line.
    Closed,
}

/// Address of Claude's provider.
const ANTHROPIC: &str = "https://api.anthropic.com";

/// Country of Anthropic's address, where the settings name no other.
pub const ANTHROPIC_COUNTRY: &str = "the United States";

/// Claude, when there is a key.
#[derive(Clone, Debug)]
pub struct ClaudeConfig {
    /// `ANTHROPIC_API_KEY`: the key.
    pub api_key: Secret,
    /// `ANTHROPIC_BASE_URL`: where Claude is asked.
    pub base_url: Url,
    /// `ANTHROPIC_MODEL`: Claude model for readings.
    pub model: String,
    /// Country where texts are read, for the sentence beside the upload form: `ANTHROPIC_COUNTRY`, or the provider's
    /// own where the address is the provider's. None: not stated.
    pub country: Option<String>,
}

/// Price of a million tokens, for the admins' page; none is assumed.
#[derive(Clone, Copy, Debug, Default)]
pub struct TokenPrice {
    /// `JOBFILL_INPUT_PRICE`: money per million tokens that Claude reads.
    pub input: Option<f64>,
    /// `JOBFILL_OUTPUT_PRICE`: money per million tokens that Claude writes.
    pub output: Option<f64>,
}

/// All settings of a process.
#[derive(Clone, Debug)]
pub struct Config {
    /// `DATABASE_URL`; without it a private PostgreSQL in the data directory serves.
    pub database_url: Option<String>,
    /// `JOBFILL_DATA_DIR`: where the private PostgreSQL keeps its data.
    pub data_dir: PathBuf,
    /// `PG_BIN_DIR`: directory of the private PostgreSQL's programs; None: searched for.
    pub pg_bin_dir: Option<String>,
    /// `JOBFILL_LOG`: filter of the log.
    pub log: String,
    /// `JOBFILL_BIND`: address and port of the pages.
    pub bind: SocketAddr,
    /// `JOBFILL_PUBLIC_URL`; https here makes cookies Secure and adds HSTS.
    pub public_url: Option<Url>,
    /// `JOBFILL_TRUSTED_PROXY`: a proxy of ours in front names the client in `X-Forwarded-For`.
    pub has_trusted_proxy: bool,
    /// `JOBFILL_SIGNUP`: right to sign up.
    pub sign_up: SignUp,
    /// `JOBFILL_NETWORK_SIGNUPS`: sign-ups of one network that are free at once; 0: any number.
    pub network_sign_ups: u32,
    /// `JOBFILL_LANGUAGE`: for pages whose reader asks for none of ours, and for mails to people who chose none.
    pub language: Language,
    /// The operator of this installation.
    pub operator: Arc<Operator>,
    /// `JOBFILL_COUNTRY`: where a place without a country is looked for.
    pub country: CountryCode,
    /// `JOBFILL_TIMEZONE`: time zone of local days, months and hours.
    pub timezone: Tz,
    /// Local time of the daily run.
    pub refresh_at: NaiveTime,
    /// Local hours, from and to, for fetches without a person waiting.
    pub off_peak: Option<(NaiveTime, NaiveTime)>,
    /// `JOBFILL_HELD_HOURS`: fresh ends shorter than this count as covered; the daily run closes them.
    pub held_hours: i64,
    /// `JOBFILL_CHECK_ONE_IN`: of the requests held by wider ones, one in so many is bought all the same; 0: none.
    pub check_one_in: u64,
    /// Days to keep paid answers as received, after their jobs were read; 0: for good.
    pub answer_days: i64,
    /// `JOBFILL_JOB_DAYS`: days to keep jobs after they were last confirmed, unless a person marked them; 0: for good.
    pub job_days: i64,
    /// `JOBFILL_ATTEMPT_DAYS`: days to keep tries at buying a page, after they ended; 0: for good.
    pub attempt_days: i64,
    /// `JOBFILL_PERSON_DAYS`: days without a sign-in after which an account is told that it goes; 0: never.
    pub person_days: i64,
    /// `JOBFILL_CV_DAYS`: days that a CV's text is kept after it was read; 0: for good.
    pub cv_days: i64,
    /// Limits that the environment sets, and the defaults of the others. `App::caps` says which hold.
    pub caps: CapSettings,
    /// `JOBFILL_AUTO_TITLES`: a CV's strongest titles, loaded at once; 0 = the person decides first.
    pub auto_titles: usize,
    /// `JOBFILL_AUTO_PLACES`: a CV's strongest places, loaded at once; 0 = the person decides first.
    pub auto_places: usize,
    /// `JOBFILL_REVIEW`: purchases for a CV wait until its person has pressed a button.
    pub is_reviewed: bool,
    /// Sources with a key.
    pub sources: Vec<SourceConfig>,
    /// Claude; None: the offline reader serves alone.
    pub claude: Option<ClaudeConfig>,
    /// Price of Claude's tokens, for the admins' page.
    pub token_price: TokenPrice,
    /// The mail server for outgoing mails, and their sender; None: no mail.
    pub mail: Option<MailConfig>,
    /// How operators are told what needs them.
    pub alerts: AlertConfig,
    /// Tasks at a time in a process.
    pub workers: usize,
    /// `JOBFILL_LEASE_SECONDS`: how long a claim of a task holds without being renewed.
    pub lease: Duration,
    /// `JOBFILL_MAX_CONNECTIONS`: most database connections of a process.
    pub max_connections: u32,
    /// `JOBFILL_STATEMENT_SECONDS`: a longer statement of the database is ended.
    pub statement: Duration,
    /// `JOBFILL_METRICS_TOKEN`: opens `/metrics` to other machines.
    pub metrics_token: Option<Secret>,
    /// `JOBFILL_CLOCK_AHEAD`, debug builds only: seconds by which the system's clock is said to be ahead, for tests.
    pub clock_ahead: i64,
    /// `JOBFILL_CRASH_AT`, debug builds only: where the process kills or stops itself, for tests.
    pub crash_at: Option<String>,
}

impl Config {
    /// Reads every setting.
    ///
    /// # Errors
    ///
    /// Names the first unreadable setting, with the expected form.
    pub fn from_env(env: &Env) -> Result<Self, SettingError> {
        let public_url = public_url(env)?;
        let mail = mail::read(env, public_url.as_ref())?;
        let config = Self {
            alerts: AlertConfig::from_env(env, mail.is_some())?,
            mail,
            database_url: env.text("DATABASE_URL"),
            data_dir: env.data_dir()?,
            pg_bin_dir: env.text("PG_BIN_DIR"),
            log: env.text("JOBFILL_LOG").unwrap_or_else(|| LOG.to_owned()),
            bind: env.parsed("JOBFILL_BIND", "127.0.0.1:8080", "an address and port such as 127.0.0.1:8080")?,
            public_url,
            has_trusted_proxy: env.switch("JOBFILL_TRUSTED_PROXY")?,
            sign_up: sign_up(env)?,
            network_sign_ups: env.number("JOBFILL_NETWORK_SIGNUPS", 40, 0..=100_000)?,
            language: env.parsed("JOBFILL_LANGUAGE", "en", "en or de")?,
            operator: Arc::new(Operator::from_env(env)?),
            country: env.parsed("JOBFILL_COUNTRY", "de", "a two-letter country code such as de")?,
            timezone: env.parsed("JOBFILL_TIMEZONE", "Europe/Berlin", "a time zone such as Europe/Berlin")?,
            refresh_at: env.time("JOBFILL_REFRESH_AT", "06:00")?,
            off_peak: env.hours("JOBFILL_OFFPEAK")?,
            held_hours: env.number("JOBFILL_HELD_HOURS", 36, 1..=720)?,
            check_one_in: env.number("JOBFILL_CHECK_ONE_IN", 200, 0..=1_000_000)?,
            answer_days: env.number("JOBFILL_ANSWER_DAYS", 90, 0..=3650)?,
            job_days: env.number("JOBFILL_JOB_DAYS", 180, 0..=3650)?,
            attempt_days: env.number("JOBFILL_ATTEMPT_DAYS", 400, 0..=3650)?,
            person_days: env.number("JOBFILL_PERSON_DAYS", 365, 0..=3650)?,
            cv_days: env.number("JOBFILL_CV_DAYS", 90, 0..=3650)?,
            caps: CapSettings::from_env(env)?,
            auto_titles: env.number("JOBFILL_AUTO_TITLES", 3, 0..=5)?,
            auto_places: env.number("JOBFILL_AUTO_PLACES", 2, 0..=5)?,
            is_reviewed: env.switch("JOBFILL_REVIEW")?,
            sources: source::all(env)?,
            claude: claude(env)?,
            token_price: TokenPrice {
                input: env.optional("JOBFILL_INPUT_PRICE", "money per million tokens, such as 0.10")?,
                output: env.optional("JOBFILL_OUTPUT_PRICE", "money per million tokens, such as 0.50")?,
            },
            workers: env.number("JOBFILL_WORKERS", 16, 1..=64)?,
            lease: Duration::from_secs(env.number("JOBFILL_LEASE_SECONDS", 120, 1..=3600)?),
            max_connections: env.number("JOBFILL_MAX_CONNECTIONS", 32, 2..=500)?,
            statement: Duration::from_secs(env.number("JOBFILL_STATEMENT_SECONDS", 30, 2..=600)?),
            metrics_token: env.text("JOBFILL_METRICS_TOKEN").map(Secret::new),
            clock_ahead: env.number("JOBFILL_CLOCK_AHEAD", 0, -1_000_000..=1_000_000)?,
            crash_at: env.text("JOBFILL_CRASH_AT"),
        };
        config.check()?;
        Ok(config)
    }

    /// Settings of a source; None: without a key, so absent.
    pub fn source(&self, source: Source) -> Option<&SourceConfig> {
        self.sources.iter().find(|one| one.source == source)
    }

    /// True when all sources are stand-ins on this machine; None without any source.
    pub fn is_sandbox(&self) -> Option<bool> {
        self.sources.first().map(SourceConfig::is_loopback)
    }

    /// Fresh ends that lack less than this count as covered, where a daily run asks again after so many days: gaps that
    /// it leaves are not bought for people who join.
    pub fn held(&self, refresh_days: i64) -> TimeDelta {
        let hours = if refresh_days > 1 { self.held_hours.max(24 * refresh_days + 12) } else { self.held_hours };
        TimeDelta::hours(hours)
    }

    /// True when cookies may only travel over https.
    pub fn is_https(&self) -> bool {
        self.public_url.as_ref().is_some_and(|url| url.scheme() == "https")
    }

    /// Leases outlast every paid call: a lease that ran out while a paid answer is still on its way would buy twice. They
    /// outlast the handing over of a mail, too.
    fn check(&self) -> Result<(), SettingError> {
        let mail = self.mail.as_ref().map(|_| MAILING + SETTLING);
        if let Some(least) = mail.filter(|least| self.lease < *least) {
            return Err(SettingError::new(
                "JOBFILL_LEASE_SECONDS",
                format!("at least {} seconds, since mail is sent", least.as_secs()),
            ));
        }
        for source in &self.sources {
            let least = source.deadline() + SETTLING + Duration::from_secs(10);
            if self.lease < least {
                return Err(SettingError::new(
                    "JOBFILL_LEASE_SECONDS",
                    format!(
                        "at least {} seconds: the deadline of {} and 20 seconds more",
                        least.as_secs(),
                        source.source.label()
                    ),
                ));
            }
            if source.is_loopback() != self.sources[0].is_loopback() {
                return Err(SettingError::new(
                    "JSEARCH_BASE_URL and ACTIVE_JOBS_BASE_URL",
                    "both on this machine (sandbox) or both outside (live): the two never mix",
                ));
            }
        }
        Ok(())
    }
}

/// The address of the whole site: the base of links and of the check of origins.
fn public_url(env: &Env) -> Result<Option<Url>, SettingError> {
    const NAME: &str = "JOBFILL_PUBLIC_URL";
    const EXPECTED: &str = "an address such as https://jobs.example.org: http or https, a host, and nothing behind it";
    let url: Option<Url> = env.optional(NAME, EXPECTED)?;
    let is_site = |url: &Url| {
        let is_bare = url.username().is_empty() && url.password().is_none() && url.path() == "/";
        ["http", "https"].contains(&url.scheme()) && is_bare && url.query().is_none() && url.fragment().is_none()
    };
    match url {
        Some(url) if !is_site(&url) => Err(SettingError::new(NAME, EXPECTED)),
        url => Ok(url),
    }
}

fn sign_up(env: &Env) -> Result<SignUp, SettingError> {
    match env.text("JOBFILL_SIGNUP").as_deref() {
        None | Some("open") => Ok(SignUp::Open),
        Some("invite") => Ok(SignUp::Invite),
        Some("closed") => Ok(SignUp::Closed),
        Some(_) => Err(SettingError::new("JOBFILL_SIGNUP", "open, invite or closed")),
    }
}

fn claude(env: &Env) -> Result<Option<ClaudeConfig>, SettingError> {
    let Some(key) = env.text("ANTHROPIC_API_KEY") else { return Ok(None) };
    let base_url: Url = env.parsed("ANTHROPIC_BASE_URL", ANTHROPIC, "an address")?;
    let is_own = base_url.as_str().trim_end_matches('/') == ANTHROPIC;
    let country = env.text("ANTHROPIC_COUNTRY").or_else(|| is_own.then(|| ANTHROPIC_COUNTRY.to_owned()));
    Ok(Some(ClaudeConfig {
        api_key: Secret::new(key),
        base_url,
        country,
        model: env.text("ANTHROPIC_MODEL").unwrap_or_else(|| "claude-haiku-5-5".to_owned()),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counts_as_held_moves_with_the_days_of_the_run() {
        for (held_hours, refresh_days, hours) in
            [("36", 1, 36), ("3", 1, 3), ("36", 2, 60), ("36", 7, 180), ("240", 7, 240)]
        {
            let env = Env::of([("JOBFILL_HELD_HOURS", held_hours), ("JOBFILL_DATA_DIR", "/nonexistent")]);
            let held = Config::from_env(&env).unwrap().held(refresh_days);
            assert_eq!(held, TimeDelta::hours(hours), "{refresh_days}");
        }
    }

    #[test]
    fn the_public_address_is_that_of_a_whole_site() {
        let read = |url| public_url(&Env::of([("JOBFILL_PUBLIC_URL", url)]));
        for right in ["https://jobs.example.org", "http://127.0.0.1:8080/", "https://jobs.example.org:8443"] {
            assert!(read(right).is_ok_and(|url| url.is_some()), "{right}");
        }
        for wrong in [
            "ftp://jobs.example.org",
            "https://example.org/jobs",
            "https://example.org/?a=b",
            "https://example.org/#top",
            "https://ada:secret@example.org",
            "mailto:ada@example.org",
            "jobs.example.org",
            "localhost:8080",
        ] {
            let error = read(wrong).unwrap_err().to_string();
            assert!(error.starts_with("JOBFILL_PUBLIC_URL is not readable: expected"), "{wrong}: {error}");
            assert!(!error.contains("secret"), "{error}");
        }
    }
}
