//! Thirty people who come over the first days, and what they want: most of it somebody else's wish too.

use super::TestApp;
use crate::support::app::list;
use jobfill::filters::WorkArrangement;

pub const PEOPLE: i64 = 30;

/// How many come on a day.
const A_DAY: i64 = 5;

const TITLES: [&str; 4] = ["Data Scientist", "Nurse", "Teacher", "Electrician"];
const PLACES: [&str; 3] = ["Berlin", "Hamburg", "Munich"];

/// Those whose day it is sign up and enter their lists.
pub async fn come(app: &TestApp, day: i64) {
    for person in (day * A_DAY..(day + 1) * A_DAY).filter(|person| *person < PEOPLE) {
        let user = app.person(&format!("person{person}@example.com")).await;
        let nth = |step: i64| usize::try_from(person + step).unwrap();
        let titles = [TITLES[nth(0) % TITLES.len()], TITLES[nth(1) % TITLES.len()]];
        let places = [PLACES[nth(0) / 2 % PLACES.len()], PLACES[nth(2) / 2 % PLACES.len()]];
        let mut wanted = list(&titles, &places);
        // One source cannot tell these from the others, the other one can.
        if person % 10 == 9 {
            wanted.filters.work_arrangement = Some(WorkArrangement::RemoteOk);
        }
        app.wants(&user, &wanted).await;
    }
}
