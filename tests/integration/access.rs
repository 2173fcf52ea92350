//! Every way into the app, asked by nobody, by its owner, by somebody else, by a viewer and by an admin. The list of ways is the
//! router's own; one that has no row here fails.

use crate::admin::{admin, viewer};
use crate::support::app::{TestApp, list};
use crate::support::browser::Visitor;
use crate::support::smtp;
use chrono::TimeDelta;
use jobfill::web::{self, text};
use std::collections::BTreeSet;

/// Whom a way is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum For {
    Anybody,
    /// Whoever is signed in.
    People,
    /// The person whose thing it is; for everybody else it is as if the thing did not exist.
    Owner,
    /// Whoever reads the admins' pages: viewers and admins.
    Viewers,
    Admins,
    /// Admins who gave their password lately.
    FreshAdmins,
}

impl For {
    /// True for what does not exist but for viewers and admins.
    fn is_of_admins(self) -> bool {
        matches!(self, Viewers | Admins | FreshAdmins)
    }
}

use For::{Admins, Anybody, FreshAdmins, Owner, People, Viewers};

/// Ways that end a session stand last: each asker takes them in this order.
const ROWS: &[(&str, &str, For)] = &[
    ("GET", "/", Anybody),
    ("GET", "/privacy", Anybody),
    ("POST", "/language", Anybody),
    ("GET", "/signup", Anybody),
    ("POST", "/signup", Anybody),
    ("GET", "/login", Anybody),
    ("POST", "/login", Anybody),
    ("GET", "/login/code", Anybody),
    ("POST", "/login/code", Anybody),
    ("GET", "/link/{token}", Anybody),
    ("POST", "/link/{token}", Anybody),
    ("GET", "/forgotten", Anybody),
    ("POST", "/forgotten", Anybody),
    ("GET", "/confirm/{token}", Anybody),
    ("POST", "/confirm/{token}", Anybody),
    ("GET", "/unsubscribe/{secret}", Anybody),
    ("POST", "/unsubscribe/{secret}", Anybody),
    ("GET", "/feed/{secret}", Anybody),
    ("GET", "/healthz", Anybody),
    ("GET", "/readyz", Anybody),
    ("GET", "/metrics", Anybody),
    ("GET", "/static/{hash}/{name}", Anybody),
    ("GET", "/account/news", People),
    ("POST", "/account/news", People),
    ("POST", "/account/confirm", People),
    ("POST", "/account/feed", People),
    ("POST", "/account/feed/off", People),
    ("GET", "/account", People),
    ("POST", "/account/password", People),
    ("GET", "/account/code", People),
    ("POST", "/account/code/begin", People),
    ("POST", "/account/code/confirm", People),
    ("POST", "/account/code/renew", People),
    ("POST", "/account/code/off", People),
    ("POST", "/account/sessions/end", People),
    ("GET", "/account/export", People),
    ("POST", "/account/delete", People),
    ("GET", "/events", People),
    ("GET", "/home", People),
    ("GET", "/cv", People),
    ("POST", "/cv", People),
    ("GET", "/cv/{id}", Owner),
    ("POST", "/cv/{id}/load", Owner),
    ("POST", "/cv/{id}/allow", Owner),
    ("POST", "/cv/{id}/filter", Owner),
    ("POST", "/cv/{id}/decline", Owner),
    ("POST", "/cv/{id}/restore", Owner),
    ("POST", "/cv/{id}/delete", Owner),
    ("GET", "/searches", People),
    ("POST", "/searches", People),
    ("POST", "/searches/pause", People),
    ("POST", "/searches/resume", People),
    ("POST", "/searches/{id}/pause", Owner),
    ("POST", "/searches/{id}/resume", Owner),
    ("GET", "/jobs", People),
    ("GET", "/jobs.csv", People),
    ("POST", "/jobs/employers", People),
    ("GET", "/jobs/{id}", Owner),
    ("POST", "/jobs/{id}/{action}", Owner),
    ("POST", "/searches/{id}/remove", Owner),
    ("GET", "/admin", Viewers),
    ("POST", "/admin/spending/stop", Admins),
    ("POST", "/admin/spending/resume", FreshAdmins),
    ("POST", "/admin/sources/{source}/pause", Admins),
    ("POST", "/admin/sources/{source}/resume", FreshAdmins),
    ("GET", "/admin/sources", Viewers),
    ("POST", "/admin/sources/{source}/{capability}/off", FreshAdmins),
    ("POST", "/admin/sources/{source}/{capability}/try", FreshAdmins),
    ("GET", "/admin/quota", Viewers),
    ("GET", "/admin/quota.csv", Viewers),
    ("POST", "/admin/quota/adjust", FreshAdmins),
    ("GET", "/admin/ledger", Viewers),
    ("GET", "/admin/ledger.csv", Viewers),
    ("GET", "/admin/savings", Viewers),
    ("GET", "/admin/savings.csv", Viewers),
    ("GET", "/admin/overlaps", Viewers),
    ("GET", "/admin/overlaps.csv", Viewers),
    ("GET", "/admin/copies", Viewers),
    ("GET", "/admin/copies.csv", Viewers),
    ("POST", "/admin/copies/{id}/apart", Admins),
    ("POST", "/admin/copies/{id}/together", Admins),
    ("GET", "/admin/tracking", Viewers),
    ("GET", "/admin/tracking.csv", Viewers),
    ("GET", "/admin/tracking/{id}", Viewers),
    ("POST", "/admin/tracking/{id}/load", FreshAdmins),
    ("POST", "/admin/tracking/{id}/again", FreshAdmins),
    ("POST", "/admin/tracking/{id}/forget", FreshAdmins),
    ("POST", "/admin/tracking/{id}/pause", Admins),
    ("POST", "/admin/tracking/{id}/resume", FreshAdmins),
    ("POST", "/admin/tracking/{id}/priority", Admins),
    ("GET", "/admin/matrix", Viewers),
    ("GET", "/admin/matrix.csv", Viewers),
    ("GET", "/admin/fetches", Viewers),
    ("GET", "/admin/fetches.csv", Viewers),
    ("POST", "/admin/fetches/retry", FreshAdmins),
    ("GET", "/admin/fetches/{id}", Viewers),
    ("POST", "/admin/fetches/{id}/cancel", Admins),
    ("POST", "/admin/fetches/{id}/deeper", FreshAdmins),
    ("GET", "/admin/refreshes", Viewers),
    ("POST", "/admin/refreshes", FreshAdmins),
    ("GET", "/admin/refreshes.csv", Viewers),
    ("GET", "/admin/refreshes/now", Viewers),
    ("GET", "/admin/refreshes/{id}", Viewers),
    ("GET", "/admin/users", Viewers),
    ("GET", "/admin/users.csv", Viewers),
    ("GET", "/admin/users/{id}", Viewers),
    ("POST", "/admin/users/{id}/link", FreshAdmins),
    ("POST", "/admin/users/{id}/invite", FreshAdmins),
    ("POST", "/admin/users/{id}/disable", FreshAdmins),
    ("POST", "/admin/users/{id}/enable", FreshAdmins),
    ("GET", "/admin/acts", Viewers),
    ("POST", "/admin/acts", Admins),
    ("GET", "/admin/acts/{id}", Viewers),
    ("POST", "/admin/acts/{id}/begin", FreshAdmins),
    ("POST", "/admin/acts/{id}/cancel", Admins),
    ("GET", "/admin/acts/{id}/things.csv", Viewers),
    ("GET", "/admin/limits", Viewers),
    ("POST", "/admin/limits", FreshAdmins),
    ("GET", "/admin/settings", Viewers),
    ("GET", "/admin/settings.csv", Viewers),
    ("GET", "/admin/audit", Viewers),
    ("GET", "/admin/audit.csv", Viewers),
    ("POST", "/admin/users", FreshAdmins),
    ("GET", "/admin/users/new", Viewers),
    ("POST", "/admin/users/{id}/role", FreshAdmins),
    ("POST", "/admin/users/{id}/limits", FreshAdmins),
    ("POST", "/admin/users/{id}/code/off", FreshAdmins),
    ("POST", "/logout", Anybody),
];

