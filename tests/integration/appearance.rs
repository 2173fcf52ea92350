//! How every page looks and whether everybody can use it: wide and narrow, light and dark, in a real browser.
//!
//! The list of pages is the router's own. The pictures lie in `target/pictures` to be looked at.

use crate::support::app::{TestApp, list};
use crate::support::chromium::Chromium;
use crate::support::device::Device;
use crate::support::smtp;
use actix_web::http::Method;
use chrono::TimeDelta;
use jobfill::models::user::{Email, User};
use jobfill::web;

/// Asked for by GET, and no page.
const NO_PAGES: [&str; 10] = [
    "/login/code",
    "/link/{token}",
    "/confirm/{token}",
    "/unsubscribe/{secret}",
    "/feed/{secret}",
    "/account/export",
    "/events",
    "/healthz",
    "/readyz",
    "/metrics",
];

/// Pages of somebody who is not signed in.
const OUTSIDE: [&str; 4] = ["/", "/signup", "/login", "/forgotten"];

/// A few rows of everything that the pages tell apart, beside what one person really bought. Some texts are as long
/// as people make them.
const SEED: &str = r#"
INSERT INTO users (email, subject, created_at, last_seen_at, password_hash) VALUES
    ('maximiliane.von-und-zu-hohenlohe-langenburg@students.university-of-applied-sciences.example.org', 501, '2026-11-20', '2026-11-22', 'x'),
    ('new@example.com', 502, '2026-11-23', NULL, NULL);
INSERT INTO users (email, subject, created_at, disabled_at) VALUES ('gone@example.com', 503, '2026-10-01', '2026-11-02');
INSERT INTO backfill_tracking (title_keyword, location, title_key, place_key, ai_work_arrangement, ai_employment_type,
    ai_seniority, ai_industry, state, users, credits, jobs_found, backfilled_date, paused_at, priority, created_at) VALUES
    ('Wissenschaftliche Mitarbeiterin Donaudampfschifffahrtsgesellschaft', 'Villingen-Schwenningen, Baden-Württemberg, Germany', 'w', 'v',
     'Remote Solely', 'FULL_TIME', 'Senior', 'Environmental & Sustainability', 'partly', 3, 12345, 6789, '2026-11-01', NULL, 50, '2026-10-30'),
    ('Nurse', 'Hamburg, Germany', 'n', 'h', NULL, NULL, NULL, NULL, 'failed', 1, 0, 0, NULL, NULL, 0, '2026-11-22'),
    ('Cook', 'Munich, Germany', 'c', 'm', NULL, NULL, NULL, NULL, 'loading', 4, 3, 30, '2026-11-10', NULL, 0, '2026-11-10'),
    ('Baker', 'Kiel, Germany', 'b', 'k', NULL, NULL, NULL, NULL, 'waiting', 0, 0, 0, NULL, '2026-11-21', 0, '2026-11-20');
INSERT INTO requests (source, key, created_at)
SELECT source, 'seeded ' || n, '2026-11-01' FROM (VALUES ('jsearch'), ('active_jobs')) one (source), generate_series(2, 5) n;
INSERT INTO combination_requests (combination_id, source, request_id)
SELECT substr(key, 8)::int, source, id FROM requests WHERE key LIKE 'seeded %';
INSERT INTO fetches (request_id, purpose, span, window_from, window_to, max_pages, state, position, pages, jobs, new_jobs,
    credits, expected_credits, error_code, error, put_off_until, created_at, started_at, ended_at)
SELECT request_id, 'refresh', '7d', '2026-11-16', '2026-11-23', 10, state, '{}', pages, pages * 10, pages * 7, pages * 100, 500,
       code, why, until::timestamptz, '2026-11-23 04:00Z', began::timestamptz, ended::timestamptz
  FROM (VALUES
    (2, 'active_jobs', 'failed', 1, 'broken_answer', 'Active Jobs DB answered 502 four times in a row: something between us and the provider is down', NULL, '2026-11-23 04:01Z', '2026-11-23 04:10Z'),
    (3, 'jsearch', 'failed', 0, 'rate_limited', 'JSearch asked us to wait', NULL, '2026-11-23 04:01Z', '2026-11-23 04:10Z'),
    (3, 'active_jobs', 'put_off', 0, 'quota', 'the quota of Active Jobs DB is spent', '2026-12-01', NULL, NULL),
    (4, 'jsearch', 'running', 3, NULL, NULL, NULL, '2026-11-23 09:12Z', NULL),
    (4, 'active_jobs', 'queued', 0, NULL, NULL, NULL, NULL, NULL),
    (5, 'jsearch', 'cancelled', 2, 'cancelled', 'cancelled by an admin: nobody needs it', NULL, '2026-11-22 04:01Z', '2026-11-22 04:10Z')
  ) of (combination_id, source, state, pages, code, why, until, began, ended)
  JOIN combination_requests USING (combination_id, source);
