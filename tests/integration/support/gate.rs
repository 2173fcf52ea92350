//! A gate between the app and the providers: what passes it can be held, until a test has brought about the moment
//! that it is about.

use std::net::SocketAddr;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// What is held at the moment.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Held {
    Nothing,
    /// The providers have heard of no call, and charge none.
    Calls,
    /// The providers have charged the calls, and nobody has their answers.
    Answers,
}

pub struct Gate {
    address: SocketAddr,
    held: watch::Sender<Held>,
}

impl Gate {
    /// Opens a port in front of another, for as long as the runtime lives.
    pub async fn before(provider: SocketAddr) -> Self {
        Self::at("127.0.0.1:0".parse().unwrap(), provider).await
    }

    /// The same at a port that is known before.
    pub async fn at(own: SocketAddr, provider: SocketAddr) -> Self {
        let listener = TcpListener::bind(own).await.unwrap();
        let address = listener.local_addr().unwrap();
        let (held, seen) = watch::channel(Held::Nothing);
        tokio::spawn(async move {
            while let Ok((caller, _)) = listener.accept().await {
                tokio::spawn(pass(caller, provider, seen.clone()));
            }
        });
        Self { address, held }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Calls stop in front of the provider.
    pub fn hold_calls(&self) {
        self.held.send_replace(Held::Calls);
    }

    /// Answers stop behind the provider.
    pub fn hold_answers(&self) {
        self.held.send_replace(Held::Answers);
    }

    /// What was held goes on.
    pub fn open(&self) {
        self.held.send_replace(Held::Nothing);
    }
}

/// One connection, which ends on both sides when it ends on one.
async fn pass(mut caller: TcpStream, provider: SocketAddr, held: watch::Receiver<Held>) {
    let Ok(mut provider) = TcpStream::connect(provider).await else { return };
    let (from_caller, to_caller) = caller.split();
    let (from_provider, to_provider) = provider.split();
    tokio::select! {
        () = carry(from_caller, to_provider, held.clone(), Held::Calls) => {}
        () = carry(from_provider, to_caller, held, Held::Answers) => {}
    }
}

/// Carries bytes one way, and none while they are held.
async fn carry(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    mut held: watch::Receiver<Held>,
    own: Held,
) {
    let mut bytes = vec![0; 64 * 1024];
    while let Ok(count @ 1..) = from.read(&mut bytes).await {
        if held.wait_for(|held| *held != own).await.is_err() || to.write_all(&bytes[..count]).await.is_err() {
            return;
        }
    }
}