/// What forms of all pages ask for, so that nothing is refused for what it says.
const FORM: [(&str, &str); 8] = [
    ("role", "person"),
    ("reason", "testing"),
    ("source", "jsearch"),
    ("code", "x"),
    ("priority", "1"),
    ("title", "Nurse"),
    ("place", "Hamburg"),
    ("filter", "Remote Solely"),
];

/// A CV that was read, with everything offered that can be.
const CV: [&str; 2] = [
    r#"INSERT INTO profiles (key, reader, model, profile, created_at, read_at)
       VALUES ('key', 'offline', 'offline', '{
           "titles": [{"text": "Nurse", "evidence": "Nurse"}],
           "places": [{"text": "Hamburg", "evidence": "Hamburg"}],
           "filters": [{"filter": {"work_arrangement": "Remote Solely"}, "evidence": "", "stated": false}]
       }', now(), now())"#,
    "INSERT INTO cvs (user_id, file_name, kind, size_bytes, text, text_key, profile_key, uploaded_at)
     VALUES (1, 'cv.txt', 'text', 14, 'Nurse, Hamburg', 'text', 'key', now())",
];

/// An act on many things that an admin has proposed.
const ACT: &str = "INSERT INTO acts (kind, subject, items, affected, expected_credits, most_credits, made_at)
                   VALUES ('pause', 1, 1, 1, 0, 0, '2026-11-23T09:00:00Z')";

