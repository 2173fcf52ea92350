//! A provider that says exactly what a test tells it, byte by byte, and remembers what it was asked.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Instant;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// One answer, headers and all.
#[derive(Clone)]
pub struct Said {
    status: u16,
    headers: String,
    body: Vec<u8>,
}

impl Said {
    pub fn ok(body: impl Into<Vec<u8>>) -> Self {
        Self { status: 200, headers: String::new(), body: body.into() }
    }

    pub fn status(status: u16, body: &str) -> Self {
        Self { status, ..Self::ok(body) }
    }

    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers += &format!("{name}: {value}\r\n");
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let Self { status, headers, body } = self;
        let length = body.len();
        let head = format!("HTTP/1.1 {status} X\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n");
        [head.as_bytes(), body].concat()
    }
}

#[derive(Default)]
struct State {
    /// Head of every call, in their order.
    asked: Vec<String>,
    /// When each came in.
    times: Vec<Instant>,
    next: VecDeque<Said>,
    always: Option<Said>,
}

pub struct Provider {
    pub url: String,
    state: Arc<Mutex<State>>,
}

impl Provider {
    /// Opens a port, for as long as the runtime lives. What it was not told to say is an empty list.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let state = Arc::new(Mutex::new(State::default()));
        let shared = Arc::clone(&state);
        tokio::spawn(async move {
            while let Ok((caller, _)) = listener.accept().await {
                tokio::spawn(answer(caller, Arc::clone(&shared)));
            }
        });
        Self { url, state }
    }

    /// Says this once, after what it was told before.
    pub fn says(&self, said: Said) {
        self.state.lock().unwrap().next.push_back(said);
    }

    /// Says this whenever it was told nothing else.
    pub fn always_says(&self, said: Said) {
        self.state.lock().unwrap().always = Some(said);
    }

    /// Head of every call so far.
    pub fn asked(&self) -> Vec<String> {
        self.state.lock().unwrap().asked.clone()
    }

    /// When each call came in.
    pub fn times(&self) -> Vec<Instant> {
        self.state.lock().unwrap().times.clone()
    }

    pub fn calls(&self) -> usize {
        self.asked().len()
    }
}

async fn answer(mut caller: TcpStream, state: Arc<Mutex<State>>) {
    let mut head = Vec::new();
    while let Ok(byte) = caller.read_u8().await {
        head.push(byte);
        if head.ends_with(b"\r\n\r\n") {
            break;
        }
    }
    let said = {
        let mut state = state.lock().unwrap();
        state.times.push(Instant::now());
        state.asked.push(String::from_utf8_lossy(&head).into_owned());
        state.next.pop_front().or_else(|| state.always.clone()).unwrap_or_else(|| Said::ok("[]"))
    };
    // The caller may be gone.
    let _ = caller.write_all(&said.bytes()).await;
    let _ = caller.shutdown().await;
}
