//! The private PostgreSQL, with real processes that are really killed.

use std::{
    fs,
    os::unix::{
        fs::{MetadataExt, symlink},
        process::CommandExt,
    },
    path::PathBuf,
    process::Command,
    thread,
};

use jobfill::db::cluster::{Cluster, Durability};

use crate::support::{
    self,
    cluster::{Holder, Place, ask, kill_server},
    wait,
};

#[tokio::test]
async fn a_cluster_is_durable_closed_to_others_and_stopped_by_its_only_user() {
    let place = Place::new();
    let cluster = place.start().unwrap();
    let url = cluster.url("postgres");
    assert_eq!(ask(&url, "SHOW fsync").await.unwrap(), "on");
    assert_eq!(ask(&url, "SHOW listen_addresses").await.unwrap(), "");
    assert_eq!(ask(&url, "SELECT lower('MÜNCHEN')").await.unwrap(), "münchen");
    assert_eq!(fs::metadata(cluster.socket_dir()).unwrap().mode() & 0o777, 0o700);
    assert_eq!(fs::metadata(place.data()).unwrap().mode() & 0o777, 0o700);
    assert_ne!(fs::metadata(place.data()).unwrap().uid(), 0, "PostgreSQL never runs as root");

    assert!(cluster.stop().unwrap());
    assert_eq!(place.server(), None);
    assert!(ask(&url, "SELECT 1").await.is_err());
}

#[tokio::test]
async fn a_killed_app_leaves_a_server_that_the_next_start_adopts() {
    let place = Place::new();
    let mut app = Holder::spawn(&place, &[]);
    let url = app.url();
    let server = place.server();
    app.kill();
    assert_eq!(ask(&url, "SELECT 1").await.unwrap(), "1");

    let next = place.start().unwrap();
    assert_eq!(place.server(), server);
    assert!(next.stop().unwrap(), "the killed one no longer counts");
}

#[tokio::test]
async fn what_was_committed_survives_the_death_of_app_and_server() {
    let place = Place::new();
    let mut app = Holder::spawn(&place, &[]);
    ask(&app.url(), "CREATE TABLE kept AS SELECT 42 AS answer").await.unwrap();
    let server = place.server();
    kill_server(&place);
    app.kill();

    let next = place.start().unwrap();
    assert_ne!(place.server(), server);
    assert_eq!(ask(&next.url("postgres"), "SELECT answer FROM kept").await.unwrap(), "42");
}

#[tokio::test]
async fn a_half_made_cluster_is_never_taken_for_one() {
    let place = Place::new();
    let app = Holder::spawn(&place, &[]);
    wait::on_thread_until("a cluster that is half made", || place.half_made());
    app.kill();
    assert!(!place.data().exists(), "it was killed while the cluster was being made");

    let next = place.start().unwrap();
    assert_eq!(ask(&next.url("postgres"), "SELECT 1").await.unwrap(), "1");
}

#[tokio::test]
async fn simultaneous_first_starts_share_one_server_and_the_last_one_out_stops_it() {
    let place = Place::new();
    let mut apps: Vec<Holder> = (0..4).map(|_| Holder::spawn(&place, &[])).collect();
    let mut servers = Vec::new();
    for app in &mut apps {
        servers.push(ask(&app.url(), "SELECT pg_postmaster_start_time()").await.unwrap());
    }
    servers.dedup();
    assert_eq!(servers.len(), 1, "{servers:?}");

    let last = place.start().unwrap();
    apps.into_iter().for_each(Holder::close);
    assert_eq!(ask(&last.url("postgres"), "SELECT pg_postmaster_start_time()").await.unwrap(), servers[0]);
    assert!(last.stop().unwrap());
    assert_eq!(place.server(), None);
}

