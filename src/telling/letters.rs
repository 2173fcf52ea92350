//! The letters of each kind of mail. A link's token is made here, when the mail goes out; only its digest is kept.

use super::digest::Content;
use crate::app::App;
use crate::db::Connection;
use crate::mail::Letter;
use crate::models::address::{self, Address};
use crate::models::mail::{Mail, MailKind};
use crate::models::password_link::{INVITED_FOR, PasswordLink, RESET_WITHIN};
use crate::models::user::User;
use askama::Template;
use diesel::QueryResult;

/// Words before and behind a link.
struct Words {
    subject: String,
    what: String,
    note: String,
}

#[derive(Template)]
#[template(path = "mail/link.txt")]
struct LinkText<'a> {
    words: &'a Words,
    link: &'a str,
}

#[derive(Template)]
#[template(path = "mail/link.html")]
struct LinkHtml<'a> {
    words: &'a Words,
    link: &'a str,
}

#[derive(Template)]
#[template(path = "mail/digest.txt")]
struct DigestText<'a> {
    content: &'a Content,
    site: &'a str,
    stop: &'a str,
}

#[derive(Template)]
#[template(path = "mail/digest.html")]
struct DigestHtml<'a> {
    content: &'a Content,
    site: &'a str,
    stop: &'a str,
}

/// The letter of a mail to a person. None: the mail has no occasion any more.
///
/// # Errors
///
/// When the database cannot be asked, or a letter cannot be written.
pub(super) async fn letter(
    conn: &mut Connection,
    app: &App,
    mail: &Mail,
    user: &User,
) -> anyhow::Result<Option<Letter>> {
    if mail.kind == MailKind::Digest {
        return digest(conn, mail, &super::site(app)).await;
    }
    if mail.kind == MailKind::Confirmation && Address::confirmed_at(conn, user.id).await?.is_some() {
        return Ok(None);
    }
    let link = format!("{}{}", super::site(app), path(conn, app, mail.kind, user).await?);
    Ok(Some(with_link(&words(mail.kind, user), &link)?))
}

/// Path of the link's page.
async fn path(conn: &mut Connection, app: &App, kind: MailKind, user: &User) -> QueryResult<String> {
    let now = app.clock.now();
    Ok(match kind {
        MailKind::Confirmation => format!("/confirm/{}", Address::ask(conn, user.id, now).await?),
        MailKind::Invitation => format!("/link/{}", PasswordLink::mail(conn, user.id, now + INVITED_FOR).await?),
        MailKind::Reset | MailKind::Digest => {
            format!("/link/{}", PasswordLink::mail(conn, user.id, now + RESET_WITHIN).await?)
        }
    })
}

fn words(kind: MailKind, user: &User) -> Words {
    let email = user.email.as_str();
    match kind {
        MailKind::Confirmation => Words {
            subject: say!("mail-confirmation-subject"),
            what: say!("mail-confirmation-what", email = email),
            note: say!("mail-confirmation-note", days = address::LASTS.num_days()),
        },
        MailKind::Invitation => Words {
            subject: say!("mail-invitation-subject"),
            what: say!("mail-invitation-what", email = email),
            note: say!("mail-invitation-note", days = INVITED_FOR.num_days()),
        },
        MailKind::Reset | MailKind::Digest => Words {
            subject: say!("mail-reset-subject"),
            what: say!("mail-reset-what", email = email),
            note: say!("mail-reset-note", minutes = RESET_WITHIN.num_minutes()),
        },
    }
}

fn with_link(words: &Words, link: &str) -> askama::Result<Letter> {
    Ok(Letter {
        subject: words.subject.clone(),
        text: LinkText { words, link }.render()?,
        html: LinkHtml { words, link }.render()?,
        stop: None,
    })
}

async fn digest(conn: &mut Connection, mail: &Mail, site: &str) -> anyhow::Result<Option<Letter>> {
    let content = mail.content.clone().map(serde_json::from_value::<Content>).transpose()?;
    let Some(content) = content else { return Ok(None) };
    let stop = format!("{site}/unsubscribe/{}", mail.make_stop(conn).await?);
    let (text, html) = (
        DigestText { content: &content, site, stop: &stop }.render()?,
        DigestHtml { content: &content, site, stop: &stop }.render()?,
    );
    Ok(Some(Letter { subject: content.subject(), text, html, stop: Some(stop) }))
}
