//! A server on this machine that answers like Claude, or like something else, and remembers what it was asked.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use jobfill::config::{ClaudeConfig, Secret};
use jobfill::cv::claude::Claude;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// One request that came in.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Request line and headers, in lower case.
    pub head: String,
    pub body: Value,
}

/// Gives the answers in turn.
pub struct FakeClaude {
    pub claude: Claude,
    /// For `ANTHROPIC_BASE_URL`.
    pub address: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl FakeClaude {
    /// A server with these answers, each the bytes of a whole HTTP response.
    pub async fn with(answers: Vec<String>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let base_url = address.parse().unwrap();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let seen = asked.clone();
        tokio::spawn(async move {
            let mut answers = VecDeque::from(answers);
            while let Ok((mut stream, _)) = listener.accept().await {
                let asked = receive(&mut stream).await;
                seen.lock().unwrap().push(asked);
                let answer = answers.pop_front().unwrap_or_else(|| status(418, "", "{}"));
                stream.write_all(answer.as_bytes()).await.unwrap();
            }
        });
        let config = ClaudeConfig {
            api_key: Secret::new("key-of-a-test"),
            base_url,
            model: "claude-haiku-5-5".to_owned(),
            country: None,
        };
        Self { claude: Claude::new(&config).unwrap(), address, asked }
    }

    /// What was asked so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

/// A message whose text is this JSON.
pub fn answer(json: &Value) -> String {
    message("end_turn", &json.to_string())
}

/// A message with a thinking block before its text; 100 tokens in, 20 out.
pub fn message(stop_reason: &str, text: &str) -> String {
    let message = json!({
        "id": "msg_1", "type": "message", "role": "assistant", "model": "claude-haiku-5-5", "stop_reason": stop_reason,
        "content": [{ "type": "thinking", "thinking": "A CV.", "signature": "x" }, { "type": "text", "text": text }],
        "usage": { "input_tokens": 90, "cache_read_input_tokens": 10, "output_tokens": 20 },
    });
    status(200, "", &message.to_string())
}

/// Any response.
pub fn status(status: u16, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status} x\r\nconnection: close\r\ncontent-length: {}\r\n{headers}\r\n{body}", body.len())
}

async fn receive(stream: &mut TcpStream) -> Asked {
    let (mut bytes, mut chunk) = (Vec::new(), [0; 8192]);
    while let Ok(count @ 1..) = stream.read(&mut chunk).await {
        bytes.extend_from_slice(&chunk[..count]);
        let text = String::from_utf8_lossy(&bytes);
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let head = head.to_lowercase();
        let length = head
            .split("content-length: ")
            .nth(1)
            .and_then(|rest| rest.lines().next())
            .map_or(0, |length| length.parse().unwrap());
        if body.len() >= length {
            return Asked { body: serde_json::from_str(body).unwrap_or_default(), head };
        }
    }
    panic!("a question broke off: {}", String::from_utf8_lossy(&bytes));
}
