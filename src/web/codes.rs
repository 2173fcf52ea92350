//! `/account/code`: signing in in two steps, switched on and off by its person.

mod picture;

use super::authenticate::{self, Proof, Refused};
use super::error::AppResult;
use super::filters;
use super::page::{self, Chrome};
use super::session::{self, SignedIn};
use crate::app::App;
use crate::db::Connection;
use crate::models::second_factor::SecondFactor;
use crate::models::session::Session;
use crate::models::user::User;
use crate::one_time_code::Key;
use crate::people::codes;
use actix_web::HttpRequest;
use actix_web::web::{Data, Form};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use serde::Deserialize;

/// The site's name in a device, where whoever runs it has none.
const SITE: &str = "Jobfill";

/// How it stands.
enum Step {
    /// The password is enough.
    Off,
    /// A key waits for the device's first code.
    Begun(Setup),
    /// Codes are asked for.
    On {
        since: DateTime<Utc>,
        /// Recovery codes left.
        left: i64,
    },
}

/// What a device needs.
struct Setup {
    key: String,
    address: String,
    picture: picture::Picture,
}

/// The forms of the page.
#[derive(Clone, Copy)]
enum Sent {
    Begin,
    Confirm,
    Renew,
    Off,
}

#[derive(Template)]
#[template(path = "code/show.html")]
struct CodeShow {
    chrome: Chrome,
    user: User,
    step: Step,
    /// The refused form, and why.
    refused: Option<(Sent, Refused)>,
    now: DateTime<Utc>,
}

#[derive(Template)]
#[template(path = "code/recovery.html")]
struct RecoveryShow {
    chrome: Chrome,
    codes: Vec<String>,
}

/// Shows how it stands.
pub(super) async fn show(app: Data<App>, person: SignedIn) -> AppResult {
    let page = CodeShow::load(&app, person, None).await?;
    page::page(&page.chrome, &page)
}

/// Makes a key, after another check of the password: nobody at an open screen keeps the person out.
pub(super) async fn begin(
    app: Data<App>,
    request: HttpRequest,
    person: SignedIn,
    Form(proof): Form<Proof>,
) -> AppResult {
    let email = &person.user.email;
    if let Err(refused) = authenticate::authenticate(&app, &request, email, &proof.password).await? {
        return refuse(&app, person, Sent::Begin, refused).await;
    }
    SecondFactor::begin(&mut *app.db.conn().await?, person.user.id, &Key::random(), app.clock.now()).await?;
    Ok(page::redirect("/account/code", ""))
}

/// The code that shows that the device has the key.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ConfirmForm {
    code: String,
}

/// Asks for codes from now on, and shows the recovery codes. All other browsers are signed out.
pub(super) async fn confirm(
    app: Data<App>,
    request: HttpRequest,
    person: SignedIn,
    Form(form): Form<ConfirmForm>,
) -> AppResult {
    let (now, id) = (app.clock.now(), person.user.id);
    let token = session::token(&request, app.config.is_https()).unwrap_or_default();
    let factor = SecondFactor::find(&mut *app.db.conn().await?, id).await?;
    let is_on = factor.as_ref().is_some_and(|factor| factor.confirmed_at.is_some());
    if factor.and_then(|factor| factor.waiting_key(now)).is_none() {
        let told = if is_on { say!("code-on-already") } else { say!("code-key-too-old") };
        return Ok(page::redirect("/account/code", &told));
    }
    let confirming = async |conn: &mut Connection| {
        conn.transaction(async |conn| {
            let codes = codes::confirm(conn, &person.user, &form.code, now).await?;
            if codes.is_some() {
                Session::end_others(conn, id, &token).await?;
            }
            Ok(codes)
        })
        .await
    };
    let codes = match authenticate::try_code(&app, &request, &person.user, confirming).await? {
        Ok(codes) => codes,
        Err(refused) => return refuse(&app, person, Sent::Confirm, refused).await,
    };
    tracing::info!(user.subject = person.user.subject, "a second step was switched on");
    recovery(person.chrome, codes)
}

