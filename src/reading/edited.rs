//! Edits by hand of a list made from a CV: titles and places left out are remembered as dropped.

use super::corrections::{self, Corrections, Dropped};
use super::offers;
use crate::app::App;
use crate::combination::Combination;
use crate::db::Connection;
use crate::models::cv::{Cv, ProfileRow};
use crate::models::proposal::Proposal;
use crate::models::search::Search;
use crate::searches::Wish;
use diesel::QueryResult;
use std::collections::BTreeMap;

/// A form's lines before an edit, by the CV behind them.
#[derive(Debug, Default)]
pub struct Shown(BTreeMap<i32, Vec<Combination>>);

impl Shown {
    /// Combinations of the searches on a list; for a CV without an active search, those of the profile it showed.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn load(
        conn: &mut Connection,
        app: &App,
        user_id: i32,
        on_list: &[Search],
        cv_id: Option<i32>,
    ) -> QueryResult<Self> {
        let mut shown: BTreeMap<i32, Vec<Combination>> = BTreeMap::new();
        for search in on_list {
            let Some((cv_id, combination)) = search.cv_id.zip(offers::combination(app, search)) else { continue };
            shown.entry(cv_id).or_default().push(combination);
        }
        if let Some(cv_id) = cv_id.filter(|cv_id| !shown.contains_key(cv_id)) {
            let cv = Cv::of_user(conn, user_id, cv_id).await?;
            let profile = ProfileRow::find(conn, &cv.profile_key).await?.parsed().unwrap_or_default();
            let rest = Corrections::of_cv(conn, &cv).await?.rest(&profile, app.config.country);
            let (_, wishes) = super::everything(app, &rest);
            shown.insert(cv_id, wishes.into_iter().map(|wish| wish.combination).collect());
        }
        Ok(Self(shown))
    }

    /// Remembers titles and places left out of the saved list; nothing on the list waits any longer.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn saved(self, conn: &mut Connection, app: &App, user_id: i32, wishes: &[Wish]) -> QueryResult<()> {
        let now: Vec<Combination> = wishes.iter().map(|wish| wish.combination.clone()).collect();
        for (cv_id, before) in self.0 {
            let cv = Cv::of_user(conn, user_id, cv_id).await?;
            corrections::remember(conn, &cv, &corrections::left_out(&before, &now), app.clock.now()).await?;
            let wanted: Vec<Dropped> = now.iter().flat_map(Dropped::all_of).collect();
            corrections::forget(conn, &cv, &wanted).await?;
        }
        for cv_id in Proposal::cvs_of_user(conn, user_id).await? {
            let cv = Cv::of_user(conn, user_id, cv_id).await?;
            offers::tidy(conn, app, &cv).await?;
        }
        Ok(())
    }
}
