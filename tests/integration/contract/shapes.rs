//! Shapes of answers, those that were seen and those that may come.

use super::*;

/// How an answer is told: its bytes, and what its fetch comes to.
type Shape<'a> = (Vec<u8>, &'a str);

fn file(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/answers/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// Buys each shape for somebody of its own, and a readable one after each, so that the source goes on.
async fn each_is_bought_once(source: Source, readable: &str, shapes: Vec<Shape<'_>>) {
    let (app, provider) = app_at(source).await;
    for (number, (body, comes_to)) in shapes.into_iter().enumerate() {
        let shown = String::from_utf8_lossy(&body[..body.len().min(120)]).into_owned();
        // A full page of Active Jobs DB is followed by another, which is empty here.
        let calls = provider.calls() + usize::from(comes_to == "done 100 0");
        provider.says(Said::ok(body.clone()));
        somebody_wants(&app, &format!("Cook {number}")).await;
        assert_eq!(last_fetch(&app).await, comes_to, "{shown}");
        assert!(last_answer(&app).await == hex(&body), "it is kept as it came: {shown}");
        // Somebody else wants the same: nothing is bought again.
        let other = app.person(&format!("other{number}@example.com")).await;
        app.wants(&other, &list(&[&format!("Cook {number}")], &["Berlin"])).await;
        app.drain().await;
        assert_eq!(provider.calls(), calls + 1, "{shown}");
        assert_eq!(last_fetch(&app).await, comes_to, "{shown}");
        provider.says(Said::ok(readable));
        somebody_wants(&app, &format!("Baker {number}")).await;
        assert_eq!(last_fetch(&app).await, "done 1 0", "after {shown}");
    }
    assert_eq!(app.count("sources WHERE stopped_code IS NOT NULL").await, 0);
    books::look(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_active_jobs_db_answers_is_bought_once_kept_and_read_where_it_can_be() {
    let row = |id: &str| format!(r#"{{"id": {id}, "title": "Cook", "organization": "Muster"}}"#);
    let wide: Vec<u8> = format!("[{}]", row("7")).encode_utf16().flat_map(u16::to_be_bytes).collect();
    let shapes: Vec<Shape<'_>> = vec![
        (file("aj-envelope-100-rows.json"), "done 100 0"),
        (file("aj-10-of-20-rows-without-id.json"), "done 10 10"),
        (format!("\u{feff}[{}]", row("101")).into(), "done 1 0"),
        ([&[0xfe, 0xff][..], &wide].concat(), "done 1 0"),
        (format!(r#"[{{"ID": 102, "Title": "Cook", "dateValidThrough": NaN}}, {},]"#, row("103")).into(), "done 2 0"),
        (format!(r#"{{"Results": {{"Items": [{}], "total": Infinity}}}}"#, row("104")).into(), "done 1 0"),
        (format!(r#"{{"count": 1, "stellen": [{}]}}"#, row("105")).into(), "done 1 0"),
        ([b"[{\"id\": 106, \"title\": \"Caf\xe9\"}]".as_slice()].concat(), "done 1 0"),
        (row("107").into(), "done 1 0"),
        (format!(r#"{{"data": {{"108": {}, "109": {}}}}}"#, row("108"), row("109")).into(), "done 2 0"),
        (format!("[{}] -- cached", row("110")).into(), "done 1 0"),
        (format!("callback([{}]);", row("111")).into(), "done 1 0"),
        (format!("{}\n{}\n", row("112"), row("113")).into(), "done 2 0"),
        (wide, "done 1 0"),
        (serde_json::to_vec(&format!("[{}]", row("114"))).unwrap(), "done 1 0"),
        (format!(r#"{{"hits": {{"hits": [{{"_source": {}}}]}}}}"#, row("115")).into(), "done 1 0"),
        (format!("[{r}, {r}, {r}]", r = row("116")).into(), "done 3 0"),
        (br#"[{"id": "117", "title": "Cook"}, {"id": 118.0, "title": "Cook"}]"#.to_vec(), "done 2 0"),
        (b"Error [5]".to_vec(), "failed unreadable 0 0"),
        (br#"{"count": 0, "data": []}"#.to_vec(), "done 0 0"),
        (b"[]\n".to_vec(), "done 0 0"),
        (Vec::new(), "failed unreadable 0 0"),
        (b"<html><body>We will be right back</body></html>".to_vec(), "failed unreadable 0 0"),
        (br#"[{"id": 107, "title": "Cook"}, {"id"#.to_vec(), "failed unreadable 0 0"),
        (vec![0x1f, 0x8b, 0, 0xff, 0xfe], "failed unreadable 0 0"),
        (b"null".to_vec(), "failed unreadable 0 0"),
        (br#"{"detail": "We have moved"}"#.to_vec(), "failed unreadable 0 0"),
        (br#"{"error": "busy", "data": []}"#.to_vec(), "failed unreadable 0 0"),
        (br#"["a", "b"]"#.to_vec(), "failed unreadable 0 2"),
        (br#"[{"uid": 1, "title": "Cook"}]"#.to_vec(), "failed unreadable 0 1"),
    ];
    let readable = r#"[{"id": 1, "title": "Baker"}]"#;
    each_is_bought_once(Source::ActiveJobs, readable, shapes).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_jsearch_answers_is_bought_once_kept_and_read_where_it_can_be() {
    let row = |id: &str| format!(r#"{{"job_id": "{id}", "job_title": "Cook"}}"#);
    let shapes: Vec<Shape<'_>> = vec![
        (file("js-nan.json"), "done 1 0"),
        (file("js-9-rows-without-job_id.json"), "failed unreadable 0 9"),
        (format!("\u{feff}{{\"status\": \"ok\", \"data\": {{\"jobs\": [{}]}}}}", row("a")).into(), "done 1 0"),
        (format!(r#"{{"Status": "Ok", "Data": {{"Jobs": [{}], "Cursor": null}}}}"#, row("b")).into(), "done 1 0"),
        (format!(r#"{{"status": "SUCCESS", "jobs": [{}]}}"#, row("c")).into(), "done 1 0"),
        (format!("[{}]", row("d")).into(), "done 1 0"),
        (br#"{"STATUS": "OK", "DATA": [{"JOB_ID": "e", "JOB_TITLE": "Cook"}]}"#.to_vec(), "done 1 0"),
        (br#"{"status": "OK", "data": [{"jobId": "f", "jobTitle": "Cook"}]}"#.to_vec(), "done 1 0"),
        (br#"{"status": "OK", "data": null}"#.to_vec(), "done 0 0"),
        (br#"{"status": "ERROR", "error": {"message": "Something went wrong"}}"#.to_vec(), "failed unreadable 0 0"),
        (br#"{"status": "OK"}"#.to_vec(), "failed unreadable 0 0"),
        (b"Bad Gateway".to_vec(), "failed unreadable 0 0"),
    ];
    let readable = r#"{"status": "OK", "data": {"jobs": [{"job_id": "1", "job_title": "Baker"}], "cursor": null}}"#;
    each_is_bought_once(Source::JSearch, readable, shapes).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_recorded_answer_is_read() {
    for source in Source::ALL {
        let (app, provider) = app_at(*source).await;
        let prefix = if *source == Source::JSearch { "js-" } else { "aj-" };
        let folder = format!("{}/tests/fixtures/answers", env!("CARGO_MANIFEST_DIR"));
        let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let names: Vec<String> = names.filter(|name| name.starts_with(prefix)).collect();
        assert!(names.len() > 3, "{names:?}");
        for (number, name) in names.iter().enumerate() {
            provider.says(Said::ok(file(name)));
            somebody_wants(&app, &format!("Cook {number}")).await;
            let comes_to = last_fetch(&app).await;
            let is_known = comes_to.starts_with("done") || name == "js-9-rows-without-job_id.json";
            assert!(is_known && !comes_to.starts_with("done 0"), "{name}: {comes_to}");
        }
        let full = names.iter().filter(|name| name.contains("100-rows")).count();
        assert_eq!(provider.calls(), names.len() + full);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_answer_without_rows_has_cost_is_told_by_the_next_figures() {
    let (app, provider) = app_at(Source::ActiveJobs).await;
    let figures = |body: &str, left: u64| {
        let said = Said::ok(body).with("x-ratelimit-jobs-limit", "20000").with("x-ratelimit-jobs-reset", "864000");
        said.with("x-ratelimit-jobs-remaining", &left.to_string())
    };
    provider.says(figures(r#"[{"id": 1, "title": "Cook"}]"#, 19_999));
    somebody_wants(&app, "Cook").await;
    provider.says(figures("<html>busy</html>", 19_999));
    somebody_wants(&app, "Baker").await;
    let unknown = "SELECT unknown AS number FROM meters WHERE source = 'active_jobs' AND unit = 'jobs'";
    assert_eq!(books::number(&app, unknown).await, 100, "it may have cost all that was asked for");
    // Long enough ago that it is charged no more.
    app.execute(
        "UPDATE attempts SET sent_at = sent_at - interval '10 minutes', ended_at = ended_at - interval '9 minutes'",
    )
    .await;
    provider.says(figures(r#"[{"id": 2, "title": "Nurse"}]"#, 19_998));
    somebody_wants(&app, "Nurse").await;
    assert_eq!(books::number(&app, unknown).await, 0, "it cost nothing");
    let spent = "SELECT spent AS number FROM meters WHERE source = 'active_jobs' AND unit = 'jobs'";
    assert_eq!(books::number(&app, spent).await, 2);
    books::look(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_that_were_left_out_are_told_with_their_reason() {
    let (app, provider) = app_at(Source::ActiveJobs).await;
    let admin = admin(&app).await;
    provider.says(Said::ok(file("aj-10-of-20-rows-without-id.json")));
    somebody_wants(&app, "Cook").await;
    admin
        .get("/admin/fetches/1")
        .await
        .shows("Rows that could not be read")
        .shows("10 rows were left out: 10 without id");
    admin.get("/admin").await.shows("10 rows could not be read so far");
    let metrics = admin.get("/metrics").await;
    metrics.shows("jobfill_rows_left_out_total{source=\"active_jobs\"} 10");
    metrics.shows("jobfill_needs{cause=\"rows_left_out\"} 10");
    assert_eq!(app.status("cook@example.com").await["combinations"][0]["state"], "loaded");
}

#[tokio::test(flavor = "multi_thread")]
async fn most_of_a_page_left_out_ends_the_fetch_after_what_can_be_used() {
    let (app, provider) = app_at(Source::ActiveJobs).await;
    let rows: Vec<String> =
        (0..100).map(|n| if n < 9 { format!(r#"{{"id":{n},"title":"Cook"}}"#) } else { "{}".to_owned() }).collect();
    provider.always_says(Said::ok(format!("[{}]", rows.join(","))));
    somebody_wants(&app, "Cook").await;
    assert_eq!((last_fetch(&app).await.as_str(), provider.calls()), ("done 9 91", 1));
    assert_eq!(app.count("fetches WHERE is_cut").await, 1, "what was not asked for can be bought deeper");
}
