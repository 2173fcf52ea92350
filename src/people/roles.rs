//! Roles of people, for admins' pages and the command line alike.

use crate::db::Connection;
use crate::models::audit::NewEntry;
use crate::models::user::{Role, User};
use chrono::{DateTime, Utc};
use diesel::QueryResult;

/// Who changes something about a person, and why.
#[derive(Clone, Copy, Debug)]
pub struct By<'a> {
    /// The admin's number; None: the command line.
    pub subject: Option<i64>,
    /// The reason, which the audit keeps.
    pub reason: &'a str,
}

/// What became of a new role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// It holds from the person's next page on.
    Done,
    /// The person had it before.
    Already,
    /// The last admin stays one: nobody could act any more.
    LastAdmin,
}

/// Gives a person a role, with an entry in the audit. The caller opens the transaction.
///
/// # Errors
///
/// When the database cannot be asked, or there is no such person.
pub async fn change(
    conn: &mut Connection,
    id: i32,
    role: Role,
    by: By<'_>,
    now: DateTime<Utc>,
) -> QueryResult<Changed> {
    User::lock_admins(conn).await?;
    let person = User::find(conn, id).await?;
    if person.role == role {
        return Ok(Changed::Already);
    }
    if User::is_last_admin(conn, id).await? {
        return Ok(Changed::LastAdmin);
    }
    User::set_role(conn, id, role).await?;
    let details = serde_json::json!({ "was": person.role, "is": role });
    by.entry("change role", &person, details).record(conn, now).await?;
    Ok(Changed::Done)
}

impl<'a> By<'a> {
    /// An entry for the audit about an act on a person, who is named by the number of the account.
    pub fn entry(self, action: &'a str, person: &User, details: serde_json::Value) -> NewEntry<'a> {
        let target = format!("person {}", person.id);
        NewEntry { subject: self.subject, action, target, reason: self.reason, details }
    }
}
