//! TLS to a PostgreSQL of its own, as strict as `sslmode` says.

use crate::support::cluster::{Place, ask};
use crate::support::wait;
use jobfill::db::{self, Database, Terms};
use rustix::process::geteuid;
use std::fs::{self, Permissions};
use std::future::poll_fn;
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use tokio::sync::mpsc;
use tokio_postgres::AsyncMessage;

/// Certificates, described in the README.md beside them.
const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/tls");

/// The name in the server's certificate.
const NAME: &str = "db.example";

/// A name that is not in it.
const WRONG: &str = "wrong.example";

/// Who gets in only with TLS, only without, and either way.
const HBA: &str = "hostssl all with_tls 127.0.0.1/32 trust
hostnossl all without_tls 127.0.0.1/32 trust
host all app 127.0.0.1/32 trust
";

const TLS: &[&str] = &["ssl=on", "ssl_cert_file=server.pem", "ssl_key_file=server.key"];

/// A server on a loopback port, stopped and removed with this value.
struct Server {
    place: Place,
    programs: PathBuf,
    port: u16,
}

impl Server {
    async fn start(settings: &[&str]) -> Self {
        let place = Place::new();
        let cluster = place.start().unwrap();
        let url = cluster.url("postgres");
        let programs = ask(&url, "SELECT setting FROM pg_config WHERE name = 'BINDIR'").await.unwrap().into();
        ask(&url, "CREATE ROLE with_tls LOGIN; CREATE ROLE without_tls LOGIN").await.unwrap();
        cluster.stop().unwrap();
        fs::write(place.data().join("pg_hba.conf"), HBA).unwrap();
        let mut server = Self { place, programs, port: 0 };
        server.give("server.pem");
        server.give("server.key");
        // Somebody may take a port between this look at it and the server's.
        assert!((0..5).any(|_| server.starts(settings)), "{}", server.log());
        server
    }

    /// A file that only the server may read.
    fn give(&self, name: &str) {
        let file = self.place.data().join(name);
        fs::copy(format!("{FIXTURES}/{name}"), &file).unwrap();
        fs::set_permissions(&file, Permissions::from_mode(0o600)).unwrap();
        let owner = fs::metadata(self.place.data()).unwrap();
        chown(file, Some(owner.uid()), Some(owner.gid())).unwrap();
    }

    fn starts(&mut self, settings: &[&str]) -> bool {
        self.port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let port = format!("port={}", self.port);
        let always = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off", &port];
        let options: Vec<String> = always.iter().chain(settings).map(|setting| format!("-c {setting}")).collect();
        self.pg_ctl(&["start", "-l", "data/tls.log", "-o", &options.join(" ")])
    }

    fn pg_ctl(&self, arguments: &[&str]) -> bool {
        let mut command = Command::new(self.programs.join("pg_ctl"));
        command.args(["-D", "data", "-w", "-s"]).args(arguments).current_dir(self.place.root());
        if geteuid().is_root() {
            let owner = fs::metadata(self.place.data()).unwrap();
            command.uid(owner.uid()).gid(owner.gid());
        }
        // The server inherits these.
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        wait::blocking("pg_ctl", move || command.status()).unwrap().success()
    }

    fn log(&self) -> String {
        fs::read_to_string(self.place.data().join("tls.log")).unwrap_or_default()
    }

    /// Its address under some name; no name is ever looked up.
    fn url(&self, role: &str, name: &str, parameters: &str) -> String {
        format!("postgresql://{role}@{name}:{}/postgres?hostaddr=127.0.0.1&{parameters}", self.port)
    }

    /// The strictest address of all, in words.
    fn words(&self, authority: &str) -> String {
        format!(
            "host={NAME} hostaddr=127.0.0.1 port={} user=app dbname=postgres \
             sslmode = verify-full sslrootcert = '{FIXTURES}/{authority}'",
            self.port
        )
    }

    /// Whether a connection is encrypted, or why there is none.
    async fn connect(&self, role: &str, name: &str, parameters: &str) -> Result<bool, String> {
        is_encrypted(&self.url(role, name, parameters)).await
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.pg_ctl(&["stop", "-m", "immediate"]);
    }
}

async fn is_encrypted(url: &str) -> Result<bool, String> {
    let (client, connection) = db::connect_raw(url).await.map_err(|error| format!("{error:#}"))?;
    tokio::spawn(connection);
    let row = client.query_one("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()", &[]).await;
    Ok(row.unwrap().get(0))
}

/// The certificate of the server's authority, or of another.
fn root_cert(file: &str) -> String {
    format!("sslrootcert={FIXTURES}/{file}")
}

#[track_caller]
fn assert_refused(outcome: &Result<bool, String>, why: &str) {
    let refusal = outcome.as_ref().unwrap_err();
    assert!(refusal.contains(why), "{refusal}");
}

