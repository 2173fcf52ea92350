//! A provider that gives the same answer to whatever it is asked.

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// Starts one for as long as the runtime lives, and says where it is.
pub async fn that_answers(body: &Value) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let body = body.to_string();
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n", body.len());
    let answer = format!("{head}Connection: close\r\n\r\n{body}");
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut asked = vec![0; 16 * 1024];
            // A caller that hangs up gets no answer.
            let Ok(1..) = stream.read(&mut asked).await else { continue };
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    });
    address
}
