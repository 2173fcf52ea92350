//! `jobfill user …`: adding people, their roles, and their way in.

use super::open::open;
use super::output::{self, Usage};
use super::{DONE, FAILED};
use crate::app::App;
use crate::clock::Clock;
use crate::config::{Config, Env, SignUp};
use crate::models::user::{Email, Role, User};
use crate::people;
use crate::people::roles::{self, By, Changed};
use anyhow::Context;
use clap::Subcommand;
use diesel_async::AsyncConnection;
use std::io::BufRead;

/// The audit's reason where the command line gives none.
const NO_REASON: &str = "by command";

#[derive(Subcommand)]
pub(super) enum UserCommand {
    /// Add a person; the password comes from the terminal or from standard input.
    Add {
        email: String,
        /// They see the admins' pages, and act there.
        #[arg(long)]
        admin: bool,
        /// They see the admins' pages, and change nothing.
        #[arg(long, conflicts_with = "admin")]
        viewer: bool,
        /// Read the password from standard input.
        #[arg(long)]
        password_stdin: bool,
    },
    /// Print a one-time link that sets a password: for invitations, forgotten passwords and imported people.
    Link { email: String },
    /// Make somebody an admin, a viewer (reads the admins' pages, changes nothing), or a person without rights.
    Role {
        email: String,
        /// person, viewer or admin.
        role: String,
        /// Why; the audit keeps it.
        #[arg(long, default_value = NO_REASON)]
        reason: String,
    },
    /// Switch somebody's sign-in in two steps off: for whoever lost the telephone and the recovery codes.
    CodeOff {
        email: String,
        /// Why; the audit keeps it.
        #[arg(long, default_value = NO_REASON)]
        reason: String,
    },
}

impl UserCommand {
    fn email(&self) -> &str {
        match self {
            Self::Add { email, .. } | Self::Link { email } | Self::Role { email, .. } | Self::CodeOff { email, .. } => {
                email
            }
        }
    }

    /// The reason, where the audit keeps one.
    fn reason(&self) -> Option<&str> {
        match self {
            Self::Add { .. } | Self::Link { .. } => None,
            Self::Role { reason, .. } | Self::CodeOff { reason, .. } => Some(reason),
        }
    }

    async fn run(&self, app: &App, email: &Email) -> anyhow::Result<u8> {
        match self {
            Self::Add { admin: true, password_stdin, .. } => add(app, email, Role::Admin, *password_stdin).await,
            Self::Add { viewer: true, password_stdin, .. } => add(app, email, Role::Viewer, *password_stdin).await,
            Self::Add { password_stdin, .. } => add(app, email, Role::Person, *password_stdin).await,
            Self::Link { .. } => link(app, email).await,
            Self::Role { role, reason, .. } => change_role(app, email, role, reason).await,
            Self::CodeOff { reason, .. } => switch_code_off(app, email, reason).await,
        }
    }
}

pub(super) async fn run(command: UserCommand, config: Config, env: &Env) -> anyhow::Result<u8> {
    let email = Email::parse(command.email()).map_err(|error| Usage(error.to_string()))?;
    if command.reason().is_some_and(|reason| reason.trim().is_empty()) {
        return Err(Usage("a reason is kept in the audit: --reason TEXT".to_owned()).into());
    }
    let opened = open(config, Clock::System, env).await?;
    let outcome = command.run(&opened.app, &email).await;
    opened.close().await?;
    outcome
}

async fn add(app: &App, email: &Email, role: Role, from_stdin: bool) -> anyhow::Result<u8> {
    let password = read_password(from_stdin)?;
    let mut conn = app.db.conn().await?;
    match people::add(&mut conn, email, Some(&password), role, app.clock.now()).await? {
        Some(person) => {
            note(app, &person, "add person").await?;
            output::line(&format!("{} can sign in now.", email.as_str()))?;
        }
        None => {
            eprintln!("jobfill: {} is taken; use `jobfill user link` for a new password", email.as_str());
            return Ok(FAILED);
        }
    }
    Ok(DONE)
}

fn read_password(from_stdin: bool) -> anyhow::Result<String> {
    if from_stdin {
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line).context("no password on standard input")?;
        return Ok(line.trim_end_matches(['\r', '\n']).to_owned());
    }
    rpassword::prompt_password("Password: ").context("no terminal to ask for a password; use --password-stdin")
}

/// Prints a link. While invitations are open, a link for an unknown address is an invitation.
async fn link(app: &App, email: &Email) -> anyhow::Result<u8> {
    let mut conn = app.db.conn().await?;
    if User::find_by_email(&mut conn, email).await?.is_none() {
        if app.config.sign_up == SignUp::Closed {
            eprintln!("jobfill: nobody has the address {}, and JOBFILL_SIGNUP is closed", email.as_str());
            return Ok(FAILED);
        }
        people::add(&mut conn, email, None, Role::Person, app.clock.now()).await?;
    }
    let path = people::link(&mut conn, email, app.clock.now()).await?;
    if let Some(person) = User::find_by_email(&mut conn, email).await? {
        note(app, &person, "make link").await?;
    }
    let base =
        app.config.public_url.as_ref().map_or_else(|| format!("http://{}", app.config.bind), ToString::to_string);
    output::line(&format!("{}{path}", base.trim_end_matches('/')))?;
    Ok(DONE)
}

/// Keeps on record what the command line did about a person.
async fn note(app: &App, person: &User, action: &str) -> anyhow::Result<()> {
    let entry = By { subject: None, reason: NO_REASON }.entry(action, person, serde_json::json!({}));
    Ok(entry.record(&mut *app.db.conn().await?, app.clock.now()).await?)
}

async fn change_role(app: &App, email: &Email, role: &str, reason: &str) -> anyhow::Result<u8> {
    let role: Role = role.parse().map_err(|error| Usage(format!("{error}")))?;
    let mut conn = app.db.conn().await?;
    let Some(person) = User::find_by_email(&mut conn, email).await? else { return Ok(nobody(email)) };
    let by = By { subject: None, reason };
    let changing = conn.transaction(async |conn| roles::change(conn, person.id, role, by, app.clock.now()).await);
    match changing.await? {
        Changed::Done => output::line(&format!("{} is now: {role}.", email.as_str()))?,
        Changed::Already => output::line(&format!("{} was that before: {role}.", email.as_str()))?,
        Changed::LastAdmin => {
            eprintln!("jobfill: {} is the last admin, and nobody could act any more", email.as_str());
            return Ok(FAILED);
        }
    }
    Ok(DONE)
}

async fn switch_code_off(app: &App, email: &Email, reason: &str) -> anyhow::Result<u8> {
    let mut conn = app.db.conn().await?;
    let Some(person) = User::find_by_email(&mut conn, email).await? else { return Ok(nobody(email)) };
    let by = By { subject: None, reason };
    let ending = conn.transaction(async |conn| people::codes::take_away(conn, &person, by, app.clock.now()).await);
    let said = if ending.await? { "signs in with the password alone now" } else { "had no second step before" };
    output::line(&format!("{} {said}.", email.as_str()))?;
    Ok(DONE)
}

fn nobody(email: &Email) -> u8 {
    eprintln!("jobfill: nobody has the address {}", email.as_str());
    FAILED
}
