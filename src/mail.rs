//! Mail: letters in writing, and the server that takes them in. No database.

mod letter;
mod server;
mod trouble;

pub use self::letter::{Letter, Posting};
pub use self::server::{Line, Server};
pub use self::trouble::{MailError, Trouble};
