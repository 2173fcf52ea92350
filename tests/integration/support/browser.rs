//! A browser without JavaScript: keeps cookies, says where its forms come from, follows nothing by itself.

use super::wait::PATIENCE;
use reqwest::header::{ACCEPT_LANGUAGE, HeaderMap, HeaderValue};
use reqwest::{Client, RequestBuilder, Response, StatusCode, redirect};
use std::time::Duration;

/// Everybody's who signs up in a test.
pub const PASSWORD: &str = "correct horse battery";

pub struct Visitor {
    http: Client,
    url: String,
}

/// A page as it came.
pub struct Answer {
    pub status: StatusCode,
    pub location: Option<String>,
    pub body: String,
}

impl Answer {
    async fn of(response: Response) -> Self {
        let location = response.headers().get("location").map(|value| value.to_str().unwrap().to_owned());
        Self { status: response.status(), location, body: response.text().await.unwrap() }
    }

    /// Fails with the page's text when it does not hold `text`.
    #[track_caller]
    pub fn shows(&self, text: &str) -> &Self {
        assert!(self.body.contains(text), "{text:?} is not on this page ({}):\n{}", self.status, self.body);
        self
    }

    pub fn lacks(&self, text: &str) -> &Self {
        assert!(!self.body.contains(text), "{text:?} is on this page ({}):\n{}", self.status, self.body);
        self
    }

    #[track_caller]
    pub fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.body);
        self
    }

    /// Fails with the page's text when it holds `text`.
    #[track_caller]
    pub fn hides(&self, text: &str) -> &Self {
        assert!(!self.body.contains(text), "{text:?} is on this page ({}):\n{}", self.status, self.body);
        self
    }

    /// Fails unless the page sends the browser on to `path`.
    #[track_caller]
    pub fn goes_to(&self, path: &str) -> &Self {
        assert_eq!((self.status.as_u16(), self.location.as_deref()), (303, Some(path)), "{}", self.body);
        self
    }
}

impl Visitor {
    pub fn new(url: &str) -> Self {
        Self::with(url, HeaderMap::new())
    }

    /// A browser that asks for its pages in a language, as `Accept-Language` says it.
    pub fn asking_for(url: &str, language: &'static str) -> Self {
        Self::with(url, HeaderMap::from_iter([(ACCEPT_LANGUAGE, HeaderValue::from_static(language))]))
    }

    fn with(url: &str, headers: HeaderMap) -> Self {
        // A test that starts the program alone has no app that does this.
        let _ = rustls::crypto::ring::default_provider().install_default();
        // The server closes an idle connection after some seconds, and a busy machine may send into that.
        let http = Client::builder()
            .no_proxy()
            .pool_idle_timeout(Duration::from_secs(2))
            .cookie_store(true)
            .default_headers(headers)
            .redirect(redirect::Policy::none());
        let http = http.timeout(PATIENCE).build().unwrap();
        Self { http, url: url.to_owned() }
    }

    /// One that leaves packed answers packed.
    pub fn that_unpacks_nothing(url: &str) -> Self {
        let http = Client::builder().no_proxy().no_gzip().cookie_store(true).redirect(redirect::Policy::none());
        Self { http: http.timeout(PATIENCE).build().unwrap(), url: url.to_owned() }
    }

    /// Bytes of a page as they go over the wire, for a visitor that unpacks nothing.
    pub async fn packed_bytes(&self, path: &str) -> usize {
        let request = self.http.get(format!("{}{path}", self.url)).header("accept-encoding", "gzip");
        let response = request.send().await.unwrap();
        assert_eq!(response.headers().get("content-encoding").unwrap(), "gzip");
        response.bytes().await.unwrap().len()
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.http.get(format!("{}{path}", self.url))).await
    }

    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.send(self.as_a_form_of_ours(self.http.post(format!("{}{path}", self.url))).form(form)).await
    }

    /// Uploads a file in the field `file`.
    pub async fn upload(&self, path: &str, name: &str, bytes: Vec<u8>) -> Answer {
        let part = reqwest::multipart::Part::bytes(bytes).file_name(name.to_owned());
        let form = reqwest::multipart::Form::new().part("file", part);
        self.send(self.as_a_form_of_ours(self.http.post(format!("{}{path}", self.url))).multipart(form)).await
    }

    /// Pastes a text into the field `text`, with no file chosen, as browsers send it.
    pub async fn paste(&self, path: &str, text: &str) -> Answer {
        let no_file = reqwest::multipart::Part::bytes(Vec::new()).file_name("");
        let form = reqwest::multipart::Form::new().part("file", no_file).text("text", text.to_owned());
        self.send(self.as_a_form_of_ours(self.http.post(format!("{}{path}", self.url))).multipart(form)).await
    }

    /// Pastes a text and makes a choice for what the last CV brought: `add` or `replace`.
    pub async fn paste_and(&self, path: &str, text: &str, earlier: &str) -> Answer {
        let form = reqwest::multipart::Form::new().text("text", text.to_owned()).text("earlier", earlier.to_owned());
        self.send(self.as_a_form_of_ours(self.http.post(format!("{}{path}", self.url))).multipart(form)).await
    }

    /// Pastes a text into an upload form that has a box ticked: "Read it here, without a model".
    pub async fn paste_for_here(&self, path: &str, text: &str) -> Answer {
        let form = reqwest::multipart::Form::new().text("text", text.to_owned()).text("without_model", "on");
        self.send(self.as_a_form_of_ours(self.http.post(format!("{}{path}", self.url))).multipart(form)).await
    }

    /// A form that another site sends.
    pub async fn post_from_elsewhere(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let request = self.http.post(format!("{}{path}", self.url)).header("sec-fetch-site", "cross-site");
        self.send(request.form(form)).await
    }

    /// A form with one header more. An Origin takes the place of Sec-Fetch-Site.
    pub async fn post_with(&self, path: &str, form: &[(&str, &str)], (name, value): (&'static str, &str)) -> Answer {
        let request = self.http.post(format!("{}{path}", self.url)).header(name, value).form(form);
        self.send(if name == "origin" { request } else { self.as_a_form_of_ours(request) }).await
    }

    /// The response itself, with its headers and its body still to be read.
    pub async fn raw(&self, path: &str) -> Response {
        self.http.get(format!("{}{path}", self.url)).send().await.unwrap()
    }

    /// The same, uncompressed: for large files, where packing would take longer than all the rest. The bound of one wait
    /// is that of a small answer, so a file of hundreds of portions has a longer one.
    pub async fn unpacked(&self, path: &str) -> Response {
        let request = self.http.get(format!("{}{path}", self.url)).timeout(PATIENCE * 10);
        request.header("accept-encoding", "identity").send().await.unwrap()
    }

    /// Signs up, and is signed in from then on.
    pub async fn sign_up(&self, email: &str) -> Answer {
        self.post("/signup", &[("email", email), ("password", PASSWORD)]).await
    }

    /// After a session has ended.
    pub async fn sign_in(&self, email: &str) -> Answer {
        self.post("/login", &[("email", email), ("password", PASSWORD)]).await
    }

    fn as_a_form_of_ours(&self, request: RequestBuilder) -> RequestBuilder {
        request.header("sec-fetch-site", "same-origin")
    }

    async fn send(&self, request: RequestBuilder) -> Answer {
        Answer::of(request.send().await.unwrap()).await
    }
}
