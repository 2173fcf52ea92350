//! A pooler in transaction mode, in small: everybody who connects is served by one connection to PostgreSQL, one
//! transaction after the other. It knows simple queries alone.

use std::sync::Arc;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream, UnixStream};
use tokio::sync::Mutex;
use tokio_postgres::Config;
use tokio_postgres::config::Host;

/// `AuthenticationOk` and `ReadyForQuery`, outside of a transaction.
const WELCOME: [u8; 15] = [b'R', 0, 0, 0, 8, 0, 0, 0, 0, b'Z', 0, 0, 0, 5, b'I'];

/// For whoever hangs up within a transaction.
const ROLLBACK: [u8; 14] = *b"Q\0\0\0\x0dROLLBACK\0";

trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}
impl<S: AsyncRead + AsyncWrite + Unpin + Send> Stream for S {}

/// Starts one in front of a database; returns the address for whoever comes in that way.
pub async fn before(url: &str) -> String {
    let config: Config = url.parse().unwrap();
    let (user, database) = (config.get_user().unwrap().to_owned(), config.get_dbname().unwrap().to_owned());
    let server = Arc::new(Mutex::new(server(&config, &user, &database).await));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((caller, _)) = listener.accept().await {
            let server = server.clone();
            tokio::spawn(async move { serve(caller, &server).await });
        }
    });
    format!("postgresql://{user}@127.0.0.1:{port}/{database}?sslmode=disable")
}

/// The one connection, ready for queries.
async fn server(config: &Config, user: &str, database: &str) -> Box<dyn Stream> {
    let port = config.get_ports().first().copied().unwrap_or(5432);
    let mut server: Box<dyn Stream> = match &config.get_hosts()[0] {
        Host::Tcp(host) => Box::new(TcpStream::connect((host.as_str(), port)).await.unwrap()),
        Host::Unix(path) => Box::new(UnixStream::connect(path.join(format!(".s.PGSQL.{port}"))).await.unwrap()),
    };
    let body = format!("\0\x03\0\0user\0{user}\0database\0{database}\0\0");
    let length = u32::try_from(body.len() + 4).unwrap();
    server.write_all(&[&length.to_be_bytes(), body.as_bytes()].concat()).await.unwrap();
    let _ = answer(&mut server, &mut tokio::io::sink()).await;
    server
}

async fn serve(mut caller: TcpStream, server: &Mutex<Box<dyn Stream>>) -> Option<()> {
    // The greeting, whose first four bytes are its length.
    let length = caller.read_u32().await.ok()?;
    caller.read_exact(&mut vec![0; length as usize - 4]).await.ok()?;
    caller.write_all(&WELCOME).await.ok()?;
    let mut held = None;
    while let Some(query) = message(&mut caller).await.filter(|query| query[0] == b'Q') {
        let mut server = match held.take() {
            Some(server) => server,
            None => server.lock().await,
        };
        server.write_all(&query).await.ok()?;
        held = (answer(&mut *server, &mut caller).await? != b'I').then_some(server);
    }
    let mut server = held?;
    server.write_all(&ROLLBACK).await.ok()?;
    answer(&mut *server, &mut tokio::io::sink()).await.map(drop)
}

/// Hands on an answer up to its end; returns whether a transaction is open.
async fn answer(from: &mut (impl AsyncRead + Unpin), to: &mut (impl AsyncWrite + Unpin)) -> Option<u8> {
    while let Some(part) = message(from).await {
        to.write_all(&part).await.ok()?;
        if part[0] == b'Z' {
            return part.last().copied();
        }
    }
    None
}

/// One message: its kind, its length, and as much as that says. None: the other side has hung up.
async fn message(from: &mut (impl AsyncRead + Unpin)) -> Option<Vec<u8>> {
    let kind = from.read_u8().await.ok()?;
    let length = from.read_u32().await.ok()?;
    let mut body = vec![0; length as usize - 4];
    from.read_exact(&mut body).await.ok()?;
    Some([&[kind][..], &length.to_be_bytes(), &body].concat())
}
