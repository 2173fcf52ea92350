//! One person: what they want, what it cost and saved. Who looks here is kept in the audit.

use super::acts::target;
use crate::app::App;
use crate::models::user::User;
use crate::models::user::wish::Wish;
use crate::web::AppResult;
use crate::web::admin::entry;
use crate::web::page::{self, Chrome};
use crate::web::session::Admin;
use crate::web::text::{self, Moment};
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection;

/// Wishes that are shown, the newest first.
const MOST_WISHES: i64 = 500;

/// A look needs no reason; that there was one is kept all the same.
const LOOKED: &str = "opened the page";

#[derive(Template)]
#[template(path = "admin/users/show.html")]
struct UserShow {
    chrome: Chrome,
    person: User,
    wishes: Vec<Wish>,
    /// The admin looks at their own page, and cannot be disabled here.
    is_own: bool,
    now: DateTime<Utc>,
}

pub async fn show(app: Data<App>, admin: Admin, id: Path<i32>) -> AppResult {
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let person = User::find(&mut conn, *id).await?;
    let looking = conn.transaction(async |conn| -> QueryResult<Vec<Wish>> {
        entry(&admin.user, "look at person", target(&person), LOOKED).record(conn, now).await?;
        Wish::of(conn, person.id, person.subject, MOST_WISHES).await
    });
    let wishes = looking.await?;
    let show = UserShow { is_own: admin.user.id == person.id, chrome: admin.chrome, person, wishes, now };
    page::page(&show.chrome, &show)
}

impl UserShow {
    fn sum(&self, of: fn(&Wish) -> i64) -> String {
        text::number(self.wishes.iter().map(of).sum::<i64>())
    }

    fn saved(&self) -> String {
        self.sum(|wish| wish.saved)
    }

    /// Wishes whose first fetch was started for this person.
    fn bought(&self) -> usize {
        self.wishes.iter().filter(|wish| wish.bought_at.is_some()).count()
    }

    fn filters(&self, wish: &Wish) -> Vec<String> {
        text::filters(wish.combination.filters())
    }

    fn moment(&self, at: &DateTime<Utc>) -> Moment {
        text::moment(at, &self.now)
    }
}
