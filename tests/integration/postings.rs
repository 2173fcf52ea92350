//! What postings say, from a provider's answer to the pages: dates, texts, pay, links, and their end.

use crate::support::app::{TestApp, list};
use crate::support::books;
use crate::support::browser::Visitor;
use crate::support::provider;
use jobfill::models::user::{Email, User};
use serde_json::{Value, json};

/// A row of JSearch.
fn jsearch(id: &str, fields: Value) -> Value {
    with(json!({"job_id": id, "job_title": id, "employer_name": "Muster Werke GmbH", "job_location": "Berlin"}), fields)
}

/// A row of Active Jobs DB.
fn active_jobs(id: &str, fields: Value) -> Value {
    let row = json!({
        "id": id, "title": id, "organization": "Muster Werke GmbH", "url": format!("https://muster.example/{id}"),
        "date_posted": "2026-11-22T08:00:00", "locations_derived": ["Berlin, Berlin, Germany"],
    });
    with(row, fields)
}

fn with(mut row: Value, fields: Value) -> Value {
    row.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    row
}

/// Somebody whose search was answered with these rows, on Monday, 23 November 2026, at 9:15.
async fn person(jsearch: &[Value], active_jobs: &[Value]) -> (TestApp, Visitor) {
    let jsearch = json!({"status": "OK", "data": {"jobs": jsearch, "cursor": null}});
    let jsearch = provider::that_answers(&jsearch).await;
    let active_jobs = provider::that_answers(&json!(active_jobs)).await;
    let app = TestApp::with([("JSEARCH_BASE_URL", &jsearch), ("ACTIVE_JOBS_BASE_URL", &active_jobs)]).await;
    let visitor = app.visitor();
    visitor.sign_up("ada@example.com").await;
    let email = Email::parse("ada@example.com").unwrap();
    let ada = User::find_by_email(&mut *app.conn().await, &email).await.unwrap().unwrap();
    app.wants(&ada, &list(&["Cook"], &["Berlin"])).await;
    app.drain().await;
    (app, visitor)
}

/// The titles on a page, from top to bottom.
async fn titles(visitor: &Visitor, path: &str) -> Vec<String> {
    let page = visitor.get(path).await.is(200).body.clone();
    let rows = page.split("<h2><a href=\"/jobs/").skip(1);
    rows.map(|row| row.split_once('>').unwrap().1.split_once('<').unwrap().0.to_owned()).collect()
}