INSERT INTO fetch_cells (fetch_id, request_id, is_own, is_live, credits, new_jobs)
SELECT id, request_id, TRUE, is_live, credits, new_jobs FROM fetches ON CONFLICT DO NOTHING;
INSERT INTO demands (subject, combination_id, day, since, bought_at)
SELECT 500 + n, 2, date '2026-11-01' + n, timestamptz '2026-11-01' + n * interval '1 day', CASE WHEN n = 1 THEN timestamptz '2026-11-01' END FROM generate_series(1, 3) n;
INSERT INTO savings (subject, combination_id, source, reason, credits, method, at, day)
SELECT 500 + n, 2, 'active_jobs', CASE n WHEN 2 THEN 'same_combination' ELSE 'held' END, 120, 'real', '2026-11-05', '2026-11-05' FROM generate_series(2, 3) n;
INSERT INTO audit (at, subject, action, target, reason, details) VALUES
    ('2026-11-22', 501, 'priority', 'combination 2', 'a training course begins on Monday and thirty people wait for it', '{"was": 0, "is": 50}'),
    ('2026-11-23', NULL, 'adjust meter', 'active_jobs jobs', 'as the invoice says', '{"credits": -120}');
INSERT INTO readings (at, day, model, input_tokens, output_tokens, outcome) VALUES ('2026-11-20', '2026-11-20', 'claude', 12345, 678, 'read');
INSERT INTO profiles (key, reader, model, profile, created_at, read_at) VALUES ('key', 'offline', 'offline', '{
    "titles": [{"text": "Data Scientist", "evidence": "Senior Data Scientist"}, {"text": "Statistician", "evidence": "Statistician"}],
    "places": [{"text": "Berlin", "evidence": "Berlin"}, {"text": "Male", "evidence": "Male"}],
    "filters": [{"filter": {"work_arrangement": "Remote Solely"}, "evidence": "", "stated": false}]}', now(), now());
INSERT INTO cvs (user_id, file_name, kind, size_bytes, text, text_key, profile_key, searches_made_at, uploaded_at)
VALUES (1, 'Lebenslauf und Zeugnisse, endgültige Fassung.pdf', 'pdf', 123456, 'Senior Data Scientist in Berlin', 'text', 'key', '2026-11-23', '2026-11-23');
INSERT INTO proposals (cv_id, title_keyword, location, waits_for) VALUES
    (1, 'Statistician', 'Berlin', 'countries'), (1, 'Statistician', 'Male', 'surprise');
INSERT INTO leave_notices (user_id, told_at, came_back_at) SELECT id, '2026-11-01', '2026-11-23' FROM users WHERE id = 1;
INSERT INTO refreshes (local_date, started_at, ended_at, combinations, requests)
SELECT '2026-11-23'::date - day, '2026-11-23 05:00Z'::timestamptz - day * interval '1 day',
       '2026-11-23 05:01Z'::timestamptz - day * interval '1 day', 5, 8 FROM generate_series(0, 8) day;
INSERT INTO acts (kind, subject, state, reason, items, affected, expected_credits, most_credits, fetches, made_at, starts_at, ended_at) VALUES
    ('load_again', 501, 'proposed', NULL, 108, 96, 4200, 96000, 0, '2026-11-23 09:14Z', NULL, NULL),
    ('pause', 501, 'running', 'a strike: nobody hires before it is over', 3, 3, 0, 0, 0, '2026-11-23 09:14Z', '2026-11-23 09:14Z', NULL),
    ('load_deeper', 999, 'done', 'asked for by the school', 2, 2, 40, 40, 2, '2026-11-22 09:14Z', '2026-11-22 09:15Z', '2026-11-22 09:16Z');
INSERT INTO act_items (act_id, item, state) VALUES (1, 1, 'open'), (2, 1, 'done'), (2, 2, 'open'), (2, 3, 'skipped'), (3, 1, 'done'), (3, 2, 'done');
INSERT INTO caps (name, value, changed_at, subject) VALUES ('daily_credits', 1500, '2026-11-22', 501);
UPDATE sources SET last_failure_at = '2026-11-23 09:00Z', last_failure = 'the answer was no JSON' WHERE source = 'active_jobs';
"#;

