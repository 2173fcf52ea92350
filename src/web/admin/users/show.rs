//! One person: demands with cost and savings. The audit keeps every look.

use super::acts::target;
use crate::app::App;
use crate::models::leave_notice::LeaveNotice;
use crate::models::user::User;
use crate::models::user::wish::UserWish;
use crate::people::retention;
use crate::web::AppResult;
use crate::web::admin::{entry, words};
use crate::web::filters;
use crate::web::page::{self, Chrome};
use crate::web::session::Admin;
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection;

/// Demands on the page, the newest first.
const MOST_WISHES: i64 = 500;

#[derive(Template)]
#[template(path = "admin/users/show.html")]
struct UserShow {
    chrome: Chrome,
    person: User,
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
pub(crate) async fn show(app: Data<App>, admin: Admin, id: Path<i32>) -> AppResult {
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let person = User::find(&mut conn, *id).await?;
    // A look needs no reason, and is kept all the same.
    let looked = say!("admin-users-looked");
    let looking = conn.transaction(async |conn| -> QueryResult<Vec<UserWish>> {
        entry(&admin.user, "look at person", target(&person), &looked).record(conn, now).await?;
        UserWish::of(conn, person.id, person.subject, MOST_WISHES).await
    });
    let wishes = looking.await?;
    let notice = LeaveNotice::of_user(&mut conn, person.id).await?;
    let show = UserShow {
        own_id: admin.user.id,
        has_mail: app.mail.is_some(),
        chrome: admin.chrome,
        person,
        wishes,
        notice,
        now,
    };
    page::page(&show.chrome, &show)
}

impl UserShow {
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
