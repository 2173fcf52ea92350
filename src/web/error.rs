//! Every failure of a page becomes a response here, and is logged here, once.

use super::redirect::redirect;
use super::session;
use crate::db::{self, PoolError};
use crate::password::Busy;
use actix_web::body::BoxBody;
use actix_web::dev::ServiceResponse;
use actix_web::error::{PathError, QueryPayloadError, UrlencodedError};
use actix_web::http::StatusCode;
use actix_web::http::header::{self, ContentType};
use actix_web::middleware::{ErrorHandlerResponse, ErrorHandlers};
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use askama::Template;
use chrono::TimeDelta;
use rand::RngExt;

/// Time until a new try when the wait is unknown.
pub const BUSY: TimeDelta = TimeDelta::seconds(30);

/// The result of a handler.
pub type AppResult<T = HttpResponse> = Result<T, AppError>;

/// A failure of a page. People see a plain sentence, never the cause.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// Missing page, or not for this person: both look alike.
    #[error("not found")]
    NotFound,
    /// Sign-in needed first.
    #[error("sign in first")]
    SignInFirst {
        /// Path to go on to after signing in.
        next: String,
        /// A sentence for the sign-in page; empty: none.
        told: String,
    },
    /// Signed in, and not allowed (403). The sentence is shown.
    #[error("refused: {0}")]
    Forbidden(String),
    /// Signed in and allowed, and too long since the password was given (403): asked for first.
    #[error("prove first")]
    ProveFirst,
    /// A request that no page of ours makes (400). The sentence is shown.
    #[error("bad request: {0}")]
    BadRequest(String),
    /// A limit of size is exceeded (413). The sentence is shown.
    #[error("too large: {0}")]
    TooLarge(String),
    /// The body came too slowly (408).
    #[error("too slow")]
    TooSlow,
    /// Too much at once, and nobody's fault (503): try again soon. The sentence is shown.
    #[error("busy: {0}")]
    Busy(String),
    /// Gone: used up or expired.
    #[error("gone: {0}")]
    Gone(String),
    /// The database or another service is away for now.
    #[error("unavailable: {0}")]
    Unavailable(anyhow::Error),
    /// A fault of ours, or of the database (500). Logged, never shown.
    #[error("internal: {0:#}")]
    Internal(#[from] anyhow::Error),
}

impl From<diesel::result::Error> for AppError {
    fn from(error: diesel::result::Error) -> Self {
        match error {
            diesel::result::Error::NotFound => Self::NotFound,
            error if db::is_passing(&error) => Self::Unavailable(error.into()),
            error => Self::Internal(error.into()),
        }
    }
}

impl From<PoolError> for AppError {
    fn from(error: PoolError) -> Self {
        Self::Unavailable(error.into())
    }
}

impl From<Busy> for AppError {
    fn from(error: Busy) -> Self {
        Self::Unavailable(error.into())
    }
}

impl From<askama::Error> for AppError {
    fn from(error: askama::Error) -> Self {
        Self::Internal(error.into())
    }
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage<'a> {
    title: String,
    sentence: &'a str,
    /// Request id of the log's entry; empty where the error was not logged.
    request_id: &'a str,
}

impl ResponseError for AppError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignInFirst { .. } => StatusCode::SEE_OTHER,
            Self::Forbidden(_) | Self::ProveFirst => StatusCode::FORBIDDEN,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Gone(_) => StatusCode::GONE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Busy(_) | Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        if let Self::SignInFirst { next, told } = self {
            let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish();
            return redirect(&format!("/login?{query}"), told);
        }
        let status = self.status_code();
        let request_id = self.log();
        let sentence = match self {
            Self::Forbidden(sentence) | Self::Gone(sentence) | Self::Busy(sentence) => sentence.clone(),
            Self::BadRequest(sentence) | Self::TooLarge(sentence) => sentence.clone(),
            Self::ProveFirst => say!("admin-prove-first"),
            _ => sentence(status),
        };
        error_page(status, &sentence, &request_id)
    }
}

