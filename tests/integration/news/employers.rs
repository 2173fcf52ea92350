//! Employers that a person leaves out come by no way.

use super::{ADA, ada, app_with_mail, morning, switches};
use crate::support::books;

/// All employers that have come so far.
const ALL_OFF: &str = "UPDATE users SET employers_off = (SELECT array_agg(name) FROM
    (SELECT DISTINCT lower(company) AS name FROM jobs WHERE company <> '' ORDER BY 1 LIMIT 200) one)";

/// Of the jobs that were told by a way, those of employers that are left out.
fn wrong(way: &str) -> String {
    format!(
        "SELECT count(*) AS number FROM told JOIN jobs ON jobs.id = told.job_id JOIN users ON users.id = told.user_id
          WHERE way = '{way}' AND lower(company) = ANY (employers_off)"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_digest_and_a_feed_leave_out_the_employers_that_the_lists_leave_out() {
    let (app, server) = app_with_mail().await;
    let ada = ada(&app, &server).await;
    app.execute(ALL_OFF).await;
    switches(&ada, "day").await;
    morning(&app).await;
    let came = "SELECT count(DISTINCT jobs.id) AS number FROM jobs, users
                 WHERE first_seen_at >= '2026-11-24' AND posted_at IS NOT NULL AND lower(company) = ANY (employers_off)";
    assert!(books::number(&app, came).await > 0, "some of them came with the run");
    let mails = server.taken();
    println!("{} mails, none with an employer that is left out", mails.len());
    assert_eq!(books::number(&app, &wrong("mail")).await, 0);

    ada.sign_in(ADA).await.is(303);
    let page = ada.post("/account/feed", &[]).await;
    let address =
        page.is(200).body.split("<pre>http://jobs.example.org/feed/").nth(1).unwrap().split('<').next().unwrap();
    app.visitor().get(&format!("/feed/{address}")).await.is(200);
    assert_eq!(books::number(&app, &wrong("feed")).await, 0);
    // Let in again, they are there.
    app.execute("UPDATE users SET employers_off = '{}'").await;
    let feed = app.visitor().get(&format!("/feed/{address}")).await;
    assert!(feed.body.matches("<entry>").count() > 0, "{}", feed.body);
}