#[tokio::test]
async fn an_old_process_number_that_means_somebody_else_keeps_nobody_from_starting() {
    let (place, elsewhere) = (Place::new(), Place::new());
    assert!(place.start().unwrap().stop().unwrap());
    let stale = place.data().join("postmaster.pid");

    let _other_server = elsewhere.start().unwrap();
    fs::write(&stale, format!("{}\n", elsewhere.server().unwrap())).unwrap();
    assert!(place.start().unwrap().stop().unwrap());

    let owner = fs::metadata(place.data()).unwrap();
    let dead = place.parent.path().join("postgres");
    symlink("/bin/true", &dead).unwrap();
    let mut unreaped = Command::new(dead);
    if rustix::process::geteuid().is_root() {
        unreaped.uid(owner.uid()).gid(owner.gid());
    }
    let mut unreaped = unreaped.spawn().unwrap();
    let stat = PathBuf::from(format!("/proc/{}/stat", unreaped.id()));
    wait::on_thread_until("a dead process", || fs::read_to_string(&stat).unwrap().contains("(postgres) Z"));
    fs::write(&stale, format!("{}\n", unreaped.id())).unwrap();
    assert!(place.start().unwrap().stop().unwrap());
    wait::blocking("the end of a dead process", move || unreaped.wait()).unwrap();
}

#[test]
fn psql_opens_the_private_database() {
    let place = Place::new();
    let cluster = place.start().unwrap();
    let mut psql = cluster.psql_command("postgres");
    psql.args(["-At", "-c", "SELECT current_user"]);
    let output = wait::blocking("psql", move || psql.output()).unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "app\n");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn a_cluster_of_another_version_is_refused_with_a_sentence_each_time() {
    let place = Place::new();
    assert!(place.start().unwrap().stop().unwrap());
    fs::write(place.data().join("PG_VERSION"), "99\n").unwrap();
    for _ in 0..2 {
        let refusal = place.start().unwrap_err().to_string();
        assert!(refusal.contains("made by PostgreSQL 99"), "{refusal}");
    }
}

#[test]
fn a_directory_that_holds_something_else_is_left_as_it_is() {
    let place = Place::new();
    fs::create_dir(place.root()).unwrap();
    fs::write(place.root().join("letter.txt"), "Dear Ada").unwrap();
    let before = fs::metadata(place.root()).unwrap();
    let refusal = place.start().unwrap_err().to_string();
    assert!(refusal.contains("nothing was changed there"), "{refusal}");
    let after = fs::metadata(place.root()).unwrap();
    assert_eq!((before.mode(), before.uid()), (after.mode(), after.uid()));
    assert_eq!(fs::read_dir(place.root()).unwrap().count(), 1);
}

#[test]
fn a_path_too_long_for_a_socket_is_refused_before_anything_is_made() {
    let place = Place::new();
    let root = place.root().join("a".repeat(100));
    let refusal = Cluster::start(&root, Durability::Durable, &support::env).unwrap_err().to_string();
    assert!(refusal.contains("too long for a socket"), "{refusal}");
    assert!(!place.root().exists());
}

#[tokio::test]
async fn the_servers_log_tells_no_values_and_an_odd_path_does_no_harm() {
    let place = Place::new();
    let root = place.parent.path().join("it's \"50%\", $(odd) ü");
    let cluster = Cluster::start(&root, Durability::Durable, &support::env).unwrap();
    let url = cluster.url("postgres");
    ask(&url, "CREATE TABLE people (email text UNIQUE)").await.unwrap();
    let insert = "INSERT INTO people VALUES ('ada@example.com')";
    ask(&url, insert).await.unwrap();
    ask(&url, insert).await.unwrap_err();
    ask(&url, "SELECT 'ada@example.com'::int").await.unwrap_err();

    let log = fs::read_to_string(root.join("data/postgres.log")).unwrap();
    assert!(log.contains("ready to accept connections"), "{log}");
    assert!(!log.contains("ada@example.com"), "{log}");
}

#[test]
fn a_throwaway_cluster_leaves_nothing_behind_however_many_come_and_go() {
    let place = Place::new();
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                for _ in 0..2 {
                    let mut app = Holder::spawn(&place, &["--throwaway"]);
                    app.url();
                    app.close();
                }
            });
        }
    });
    assert!(!place.root().exists());
}
