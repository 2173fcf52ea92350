//! Both providers, outside of every process that is killed: the sandbox, which counts what it sells, behind a mouth
//! that fails in every way of the wire.

mod body;
mod way;

pub use self::body::is_refused;
pub use self::way::{Way, Weather};

use super::dice::Dice;
use jobfill::clock::Clock;
use jobfill::sources::Source;
use jobfill::sources::sandbox::{self, Options, Running, SourceAccount};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

/// A call that nobody answers is let go after this.
const LONGEST_CALL: Duration = Duration::from_secs(30);

pub struct Providers {
    sandbox: Running,
    mouth: SocketAddr,
    weather: watch::Sender<Weather>,
}

impl Providers {
    pub async fn start(seed: u64) -> anyhow::Result<Self> {
        let sandbox = sandbox::start(Options::new(Arc::new(|| Clock::System.now())))?;
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let mouth = listener.local_addr()?;
        let (weather, seen) = watch::channel(Weather::Fair);
        let behind = sandbox.url().trim_start_matches("http://").parse()?;
        let calls = Arc::new(Mutex::new(Dice::of(seed, "calls")));
        tokio::spawn(listen(listener, behind, seen, calls));
        Ok(Self { sandbox, mouth, weather })
    }

    pub fn turn(&self, weather: Weather) {
        self.weather.send_replace(weather);
    }

    pub fn base_url(&self, source: Source) -> String {
        self.sandbox.base_url(source).replace(&self.sandbox.url(), &format!("http://{}", self.mouth))
    }

    pub fn account(&self, source: Source) -> SourceAccount {
        self.sandbox.account(source)
    }
}

/// Accepts calls; while the providers are down there is no port at all.
async fn listen(
    first: TcpListener,
    behind: SocketAddr,
    mut weather: watch::Receiver<Weather>,
    calls: Arc<Mutex<Dice>>,
) -> anyhow::Result<()> {
    let address = first.local_addr()?;
    let mut listener = Some(first);
    loop {
        if *weather.borrow_and_update() == Weather::Down {
            listener = None;
            weather.changed().await?;
            continue;
        }
        let Some(open) = &listener else {
            // Its number may be taken for a moment by somebody's outgoing call.
            listener = TcpListener::bind(address).await.ok();
            sleep(Duration::from_millis(50)).await;
            continue;
        };
        tokio::select! {
            Ok((caller, _)) = open.accept() => {
                let way = Way::choose(*weather.borrow(), &mut calls.lock().unwrap());
                tokio::spawn(timeout(LONGEST_CALL, answer(caller, behind, way)));
            }
            _ = weather.changed() => {}
        }
    }
}

/// One call, which goes one way.
async fn answer(mut caller: TcpStream, behind: SocketAddr, way: Way) -> std::io::Result<()> {
    if way == Way::ResetBefore {
        return caller.set_zero_linger();
    }
    let asked = head(&mut caller).await?;
    if let Way::Unsold(status, more) = way {
        return caller.write_all(short(status, more).as_bytes()).await;
    }
    if way == Way::HangUnsold {
        return until_hung_up(&mut caller).await;
    }
    if let Way::Slow(wait) = way {
        sleep(wait).await;
    }
    if way == Way::Refused {
        let refused = sell(behind, &body::with_unknown_parameter(&asked)).await?;
        return caller.write_all(&body::unprocessable(&refused)).await;
    }
    let sold = sell(behind, &asked).await?;
    match way {
        Way::ResetAfter => caller.set_zero_linger(),
        Way::HangSold => until_hung_up(&mut caller).await,
        Way::Truncated => caller.write_all(&sold[..sold.len() * 2 / 3]).await,
        Way::Sold(status, more) => caller.write_all(short(status, more).as_bytes()).await,
        Way::Junk => caller.write_all(&body::junk(&sold)).await,
        Way::Garbled => caller.write_all(&body::garbled(&sold)).await,
        Way::Rowless => caller.write_all(&body::rowless(&sold)).await,
        Way::Oversized => caller.write_all(&body::oversized(&sold)).await,
        Way::Gzip => caller.write_all(&body::compressed(&sold)).await,
        Way::NoGzip => caller.write_all(&body::said_to_be_compressed(&sold)).await,
        Way::Drip => drip(&mut caller, &sold).await,
        _ => caller.write_all(&sold).await,
    }
}

async fn head(caller: &mut TcpStream) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(caller.read_u8().await?);
    }
    Ok(head)
}

/// Asks the sandbox, which charges before it answers.
async fn sell(behind: SocketAddr, asked: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut provider = TcpStream::connect(behind).await?;
    provider.write_all(&asked[..asked.len() - 2]).await?;
    provider.write_all(b"connection: close\r\n\r\n").await?;
    let mut sold = Vec::new();
    provider.read_to_end(&mut sold).await?;
    Ok(sold)
}

fn short(status: u16, more: &str) -> String {
    format!(
        "HTTP/1.1 {status} X\r\n{more}content-type: text/html\r\ncontent-length: 12\r\nconnection: close\r\n\r\n<p>Sorry</p>"
    )
}

async fn drip(caller: &mut TcpStream, sold: &[u8]) -> std::io::Result<()> {
    for byte in sold {
        caller.write_all(&[*byte]).await?;
        sleep(Duration::from_millis(40)).await;
    }
    Ok(())
}

async fn until_hung_up(caller: &mut TcpStream) -> std::io::Result<()> {
    caller.read(&mut [0]).await.map(drop)
}
