//! Facts of the person for a page of the list, beside the searches, in one statement: contents of the latest CV, how
//! many jobs were kept, employers left out, and the time of the last update of the searches.

use super::{Count, Criteria, MAX_COUNT};
use crate::cv::Profile;
use crate::db::{Connection, Prepare as _};
use crate::models::refresh::{LAST_UPDATE, LastUpdate};
use crate::words;
use diesel::prelude::*;
use diesel::sql_types::{Array, Int4, Int8, Jsonb, Nullable, Text};
use diesel_async::RunQueryDsl;

/// Most words of a CV looked for in postings.
const MOST_WORDS: usize = 30;

/// A person's desk.
#[derive(Clone, Debug, Default, QueryableByName)]
pub struct Desk {
    /// Profile from the latest CV read.
    #[diesel(sql_type = Nullable<Jsonb>)]
    profile: Option<serde_json::Value>,
    /// Employers, in lower case, hidden from the list by the person: for showing them, since the list leaves them out.
    #[diesel(sql_type = Array<Text>)]
    pub employers_off: Vec<String>,
    /// The last update of the combinations.
    #[diesel(sql_type = Nullable<Jsonb>)]
    update: Option<serde_json::Value>,
    #[diesel(sql_type = Int8)]
    saved: i64,
    #[diesel(sql_type = Int8)]
    applied: i64,
    #[diesel(sql_type = Int8)]
    hidden: i64,
}

/// Counts of the jobs marked by a person, copies as one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Saved ones.
    pub saved: Count,
    /// Jobs with a noted application.
    pub applied: Count,
    /// Jobs taken off the list.
    pub hidden: Count,
}

impl Desk {
    /// Loads a person's desk, with the last update of some combinations. Of very many marks the newest jobs' count.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn of(conn: &mut Connection, user_id: i32, combinations: &[i32]) -> QueryResult<Self> {
        diesel::sql_query(format!(
            "WITH marked AS MATERIALIZED (SELECT * FROM user_jobs WHERE user_id = $2 ORDER BY job_id DESC LIMIT $3)
             SELECT (SELECT profiles.profile FROM cvs JOIN profiles ON profiles.key = cvs.profile_key
                      WHERE cvs.user_id = $2 AND profiles.profile IS NOT NULL ORDER BY cvs.id DESC LIMIT 1) AS profile,
                    (SELECT employers_off FROM users WHERE users.id = $2) AS employers_off,
                    (SELECT to_jsonb(last) FROM ({LAST_UPDATE}) last) AS update,
                    count(DISTINCT job.group_id) FILTER (WHERE own.saved_at IS NOT NULL) AS saved,
                    count(DISTINCT job.group_id) FILTER (WHERE own.applied_at IS NOT NULL) AS applied,
                    count(DISTINCT job.group_id) FILTER (WHERE own.hidden_at IS NOT NULL) AS hidden
               FROM marked own
              CROSS JOIN LATERAL (SELECT group_id FROM jobs WHERE jobs.id = own.job_id OFFSET 0) job"
        ))
        .bind::<Array<Int4>, _>(combinations)
        .bind::<Int4, _>(user_id)
        .bind::<Int8, _>(2 * MAX_COUNT)
        .prepared()
        .get_result(conn)
        .await
    }

    /// The last update of the person's searches; None: there was none yet.
    pub fn update(&self) -> Option<LastUpdate> {
        self.update.clone().and_then(|update| serde_json::from_value(update).ok())
    }

    /// Counts of the marked jobs.
    pub fn kept(&self) -> Kept {
        Kept { saved: self.saved.into(), applied: self.applied.into(), hidden: self.hidden.into() }
    }

    /// Words of the latest CV: titles found in the CV, and skills.
    pub fn own_words(&self) -> Vec<String> {
        let profile: Option<Profile> = self.profile.clone().and_then(|profile| serde_json::from_value(profile).ok());
        let Some(Profile { titles, skills, .. }) = profile else { return Vec::new() };
        let all = titles.into_iter().map(|title| title.text).chain(skills);
        all.filter(|word| words::whole(word).is_some()).take(MOST_WORDS).collect()
    }
}

impl Criteria {
    /// Looks for the CV's words.
    pub fn for_desk(self, desk: &Desk) -> Self {
        let own_words = desk.own_words().iter().filter_map(|word| words::whole(word)).collect();
        Self { own_words, ..self }
    }
}
