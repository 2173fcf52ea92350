//! One person: demands with cost and savings. The audit keeps every look.

use super::acts::target;
use super::add;
use super::limits::{self, LimitsForm};
use crate::app::App;
use crate::backfill::demand::Day;
use crate::config::Caps;
use crate::db::Connection;
use crate::models::audit;
use crate::models::leave_notice::LeaveNotice;
use crate::models::second_factor::SecondFactor;
use crate::models::user::User;
use crate::models::user::wish::UserWish;
use crate::people::retention;
use crate::quota::allowance;
use crate::web::AppResult;
use crate::web::admin::{entry, words};
use crate::web::filters;
use crate::web::form::Choice;
use crate::web::page::{self, Chrome};
use crate::web::session::Viewer;
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection;

/// Demands on the page, the newest first.
const MOST_WISHES: i64 = 500;

#[derive(Template)]
#[template(path = "admin/users/show.html")]
pub(super) struct UserShow {
    pub(super) chrome: Chrome,
    person: User,
    /// Credits held or spent for the person today.
    used: i64,
    /// The person's combinations of today.
    day: Day,
    /// The installation's limits.
    caps: Caps,
    /// The person signs in in two steps.
    has_code: bool,
    limits: LimitsForm,
    errors: limits::Errors,
    wishes: Vec<UserWish>,
    /// Notice that the account was long without a sign-in.
    notice: Option<LeaveNotice>,
    /// The admin's own id: admins cannot disable themselves here.
    own_id: i32,
    /// Links can be mailed.
    has_mail: bool,
    now: DateTime<Utc>,
}

/// The page of a person.
pub(crate) async fn show(app: Data<App>, viewer: Viewer, id: Path<i32>) -> AppResult {
    let show = UserShow::load(&mut *app.db.conn().await?, &app, (viewer.user, viewer.chrome), *id).await?;
    page::page(&show.chrome, &show)
}

impl UserShow {
    /// The page of a person, and an entry of the audit about the look.
    pub(super) async fn load(
        conn: &mut Connection,
        app: &App,
        (looker, chrome): (User, Chrome),
        id: i32,
    ) -> QueryResult<Self> {
        let now = app.clock.now();
        let person = User::find(conn, id).await?;
        // A look needs no reason, and is kept all the same.
        let looked = say!("admin-users-looked");
        let looking = conn.transaction(async |conn| -> QueryResult<Vec<UserWish>> {
            entry(&looker, audit::LOOK, target(&person), &looked).record(conn, now).await?;
            UserWish::of(conn, person.id, person.subject, MOST_WISHES).await
        });
        Ok(Self {
            chrome,
            wishes: looking.await?,
            used: allowance::used(conn, app.today(), person.subject).await?,
            day: Day::load(conn, app, person.subject).await?,
            caps: app.caps(),
            has_code: SecondFactor::is_on(conn, person.id).await?,
            limits: LimitsForm::of(&person),
            errors: limits::Errors::default(),
            notice: LeaveNotice::of_user(conn, person.id).await?,
            own_id: looker.id,
            has_mail: app.mail.is_some(),
            person,
            now,
        })
    }

    /// The same page with a refused form of limits.
    pub(super) fn refused(self, limits: LimitsForm, errors: limits::Errors) -> Self {
        Self { limits, errors, ..self }
    }

    /// Credits that the person may have spent in a day.
    fn most_credits(&self) -> i64 {
        self.person.own_credits.unwrap_or(self.caps.person_credits)
    }

    /// The choices of roles.
    fn roles(&self) -> Vec<Choice> {
        add::roles(self.person.role)
    }

    /// Credits saved for the person by sharing.
    fn saved(&self) -> i64 {
        self.wishes.iter().map(|wish| wish.saved).sum()
    }

    /// Wishes whose first fetch was started for the person.
    fn bought(&self) -> usize {
        self.wishes.iter().filter(|wish| wish.bought_at.is_some()).count()
    }

    /// When the account is deleted unless its person comes back. None: the account stays.
    fn goes_at(&self) -> Option<DateTime<Utc>> {
        let told = self.notice.filter(|notice| notice.came_back_at.is_none())?;
        Some(retention::goes_at(told.told_at))
    }

    fn is_own(&self, id: &i32) -> bool {
        self.own_id == *id
    }
}
