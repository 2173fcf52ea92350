//! `jobfill user add` and `jobfill user link`.

use super::open::open;
use super::output::{self, Usage};
use super::{DONE, FAILED};
use crate::app::App;
use crate::clock::Clock;
use crate::config::{Config, Env, SignUp};
use crate::models::user::{Email, User};
use crate::people;
use anyhow::Context;
use clap::Subcommand;
use std::io::BufRead;

#[derive(Subcommand)]
pub(super) enum UserCommand {
    /// Add a person; the password comes from the terminal or from standard input.
    Add {
        email: String,
        /// They see the admins' pages.
        #[arg(long)]
        admin: bool,
        /// Read the password from standard input.
        #[arg(long)]
        password_stdin: bool,
    },
    /// Print a one-time link that sets a password: for invitations, forgotten passwords and imported people.
    Link { email: String },
}

pub(super) async fn run(command: UserCommand, config: Config, env: &Env) -> anyhow::Result<u8> {
    let email = match &command {
        UserCommand::Add { email, .. } | UserCommand::Link { email } => Email::parse(email),
    };
    let email = email.map_err(|error| Usage(error.to_string()))?;
    let opened = open(config, Clock::System, env).await?;
    let outcome = match command {
        UserCommand::Add { admin, password_stdin, .. } => add(&opened.app, &email, admin, password_stdin).await,
        UserCommand::Link { .. } => link(&opened.app, &email).await,
    };
    opened.close().await?;
    outcome
}

async fn add(app: &App, email: &Email, is_admin: bool, from_stdin: bool) -> anyhow::Result<u8> {
    let password = read_password(from_stdin)?;
    let mut conn = app.db.conn().await?;
    match people::add(&mut conn, email, Some(&password), is_admin, app.clock.now()).await? {
        Some(_) => output::line(&format!("{} can sign in now.", email.as_str()))?,
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
    let is_known = User::find_by_email(&mut conn, email).await?.is_some();
    if !is_known {
        if app.config.sign_up == SignUp::Closed {
            eprintln!("jobfill: nobody has the address {}, and JOBFILL_SIGNUP is closed", email.as_str());
            return Ok(FAILED);
        }
        people::add(&mut conn, email, None, false, app.clock.now()).await?;
    }
    let path = people::link(&mut conn, email, app.clock.now()).await?;
    let base =
        app.config.public_url.as_ref().map_or_else(|| format!("http://{}", app.config.bind), ToString::to_string);
    output::line(&format!("{}{path}", base.trim_end_matches('/')))?;
    Ok(DONE)
}