/// Makes new recovery codes in place of the earlier ones.
pub(super) async fn renew(
    app: Data<App>,
    request: HttpRequest,
    person: SignedIn,
    Form(proof): Form<Proof>,
) -> AppResult {
    if let Err(refused) = authenticate::prove(&app, &request, &person.user, &proof).await? {
        return refuse(&app, person, Sent::Renew, refused).await;
    }
    let mut conn = app.db.conn().await?;
    if !SecondFactor::is_on(&mut conn, person.user.id).await? {
        return Ok(page::redirect("/account/code", ""));
    }
    let renewing = conn.transaction(async |conn| codes::renew(conn, &person.user, app.clock.now()).await);
    let codes = renewing.await?;
    recovery(person.chrome, codes)
}

/// Switches it off. All other browsers are signed out.
pub(super) async fn destroy(
    app: Data<App>,
    request: HttpRequest,
    person: SignedIn,
    Form(proof): Form<Proof>,
) -> AppResult {
    if let Err(refused) = authenticate::prove(&app, &request, &person.user, &proof).await? {
        return refuse(&app, person, Sent::Off, refused).await;
    }
    let token = session::token(&request, app.config.is_https()).unwrap_or_default();
    let mut conn = app.db.conn().await?;
    let ending = conn.transaction(async |conn| codes::switch_off(conn, &person.user, &token, app.clock.now()).await);
    ending.await?;
    Ok(page::redirect("/account/code", &say!("code-off-done")))
}

/// The recovery codes, shown this once.
fn recovery(chrome: Chrome, codes: Vec<String>) -> AppResult {
    let page = RecoveryShow { chrome, codes };
    page::page(&page.chrome, &page)
}

async fn refuse(app: &App, person: SignedIn, sent: Sent, refused: Refused) -> AppResult {
    let page = CodeShow::load(app, person, Some((sent, refused))).await?;
    match refused {
        Refused::TooSoon(wait) => page::slowed(&page.chrome, &page, wait),
        Refused::Wrong | Refused::WrongCode => page::invalid(&page.chrome, &page),
    }
}

impl Sent {
    /// Its name in the page's fields.
    fn as_str(self) -> &'static str {
        match self {
            Self::Begin => "begin",
            Self::Confirm => "confirm",
            Self::Renew => "renew",
            Self::Off => "off",
        }
    }
}

impl CodeShow {
    async fn load(app: &App, person: SignedIn, refused: Option<(Sent, Refused)>) -> AppResult<Self> {
        let SignedIn { user, chrome } = person;
        let step = Step::load(&mut *app.db.conn().await?, app, &user).await?;
        Ok(Self { chrome, user, step, refused, now: app.clock.now() })
    }

    /// What is wrong with a form's password, or with how often it was sent.
    fn password_error(&self, form: &str) -> Option<String> {
        let refused = self.refusal(form).filter(|refused| !matches!(refused, Refused::WrongCode))?;
        Some(refused.sentence(&say!("account-password-not-yours")))
    }

    /// What is wrong with a form's code.
    fn code_error(&self, form: &str) -> Option<String> {
        let refused = self.refusal(form).filter(|refused| matches!(refused, Refused::WrongCode))?;
        Some(refused.sentence(""))
    }

    fn refusal(&self, form: &str) -> Option<Refused> {
        self.refused.filter(|(sent, _)| sent.as_str() == form).map(|(_, refused)| refused)
    }
}

impl Step {
    async fn load(conn: &mut Connection, app: &App, user: &User) -> QueryResult<Self> {
        let Some(factor) = SecondFactor::find(conn, user.id).await? else { return Ok(Self::Off) };
        if let Some(since) = factor.confirmed_at {
            return Ok(Self::On { since, left: SecondFactor::count_recovery(conn, user.id).await? });
        }
        Ok(factor.waiting_key(app.clock.now()).map_or(Self::Off, |key| Self::Begun(Setup::of(app, &key, &user.email))))
    }
}

impl Setup {
    fn of(app: &App, key: &Key, email: &str) -> Self {
        let address = key.address(app.config.operator.name.as_deref().unwrap_or(SITE), email);
        Self { key: key.grouped(), picture: picture::Picture::of(&address), address }
    }
}
