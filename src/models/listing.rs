//! Jobs that a person sees: active searches → combinations → topics and requests → jobs. A job is seen by its fit, or
//! because a source brought the job for the combination. The combinations' filters judge a job's facts, the person's
//! own criteria choose among the rest.

mod criteria;
mod cursor;
pub mod desk;
mod look;
mod numbers;
pub mod ranking;
mod search;
mod sql;
mod tally;

pub use self::criteria::{Criteria, List, PlaceWords, Remote, USUAL_DAYS};
pub use self::cursor::Cursor;
pub use self::numbers::{Count, Number, Numbers};
pub use self::search::{Links, SearchAtSource};
pub use self::sql::{FITS, SAME_LANGUAGE};
pub use self::tally::Tally;

use self::numbers::NumberRow;
use crate::db::Connection;
use crate::filters::{EmploymentType, Seniority};
use crate::models::job::{Copies, Together};
use crate::models::user_job::HiddenWhy;
use crate::sources::Source;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{BoxedSqlQuery, SqlQuery};
use diesel::sql_types::{Array, Bool, Date, Int4, Int8, Jsonb, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// Jobs on a page.
pub const PAGE_SIZE: usize = 50;

/// Jobs put in order by how well they fit: the newest.
pub const WINDOW: usize = 500;

/// Jobs that a file takes from the database at a time.
const PORTION: usize = 1_000;

/// Counting stops here: "1,000+".
pub const MAX_COUNT: i64 = 1_000;

/// A person's list of jobs.
pub struct Listing<'a> {
    /// Owner of the list.
    pub user_id: i32,
    /// Combinations, requests and topics of the active searches.
    pub links: Links,
    /// Choice of jobs.
    pub criteria: &'a Criteria,
}

/// A job on the list: of a group of copies the copy with the row.
#[derive(Clone, Debug, QueryableByName)]
pub struct Listed {
    /// Number of the job.
    #[diesel(sql_type = Int8)]
    pub id: i64,
    /// Job API of the posting.
    #[diesel(sql_type = Text)]
    pub source: Source,
    /// Title as people read it.
    #[diesel(sql_type = Text)]
    pub title: String,
    /// The employer; empty: not stated.
    #[diesel(sql_type = Text)]
    pub company: String,
    /// Language as stated by the source.
    #[diesel(sql_type = Nullable<Text>)]
    pub language: Option<String>,
    /// Time that orders lists: posted or, without a date, first seen.
    #[diesel(sql_type = Timestamptz)]
    pub listed_at: DateTime<Utc>,
    /// Time when the person took the job off the list.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub hidden_at: Option<DateTime<Utc>>,
    /// Time of saving by the person.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub saved_at: Option<DateTime<Utc>>,
    /// Time when the person noted an application.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub applied_at: Option<DateTime<Utc>>,
    /// Reason for hiding the job; None: the person did not say.
    #[diesel(sql_type = Nullable<Text>)]
    pub hidden_why: Option<HiddenWhy>,
    /// Day of the application, where the person has noted it.
    #[diesel(sql_type = Nullable<Date>)]
    pub applied_on: Option<NaiveDate>,
    /// The person's note on the job.
    #[diesel(sql_type = Nullable<Text>)]
    pub note: Option<String>,
    /// Keys of the wanted places that hold the job.
    #[diesel(sql_type = Array<Text>)]
    pub place_keys: Vec<String>,
    /// Keys of more wanted places that hold the job where it can be done from home.
    #[diesel(sql_type = Array<Text>)]
    pub remote_keys: Vec<String>,
    /// Words of the CV in the job, counted from 1.
    #[diesel(sql_type = Array<Int8>)]
    pub own_words: Vec<i64>,
    /// The person's combinations that see the job.
    #[diesel(sql_type = Array<Int4>)]
    pub combination_ids: Vec<i32>,
    /// Combinations of the person that the job fits, whoever brought the job.
    #[diesel(sql_type = Array<Int4>)]
    pub fitting_ids: Vec<i32>,
    /// Copies of the job, itself among them.
    #[diesel(sql_type = Jsonb)]
    pub copies: Copies,
}

/// A page of a list.
pub struct Page {
    /// Newest first, and a job more if there is more.
    pub jobs: Vec<Listed>,
    /// Cursor behind the last job looked at, where so many were looked at that the page ends early. None: the page is
    /// full, or the list is at its end.
    pub stopped: Option<Cursor>,
    /// Jobs of the whole list left out because they are closed, among its newest: the same for each of its pages.
    pub closed: Count,
    /// New jobs, as far as was looked. None: new jobs were not looked for.
    pub new: Option<Count>,
}

impl Listed {
    /// The source's name for people.
    pub fn source_label(&self) -> &'static str {
        self.source.label()
    }

    /// Facts of the job's copies together.
    pub fn together(&self) -> Together {
        Together::of(&self.copies.0)
    }

    /// Cursor of a page that goes on behind this job.
    pub fn cursor(&self) -> (DateTime<Utc>, i64) {
        (self.listed_at, self.id)
    }
}

