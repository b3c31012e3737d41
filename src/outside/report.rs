//! What is said of the addresses that were tried.

use super::gather::Address;
use super::http::Http;
use super::probe::Verdict;
use super::scheduler::ask_all;
use super::seen::Seen;
use crate::diag::{Code, Diagnostic};
use crate::model::ExternalLinks;
use crate::progress_bar::Progress;
use crate::value::WebAddress;

/// So many other places of one address are pointed at.
const MOST_PLACES: usize = 5;

/// What came of trying all addresses.
#[derive(Debug, Default)]
pub struct Outside {
    /// What there is to report, in the order of the places.
    pub found: Vec<Diagnostic>,
    /// What answered, for the next time.
    pub memory: Vec<u8>,
    /// How many there are, and what became of them, in a line.
    pub summary: String,
}

#[derive(Default)]
struct Counts {
    n_alive: usize,
    n_remembered: usize,
    n_moved: usize,
    n_dead: usize,
    n_left: usize,
}

/// Tries all addresses but those that the settings skip, that are below the site's own address, or
/// that answered lately. `now` is in seconds since 1970.
#[must_use]
pub fn check(
    addresses: &[Address],
    settings: &ExternalLinks,
    own: Option<&str>,
    memory: &[u8],
    now: u64,
    progress: &Progress,
) -> Outside {
    let mut seen = Seen::from_bytes(memory);
    seen.forget(now, settings.keep_days);
    let is_left = |address: &Address| {
        let is_own = own.is_some_and(|own| is_below(own, &address.text));
        // That a host is private is said in every build.
        let web = WebAddress::parse(&address.text);
        let is_private = web.is_some_and(|web| !settings.tries_private && web.is_private());
        is_own || is_private || settings.skips(&address.text)
    };
    let asked: Vec<(usize, &str)> = addresses
        .iter()
        .enumerate()
        .filter(|(_, address)| !is_left(address) && seen.get(&address.text).is_none())
        .map(|(number, address)| (number, &*address.text))
        .collect();
    progress.begin_many("trying links", asked.len());
    let verdicts = ask_all(&asked, settings, &Http::new(settings), progress);
    let is_unreachable = |verdict: &Verdict| matches!(verdict, Verdict::Unreachable(_));
    if !asked.is_empty() && verdicts.values().all(is_unreachable) {
        let found = vec![no_network(asked.len(), &verdicts)];
        let summary = format!("links    {} addresses outside, none was reached", addresses.len());
        return Outside { found, memory: seen.to_bytes(), summary };
    }
    let (mut found, mut counts) = (Vec::new(), Counts::default());
    for (number, address) in addresses.iter().enumerate() {
        match verdicts.get(&number) {
            Some(Verdict::Alive { moved }) => {
                counts.n_alive += 1;
                seen.insert(&address.text, now, moved.clone());
                found.extend(moved.as_deref().map(|to| has_moved(address, to)));
            }
            Some(Verdict::Dead(why) | Verdict::Unreachable(why)) => {
                counts.n_dead += 1;
                found.push(dead(address, why));
            }
            Some(Verdict::Private(to)) => {
                counts.n_dead += 1;
                found.push(leads_inside(address, to));
            }
            None if is_left(address) => counts.n_left += 1,
            None => {
                if let Some(moved) = seen.get(&address.text) {
                    counts.n_remembered += 1;
                    found.extend(moved.map(|to| has_moved(address, to)));
                }
            }
        }
    }
    counts.n_moved = found.iter().filter(|one| one.code == Code::MovedAddress).count();
    Outside { found, memory: seen.to_bytes(), summary: summary(addresses.len(), &counts) }
}

/// Whether an address is one of the site's own.
fn is_below(own: &str, address: &str) -> bool {
    address.starts_with(own) || address == own.trim_end_matches('/')
}

fn summary(n_all: usize, counts: &Counts) -> String {
    let n_answering = counts.n_alive + counts.n_remembered;
    let mut words = vec![format!("{n_answering} answer")];
    let more = [
        (counts.n_remembered, "of these remembered"),
        (counts.n_moved, "moved"),
        (counts.n_dead, "dead"),
        (counts.n_left, "not tried"),
    ];
    words.extend(more.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")));
    let plural = if n_all == 1 { "" } else { "es" };
    format!("links    {n_all} address{plural} outside: {}", words.join(", "))
}

fn at(code: Code, address: &Address, message: String) -> Diagnostic {
    let (first, others) = address.places.split_first().expect("an address stands somewhere");
    let diagnostic = Diagnostic::new(code, *first, message);
    others.iter().take(MOST_PLACES).fold(diagnostic, |one, place| one.related(*place, "here too"))
}

fn dead(address: &Address, why: &str) -> Diagnostic {
    at(Code::DeadAddress, address, format!("`{}` leads to nothing: {why}", address.text))
        .help("correct the address; if it opens in a browser, name it under `skip` of `external_links` in `site.yaml`")
}

fn has_moved(address: &Address, to: &str) -> Diagnostic {
    at(Code::MovedAddress, address, format!("`{}` has moved for good", address.text))
        .help(format!("write `{to}`"))
}

fn leads_inside(address: &Address, to: &str) -> Diagnostic {
    let message = if address.text == to {
        format!("`{to}` leads to a host in a private network")
    } else {
        format!("`{}` sends on to `{to}`, a host in a private network", address.text)
    };
    at(Code::PrivateAddress, address, message).note("it was not tried")
}

fn no_network(n_asked: usize, verdicts: &std::collections::BTreeMap<usize, Verdict>) -> Diagnostic {
    let why = verdicts.values().find_map(|verdict| match verdict {
        Verdict::Unreachable(why) => Some(why.as_str()),
        _ => None,
    });
    let plural = if n_asked == 1 { "" } else { "es" };
    let message = format!("no host of the {n_asked} address{plural} outside can be reached");
    Diagnostic::new(Code::NoNetwork, None, message)
        .note(format!("of the first, {}", why.unwrap_or("nothing is known")))
        .help("try again where this machine can reach other sites; `HTTPS_PROXY` names a proxy")
}
