//! Memory for bodies under way to this process: a fixed amount for all, and half of it for one network.

use crate::network::Network;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// Memory for all bodies together, in KiB: seven of the largest CVs, or a hundred usual ones.
const ALL: usize = 40 * 1024;

/// Memory for the bodies of one network, in KiB.
const OF_NETWORK: usize = ALL / 2;

/// The longest wait for a place.
const LONGEST_WAIT: Duration = Duration::from_secs(20);

/// Number of networks above which idle ones are forgotten.
const MANY: usize = 1_000;

/// The places of one process.
#[derive(Debug)]
pub(in crate::web) struct Places {
    all: Arc<Semaphore>,
    of_networks: Mutex<HashMap<Network, Weak<Semaphore>>>,
    longest_wait: Duration,
}

/// Memory for one body, given back by dropping it.
#[derive(Debug)]
pub(super) struct Place {
    _of_network: Option<OwnedSemaphorePermit>,
    _of_all: OwnedSemaphorePermit,
}

impl Default for Places {
    fn default() -> Self {
        Self::with(LONGEST_WAIT)
    }
}

impl Places {
    fn with(longest_wait: Duration) -> Self {
        Self { all: Arc::new(Semaphore::new(ALL)), of_networks: Mutex::default(), longest_wait }
    }

    /// Waits for so much memory. None: the memory did not come free.
    pub(super) async fn take(&self, network: Option<&Network>, bytes: usize) -> Option<Place> {
        let kib = u32::try_from(bytes.div_ceil(1024)).ok()?;
        timeout(self.longest_wait, self.wait(network, kib)).await.ok()?
    }

    async fn wait(&self, network: Option<&Network>, kib: u32) -> Option<Place> {
        let of_network = match network.map(|network| self.of_network(network)) {
            Some(own) => Some(own.acquire_many_owned(kib).await.ok()?),
            None => None,
        };
        let of_all = self.all.clone().acquire_many_owned(kib).await.ok()?;
        Some(Place { _of_network: of_network, _of_all: of_all })
    }

    fn of_network(&self, network: &Network) -> Arc<Semaphore> {
        let mut networks = self.of_networks.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = networks.get(network).and_then(Weak::upgrade) {
            return known;
        }
        if networks.len() >= MANY {
            networks.retain(|_, places| places.strong_count() > 0);
        }
        let new = Arc::new(Semaphore::new(OF_NETWORK));
        networks.insert(network.clone(), Arc::downgrade(&new));
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::{IpAddr, Ipv4Addr};

    const MIB: usize = 1024 * 1024;

    fn network(number: u8) -> Network {
        Network::of(IpAddr::V4(Ipv4Addr::new(192, 0, 2, number)))
    }

    #[tokio::test]
    async fn one_network_leaves_room_for_the_others_and_all_together_take_no_more_than_there_is() {
        let places = Places::with(Duration::from_millis(1));
        let of = async |number: u8| places.take(Some(&network(number)), 5 * MIB).await;
        let mut taken = Vec::new();
        for number in [1, 1, 1, 1] {
            taken.push(of(number).await.unwrap());
        }
        assert!(of(1).await.is_none(), "its half is taken");
        for number in [2, 2, 3, 4] {
            taken.push(of(number).await.unwrap());
        }
        assert!(of(5).await.is_none(), "all is taken");
        assert!(places.take(None, 1).await.is_none());
        taken.pop();
        assert!(of(5).await.is_some(), "what is given back serves the next one");
    }

    #[tokio::test]
    async fn networks_that_send_nothing_are_forgotten() {
        let places = Places::default();
        let held = places.take(Some(&network(0)), 1).await.unwrap();
        for number in 0..=u16::MAX {
            let [a, b] = number.to_be_bytes();
            let one = Network::of(IpAddr::V4(Ipv4Addr::new(10, 0, a, b)));
            places.take(Some(&one), 1).await.unwrap();
        }
        assert!(places.of_networks.lock().unwrap().len() <= MANY);
        assert!(places.of_networks.lock().unwrap().contains_key(&network(0)));
        drop(held);
    }
}
