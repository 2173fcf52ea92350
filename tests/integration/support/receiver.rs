//! A receiver of webhooks on this machine: keeps what was sent over real HTTP, and answers as it is told.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A message as it came.
#[derive(Clone, Debug)]
pub struct Message {
    head: String,
    pub body: String,
}

#[derive(Default)]
struct Book {
    came: Vec<Message>,
    answers: VecDeque<u16>,
}

pub struct Receiver {
    pub url: String,
    book: Arc<Mutex<Book>>,
}

impl Message {
    pub fn header(&self, name: &str) -> String {
        let line = self.head.lines().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        });
        line.unwrap_or_else(|| panic!("no {name} in\n{}", self.head))
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

impl Receiver {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/t0ken", listener.local_addr().unwrap());
        let book = Arc::new(Mutex::new(Book::default()));
        let kept = book.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(take(stream, kept.clone()));
            }
        });
        Self { url, book }
    }

    /// The next message is answered so; every other one with 204.
    pub fn answers(&self, status: u16) -> &Self {
        self.book.lock().unwrap().answers.push_back(status);
        self
    }

    pub fn came(&self) -> Vec<Message> {
        self.book.lock().unwrap().came.clone()
    }
}

async fn take(mut stream: TcpStream, book: Arc<Mutex<Book>>) {
    let mut head = Vec::new();
    while let Ok(byte) = stream.read_u8().await {
        head.push(byte);
        if head.ends_with(b"\r\n\r\n") {
            break;
        }
    }
    let mut message = Message { head: String::from_utf8(head).unwrap(), body: String::new() };
    let mut body = vec![0; message.header("content-length").parse().unwrap()];
    if stream.read_exact(&mut body).await.is_err() {
        return;
    }
    message.body = String::from_utf8(body).unwrap();
    let status = {
        let mut book = book.lock().unwrap();
        book.came.push(message);
        book.answers.pop_front().unwrap_or(204)
    };
    let answer = format!("HTTP/1.1 {status} X\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
    // The sender may be gone.
    let _ = stream.write_all(answer.as_bytes()).await;
}