/// The page of the job with this title.
async fn page_of(visitor: &Visitor, title: &str) -> String {
    let page = visitor.get("/jobs?age=all").await.body;
    let (before, _) = page.split_once(&format!(">{title}<")).unwrap_or_else(|| panic!("no {title} in {page}"));
    let path = before.rsplit_once("href=\"").unwrap().1.trim_end_matches('"');
    visitor.get(path).await.is(200).body.clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_date_in_any_form_puts_a_job_where_it_belongs_and_one_without_is_never_new() {
    let said = |id: &str, text: &str| jsearch(id, json!({"job_posted_at": text, "job_posted_at_timestamp": null}));
    let stamped = |id: &str, stamp: Value| jsearch(id, json!({"job_posted_at_timestamp": stamp}));
    let rows = [
        said("Italian", "3 giorni fa"),
        said("Polish", "wczoraj"),
        said("German", "vor über 20 Tagen"),
        said("Japanese", "2時間前"),
        said("Unreadable", "neulich"),
        stamped("Undated", json!(null)),
        stamped("Zero", json!(0)),
        stamped("Thousandths", json!(1_795_377_600_000_i64)),
        stamped("Text", json!("1795291200")),
        stamped("Far ahead", json!(4_102_444_800_i64)),
    ];
    let (_app, ada) = person(&rows, &[]).await;
    let mut all = titles(&ada, "/jobs").await;
    let dated = all.split_off(4);
    all.sort();
    assert_eq!(all, ["Far ahead", "Undated", "Unreadable", "Zero"], "first seen just now");
    let by_date = ["Japanese", "Thousandths", "Polish", "Text", "Italian", "German"];
    assert_eq!(dated, by_date);
    assert_eq!(titles(&ada, "/jobs?list=new").await, by_date);
    assert_eq!(titles(&ada, "/jobs?age=1").await, ["Japanese", "Thousandths", "Polish"]);
    assert_eq!(titles(&ada, "/jobs?age=7").await.len(), 5);
    let page = page_of(&ada, "Zero").await;
    assert!(!page.contains("1970"), "{page}");
    ada.get("/jobs").await.shows("First seen <time").hides("1970").hides("2100");
}

#[tokio::test(flavor = "multi_thread")]
async fn texts_are_read_as_people_read_them_and_nothing_of_them_is_run() {
    let html = "<H1>Job</H1><H2>Tasks</H2>Do<BR>this<TABLE><TR><TD>A</TD><TD>B</TD></TR></TABLE>\
                <script>alert(1)</script><STYLE>p{}</STYLE><img src=x onerror=alert(1)>";
    let rows = [
        active_jobs(
            "1",
            json!({"title": "R&amp;D Pizzaiolo &#8211; K&amp;ouml;ln", "organization": "M&uuml;ller &amp; S&ouml;hne",
                   "locations_derived": ["K&ouml;ln, Germany"], "description_text": html}),
        ),
        active_jobs("2", json!({"title": "Plain C < D", "description_text": "We like R&D, C < D\nand a <b and c> d."})),
        active_jobs(
            "3",
            json!({"title": "Escaped", "description_html": "&lt;ul&gt;&lt;li&gt;One&lt;/li&gt;&lt;/ul&gt;"}),
        ),
        active_jobs("4", json!({"title": "<script>alert(1)</script>Cook <img src=x onerror=alert(1)>Berlin"})),
    ];
    let (_app, ada) = person(&[], &rows).await;
    let page = page_of(&ada, "R&#38;D Pizzaiolo – Köln").await;
    for shown in
        ["Müller &#38; Söhne", "Köln, Germany", "<h3>Job</h3><h3>Tasks</h3>Do<br>this", "<div>A</div><div>B</div>"]
    {
        assert!(page.contains(shown), "{shown} in {page}");
    }
    for gone in ["&#38;amp;", "ouml", "alert", "p{}", "onerror", "&lt;"] {
        assert!(!page.contains(gone), "{gone} in {page}");
    }
    let plain = page_of(&ada, "Plain C &#60; D").await;
    assert!(plain.contains("<p>We like R&amp;D, C &lt; D<br>and a &lt;b and c&gt; d.</p>"), "{plain}");
    assert!(page_of(&ada, "Escaped").await.contains("<ul><li>One</li></ul>"));
    ada.get("/jobs").await.shows(">Cook Berlin<").hides("alert").hides("onerror");
    ada.get("/jobs?q=koln").await.shows("Pizzaiolo");
}

#[tokio::test(flavor = "multi_thread")]
async fn pay_is_shown_as_far_as_it_says_something() {
    let paid = |id: &str, fields: Value| jsearch(id, with(json!({"job_posted_at": "today"}), fields));
    let rows = [
        paid(
            "Swapped",
            json!({"job_min_salary": 90_000, "job_max_salary": 60_000, "job_salary_period": "YEAR",
                               "job_salary_currency": "EUR"}),
        ),
        paid(
            "Texts",
            json!({"job_min_salary": "91,700", "job_max_salary": "138000", "job_salary_period": "YEAR",
                             "job_salary_currency": "USD"}),
        ),
        paid("Zeros", json!({"job_min_salary": 0, "job_max_salary": 0, "job_salary_period": "YEAR"})),
        paid("Words", json!({"job_salary": "ab 45.000 €"})),
        paid("Zero words", json!({"job_salary_string": "0 – 0 EUR"})),
        paid(
            "Hourly",
            json!({"job_min_salary": 20, "job_max_salary": 25, "job_salary_period": "hourly",
                              "job_salary_currency": "EUR"}),
        ),
    ];
    let (_app, ada) = person(&rows, &[]).await;
    let page = ada.get("/jobs").await;
    for shown in ["60,000–90,000 EUR a year", "91,700–138,000 USD a year", "ab 45.000 €", "20–25 EUR an hour"] {
        page.shows(&format!("<span class=\"salary\">{shown}</span>"));
    }
    assert_eq!(page.body.matches("class=\"salary\"").count(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_several_requests_of_an_area_bring_counts_once() {
    let (app, _) = person(&[jsearch("Cook", json!({})), jsearch("Chef", json!({}))], &[]).await;
    let bob = app.person("bob@example.com").await;
    app.wants(&bob, &list(&["Cook"], &["DACH"])).await;
    app.drain().await;
    let found = "SELECT jobs_found::int8 AS number FROM backfill_tracking WHERE place_key = 'area:dach'";
    assert_eq!(app.count("fetches WHERE jobs = 2").await, 4, "Berlin, and three countries");
    assert_eq!(books::number(&app, found).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn places_and_kinds_of_work_are_read_in_whatever_shape_they_stand() {
    let rows = [
        active_jobs(
            "Baker",
            json!({"locations_derived": null, "locations": [{"address": [
            {"addressLocality": "Berlin", "addressCountry": {"name": "Germany"}}, {"addressLocality": "Wien"}]}]}),
        ),
        active_jobs(
            "Chef",
            json!({"locations_derived": null, "cities_derived": ["Berlin", "Ulm"],
            "countries_derived": ["Germany"], "ai_work_arrangement": "Remote_OK"}),
        ),
    ];
    let one = jsearch(
        "Cook",
        json!({"job_location": "null", "job_city": "Berlin", "job_country": {"name": "Germany"},
        "job_is_remote": "true", "job_employment_type": "Vollzeit oder Teilzeit"}),
    );
    let (app, ada) = person(&[one], &rows).await;
    let told =
        "SELECT concat_ws(' | ', location, country, work_arrangement, array_to_string(employment_types, '+')) AS text
                  FROM jobs ORDER BY title";
    let jobs = [
        "Berlin, Germany; Wien | de",
        "Berlin, Germany; Ulm, Germany | de | Remote OK",
        "Berlin, Germany | de | Remote | FULL_TIME+PART_TIME",
    ];
    let shown: Vec<String> =
        books::texts(&app, told).await.iter().map(|job| job.trim_end_matches(" | ").to_owned()).collect();
    assert_eq!(shown, jobs);
    assert_eq!(titles(&ada, "/jobs?age=all&location=Ulm").await, ["Chef"]);
    assert_eq!(titles(&ada, "/jobs?age=all&location=Vienna").await, ["Baker"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_employers_own_link_is_the_one_to_apply_by() {
    let board = json!("https://www.linkedin.com/jobs/view/1");
    let option = |link: &str, is_direct: bool| json!({"publisher": "X", "apply_link": link, "is_direct": is_direct});
    let rows = [
        jsearch(
            "Direct",
            json!({"job_apply_link": board, "job_posted_at": "today", "apply_options": [
            option("https://de.indeed.com/2", false), option("https://a.example/3", true)]}),
        ),
        jsearch(
            "Own site",
            json!({"job_apply_link": board, "job_posted_at": "today",
            "employer_website": "https://www.muster.example", "apply_options": [
            option("https://a.example/3", false), option("https://karriere.muster.example/3", false)]}),
        ),
        jsearch(
            "Unsafe",
            json!({"job_apply_link": board, "job_posted_at": "today", "apply_options": [
            option("javascript:alert(1)", true)]}),
        ),
    ];
    let external = json!({"url": board, "external_apply_url": "https://muster.example/apply?a=1&amp;b=2"});
    let (_app, ada) = person(&rows, &[active_jobs("External", external)]).await;
    for (title, host) in [
        ("Direct", "a.example"),
        ("Own site", "karriere.muster.example"),
        ("Unsafe", "www.linkedin.com"),
        ("External", "muster.example"),
    ] {
        assert!(page_of(&ada, title).await.contains(&format!("Apply at {host}")), "{title}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_ended_by_its_own_account_is_left_out_and_kept_where_it_was_saved() {
    let until = |id: &str, end: Value| active_jobs(id, json!({"date_valid_through": end}));
    let rows = [
        until("Ended", json!("2026-11-20T00:00:00")),
        until("Last day", json!("2026-11-23T00:00:00")),
        until("Open", json!("2026-12-31T00:00:00")),
        until("For ever", json!("9999-12-31T00:00:00")),
        until("Silent", json!(null)),
    ];
    let (app, ada) = person(&[], &rows).await;
    let mut listed = titles(&ada, "/jobs?age=all").await;
    listed.sort();
    assert_eq!(listed, ["For ever", "Last day", "Open", "Silent"]);
    assert!(!titles(&ada, "/jobs?list=new").await.contains(&"Ended".to_owned()));
    assert!(page_of(&ada, "Open").await.contains("Open until"));
    let id = app.count("jobs WHERE id < (SELECT id FROM jobs WHERE title = 'Ended')").await + 1;
    ada.get(&format!("/jobs/{id}")).await.shows("This job was closed").shows("3 days ago");
    ada.post(&format!("/jobs/{id}/save"), &[]).await.is(303);
    assert_eq!(titles(&ada, "/jobs?list=saved").await, ["Ended"]);
    ada.get("/jobs?list=saved").await.shows("closed <time");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_is_empty_since_everything_ended_says_so() {
    let ended = active_jobs("Ended", json!({"date_valid_through": "2026-11-20T00:00:00"}));
    let (_app, ada) = person(&[], &[ended]).await;
    ada.get("/jobs").await.shows("1 job found for your searches").shows("1 job has closed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_in_several_places_is_shown_with_all_of_them_and_found_by_each() {
    let places = json!(["Vienna, Vienna, Austria", "Berlin, Berlin, Germany"]);
    let address = json!({"@type": "Place", "address": {"addressLocality": "Izmir", "addressCountry":
        {"@type": "Country", "name": "Türkiye"}}});
    let rows = [
        active_jobs("Several", json!({"locations_derived": places, "locations_alt": ["Hamburg, Germany"]})),
        active_jobs("Written", json!({"locations_derived": null, "locations": [address]})),
    ];
    let (_app, visitor) = person(&[], &rows).await;
    for (place, found) in [
        ("Hamburg", vec!["Several"]),
        ("Wien", vec!["Several"]),
        ("Austria", vec!["Several"]),
        ("Turkey", vec!["Written"]),
        ("Munich", vec![]),
    ] {
        assert_eq!(titles(&visitor, &format!("/jobs?age=all&location={place}")).await, found, "{place}");
    }
    visitor.get("/jobs?age=all").await.shows("Vienna, Austria; Berlin, Germany; Hamburg, Germany");
}
