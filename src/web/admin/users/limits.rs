//! A person's own limits for a day.

use super::acts::target;
use super::show::UserShow;
use crate::app::App;
use crate::db::Connection;
use crate::models::fetch::{ErrorCode, Fetch};
use crate::models::user::User;
use crate::queue;
use crate::quota::period;
use crate::web::admin::entry;
use crate::web::admin::reason::Because;
use crate::web::error::AppResult;
use crate::web::page;
use crate::web::session::FreshAdmin;
use actix_web::web::{Data, Form, Path};
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use serde::Deserialize;

/// The largest limits: those of the settings.
const MOST_CREDITS: i64 = 1_000_000_000;
const MOST_COMBINATIONS: i64 = 10_000;

/// The form as sent; an empty field: the installation's limit.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct LimitsForm {
    pub(super) credits: String,
    pub(super) combinations: String,
    pub(super) reason: String,
}

/// Messages beside the fields.
#[derive(Debug, Default)]
pub(super) struct Errors {
    pub(super) credits: Option<String>,
    pub(super) combinations: Option<String>,
    pub(super) reason: Option<String>,
}

/// Limits as read.
struct Limits {
    credits: Option<i64>,
    combinations: Option<i64>,
    reason: String,
}

/// Sets a person's own limits. What waited for less goes on at once.
pub(crate) async fn update(
    app: Data<App>,
    admin: FreshAdmin,
    id: Path<i32>,
    Form(form): Form<LimitsForm>,
) -> AppResult {
    let mut conn = app.db.conn().await?;
    let limits = match form.read() {
        Ok(limits) => limits,
        Err(errors) => {
            let page = UserShow::load(&mut conn, &app, (admin.user, admin.chrome), *id).await?.refused(form, errors);
            return page::invalid(&page.chrome, &page);
        }
    };
    let person = conn.transaction(async |conn| set(conn, &app, &admin.user, *id, &limits).await).await?;
    let told = say!("admin-users-limits-done", email = person.email);
    Ok(page::redirect(&format!("/admin/users/{}", person.id), &told))
}

async fn set(conn: &mut Connection, app: &App, admin: &User, id: i32, limits: &Limits) -> QueryResult<User> {
    let now = app.clock.now();
    let person = User::find(conn, id).await?;
    User::set_limits(conn, id, limits.credits, limits.combinations).await?;
    // As much goes on as the new limits have room for: a purchase counts the credits again.
    let everybodys = app.caps().person_combinations;
    Fetch::wake_within(
        conn,
        period::this_local_day(app.clock.now(), app.config.timezone),
        everybodys,
        Some(person.subject),
        now,
    )
    .await?;
    Fetch::wake_put_off_of(conn, ErrorCode::PersonCredits, Some(person.subject), now).await?;
    queue::wake(conn).await?;
    let mut entry = entry(admin, "change limits", target(&person), &limits.reason);
    entry.details = serde_json::json!({
        "credits_were": person.own_credits, "credits_are": limits.credits,
        "combinations_were": person.own_combinations, "combinations_are": limits.combinations,
    });
    entry.record(conn, now).await?;
    Ok(person)
}

impl LimitsForm {
    /// The form as a person's limits stand.
    pub(super) fn of(person: &User) -> Self {
        let text = |limit: Option<i64>| limit.map(|limit| limit.to_string()).unwrap_or_default();
        Self { credits: text(person.own_credits), combinations: text(person.own_combinations), reason: String::new() }
    }

    fn read(&self) -> Result<Limits, Errors> {
        let credits = limit(&self.credits, MOST_CREDITS);
        let combinations = limit(&self.combinations, MOST_COMBINATIONS);
        let reason = Because::of(&self.reason).read().map_err(|_| say!("admin-users-reason"));
        match (credits, combinations, reason) {
            (Ok(credits), Ok(combinations), Ok(reason)) => Ok(Limits { credits, combinations, reason }),
            (credits, combinations, reason) => {
                Err(Errors { credits: credits.err(), combinations: combinations.err(), reason: reason.err() })
            }
        }
    }
}

/// A limit as typed; nothing: none of the person's own.
fn limit(typed: &str, most: i64) -> Result<Option<i64>, String> {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    if typed.is_empty() {
        return Ok(None);
    }
    let number = typed.parse().ok().filter(|number| (0..=most).contains(number));
    number.map(Some).ok_or_else(|| say!("admin-users-limits-number", most = most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_a_number_or_nothing() {
        assert_eq!(
            (limit(" ", 10_000), limit("1,000", 10_000), limit("0", 5)),
            (Ok(None), Ok(Some(1_000)), Ok(Some(0)))
        );
        for odd in ["-1", "x", "10001", "1.5"] {
            assert!(limit(odd, 10_000).is_err(), "{odd}");
        }
    }
}