impl AppError {
    /// Logs faults of ours only, and returns the number of the entry.
    fn log(&self) -> String {
        if !matches!(self, Self::Unavailable(_) | Self::Internal(_)) {
            return String::new();
        }
        let request_id = format!("{:08x}", rand::rng().random::<u32>());
        tracing::error!(request.id = request_id, error = %self, "a page failed");
        request_id
    }
}

fn error_page(status: StatusCode, sentence: &str, request_id: &str) -> HttpResponse {
    let page = ErrorPage { title: title(status), sentence, request_id };
    let body = page.render().unwrap_or_else(|_| sentence.to_owned());
    let mut response = HttpResponse::build(status);
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.insert_header((header::RETRY_AFTER, BUSY.num_seconds()));
    }
    if status == StatusCode::REQUEST_TIMEOUT {
        // The rest of the body has no reader.
        response.force_close();
    }
    response.content_type(ContentType::html()).body(body)
}

fn title(status: StatusCode) -> String {
    match status.as_u16() {
        404 => say!("error-not-found"),
        400 => say!("error-unreadable"),
        403 => say!("error-forbidden"),
        405 => say!("error-method"),
        408 => say!("error-slow"),
        410 => say!("error-gone"),
        413 => say!("error-large"),
        503 => say!("error-unavailable"),
        _ => say!("error-internal"),
    }
}

fn sentence(status: StatusCode) -> String {
    match status.as_u16() {
        404 => say!("error-not-found-why"),
        400 => say!("error-unreadable-why"),
        403 => say!("error-forbidden-why"),
        405 => say!("error-method-why"),
        408 => say!("error-slow-why"),
        413 => say!("error-large-why"),
        503 => say!("error-unavailable-why"),
        _ => say!("error-internal-why"),
    }
}

/// Answers requests without a route: an unknown path, or a known path with another method.
///
/// # Errors
///
/// [`AppError::NotFound`] for an unknown path.
pub async fn not_found(request: HttpRequest) -> AppResult {
    session::turn_to_language_of(&request).await;
    match request.match_pattern() {
        Some(_) => Ok(HttpResponse::MethodNotAllowed().finish()),
        None => Err(AppError::NotFound),
    }
}

/// A form that is too large or not a form.
pub fn bad_form(error: UrlencodedError, _: &HttpRequest) -> actix_web::Error {
    match error {
        UrlencodedError::Overflow { .. } | UrlencodedError::Payload(_) => {
            AppError::TooLarge(say!("error-large-form")).into()
        }
        _ => AppError::BadRequest(sentence(StatusCode::BAD_REQUEST)).into(),
    }
}

/// A path with a part that is no number: there is no such page.
pub fn bad_path(_: PathError, _: &HttpRequest) -> actix_web::Error {
    AppError::NotFound.into()
}

/// A query string that cannot be read.
pub fn bad_query(_: QueryPayloadError, _: &HttpRequest) -> actix_web::Error {
    AppError::BadRequest(say!("error-address")).into()
}

/// Dresses actix's own plain answers (such as 405) as pages.
pub fn pages() -> ErrorHandlers<BoxBody> {
    ErrorHandlers::new().handler(StatusCode::METHOD_NOT_ALLOWED, dress).handler(StatusCode::PAYLOAD_TOO_LARGE, dress)
}

#[expect(clippy::unnecessary_wraps, reason = "the signature of an error handler")]
fn dress(response: ServiceResponse<BoxBody>) -> actix_web::Result<ErrorHandlerResponse<BoxBody>> {
    let is_page =
        response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if is_page {
        return Ok(ErrorHandlerResponse::Response(response.map_into_left_body()));
    }
    let status = response.status();
    let (request, _) = response.into_parts();
    let page = error_page(status, &sentence(status), "");
    Ok(ErrorHandlerResponse::Response(ServiceResponse::new(request, page).map_into_left_body()))
}
