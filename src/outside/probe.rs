//! What is next after each answer: the rules, without clock and network.

use crate::model::ExternalLinks;
use crate::value::WebAddress;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// How a host is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Without the page.
    Head,
    /// For the page, of which only the beginning is read.
    Get,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// The host answered.
    Status {
        /// The status.
        code: u16,
        /// Where it sends to.
        location: Option<String>,
        /// How long it asks to be left alone.
        wait_seconds: Option<u64>,
    },
    /// There is no way to the host, or none from here.
    Unreachable(String),
    /// The host is there but did not answer; it may later.
    Silent(String),
    /// It cannot be asked, now or later.
    Failed(String),
    /// The host is in a private network.
    Private,
}

/// Asks: over the network, or whoever stands in for it.
pub trait Ask: Sync {
    /// Asks for an address once.
    fn ask(&self, method: Method, address: &str) -> Reply;
}

/// What became of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It answers; where it has moved to for good, if it has.
    Alive {
        /// Its address from now on.
        moved: Option<String>,
    },
    /// It does not, and why.
    Dead(String),
    /// There is no way to its host.
    Unreachable(String),
    /// It leads to a host in a private network, this one.
    Private(String),
}

/// An address on its way to a verdict.
#[derive(Debug, Clone)]
pub struct Probe {
    /// The number of the address.
    pub number: usize,
    /// What is asked for now.
    pub at: String,
    /// What was asked for before a host sent elsewhere.
    before: Vec<String>,
    /// Where it has moved to for good so far.
    moved: Option<String>,
    /// A host sent elsewhere for now only, so what follows says nothing of where it moved to.
    is_detour: bool,
    /// How the host is asked.
    pub method: Method,
    n_tries: u32,
}

/// What is next.
#[derive(Debug)]
pub enum Next {
    /// Nothing: this became of it.
    Done(Verdict),
    /// Ask again, after so many seconds; a host that is busy is left alone.
    Again(Probe, u64),
    /// Ask what may be another host.
    Follow(Probe),
}

/// As many as browsers follow, and no more than half of it.
const MOST_HOPS: usize = 10;

/// A host that wants a longer pause is not waited for.
const LONGEST_WAIT: u64 = 60;

impl Probe {
    /// An address with its number, of which nothing is known.
    #[must_use]
    pub fn new(number: usize, address: &str) -> Self {
        Self {
            number,
            at: to_ascii(address),
            before: Vec::new(),
            moved: None,
            is_detour: false,
            method: Method::Head,
            n_tries: 0,
        }
    }

    /// The host that is asked next, with its port.
    #[must_use]
    pub fn host(&self) -> String {
        let address = WebAddress::parse(&self.at);
        address.map_or_else(String::new, |address| address.authority().to_owned())
    }

    /// Asks, unless the host must not be asked.
    pub fn ask(&self, settings: &ExternalLinks, http: &impl Ask) -> Reply {
        match WebAddress::parse(&self.at) {
            None => Reply::Failed(format!("`{}` is no address on the web", self.at)),
            Some(address) if !settings.tries_private && address.is_private() => Reply::Private,
            Some(_) => http.ask(self.method, &self.at),
        }
    }

    /// What is next after an answer. `is_down`: other addresses of the host did not answer either.
    #[must_use]
    pub fn next(mut self, reply: Reply, settings: &ExternalLinks, is_down: bool) -> Next {
        let can_retry = !is_down && self.n_tries < settings.n_retries;
        let dead = |why: String| Next::Done(Verdict::Dead(why));
        match reply {
            Reply::Private => Next::Done(Verdict::Private(self.at)),
            Reply::Unreachable(why) => Next::Done(Verdict::Unreachable(why)),
            Reply::Failed(why) => dead(why),
            Reply::Silent(_) if can_retry => self.again(None),
            Reply::Silent(why) => dead(why),
            Reply::Status { code: 200..=299 | 304, .. } => {
                Next::Done(Verdict::Alive { moved: self.moved })
            }
            Reply::Status { code, location: Some(location), .. }
                if matches!(code, 301 | 302 | 303 | 307 | 308) =>
            {
                self.follow(code, &location)
            }
            Reply::Status { code: 429 | 500 | 502..=504, wait_seconds, .. }
                if can_retry && wait_seconds.is_none_or(|seconds| seconds <= LONGEST_WAIT) =>
            {
                self.again(wait_seconds)
            }
            // Not every server knows how to answer without the page.
            Reply::Status { code: 400..=428 | 430..=499 | 501, .. }
                if self.method == Method::Head =>
            {
                self.method = Method::Get;
                Next::Again(self, 0)
            }
            Reply::Status { code, .. } => dead(format!("its host answers {}", words(code))),
        }
    }

    fn again(mut self, wait_seconds: Option<u64>) -> Next {
        let wait = wait_seconds.unwrap_or(1 << self.n_tries);
        self.n_tries += 1;
        Next::Again(self, wait)
    }

    fn follow(mut self, code: u16, location: &str) -> Next {
        let to = WebAddress::parse(&self.at).and_then(|from| from.join(location));
        let Some(to) = to.map(|to| to.as_str().to_owned()) else {
            let why = format!("its host sends to `{location}`, which is no address on the web");
            return Next::Done(Verdict::Dead(why));
        };
        let before = std::mem::replace(&mut self.at, to.clone());
        self.before.push(before);
        if self.before.contains(&to) {
            return Next::Done(Verdict::Dead("its host sends round in a circle".to_owned()));
        }
        if self.before.len() > MOST_HOPS {
            let why = format!("its host sends elsewhere more than {MOST_HOPS} times");
            return Next::Done(Verdict::Dead(why));
        }
        self.is_detour |= !matches!(code, 301 | 308);
        if !self.is_detour {
            self.moved = Some(to);
        }
        self.method = Method::Head;
        Next::Follow(self)
    }
}

/// A status with its name, where it is one that readers of links meet.
fn words(code: u16) -> String {
    let name = match code {
        401 => " (log in first)",
        403 => " (forbidden)",
        404 => " (not found)",
        410 => " (gone)",
        429 => " (too many requests)",
        500 => " (internal error)",
        502 => " (bad gateway)",
        503 => " (unavailable)",
        504 => " (gateway timeout)",
        _ => "",
    };
    format!("{code}{name}")
}

/// An address as it goes over the wire: other letters than those of ASCII are encoded. A host
/// stays as it is.
fn to_ascii(address: &str) -> String {
    const ENCODED: &AsciiSet = &CONTROLS.add(b' ');
    let address = address.split('#').next().unwrap_or(address);
    utf8_percent_encode(address, ENCODED).to_string()
}
