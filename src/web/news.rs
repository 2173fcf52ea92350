//! `/account/news`: a person's feed, and new jobs by mail, each switched on by the person.

mod confirm;
mod feed;
mod stop;

pub(super) use self::confirm::{ask as ask_for_confirmation, show as show_confirmation, update as confirm};
pub(super) use self::feed::show as show_feed;
pub(super) use self::stop::{show as show_stop, update as stop};

use super::error::AppResult;
use super::filters;
use super::form::Choice;
use super::page::{self, Chrome};
use super::session::SignedIn;
use crate::app::App;
use crate::models::address::Address;
use crate::models::digest::{Digest, Every};
use crate::models::feed::Feed;
use crate::models::user::User;
use crate::telling::links::{self, Asked};
use crate::telling::{digest, site};
use crate::text::{self, Html};
use actix_web::web::{Data, Form};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use serde::Deserialize;

/// Path of the page.
const PATH: &str = "/account/news";

/// The choice's value that switches digests off.
const OFF: &str = "off";

#[derive(Template)]
#[template(path = "news/index.html")]
struct NewsIndex {
    chrome: Chrome,
    now: DateTime<Utc>,
    feed: Option<Feed>,
    /// The digest; None: off.
    digest: Option<Digest>,
    /// Address to which mail goes.
    email: String,
    confirmed_at: Option<DateTime<Utc>>,
    /// Whether this installation sends mail.
    has_mail: bool,
    error: Option<String>,
}

#[derive(Template)]
#[template(path = "news/feed.html")]
struct FeedMade {
    chrome: Chrome,
    address: String,
}

impl NewsIndex {
    async fn load(app: &App, person: SignedIn, error: Option<String>) -> AppResult<Self> {
        let mut conn = app.db.conn().await?;
        let user_id = person.user.id;
        Ok(Self {
            chrome: person.chrome,
            now: app.clock.now(),
            feed: Feed::of_user(&mut conn, user_id).await?,
            digest: Digest::of_user(&mut conn, user_id).await?,
            email: person.user.email,
            confirmed_at: Address::confirmed_at(&mut conn, user_id).await?,
            has_mail: app.mail.is_some(),
            error,
        })
    }

    fn choices(&self) -> Vec<Choice> {
        let chosen = self.digest.as_ref().map(|digest| digest.every);
        let never = Choice { value: OFF.to_owned(), label: say!("news-never"), is_chosen: chosen.is_none() };
        let choice = |every: &Every| Choice {
            value: every.as_str().to_owned(),
            label: match every {
                Every::Day => say!("news-every-day"),
                Every::Week => say!("news-every-week"),
            },
            is_chosen: chosen == Some(*every),
        };
        [never].into_iter().chain(Every::ALL.iter().map(choice)).collect()
    }

    /// Time at which the feed's address was made; None: the feed is off.
    fn feed_since(&self) -> Option<Html> {
        self.feed.as_ref().map(|feed| text::moment(&feed.made_at, &self.now))
    }

    /// Time of the next digest, once the address is confirmed.
    fn next_at(&self) -> Option<DateTime<Utc>> {
        self.digest.as_ref().filter(|_| self.confirmed_at.is_some()).map(|digest| digest.due_at)
    }
}

/// Shows the person's feed and digests.
pub(super) async fn index(app: Data<App>, person: SignedIn) -> AppResult {
    let page = NewsIndex::load(&app, person, None).await?;
    page::page(&page.chrome, &page)
}

/// Makes an address for the feed. The address stands in this answer only; an earlier one leads nowhere from now on.
pub(super) async fn make_feed(app: Data<App>, person: SignedIn) -> AppResult {
    let secret = Feed::create(&mut *app.db.conn().await?, person.user.id, app.clock.now()).await?;
    tracing::info!(user.subject = person.user.subject, "a feed was made");
    let page = FeedMade { chrome: person.chrome, address: format!("{}/feed/{secret}{}", site(&app), feed::ENDING) };
    page::page(&page.chrome, &page)
}

/// Switches the feed off.
pub(super) async fn end_feed(app: Data<App>, person: SignedIn) -> AppResult {
    Feed::delete(&mut *app.db.conn().await?, person.user.id).await?;
    Ok(page::redirect(PATH, &say!("news-feed-ended")))
}

/// The frequency as sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct DigestForm {
    every: String,
}

/// Switches new jobs by mail on or off.
pub(super) async fn update(app: Data<App>, person: SignedIn, Form(form): Form<DigestForm>) -> AppResult {
    if form.every == OFF {
        Digest::switch_off(&mut *app.db.conn().await?, person.user.id).await?;
        return Ok(page::redirect(PATH, &say!("news-off-done")));
    }
    let every = form.every.parse::<Every>().ok().filter(|_| app.mail.is_some());
    let Some(every) = every else {
        let page = NewsIndex::load(&app, person, Some(say!("news-every-wrong"))).await?;
        return page::invalid(&page.chrome, &page);
    };
    let mut conn = app.db.conn().await?;
    let now = app.clock.now();
    let switching = conn.transaction(async |conn| -> QueryResult<bool> {
        User::lock(conn, person.user.id).await?;
        Digest::switch_on(conn, person.user.id, every, digest::next_due(&app, every, now), now).await?;
        let is_confirmed = Address::confirmed_at(conn, person.user.id).await?.is_some();
        if !is_confirmed {
            let _: Asked = links::ask(conn, &app, &person.user).await?;
        }
        Ok(is_confirmed)
    });
    Ok(page::redirect(
        PATH,
        &match switching.await? {
            true => say!("news-on-done"),
            false => say!("news-on-unconfirmed"),
        },
    ))
}