/// A number that nothing has.
const NOTHING: i64 = 999_999;

#[test]
fn every_way_into_the_app_has_its_row() {
    let ways = web::endpoints().into_iter().map(|way| format!("{} {}", way.method, way.path)).collect::<Vec<_>>();
    let rows = ROWS.iter().map(|(method, path, _)| format!("{method} {path}")).collect::<Vec<_>>();
    assert_eq!(ways.len(), rows.len());
    assert_eq!(ways.into_iter().collect::<BTreeSet<_>>(), rows.into_iter().collect::<BTreeSet<_>>());
}

/// What an asker gets: status, where it sends them, and the page.
type Got = (u16, String, String);

async fn ask(visitor: &Visitor, method: &str, path: &str, form: &[(&str, &str)]) -> Got {
    // This stream has no end: its head says who may listen.
    if path == "/events" {
        let response = visitor.raw(path).await;
        let location = response.headers().get("location").map(|value| value.to_str().unwrap().to_owned());
        return (response.status().as_u16(), location.unwrap_or_default(), String::new());
    }
    let answer = if method == "GET" { visitor.get(path).await } else { visitor.post(path, form).await };
    (answer.status.as_u16(), answer.location.unwrap_or_default(), answer.body)
}

fn is_sent_to_sign_in((status, location, _): &Got) -> bool {
    *status == 303 && location.starts_with("/login?next=")
}

/// Ada, who owns one of everything.
struct World {
    app: TestApp,
    ada: Visitor,
    cv: i64,
    search: i64,
    job: i64,
}

impl World {
    async fn with_one_of_everything() -> Self {
        // Nothing is sent by it, but what there is with a mail server is there.
        let app = TestApp::with(smtp::settings("smtp://127.0.0.1:9")).await;
        let ada = app.visitor();
        ada.sign_up("ada@example.com").await.is(303);
        let email = jobfill::models::user::Email::parse("ada@example.com").unwrap();
        let person = jobfill::models::user::User::find_by_email(&mut *app.conn().await, &email).await.unwrap().unwrap();
        app.wants(&person, &list(&["Data Scientist"], &["Berlin"])).await;
        app.drain().await;
        for statement in CV.into_iter().chain([ACT]) {
            app.execute(statement).await;
        }
        let job = crate::support::books::number(&app, "SELECT max(job_id) AS number FROM request_jobs").await;
        Self { app, ada, cv: 1, search: 1, job }
    }

