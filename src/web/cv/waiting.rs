//! What waits for a click, on the CV's own page and on `/home`.

use crate::app::App;
use crate::db::Connection;
use crate::models::cv::{Cv, ProfileRow};
use crate::models::proposal::{Proposal, WaitsFor};
use crate::models::user::User;
use crate::reading::offers::{self, Offers, Waiting};
use crate::web::labels;
use diesel::QueryResult;

/// The searches of one CV that wait.
pub(crate) struct WaitingCv {
    /// Number of the CV.
    pub cv_id: i32,
    /// As the person named it.
    pub file_name: String,
    /// Strongest first.
    pub searches: Vec<Waiting>,
    /// The price of all of them together.
    pub price: String,
    /// `home` or nothing: where its buttons lead back to.
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

    /// What waits of all CVs of a person, the newest CV first.
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

    /// Why a search did not begin at once.
    #[expect(clippy::unused_self, reason = "templates call methods of their page")]
    pub(crate) fn why(&self, one: &Waiting) -> String {
        match one.why {
            WaitsFor::Review => say!("cv-waits-review"),
            WaitsFor::Evidence => say!("cv-waits-evidence"),
            WaitsFor::Countries => say!("cv-waits-countries"),
            WaitsFor::Surprise => one.wish.surprise.clone().unwrap_or_else(|| say!("cv-waits-surprise")),
        }
    }

    /// What a search would cost.
    #[expect(clippy::unused_self, reason = "templates call methods of their page")]
    pub(crate) fn price_of(&self, one: &Waiting) -> String {
        labels::price(&one.price)
    }
}
