//! Bodies of requests: read only where there is memory for them, and cut where they drip.

mod pace;
mod places;

pub(super) use self::places::Places;

use self::places::Place;
use super::cv::upload;
use super::error::AppError;
use super::{MAX_FORM_BYTES, peer};
use crate::app::App;
use crate::network::Network;
use actix_web::HttpMessage;
use actix_web::body::MessageBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::error::PayloadError;
use actix_web::http::header::{CONTENT_LENGTH, HeaderMap, TRANSFER_ENCODING};
use actix_web::middleware::Next;
use actix_web::rt;
use actix_web::web::{Bytes, Data};
use futures_util::{Stream, StreamExt, stream};
use std::cell::{Cell, RefCell};
use std::io::{Error, ErrorKind};
use std::mem;
use std::rc::Rc;
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout_at};

/// Reason why a body was not read to its end.
#[derive(Clone, Copy)]
enum Cut {
    TooSlow,
    NoPlace,
}

/// A body as seen by its request.
#[derive(Default)]
struct Body {
    /// Place taken when reading begins, and kept until the answer: so long the bytes read may be in memory.
    place: RefCell<Option<Place>>,
    cut: Cell<Option<Cut>>,
    /// The unread rest.
    rest: RefCell<Option<Payload>>,
}

/// Time for which an unread rest is held after the answer. While the rest is there, the server closes the connection
/// behind the answer; without the rest, the server would wait for a chunked body to come to its end.
const LINGER: Duration = Duration::from_secs(5);

/// Reads a request's body only while there is a place for it, and no longer than it keeps its pace. Whatever the
/// handler makes of a cut body, the answer tells of the cut.
///
/// # Errors
///
/// 408 for a body that comes too slowly, 503 where no place came free in time; otherwise, the errors of the handler.
pub(super) async fn steady(
    mut request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let Some(bytes) = bytes_sent(request.headers()) else { return next.call(request).await };
    let body = Rc::new(Body::default());
    let reading = Reading::of(&mut request, bytes, body.clone())?;
    request.set_payload(Payload::Stream { payload: Box::pin(reading.stream()) });
    let outcome = next.call(request).await;
    if let Some(rest) = body.rest.take() {
        rt::spawn(async move {
            sleep(LINGER).await;
            drop(rest);
        });
    }
    match body.cut.get() {
        Some(Cut::TooSlow) => Err(AppError::TooSlow.into()),
        Some(Cut::NoPlace) => Err(AppError::Busy(say!("error-busy")).into()),
        None => outcome,
    }
}

/// Bytes announced by the headers; None: no body.
fn bytes_sent(headers: &HeaderMap) -> Option<usize> {
    if headers.contains_key(TRANSFER_ENCODING) {
        return Some(usize::MAX);
    }
    let length = headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().unwrap_or(usize::MAX);
    (length > 0).then_some(length)
}

/// A body during its reading.
struct Reading {
    places: Data<Places>,
    network: Option<Network>,
    /// The most bytes of the body kept in memory.
    kept: usize,
    sent: Payload,
    body: Rc<Body>,
    begun: Option<Instant>,
    received: usize,
    has_ended: bool,
}

impl Drop for Reading {
    fn drop(&mut self) {
        if !self.has_ended {
            self.body.rest.replace(Some(mem::replace(&mut self.sent, Payload::None)));
        }
    }
}

impl Reading {
    fn of(request: &mut ServiceRequest, bytes: usize, body: Rc<Body>) -> Result<Self, AppError> {
        let app = request.app_data::<Data<App>>().ok_or_else(|| anyhow::anyhow!("the app is not there"))?;
        let places = request.app_data::<Data<Places>>().ok_or_else(|| anyhow::anyhow!("no place is there"))?.clone();
        let network = peer::network(request.request(), &app.config);
        let most = if request.path() == "/cv" { upload::MOST_KEPT_BYTES } else { MAX_FORM_BYTES };
        let sent = request.take_payload();
        Ok(Self { places, network, kept: bytes.min(most), sent, body, begun: None, received: 0, has_ended: false })
    }

    fn stream(self) -> impl Stream<Item = Result<Bytes, PayloadError>> {
        stream::unfold(self, |mut reading| async move { Some((reading.next().await?, reading)) }).fuse()
    }

    async fn next(&mut self) -> Option<Result<Bytes, PayloadError>> {
        let begun = match self.begun {
            Some(begun) => begun,
            None if self.sit_down().await => *self.begun.insert(Instant::now()),
            None => return Some(self.cut(Cut::NoPlace, ErrorKind::ResourceBusy)),
        };
        match timeout_at(begun + pace::allowed(self.received), self.sent.next()).await {
            Ok(Some(Ok(chunk))) => {
                self.received += chunk.len();
                Some(Ok(chunk))
            }
            Ok(end) => {
                self.has_ended = true;
                end
            }
            Err(_elapsed) => Some(self.cut(Cut::TooSlow, ErrorKind::TimedOut)),
        }
    }

    async fn sit_down(&self) -> bool {
        let place = self.places.take(self.network.as_ref(), self.kept).await;
        let is_seated = place.is_some();
        self.body.place.replace(place);
        is_seated
    }

    fn cut(&self, cut: Cut, kind: ErrorKind) -> Result<Bytes, PayloadError> {
        self.body.cut.set(Some(cut));
        Err(PayloadError::Io(Error::from(kind)))
    }
}