    /// A way's path to Ada's things, or to what nobody has.
    fn path(&self, pattern: &str, is_there: bool) -> String {
        let id = match pattern {
            _ if !is_there => NOTHING,
            _ if pattern.starts_with("/cv") => self.cv,
            _ if pattern.starts_with("/searches") => self.search,
            _ if pattern.starts_with("/jobs") => self.job,
            _ => 1,
        };
        let path = pattern.replace("/static/{hash}/{name}", &text::static_url("app.css"));
        let path = path.replace("{source}/{capability}", "active_jobs/lists");
        let path = path.replace("{id}", &id.to_string()).replace("{source}", "jsearch");
        path.replace("{action}", "hide").replace("{token}", "none").replace("{secret}", "none")
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gets_in_without_signing_in() {
    let world = World::with_one_of_everything().await;
    let nobody = world.app.visitor();
    for (method, pattern, whom) in ROWS {
        let got = ask(&nobody, method, &world.path(pattern, true), &FORM).await;
        assert_eq!(is_sent_to_sign_in(&got), *whom != Anybody, "{method} {pattern}: {got:?}");
        assert!(got.0 < 500, "{method} {pattern}: {got:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_else_cannot_tell_anothers_thing_from_none_nor_an_admins_page() {
    let world = World::with_one_of_everything().await;
    let other = world.app.visitor();
    other.sign_up("bob@example.com").await.is(303);
    let nowhere = ask(&other, "GET", "/nowhere", &[]).await;
    for (method, pattern, whom) in ROWS {
        let path = world.path(pattern, true);
        match whom {
            Owner => {
                let got = ask(&other, method, &path, &FORM).await;
                assert_eq!(got.0, 404, "{method} {pattern}: {got:?}");
                assert_eq!(got, ask(&other, method, &world.path(pattern, false), &FORM).await, "{method} {pattern}");
            }
            // Whatever else is wrong with what was sent.
            Viewers | Admins | FreshAdmins => {
                for form in [&FORM[..], &[]] {
                    assert_eq!(ask(&other, method, &path, form).await, nowhere, "{method} {pattern}");
                }
            }
            People | Anybody => {
                let got = ask(&other, method, &path, &FORM).await;
                assert!(!is_sent_to_sign_in(&got) && got.0 < 500, "{method} {pattern}: {got:?}");
            }
        }
    }
    // Nothing happened to Ada's things.
    assert_eq!(world.app.count("cvs WHERE user_id = 1").await, 1);
    assert_eq!(world.app.count("user_search_queries WHERE user_id = 1 AND is_active").await, 1);
    assert_eq!(world.app.count("audit").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_gets_to_everything_of_their_own() {
    let world = World::with_one_of_everything().await;
    for (method, pattern, whom) in ROWS.iter().filter(|(.., whom)| !whom.is_of_admins()) {
        let got = ask(&world.ada, method, &world.path(pattern, true), &FORM).await;
        let is_there = got.0 != 404 || *pattern == "/feed/{secret}";
        assert!(is_there && got.0 < 500 && !is_sent_to_sign_in(&got), "{method} {pattern} ({whom:?}): {got:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_gets_to_the_admins_pages_and_to_nobodys_own() {
    let world = World::with_one_of_everything().await;
    let admin = admin(&world.app).await;
    for (method, pattern, whom) in ROWS {
        let got = ask(&admin, method, &world.path(pattern, true), &FORM).await;
        if *whom == Owner {
            assert_eq!(got, ask(&admin, method, &world.path(pattern, false), &FORM).await, "{method} {pattern}");
            assert_eq!(got.0, 404, "{method} {pattern}: {got:?}");
        } else {
            let is_there = got.0 != 404 || *pattern == "/feed/{secret}";
            assert!(is_there && got.0 < 500 && !is_sent_to_sign_in(&got), "{method} {pattern}: {got:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_viewer_reads_the_admins_pages_and_changes_nothing() {
    let world = World::with_one_of_everything().await;
    let viewer = viewer(&world.app).await;
    admin(&world.app).await.post("/admin/refreshes", &FORM).await.is(303);
    let acts = async || world.app.count("audit WHERE action <> 'look at person'").await;
    let before = acts().await;
    for (method, pattern, whom) in ROWS.iter().filter(|(.., whom)| whom.is_of_admins()) {
        for form in [&FORM[..], &[]] {
            let got = ask(&viewer, method, &world.path(pattern, true), form).await;
            if *whom == Viewers {
                assert!(got.0 != 404 && got.0 < 500 && !is_sent_to_sign_in(&got), "{method} {pattern}: {got:?}");
                assert!(!got.2.contains("method=\"post\" action=\"/admin"), "{pattern} shows a form:\n{}", got.2);
            } else {
                assert_eq!(got.0, 403, "{method} {pattern}: {got:?}");
                assert!(got.2.contains("You may look, not change"), "{method} {pattern}: {got:?}");
            }
        }
    }
    assert_eq!(acts().await, before);
    viewer.get("/admin").await.is(200).shows("<span class=\"tag\">viewer</span>");
}

#[tokio::test(flavor = "multi_thread")]
async fn acts_on_money_and_people_ask_for_the_password_when_it_was_given_a_while_ago() {
    let world = World::with_one_of_everything().await;
    let admin = admin(&world.app).await;
    world.app.pass(TimeDelta::minutes(16));
    for (method, pattern, whom) in ROWS.iter().filter(|(method, _, whom)| *method == "POST" && whom.is_of_admins()) {
        let got = ask(&admin, method, &world.path(pattern, true), &FORM).await;
        let is_asked = got.0 == 403 && got.2.contains("name=\"proof_password\"");
        assert_eq!(is_asked, *whom == FreshAdmins, "{method} {pattern}: {got:?}");
    }
}
