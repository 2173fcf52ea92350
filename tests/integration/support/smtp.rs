//! A mail server on this machine: takes mails in over real SMTP, keeps them, and fails on demand.

use super::wait;
use mail_parser::{Message, MessageParser};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};

/// The settings of an installation that sends mail by a server.
pub fn settings(server: &str) -> [(&str, &str); 3] {
    [
        ("JOBFILL_SMTP_URL", server),
        ("JOBFILL_MAIL_FROM", "Jobfill <jobs@jobs.example.org>"),
        ("JOBFILL_PUBLIC_URL", "http://jobs.example.org"),
    ]
}

/// What a server does wrong, on one connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Says nothing at all.
    Silent,
    /// Answers the sender's name with this line.
    ToSender(&'static str),
    /// Answers the recipient with this line.
    ToRecipient(&'static str),
    /// Takes the whole text and answers with this line.
    ToText(&'static str),
    /// Cuts the line where it should ask for the text.
    CutBeforeText,
    /// Takes the whole text in, and cuts the line instead of saying so.
    CutAfterText,
}

/// A mail as it was taken in.
#[derive(Clone, Debug)]
pub struct Taken {
    pub to: String,
    pub raw: Vec<u8>,
}

#[derive(Default)]
struct Book {
    taken: Vec<Taken>,
    faults: VecDeque<How>,
}

pub struct MailServer {
    pub url: String,
    book: Arc<Mutex<Book>>,
}

impl Taken {
    /// As a mail program reads it.
    pub fn parsed(&self) -> Message<'_> {
        MessageParser::default().parse(&self.raw).unwrap()
    }

    pub fn subject(&self) -> String {
        self.parsed().subject().unwrap().to_owned()
    }

    pub fn text(&self) -> String {
        self.parsed().body_text(0).unwrap().into_owned()
    }

    pub fn html(&self) -> String {
        self.parsed().body_html(0).unwrap().into_owned()
    }

    pub fn header(&self, name: &str) -> Option<String> {
        self.parsed().header_raw(name).map(|value| value.trim().to_owned())
    }

    /// The path behind the site's address in its text that begins like this.
    #[track_caller]
    pub fn path(&self, beginning: &str) -> String {
        let text = self.text();
        let found = text.split_whitespace().find_map(|word| {
            word.strip_prefix("http://jobs.example.org").filter(|path| path.starts_with(beginning)).map(str::to_owned)
        });
        found.unwrap_or_else(|| panic!("no {beginning} in\n{text}"))
    }
}

impl MailServer {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let book = Arc::new(Mutex::new(Book::default()));
        let kept = book.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(talk(stream, kept.clone()));
            }
        });
        Self { url, book }
    }

    /// The next connection fares like this.
    pub fn fail(&self, how: How) -> &Self {
        self.book.lock().unwrap().faults.push_back(how);
        self
    }

    /// All mails so far, in the order in which they were taken in.
    pub fn taken(&self) -> Vec<Taken> {
        self.book.lock().unwrap().taken.clone()
    }

    /// The only mail that came since the last look.
    #[track_caller]
    pub fn only(&self) -> Taken {
        let mut taken: Vec<Taken> = self.book.lock().unwrap().taken.drain(..).collect();
        assert_eq!(taken.len(), 1, "{:?}", taken.iter().map(Taken::subject).collect::<Vec<_>>());
        taken.remove(0)
    }

    /// Waits until so many mails have come.
    pub async fn has(&self, mails: usize) {
        wait::until("mails at the server", async || self.taken().len(), |taken| *taken == mails).await;
    }
}

/// One connection, from the greeting to the good-bye.
async fn talk(stream: TcpStream, book: Arc<Mutex<Book>>) {
    let how = {
        let mut book = book.lock().unwrap();
        book.faults.pop_front()
    };
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader);
    if how == Some(How::Silent) {
        let mut line = String::new();
        let _ = lines.read_line(&mut line).await;
        return;
    }
    say(&mut writer, "220 mail.example.org ESMTP").await;
    let mut to = String::new();
    while let Some(line) = read(&mut lines).await {
        let answer = match line.to_uppercase() {
            word if word.starts_with("EHLO") => "250-mail.example.org\r\n250-8BITMIME\r\n250 AUTH PLAIN",
            word if word.starts_with("AUTH") => "235 welcome",
            word if word.starts_with("MAIL FROM") => {
                told(how, |how| matches!(how, How::ToSender(_))).unwrap_or("250 ok")
            }
            word if word.starts_with("RCPT TO") => {
                to = line["RCPT TO:<".len()..].trim_end_matches('>').to_owned();
                told(how, |how| matches!(how, How::ToRecipient(_))).unwrap_or("250 ok")
            }
            word if word == "DATA" => match data(&mut lines, &mut writer, how).await {
                Some((raw, answer)) => {
                    if answer.starts_with("250") || how == Some(How::CutAfterText) {
                        book.lock().unwrap().taken.push(Taken { to: to.clone(), raw });
                    }
                    if how == Some(How::CutAfterText) {
                        return;
                    }
                    answer
                }
                None => return,
            },
            word if word == "QUIT" => "221 bye",
            _ => "502 unknown",
        };
        say(&mut writer, answer).await;
    }
}

/// The line that a fault of this kind answers with.
fn told(how: Option<How>, is_meant: impl Fn(&How) -> bool) -> Option<&'static str> {
    match how.filter(is_meant)? {
        How::ToSender(line) | How::ToRecipient(line) | How::ToText(line) => Some(line),
        How::Silent | How::CutBeforeText | How::CutAfterText => None,
    }
}

/// The text up to its lone dot, and what is said to it. None: the line is cut.
async fn data(
    lines: &mut BufReader<OwnedReadHalf>,
    writer: &mut OwnedWriteHalf,
    how: Option<How>,
) -> Option<(Vec<u8>, &'static str)> {
    if how == Some(How::CutBeforeText) {
        return None;
    }
    say(writer, "354 go on").await;
    let mut raw = Vec::new();
    while let Some(line) = read(lines).await {
        if line == "." {
            return Some((raw, told(how, |how| matches!(how, How::ToText(_))).unwrap_or("250 taken in")));
        }
        raw.extend_from_slice(line.strip_prefix('.').unwrap_or(&line).as_bytes());
        raw.extend_from_slice(b"\r\n");
    }
    None
}

async fn read(lines: &mut BufReader<OwnedReadHalf>) -> Option<String> {
    let mut line = Vec::new();
    let read = lines.read_until(b'\n', &mut line).await.ok()?;
    (read > 0).then(|| String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']).to_owned())
}

async fn say(writer: &mut OwnedWriteHalf, line: &str) {
    let _ = writer.write_all(format!("{line}\r\n").as_bytes()).await;
}
