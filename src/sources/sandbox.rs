//! Stand-ins for the two job APIs, speaking their HTTP on a loopback port: for the demo, for trials, and as the fake
//! providers of the tests.
//!
//! Sandboxes are as strict as the real providers and sell plausible jobs for any title and place, the same each time
//! and new jobs every day. They fail on order in every real way, and keep an account of their charges, page by page.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;

use actix_web::dev::ServerHandle;
use actix_web::{App, HttpServer, web};
use anyhow::{Context, ensure};
use chrono::{DateTime, Utc};

use super::{Dialect, Source, SourceSettings};
use crate::secret::Secret;

mod account;
mod active_jobs;
mod chance;
mod direct;
mod fault;
mod gateway;
mod grammar;
mod ground;
mod jsearch;
mod manners;
mod market;
mod meter;
mod pages;
mod reply;
mod served;
mod text;
mod words;

pub use account::{BoughtPage, SourceAccount};
pub use fault::{Control, Fault, How};
pub use manners::Manners;

use gateway::Gateway;

/// Usual key of the sandbox, worthless elsewhere.
pub const API_KEY: &str = "sandbox";

/// Reader of the sandbox's time.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// Month's contents of each provider's plan.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Pages of JSearch.
    pub jsearch_requests: u64,
    /// Calls to Active Jobs DB.
    pub active_jobs_requests: u64,
    /// Rows of Active Jobs DB.
    pub active_jobs_jobs: u64,
}

impl Default for Plan {
    /// Plan assumed by the default settings.
    fn default() -> Self {
        Self { jsearch_requests: 20_000, active_jobs_requests: 20_000, active_jobs_jobs: 20_000 }
    }
}

/// Set-up of a sandbox.
#[derive(Clone)]
pub struct Options {
    /// Loopback address; port 0 takes any free port.
    pub bind: SocketAddr,
    /// Valid key.
    pub api_key: String,
    /// Plan to count down from.
    pub plan: Plan,
    /// Dialect of Active Jobs DB's address; the other dialect is understood, too.
    pub dialect: Dialect,
    /// Manners of Active Jobs DB where the real ones are unknown.
    pub manners: Manners,
    /// Calls per second to a source; more get a 429.
    pub calls_per_second: Option<u32>,
    /// File of the account between runs; None: the account ends with the sandbox.
    pub account_file: Option<PathBuf>,
    /// Clock of the sandbox.
    pub now: Clock,
}

impl Options {
    /// Options for a free port, with the usual key and plan, and the gateway's dialect.
    pub fn new(now: Clock) -> Self {
        Self {
            bind: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            api_key: API_KEY.to_owned(),
            plan: Plan::default(),
            dialect: Dialect::Gateway,
            manners: Manners::default(),
            calls_per_second: None,
            account_file: None,
            now,
        }
    }
}

/// A sandbox at work, until dropped.
pub struct Running {
    address: SocketAddr,
    api_key: String,
    dialect: Dialect,
    gateway: Arc<Gateway>,
    server: ServerHandle,
}

/// Starts a sandbox on the current tokio runtime.
///
/// # Errors
///
/// An address taken or open to others, or an unreadable account.
pub fn start(options: Options) -> anyhow::Result<Running> {
    ensure!(options.bind.ip().is_loopback(), "the sandbox listens on this machine only, not on {}", options.bind);
    let listener =
        TcpListener::bind(options.bind).with_context(|| format!("the sandbox cannot listen on {}", options.bind))?;
    let address = listener.local_addr()?;
    let (api_key, dialect) = (options.api_key.clone(), options.dialect);
    let gateway = Arc::new(Gateway::new(options)?);
    let shared = web::Data::from(Arc::clone(&gateway));
    let server = HttpServer::new(move || App::new().app_data(shared.clone()).configure(pages::routes))
        .workers(1)
        .disable_signals()
        .listen(listener)?
        .run();
    let handle = server.handle();
    tokio::spawn(server);
    Ok(Running { address, api_key, dialect, gateway, server: handle })
}

impl Running {
    /// Address for people.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Base URL for a client of this source.
    pub fn base_url(&self, source: Source) -> String {
        let version = if source == Source::ActiveJobs && self.dialect == Dialect::Direct { "/v1" } else { "" };
        format!("{}/{}{version}", self.url(), pages::prefix(source))
    }

    /// Settings for the real client to reach this sandbox.
    pub fn settings(&self, source: Source) -> SourceSettings {
        let base_url = self.base_url(source).parse().expect("an address of this machine");
        SourceSettings::new(source, base_url, Secret::new(self.api_key.clone()), "RAPIDAPI_KEY")
    }

    /// Charges of this source so far.
    pub fn account(&self, source: Source) -> SourceAccount {
        self.gateway.account(source)
    }

    /// Obeys an order, as `POST /control` does.
    pub fn control(&self, order: Control) {
        self.gateway.control(order);
    }

    /// Makes coming calls fail.
    pub fn fail(&self, fault: Fault) {
        self.control(Control::Fail(fault));
    }

    /// Gives the sources these manners from now on.
    pub fn behave(&self, manners: Manners) {
        self.control(Control::Behave(manners));
    }

    /// Ends the sandbox once its open calls are answered.
    pub async fn stop(self) {
        self.server.stop(true).await;
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // The order to stop is given at once; only waiting for the end needs the future.
        drop(self.server.stop(false));
    }
}