/// Somebody in a browser who is an admin and looks for a job, among a few rows of everything. A page limit cuts what one
/// source has.
async fn seeded() -> (TestApp, Chromium) {
    let [server, sender, site] = smtp::settings("smtp://127.0.0.1:9");
    let app = TestApp::with([("JSEARCH_PAGES", "2"), server, sender, site]).await;
    let browser = Chromium::start(true).await;
    browser.open(&format!("{}/signup", app.url)).await;
    browser.type_into("input[name=email]", "ada@example.com").await;
    browser.type_into("input[name=password]", "correct horse battery").await;
    browser.click("main form button").await;
    browser.find("nav[aria-label=Account] form").await;
    let ada = Email::parse("ada@example.com").unwrap();
    let ada = User::find_by_email(&mut *app.conn().await, &ada).await.unwrap().unwrap();
    app.wants(&ada, &list(&["Data Scientist"], &["Berlin"])).await;
    app.drain().await;
    app.execute("UPDATE users SET role = 'admin'").await;
    let (client, connection) = jobfill::db::connect_raw(&app.database.url).await.unwrap();
    tokio::spawn(connection);
    client.batch_execute(SEED).await.unwrap();
    (app, browser)
}

/// The router's pages that begin like this, with what the seed has a number for.
fn pages(is_meant: impl Fn(&str) -> bool) -> Vec<(String, String)> {
    let paths = web::endpoints().into_iter().filter(|way| way.method == Method::GET).map(|way| way.path);
    let paths = paths.filter(|path| !NO_PAGES.contains(path) && !OUTSIDE.contains(path) && is_meant(path));
    let paths = paths.filter(|path| !path.ends_with(".csv") && !path.starts_with("/static/"));
    paths.map(|path| (path.trim_matches('/').replace(['/', '{', '}'], "-"), path.replace("{id}", "1"))).collect()
}

/// The name of a page of somebody who is not signed in, for its pictures.
fn name_of(path: &str) -> &str {
    if path == "/" { "front" } else { path.trim_matches('/') }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_admins_page_can_be_used_by_everybody() {
    let (app, browser) = seeded().await;
    for (name, path) in pages(|path| path.starts_with("/admin")) {
        browser.open(&format!("{}{path}", app.url)).await;
        browser.examine(&name).await;
    }
    for (name, path) in [
        ("admin-tracking-long", "/admin/tracking/2"),
        ("admin-tracking-empty", "/admin/tracking?q=nothing&place=nowhere&from=odd"),
        ("admin-fetches-failed", "/admin/fetches?state=failed"),
        ("admin-users-none", "/admin/users?q=nobody"),
        ("admin-acts-running", "/admin/acts/2"),
        ("admin-acts-done", "/admin/acts/3"),
        ("not-found", "/admin/nowhere"),
    ] {
        browser.open(&format!("{}{path}", app.url)).await;
        browser.examine(name).await;
    }
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_the_people_can_be_used_by_everybody() {
    let (app, browser) = seeded().await;
    for (name, path) in pages(|path| !path.starts_with("/admin")) {
        browser.open(&format!("{}{path}", app.url)).await;
        browser.examine(&format!("people-{name}")).await;
    }
    browser.open(&format!("{}/home", app.url)).await;
    browser.click("nav[aria-label=Account] button").await;
    browser.find("input[name=password]").await;
    for path in OUTSIDE {
        browser.open(&format!("{}{path}", app.url)).await;
        browser.examine(&format!("people-{}", name_of(path))).await;
    }
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_of_the_second_step_and_the_question_can_be_used_by_everybody() {
    let (app, browser) = seeded().await;
    let open = async |path: &str| browser.open(&format!("{}{path}", app.url)).await;
    open("/account/code").await;
    browser.type_into("input[name=password]", "correct horse battery").await;
    browser.click("main form button").await;
    browser.sees("class=\"key\"").await;
    browser.examine("code-begun").await;
    let ada = User::find(&mut *app.conn().await, 1).await.unwrap();
    let device = Device::of(&app, ada.id).await;
    browser.type_into("input[name=code]", &device.code(&app)).await;
    browser.click("main form button").await;
    browser.find("pre").await;
    browser.examine("code-recovery").await;
    open("/account/code").await;
    browser.find("form[action$=off]").await;
    browser.examine("code-on").await;

    app.pass(TimeDelta::minutes(16));
    open("/admin/users/1").await;
    browser.type_into("#limits-reason", "a course begins").await;
    browser.click("form[action$=limits] button").await;
    browser.find("input[name=proof_code]").await;
    browser.examine("prove").await;

    open("/account").await;
    browser.click("nav[aria-label=Account] button").await;
    browser.type_into("input[name=email]", "ada@example.com").await;
    browser.type_into("input[name=password]", "correct horse battery").await;
    browser.click("main form button").await;
    browser.find("input[name=code]").await;
    browser.examine("code-asked").await;
    browser.close().await;
}
