//! A line to PostgreSQL that can go silent: no byte comes through any more, and nobody hangs up. So does a firewall that
//! has forgotten a connection.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::io::{AsyncRead, AsyncWrite, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream, UnixStream};
use tokio::sync::watch;
use tokio_postgres::Config;
use tokio_postgres::config::Host;

/// What passes: connections from this number on, and all of them while nothing is silent.
#[derive(Clone, Copy)]
struct Passing {
    from: usize,
}

/// Nothing passes at all.
const NOTHING: usize = usize::MAX;

pub struct QuietLine {
    /// The same database, by way of this line.
    pub url: String,
    passing: watch::Sender<Passing>,
    connections: Arc<AtomicUsize>,
}

#[derive(Clone)]
enum End {
    Tcp(String, u16),
    Unix(PathBuf),
}

impl QuietLine {
    /// Opens a port in front of a database's server, for as long as the runtime lives.
    pub async fn before(url: &str) -> Self {
        let config: Config = url.parse().unwrap();
        let port = config.get_ports().first().copied().unwrap_or(5432);
        let end = match &config.get_hosts()[0] {
            Host::Tcp(host) => End::Tcp(host.clone(), port),
            Host::Unix(directory) => End::Unix(directory.join(format!(".s.PGSQL.{port}"))),
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (user, database) = (config.get_user().unwrap(), config.get_dbname().unwrap());
        let own = format!("host=127.0.0.1 port={} sslmode=disable", listener.local_addr().unwrap().port());
        let password = config.get_password().map(|password| String::from_utf8(password.to_vec()).unwrap());
        let password = password.map(|password| format!(" password='{password}'")).unwrap_or_default();
        let (passing, seen) = watch::channel(Passing { from: 0 });
        let connections = Arc::new(AtomicUsize::new(0));
        let counter = connections.clone();
        tokio::spawn(async move {
            while let Ok((caller, _)) = listener.accept().await {
                let number = counter.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(pass(caller, end.clone(), number, seen.clone()));
            }
        });
        Self { url: format!("{own} user={user} dbname={database}{password}"), passing, connections }
    }

    /// No connection says anything any more, nor does a new one.
    pub fn goes_silent(&self) {
        self.passing.send_replace(Passing { from: NOTHING });
    }

    /// New connections come through. Those that went silent stay so.
    pub fn lets_new_ones_through(&self) {
        self.passing.send_replace(Passing { from: self.connections.load(Ordering::SeqCst) });
    }
}

async fn pass(caller: TcpStream, end: End, number: usize, passing: watch::Receiver<Passing>) {
    match end {
        End::Tcp(host, port) => join(caller, TcpStream::connect((host, port)).await.ok(), number, passing).await,
        End::Unix(path) => join(caller, UnixStream::connect(path).await.ok(), number, passing).await,
    }
}

/// Carries bytes both ways; from the moment at which it goes silent it only holds both ends.
async fn join(
    mut caller: TcpStream,
    server: Option<impl AsyncRead + AsyncWrite + Unpin>,
    number: usize,
    mut passing: watch::Receiver<Passing>,
) {
    let Some(mut server) = server else { return };
    tokio::select! {
        biased;
        // The sender goes with the test.
        _ = passing.wait_for(|passing| number < passing.from) => {}
        _ = copy_bidirectional(&mut caller, &mut server) => return,
    }
    let _ = passing.wait_for(|_| false).await;
}