impl Criteria {
    /// Every statement that a list with this choice may send.
    pub fn statements(&self) -> Vec<String> {
        let list = self.list;
        let mut all = vec![sql::numbers(list), sql::tally(list)];
        if list.is_marked() {
            all.extend([false, true].map(|is_back| sql::of_marks(list, is_back)));
        } else {
            all.extend(look::Part::ALL.map(|part| look::statement(self, part)));
        }
        all
    }
}

impl Listing<'_> {
    /// A page, newest first, and a job more if there is more in the direction of the cursor.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn page(&self, conn: &mut Connection, cursor: &Cursor) -> QueryResult<Page> {
        self.part(conn, cursor, PAGE_SIZE + 1).await
    }

    /// The newest jobs of the list, to be put in order by how well they fit: so many at most.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn window(&self, conn: &mut Connection, most: usize) -> QueryResult<Page> {
        self.part(conn, &Cursor::newest(), most.min(WINDOW)).await
    }

    /// All jobs of a list of marks, the newest first, a portion at a time.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn all_marked(&self, conn: &mut Connection) -> QueryResult<Vec<Listed>> {
        let (mut jobs, mut cursor) = (Vec::new(), Cursor::newest());
        loop {
            let portion = self.part(conn, &cursor, PORTION).await?.jobs;
            let Some(last) = portion.last().filter(|_| portion.len() == PORTION) else {
                jobs.extend(portion);
                return Ok(jobs);
            };
            cursor = Cursor::older_than(last.cursor());
            jobs.extend(portion);
        }
    }

    /// Beginning of the page of this number, the first being 1; of a page beyond the last, behind the last job. No
    /// number is higher than the number of the last counted job.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn beginning_of(&self, conn: &mut Connection, number: usize) -> QueryResult<Cursor> {
        let before = PAGE_SIZE.saturating_mul(number.saturating_sub(1));
        let most = usize::try_from(MAX_COUNT).unwrap_or(usize::MAX);
        let passed = self.part(conn, &Cursor::newest(), before.min(most)).await?.jobs;
        Ok(passed.last().map_or(Cursor::newest(), |job| Cursor::older_than(job.cursor())))
    }

    async fn part(&self, conn: &mut Connection, cursor: &Cursor, limit: usize) -> QueryResult<Page> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        if !self.criteria.list.is_marked() {
            return look::look(conn, self, *cursor, limit).await;
        }
        let query = self.bind(sql::of_marks(self.criteria.list, cursor.is_back));
        let jobs = query
            .bind::<Timestamptz, _>(cursor.listed_at)
            .bind::<Int8, _>(cursor.id)
            .bind::<Int8, _>(limit)
            .load(conn)
            .await?;
        Ok(Page { jobs, stopped: None, closed: Count::default(), new: None })
    }

    /// Jobs of each combination's list and of all lists together, in one statement over a bounded number of jobs.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn numbers(&self, conn: &mut Connection) -> QueryResult<Numbers> {
        let query = self.bind(sql::numbers(self.criteria.list));
        let rows: Vec<NumberRow> = query.bind::<Int8, _>(numbers::of_each_shelf(self.links.len())).load(conn).await?;
        Ok(Numbers::of(&rows))
    }

    /// Causes of an empty list.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn tally(&self, conn: &mut Connection) -> QueryResult<Tally> {
        let query = self.bind(sql::tally(self.criteria.list));
        query.bind::<Int8, _>(tally::of_each_shelf(self.links.len())).get_result(conn).await
    }

    /// Binds the parameters of all statements, `$1` to `$19`.
    fn bind(&self, sql: String) -> BoxedSqlQuery<'_, Pg, SqlQuery> {
        let criteria = self.criteria;
        let place = criteria.place.as_ref();
        diesel::sql_query(sql)
            .into_boxed()
            .bind::<Int4, _>(self.user_id)
            .bind::<Jsonb, _>(self.links.as_json())
            .bind::<Nullable<Text>, _>(criteria.words.as_deref())
            .bind::<Array<Text>, _>(place.map(PlaceWords::patterns).unwrap_or_default())
            .bind::<Array<Text>, _>(place.map(|place| place.keys().to_vec()).unwrap_or_default())
            .bind::<Nullable<Text>, _>(criteria.remote.map(Remote::as_str))
            .bind::<Timestamptz, _>(criteria.since)
            .bind::<Nullable<Text>, _>(criteria.source.map(Source::as_str))
            .bind::<Timestamptz, _>(criteria.new_since)
            .bind::<Nullable<Int4>, _>(criteria.search_id)
            .bind::<Timestamptz, _>(criteria.open_since)
            .bind::<Bool, _>(criteria.is_dated)
            .bind::<Array<Text>, _>(&criteria.phrases)
            .bind::<Nullable<Text>, _>(criteria.seniority.map(Seniority::as_str))
            .bind::<Nullable<Text>, _>(criteria.contract.map(EmploymentType::as_str))
            .bind::<Nullable<Text>, _>(criteria.employer.as_deref())
            .bind::<Nullable<Int8>, _>(criteria.pay_yearly)
            .bind::<Array<Text>, _>(&criteria.phrases_off)
            .bind::<Array<Text>, _>(&criteria.own_words)
    }
}
