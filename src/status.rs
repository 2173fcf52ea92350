//! x
use crate::{
    app::App,
    db::Connection,
    models::{combination::State, user::User},
};
use serde::Serialize;
#[derive(Serialize)]
pub struct Status {
    pub user: String,
    pub combinations: Vec<CombinationStatus>,
    pub done: bool,
}
#[derive(Serialize)]
pub struct CombinationStatus {
    pub title_keyword: String,
    pub location: String,
    pub state: State,
    pub jobs_found: i32,
    pub why: String,
}
impl Status {
    pub async fn load(_: &mut Connection, _: &App, user: &User) -> diesel::QueryResult<Self> {
        Ok(Self { user: user.email.clone(), combinations: vec![], done: true })
    }
}
