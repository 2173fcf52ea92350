//! Kept data, row by row.

use crate::config::Config;
use crate::models::begun_sign_in::LASTS;
use crate::models::device::KNOWN_FOR;
use crate::models::password_link::INVITED_FOR;
use crate::models::session::{ABSOLUTE, IDLE};
use crate::models::sweep::{COUNT_DAYS, MARK_DAYS, TOLD_DAYS, UPLOAD_DAYS};
use crate::people::retention;

/// A kind of kept data.
pub(super) struct Kept {
    pub(super) what: String,
    pub(super) why: String,
    pub(super) how_long: String,
    pub(super) who: String,
}

/// All kept data, closest to a person first.
pub(super) fn all(config: &Config) -> Vec<Kept> {
    let mut all = of_account();
    all.extend(of_links(config));
    all.extend(of_cvs(config));
    all.extend(of_searches(config));
    all.extend(of_news(config));
    all.extend(of_jobs(config));
    all.extend(of_deletion());
    all
}

fn of_account() -> Vec<Kept> {
    let hours = IDLE.num_hours();
    let nobody = || say!("privacy-gets-nobody");
    vec![
        Kept {
            what: say!("privacy-account"),
            why: say!("privacy-account-why"),
            how_long: say!("privacy-long-account"),
            who: say!("privacy-gets-admins-address"),
        },
        Kept {
            what: say!("privacy-role"),
            why: say!("privacy-role-why"),
            how_long: say!("privacy-long-account"),
            who: say!("privacy-gets-admins"),
        },
        Kept {
            what: say!("privacy-code"),
            why: say!("privacy-code-why"),
            how_long: say!("privacy-code-long", minutes = LASTS.num_minutes()),
            who: nobody(),
        },
        Kept {
            what: say!("privacy-sessions"),
            why: say!("privacy-sessions-why"),
            how_long: say!("privacy-sessions-long", hours = hours, days = ABSOLUTE.num_days()),
            who: nobody(),
        },
        Kept {
            what: say!("privacy-devices"),
            why: say!("privacy-devices-why"),
            how_long: say!("privacy-devices-long", days = KNOWN_FOR.num_days()),
            who: nobody(),
        },
        Kept {
            what: say!("privacy-tries"),
            why: say!("privacy-tries-why"),
            how_long: say!("privacy-tries-long"),
            who: nobody(),
        },
    ]
}

/// Links are made by admins without mail, too.
fn of_links(config: &Config) -> Vec<Kept> {
    let has_mail = config.mail.is_some();
    let links = Kept {
        what: say!("privacy-links"),
        why: say!("privacy-links-why"),
        how_long: say!("privacy-links-long", days = INVITED_FOR.num_days()),
        who: if has_mail { say!("privacy-gets-mail-server") } else { say!("privacy-gets-nobody") },
    };
    let wishes = Kept {
        what: say!("privacy-confirmed"),
        why: say!("privacy-confirmed-why"),
        how_long: say!("privacy-long-account"),
        who: say!("privacy-gets-nobody"),
    };
    [links].into_iter().chain(has_mail.then_some(wishes)).collect()
}

fn of_cvs(config: &Config) -> Vec<Kept> {
    let has_model = config.claude.is_some();
    let read = || match config.cv_days {
        0 => say!("privacy-long-read-good"),
        days => say!("privacy-long-read", days = days),
    };
    let sent = Kept {
        what: say!("privacy-sent"),
        why: say!("privacy-sent-why"),
        how_long: read(),
        who: say!("privacy-gets-nobody"),
    };
    let text = Kept {
        what: say!("privacy-text"),
        why: say!("privacy-text-why"),
        how_long: read(),
        who: if has_model { say!("privacy-gets-claude") } else { say!("privacy-gets-nobody") },
    };
    let mut rows = vec![text];
    rows.extend(has_model.then_some(sent));
    rows.extend([found(), dropped(), uploads()]);
    rows
}

