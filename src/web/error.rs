//! Every failure of a page becomes a response here, and is logged here, once.

use crate::db::PoolError;
use crate::password::Busy;
use actix_web::body::BoxBody;
use actix_web::dev::ServiceResponse;
use actix_web::error::{PathError, QueryPayloadError, UrlencodedError};
use actix_web::http::StatusCode;
use actix_web::http::header::{self, ContentType};
use actix_web::middleware::{ErrorHandlerResponse, ErrorHandlers};
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use askama::Template;
use rand::RngExt;

pub type AppResult<T = HttpResponse> = Result<T, AppError>;

/// What can go wrong with a page. People see a plain sentence, never the cause.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// It does not exist, or not for this person: nobody can tell the two apart.
    #[error("not found")]
    NotFound,
    /// Sign in, then go on to this path.
    #[error("sign in first")]
    SignInFirst(String),
    #[error("refused: {0}")]
    Forbidden(&'static str),
    #[error("bad request: {0}")]
    BadRequest(String),
    #[error("too large: {0}")]
    TooLarge(String),
    /// It was there, and can be used no more.
    #[error("gone: {0}")]
    Gone(&'static str),
    /// Not now: the database or something else that we need is away.
    #[error("unavailable: {0}")]
    Unavailable(anyhow::Error),
    #[error("internal: {0:#}")]
    Internal(#[from] anyhow::Error),
}

impl From<diesel::result::Error> for AppError {
    fn from(error: diesel::result::Error) -> Self {
        match error {
            diesel::result::Error::NotFound => Self::NotFound,
            diesel::result::Error::DatabaseError(diesel::result::DatabaseErrorKind::ClosedConnection, _) => {
                Self::Unavailable(error.into())
            }
            _ => Self::Internal(error.into()),
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
    title: &'a str,
    sentence: &'a str,
    /// Stands in the log too; empty where nothing was logged.
    request_id: &'a str,
}

impl ResponseError for AppError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignInFirst(_) => StatusCode::SEE_OTHER,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Gone(_) => StatusCode::GONE,
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        if let Self::SignInFirst(next) = self {
            let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish();
            return HttpResponse::SeeOther().insert_header((header::LOCATION, format!("/login?{query}"))).finish();
        }
        let status = self.status_code();
        let request_id = self.log();
        let sentence = match self {
            Self::Forbidden(sentence) | Self::Gone(sentence) => *sentence,
            Self::BadRequest(sentence) | Self::TooLarge(sentence) => sentence.as_str(),
            _ => sentence(status),
        };
        error_page(status, sentence, &request_id)
    }
}

impl AppError {
    /// Logs what is our fault; what people did wrong is their own business.
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
    HttpResponse::build(status).content_type(ContentType::html()).body(body)
}

fn title(status: StatusCode) -> &'static str {
    match status.as_u16() {
        404 => "Page not found",
        400 => "That request could not be read",
        403 => "Not allowed",
        405 => "That is not possible here",
        410 => "No longer here",
        413 => "Too large",
        503 => "Not available just now",
        _ => "Something went wrong",
    }
}

fn sentence(status: StatusCode) -> &'static str {
    match status.as_u16() {
        404 => "There is no such page, or it is not yours.",
        400 => "Part of the request was missing or not readable. Go back and try again.",
        403 => "Go back, load the page again and try once more.",
        405 => "This page cannot be used in that way.",
        413 => "What was sent is larger than this page takes.",
        503 => "Jobfill is too busy, or its database does not answer. Try again in a minute; nothing is lost.",
        _ => "It is our fault, and it has been written down. Try again in a minute.",
    }
}

/// Anything that no route matches: a path that nobody has, or one that cannot be used in this way.
pub async fn not_found(request: HttpRequest) -> AppResult {
    match request.match_pattern() {
        Some(_) => Ok(HttpResponse::MethodNotAllowed().finish()),
        None => Err(AppError::NotFound),
    }
}

/// A form that is too large or not a form.
pub fn bad_form(error: UrlencodedError, _: &HttpRequest) -> actix_web::Error {
    match error {
        UrlencodedError::Overflow { .. } | UrlencodedError::Payload(_) => {
            AppError::TooLarge("The form is larger than this page takes.".to_owned()).into()
        }
        _ => AppError::BadRequest(sentence(StatusCode::BAD_REQUEST).to_owned()).into(),
    }
}

/// A path with a part that is no number: there is no such page.
pub fn bad_path(_: PathError, _: &HttpRequest) -> actix_web::Error {
    AppError::NotFound.into()
}

/// A query string that cannot be read.
pub fn bad_query(_: QueryPayloadError, _: &HttpRequest) -> actix_web::Error {
    AppError::BadRequest("The address has a part that could not be read.".to_owned()).into()
}

/// Gives actix's own plain answers (such as 405) the same page as everything else.
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
    let page = error_page(status, sentence(status), "");
    Ok(ErrorHandlerResponse::Response(ServiceResponse::new(request, page).map_into_left_body()))
}
