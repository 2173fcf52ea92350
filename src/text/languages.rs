//! The languages of the pages.

/// A language's tag, and the files of its catalogue.
type Files = (&'static str, &'static [&'static str]);

/// English first: sentences missing in another language are said in English.
pub(super) const ALL: &[Files] = &[("en", ENGLISH), ("de", GERMAN)];

/// The files of the English catalogue, one for each group of pages.
pub(super) const ENGLISH: &[&str] = &[
    include_str!("../../texts/en/account.ftl"),
    include_str!("../../texts/en/admin.ftl"),
    include_str!("../../texts/en/admin-audit.ftl"),
    include_str!("../../texts/en/admin-copies.ftl"),
    include_str!("../../texts/en/admin-fetches.ftl"),
    include_str!("../../texts/en/admin-overlaps.ftl"),
    include_str!("../../texts/en/admin-sources.ftl"),
    include_str!("../../texts/en/admin-overview.ftl"),
    include_str!("../../texts/en/admin-quota.ftl"),
    include_str!("../../texts/en/admin-refreshes.ftl"),
    include_str!("../../texts/en/admin-savings.ftl"),
    include_str!("../../texts/en/admin-settings.ftl"),
    include_str!("../../texts/en/admin-tracking.ftl"),
    include_str!("../../texts/en/admin-users.ftl"),
    include_str!("../../texts/en/chart.ftl"),
    include_str!("../../texts/en/code.ftl"),
    include_str!("../../texts/en/cv.ftl"),
    include_str!("../../texts/en/date.ftl"),
    include_str!("../../texts/en/error.ftl"),
    include_str!("../../texts/en/form.ftl"),
    include_str!("../../texts/en/frame.ftl"),
    include_str!("../../texts/en/front.ftl"),
    include_str!("../../texts/en/home.ftl"),
    include_str!("../../texts/en/import.ftl"),
    include_str!("../../texts/en/jobs.ftl"),
    include_str!("../../texts/en/list.ftl"),
    include_str!("../../texts/en/mail.ftl"),
    include_str!("../../texts/en/needs.ftl"),
    include_str!("../../texts/en/news.ftl"),
    include_str!("../../texts/en/pay.ftl"),
    include_str!("../../texts/en/place.ftl"),
    include_str!("../../texts/en/plan.ftl"),
    include_str!("../../texts/en/privacy.ftl"),
    include_str!("../../texts/en/sandbox.ftl"),
    include_str!("../../texts/en/searches.ftl"),
    include_str!("../../texts/en/sign.ftl"),
    include_str!("../../texts/en/status.ftl"),
    include_str!("../../texts/en/stop.ftl"),
    include_str!("../../texts/en/time.ftl"),
    include_str!("../../texts/en/tongue.ftl"),
];

/// The files of the German catalogue: all texts read by people without admins' rights.
const GERMAN: &[&str] = &[
    include_str!("../../texts/de/account.ftl"),
    include_str!("../../texts/de/code.ftl"),
    include_str!("../../texts/de/cv.ftl"),
    include_str!("../../texts/de/date.ftl"),
    include_str!("../../texts/de/error.ftl"),
    include_str!("../../texts/de/form.ftl"),
    include_str!("../../texts/de/frame.ftl"),
    include_str!("../../texts/de/front.ftl"),
    include_str!("../../texts/de/home.ftl"),
    include_str!("../../texts/de/jobs.ftl"),
    include_str!("../../texts/de/list.ftl"),
    include_str!("../../texts/de/mail.ftl"),
    include_str!("../../texts/de/news.ftl"),
    include_str!("../../texts/de/pay.ftl"),
    include_str!("../../texts/de/place.ftl"),
    include_str!("../../texts/de/privacy.ftl"),
    include_str!("../../texts/de/searches.ftl"),
    include_str!("../../texts/de/sign.ftl"),
    include_str!("../../texts/de/status.ftl"),
    include_str!("../../texts/de/time.ftl"),
    include_str!("../../texts/de/tongue.ftl"),
];