fn found() -> Kept {
    Kept {
        what: say!("privacy-found"),
        why: say!("privacy-found-why"),
        how_long: say!("privacy-long-cv"),
        who: say!("privacy-gets-nobody"),
    }
}

fn dropped() -> Kept {
    Kept {
        what: say!("privacy-dropped"),
        why: say!("privacy-dropped-why"),
        how_long: say!("privacy-long-account"),
        who: say!("privacy-gets-nobody"),
    }
}

fn uploads() -> Kept {
    Kept {
        what: say!("privacy-uploads"),
        why: say!("privacy-uploads-why"),
        how_long: say!("privacy-long-days", days = UPLOAD_DAYS),
        who: say!("privacy-gets-nobody"),
    }
}

fn of_searches(config: &Config) -> Vec<Kept> {
    vec![
        Kept {
            what: say!("privacy-searches"),
            why: say!("privacy-searches-why"),
            how_long: say!("privacy-long-yours"),
            who: say!("privacy-gets-admins-look"),
        },
        Kept {
            what: say!("privacy-spent"),
            why: say!("privacy-spent-why"),
            how_long: say!("privacy-long-spent"),
            who: say!("privacy-gets-admins-sums"),
        },
        Kept {
            what: say!("privacy-counts"),
            why: say!("privacy-counts-why"),
            how_long: say!("privacy-long-days", days = COUNT_DAYS),
            who: say!("privacy-gets-sources"),
        },
        Kept {
            what: say!("privacy-attempts"),
            why: say!("privacy-attempts-why"),
            how_long: or_for_good(config.attempt_days, |days| say!("privacy-long-attempts", days = days)),
            who: say!("privacy-gets-admins"),
        },
    ]
}

/// Feeds are there without mail, too.
fn of_news(config: &Config) -> Vec<Kept> {
    let feed = Kept {
        what: say!("privacy-feed"),
        why: say!("privacy-feed-why"),
        how_long: say!("privacy-feed-long"),
        who: say!("privacy-gets-nobody"),
    };
    let told = Kept {
        what: say!("privacy-told"),
        why: say!("privacy-told-why"),
        how_long: say!("privacy-long-days", days = TOLD_DAYS),
        who: say!("privacy-gets-nobody"),
    };
    let mails = Kept {
        what: say!("privacy-mails"),
        why: say!("privacy-mails-why"),
        how_long: say!("privacy-long-days", days = TOLD_DAYS),
        who: say!("privacy-gets-mail-server"),
    };
    [feed, told].into_iter().chain(config.mail.is_some().then_some(mails)).collect()
}

fn of_jobs(config: &Config) -> Vec<Kept> {
    vec![
        Kept {
            what: say!("privacy-jobs"),
            why: say!("privacy-jobs-why"),
            how_long: or_for_good(config.job_days, |days| say!("privacy-long-jobs", days = days)),
            who: say!("privacy-gets-everybody"),
        },
        Kept {
            what: say!("privacy-answers"),
            why: say!("privacy-answers-why"),
            how_long: or_for_good(config.answer_days, |days| say!("privacy-long-days", days = days)),
            who: say!("privacy-gets-nobody"),
        },
        Kept {
            what: say!("privacy-audit"),
            why: say!("privacy-audit-why"),
            how_long: say!("privacy-long-good"),
            who: say!("privacy-gets-admins"),
        },
    ]
}

fn of_deletion() -> Vec<Kept> {
    vec![
        Kept {
            what: say!("privacy-notice"),
            why: say!("privacy-notice-why"),
            how_long: say!("privacy-long-notice", days = retention::NOTICE.num_days()),
            who: say!("privacy-gets-admins"),
        },
        Kept {
            what: say!("privacy-marks"),
            why: say!("privacy-marks-why"),
            how_long: say!("privacy-long-days", days = MARK_DAYS),
            who: say!("privacy-gets-admins"),
        },
    ]
}

/// 0 days mean for good.
fn or_for_good(days: i64, told: impl Fn(i64) -> String) -> String {
    if days == 0 { say!("privacy-long-good") } else { told(days) }
}
