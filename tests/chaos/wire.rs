//! The wire between the program and its database, which can go silent: what a router does that forgets a connection.
//! Nothing is closed, and nothing comes.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream, UnixStream};
use tokio::sync::watch;
use tokio::time::sleep;

/// How long a server keeps the end of a connection whose other end is forgotten.
const FORGOTTEN: Duration = Duration::from_secs(20);

pub struct Wire {
    /// Host and port.
    address: String,
    /// How often it has gone silent, and whether it is now. A connection that was there when it did is lost.
    silence: watch::Sender<(u64, bool)>,
}

impl Wire {
    /// Opens a port in front of a server's socket, for as long as the runtime lives.
    pub async fn before(socket: &Path) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?.to_string();
        let (silence, seen) = watch::channel((0, false));
        let socket = socket.to_owned();
        tokio::spawn(async move {
            while let Ok((caller, _)) = listener.accept().await {
                tokio::spawn(carry(caller, socket.clone(), seen.clone()));
            }
        });
        Ok(Self { address, silence })
    }

    pub fn address(&self) -> &str {
        &self.address
    }

    /// All connections are forgotten, and new ones lead nowhere.
    pub fn go_silent(&self) {
        self.silence.send_modify(|(times, is_silent)| (*times, *is_silent) = (*times + 1, true));
    }

    /// New connections work again.
    pub fn speak(&self) {
        self.silence.send_modify(|(_, is_silent)| *is_silent = false);
    }
}

/// One connection, until it ends on one side or is forgotten.
async fn carry(mut caller: TcpStream, socket: PathBuf, mut silence: watch::Receiver<(u64, bool)>) -> io::Result<()> {
    let (born, is_silent) = *silence.borrow();
    if is_silent {
        return swallow(&mut caller).await;
    }
    // Where there is no server the caller is refused, as far as a port that is open can do that.
    let Ok(mut server) = UnixStream::connect(socket).await else { return caller.set_zero_linger() };
    caller.set_nodelay(true)?;
    let forgotten = async { silence.wait_for(|(times, _)| *times > born).await.is_ok() };
    tokio::select! {
        carried = tokio::io::copy_bidirectional(&mut caller, &mut server) => return carried.map(drop),
        true = forgotten => {}
        else => return Ok(()),
    }
    tokio::select! {
        swallowed = swallow(&mut caller) => swallowed?,
        () = sleep(FORGOTTEN) => {}
    }
    sleep(FORGOTTEN).await;
    server.shutdown().await
}

/// Takes what comes and says nothing, until the other side has enough of it.
async fn swallow(caller: &mut TcpStream) -> io::Result<()> {
    let mut bytes = vec![0; 16 * 1024];
    while caller.read(&mut bytes).await? > 0 {}
    Ok(())
}
