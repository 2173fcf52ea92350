//! The daily run.
use crate::app::App;
use crate::db::Connection;
use crate::queue::{Claim, TaskError};
pub async fn queue(
    _: &mut Connection,
    _: chrono::NaiveDate,
    _: chrono::DateTime<chrono::Utc>,
) -> diesel::QueryResult<()> {
    Ok(())
}
pub async fn run(_: &App, _: &Claim) -> Result<(), TaskError> {
    Ok(())
}
