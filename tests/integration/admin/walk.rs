//! An operator's morning in a real browser, once with JavaScript and once without: each page is used, not only opened.

use super::two_people;
use crate::support::app::TestApp;
use crate::support::chromium::Chromium;

const WITH_AND_WITHOUT_JAVASCRIPT: [bool; 2] = [true, false];

/// An operator at the overview, where two people's jobs were bought, and a browser to go on with.
async fn operator(has_javascript: bool) -> (TestApp, Chromium) {
    let app = two_people().await;
    super::admin(&app).await;
    let browser = Chromium::start(has_javascript).await;
    browser.sign_in(&app.url, "root@example.com").await;
    browser.open(&format!("{}/admin", app.url)).await;
    (app, browser)
}

/// Types a reason into a form, and sends it.
async fn send(browser: &Chromium, form: &str) {
    browser.type_into(&format!("{form} input[name=reason]"), "an operator's morning").await;
    browser.click(&format!("{form} button")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_overview_to_a_days_entries_in_the_ledger_and_to_those_of_one_source() {
    for has_javascript in WITH_AND_WITHOUT_JAVASCRIPT {
        let (app, browser) = operator(has_javascript).await;
        browser.click(".tiles a[href^='/admin/ledger']").await;
        browser.find("main table tbody tr").await;
        browser.find("input[name=from][value='2026-11-23']").await;
        browser.focus("#source").await;
        browser.press_named("ArrowDown").await;
        browser.click("form.filters button").await;
        browser.find("#source option[value=jsearch][selected]").await;
        browser.find("main table tbody tr").await;
        browser.close().await;
        drop(app);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn from_a_day_of_the_matrix_to_the_fetch_that_bought_it() {
    for has_javascript in WITH_AND_WITHOUT_JAVASCRIPT {
        let (app, browser) = operator(has_javascript).await;
        browser.open(&format!("{}/admin/matrix", app.url)).await;
        browser.type_into("#place", "ham").await;
        browser.click("form.filters button").await;
        browser.find("#place[value=ham]").await;
        browser.click("td.day.is-bought a").await;
        browser.find("main dl.facts").await;
        browser.sees("Hamburg").await;
        browser.close().await;
        drop(app);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_limit_is_changed_and_a_viewer_added() {
    for has_javascript in WITH_AND_WITHOUT_JAVASCRIPT {
        let (app, browser) = operator(has_javascript).await;
        browser.open(&format!("{}/admin/limits", app.url)).await;
        // Before or behind the 2,000 that stand there.
        browser.type_into("#daily_credits", "5").await;
        send(&browser, "form.limits").await;
        browser.loses("#daily_credits[value='2000']").await;
        assert_eq!(app.count("caps WHERE name = 'daily_credits' AND value IN (20005, 52000)").await, 1);
        browser.open(&format!("{}/admin/users/new", app.url)).await;
        browser.type_into("#email", "vera@example.com").await;
        browser.focus("#role").await;
        browser.press_named("ArrowDown").await;
        send(&browser, "form[action='/admin/users']").await;
        browser.sees("/link/").await;
        assert_eq!(app.count("users WHERE email = 'vera@example.com' AND role = 'viewer'").await, 1);
        browser.open(&format!("{}/admin/audit", app.url)).await;
        browser.sees("change limits").await;
        browser.sees("add person").await;
        browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_of_copies_is_taken_apart_and_put_together_again() {
    for has_javascript in WITH_AND_WITHOUT_JAVASCRIPT {
        let (app, browser) = operator(has_javascript).await;
        let group = "UPDATE jobs SET group_id = 1 WHERE id IN (SELECT id FROM jobs ORDER BY id LIMIT 2)";
        app.execute(group).await;
        browser.open(&format!("{}/admin/copies", app.url)).await;
        browser.click("main table a[href^='/admin/copies?job=']").await;
        send(&browser, "form[action$=apart]").await;
        browser.find("form[action$=together]").await;
        assert!(app.count("jobs WHERE taken_apart_at IS NOT NULL").await >= 2);
        send(&browser, "form[action$=together]").await;
        browser.loses("form[action$=together]").await;
        assert_eq!(app.count("jobs WHERE taken_apart_at IS NOT NULL").await, 0);
        browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_is_switched_on_and_off() {
    for has_javascript in WITH_AND_WITHOUT_JAVASCRIPT {
        let (app, browser) = operator(has_javascript).await;
        browser.open(&format!("{}/account/news", app.url)).await;
        browser.click("form[action='/account/feed'] button").await;
        browser.sees("/feed/").await;
        assert_eq!(app.count("feeds").await, 1);
        browser.open(&format!("{}/account/news", app.url)).await;
        browser.click("form[action='/account/feed/off'] button").await;
        browser.loses("form[action='/account/feed/off']").await;
        assert_eq!(app.count("feeds").await, 0);
        browser.close().await;
    }
}
