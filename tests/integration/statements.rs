//! Every statement that is written by hand is prepared against a migrated database: a column that is no more, a typo, or
//! a parameter that nothing is bound to is found here, whether a test comes by or not.
//!
//! The statements are looked up in `src`, so that none can be forgotten. What they are made of is read from the source
//! as well; what reading cannot tell is listed below, made by the functions that make it.

mod lists;
pub mod program;
mod texts;

use self::program::{Bound, Program, Sent};
use crate::support::database::TestDatabase;
use jobfill::db::Terms;
use jobfill::models::combination::State;
use jobfill::models::listing::{self, PlaceWords};
use jobfill::models::tracking::{Criteria, Cursor, Found, Part, Sort};
use jobfill::place::CountryCode;
use jobfill::quota::totals::{self, Totals};
use jobfill::sources::Source;
use jobfill::words;
use std::collections::{BTreeMap, BTreeSet};
use tokio_postgres::Client;
use tokio_postgres::types::Type;

/// Fewer statements than this would mean that this test looks in the wrong place.
const FEWEST: usize = 80;

/// Statements that only their own functions can put together: file, function, and every variant.
fn listed() -> BTreeMap<&'static str, Vec<String>> {
    let terms = [true, false].map(|is_hurried| Terms { is_hurried, ..Terms::new(4) }.settings());
    let totals = |make: &dyn Fn(Totals) -> Vec<String>| totals::ALL.into_iter().flat_map(make).collect();
    BTreeMap::from([
        ("models/tracking.rs query", pages_of_all_combinations()),
        ("models/tracking/found.rs narrowed", words_of_all_combinations()),
        ("models/listing.rs bind", lists()),
        ("db/connect.rs open", terms.into()),
        // Hands on what others send.
        ("db/connection.rs batch_execute", Vec::new()),
        ("quota/totals.rs fold", totals(&|one| vec![one.fold_sql()])),
        ("quota/totals.rs differences", totals(&|one| vec![one.check_sql()])),
        ("quota/totals.rs remake", totals(&|one| one.remake_sql().into())),
    ])
}

/// Every set of filters, in every order, from every place.
fn pages_of_all_combinations() -> Vec<String> {
    let is_set = |bits: u32, bit: u32| bits & (1 << bit) != 0;
    let text = |is_set: bool| if is_set { "x".to_owned() } else { String::new() };
    let typed = |is_long: bool, is_set: bool| if is_long && is_set { "xyz".to_owned() } else { text(is_set) };
    // Words are looked for in the same way whatever else is chosen.
    let is_told_apart = |bits: &u32| bits >> 8 == 0 || bits & 0b1110_0000 == 0;
    let criteria = (0..1 << 11).filter(is_told_apart).flat_map(|bits| {
        let is_long = is_set(bits, 8);
        let found = match (is_set(bits, 9), is_set(bits, 10)) {
            (true, false) => Found::Few(vec![1]),
            (true, true) => Found::Many,
            (false, _) => Found::NotLooked,
        };
        Sort::ALL.map(|sort| Criteria {
            text: typed(is_long, is_set(bits, 0)),
            place: typed(is_long, is_set(bits, 1)),
            text_means: text(is_set(bits, 2)),
            place_means: text(is_set(bits, 3)),
            found: found.clone(),
            state: is_set(bits, 4).then_some(State::Loaded),
            source: is_set(bits, 5).then_some(Source::JSearch),
            since: is_set(bits, 6).then(chrono::DateTime::default),
            until: is_set(bits, 7).then(chrono::DateTime::default),
            sort,
        })
    });
    let cursors = [Some(40), None].map(|value| Cursor { value, id: 1 });
    let parts = || cursors.into_iter().flat_map(|one| [Part::After(one), Part::Before(one)]).chain([Part::First]);
    let statements =
        criteria.flat_map(|one| parts().map(|part| one.page_sql(part)).chain([one.count_sql()]).collect::<Vec<_>>());
    statements.collect::<BTreeSet<_>>().into_iter().collect()
}

/// Every choice of words that an index can find.
fn words_of_all_combinations() -> Vec<String> {
    let text = |is_set: bool| if is_set { "xyz".to_owned() } else { String::new() };
    let criteria = (0..1 << 4).map(|bits: u32| Criteria {
        text: text(bits & 1 > 0),
        place: text(bits & 2 > 0),
        text_means: text(bits & 4 > 0),
        place_means: text(bits & 8 > 0),
        ..Criteria::default()
    });
    criteria.filter_map(|one| one.words_sql()).collect()
}

