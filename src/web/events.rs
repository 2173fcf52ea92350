//! `/events`: server-sent events that tell open pages of a change. A page then fetches itself again.

use super::session::SignedIn;
use crate::app::App;
use crate::live::Live;
use actix_web::HttpResponse;
use actix_web::http::header::ContentEncoding;
use actix_web::web::{Bytes, Data};
use futures_util::{Stream, StreamExt, future, stream};
use std::convert::Infallible;
use std::time::Duration;

/// At most one event in this time, however much changes.
const PAUSE: Duration = Duration::from_secs(1);

/// Time between signs of life on a silent stream: proxies keep the connection open.
const HEARTBEAT: Duration = Duration::from_secs(20);

const GREETING: &[u8] = b"retry: 3000\n\n";
const CHANGED: &[u8] = b"data: changed\n\n";
const STILL_HERE: &[u8] = b": still here\n\n";

/// Opens a stream, without a database connection.
pub(super) async fn show(_: SignedIn, app: Data<App>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/event-stream")
        // Compressing would hold events back.
        .insert_header(ContentEncoding::Identity)
        .insert_header(("x-accel-buffering", "no"))
        .streaming(events(&app.live))
}

fn events(live: &Live) -> impl Stream<Item = Result<Bytes, Infallible>> + use<> {
    let changes = stream::unfold((live.watch(), Duration::ZERO), |(mut watch, pause)| async move {
        tokio::time::sleep(pause).await;
        tokio::select! {
            changed = watch.changed() => changed.is_ok().then_some((CHANGED, (watch, PAUSE))),
            () = tokio::time::sleep(HEARTBEAT) => Some((STILL_HERE, (watch, Duration::ZERO))),
        }
    });
    let events = stream::once(future::ready(GREETING)).chain(changes);
    events.take_until(live.ended().cancelled_owned()).map(|event| Ok(Bytes::from_static(event)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_stream_tells_of_changes_and_ends_with_the_server() {
        let live = Live::default();
        let mut events = Box::pin(events(&live));
        assert_eq!(events.next().await, Some(Ok(Bytes::from_static(GREETING))));
        live.touch();
        live.touch();
        assert_eq!(events.next().await, Some(Ok(Bytes::from_static(CHANGED))));
        live.close();
        assert_eq!(events.next().await, None);
    }
}
