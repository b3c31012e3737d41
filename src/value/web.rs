//! Addresses on the web: the host that one names, and whether others can reach it.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use url::{Host, Position, Url};

/// An `http` or `https` address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebAddress(Url);

/// Names that are never those of public hosts (RFC 2606, RFC 6761, RFC 6762, RFC 8375, RFC 9476).
const LOCAL_NAMES: &[&str] =
    &["localhost", "local", "internal", "intranet", "lan", "home.arpa", "test", "invalid", "alt"];

impl WebAddress {
    /// Reads an address; `None` if it is not on the web or names no host.
    #[must_use]
    pub fn parse(address: &str) -> Option<Self> {
        // Browsers take slashes and spaces that are too many; whoever writes them made a slip.
        let (_, rest) = address.split_once("://")?;
        let is_slip = rest.starts_with(['/', '\\']) || address.contains(char::is_whitespace);
        let url = Url::parse(address).ok().filter(|_| !is_slip)?;
        Self::on_the_web(url)
    }

    /// The address to which this one leads by a link, without the part from `#` on; `None` if that
    /// is not on the web.
    #[must_use]
    pub fn join(&self, link: &str) -> Option<Self> {
        let mut url = self.0.join(link).ok()?;
        url.set_fragment(None);
        Self::on_the_web(url)
    }

    fn on_the_web(url: Url) -> Option<Self> {
        matches!(url.scheme(), "http" | "https").then_some(Self(url))
    }

    /// It as it goes over the wire, in ASCII.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Whether it asks for something of its page, or leads to a place on it.
    #[must_use]
    pub fn has_query_or_fragment(&self) -> bool {
        self.0.query().is_some() || self.0.fragment().is_some()
    }

    /// Whether it names who asks.
    #[must_use]
    pub fn has_user(&self) -> bool {
        !self.0.username().is_empty() || self.0.password().is_some()
    }

    /// The host with its port, unless that is the usual one.
    #[must_use]
    pub fn authority(&self) -> &str {
        &self.0[Position::BeforeHost..Position::AfterPort]
    }

    /// Whether only this machine or its own network can reach the host, by its name alone.
    #[must_use]
    pub fn is_private(&self) -> bool {
        let name = match self.0.host() {
            Some(Host::Ipv4(number)) => return is_private(number.into()),
            Some(Host::Ipv6(number)) => return is_private(number.into()),
            Some(Host::Domain(name)) => name.trim_end_matches('.'),
            None => return false,
        };
        let ends = |local: &str| {
            name.strip_suffix(local).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        !name.contains('.') || LOCAL_NAMES.iter().any(|local| ends(local))
    }
}

/// Whether an address of the network is not one of the public internet.
#[must_use]
pub fn is_private(number: IpAddr) -> bool {
    match number {
        IpAddr::V4(number) => is_private_v4(number),
        IpAddr::V6(number) => {
            number.to_ipv4_mapped().map_or_else(|| is_private_v6(number), is_private_v4)
        }
    }
}

fn is_private_v4(number: Ipv4Addr) -> bool {
    let [first, second, third, _] = number.octets();
    number.is_private()
        || number.is_loopback()
        || number.is_link_local()
        || number.is_multicast()
        || first == 0
        || first >= 240
        || (first == 100 && (64..128).contains(&second))
        || (first == 198 && (18..20).contains(&second))
        || (first, second, third) == (192, 0, 0)
}

fn is_private_v6(number: Ipv6Addr) -> bool {
    number.is_loopback()
        || number.is_unspecified()
        || number.is_multicast()
        || number.is_unique_local()
        || number.is_unicast_link_local()
}
