//! Adding a person: with a one-time link to hand over, or an invitation by mail.

use super::acts::{link_page, target};
use crate::app::App;
use crate::models::password_link::{INVITED_FOR, PasswordLink};
use crate::models::user::{Email, Role, User};
use crate::people::{self, PeopleError};
use crate::telling::links::{self, Asked};
use crate::web::admin::choices::choice;
use crate::web::admin::entry;
use crate::web::admin::reason::Because;
use crate::web::error::{AppError, AppResult};
use crate::web::form::Choice;
use crate::web::page::{self, Chrome};
use crate::web::session::{FreshAdmin, Viewer};
use actix_web::web::{Data, Form};
use askama::Template;
use diesel_async::AsyncConnection;
use serde::Deserialize;

/// The form as sent.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct AddForm {
    email: String,
    role: String,
    /// How the person comes in: `mail`, or a link to hand over.
    way: String,
    reason: String,
}

/// Messages beside the fields.
#[derive(Default)]
struct Errors {
    email: Option<String>,
    role: Option<String>,
    reason: Option<String>,
}

/// A person to be added.
struct Wanted {
    email: Email,
    role: Role,
    is_mailed: bool,
    reason: String,
}

/// What became of the form.
enum Outcome {
    /// A link's token, to hand over.
    Link(String),
    Mailed,
    /// Somebody has the address.
    Taken,
}

#[derive(Template)]
#[template(path = "admin/users/new.html")]
struct UserNew {
    chrome: Chrome,
    form: AddForm,
    has_mail: bool,
    errors: Errors,
}

/// The form for adding a person.
pub(crate) async fn new(app: Data<App>, viewer: Viewer) -> AppResult {
    let page = UserNew::of(&app, viewer.chrome, AddForm::default(), Errors::default());
    page::page(&page.chrome, &page)
}

/// Adds a person without a password.
pub(crate) async fn create(app: Data<App>, admin: FreshAdmin, Form(form): Form<AddForm>) -> AppResult {
    let wanted = match form.read(app.mail.is_some()) {
        Ok(wanted) => wanted,
        Err(errors) => return refuse(&app, admin.chrome, form, errors),
    };
    let email = wanted.email.as_str().to_owned();
    match add(&app, &admin.user, &wanted).await? {
        Outcome::Link(token) => {
            // Who wanted a mail learns why there is none.
            let why = wanted.is_mailed.then(|| say!("admin-users-invited-lately", email = email));
            link_page(&app, admin.chrome, email, &token, why)
        }
        Outcome::Mailed => {
            let told = say!("mail-invited", email = email, days = INVITED_FOR.num_days());
            Ok(page::redirect("/admin/users", &told))
        }
        Outcome::Taken => {
            let errors = Errors { email: Some(say!("admin-users-taken")), ..Errors::default() };
            refuse(&app, admin.chrome, form, errors)
        }
    }
}

/// Adds the person and what leads in, in one transaction with the audit's entry.
async fn add(app: &App, admin: &User, wanted: &Wanted) -> AppResult<Outcome> {
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let adding = conn.transaction(async |conn| -> Result<Outcome, PeopleError> {
        let Some(person) = people::add(conn, &wanted.email, None, wanted.role, now).await? else {
            return Ok(Outcome::Taken);
        };
        // An address invited lately, for an account deleted since, gets no second mail: the admin hands the link over.
        let is_mailed = wanted.is_mailed && links::invite(conn, app, &person).await? == Asked::Now;
        let mut entry = entry(admin, "add person", target(&person), &wanted.reason);
        entry.details = serde_json::json!({ "role": wanted.role, "by": if is_mailed { "mail" } else { "link" } });
        entry.record(conn, now).await?;
        if is_mailed {
            return Ok(Outcome::Mailed);
        }
        Ok(Outcome::Link(PasswordLink::create(conn, person.id, now).await?))
    });
    adding.await.map_err(|error| match error {
        PeopleError::Database(error) => error.into(),
        other => AppError::Internal(other.into()),
    })
}

fn refuse(app: &App, chrome: Chrome, form: AddForm, errors: Errors) -> AppResult {
    let page = UserNew::of(app, chrome, form, errors);
    page::invalid(&page.chrome, &page)
}

impl AddForm {
    fn read(&self, has_mail: bool) -> Result<Wanted, Errors> {
        let email = Email::parse(&self.email).map_err(|error| error.to_string());
        let role = self.role.parse::<Role>().map_err(|_| say!("admin-users-role-choose"));
        let reason = Because::of(&self.reason).read().map_err(|_| say!("admin-users-reason"));
        match (email, role, reason) {
            (Ok(email), Ok(role), Ok(reason)) => {
                Ok(Wanted { email, role, reason, is_mailed: has_mail && self.way == "mail" })
            }
            (email, role, reason) => Err(Errors { email: email.err(), role: role.err(), reason: reason.err() }),
        }
    }
}

impl UserNew {
    fn of(app: &App, chrome: Chrome, form: AddForm, errors: Errors) -> Self {
        Self { chrome, form, has_mail: app.mail.is_some(), errors }
    }

    /// The roles; a new person is one who looks for jobs, unless the form says otherwise.
    fn roles(&self) -> Vec<Choice> {
        roles(self.form.role.parse().unwrap_or(Role::Person))
    }
}

/// The choices of roles, each with what it allows.
pub(super) fn roles(chosen: Role) -> Vec<Choice> {
    let label = |role: Role| match role {
        Role::Person => say!("admin-users-role-person-what"),
        Role::Viewer => say!("admin-users-role-viewer-what"),
        Role::Admin => say!("admin-users-role-admin-what"),
    };
    let chosen = Some(chosen.as_str());
    Role::ALL.iter().map(|role| choice(role.as_str(), label(*role), chosen)).collect()
}
