//! Where a request comes from, for slowing down guessing and sharing places.

use crate::config::Config;
use crate::network::Network;
use actix_web::HttpRequest;
use std::net::IpAddr;

/// The network of the client. `X-Forwarded-For` counts only behind a trusted proxy, since any client can send the header.
pub(super) fn network(request: &HttpRequest, config: &Config) -> Option<Network> {
    let forwarded = request.headers().get_all("x-forwarded-for").last().filter(|_| config.has_trusted_proxy);
    let forwarded = forwarded.and_then(|value| last_hop(value.to_str().ok()?));
    forwarded.or_else(|| Some(request.peer_addr()?.ip())).map(Network::of)
}

/// The last entry comes from our proxy, earlier entries from any client.
fn last_hop(value: &str) -> Option<IpAddr> {
    let last = value.rsplit(',').next()?.trim();
    last.parse().ok().or_else(|| Some(last.parse::<std::net::SocketAddr>().ok()?.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_entry_of_the_nearest_proxy_is_believed() {
        let hop = |value| last_hop(value).map(|ip| ip.to_string());
        assert_eq!(hop("192.0.2.1, 198.51.100.7"), Some("198.51.100.7".to_owned()));
        assert_eq!(hop("198.51.100.7:4711"), Some("198.51.100.7".to_owned()));
        assert_eq!(hop("[2001:db8::1]:4711"), Some("2001:db8::1".to_owned()));
        assert_eq!(hop("unknown"), None);
    }
}
