//! Pages of the sandbox: the two providers, its account and its control.

use std::io;

use actix_web::body::SizedStream;
use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT, ContentType};
use actix_web::rt::time::sleep;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, Responder, web};
use askama::Template;
use futures_util::{StreamExt, stream};
use serde::Serialize;

use super::account::SourceAccount;
use super::fault::Control;
use super::gateway::{Call, Gateway};
use super::reply::{Ending, Reply};
use super::served::Params;
use crate::sources::{Dialect, Source};

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/", web::get().to(home))
        .route("/account", web::get().to(account))
        .route("/account.json", web::get().to(account_json))
        .route("/control", web::post().to(control))
        .route("/jsearch/{path:.*}", web::get().to(jsearch))
        .route("/active-jobs/{path:.*}", web::get().to(active_jobs));
}

/// First part of a source's paths.
pub(super) fn prefix(source: Source) -> &'static str {
    match source {
        Source::JSearch => "jsearch",
        Source::ActiveJobs => "active-jobs",
    }
}

async fn home() -> impl Responder {
    web::Redirect::to("/account").see_other()
}

/// Charges of a source, by their names.
#[derive(Serialize)]
struct NamedAccount {
    source: Source,
    #[serde(skip)]
    label: &'static str,
    #[serde(flatten)]
    account: SourceAccount,
}

impl NamedAccount {
    /// Charges and rest, in words.
    fn told(&self) -> String {
        let SourceAccount { calls, requests, jobs, jobs_left, requests_left: left, .. } = &self.account;
        match jobs_left {
            Some(jobs_left) => say!(
                "sandbox-charged-jobs",
                calls = calls,
                requests = requests,
                jobs = jobs,
                jobs_left = jobs_left,
                left = left
            ),
            None => say!("sandbox-charged", calls = calls, requests = requests, left = left),
        }
    }
}

#[derive(Template)]
#[template(path = "sandbox/account.html")]
struct AccountPage {
    accounts: Vec<NamedAccount>,
}

fn accounts(gateway: &Gateway) -> Vec<NamedAccount> {
    let named =
        |source: &Source| NamedAccount { source: *source, label: source.label(), account: gateway.account(*source) };
    Source::ALL.iter().map(named).collect()
}

/// Account as a page for people; JSON on request.
async fn account(request: HttpRequest, gateway: web::Data<Gateway>) -> actix_web::Result<HttpResponse> {
    let accept = request.headers().get(ACCEPT).and_then(|accept| accept.to_str().ok());
    if accept.is_some_and(|accept| accept.contains("application/json")) {
        return Ok(account_json(gateway).await);
    }
    let page = AccountPage { accounts: accounts(&gateway) };
    let html = page.render().map_err(actix_web::error::ErrorInternalServerError)?;
    Ok(HttpResponse::Ok().content_type(ContentType::html()).body(html))
}

async fn account_json(gateway: web::Data<Gateway>) -> HttpResponse {
    HttpResponse::Ok().json(accounts(&gateway))
}

async fn control(order: web::Json<Control>, gateway: web::Data<Gateway>) -> HttpResponse {
    gateway.control(order.into_inner());
    HttpResponse::NoContent().finish()
}

async fn jsearch(request: HttpRequest, gateway: web::Data<Gateway>) -> HttpResponse {
    call(Source::JSearch, &request, &gateway).await
}

async fn active_jobs(request: HttpRequest, gateway: web::Data<Gateway>) -> HttpResponse {
    call(Source::ActiveJobs, &request, &gateway).await
}

/// Answers a call: below `v1` as the vendor's own host, else as the gateway.
async fn call(source: Source, request: &HttpRequest, gateway: &Gateway) -> HttpResponse {
    let path = format!("/{}", request.match_info().query("path"));
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let (dialect, path, key) = match path.strip_prefix("/v1").filter(|_| source == Source::ActiveJobs) {
        Some(path) => (Dialect::Direct, path, header("authorization").and_then(|key| key.strip_prefix("Bearer "))),
        None => (Dialect::Gateway, path.as_str(), header("x-rapidapi-key")),
    };
    let params = Params::read(request.query_string());
    let reply = gateway.call(&Call { source, dialect, path, key, params });
    // Charged already: callers who do not wait for the answer pay nevertheless.
    sleep(reply.delay).await;
    response(reply)
}

fn response(reply: Reply) -> HttpResponse {
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = HttpResponse::build(status);
    response.content_type(if reply.is_html { ContentType::html() } else { ContentType::json() });
    for (name, value) in reply.headers {
        response.insert_header((name, value));
    }
    match reply.ending {
        Ending::Whole => response.body(reply.body),
        Ending::Half => {
            let half = reply.body.as_bytes()[..reply.body.len() / 2].to_vec();
            response.body(broken_off(reply.body.len(), half))
        }
        Ending::Nothing => response.body(broken_off(reply.body.len(), Vec::new())),
    }
}

/// A body that ends in an error, at which the server closes the connection. Sent bytes leave first; without any, even
/// the headers stay.
fn broken_off(length: usize, sent: Vec<u8>) -> SizedStream<impl futures_util::Stream<Item = io::Result<Bytes>>> {
    let is_anything_sent = !sent.is_empty();
    let sent = stream::iter(is_anything_sent.then(|| Ok(Bytes::from(sent))));
    let end = stream::once(async move {
        if is_anything_sent {
            tokio::task::yield_now().await;
        }
        Err(io::Error::from(io::ErrorKind::ConnectionAborted))
    });
    SizedStream::new(length as u64, sent.chain(end).boxed_local())
}
