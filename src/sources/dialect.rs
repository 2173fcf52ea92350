//! Dialect of a source.

use url::Url;

use super::Source;
use crate::closed_list;

closed_list! {
    "a dialect";
    /// Dialects: headers, keys and errors of a host.
    pub enum Dialect {
        /// RapidAPI's gateway, or a vendor's host with the same manners.
        Gateway = "gateway",
        /// Active Jobs DB's own host: `https://data.fantastic.jobs/v1`.
        Direct = "direct",
    }
}

impl Dialect {
    /// Dialect of an address. `/v1` at the end means the vendor's own host, under any name.
    pub fn of(source: Source, base_url: &Url) -> Self {
        let is_direct = source == Source::ActiveJobs && base_url.path().trim_end_matches('/').ends_with("/v1");
        if is_direct { Self::Direct } else { Self::Gateway }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_the_path_decides_on_whatever_host() {
        let of = |source, url: &str| Dialect::of(source, &url.parse().expect("an address"));
        for direct in ["https://data.fantastic.jobs/v1", "http://127.0.0.1:9/v1/", "http://127.0.0.1:9/active-jobs/v1"]
        {
            assert_eq!(of(Source::ActiveJobs, direct), Dialect::Direct, "{direct}");
            assert_eq!(of(Source::JSearch, direct), Dialect::Gateway, "{direct}");
        }
        for gateway in ["https://active-jobs-db.p.rapidapi.com", "http://127.0.0.1:9/v1/jobs", "http://127.0.0.1:9/xv1"]
        {
            assert_eq!(of(Source::ActiveJobs, gateway), Dialect::Gateway, "{gateway}");
        }
    }
}
