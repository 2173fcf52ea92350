//! A list that was made from a CV is changed by hand: what its person left out is remembered as dropped.

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
    /// Of the searches on a list and, where a CV that has no active search yet showed what was found in it, of that.
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

    /// Remembers what was left out of the list as it is now, and that what stands on it waits no longer.
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
