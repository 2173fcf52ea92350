//! People who sign up, save overlapping searches, pause, come back and leave, through the pages' forms; and what may
//! be on their lists after that, as far as they were told.

mod lists;

pub use self::lists::{Lists, Row};

use super::database::Database;
use super::dice::Dice;
use super::world::Pages;
use reqwest::{Client, RequestBuilder, redirect};
use std::fmt;
use std::time::Duration;
use tokio::time::sleep;

const TITLES: [&str; 6] = ["Nurse", "Teacher", "Carpenter", "Welder", "Florist", "Electrician"];
const PLACES: [&str; 4] = ["Berlin", "Hamburg", "Munich", "Leipzig"];
const LISTS: [&str; 2] = ["First", "Second"];
const PASSWORD: &str = "correct horse battery";

/// How long somebody looks at a page that does not come.
const PATIENCE: Duration = Duration::from_secs(12);

/// How often somebody tries the same again.
const TRIES: usize = 4;

/// Between two tries.
const PAUSE: Duration = Duration::from_millis(700);

/// What a person does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Saves a list of titles × places.
    Save { list: &'static str, titles: Vec<&'static str>, places: Vec<&'static str> },
    /// Pauses everything.
    Pause,
    /// Resumes everything.
    Resume,
    /// Takes the search of a title and a place off a list, where it stands.
    Remove { list: &'static str, title: &'static str, place: &'static str },
    /// Pastes a CV that asks for this.
    Upload { title: &'static str, place: &'static str },
    /// Asks for a link that sets a new password.
    Forget,
    /// Deletes the account.
    Leave,
}

impl Act {
    pub fn save(dice: &mut Dice) -> Self {
        let (titles, places) = (1 + dice.below(2), 1 + dice.below(2));
        Self::Save { list: dice.pick(&LISTS), titles: dice.some(&TITLES, titles), places: dice.some(&PLACES, places) }
    }

    pub fn any(dice: &mut Dice) -> Self {
        let (list, title, place) = (dice.pick(&LISTS), dice.pick(&TITLES), dice.pick(&PLACES));
        match dice.below(22) {
            0..=8 => Self::save(dice),
            9..=11 => Self::Pause,
            12..=14 => Self::Resume,
            15 | 16 => Self::Remove { list, title, place },
            17 | 18 => Self::Upload { title, place },
            19 | 20 => Self::Forget,
            _ => Self::Leave,
        }
    }
}

impl fmt::Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Save { list, titles, places } => write!(f, "saves {list}: {titles:?} in {places:?}"),
            Self::Pause => write!(f, "pauses everything"),
            Self::Resume => write!(f, "resumes everything"),
            Self::Remove { list, title, place } => write!(f, "removes {title} in {place} from {list}"),
            Self::Upload { title, place } => write!(f, "pastes the CV of a {title} in {place}"),
            Self::Forget => write!(f, "asks for a new password"),
            Self::Leave => write!(f, "deletes the account"),
        }
    }
}

/// What became of one try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    /// The page said so.
    Done,
    /// It was refused, with a reason.
    Refused,
    /// Nobody is signed in, as far as the page knows.
    SignedOut,
    /// No word, or an error: it may have happened or not.
    Perhaps,
}

pub struct Person {
    pub email: String,
    http: Client,
    address: String,
    is_signed_in: bool,
    has_left: bool,
    /// Everything that their lists may hold. None: no account.
    pub possible: Vec<Option<Lists>>,
    /// CVs that were taken in, by the page's word.
    pub uploads: usize,
    /// Links that were on their way, by the page's word.
    pub links: usize,
    /// Acts that were acknowledged.
    pub acknowledged: usize,
}

impl Person {
    pub fn new(who: usize) -> Self {
        let http = Client::builder().no_proxy().cookie_store(true).redirect(redirect::Policy::none()).timeout(PATIENCE);
        Self {
            email: format!("person-{who}@example.com"),
            http: http.build().unwrap(),
            address: format!("192.0.2.{}", who + 1),
            is_signed_in: false,
            has_left: false,
            possible: vec![None],
            uploads: 0,
            links: 0,
            acknowledged: 0,
        }
    }

    /// Does something, trying again for a while where the pages do not answer. Returns whether it was acknowledged.
    pub async fn act(&mut self, act: &Act, pages: &Pages, database: &Database) -> bool {
        if self.has_left {
            return false;
        }
        for _ in 0..TRIES {
            if self.is_signed_in || self.sign_in(pages).await {
                let told = self.try_once(act, pages, database).await;
                self.note(act, told);
                match told {
                    Told::Done => return true,
                    Told::Refused => return false,
                    Told::SignedOut => self.is_signed_in = false,
                    Told::Perhaps if *act == Act::Leave => return false,
                    Told::Perhaps => {}
                }
            }
            sleep(PAUSE).await;
        }
        false
    }

