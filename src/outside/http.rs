//! One question to one host, by HTTP.

use super::probe::{Ask, Method, Reply};
use crate::model::ExternalLinks;
use crate::value::is_private;
use std::io::ErrorKind;
use std::time::Duration;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error, Timeout};

/// Who asks, so that the owner of a host knows whom to talk to.
const USER_AGENT: &str = concat!("wellspring/", env!("CARGO_PKG_VERSION"), " (checks links)");

/// What asks over the network. A proxy is used where `HTTP_PROXY`, `HTTPS_PROXY` or `ALL_PROXY`
/// name one.
#[derive(Debug)]
pub(super) struct Http {
    agent: Agent,
    has_proxy: bool,
}

impl Http {
    pub(super) fn new(settings: &ExternalLinks) -> Self {
        let timeout = Duration::from_secs(u64::from(settings.timeout_seconds));
        // Each step has a limit of its own, so that it can be told which one took too long.
        let config = Agent::config_builder()
            .timeout_resolve(Some(timeout))
            .timeout_connect(Some(timeout))
            .timeout_send_request(Some(timeout))
            .timeout_recv_response(Some(timeout))
            .timeout_global(Some(3 * timeout))
            .max_redirects(0)
            .http_status_as_error(false)
            .user_agent(USER_AGENT)
            .build();
        let has_proxy = config.proxy().is_some();
        // A proxy may well be in a private network; which hosts it reaches is its own affair.
        let resolver = PublicResolver { all: settings.tries_private || has_proxy };
        let agent = Agent::with_parts(config, DefaultConnector::default(), resolver);
        Self { agent, has_proxy }
    }
}

impl Ask for Http {
    fn ask(&self, method: Method, address: &str) -> Reply {
        let request = match method {
            Method::Head => self.agent.head(address),
            Method::Get => self.agent.get(address),
        };
        match request.call() {
            Ok(response) => {
                let header = |name: &str| {
                    let value = response.headers().get(name)?;
                    Some(String::from_utf8_lossy(value.as_bytes()).trim().to_owned())
                };
                Reply::Status {
                    code: response.status().as_u16(),
                    location: header("location"),
                    wait_seconds: header("retry-after").and_then(|text| text.parse().ok()),
                }
            }
            Err(error) => reply(&error, self.has_proxy),
        }
    }
}

/// What a failure says: of the host, or of the network of this machine.
fn reply(error: &Error, has_proxy: bool) -> Reply {
    match error {
        Error::HostNotFound => Reply::Unreachable("its host has no address".to_owned()),
        Error::Timeout(Timeout::Resolve | Timeout::Connect) => {
            Reply::Unreachable("its host cannot be reached".to_owned())
        }
        Error::ConnectProxyFailed(_) => Reply::Unreachable("the proxy refuses it".to_owned()),
        Error::Timeout(_) => Reply::Silent("it does not answer in time".to_owned()),
        Error::Io(error) => match error.kind() {
            ErrorKind::NetworkUnreachable | ErrorKind::HostUnreachable | ErrorKind::NetworkDown => {
                Reply::Unreachable("its host cannot be reached".to_owned())
            }
            ErrorKind::ConnectionRefused if has_proxy => {
                Reply::Unreachable("the proxy cannot be reached".to_owned())
            }
            ErrorKind::ConnectionRefused => Reply::Failed("its host refuses to talk".to_owned()),
            _ => Reply::Silent(format!("the connection broke: {error}")),
        },
        Error::Other(other) if other.is::<Private>() => Reply::Private,
        Error::Tls(_) | Error::Rustls(_) => Reply::Failed(format!("no safe connection: {error}")),
        error => Reply::Failed(error.to_string()),
    }
}

/// A host whose name is public and whose address is not.
#[derive(Debug)]
struct Private;

impl std::fmt::Display for Private {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the address of the host is private")
    }
}

impl std::error::Error for Private {}

/// Finds the address of a host, but none that only this machine's network can reach: a name in a
/// text must not make a check talk to the machines around it.
#[derive(Debug)]
struct PublicResolver {
    all: bool,
}

impl Resolver for PublicResolver {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = DefaultResolver::default().resolve(uri, config, timeout);
        let found = found.map_err(|error| match error {
            Error::Io(_) => Error::HostNotFound,
            error => error,
        })?;
        match !self.all && found.iter().any(|one| is_private(one.ip())) {
            true => Err(Error::Other(Box::new(Private))),
            false => Ok(found),
        }
    }
}
