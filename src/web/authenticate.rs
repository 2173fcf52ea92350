//! Checks a person's password: at sign-in, and before acts reserved for the person.

use super::error::AppResult;
use super::{device, peer};
use crate::app::App;
use crate::db::Connection;
use crate::models::device::Device;
use crate::models::second_factor::SecondFactor;
use crate::models::session::token_hash;
use crate::models::sign_in_failure::Try;
use crate::models::user::{Email, User};
use crate::password;
use crate::people::codes;
use crate::text;
use actix_web::HttpRequest;
use chrono::TimeDelta;
use diesel::QueryResult;

/// Reason why a person is not let in.
#[derive(Clone, Copy, Debug)]
pub(super) enum Refused {
    /// No such person, no password yet, the wrong password, or a disabled person: the answer and the work are the same.
    Wrong,
    /// The password was right, and the code wrong or used before.
    WrongCode,
    /// Refused after too many wrong tries; nothing was looked at.
    TooSoon(TimeDelta),
}

impl Refused {
    /// The sentence for people; `wrong` is the page's own for a wrong password.
    pub(super) fn sentence(self, wrong: &str) -> String {
        match self {
            Self::Wrong => wrong.to_owned(),
            Self::WrongCode => say!("code-wrong"),
            Self::TooSoon(wait) => say!("sign-in-slowed", wait = text::wait(wait)),
        }
    }
}

/// The person with this address and password. No database connection is held while the password is checked.
pub(super) async fn authenticate(
    app: &App,
    request: &HttpRequest,
    email: &str,
    password: &str,
) -> AppResult<Result<User, Refused>> {
    let mut conn = app.db.conn().await?;
    let device = known_device(app, &mut conn, request, email).await?;
    let network = peer::network(request, &app.config);
    let attempt = Try::at_account(email, network.as_ref(), device.as_deref());
    if let Some(wait) = attempt.begin(&mut conn, app.clock.now()).await? {
        tracing::warn!("a sign-in was slowed down");
        return Ok(Err(Refused::TooSoon(wait)));
    }
    let user = find(&mut conn, email).await?;
    drop(conn);
    let kept = user.as_ref().and_then(|user| user.password_hash.as_deref());
    let is_right = password::verify(password, kept).await?;
    let mut conn = app.db.conn().await?;
    let Some(user) = user.filter(|user| is_right && user.disabled_at.is_none()) else {
        tracing::warn!("a sign-in failed");
        attempt.fail(&mut conn, app.clock.now()).await?;
        return Ok(Err(Refused::Wrong));
    };
    attempt.succeed(&mut conn).await?;
    Ok(Ok(user))
}

/// What a person gives to show that it is still them.
#[derive(Clone, Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct Proof {
    pub password: String,
    /// The code of the device, or a recovery code; where none is asked for, it may be anything.
    pub code: String,
}

/// Checks that somebody signed in is still themselves: by the password, and by the code where one is asked for.
pub(super) async fn prove(
    app: &App,
    request: &HttpRequest,
    user: &User,
    proof: &Proof,
) -> AppResult<Result<(), Refused>> {
    if let Err(refused) = authenticate(app, request, &user.email, &proof.password).await? {
        return Ok(Err(refused));
    }
    let has_code = SecondFactor::is_on(&mut *app.db.conn().await?, user.id).await?;
    if has_code { check_code(app, request, user, &proof.code).await } else { Ok(Ok(())) }
}

/// Takes a person's code. Tries are slowed as those at passwords are.
pub(super) async fn check_code(
    app: &App,
    request: &HttpRequest,
    user: &User,
    code: &str,
) -> AppResult<Result<(), Refused>> {
    let now = app.clock.now();
    let taking = async |conn: &mut Connection| Ok(codes::accept(conn, user.id, code, now).await?.then_some(()));
    try_code(app, request, user, taking).await
}

/// Does what a right code opens; `taking` gives None for a wrong code. Tries are slowed as those at passwords are.
pub(super) async fn try_code<T>(
    app: &App,
    request: &HttpRequest,
    user: &User,
    taking: impl AsyncFnOnce(&mut Connection) -> QueryResult<Option<T>>,
) -> AppResult<Result<T, Refused>> {
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let device = known_device(app, &mut conn, request, &user.email).await?;
    let network = peer::network(request, &app.config);
    let attempt = Try::at_code(&user.email, network.as_ref(), device.as_deref());
    if let Some(wait) = attempt.begin(&mut conn, now).await? {
        tracing::warn!("a code was slowed down");
        return Ok(Err(Refused::TooSoon(wait)));
    }
    if let Some(taken) = taking(&mut conn).await? {
        attempt.succeed(&mut conn).await?;
        return Ok(Ok(taken));
    }
    tracing::warn!("a code was wrong");
    attempt.fail(&mut conn, now).await?;
    Ok(Err(Refused::WrongCode))
}

/// The stored form of the device's token, where the device has signed in to this account before.
async fn known_device(
    app: &App,
    conn: &mut Connection,
    request: &HttpRequest,
    email: &str,
) -> QueryResult<Option<Vec<u8>>> {
    let Some(token) = device::token(request, app.config.is_https()) else { return Ok(None) };
    let is_known = Device::is_known(conn, &token, email, app.clock.now()).await?;
    Ok(is_known.then(|| token_hash(&token)))
}

async fn find(conn: &mut Connection, email: &str) -> QueryResult<Option<User>> {
    match Email::parse(email) {
        Ok(email) => User::find_by_email(conn, &email).await,
        Err(_) => Ok(None),
    }
}

/// Hashes the password anew when its kept hash took less work than today's.
pub(super) async fn strengthen(app: &App, user: &User, password: &str) -> AppResult<()> {
    if user.password_hash.as_deref().is_some_and(password::is_weak) {
        let hash = password::hash(password).await?;
        User::set_password(&mut *app.db.conn().await?, user.id, &hash).await?;
    }
    Ok(())
}
