//! *answers* beside PostgreSQL itself: whatever a title looks like, both say the same.

use crate::support::app::TestApp;
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Text};
use diesel_async::RunQueryDsl;
use jobfill::answers::Configuration;
use jobfill::models::lexemes;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngSeed, TestRunner};

/// What titles are made of: words with endings, words that English leaves out, signs that part words and some that do not.
const WORDS: &[&str] = &[
    "Data",
    "data",
    "Engineer",
    "Engineering",
    "Engineers",
    "Head",
    "of",
    "it",
    "IT",
    "the",
    "Big",
    "Full-Stack",
    "full stack",
    "Fullstack",
    "UX/UI",
    "C++",
    "C#",
    "C",
    ".NET",
    "Node.js",
    "R&D",
    "Softwareentwickler/in",
    "Entwickler:in",
    "Manager",
    "managing",
    "(m/w/d)",
    "–",
    "-",
    ",",
    "/",
    "|",
    "Pflegefachkraft",
    "Pflegefachkräfte",
    "Erzieher*in",
    "e-commerce",
    "3rd",
    "24/7",
    "2.5",
    "v1.2.3",
    "foo@example.com",
    "www.example.com",
    "Ärztin",
    "İstanbul",
    "日本",
    "O'Brien",
    "co-op",
];

const BETWEEN: &[&str] = &[" ", " ", " ", "-", "/", " & ", ""];

fn titles() -> impl Strategy<Value = String> {
    let word = (prop::sample::select(WORDS), prop::sample::select(BETWEEN));
    prop::collection::vec(word, 1..6)
        .prop_map(|parts| parts.iter().map(|(word, sign)| format!("{word}{sign}")).collect())
}

/// Titles as people and postings write them, with a short one wanted in a long one.
fn pairs() -> Vec<(String, String)> {
    let mut runner = TestRunner::new(Config { rng_seed: RngSeed::Fixed(12), ..Config::default() });
    let mut title = || titles().new_tree(&mut runner).unwrap().current();
    let one = |_| {
        let (begun, wanted, end) = (title(), title(), title());
        [(wanted.clone(), format!("{begun} {wanted} {end}")), (wanted.clone(), end), (begun, wanted)]
    };
    (0..1_500).flat_map(one).collect()
}

#[derive(QueryableByName)]
struct Judged {
    #[diesel(sql_type = Array<Bool>)]
    all: Vec<bool>,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_title_stands_in_another_exactly_where_postgresql_finds_it() {
    let app = TestApp::start().await;
    let mut conn = app.conn().await;
    let pairs = pairs();
    let (wanted, offered): (Vec<&str>, Vec<&str>) =
        pairs.iter().map(|(one, other)| (one.as_str(), other.as_str())).unzip();
    for how in Configuration::ALL {
        let judged: Judged = diesel::sql_query(
            "SELECT array_agg(to_tsvector($1::text::regconfig, offered) @@ phraseto_tsquery($1::text::regconfig, wanted)
                              ORDER BY nth) AS \"all\"
               FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS one (wanted, offered, nth)",
        )
        .bind::<Text, _>(how.as_str())
        .bind::<Array<Text>, _>(&wanted)
        .bind::<Array<Text>, _>(&offered)
        .get_result(&mut *conn)
        .await
        .unwrap();
        let [asked, titles] = [&wanted, &offered];
        let asked = lexemes::of(&mut conn, *how, asked).await.unwrap();
        let titles = lexemes::of(&mut conn, *how, titles).await.unwrap();
        let ours = asked.iter().zip(&titles).map(|(asked, title)| asked.is_run_in(title));
        let differ: Vec<_> =
            pairs.iter().zip(judged.all.iter().zip(ours)).filter(|(_, (one, other))| *one != other).collect();
        let found = judged.all.iter().filter(|is_found| **is_found).count();
        println!("{how}: {found} of {} found, {} differ", pairs.len(), differ.len());
        assert!(found > pairs.len() / 4 && found < pairs.len(), "{found}");
        assert!(differ.is_empty(), "{how}: {:#?}", differ.iter().take(20).collect::<Vec<_>>());
    }
}
