//! Jobs in the towns around a place.

use super::{Person, job_id, posting};
use crate::support::app::TestApp;
use chrono::TimeDelta;
use jobfill::sources::{Posting, Source};

/// A cook to whom a source has brought a job in each of these places.
async fn somebody(app: &TestApp) -> Person {
    let ada = Person::cook(app, "ada@example.com").await;
    let at = app.clock.now();
    let places = [
        ("Berlin", "Berlin, Germany"),
        ("Teltow", "Teltow, Brandenburg, Germany"),
        ("Potsdam", "Potsdam, Germany"),
        ("Frankfurt", "Frankfurt (Oder), Germany"),
        ("Hamburg", "Hamburg, Germany"),
        ("Bavaria", "Bavaria, Germany"),
    ];
    let job = |(hours, (title, place)): (i64, (&str, &str))| Posting {
        location: Some(place.to_owned()),
        ..posting(title, title, at - TimeDelta::hours(hours))
    };
    let jobs: Vec<Posting> = (0..).zip(places).map(job).collect();
    ada.is_brought(app, Source::JSearch, &jobs).await;
    ada
}

#[tokio::test(flavor = "multi_thread")]
async fn a_distance_brings_the_towns_around_the_place() {
    let app = TestApp::start().await;
    let ada = somebody(&app).await;
    for (query, found) in [
        ("location=Berlin", vec!["Berlin"]),
        ("location=Berlin&within=", vec!["Berlin"]),
        ("location=Berlin&within=10", vec!["Berlin"]),
        ("location=Berlin&within=25", vec!["Berlin", "Teltow"]),
        ("location=Berlin&within=50", vec!["Berlin", "Teltow", "Potsdam"]),
        ("location=Berlin&within=100", vec!["Berlin", "Teltow", "Potsdam", "Frankfurt"]),
        ("location=potsdam&within=25", vec!["Teltow", "Potsdam"]),
        ("location=Berlin,+Hamburg&within=25", vec!["Berlin", "Teltow", "Hamburg"]),
        ("location=Munich&within=100", vec![]),
        ("location=Berlin&within=50&q=potsdam", vec!["Potsdam"]),
    ] {
        for order in ["newest", "best"] {
            let mut seen = ada.sees(&format!("/jobs?{query}&order={order}")).await;
            seen.sort_unstable_by_key(|title| found.iter().position(|one| one == title));
            assert_eq!(seen, found, "{query} {order}");
        }
    }
    ada.visitor.get("/jobs?location=Berlin&within=50").await.shows("<option value=\"50\" selected>Within 50 km");
    let none = ada.visitor.get("/jobs?location=Munich&within=100").await;
    none.shows("6 jobs are not known to be within 100 km of “Munich”").shows("<a href=\"/jobs\">Any place</a>");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_distance_loses_nothing_that_is_found_without_it() {
    let app = TestApp::start().await;
    let ada = somebody(&app).await;
    // Stored by a version that kept no keys: its words are all there is.
    app.execute("UPDATE jobs SET place_keys = NULL, remote_keys = NULL WHERE title IN ('Berlin', 'Potsdam')").await;
    assert_eq!(ada.sees("/jobs?location=Berlin&order=newest").await, ["Berlin"]);
    assert_eq!(ada.sees("/jobs?location=Berlin&within=50&order=newest").await, ["Berlin", "Teltow"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_distance_around_what_is_no_town_is_left_out_and_the_rest_holds() {
    let app = TestApp::start().await;
    let ada = somebody(&app).await;
    for place in ["Brandenburg", "Germany", "DACH", "Remote", "Nirgendheim", "am", ""] {
        let without = ada.sees(&format!("/jobs?location={place}&order=newest")).await;
        let page = ada.visitor.get(&format!("/jobs?location={place}&within=25&order=newest")).await;
        page.is(200).shows("A distance needs a town as the place").hides("could not be read");
        page.shows("<option value=\"25\" selected>");
        assert_eq!(super::titles(&page.body), without, "{place}");
    }
    ada.visitor.get("/jobs?location=Brandenburg").await.hides("A distance needs a town");
    ada.visitor.get("/jobs?location=Berlin&within=25").await.hides("A distance needs a town");
    ada.visitor.get("/jobs?location=Nirgendheim&within=25").await.shows("6 jobs are not in “Nirgendheim”");
    ada.visitor.post("/language", &[("language", "de"), ("next", "/account")]).await.is(303);
    let german = ada.visitor.get("/jobs?location=Bayern&within=25").await;
    german.shows("Ein Umkreis braucht eine Stadt als Ort").shows(">Genau hier<").shows(" selected>Bis 25 km<");
    let none = ada.visitor.get("/jobs?location=Wien&within=50").await;
    none.shows("6 Stellen sind nach den bekannten Orten nicht im Umkreis von 50 km um „Wien“");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_distance_that_is_not_offered_could_not_be_read() {
    let app = TestApp::start().await;
    let ada = somebody(&app).await;
    for bad in ["x", "5", "-10", "10.0", "1000", "0", "%00x", "99999999999999999999"] {
        let page = ada.visitor.get(&format!("/jobs?location=Berlin&within={bad}")).await;
        page.is(200).shows("could not be read").shows("“Distance").hides("A distance needs a town");
        assert_eq!(super::titles(&page.body), ["Berlin"], "{bad}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_distance_goes_along_wherever_the_place_does() {
    let app = TestApp::start().await;
    let ada = somebody(&app).await;
    let chosen = "location=Berlin&#38;within=50";
    let page = ada.visitor.get("/jobs?location=Berlin&within=50&order=newest").await;
    for link in [
        format!("href=\"/jobs?list=new&#38;{chosen}&#38;order=newest\""),
        format!("href=\"/jobs?{chosen}&#38;order=best\""),
        format!("data-back=\"/jobs?{chosen}&#38;order=newest\""),
    ] {
        page.shows(&link);
    }
    let (potsdam, hamburg) = (job_id(&app, "Potsdam").await, job_id(&app, "Hamburg").await);
    let from = "%2Fjobs%3Flocation%3DBerlin%26within%3D50";
    let back = format!("href=\"/jobs?{chosen}#job-{potsdam}\"");
    ada.visitor.get(&format!("/jobs/{potsdam}?from={from}")).await.shows(&back);
    for id in [potsdam, hamburg] {
        let back = ("back", "/jobs?location=Berlin&within=50");
        let saved = ada.visitor.post(&format!("/jobs/{id}/save"), &[back]).await;
        saved.goes_to(&format!("/jobs?location=Berlin&within=50&done=save.{id}"));
    }
    let saved = ada.visitor.get("/jobs?list=saved&location=Berlin&within=50").await;
    saved.shows(&format!("href=\"/jobs.csv?list=saved&#38;{chosen}\"")).shows("1 job, ");
    let file = ada.visitor.get("/jobs.csv?list=saved&location=Berlin&within=50").await;
    file.shows("Potsdam").hides("Hamburg");
    assert_eq!(ada.visitor.get("/jobs.csv?list=saved&location=Berlin").await.body.lines().count(), 1);
    let meant = ada.visitor.get("/jobs?location=Belrin&within=50").await;
    meant.shows(&format!("Did you mean <a href=\"/jobs?{chosen}\">Berlin</a>?"));
    // Nearer is nearer: what follows "too far" begins at the place itself.
    let nearer = ada.visitor.get(&format!("/jobs?location=Berlin&within=50&done=hide.{potsdam}.too_far")).await;
    nearer.shows("href=\"/jobs?location=Berlin\"").shows(&format!("href=\"/jobs?{chosen}&#38;remote=stated\""));
}
