//! HTTP by hand: requests that no browser would send, over a connection of their own.

use super::wait;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A connection to the app.
pub struct Raw {
    stream: TcpStream,
    host: String,
}

impl Raw {
    pub async fn connect(url: &str) -> Self {
        let host = url.trim_start_matches("http://").to_owned();
        let stream = wait::end_of("a connection", TcpStream::connect(&host)).await.unwrap();
        Self { stream, host }
    }

    pub async fn send(&mut self, bytes: &[u8]) {
        wait::end_of("bytes that are sent", self.stream.write_all(bytes)).await.unwrap();
    }

    /// The head of a form of ours, with headers of its own. Its body is still to come.
    pub async fn begin_form(&mut self, path: &str, headers: &[(&str, &str)]) {
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let host = &self.host;
        let head = format!("POST {path} HTTP/1.1\r\nhost: {host}\r\nsec-fetch-site: same-origin\r\n{headers}\r\n");
        self.send(head.as_bytes()).await;
    }

    /// A page, with headers of its own.
    pub async fn get(&mut self, path: &str, headers: &[(&str, &str)]) {
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let head = format!("GET {path} HTTP/1.1\r\nhost: {}\r\n{headers}\r\n", self.host);
        self.send(head.as_bytes()).await;
    }

    /// Sends as much as the other side takes. It may be cut off in the middle.
    pub async fn try_to_send(&mut self, bytes: &[u8]) {
        let _ = wait::end_of("bytes that are sent", self.stream.write_all(bytes)).await;
    }

    /// Reads until this has come; what follows stays unread.
    pub async fn hears(&mut self, text: &str) {
        let mut heard = Vec::new();
        wait::end_of(text, async {
            while !String::from_utf8_lossy(&heard).contains(text) {
                heard.push(self.stream.read_u8().await.unwrap());
            }
        })
        .await;
    }

    /// How many lines come until the other side closes the connection; none of them is kept.
    pub async fn lines_until_closed(mut self) -> usize {
        let (mut lines, mut portion) = (0, vec![0; 64 * 1024]);
        while let Ok(read @ 1..) = wait::end_of("a portion", self.stream.read(&mut portion)).await {
            lines += portion[..read].iter().filter(|byte| **byte == b'\n').count();
        }
        lines
    }

    /// What comes until the other side closes the connection.
    pub async fn until_closed(mut self) -> String {
        let mut all = Vec::new();
        let what = "the end of a connection";
        // Whoever is cut off in the middle of sending may lose the connection at once; what has come counts.
        let _ = wait::end_of(what, self.stream.read_to_end(&mut all)).await;
        String::from_utf8_lossy(&all).into_owned()
    }
}
