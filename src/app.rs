//! The App: settings, database, clock and clients, as given to every page and task.

mod limits;

pub use self::limits::InForce;

use crate::clock::Clock;
use crate::config::{Caps, Config};
use crate::coverage::reach::Reach;
use crate::cv::Extractor;
use crate::cv::claude::Claude;
use crate::db::{Database, Terms};
use crate::live::{Live, News};
use crate::mail::Server;
use crate::pulse::Pulse;
use crate::sources::{Client, Source};
use crate::webhook::Webhook;
use chrono::{DateTime, NaiveDate, Utc};
use std::path::PathBuf;
use std::sync::Arc;
use tokio::runtime::Handle;

/// Shared by all handlers and tasks of one process.
pub type SharedApp = Arc<App>;

/// Common state of pages and tasks in a process.
pub struct App {
    /// Settings, read once at the start.
    pub config: Config,
    /// Connections to the database.
    pub db: Database,
    /// Time of windows, due dates, periods and ages.
    pub clock: Clock,
    /// Clients of the job APIs, one per source with a key.
    pub clients: Vec<Client>,
    /// Limits that hold, as this process last looked them up.
    pub limits: InForce,
    /// Client of Claude; None without a key: the offline reader then serves.
    pub claude: Option<Claude>,
    /// Where mails go out; None: there is no mail.
    pub mail: Option<Server>,
    /// Where signed alerts go out; None: nowhere.
    pub webhook: Option<Webhook>,
    /// Reads uploaded files, in children of this program.
    pub extractor: Extractor,
    /// Moment at which this process last looked into its queue.
    pub pulse: Pulse,
    /// Changes for open pages.
    pub live: Live,
    /// Changes by this process that open pages have not heard of yet.
    pub news: News,
    /// Main runtime: background work belongs there, never on the web server's threads.
    pub runtime: Handle,
}

impl App {
    /// Puts the parts together. `program` is the executable whose child processes read files.
    ///
    /// # Errors
    ///
    /// Fails when a client cannot be built: a false address, or certificates that cannot be loaded.
    pub fn new(config: Config, db: Database, clock: Clock, program: PathBuf) -> anyhow::Result<SharedApp> {
        let clients = config
            .sources
            .iter()
            .map(|source| Client::new(source.source, &source.settings))
            .collect::<Result<_, _>>()?;
        let claude = config.claude.as_ref().map(Claude::new).transpose()?;
        let mail = config.mail.as_ref().map(Server::new);
        let webhook = config.alerts.webhook.as_ref().map(Webhook::new).transpose()?;
        let limits = InForce::new(&config.caps, clock.now());
        let (extractor, runtime) = (Extractor::new(program), Handle::current());
        let (pulse, live, news) = (Pulse::default(), Live::default(), News::default());
        Ok(Arc::new(Self {
            config,
            db,
            clock,
            clients,
            limits,
            claude,
            mail,
            webhook,
            extractor,
            pulse,
            live,
            news,
            runtime,
        }))
    }

    /// Database terms by these settings.
    pub fn terms(config: &Config) -> Terms {
        Terms { statement: config.statement, ..Terms::new(config.max_connections) }
    }

    /// Client of a source; None without a key.
    pub fn client(&self, source: Source) -> Option<&Client> {
        self.clients.iter().find(|client| client.source() == source)
    }

    /// Sources with a key.
    pub fn enabled(&self) -> Vec<Source> {
        self.config.sources.iter().map(|source| source.source).collect()
    }

    /// Limits that hold now, at most a minute after an admin changed one.
    pub fn caps(&self) -> Caps {
        self.limits.caps()
    }

    /// Reaches: how far each source with a key looks back, as this installation is set up.
    pub fn reaches(&self) -> Vec<Reach> {
        let held = self.config.held(self.caps().refresh_days);
        self.config.sources.iter().map(|source| Reach::new(source.source, source.is_month, held)).collect()
    }

    /// Reach of a source; None without a key.
    pub fn reach(&self, source: Source) -> Option<Reach> {
        self.reaches().into_iter().find(|reach| reach.source == source)
    }

    /// Local date of a moment, in the configured time zone.
    pub fn local_date(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.config.timezone).date_naive()
    }

    /// Local date of the present moment.
    pub fn today(&self) -> NaiveDate {
        self.local_date(self.clock.now())
    }
}
