//! The App: settings, database, clock and clients, as every page and task is given them.

use crate::clock::Clock;
use crate::config::Config;
use crate::coverage::reach::Reach;
use crate::cv::Extractor;
use crate::cv::claude::Claude;
use crate::db::{Database, Terms};
use crate::live::{Live, News};
use crate::mail::Server;
use crate::pulse::Pulse;
use crate::sources::{Client, Source};
use chrono::TimeDelta;
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
    /// How far each source with a key reaches, as this installation is set up.
    pub reaches: Vec<Reach>,
    /// Client of Claude; None without a key, when the offline reader serves.
    pub claude: Option<Claude>,
    /// Where mails go out; None: there is no mail.
    pub mail: Option<Server>,
    /// Reads uploaded files, in children of this program.
    pub extractor: Extractor,
    /// When this process last looked into its queue.
    pub pulse: Pulse,
    /// Changes for open pages.
    pub live: Live,
    /// What this process has changed and open pages have not heard of yet.
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
        let held = TimeDelta::from_std(config.held)?;
        let reaches = config.sources.iter().map(|source| Reach::new(source.source, source.is_month, held));
        let reaches = reaches.collect();
        let (extractor, runtime) = (Extractor::new(program), Handle::current());
        let (pulse, live, news) = (Pulse::default(), Live::default(), News::default());
        Ok(Arc::new(Self { config, db, clock, clients, reaches, claude, mail, extractor, pulse, live, news, runtime }))
    }

    /// The terms on which these settings use the database.
    pub fn terms(config: &Config) -> Terms {
        Terms { statement: config.statement, ..Terms::new(config.max_connections) }
    }

    /// Client of a source; None: no key is set.
    pub fn client(&self, source: Source) -> Option<&Client> {
        self.clients.iter().find(|client| client.source() == source)
    }

    /// The sources that have a key.
    pub fn enabled(&self) -> Vec<Source> {
        self.config.sources.iter().map(|source| source.source).collect()
    }

    /// How far a source reaches; None: it has no key.
    pub fn reach(&self, source: Source) -> Option<Reach> {
        self.reaches.iter().find(|reach| reach.source == source).copied()
    }

    /// Local date of a moment, in the configured time zone.
    pub fn local_date(&self, at: chrono::DateTime<chrono::Utc>) -> chrono::NaiveDate {
        at.with_timezone(&self.config.timezone).date_naive()
    }

    /// Local date of now.
    pub fn today(&self) -> chrono::NaiveDate {
        self.local_date(self.clock.now())
    }
}
