//! What protects people: forms from elsewhere, other people's pages, headers, events.

use super::{is_out, sign_in, signed_up};
use crate::support::app::TestApp;
use jobfill::live::Whom;
use jobfill::models::user::{Email, User};

#[tokio::test(flavor = "multi_thread")]
async fn forms_from_other_sites_are_refused() {
    let app = TestApp::start().await;
    let visitor = app.visitor();
    let form = [("email", "ada@example.com"), ("password", "correct horse battery")];
    visitor.post_from_elsewhere("/signup", &form).await.is(403).shows("sent from another site");
    // Neither Sec-Fetch-Site nor Origin: no browser that we know of.
    let bare = reqwest::Client::builder()
        .no_proxy()
        .build()
        .unwrap()
        .post(format!("{}/signup", app.url))
        .form(&form)
        .send()
        .await
        .unwrap();
    assert_eq!(bare.status(), 403);
    assert!(bare.headers().contains_key("content-security-policy"));
    visitor.post_with("/signup", &form, ("origin", "https://evil.example")).await.is(403);
    let ada = Email::parse("ada@example.com").unwrap();
    assert!(User::find_by_email(&mut *app.conn().await, &ada).await.unwrap().is_none());

    visitor.post_with("/signup", &form, ("origin", &app.url)).await.goes_to("/cv");
    visitor.post_from_elsewhere("/logout", &[]).await.is(403);
    visitor.get("/account").await.is(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_has_the_security_headers() {
    let app = TestApp::start().await;
    for (path, status) in [("/login", 200), ("/nowhere", 404), ("/account", 303), ("/logout", 405), ("/healthz", 200)] {
        let response = app.visitor().raw(path).await;
        assert_eq!(response.status(), status, "{path}");
        let header = |name: &str| response.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
        assert!(header("content-security-policy").unwrap().starts_with("default-src 'none'"), "{path}");
        assert_eq!(header("x-content-type-options").as_deref(), Some("nosniff"), "{path}");
        assert_eq!(header("referrer-policy").as_deref(), Some("no-referrer"), "{path}");
        assert_eq!(header("cross-origin-opener-policy").as_deref(), Some("same-origin"), "{path}");
        assert_eq!(header("cross-origin-resource-policy").as_deref(), Some("same-origin"), "{path}");
        assert_eq!(header("cache-control").as_deref(), Some("no-store"), "{path}");
        assert_eq!(header("strict-transport-security"), None, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_https_cookies_are_bound_to_it() {
    let app = TestApp::with([("JOBFILL_PUBLIC_URL", "https://jobs.example.org")]).await;
    let form = [("email", "ada@example.com"), ("password", "correct horse battery")];
    let request = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let request = request.post(format!("{}/signup", app.url)).form(&form).header("origin", "https://jobs.example.org");
    let response = request.send().await.unwrap();
    assert_eq!(response.headers()["strict-transport-security"], "max-age=31536000; includeSubDomains");
    let cookies: Vec<_> = response.headers().get_all("set-cookie").iter().map(|one| one.to_str().unwrap()).collect();
    let session = cookies.iter().find(|cookie| cookie.starts_with("__Host-session=")).unwrap();
    for attribute in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(session.contains(attribute), "{session}");
    }
    assert!(cookies.iter().all(|cookie| cookie.contains("Secure")), "{cookies:?}");
    // Our own name over plain http is another site.
    app.visitor().post_with("/signup", &form, ("origin", "http://jobs.example.org")).await.is(403);
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_elses_things_do_not_exist() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    let bob = signed_up(&app, "bob@example.com").await;
    let text = "Data Scientist in Berlin, ten years of statistics, Python and SQL. ".repeat(10);
    ada.upload("/cv", "cv.txt", text.into_bytes()).await.is(303);
    let searches = [("query_name", "Mine"), ("titles", "Data Scientist"), ("locations", "Hamburg")];
    ada.post("/searches", &searches).await.is(303);
    app.drain().await;
    ada.get("/cv/1").await.is(200);
    for path in ["/cv/1", "/jobs/1"] {
        let nothing = bob.get(&path.replace('1', "999999")).await;
        assert_eq!(bob.get(path).await.is(404).body, nothing.is(404).body);
    }
    for path in ["/cv/1/delete", "/cv/1/restore", "/searches/1/pause", "/searches/1/remove", "/jobs/1/save"] {
        let nothing = bob.post(&path.replace('1', "999999"), &[]).await;
        assert_eq!(bob.post(path, &[]).await.is(404).body, nothing.is(404).body);
    }
    ada.get("/cv/1").await.is(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_for_people_ask_others_to_sign_in() {
    let app = TestApp::start().await;
    for path in ["/home", "/cv", "/searches", "/jobs", "/account", "/account/export", "/events"] {
        let next: String = url::form_urlencoded::byte_serialize(path.as_bytes()).collect();
        app.visitor().get(path).await.goes_to(&format!("/login?next={next}"));
    }
    is_out(&app.visitor()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn open_pages_hear_of_changes_until_the_server_stops() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    let mut events = ada.raw("/events").await;
    assert_eq!(events.headers()["content-type"], "text/event-stream");
    assert!(events.headers().get("content-encoding").is_none_or(|coding| coding == "identity"));
    let mut heard = async || events.chunk().await.unwrap().map(|chunk| String::from_utf8(chunk.to_vec()).unwrap());
    assert_eq!(heard().await.as_deref(), Some("retry: 3000\n\n"));
    app.live.touch(&Whom::Everybody);
    assert_eq!(heard().await.as_deref(), Some("data: changed\n\n"));
    app.live.close();
    assert_eq!(heard().await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disabled_person_is_out_at_once() {
    use diesel::prelude::*;
    use diesel_async::RunQueryDsl;
    use jobfill::schema::users;
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    let disable = diesel::update(users::table).set(users::disabled_at.eq(app.clock.now()));
    disable.execute(&mut *app.conn().await).await.unwrap();
    is_out(&ada).await;
    sign_in(&ada, "ada@example.com", "correct horse battery").await.is(422);
}
