//! Messages about alerts: an outbox.

use crate::closed_list;
use crate::db::{Connection, Prepare as _};
use crate::schema::alert_messages;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Int8, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;

closed_list! {
    "a way of alerts";
    /// How operators are alerted.
    pub enum AlertWay {
        /// A mail to an address of the settings.
        Mail = "mail",
        /// A signed message to the address of the settings.
        Webhook = "webhook",
    }
}

closed_list! {
    "a state of a message";
    /// How far a message is.
    pub enum MessageState {
        /// To be sent, or tried again.
        Waiting = "waiting",
        /// A mail's text goes out.
        Sending = "sending",
        /// Taken in.
        Sent = "sent",
        /// A mail's text went out and no answer came: it is taken for sent.
        Unknown = "unknown",
        /// Not taken in, and not tried again.
        Failed = "failed",
    }
}

/// A message about an alert. A row of `alert_messages`.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = alert_messages)]
pub struct AlertMessage {
    /// Number of the message: the same for each try.
    pub id: i64,
    /// Number of the alert.
    pub alert_id: i64,
    /// It tells the end, not the beginning.
    pub is_end: bool,
    /// On which way.
    pub way: AlertWay,
    /// Address of a mail; empty for the webhook.
    pub recipient: String,
    /// How far it is.
    pub state: MessageState,
    /// When it was made.
    pub made_at: DateTime<Utc>,
}

/// Messages that do not go out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, QueryableByName)]
pub struct Undelivered {
    /// How many.
    #[diesel(sql_type = Int8)]
    pub count: i64,
    /// When the first of them was made.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub since: Option<DateTime<Utc>>,
}

impl AlertMessage {
    /// Writes a message down. Returns its number; None: it is there already.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn make(
        conn: &mut Connection,
        (alert_id, is_end): (i64, bool),
        (way, recipient): (AlertWay, &str),
        now: DateTime<Utc>,
    ) -> QueryResult<Option<i64>> {
        diesel::insert_into(alert_messages::table)
            .values((
                alert_messages::alert_id.eq(alert_id),
                alert_messages::is_end.eq(is_end),
                alert_messages::way.eq(way),
                alert_messages::recipient.eq(recipient),
                alert_messages::made_at.eq(now),
            ))
            .on_conflict_do_nothing()
            .returning(alert_messages::id)
            .get_result(conn)
            .await
            .optional()
    }

    /// A message, locked to the end of the transaction; None: it is gone with its alert.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn lock(conn: &mut Connection, id: i64) -> QueryResult<Option<Self>> {
        alert_messages::table.find(id).select(Self::as_select()).for_no_key_update().first(conn).await.optional()
    }

    /// Whether the beginning that this message tells the end of is still to be sent, on the same way to the same address.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn is_beginning_open(&self, conn: &mut Connection) -> QueryResult<bool> {
        let its = alert_messages::alert_id.eq(self.alert_id).and(alert_messages::is_end.eq(false));
        let to_it = alert_messages::way.eq(self.way).and(alert_messages::recipient.eq(&self.recipient));
        let open = alert_messages::table.filter(its.and(to_it).and(alert_messages::settled_at.is_null()));
        diesel::select(diesel::dsl::exists(open)).get_result(conn).await
    }

    /// Notes that a mail's text goes out. False: it does already, or did.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn goes_out(&self, conn: &mut Connection) -> QueryResult<bool> {
        let waiting = alert_messages::table.find(self.id).filter(alert_messages::state.eq(MessageState::Waiting));
        let going = diesel::update(waiting).set(alert_messages::state.eq(MessageState::Sending)).execute(conn).await?;
        Ok(going == 1)
    }

    /// Notes that a message was not taken in and is tried again.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn put_back(&self, conn: &mut Connection, why: &str) -> QueryResult<()> {
        let open = alert_messages::table.find(self.id).filter(alert_messages::settled_at.is_null());
        let back = (alert_messages::state.eq(MessageState::Waiting), alert_messages::error.eq(why));
        diesel::update(open).set(back).execute(conn).await?;
        Ok(())
    }

    /// Settles a message, once.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn settle(&self, conn: &mut Connection, state: MessageState, now: DateTime<Utc>) -> QueryResult<()> {
        let open = alert_messages::table.find(self.id).filter(alert_messages::settled_at.is_null());
        let settled = (alert_messages::state.eq(state), alert_messages::settled_at.eq(now));
        diesel::update(open).set(settled).execute(conn).await?;
        Ok(())
    }
}

impl Undelivered {
    /// Messages on these ways that failed since the first moment, and after which none got through there, or that were
    /// made before the second and still try. Before one gets through nobody knows that the way is open again.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn find(
        conn: &mut Connection,
        ways: &[(AlertWay, String)],
        (failed_since, made_before): (DateTime<Utc>, DateTime<Utc>),
    ) -> QueryResult<Self> {
        let (ways, recipients): (Vec<AlertWay>, Vec<&str>) = ways.iter().map(|(way, to)| (*way, to.as_str())).unzip();
        diesel::sql_query(
            "SELECT count(*) AS count, min(made_at) AS since
               FROM unnest($3::text[], $4::text[]) AS known (way, recipient)
              CROSS JOIN LATERAL (SELECT coalesce(max(settled_at), '-infinity') AS at FROM alert_messages sent
                                   WHERE sent.state = 'sent' AND sent.way = known.way
                                     AND sent.recipient = known.recipient) through
               JOIN alert_messages message ON message.way = known.way AND message.recipient = known.recipient
              WHERE message.state = 'failed' AND settled_at > $1 AND settled_at >= through.at
                 OR settled_at IS NULL AND made_at < $2",
        )
        .bind::<Timestamptz, _>(failed_since)
        .bind::<Timestamptz, _>(made_before)
        .bind::<Array<Text>, _>(ways)
        .bind::<Array<Text>, _>(recipients)
        .prepared()
        .get_result(conn)
        .await
    }
}
