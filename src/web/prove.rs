//! Asking again who somebody is before an act on money or people, when the password was given a while ago.
//!
//! Which acts these are, handlers say in their signature (`FreshAdmin`). The question stands on a form that goes to the
//! act's own path and carries along what was sent, so that nothing is kept anywhere, nothing typed is lost, and no
//! address leads elsewhere. The answer comes with the same fields once more, is taken out here, and the act goes on in a
//! new session: an earlier copy of the cookie gains nothing by it.

use super::authenticate::{self, Proof, Refused};
use super::error::{AppError, AppResult};
use super::page;
use super::session::{self, Anyone, page_of, sign_in_first};
use crate::app::App;
use crate::models::second_factor::SecondFactor;
use crate::models::session::{FRESH, Session};
use crate::models::user::User;
use actix_web::HttpRequest;
use actix_web::body::MessageBody;
use actix_web::cookie::Cookie;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::web::{Bytes, Data};
use askama::Template;
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use futures_util::stream;

/// Names of the fields that the question adds.
const PASSWORD: &str = "proof_password";
const CODE: &str = "proof_code";

/// A form as sent, field by field.
type Fields = Vec<(String, String)>;

#[derive(Template)]
#[template(path = "prove/show.html")]
struct ProveShow {
    chrome: page::Chrome,
    email: String,
    /// Where the form goes: the act's own path.
    action: String,
    /// The act's page, to leave it.
    page: String,
    fields: Fields,
    has_code: bool,
    refused: Option<Refused>,
}

/// Asks whoever has to be asked, and lets the answer through to the act.
///
/// # Errors
///
/// 413 for a form that is too large; otherwise, the errors of the handler.
pub(super) async fn ask(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse, actix_web::Error> {
    if request.method() != Method::POST || !request.path().starts_with("/admin") {
        return Ok(next.call(request).await?.map_into_boxed_body());
    }
    let sent = request.extract::<Bytes>().await.map_err(|_| AppError::TooLarge(say!("error-large-form")))?;
    let mut fields: Fields = url::form_urlencoded::parse(&sent).into_owned().collect();
    let Some(proof) = take_proof(&mut fields) else {
        return go_on(request, next, sent, fields).await;
    };
    match take(request.request(), &proof).await? {
        Err(refused) => {
            let page = question(request.request(), fields, Some(refused)).await?;
            Ok(request.into_response(page))
        }
        Ok(cookie) => {
            let act = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&fields).finish();
            let mut response = go_on(request, next, act.into(), fields).await?;
            response.response_mut().add_cookie(&cookie).map_err(anyhow::Error::from).map_err(AppError::from)?;
            Ok(response)
        }
    }
}

/// Hands the form on to the act, and asks where the act wants to know who it is.
async fn go_on(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
    form: Bytes,
    fields: Fields,
) -> Result<ServiceResponse, actix_web::Error> {
    request.set_payload(Payload::Stream { payload: Box::pin(stream::iter([Ok(form)])) });
    let response = next.call(request).await?.map_into_boxed_body();
    let error = response.response().error().and_then(|error| error.as_error::<AppError>());
    if !matches!(error, Some(AppError::ProveFirst)) {
        return Ok(response);
    }
    let page = question(response.request(), fields, None).await?;
    Ok(response.into_response(page))
}

/// Takes the answer out of a form; None: nobody was asked.
fn take_proof(fields: &mut Fields) -> Option<Proof> {
    let value = |name| fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone());
    let proof = Proof { password: value(PASSWORD)?, code: value(CODE).unwrap_or_default() };
    fields.retain(|(name, _)| name != PASSWORD && name != CODE);
    Some(proof)
}

/// Checks an answer. A right one begins a fresh session, for this request and those that come after it; its cookie.
async fn take(request: &HttpRequest, proof: &Proof) -> AppResult<Result<Cookie<'static>, Refused>> {
    let app = app_of(request)?;
    let user = session::load(request.clone()).await?.user.ok_or_else(|| sign_in_first(request))?;
    if let Err(refused) = authenticate::prove(&app, request, &user, proof).await? {
        return Ok(Err(refused));
    }
    let (old, now) = (session::token(request, app.config.is_https()), app.clock.now());
    let mut conn = app.db.conn().await?;
    let renewing = conn.transaction(async |conn| -> QueryResult<String> {
        // The person before the sessions, as in whatever ends them.
        User::lock(conn, user.id).await?;
        Session::renew(conn, old.as_deref(), user.id, now).await
    });
    let token = renewing.await?;
    tracing::info!(user.subject = user.subject, "an admin was asked again, and gave the password");
    session::go_on_with(request, token.clone());
    Ok(Ok(session::cookie(token, app.config.is_https())))
}

/// The page with the question.
async fn question(request: &HttpRequest, fields: Fields, refused: Option<Refused>) -> AppResult {
    let app = app_of(request)?;
    let Anyone { user, chrome, .. } = session::load(request.clone()).await?;
    let user = user.ok_or(AppError::NotFound)?;
    let has_code = SecondFactor::is_on(&mut *app.db.conn().await?, user.id).await?;
    let (action, page) = (request.path().to_owned(), page_of(request.path()).to_owned());
    let show = ProveShow { chrome, email: user.email, action, page, fields, has_code, refused };
    match refused {
        None => page::before(&show.chrome, &show),
        Some(Refused::TooSoon(wait)) => page::slowed(&show.chrome, &show, wait),
        Some(Refused::Wrong | Refused::WrongCode) => page::invalid(&show.chrome, &show),
    }
}

fn app_of(request: &HttpRequest) -> AppResult<Data<App>> {
    Ok(request.app_data::<Data<App>>().cloned().ok_or_else(|| anyhow::anyhow!("the app is not there"))?)
}

impl ProveShow {
    fn minutes(&self) -> i64 {
        FRESH.num_minutes()
    }

    /// The reason that was typed, so that whoever is asked knows what about.
    fn reason(&self) -> Option<&str> {
        let reason = self.fields.iter().find(|(name, _)| name == "reason")?;
        Some(reason.1.as_str()).filter(|reason| !reason.trim().is_empty())
    }

    /// What is wrong with the password, or with how often it was given.
    fn password_error(&self) -> Option<String> {
        let refused = self.refused.filter(|refused| !matches!(refused, Refused::WrongCode))?;
        Some(refused.sentence(&say!("account-password-not-yours")))
    }

    /// What is wrong with the code.
    fn code_error(&self) -> Option<String> {
        let refused = self.refused.filter(|refused| matches!(refused, Refused::WrongCode))?;
        Some(refused.sentence(""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(all: &[(&str, &str)]) -> Fields {
        all.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn what_was_sent_is_left_when_the_answer_is_taken_out() {
        let mut sent = fields(&[("id", "1"), (PASSWORD, "secret"), ("id", "2"), (CODE, "123456")]);
        let proof = take_proof(&mut sent).unwrap();
        assert_eq!((proof.password.as_str(), proof.code.as_str()), ("secret", "123456"));
        assert_eq!(sent, fields(&[("id", "1"), ("id", "2")]));
    }

    #[test]
    fn a_form_without_an_answer_stays_as_it_is() {
        let mut sent = fields(&[("password", "a"), ("code", "b")]);
        assert!(take_proof(&mut sent).is_none());
        assert_eq!(sent, fields(&[("password", "a"), ("code", "b")]));
    }
}