    /// An admin lets a source go on, with a reason.
    pub async fn resumes(&mut self, source: &str, pages: &Pages, database: &Database) {
        if !self.is_signed_in && self.sign_in(pages).await {
            let _ = database.rows(&format!("UPDATE users SET role = 'admin' WHERE email = '{}'", self.email)).await;
        }
        self.send(pages, &format!("/admin/sources/{source}/resume"), |form| form.form(&[("reason", "chaos")])).await;
    }

    /// What stands in the database, in the terms of what is possible.
    pub fn found(&self, exists: bool, rows: &[Vec<String>]) -> Option<Lists> {
        let row = |row: &Vec<String>| ((row[0].clone(), row[1].clone(), row[2].clone()), row[3] == "t");
        exists.then(|| Lists(rows.iter().map(row).collect()))
    }

    fn note(&mut self, act: &Act, told: Told) {
        let after = lists::after(&self.possible, act);
        match told {
            Told::Done => {
                self.acknowledged += 1;
                self.uploads += usize::from(matches!(act, Act::Upload { .. }));
                self.links += usize::from(*act == Act::Forget);
                self.possible = after;
            }
            Told::Perhaps => {
                self.possible.extend(after);
                self.possible.sort();
                self.possible.dedup();
            }
            Told::Refused | Told::SignedOut => {}
        }
        // Whoever may have left does not know what to do next.
        self.has_left |= *act == Act::Leave && matches!(told, Told::Done | Told::Perhaps);
    }

    /// Signs up or, where that has happened without a word, in.
    async fn sign_in(&mut self, pages: &Pages) -> bool {
        let fields = [("email", self.email.clone()), ("password", PASSWORD.to_owned())];
        for path in ["/signup", "/login"] {
            let told = self.send(pages, path, |form| form.form(&fields)).await;
            if matches!(told, Told::Done | Told::Perhaps) && self.possible.iter().all(Option::is_none) {
                self.possible.push(Some(Lists::default()));
            }
            if told == Told::Done {
                self.is_signed_in = true;
                self.possible.retain(Option::is_some);
            }
            if told != Told::Refused {
                break;
            }
        }
        self.is_signed_in
    }

    async fn try_once(&self, act: &Act, pages: &Pages, database: &Database) -> Told {
        match act {
            Act::Save { list, titles, places } => {
                let fields = [
                    ("query_name", (*list).to_owned()),
                    ("titles", titles.join("\n")),
                    ("locations", places.join("\n")),
                ];
                self.send(pages, "/searches", |form| form.form(&fields)).await
            }
            Act::Pause => self.send(pages, "/searches/pause", |form| form).await,
            Act::Resume => self.send(pages, "/searches/resume", |form| form).await,
            Act::Remove { list, title, place } => {
                let Some(id) = self.search(database, (list, title, place)).await else { return Told::Refused };
                self.send(pages, &format!("/searches/{id}/remove"), |form| form).await
            }
            Act::Upload { title, place } => {
                let text = cv(title, place, &self.email);
                self.send(pages, "/cv", |form| form.multipart(reqwest::multipart::Form::new().text("text", text))).await
            }
            Act::Forget => self.send(pages, "/forgotten", |form| form.form(&[("email", &self.email)])).await,
            Act::Leave => self.send(pages, "/account/delete", |form| form.form(&[("password", PASSWORD)])).await,
        }
    }

    /// The number of a search that stands on a list, as its button on the page knows it.
    async fn search(&self, database: &Database, (list, title, place): Row<'_>) -> Option<String> {
        let rows = database
            .rows(&format!(
                "SELECT search.id FROM user_search_queries search JOIN users ON users.id = user_id
                  WHERE email = '{}' AND query_name = '{list}' AND title_keyword = '{title}' AND location = '{place}'
                    AND retired_at IS NULL AND cv_id IS NULL",
                self.email
            ))
            .await
            .ok()?;
        rows.first().map(|row| row[0].clone())
    }

    async fn send(&self, pages: &Pages, path: &str, filled: impl FnOnce(RequestBuilder) -> RequestBuilder) -> Told {
        let Some(site) = pages.any() else { return Told::Refused };
        let request = self.http.post(format!("{site}{path}"));
        let request = request.header("sec-fetch-site", "same-origin").header("x-forwarded-for", &self.address);
        let Ok(response) = filled(request).send().await else { return Told::Perhaps };
        let goes_to = response.headers().get("location").and_then(|value| value.to_str().ok()).unwrap_or_default();
        match response.status().as_u16() {
            303 if goes_to.starts_with("/login?") => Told::SignedOut,
            200 | 303 => Told::Done,
            400..=499 => Told::Refused,
            _ => Told::Perhaps,
        }
    }
}

/// A CV as people paste it.
fn cv(title: &str, place: &str, email: &str) -> String {
    format!(
        "Ada Example\n{email}\n{place}, Germany\n\nProfile\n{title} with eight years of experience in {place}, looking for \
         a permanent position as {title}.\n\nExperience\n{title}, Example Works, {place}, 2018 - 2026\nPlanned the daily \
         work of a team of four and trained two apprentices.\n\nEducation\nVocational training, 2014 - 2018\n\n\
         Languages\nGerman, English\n"
    )
}
