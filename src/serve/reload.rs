//! Tells open pages that the site has changed.

use super::current::Current;
use crate::limits::MAX_RELOAD_CLIENTS;
use std::io;
use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// The script of every page; a file, because the pages allow no scripts within them.
pub(super) const SCRIPT: &str = include_str!("reload.js");

/// How often a sign of life is sent; only then is it noticed that a page has gone.
const HEARTBEAT: Duration = Duration::from_secs(2);

/// Puts the script into a page; `marks` are further attributes of its element.
pub(super) fn with_script(html: &[u8], version: &str, marks: &str) -> Vec<u8> {
    let script =
        format!("<script src=\"/__wellspring/reload.js?v={version}\"{marks} defer></script>\n");
    let head_end = b"</head>";
    let at = html.windows(head_end.len()).position(|part| part.eq_ignore_ascii_case(head_end));
    let (before, after) = html.split_at(at.unwrap_or(html.len()));
    [before, script.as_bytes(), after].concat()
}

/// The pages that listen.
#[derive(Debug, Default)]
pub(super) struct ReloadClients {
    n_open: AtomicUsize,
}

/// One page that listens.
#[derive(Debug)]
pub(super) struct ReloadClient<'a> {
    clients: &'a ReloadClients,
}

/// A number of an edition that differs between two runs of the server.
pub(super) fn version(number: u64) -> String {
    format!("{}-{number}", std::process::id())
}

/// The edition that a page shows, from the query of its address; 0, which none has, if it is of
/// another run.
pub(super) fn number(target: &str) -> u64 {
    let version = target.split_once("?v=").map_or("", |(_, version)| version);
    let own = version.split_once('-').filter(|(run, _)| *run == std::process::id().to_string());
    own.and_then(|(_, number)| number.parse().ok()).unwrap_or(0)
}

impl ReloadClients {
    /// A place for one more page; `None` if there are too many already.
    pub(super) fn add(&self) -> Option<ReloadClient<'_>> {
        let client = ReloadClient { clients: self };
        let n_before = self.n_open.fetch_add(1, Ordering::Relaxed);
        (n_before < MAX_RELOAD_CLIENTS).then_some(client)
    }
}

impl ReloadClient<'_> {
    /// Tells a page of every edition from now on.
    ///
    /// # Errors
    ///
    /// When the page has gone, which is how this ends.
    pub(super) fn tell(
        &self,
        page: &mut impl Write,
        current: &Current,
        target: &str,
    ) -> io::Result<()> {
        send(page, current, number(target))
    }
}

impl Drop for ReloadClient<'_> {
    fn drop(&mut self) {
        self.clients.n_open.fetch_sub(1, Ordering::Relaxed);
    }
}

fn send(page: &mut impl Write, current: &Current, mut number: u64) -> io::Result<()> {
    page.write_all(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\nretry: 500\n\n",
    )?;
    page.flush()?;
    while !current.is_closed() {
        let event = match current.wait_for_other(number, HEARTBEAT) {
            Some(other) => {
                number = other;
                format!("data: {}\n\n", version(number))
            }
            None => ":\n\n".to_owned(),
        };
        page.write_all(event.as_bytes())?;
        page.flush()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{number, version};

    #[test]
    fn a_version_of_another_run_is_no_edition() {
        assert_eq!(number(&format!("/__wellspring/events?v={}", version(12))), 12);
        assert_eq!(number("/__wellspring/events?v=x-12"), 0);
        assert_eq!(number("/__wellspring/events"), 0);
    }
}
