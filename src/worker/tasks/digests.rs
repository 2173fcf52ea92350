//! Task `digests`: makes mails with new jobs, for whom it is time.

use crate::app::App;
use crate::queue::{Claim, TaskError};
use crate::telling::digest;

pub(super) async fn run(app: &App, claim: &Claim) -> Result<(), TaskError> {
    let mut conn = app.db.conn().await?;
    if app.mail.is_some() && digest::make_due(&mut conn, app).await? {
        claim.next_step(&mut conn).await?;
    }
    Ok(())
}