/// Every list, with words, with a place, with the towns around one, and without.
fn lists() -> Vec<String> {
    let place = PlaceWords::parse("Berlin", CountryCode::GERMANY);
    let places = [place.clone(), place.map(|place| place.within(100)), None];
    let choices = places.into_iter().flat_map(|place| ["cook", ""].map(|typed| (typed, place.clone())));
    let criteria = choices.flat_map(|(typed, place)| {
        let usual = listing::Criteria {
            words: words::query(typed),
            place,
            ..listing::Criteria::usual(chrono::DateTime::default())
        };
        listing::List::ALL.map(|list| listing::Criteria { list, ..usual.clone() })
    });
    criteria.flat_map(|one| one.statements()).collect::<BTreeSet<_>>().into_iter().collect()
}

/// What is wrong with the statements of a program, and how many places send some.
async fn judge(program: &Program, listed: &BTreeMap<&str, Vec<String>>, client: &Client) -> (Vec<String>, usize) {
    let (mut wrong, mut unused) = (Vec::new(), listed.keys().copied().collect::<BTreeSet<_>>());
    let sent = program.sent();
    for one in &sent {
        let place = one.place();
        let read = texts::of(program, one.function, &one.statement).map(|texts| texts.into_iter().collect());
        let statements: Result<Vec<_>, _> = match (read, listed.get(place.as_str())) {
            (Ok(read), _) => Ok(read),
            (Err(_), Some(made)) => Ok(made.clone()),
            (Err(why), None) => Err(format!("put together, and not listed here: {why}")),
        };
        unused.remove(place.as_str());
        match statements {
            Ok(statements) => {
                wrong.extend(faults(one, &statements, client).await.iter().map(|why| format!("{place}: {why}")));
            }
            Err(why) => wrong.push(format!("{place}: {why}")),
        }
    }
    wrong.extend(unused.into_iter().map(|place| format!("{place} is listed here, and sends nothing")));
    (wrong, sent.len())
}

/// Why PostgreSQL refuses some variant, or what is bound without need.
async fn faults(sent: &Sent<'_>, statements: &[String], client: &Client) -> Vec<String> {
    let types = match &sent.bound {
        Bound::Types { types, .. } => types.iter().map(postgresql_type).collect(),
        Bound::Values(_) => Vec::new(),
    };
    let mut faults = Vec::new();
    for statement in statements.iter().flat_map(|text| single(text)) {
        match client.prepare_typed(statement, &types).await {
            Err(error) => {
                faults.push(format!("{}: {statement}", error.as_db_error().map_or("refused", |one| one.message())));
            }
            Ok(prepared) => {
                let (seen, bound) = (prepared.params().len(), sent.bound.count());
                if bound.is_some_and(|bound| seen > bound) {
                    faults.push(format!("{seen} parameters, {} bound: {statement}", bound.unwrap()));
                }
            }
        }
    }
    for number in 1..=sent.bound.count().unwrap_or(0) {
        if !statements.iter().any(|text| names(text, number)) {
            faults.push(format!("nothing reads what is bound as ${number}"));
        }
    }
    faults
}

impl Bound {
    /// How many values are bound in all, where that can be read.
    fn count(&self) -> Option<usize> {
        match self {
            Self::Types { types, are_all } => are_all.then_some(types.len()),
            Self::Values(count) => *count,
        }
    }
}

