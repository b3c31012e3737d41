//! What is next after each answer: the rules, without clock and network.

use crate::model::ExternalLinks;
use crate::value::WebAddress;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// How a host is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    /// Without the page.
    Head,
    /// For the page, of which only the beginning is read.
    Get,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reply {
    /// The host answered.
    Status { code: u16, location: Option<String>, wait_seconds: Option<u64> },
    /// There is no way to the host, or none from here.
    Unreachable(String),
    /// The host is there but did not answer; it may later.
    Silent(String),
    /// It cannot be asked, now or later.
    Failed(String),
    /// The host is in a private network.
    Private,
}

/// Asks.
pub(super) trait Ask: Sync {
    fn ask(&self, method: Method, address: &str) -> Reply;
}

/// What became of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It answers; where it has moved to for good, if it has.
    Alive { moved: Option<String> },
    /// It does not, and why.
    Dead(String),
    /// There is no way to its host.
    Unreachable(String),
    /// It leads to a host in a private network, this one.
    Private(String),
}

/// An address on its way to a verdict.
#[derive(Debug, Clone)]
pub(super) struct Probe {
    /// The number of the address.
    pub(super) number: usize,
    /// What is asked for now.
    pub(super) at: String,
    /// What was asked for before a host sent elsewhere.
    before: Vec<String>,
    /// Where it has moved to for good so far.
    moved: Option<String>,
    /// A host sent elsewhere for now only, so what follows says nothing of where it moved to.
    is_detour: bool,
    method: Method,
    n_tries: u32,
}

/// What is next.
#[derive(Debug)]
pub(super) enum Next {
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
    pub(super) fn new(number: usize, address: &str) -> Self {
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
    pub(super) fn host(&self) -> String {
        let address = WebAddress::parse(&self.at);
        address.map_or_else(String::new, |address| address.authority().to_owned())
    }

    /// Asks, unless the host must not be asked.
    pub(super) fn ask(&self, settings: &ExternalLinks, http: &impl Ask) -> Reply {
        match WebAddress::parse(&self.at) {
            None => Reply::Failed(format!("`{}` is no address on the web", self.at)),
            Some(address) if !settings.tries_private && address.is_private() => Reply::Private,
            Some(_) => http.ask(self.method, &self.at),
        }
    }

    /// What is next after an answer. `is_down`: other addresses of the host did not answer either.
    pub(super) fn next(mut self, reply: Reply, settings: &ExternalLinks, is_down: bool) -> Next {
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

#[cfg(test)]
mod tests {
    use super::Method;
    use super::Next;
    use super::Probe;
    use super::Reply;
    use super::Verdict;
    use super::to_ascii;
    use crate::model::ExternalLinks;

    fn status(code: u16, location: Option<&str>, wait_seconds: Option<u64>) -> Reply {
        Reply::Status { code, location: location.map(str::to_owned), wait_seconds }
    }

    /// What becomes of an address that gets these answers in turn, and how long was waited.
    #[track_caller]
    fn check(replies: &[Reply], expected: &Verdict, waited: u64) {
        let settings = ExternalLinks::default();
        let (mut probe, mut n_waited) = (Probe::new(0, "http://a.org/x"), 0);
        for (at, reply) in replies.iter().enumerate() {
            probe = match probe.next(reply.clone(), &settings, false) {
                Next::Done(verdict) => {
                    assert_eq!((&verdict, at + 1), (expected, replies.len()));
                    assert_eq!(n_waited, waited);
                    return;
                }
                Next::Again(probe, wait) => {
                    n_waited += wait;
                    probe
                }
                Next::Follow(probe) => probe,
            };
        }
        panic!("there is no verdict after {replies:?}");
    }

    fn dead(why: &str) -> Verdict {
        Verdict::Dead(why.to_owned())
    }

    #[test]
    fn an_answer_is_enough() {
        check(&[status(200, None, None)], &Verdict::Alive { moved: None }, 0);
        check(&[status(204, None, None)], &Verdict::Alive { moved: None }, 0);
    }

    #[test]
    fn what_is_refused_without_the_page_is_asked_for_with_it() {
        for code in [403, 404, 405, 501] {
            let replies = [status(code, None, None), status(200, None, None)];
            check(&replies, &Verdict::Alive { moved: None }, 0);
        }
        let replies = [status(404, None, None), status(404, None, None)];
        check(&replies, &dead("its host answers 404 (not found)"), 0);
    }

    #[test]
    fn a_host_that_cannot_now_is_asked_again_later() {
        let alive = Verdict::Alive { moved: None };
        check(&[status(503, None, None), status(200, None, None)], &alive, 1);
        check(&[status(429, None, Some(7)), status(200, None, None)], &alive, 7);
        let late = || Reply::Silent("it does not answer in time".to_owned());
        check(&[late(), late(), late()], &dead("it does not answer in time"), 3);
        let busy = || status(429, None, None);
        check(&[busy(), busy(), busy()], &dead("its host answers 429 (too many requests)"), 3);
        let long = [status(429, None, Some(3600))];
        check(&long, &dead("its host answers 429 (too many requests)"), 0);
    }

    #[test]
    fn a_host_that_is_down_is_not_asked_again() {
        let probe = Probe::new(0, "http://a.org/x");
        let reply = Reply::Silent("it does not answer in time".to_owned());
        let next = probe.next(reply, &ExternalLinks::default(), true);
        assert!(matches!(next, Next::Done(Verdict::Dead(_))));
    }

    #[test]
    fn an_address_has_moved_as_far_as_it_was_sent_for_good() {
        let moved = |to: &str| Verdict::Alive { moved: Some(to.to_owned()) };
        let found = || status(200, None, None);
        check(&[status(301, Some("/y"), None), found()], &moved("http://a.org/y"), 0);
        check(
            &[status(308, Some("https://b.org/"), None), status(301, Some("z"), None), found()],
            &moved("https://b.org/z"),
            0,
        );
        check(
            &[status(301, Some("/y"), None), status(302, Some("/z"), None), found()],
            &moved("http://a.org/y"),
            0,
        );
        let detour = [status(302, Some("/y"), None), status(301, Some("/z"), None), found()];
        check(&detour, &Verdict::Alive { moved: None }, 0);
    }

    #[test]
    fn circles_and_long_ways_end() {
        let circle = [status(301, Some("/y"), None), status(301, Some("/x"), None)];
        check(&circle, &dead("its host sends round in a circle"), 0);
        let way: Vec<_> = (0..11).map(|n| status(302, Some(&format!("/{n}")), None)).collect();
        check(&way, &dead("its host sends elsewhere more than 10 times"), 0);
        check(
            &[status(302, Some("ftp://a.org/"), None)],
            &dead("its host sends to `ftp://a.org/`, which is no address on the web"),
            0,
        );
    }

    #[test]
    fn a_page_is_asked_for_without_its_bytes_first() {
        assert_eq!(Probe::new(0, "http://a.org/x").method, Method::Head);
    }

    #[test]
    fn an_address_is_sent_in_ascii() {
        assert_eq!(to_ascii("https://a.org/惠 a#b"), "https://a.org/%E6%83%A0%20a");
    }
}
