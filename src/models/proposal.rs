//! Proposals: searches of a CV that wait for their person's click, and the reason of the wait.

use crate::closed_list;
use crate::db::Connection;
use crate::schema::{cvs, proposals};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

closed_list! {
    "a reason to wait";
    /// Reason why a search of a CV waits for a click.
    pub enum WaitsFor {
        /// Review: the operator wants every search to be seen first.
        Review = "review",
        /// Evidence: no words of the CV ask for the search.
        Evidence = "evidence",
        /// Surprise: place or title may mean something else than the person expects.
        Surprise = "surprise",
        /// Countries: the places that are sure lie in different countries, of which one may not be meant.
        Countries = "countries",
    }
}

/// Proposal of a title at a place.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = proposals)]
pub struct Proposal {
    /// CV behind the proposal.
    pub cv_id: i32,
    /// Title as found in the CV.
    pub title_keyword: String,
    /// Place as found in the CV.
    pub location: String,
    /// Reason why the search did not begin at once.
    pub waits_for: WaitsFor,
}

impl Proposal {
    /// Keeps proposals, each once.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn keep(conn: &mut Connection, all: &[Self]) -> QueryResult<()> {
        diesel::insert_into(proposals::table).values(all).on_conflict_do_nothing().execute(conn).await?;
        Ok(())
    }

    /// Proposals of a CV.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn of_cv(conn: &mut Connection, cv_id: i32) -> QueryResult<Vec<Self>> {
        proposals::table
            .filter(proposals::cv_id.eq(cv_id))
            .order((proposals::title_keyword, proposals::location))
            .select(Self::as_select())
            .load(conn)
            .await
    }

    /// CVs of a person that have proposals, newest first.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn cvs_of_user(conn: &mut Connection, user_id: i32) -> QueryResult<Vec<i32>> {
        let of_cv = proposals::table.filter(proposals::cv_id.eq(cvs::id));
        cvs::table
            .filter(cvs::user_id.eq(user_id).and(diesel::dsl::exists(of_cv)))
            .order(cvs::id.desc())
            .select(cvs::id)
            .load(conn)
            .await
    }

    /// Ends the proposal's wait: the search begins, or is declined.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn end(&self, conn: &mut Connection) -> QueryResult<()> {
        diesel::delete(proposals::table.find((self.cv_id, &self.title_keyword, &self.location))).execute(conn).await?;
        Ok(())
    }

    /// Ends all proposals of a CV whose place another CV takes: no search of it waits for a click any more.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn end_all(conn: &mut Connection, cv_id: i32) -> QueryResult<()> {
        diesel::delete(proposals::table.filter(proposals::cv_id.eq(cv_id))).execute(conn).await?;
        Ok(())
    }
}
