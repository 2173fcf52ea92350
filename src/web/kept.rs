//! Forms sent when a session was over: the act is not done, but the same person finds the form's text again after
//! signing in.
//!
//! The row of the ended session keeps the form, and the browser's cookie still names that session. Only the session's
//! owner, signing in with that browser, gets the form back; other people who sign in there do not.

use super::cv::upload;
use super::error::{AppError, AppResult};
use super::session::{self, Anyone};
use crate::app::App;
use crate::models::session::Session;
use actix_multipart::Multipart;
use actix_web::HttpRequest;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::web::{Bytes, Data};

/// Kept forms, and the place of each. No form has a password.
const FORMS: [(&str, &str); 2] = [("/searches", "/searches#list"), ("/cv", "/cv")];

/// Keeps a form that comes without a session, and forgets the form once sent with a session.
pub(super) async fn keep(
    mut request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let form = FORMS.iter().find(|(path, _)| request.method() == Method::POST && request.path() == *path);
    let Some((path, page)) = form else { return next.call(request).await };
    if request.extract::<Anyone>().await?.user.is_none() {
        let told = instead(&mut request, path).await?;
        return Err(AppError::SignInFirst { next: (*page).to_owned(), told }.into());
    }
    let response = next.call(request).await?;
    if response.status() == StatusCode::SEE_OTHER
        && let Some((app, token)) = session_of(response.request())
    {
        Session::forget_kept(&mut *app.db.conn().await.map_err(AppError::from)?, &token)
            .await
            .map_err(AppError::from)?;
    }
    Ok(response)
}

/// The kept fields of a page's form, as a query string.
pub(super) async fn fields(request: &HttpRequest) -> AppResult<Option<String>> {
    let Some((app, token)) = session_of(request) else { return Ok(None) };
    Ok(Session::kept(&mut *app.db.conn().await?, &token, request.path(), app.clock.now()).await?)
}

fn session_of(request: &HttpRequest) -> Option<(Data<App>, String)> {
    let app = request.app_data::<Data<App>>()?.clone();
    let token = session::token(request, app.config.is_https())?;
    Some((app, token))
}

/// Keeps a form as far as possible, and says how far. Where the session is unknown, no body is read.
async fn instead(request: &mut ServiceRequest, path: &str) -> AppResult<String> {
    let Some((app, token)) = session_of(request.request()) else { return Ok(say!("sign-lost")) };
    if !Session::is_known(&mut *app.db.conn().await?, &token).await? {
        return Ok(say!("sign-lost"));
    }
    let (fields, told) = if path == "/cv" { pasted(request).await } else { typed(request).await };
    if let Some(fields) = fields {
        Session::keep(&mut *app.db.conn().await?, &token, path, &fields, app.clock.now()).await?;
    }
    Ok(told)
}

async fn typed(request: &mut ServiceRequest) -> (Option<String>, String) {
    let sent = request.extract::<Bytes>().await.ok();
    match sent.and_then(|sent| String::from_utf8(sent.to_vec()).ok()) {
        Some(fields) => (Some(fields), say!("sign-lost-kept")),
        None => (None, say!("sign-lost")),
    }
}

/// The pasted text and the choice beside it; a file is not kept.
async fn pasted(request: &mut ServiceRequest) -> (Option<String>, String) {
    let Ok(form) = request.extract::<Multipart>().await else { return (None, say!("sign-lost")) };
    match upload::receive_without_file(form).await {
        Ok(sent) if !sent.text.trim().is_empty() => (Some(sent.fields()), say!("sign-lost-text")),
        _ => (None, say!("sign-lost-file")),
    }
}
