//! The providers' accounts beside the ledger: what must be true at every moment, and what at rest.

use super::database::{Database, finds_nothing};
use super::provider::{Providers, is_refused};
use anyhow::{bail, ensure};
use jobfill::sources::{Request, Source, Unit};
use std::collections::BTreeMap;

const METERS: [(Source, Unit); 3] =
    [(Source::JSearch, Unit::Requests), (Source::ActiveJobs, Unit::Jobs), (Source::ActiveJobs, Unit::Requests)];

/// Figures of the meters, in their order.
type Figures = [i64; 3];

/// What the providers charged so far.
pub fn charged(providers: &Providers) -> Figures {
    METERS.map(|(source, unit)| {
        let account = providers.account(source);
        let figure = if unit == Unit::Jobs { account.jobs } else { account.requests };
        figure.try_into().unwrap_or(i64::MAX)
    })
}

/// What the meters say, as a sum of columns.
async fn counted(database: &Database, columns: &str) -> anyhow::Result<Figures> {
    let rows = database.rows(&format!("SELECT source, unit, sum({columns}) FROM meters GROUP BY source, unit")).await?;
    let of = |(source, unit): (Source, Unit)| {
        let row = rows.iter().find(|row| row[0] == source.as_str() && row[1] == unit.as_str());
        row.and_then(|row| row[2].parse().ok()).unwrap_or(0)
    };
    Ok(METERS.map(of))
}

/// The ledger is never behind a provider. Returns false when the database could not be asked.
pub async fn look(providers: &Providers, database: &Database) -> anyhow::Result<bool> {
    // The providers first: what they charged before was reserved before.
    let charged = charged(providers);
    let Ok(counted) = counted(database, "spent + reserved + unknown").await else { return Ok(false) };
    ensure!(
        (0..3).all(|meter| charged[meter] <= counted[meter]),
        "the ledger is behind the providers: charged {charged:?}, counted {counted:?}"
    );
    Ok(true)
}

/// At rest, when figures have come: what was spent is what was charged.
pub async fn are_equal(providers: &Providers, database: &Database) -> anyhow::Result<()> {
    let (charged, spent) = (charged(providers), counted(database, "spent").await?);
    let open = counted(database, "reserved + unknown").await?;
    ensure!(spent == charged && open == [0; 3], "at rest: charged {charged:?}, spent {spent:?}, open {open:?}");
    finds_nothing(
        database,
        "a meter is not the sum of its entries",
        "SELECT meters.id, meters.spent, meters.reserved, meters.unknown, sum(entry.spent), sum(entry.reserved), sum(entry.unknown)
           FROM meters JOIN ledger entry ON meter_id = meters.id GROUP BY meters.id
         HAVING (meters.spent, meters.reserved, meters.unknown)
                IS DISTINCT FROM (sum(entry.spent)::int8, sum(entry.reserved)::int8, sum(entry.unknown)::int8)",
    )
    .await?;
    finds_nothing(
        database,
        "a reservation has two ends",
        "SELECT attempt_id, meter_id, string_agg(kind, ' ') FROM ledger
          WHERE kind IN ('settled', 'voided', 'freed') AND attempt_id IS NOT NULL
          GROUP BY attempt_id, meter_id HAVING count(*) > 1",
    )
    .await
}

/// No page was bought oftener than once and once more for each answer that was lost, by the ledger's word, and no page
/// of a fetch was sold oftener than it was sent for.
pub async fn bounds_hold(providers: &Providers, database: &Database) -> anyhow::Result<()> {
    finds_nothing(
        database,
        "a page of a fetch was bought over its bound",
        "SELECT fetch_id, page, string_agg(state, ' ' ORDER BY id) FROM attempts GROUP BY fetch_id, page
         HAVING count(*) FILTER (WHERE state IN ('settled', 'late', 'lost', 'unknown'))
                > 1 + count(*) FILTER (WHERE was_unknown)",
    )
    .await?;
    let wanted = wanted(database).await?;
    for (asked, pages) in sold(providers) {
        let Wanted { fetches, sent, lost } = wanted.get(&asked).copied().unwrap_or_default();
        let (all, most) = (pages.values().sum::<u64>(), pages.values().max().copied().unwrap_or(0));
        ensure!(all <= sent, "{asked}: {all} pages were sold, and {sent} calls were sent");
        ensure!(
            most <= fetches + lost,
            "{asked}: a page was sold {most} times, in {fetches} fetches with {lost} lost answers"
        );
    }
    Ok(())
}

/// What the ledger knows of one request.
#[derive(Clone, Copy, Default)]
struct Wanted {
    fetches: u64,
    sent: u64,
    lost: u64,
}

/// Every request that was ever sent for, by what it asks.
async fn wanted(database: &Database) -> anyhow::Result<BTreeMap<String, Wanted>> {
    let rows = database
        .rows(
            "SELECT source, keys, count(DISTINCT fetch_id), count(*), count(*) FILTER (WHERE was_unknown)
               FROM attempts JOIN (SELECT fetch_id, min(source) AS source, string_agg(key, E'\\n' ORDER BY requests.id) AS keys
                                     FROM fetch_cells JOIN requests ON requests.id = request_id
                                    WHERE is_own GROUP BY fetch_id) asked USING (fetch_id)
              WHERE sent_at IS NOT NULL GROUP BY 1, 2",
        )
        .await?;
    let mut wanted = BTreeMap::new();
    for row in rows {
        let source: Source = row[0].parse().map_err(|_| anyhow::anyhow!("no source: {row:?}"))?;
        let requests: Option<Vec<Request>> = row[1].lines().map(|key| Request::from_key(source, key)).collect();
        let Some(requests) = requests else { bail!("no request: {row:?}") };
        let titles: Vec<&str> = requests.iter().map(Request::title).collect();
        let asked = name(source, &titles.join(" or "), &requests[0].place().english_name());
        wanted.insert(asked, Wanted { fetches: row[2].parse()?, sent: row[3].parse()?, lost: row[4].parse()? });
    }
    Ok(wanted)
}

/// How often each page was sold, by what was asked, whatever span of time it was asked for.
fn sold(providers: &Providers) -> BTreeMap<String, BTreeMap<String, u64>> {
    let mut sold: BTreeMap<_, BTreeMap<_, u64>> = BTreeMap::new();
    for &source in Source::ALL {
        // A question that was refused cost a call, and sold nothing.
        for page in providers.account(source).pages.into_iter().filter(|page| !is_refused(&page.query)) {
            *sold.entry(asked(source, &page.query)).or_default().entry(page.position).or_default() += page.times;
        }
    }
    sold
}

/// Title and city of a provider's query; a world's people ask for nothing finer.
fn asked(source: Source, query: &str) -> String {
    let of =
        |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)).unwrap_or_default().replace('"', "");
    match of("query=").split_once(" in ") {
        Some((title, place)) => name(source, title, place),
        None => {
            // A title in both forms is one request.
            let titles = of("title=");
            let first_forms: Vec<&str> = titles.split(" OR ").filter(|title| !title.ends_with("/in")).collect();
            name(source, &first_forms.join(" or "), &of("location="))
        }
    }
}

fn name(source: Source, title: &str, place: &str) -> String {
    let city = place.split(',').next().unwrap_or_default();
    format!("{source}: {title} in {city}", source = source.as_str()).to_lowercase()
}
