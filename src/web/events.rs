//! `/events`: server-sent events that tell open pages of a change. A page then fetches itself again.

use super::session::{self, SignedIn};
use crate::app::App;
use crate::models::session::Session;
use actix_web::http::header::ContentEncoding;
use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse};
use futures_util::{Stream, StreamExt, future, stream};
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

/// Shortest time between events, however much changes.
const PAUSE: Duration = Duration::from_secs(1);

/// Time between signs of life on a silent stream: proxies keep the connection open.
const HEARTBEAT: Duration = Duration::from_secs(20);

const GREETING: &[u8] = b"retry: 3000\n\n";
const CHANGED: &[u8] = b"data: changed\n\n";
const STILL_HERE: &[u8] = b": still here\n\n";

/// Time within which the end of a sign-in is found; a busy database ends no stream.
const PATIENCE: Duration = Duration::from_secs(2);

/// Opens a stream, without a database connection. The stream ends with the session: a person signed out or disabled
/// hears nothing more.
pub(super) async fn show(signed_in: SignedIn, app: Data<App>, request: HttpRequest) -> HttpResponse {
    let token = session::token(&request, app.config.is_https());
    let (watch, ended) = (app.live.watch(signed_in.user.id, signed_in.user.role.may_look()), app.live.ended());
    let is_signed_in = move || is_signed_in(app.clone(), token.clone());
    HttpResponse::Ok()
        .content_type("text/event-stream")
        // Compressing would hold events back.
        .insert_header(ContentEncoding::Identity)
        .insert_header(("x-accel-buffering", "no"))
        .streaming(Box::pin(events(watch, ended, is_signed_in)))
}

async fn is_signed_in(app: Data<App>, token: Option<String>) -> bool {
    let Some(token) = token else { return false };
    let asking = async {
        let mut conn = app.db.conn().await.ok()?;
        Session::is_open(&mut conn, &token, app.clock.now()).await.ok()
    };
    tokio::time::timeout(PATIENCE, asking).await.ok().flatten().unwrap_or(true)
}

fn events<F, R>(
    watch: watch::Receiver<u64>,
    ended: CancellationToken,
    is_signed_in: F,
) -> impl Stream<Item = Result<Bytes, Infallible>> + use<F, R>
where
    F: Fn() -> R + 'static,
    R: Future<Output = bool> + 'static,
{
    let begin = (watch, Duration::ZERO, is_signed_in);
    let changes = stream::unfold(begin, |(mut watch, pause, is_signed_in)| async move {
        tokio::time::sleep(pause).await;
        let (event, pause) = tokio::select! {
            changed = watch.changed() => changed.is_ok().then_some((CHANGED, PAUSE))?,
            () = tokio::time::sleep(HEARTBEAT) => (STILL_HERE, Duration::ZERO),
        };
        is_signed_in().await.then_some((event, (watch, pause, is_signed_in)))
    });
    let events = stream::once(future::ready(GREETING)).chain(changes);
    events.take_until(ended.cancelled_owned()).map(|event| Ok(Bytes::from_static(event)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::live::{Live, Whom};

    #[tokio::test]
    async fn a_stream_tells_of_changes_and_ends_with_the_server() {
        let live = Live::default();
        let mut events = Box::pin(events(live.watch(1, false), live.ended(), || future::ready(true)));
        assert_eq!(events.next().await, Some(Ok(Bytes::from_static(GREETING))));
        live.touch(&Whom::Everybody);
        live.touch(&Whom::Everybody);
        assert_eq!(events.next().await, Some(Ok(Bytes::from_static(CHANGED))));
        live.close();
        assert_eq!(events.next().await, None);
    }

    #[tokio::test]
    async fn a_stream_ends_with_its_session() {
        let live = Live::default();
        let mut events = Box::pin(events(live.watch(1, false), live.ended(), || future::ready(false)));
        assert_eq!(events.next().await, Some(Ok(Bytes::from_static(GREETING))));
        live.touch(&Whom::Everybody);
        assert_eq!(events.next().await, None);
    }
}
