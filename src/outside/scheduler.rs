//! Has all addresses asked: several hosts at one time, each one question after the other, with a
//! pause between them.

#![expect(clippy::disallowed_methods, reason = "pauses need a clock; no page sees it")]

use super::probe::{Ask, Next, Probe, Reply, Verdict};
use crate::model::ExternalLinks;
use crate::progress_bar::Progress;
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// So many hosts without a way to any of them, and no other that answers, is no network.
const N_HOSTS_OF_NO_NETWORK: usize = 5;

/// What is still to be asked of a host.
struct Host {
    waiting: VecDeque<Probe>,
    ready: Instant,
    is_busy: bool,
    /// An address of it did not answer, however often it was asked.
    is_down: bool,
}

#[derive(Default)]
struct State {
    hosts: BTreeMap<String, Host>,
    verdicts: BTreeMap<usize, Verdict>,
    /// Some host answered.
    is_online: bool,
    n_unreachable: usize,
}

/// Asks for all addresses; returns a verdict for each by its number, or none for those left when it
/// is clear that there is no network.
pub fn ask_all(
    addresses: &[(usize, &str)],
    settings: &ExternalLinks,
    http: &impl Ask,
    progress: &Progress,
) -> BTreeMap<usize, Verdict> {
    let scheduler =
        Scheduler { state: Mutex::default(), changed: Condvar::new(), settings, progress };
    let now = Instant::now();
    addresses
        .iter()
        .for_each(|(number, address)| scheduler.lock().add(Probe::new(*number, address), now));
    let n_workers = scheduler.lock().hosts.len().min(settings.n_at_once as usize);
    std::thread::scope(|scope| {
        for _ in 0..n_workers {
            scope.spawn(|| scheduler.work(http));
        }
    });
    scheduler.state.into_inner().unwrap_or_else(PoisonError::into_inner).verdicts
}

struct Scheduler<'a> {
    state: Mutex<State>,
    changed: Condvar,
    settings: &'a ExternalLinks,
    progress: &'a Progress,
}

impl Scheduler<'_> {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn work(&self, http: &impl Ask) {
        while let Some((host, probe, is_down)) = self.take() {
            let reply = probe.ask(self.settings, http);
            self.put_back(&host, probe, reply, is_down);
        }
    }

    /// Waits for the next question; `None` if there will be no more.
    fn take(&self) -> Option<(String, Probe, bool)> {
        let mut state = self.lock();
        loop {
            let is_busy = state.hosts.values().any(|host| host.is_busy);
            let idle = |(_, host): &(&String, &mut Host)| !host.is_busy && !host.waiting.is_empty();
            let next = state.hosts.iter_mut().filter(idle).min_by_key(|(_, host)| host.ready);
            let now = Instant::now();
            state = match next {
                Some((name, host)) if host.ready <= now => {
                    host.is_busy = true;
                    let probe = host.waiting.pop_front()?;
                    return Some((name.clone(), probe, host.is_down));
                }
                Some((_, host)) => {
                    let wait = host.ready - now;
                    let (state, _) = self
                        .changed
                        .wait_timeout(state, wait)
                        .unwrap_or_else(PoisonError::into_inner);
                    state
                }
                None if is_busy => self.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
                None => return None,
            };
        }
    }

    fn put_back(&self, name: &str, probe: Probe, reply: Reply, is_down: bool) {
        let was_asked = !matches!(reply, Reply::Private);
        let is_unreachable = matches!(reply, Reply::Unreachable(_));
        let is_silent = matches!(reply, Reply::Silent(_));
        let number = probe.number;
        let next = probe.next(reply, self.settings, is_down);
        let now = Instant::now();
        let pause = Duration::from_secs(u64::from(self.settings.pause_seconds));
        let pause = if was_asked { pause } else { Duration::ZERO };
        let mut state = self.lock();
        state.is_online |= was_asked && !is_unreachable;
        let State { hosts, verdicts, n_unreachable, .. } = &mut *state;
        let Some(host) = hosts.get_mut(name) else { return };
        host.is_busy = false;
        host.ready = now + pause;
        match next {
            Next::Again(probe, seconds) => {
                host.ready = now + pause.max(Duration::from_secs(seconds));
                host.waiting.push_front(probe);
            }
            Next::Follow(probe) => state.add(probe, now),
            Next::Done(verdict) => {
                let is_first = !host.is_down;
                host.is_down |= is_unreachable || is_silent;
                *n_unreachable += usize::from(is_first && is_unreachable);
                verdicts.insert(number, verdict);
                self.progress.step();
            }
        }
        if !state.is_online && state.n_unreachable >= N_HOSTS_OF_NO_NETWORK {
            state.hosts.values_mut().for_each(|host| host.waiting.clear());
        }
        drop(state);
        self.changed.notify_all();
    }
}

impl State {
    fn add(&mut self, probe: Probe, now: Instant) {
        let new = || Host { waiting: VecDeque::new(), ready: now, is_busy: false, is_down: false };
        self.hosts.entry(probe.host()).or_insert_with(new).waiting.push_back(probe);
    }
}
