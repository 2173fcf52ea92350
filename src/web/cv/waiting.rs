//! Searches that wait for a click, on the CV's own page and on `/home`.

use crate::app::App;
use crate::db::Connection;
use crate::models::cv::{Cv, ProfileRow};
use crate::models::proposal::{Proposal, WaitsFor};
use crate::models::user::User;
use crate::reading::offers::{self, Offers, Waiting};
use crate::web::labels;
use diesel::QueryResult;

/// The waiting searches of one CV.
pub(crate) struct WaitingCv {
    /// Number of the CV.
    pub cv_id: i32,
    /// File name as the person gave it.
    pub file_name: String,
    /// Waiting searches, strongest first.
    pub searches: Vec<Waiting>,
    /// The price of all the searches together.
    pub price: String,
    /// Target of the buttons' way back: `home` or empty.
    pub at: &'static str,
}

impl WaitingCv {
    /// Proposals of one CV. None: no proposal waits.
    pub(crate) fn of(cv: &Cv, offers: &Offers, at: &'static str) -> Option<Self> {
        let searches = offers.waiting.clone();
        let price = labels::price(&offers.waiting_all);
        let file_name = cv.file_name.clone();
        (!searches.is_empty()).then_some(Self { cv_id: cv.id, file_name, searches, price, at })
    }

    /// Waiting searches of all CVs of a person, the newest CV first.
    pub(crate) async fn of_user(conn: &mut Connection, app: &App, user: &User) -> QueryResult<Vec<Self>> {
        let mut all = Vec::new();
        for cv_id in Proposal::cvs_of_user(conn, user.id).await? {
            let cv = Cv::of_user(conn, user.id, cv_id).await?;
            let Some(profile) = ProfileRow::find(conn, &cv.profile_key).await?.parsed() else { continue };
            let offers = offers::of_cv(conn, app, &cv, &profile).await?;
            all.extend(Self::of(&cv, &offers, "home"));
        }
        Ok(all)
    }

    /// `/home` is about jobs, and names no price.
    pub(crate) fn is_on_home(&self) -> bool {
        !self.at.is_empty()
    }

    /// The button that begins them all.
    pub(crate) fn begin_all(&self) -> String {
        let count = self.searches.len();
        match self.is_on_home() {
            true => say!("cv-waits-begin-these", count = count),
            false => say!("cv-waits-begin-all", count = count, price = self.price),
        }
    }

    /// Reason why a search did not begin at once.
    #[expect(clippy::unused_self, reason = "templates call methods of their page")]
    pub(crate) fn why(&self, one: &Waiting) -> String {
        match one.why {
            WaitsFor::Review => say!("cv-waits-review"),
            WaitsFor::Evidence => say!("cv-waits-evidence"),
            WaitsFor::Countries => say!("cv-waits-countries"),
            WaitsFor::Surprise => one.wish.surprise.clone().unwrap_or_else(|| say!("cv-waits-surprise")),
        }
    }

    /// The cost of a search.
    #[expect(clippy::unused_self, reason = "templates call methods of their page")]
    pub(crate) fn price_of(&self, one: &Waiting) -> String {
        labels::price(&one.price)
    }
}