/// The statements of a batch; only settings are sent in batches, and no text of theirs holds a semicolon.
fn single(text: &str) -> Vec<&str> {
    let is_batch = text.trim_start().starts_with("SET ");
    let parts = if is_batch { text.split(';').collect() } else { vec![text] };
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

fn names(text: &str, number: usize) -> bool {
    let name = format!("${number}");
    text.match_indices(&name).any(|(at, _)| !text[at + name.len()..].starts_with(|next: char| next.is_ascii_digit()))
}

/// The type that diesel says it sends. Unknown: PostgreSQL finds out by itself.
fn postgresql_type(written: &syn::Type) -> Type {
    let syn::Type::Path(path) = written else { return Type::UNKNOWN };
    let last = path.path.segments.last().unwrap();
    let inner = match &last.arguments {
        syn::PathArguments::AngleBracketed(arguments) => match arguments.args.first() {
            Some(syn::GenericArgument::Type(inner)) => Some(postgresql_type(inner)),
            _ => None,
        },
        _ => None,
    };
    match (last.ident.to_string().as_str(), inner) {
        ("Nullable", Some(inner)) => inner,
        ("Array", Some(inner)) => array_of(&inner),
        ("Int2" | "SmallInt", _) => Type::INT2,
        ("Int4" | "Integer", _) => Type::INT4,
        ("Int8" | "BigInt", _) => Type::INT8,
        ("Float8" | "Double", _) => Type::FLOAT8,
        ("Text", _) => Type::TEXT,
        ("Bool", _) => Type::BOOL,
        ("Date", _) => Type::DATE,
        ("Time", _) => Type::TIME,
        ("Timestamptz", _) => Type::TIMESTAMPTZ,
        ("Interval", _) => Type::INTERVAL,
        ("Json", _) => Type::JSON,
        ("Jsonb", _) => Type::JSONB,
        _ => Type::UNKNOWN,
    }
}

fn array_of(inner: &Type) -> Type {
    match *inner {
        Type::INT2 => Type::INT2_ARRAY,
        Type::INT4 => Type::INT4_ARRAY,
        Type::INT8 => Type::INT8_ARRAY,
        Type::FLOAT8 => Type::FLOAT8_ARRAY,
        Type::TEXT => Type::TEXT_ARRAY,
        Type::BOOL => Type::BOOL_ARRAY,
        Type::DATE => Type::DATE_ARRAY,
        Type::TIMESTAMPTZ => Type::TIMESTAMPTZ_ARRAY,
        Type::JSON => Type::JSON_ARRAY,
        Type::JSONB => Type::JSONB_ARRAY,
        _ => Type::UNKNOWN,
    }
}

async fn client(database: &TestDatabase) -> Client {
    let (client, connection) = jobfill::db::connect_raw(&database.url).await.unwrap();
    tokio::spawn(connection);
    client
}

#[tokio::test(flavor = "multi_thread")]
async fn postgresql_takes_every_statement_with_what_is_bound_to_it() {
    let database = TestDatabase::create().await;
    let (wrong, places) = judge(&Program::read(), &listed(), &client(&database).await).await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(places >= FEWEST, "{places}");
}

/// A statement with a fault, and what is said of it.
const PLANTED: [(&str, &str); 9] = [
    (r#"sql_query("SELECT emial FROM users").load(conn)"#, "column \"emial\" does not exist"),
    (r#"sql_query("SELECT id FROM users WHERE id = $1").load(conn)"#, "1 parameters, 0 bound"),
    (
        r#"sql_query("SELECT $1 || email FROM users WHERE id = $2").bind::<Text, _>(a).load(conn)"#,
        "2 parameters, 1 bound",
    ),
    (r#"sql_query("SELECT id FROM users").bind::<Int4, _>(1).load(conn)"#, "nothing reads what is bound as $1"),
    (r#"sql_query("SELECT id FROM users WHERE id = $1").bind::<Text, _>(a).load(conn)"#, "operator does not exist"),
    (r#"sql_query(format!("SELECT {COLUMNS} FROM users")).load(conn)"#, "column \"nmae\" does not exist"),
    (
        r#"{ let order = if a { "id" } else { "di" }; sql_query(format!("SELECT id FROM users ORDER BY {order}")).load(conn) }"#,
        "column \"di\" does not exist",
    ),
    (r#"sql_query(a.join(" AND ")).load(conn)"#, "put together, and not listed here"),
    (r#"client.query("SELECT id FROM users WHERE id = $1", &[])"#, "1 parameters, 0 bound"),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_that_is_planted_is_found() {
    let database = TestDatabase::create().await;
    let client = client(&database).await;
    for (fault, said) in PLANTED {
        let program = format!("const COLUMNS: &str = \"id, nmae\"; fn planted(a: A, conn: C, client: D) {{ {fault} }}");
        let (wrong, places) = judge(&Program::of(&program), &BTreeMap::new(), &client).await;
        assert!(places == 1 && wrong.len() == 1 && wrong[0].contains(said), "{fault}: {wrong:?}");
    }
}
