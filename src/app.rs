//! What every page and task is given.

use crate::clock::Clock;
use crate::config::Config;
use crate::cv::claude::Claude;
use crate::db::Database;
use crate::live::Live;
use crate::sources::{Client, Source};
use std::path::PathBuf;
use std::sync::Arc;
use tokio::runtime::Handle;

/// Shared by all handlers and tasks of one process.
pub type SharedApp = Arc<App>;

pub struct App {
    pub config: Config,
    pub db: Database,
    pub clock: Clock,
    /// One per source that has a key.
    pub clients: Vec<Client>,
    /// None without a key: the offline reader serves.
    pub claude: Option<Claude>,
    /// This program, which reads uploaded files in a child process.
    pub program: PathBuf,
    /// Tells open pages that something changed.
    pub live: Live,
    /// The main runtime: background work belongs there, never on the web server's threads.
    pub runtime: Handle,
}

impl App {
    /// Puts the parts together. `program` is the executable whose child processes read files.
    pub fn new(config: Config, db: Database, clock: Clock, program: PathBuf) -> anyhow::Result<SharedApp> {
        let clients = config
            .sources
            .iter()
            .map(|source| Client::new(source.source, &source.settings))
            .collect::<Result<_, _>>()?;
        let claude = config.claude.as_ref().map(Claude::new).transpose()?;
        let runtime = Handle::current();
        Ok(Arc::new(Self { config, db, clock, clients, claude, program, live: Live::default(), runtime }))
    }

    /// The client of a source; None: it has no key.
    pub fn client(&self, source: Source) -> Option<&Client> {
        self.clients.iter().find(|client| client.source() == source)
    }

    /// The local date of a moment.
    pub fn local_date(&self, at: chrono::DateTime<chrono::Utc>) -> chrono::NaiveDate {
        at.with_timezone(&self.config.timezone).date_naive()
    }

    /// The local date now.
    pub fn today(&self) -> chrono::NaiveDate {
        self.local_date(self.clock.now())
    }
}
