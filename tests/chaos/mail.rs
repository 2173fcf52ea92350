//! A mail server outside of every process that is killed: it keeps what it takes in, and fails as such servers do.

use super::database::{Database, finds_nothing};
use super::dice::Dice;
use anyhow::ensure;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

/// A connection that is not ended is let go after this.
const LONGEST_TALK: Duration = Duration::from_secs(60);

/// Where operators are told.
pub const OPERATOR: &str = "operator@example.com";

/// What must not stand in the outbox at rest: a mail that is `sent` and was not taken in is looked for beside these.
const SENT: &str = "
    SELECT 'alert', format('alert_%s_', id) FROM alert_messages WHERE state = 'sent'
     UNION ALL
    SELECT 'mail', format('%s.', id) FROM mails WHERE state = 'sent'";

/// An alert that went out has its row.
const ALERTS: &str = "SELECT format('alert_%s_', id) FROM alert_messages WHERE state IN ('sent', 'unknown')";

/// How one connection goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// As it should.
    Well,
    /// The recipient is put off.
    PutOff,
    /// The line is cut where it should ask for the text.
    CutBefore,
    /// The text is taken in, and the line is cut instead of an answer.
    CutAfter,
}

/// One in two goes well, so that a mail is through long before its tries are used up.
const WAYS: [Way; 6] = [Way::Well, Way::Well, Way::Well, Way::PutOff, Way::CutBefore, Way::CutAfter];

/// How often each mail was taken in, by the number that its sender gave it.
type Taken = Arc<Mutex<BTreeMap<String, usize>>>;

pub struct MailServer {
    url: String,
    taken: Taken,
}

impl MailServer {
    /// Opens a port, for as long as the runtime lives.
    pub async fn start(seed: u64) -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("smtp://{}", listener.local_addr()?);
        let taken = Taken::default();
        let (kept, mut dice) = (Arc::clone(&taken), Dice::of(seed, "mails"));
        tokio::spawn(async move {
            while let Ok((caller, _)) = listener.accept().await {
                tokio::spawn(timeout(LONGEST_TALK, talk(caller, dice.pick(&WAYS), Arc::clone(&kept))));
            }
        });
        Ok(Self { url, taken })
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// How often a mail was taken in whose number begins like this.
    fn times(&self, beginning: &str) -> usize {
        let taken = self.taken.lock().unwrap();
        taken.iter().filter(|(number, _)| number.starts_with(beginning)).map(|(_, times)| times).sum()
    }

    /// At rest: nothing that counts as sent was lost, no alert came twice, and none came that nobody knows of.
    pub async fn is_told(&self, database: &Database) -> anyhow::Result<()> {
        for row in database.rows(SENT).await? {
            ensure!(self.times(&row[1]) > 0, "a mail was never taken in, and counts as sent: {row:?}");
        }
        let known: Vec<String> = database.rows(ALERTS).await?.concat();
        for (number, times) in self.taken.lock().unwrap().iter().filter(|(number, _)| number.starts_with("alert_")) {
            ensure!(*times == 1, "an alert was told {times} times: {number}");
            ensure!(
                known.iter().any(|one| number.starts_with(one)),
                "an alert was told that does not say so: {number}"
            );
        }
        let lost = "SELECT email, count(*) FROM mails JOIN users ON users.id = user_id
                     WHERE ended_at IS NULL GROUP BY email";
        finds_nothing(database, "a mail has no end", lost).await
    }
}

/// One connection, from the greeting to the good-bye.
async fn talk(caller: TcpStream, way: Way, taken: Taken) -> std::io::Result<()> {
    let (reader, mut writer) = caller.into_split();
    let mut lines = BufReader::new(reader);
    writer.write_all(b"220 mail.example.org ESMTP\r\n").await?;
    while let Some(line) = line(&mut lines).await? {
        let answer = match line.to_uppercase() {
            word if word.starts_with("EHLO") => "250-mail.example.org\r\n250 8BITMIME",
            word if word.starts_with("RCPT TO") && way == Way::PutOff => "451 4.7.1 later",
            word if word == "DATA" && way == Way::CutBefore => return Ok(()),
            word if word == "DATA" => {
                writer.write_all(b"354 go on\r\n").await?;
                let Some(number) = text(&mut lines).await? else { return Ok(()) };
                *taken.lock().unwrap().entry(number).or_default() += 1;
                if way == Way::CutAfter {
                    return Ok(());
                }
                "250 taken in"
            }
            word if word == "QUIT" => "221 bye",
            _ => "250 ok",
        };
        writer.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
    Ok(())
}

/// The number of a mail, once its text has come to its lone dot. None: the line was cut before.
async fn text(lines: &mut (impl AsyncBufRead + Unpin)) -> std::io::Result<Option<String>> {
    let mut number = String::new();
    while let Some(line) = line(lines).await? {
        if line == "." {
            return Ok(Some(number));
        }
        if let Some(id) = line.strip_prefix("Message-ID: <") {
            id.split('@').next().unwrap_or_default().clone_into(&mut number);
        }
    }
    Ok(None)
}

async fn line(lines: &mut (impl AsyncBufRead + Unpin)) -> std::io::Result<Option<String>> {
    let mut line = Vec::new();
    let read = lines.read_until(b'\n', &mut line).await?;
    Ok((read > 0).then(|| String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']).to_owned()))
}
