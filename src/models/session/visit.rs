//! Visitor of a page, and the installation's facts for every page: a single statement.

use super::{FRESH, IDLE, SEEN_EVERY, token_hash};
use crate::db::Connection;
use crate::models::installation::Installation;
use crate::models::leave_notice::LeaveNotice;
use crate::models::source_state::SourceState;
use crate::models::user::User;
use crate::schema::{installation, leave_notices, sessions, sources, users};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// A request for a page.
pub struct Visit {
    /// Person of the session; None: a stranger, also with a session that has ended.
    pub user: Option<User>,
    /// When the person last gave the password in this session; None: a stranger.
    pub proved_at: Option<DateTime<Utc>>,
    /// Notice about the end of the account, if the person was told.
    pub notice: Option<LeaveNotice>,
    /// Facts about the whole installation.
    pub installation: Installation,
    /// Sources that buy nothing until an admin lets them.
    pub stopped: Vec<SourceState>,
}

type Row = (Installation, Option<SourceState>, Option<User>, Option<LeaveNotice>, Option<Times>);

/// Times of a session: last seen, and proved.
type Times = (DateTime<Utc>, DateTime<Utc>);

impl Visit {
    /// Looks up the visitor with this token: a sign of life of the person.
    ///
    /// # Errors
    ///
    /// `NotFound` when the installation's row was deleted; otherwise, when the database cannot be asked.
    pub async fn load(conn: &mut Connection, token: Option<&str>, now: DateTime<Utc>) -> QueryResult<Self> {
        let hash = token.map(token_hash).unwrap_or_default();
        let goes_on = sessions::expires_at.gt(now).and(sessions::last_seen_at.gt(now - IDLE));
        let rows: Vec<Row> = installation::table
            .left_join(sources::table.on(sources::stopped_code.is_not_null()))
            .left_join(sessions::table.on(sessions::token_hash.eq(hash.clone()).and(goes_on)))
            .left_join(
                users::table
                    .on(users::id.nullable().eq(sessions::user_id.nullable()).and(users::disabled_at.is_null())),
            )
            .left_join(leave_notices::table.on(leave_notices::user_id.nullable().eq(users::id.nullable())))
            .order(sources::source.desc())
            .select((
                Installation::as_select(),
                Option::<SourceState>::as_select(),
                Option::<User>::as_select(),
                Option::<LeaveNotice>::as_select(),
                (sessions::last_seen_at, sessions::proved_at).nullable(),
            ))
            .load(conn)
            .await?;
        let visit = Self::of(&rows).ok_or(diesel::result::Error::NotFound)?;
        let last_seen_at = rows.as_slice().first().and_then(|row| row.4).map(|(seen, _)| seen);
        if let Some(user) = visit.user.as_ref().filter(|_| last_seen_at.is_some_and(|at| now - at > SEEN_EVERY)) {
            diesel::update(sessions::table.find(&hash)).set(sessions::last_seen_at.eq(now)).execute(conn).await?;
            User::seen(conn, user.id, now).await?;
            LeaveNotice::came_back(conn, user.id, now).await?;
        }
        Ok(visit)
    }

    /// True when the person gave the password in this session lately.
    pub fn is_fresh(&self, now: DateTime<Utc>) -> bool {
        self.proved_at.is_some_and(|at| now - at < FRESH)
    }

    fn of(rows: &[Row]) -> Option<Self> {
        let (installation, _, user, notice, times) = rows.first()?.clone();
        let stopped = rows.iter().filter_map(|row| row.1.clone()).collect();
        Some(Self { user, proved_at: times.map(|(_, proved)| proved), notice, installation, stopped })
    }
}
