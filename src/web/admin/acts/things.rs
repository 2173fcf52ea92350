//! What an act is, or was, done to: the first things on its page, all of them in a file.

use super::labels;
use crate::acts::MOST;
use crate::app::App;
use crate::db::Connection;
use crate::models::act::{Act, ActItem, ItemState, Things};
use crate::models::combination::Tracked;
use crate::models::user::User;
use crate::web::AppResult;
use crate::web::admin::csv;
use crate::web::session::Viewer;
use actix_web::web::{Data, Path};
use diesel::QueryResult;
use std::collections::HashMap;

/// Things on the page.
const SHOWN: i64 = 100;

/// A thing on the page.
pub(super) struct Thing {
    pub(super) name: String,
    /// Its page; None: it is gone.
    pub(super) page: Option<String>,
    pub(super) state: ItemState,
}

/// The first things of an act.
pub(super) async fn first(conn: &mut Connection, act: &Act) -> QueryResult<Vec<Thing>> {
    let items = ActItem::page(conn, act.id, 0, SHOWN).await?;
    named(conn, act.kind.things(), &items).await
}

/// All things of an act, with what became of each.
pub(crate) async fn csv(app: Data<App>, _: Viewer, id: Path<i64>) -> AppResult {
    let mut conn = app.db.conn().await?;
    let act = Act::find(&mut conn, *id).await?;
    let items = ActItem::page(&mut conn, act.id, 0, MOST as i64).await?;
    let things = named(&mut conn, act.kind.things(), &items).await?;
    let numbers = items.iter().map(|(item, _)| item.to_string());
    let row = |(number, thing): (String, &Thing)| vec![number, thing.name.clone(), thing.state.to_string()];
    let rows = numbers.zip(&things).map(row).collect();
    csv::whole(&format!("act-{}", act.id), &["id", "name", "state"], rows)
}

async fn named(conn: &mut Connection, things: Things, items: &[(i64, ItemState)]) -> QueryResult<Vec<Thing>> {
    let names = names(conn, things, items).await?;
    let thing = |(item, state): &(i64, ItemState)| {
        let name = names.get(item);
        let page = name.map(|_| format!("{}/{item}", super::list(things, "")));
        Thing {
            name: name.cloned().unwrap_or_else(|| say!("admin-acts-gone", id = item.to_string())),
            page,
            state: *state,
        }
    };
    Ok(items.iter().map(thing).collect())
}

/// Names by number; what is gone has none.
async fn names(conn: &mut Connection, things: Things, items: &[(i64, ItemState)]) -> QueryResult<HashMap<i64, String>> {
    let small: Vec<i32> = items.iter().filter_map(|(item, _)| i32::try_from(*item).ok()).collect();
    Ok(match things {
        Things::Combinations => {
            let all = Tracked::with_ids(conn, &small).await?;
            all.iter().map(|one| (one.id.into(), format!("{} · {}", one.title_keyword, one.location))).collect()
        }
        Things::Fetches => items.iter().map(|(item, _)| (*item, labels::fetch(*item))).collect(),
        Things::People => {
            let all = User::with_ids(conn, &small).await?;
            all.into_iter().map(|one| (one.id.into(), one.email)).collect()
        }
    })
}
