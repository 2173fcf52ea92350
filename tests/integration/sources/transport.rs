//! Answers that no well-behaved provider gives, and settings that make no client.

use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::*;

/// A provider that answers one call with exactly these bytes and hangs up.
async fn provider_that_sends(bytes: Vec<u8>) -> SourceSettings {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut asked = [0; 4_096];
        assert!(stream.read(&mut asked).await.unwrap() > 0);
        // The client may hang up before the end.
        let _ = stream.write_all(&bytes).await;
    });
    SourceSettings::new(Source::ActiveJobs, base_url, Secret::new("key"), "RAPIDAPI_KEY")
}

async fn error_at(bytes: Vec<u8>) -> ErrorKind {
    let settings = provider_that_sends(bytes).await;
    let client = Client::new(Source::ActiveJobs, &settings).unwrap();
    let request = plain(Source::ActiveJobs, "Nurse", "Berlin");
    client.send(&first_page(&request, Span::Week)).await.unwrap_err().kind
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n";
    let ErrorKind::Misconfigured { setting, .. } = error_at(elsewhere.into()).await else {
        panic!("followed");
    };
    assert_eq!(setting, "ACTIVE_JOBS_BASE_URL");
}

#[tokio::test]
async fn half_an_answer_of_unknown_length_is_kept_as_it_came() {
    let half = "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n[{\"id\": 1}, {\"id\"";
    let client = Client::new(Source::ActiveJobs, &provider_that_sends(half.into()).await).unwrap();
    let request = plain(Source::ActiveJobs, "Nurse", "Berlin");
    let answer = client.send(&first_page(&request, Span::Week)).await.unwrap();
    assert_eq!(answer.body, b"[{\"id\": 1}, {\"id\"");
}

#[tokio::test]
async fn an_answer_longer_than_any_page_is_not_read_to_its_end() {
    let mut endless = b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n[".to_vec();
    endless.resize(17 * 1024 * 1024, b' ');
    assert_eq!(error_at(endless).await, ErrorKind::NoAnswer { why: "the answer is too long" });
}

#[test]
fn settings_that_make_no_address_are_refused_by_name() {
    let base_url = "https://jsearch.example".parse().unwrap();
    let right = SourceSettings::new(Source::JSearch, base_url, Secret::new("key"), "RAPIDAPI_KEY");
    for (settings, word) in [
        (SourceSettings { base_url: "data:jsearch".parse().unwrap(), ..right.clone() }, "JSEARCH_BASE_URL"),
        (SourceSettings { base_url: "ftp://jsearch.example".parse().unwrap(), ..right.clone() }, "JSEARCH_BASE_URL"),
        (SourceSettings { path: "/search?x=1".into(), ..right.clone() }, "JSEARCH_PATH"),
        (SourceSettings { api_key: Secret::new("two\nlines"), ..right.clone() }, "RAPIDAPI_KEY"),
    ] {
        let error = Client::new(Source::JSearch, &settings).unwrap_err().to_string();
        assert!(error.contains(word), "{error}");
        assert!(!error.contains("two"), "no part of the key");
    }
    let printed = format!("{right:?}");
    assert!(!printed.contains("\"key\""), "{printed}");
}
