//! What the sandbox refuses because the real ones do.

use super::*;

/// Asks the sandbox for exactly this.
async fn raw(sandbox: &Running, source: Source, query: &str) -> (u16, String) {
    let url = format!("{}{}?{query}", sandbox.base_url(source), source.default_path());
    let request = http().get(url).header("x-rapidapi-key", sandbox::API_KEY);
    let answer = request.send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

#[tokio::test]
async fn the_sandbox_is_as_strict_as_the_real_ones() {
    for (source, query, word) in [
        (Source::ActiveJobs, "time_frame=7d&title_filter=nurse", "Unknown query parameter"),
        (Source::ActiveJobs, "title=nurse", "time_frame is required"),
        (Source::ActiveJobs, "title=nurse&time_frame=week", "time_frame must be"),
        (Source::ActiveJobs, "title=nurse&time_frame=7d&limit=1001", "limit must be"),
        (Source::ActiveJobs, "title=nurse&time_frame=7d&ai_taxonomies_a=Data+%26+Analytics", "ai_taxonomies_a"),
        (Source::JSearch, "query=nurse&page=2", "Unknown query parameter"),
        (Source::JSearch, "query=nurse&date_posted=7days", "date_posted must be"),
        (Source::JSearch, "country=de", "query is required"),
        (Source::JSearch, "query=nurse&cursor=abc", "Invalid cursor"),
    ] {
        let sandbox = sandbox();
        let (status, body) = raw(&sandbox, source, query).await;
        assert_eq!(status, 400, "{query}");
        assert!(body.contains(word), "{body}");
        assert_eq!(sandbox.account(source).requests, 1, "a refused call is charged");
    }
}

#[tokio::test]
async fn what_the_real_ones_do_not_find_the_sandbox_does_not_find() {
    let sandbox = sandbox();
    let wrong_country = raw(&sandbox, Source::JSearch, "query=nurse+in+Berlin%2C+Germany").await;
    assert!(wrong_country.1.contains(r#""jobs":[]"#), "{}", wrong_country.1);
    let abbreviated = raw(&sandbox, Source::ActiveJobs, "time_frame=7d&title=nurse&location=US").await;
    assert_eq!(abbreviated, (200, "[]".to_owned()));
}

#[tokio::test]
async fn a_cursor_belongs_to_its_query() {
    let sandbox = sandbox();
    let answer = buy(&sandbox, Source::JSearch).await.unwrap();
    let cursor = parse(Source::JSearch, &answer.body, now()).unwrap().cursor.unwrap();
    let other = plain(Source::JSearch, "Nurse", "Berlin");
    let position = Position::Cursor(cursor);
    let ask = PageAsk { position: &position, ..first_page(&other, Span::Week) };
    let error = client(&sandbox, Source::JSearch).send(&ask).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Refused { why: "Invalid cursor".into() });
}