#[tokio::test]
async fn a_server_with_tls_is_believed_as_far_as_sslmode_says() {
    let server = Server::start(TLS).await;
    let (ours, other) = (root_cert("ca.pem"), root_cert("other-ca.pem"));
    for (name, parameters, encrypted) in [
        (NAME, "", true),
        (NAME, "sslmode=disable", false),
        (NAME, "sslmode=prefer", true),
        (NAME, &format!("sslmode=prefer&{other}"), true),
        (WRONG, "sslmode=require", true),
        (WRONG, &format!("sslmode=require&{ours}"), true),
        (WRONG, &format!("sslmode=verify-ca&{ours}"), true),
        (NAME, &format!("sslmode=verify-full&{ours}"), true),
    ] {
        assert_eq!(server.connect("app", name, parameters).await, Ok(encrypted), "{name} {parameters}");
    }
    for (name, parameters, why) in [
        (NAME, &format!("sslmode=require&{other}"), "UnknownIssuer"),
        (NAME, &format!("sslmode=verify-ca&{other}"), "UnknownIssuer"),
        (NAME, &format!("sslmode=verify-full&{other}"), "UnknownIssuer"),
        (NAME, &"sslmode=verify-full".to_owned(), "UnknownIssuer"),
        (WRONG, &format!("sslmode=verify-full&{ours}"), "not valid for name"),
        ("127.0.0.1", &format!("sslmode=verify-full&{ours}"), "not valid for name"),
    ] {
        assert_refused(&server.connect("app", name, parameters).await, why);
    }
    assert_eq!(is_encrypted(&server.words("ca.pem")).await, Ok(true));
    assert_refused(&is_encrypted(&server.words("other-ca.pem")).await, "UnknownIssuer");
}

#[tokio::test]
async fn a_server_without_tls_serves_only_those_who_can_do_without() {
    let server = Server::start(&[]).await;
    let ours = root_cert("ca.pem");
    for parameters in ["", "sslmode=disable", "sslmode=prefer"] {
        assert_eq!(server.connect("app", NAME, parameters).await, Ok(false), "{parameters}");
    }
    for mode in ["require", "verify-ca", "verify-full"] {
        let outcome = server.connect("app", NAME, &format!("sslmode={mode}&{ours}")).await;
        assert_refused(&outcome, "server does not support TLS");
    }
}

#[tokio::test]
async fn who_only_prefers_tls_goes_without_where_it_fails() {
    let too_old = [TLS, &["ssl_min_protocol_version=TLSv1", "ssl_max_protocol_version=TLSv1.1"]].concat();
    let server = Server::start(&too_old).await;
    assert_eq!(server.connect("app", NAME, "sslmode=prefer").await, Ok(false));
    assert_refused(&server.connect("app", NAME, "sslmode=require").await, "TLS handshake");
}

#[tokio::test]
async fn pg_hba_conf_has_the_last_word() {
    let server = Server::start(TLS).await;
    assert_eq!(server.connect("without_tls", NAME, "sslmode=prefer").await, Ok(false));
    assert_refused(&server.connect("without_tls", NAME, "sslmode=require").await, "SSL encryption");
    assert_eq!(server.connect("with_tls", NAME, "sslmode=prefer").await, Ok(true));
    assert_refused(&server.connect("with_tls", NAME, "sslmode=disable").await, "no encryption");
    assert_refused(&server.connect("nobody", NAME, "sslmode=prefer").await, "no encryption");
}

#[tokio::test]
async fn a_socket_needs_no_certificate() {
    let place = Place::new();
    let cluster = place.start().unwrap();
    let url = format!("{}&sslmode=verify-full&sslrootcert=/nowhere", cluster.url("postgres"));
    assert_eq!(is_encrypted(&url).await, Ok(false));
}

#[tokio::test]
async fn the_pool_uses_tls_too() {
    let server = Server::start(TLS).await;
    let parameters = format!("sslmode=verify-full&{}", root_cert("ca.pem"));
    let url = server.url("app", NAME, &parameters);
    let pool = Database::open(&format!("{url}&application_name=pool"), Terms::new(2)).await.unwrap();
    let _in_use = pool.conn().await.unwrap();

    let (client, connection) = db::connect_raw(&url).await.unwrap();
    tokio::spawn(connection);
    let encrypted = "SELECT bool_and(ssl) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
        WHERE application_name = 'pool'";
    let row = client.query_one(encrypted, &[]).await.unwrap();
    assert_eq!(row.get::<_, Option<bool>>(0), Some(true));
}

#[tokio::test]
async fn notifications_arrive_over_tls() {
    let server = Server::start(TLS).await;
    let url = server.url("app", NAME, &format!("sslmode=verify-full&{}", root_cert("ca.pem")));
    let (client, mut connection) = db::connect_raw(&url).await.unwrap();
    let (sender, mut heard) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Some(Ok(message)) = poll_fn(|context| connection.poll_message(context)).await {
            sender.send(message).unwrap();
        }
    });
    client.batch_execute("LISTEN bell; NOTIFY bell, 'ding'").await.unwrap();
    let Some(AsyncMessage::Notification(heard)) = wait::end_of("a notification", heard.recv()).await else {
        panic!("no notification")
    };
    assert_eq!(heard.payload(), "ding");
}
