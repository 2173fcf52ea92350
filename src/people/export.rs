//! Export: a person's data as one JSON document.

use crate::db::Connection;
use diesel::QueryResult;
use diesel::sql_types::{Int4, Json};
use diesel_async::RunQueryDsl;
use serde_json::{Map, Value};

/// Parts of the document, each a query for the person `$1`. Every table that names a person has its part.
pub const PARTS: [(&str, &str); 21] = [
    (
        "account",
        "SELECT email, role, subject AS number, created_at, last_seen_at, disabled_at, language,
                password_hash IS NOT NULL AS has_password, employers_off, own_credits, own_combinations
           FROM users WHERE id = $1",
    ),
    (
        "sessions",
        "SELECT created_at, last_seen_at, expires_at, proved_at, kept_form, kept_at FROM sessions WHERE user_id = $1 ORDER BY created_at",
    ),
    ("devices", "SELECT signed_in_at FROM devices WHERE user_id = $1 ORDER BY signed_in_at"),
    ("leave_notices", "SELECT told_at, came_back_at FROM leave_notices WHERE user_id = $1"),
    ("password_links", "SELECT expires_at FROM password_links WHERE user_id = $1"),
    ("second_factors", "SELECT begun_at, confirmed_at FROM second_factors WHERE user_id = $1"),
    ("recovery_codes", "SELECT count(*) AS codes_left FROM recovery_codes WHERE user_id = $1"),
    ("begun_sign_ins", "SELECT expires_at FROM begun_sign_ins WHERE user_id = $1 ORDER BY expires_at"),
    ("addresses", "SELECT confirmed_at, token_expires_at FROM addresses WHERE user_id = $1"),
    ("feeds", "SELECT made_at FROM feeds WHERE user_id = $1"),
    ("digests", "SELECT every, since, due_at FROM digests WHERE user_id = $1"),
    ("mails", "SELECT kind, state, content, made_at, ended_at, error FROM mails WHERE user_id = $1 ORDER BY id"),
    ("told", "SELECT way, job_id, told_at FROM told WHERE user_id = $1 ORDER BY told_at, way, job_id"),
    (
        "cvs",
        "SELECT cvs.id, file_name, kind, size_bytes, uploaded_at, searches_made_at, text, text_gone_at, reader, model,
                read_at, profile, sent, sent_gone_at
           FROM cvs JOIN profiles ON profiles.key = cvs.profile_key WHERE user_id = $1 ORDER BY cvs.id",
    ),
    (
        "proposals",
        "SELECT cv_id, title_keyword, location, waits_for FROM proposals JOIN cvs ON cvs.id = cv_id WHERE user_id = $1
          ORDER BY cv_id, title_keyword, location",
    ),
    ("cv_corrections", "SELECT digest, at FROM cv_corrections WHERE user_id = $1 ORDER BY at, digest"),
    ("cv_uploads", "SELECT day, uploads, tries FROM cv_uploads WHERE user_id = $1 ORDER BY day"),
    (
        "searches",
        "SELECT id, query_name, title_keyword, location, ai_work_arrangement, ai_employment_type, ai_seniority,
                ai_industry, priority, is_active, retired_at, created_at, cv_id
           FROM user_search_queries WHERE user_id = $1 ORDER BY id",
    ),
    (
        "jobs",
        "SELECT job_id AS id, source, source_id, title, company, location, apply_url, posted_at, saved_at, applied_at, applied_on, note,
                hidden_at, hidden_why
           FROM user_jobs JOIN jobs ON jobs.id = job_id WHERE user_id = $1 ORDER BY job_id",
    ),
    (
        "demands",
        "SELECT title_keyword, location, ai_work_arrangement, ai_employment_type, ai_seniority, ai_industry, since, bought_at,
                (SELECT coalesce(json_agg(row_to_json(saving)), '[]')
                   FROM (SELECT source, reason, credits, method, at, is_pending FROM savings
                          WHERE savings.subject = demands.subject AND savings.combination_id = demands.combination_id
                          ORDER BY source) saving) AS saved
           FROM demands JOIN backfill_tracking combination ON combination.id = combination_id
          WHERE subject = (SELECT subject FROM users WHERE id = $1) ORDER BY since, combination_id",
    ),
    (
        "credits",
        "SELECT ledger.day, meters.source, meters.unit, ledger.purpose, ledger.kind, ledger.spent, ledger.reserved, ledger.unknown
           FROM ledger JOIN meters ON meters.id = meter_id
          WHERE subject = (SELECT subject FROM users WHERE id = $1) ORDER BY ledger.id",
    ),
];

#[derive(diesel::QueryableByName)]
struct Part {
    #[diesel(sql_type = Json)]
    rows: Value,
}

/// The whole document of a person. Inside a transaction all parts are of one moment.
///
/// # Errors
///
/// `NotFound` when there is no such person; otherwise, when the database cannot be asked.
pub async fn export(conn: &mut Connection, user_id: i32) -> QueryResult<Value> {
    let mut document = Map::new();
    for (name, query) in PARTS {
        let rows = format!("SELECT coalesce(json_agg(row_to_json(one)), '[]') AS rows FROM ({query}) one");
        let part: Part = diesel::sql_query(rows).bind::<Int4, _>(user_id).get_result(conn).await?;
        document.insert(name.to_owned(), part.rows);
    }
    Ok(Value::Object(document))
}
