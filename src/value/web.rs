//! Addresses on the web: the host that one names, and whether others can reach it.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The parts of an `http` or `https` address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WebAddress<'a> {
    /// `http` or `https`, as written.
    pub scheme: &'a str,
    /// Host and port, without a user name.
    pub authority: &'a str,
    /// All from the first `/` or `?` on, without the part from `#` on; may be empty.
    pub path: &'a str,
}

/// Names that are never those of public hosts (RFC 2606, RFC 6761, RFC 6762, RFC 8375, RFC 9476).
const LOCAL_NAMES: &[&str] =
    &["localhost", "local", "internal", "intranet", "lan", "home.arpa", "test", "invalid", "alt"];

impl<'a> WebAddress<'a> {
    /// Reads an address; `None` if it is not on the web or names no host.
    #[must_use]
    pub fn parse(address: &'a str) -> Option<Self> {
        let (scheme, rest) = address.split_once("://")?;
        let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
        let rest = rest.split('#').next().unwrap_or(rest);
        let end = rest.find(['/', '?', '\\']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        let authority = authority.rsplit('@').next().unwrap_or(authority);
        let found = Self { scheme, authority, path };
        (is_web && !found.host().is_empty() && !address.contains(char::is_whitespace))
            .then_some(found)
    }

    /// The host without its port.
    #[must_use]
    pub fn host(self) -> &'a str {
        if let Some(rest) = self.authority.strip_prefix('[') {
            return rest.split(']').next().unwrap_or(rest);
        }
        self.authority.split(':').next().unwrap_or(self.authority)
    }

    /// Whether only this machine or its own network can reach the host, by its name alone.
    #[must_use]
    pub fn is_private(self) -> bool {
        let host = self.host().trim_end_matches('.').to_ascii_lowercase();
        if let Ok(number) = host.parse::<IpAddr>() {
            return is_private(number);
        }
        let ends = |name: &str| {
            host.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        !host.contains('.') || LOCAL_NAMES.iter().any(|name| ends(name))
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

#[cfg(test)]
mod tests {
    use super::WebAddress;

    #[test]
    fn an_address_has_its_parts() {
        let read = |address| {
            let found = WebAddress::parse(address)?;
            Some((found.scheme, found.authority, found.host(), found.path))
        };
        assert_eq!(
            read("https://a@example.org:8080/b?c#d"),
            Some(("https", "example.org:8080", "example.org", "/b?c"))
        );
        assert_eq!(read("HTTP://[::1]:80"), Some(("HTTP", "[::1]:80", "::1", "")));
        assert_eq!(read("https://例.cn?a"), Some(("https", "例.cn", "例.cn", "?a")));
        for address in
            ["https://", "https:///a", "ftp://example.org", "example.org", "https://a b/"]
        {
            assert_eq!(read(address), None, "{address}");
        }
    }

    #[test]
    fn hosts_that_nobody_else_reaches_are_private() {
        let is_private = |host: &str| {
            WebAddress::parse(&format!("http://{host}/")).is_some_and(WebAddress::is_private)
        };
        for host in [
            "127.0.0.1",
            "localhost:3000",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "[::1]",
            "[fe80::1]",
            "[fd00::1]",
            "[::ffff:10.0.0.1]",
            "intranet",
            "printer.local",
            "a.internal",
            "2130706433",
            "LOCALHOST.",
            "a.localhost",
        ] {
            assert!(is_private(host), "{host}");
        }
        for host in [
            "example.org",
            "1.1.1.1",
            "172.32.0.1",
            "[2606:4700::1111]",
            "mylocal.org",
            "latest.cn",
        ] {
            assert!(!is_private(host), "{host}");
        }
    }
}
