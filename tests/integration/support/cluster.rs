//! Private clusters for the tests that kill them, and other processes that use them.

use std::{
    fs::{self, Permissions},
    io::{BufRead, BufReader},
    os::unix::fs::PermissionsExt,
    path::PathBuf,
    process::{Child, Command, Stdio},
};

use jobfill::db::cluster::{Cluster, Durability};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;
use tokio_postgres::{NoTls, SimpleQueryMessage};

use super::{JOBFILL, wait};

/// Room for one cluster, in a directory that the server's user may enter.
pub struct Place {
    pub parent: TempDir,
}

impl Place {
    pub fn new() -> Self {
        let open = Permissions::from_mode(0o711);
        Self { parent: tempfile::Builder::new().permissions(open).tempdir().unwrap() }
    }

    pub fn root(&self) -> PathBuf {
        self.parent.path().join("cluster")
    }

    pub fn data(&self) -> PathBuf {
        self.root().join("data")
    }

    pub fn start(&self) -> anyhow::Result<Cluster> {
        Cluster::start(&self.root(), Durability::Durable, &super::env)
    }

    /// The number of the server's first process, as long as there is one.
    pub fn server(&self) -> Option<i32> {
        let file = fs::read_to_string(self.data().join("postmaster.pid")).ok()?;
        Some(file.lines().next().unwrap().parse().unwrap())
    }

    pub fn half_made(&self) -> bool {
        let mut names = fs::read_dir(self.root()).into_iter().flatten().flatten().map(|entry| entry.file_name());
        names.any(|name| name.to_string_lossy().starts_with("data.init"))
    }
}

/// Another process that uses a cluster.
pub struct Holder(Child);

impl Holder {
    pub fn spawn(place: &Place, options: &[&str]) -> Self {
        let mut command = Command::new(JOBFILL);
        command.arg("hold-cluster").arg(place.root()).args(options);
        Self(command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap())
    }

    /// Waits until it uses the cluster, and returns the address.
    pub fn url(&mut self) -> String {
        let mut printed = BufReader::new(self.0.stdout.take().unwrap());
        let line = wait::blocking("a process that says it uses the cluster", move || {
            let mut line = String::new();
            printed.read_line(&mut line).map(|_| line)
        });
        line.unwrap().trim_end().strip_prefix("ready ").expect("the cluster starts").to_owned()
    }

    pub fn kill(mut self) {
        self.0.kill().unwrap();
        wait::blocking("the end of a killed process", move || self.0.wait()).unwrap();
    }

    pub fn close(mut self) {
        drop(self.0.stdin.take());
        assert!(wait::blocking("the end of a process that was let go", move || self.0.wait()).unwrap().success());
    }
}

/// The first field of the last row.
pub async fn ask(url: &str, sql: &str) -> Result<String, tokio_postgres::Error> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    tokio::spawn(connection);
    let rows = client.simple_query(sql).await?.into_iter().filter_map(|message| match message {
        SimpleQueryMessage::Row(row) => row.get(0).map(str::to_owned),
        _ => None,
    });
    Ok(rows.last().unwrap_or_default())
}

/// Returns when it is dead: until then it could still be adopted.
pub fn kill_server(place: &Place) {
    let server = place.server().unwrap();
    kill_process(Pid::from_raw(server).unwrap(), Signal::KILL).unwrap();
    // One that nobody has reaped yet is dead too.
    let stat = format!("/proc/{server}/stat");
    wait::on_thread_until("the death of a server", || {
        fs::read_to_string(&stat).map_or(true, |stat| stat.contains(") Z "))
    });
}
