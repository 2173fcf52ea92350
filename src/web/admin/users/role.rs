//! Making somebody an admin, a viewer, or a person without rights again.

use crate::app::App;
use crate::models::user::{Role, User};
use crate::people::roles::{self, By, Changed};
use crate::web::admin::reason::Because;
use crate::web::error::{AppError, AppResult};
use crate::web::page;
use crate::web::session::FreshAdmin;
use actix_web::web::{Data, Form, Path};
use diesel_async::AsyncConnection;
use serde::Deserialize;

/// A new role with its reason.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct RoleForm {
    role: String,
    #[serde(flatten)]
    because: Because,
}

/// Gives a person a role. The last admin keeps theirs.
pub(crate) async fn update(app: Data<App>, admin: FreshAdmin, id: Path<i32>, Form(form): Form<RoleForm>) -> AppResult {
    let reason = form.because.read()?;
    let role: Role = form.role.parse().map_err(|_| AppError::BadRequest(say!("admin-users-role-choose")))?;
    let by = By { subject: Some(admin.user.subject), reason: &reason };
    let mut conn = app.db.conn().await?;
    let person = User::find(&mut conn, *id).await?;
    let changed = conn.transaction(async |conn| roles::change(conn, *id, role, by, app.clock.now()).await).await?;
    // Whoever gave up their own role may not look at the people any more.
    let may_look = admin.user.id != *id || role.may_look() || changed != Changed::Done;
    Ok(page::redirect(if may_look { "/admin/users" } else { "/home" }, &told(changed, &person, role)))
}

fn told(changed: Changed, person: &User, role: Role) -> String {
    match changed {
        Changed::Done => say!("admin-users-role-done", email = person.email, role = super::role(role)),
        Changed::Already => say!("admin-users-role-already", email = person.email, role = super::role(role)),
        Changed::LastAdmin => say!("admin-users-last-admin"),
    }
}
