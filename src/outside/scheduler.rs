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
pub(super) fn ask_all(
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

#[cfg(test)]
mod tests {
    use super::Ask;
    use super::Reply;
    use super::Verdict;
    use super::ask_all;
    use crate::model::ExternalLinks;
    use crate::outside::probe::Method;
    use crate::progress_bar::Progress;
    use std::collections::BTreeMap;
    use std::sync::Mutex;
    use std::time::Duration;
    use std::time::Instant;

    /// Answers by a function, and notes who was asked at the same time.
    struct Fake<F> {
        answer: F,
        asked: Mutex<Vec<String>>,
        busy: Mutex<BTreeMap<String, usize>>,
        most_of_a_host: Mutex<usize>,
        most: Mutex<usize>,
    }

    impl<F: Fn(&str) -> Reply + Sync> Fake<F> {
        fn new(answer: F) -> Self {
            Self {
                answer,
                asked: Mutex::default(),
                busy: Mutex::default(),
                most_of_a_host: Mutex::default(),
                most: Mutex::default(),
            }
        }
    }

    impl<F: Fn(&str) -> Reply + Sync> Ask for Fake<F> {
        fn ask(&self, _: Method, address: &str) -> Reply {
            let host = address.split('/').nth(2).unwrap_or_default().to_owned();
            let note = |by: isize| {
                let mut busy = self.busy.lock().expect("no thread fails");
                let n = busy.entry(host.clone()).or_default();
                *n = n.saturating_add_signed(by);
                let (of_a_host, of_all) = (*n, busy.values().filter(|n| **n > 0).count());
                let raise = |most: &Mutex<usize>, n: usize| {
                    let mut most = most.lock().expect("no thread fails");
                    *most = n.max(*most);
                };
                raise(&self.most_of_a_host, of_a_host);
                raise(&self.most, of_all);
            };
            note(1);
            std::thread::sleep(Duration::from_millis(5));
            self.asked.lock().expect("no thread fails").push(address.to_owned());
            note(-1);
            (self.answer)(address)
        }
    }

    fn settings() -> ExternalLinks {
        ExternalLinks { pause_seconds: 0, n_at_once: 3, ..ExternalLinks::default() }
    }

    fn ok(_: &str) -> Reply {
        Reply::Status { code: 200, location: None, wait_seconds: None }
    }

    #[test]
    fn hosts_are_asked_together_but_each_one_by_one() {
        let names: Vec<String> = (0..60).map(|n| format!("http://h{}.org/{n}", n % 6)).collect();
        let addresses: Vec<_> = names.iter().map(String::as_str).enumerate().collect();
        let fake = Fake::new(ok);
        let verdicts = ask_all(&addresses, &settings(), &fake, &Progress::hidden());
        assert_eq!(verdicts.len(), 60);
        assert!(verdicts.values().all(|one| *one == Verdict::Alive { moved: None }));
        let mut asked = fake.asked.into_inner().expect("no thread fails");
        asked.sort();
        let mut all = names.clone();
        all.sort();
        assert_eq!(asked, all, "each address is asked for once");
        assert_eq!(fake.most_of_a_host.into_inner().expect("no thread fails"), 1);
        assert!((2..=3).contains(&fake.most.into_inner().expect("no thread fails")));
    }

    #[test]
    fn a_host_has_a_pause_between_questions() {
        let settings = ExternalLinks { pause_seconds: 1, ..settings() };
        let start = Instant::now();
        ask_all(
            &[(0, "http://a.org/1"), (1, "http://a.org/2")],
            &settings,
            &Fake::new(ok),
            &Progress::hidden(),
        );
        assert!(start.elapsed() >= Duration::from_secs(1));
    }

    #[test]
    fn without_a_network_few_hosts_are_asked() {
        let names: Vec<String> = (0..300).map(|n| format!("http://h{n}.org/")).collect();
        let addresses: Vec<_> = names.iter().map(String::as_str).enumerate().collect();
        let fake = Fake::new(|_: &str| Reply::Unreachable("no way".to_owned()));
        let verdicts = ask_all(&addresses, &settings(), &fake, &Progress::hidden());
        assert!(verdicts.len() < 10, "{}", verdicts.len());
        assert!(verdicts.values().all(|one| matches!(one, Verdict::Unreachable(_))));
    }

    #[test]
    fn where_one_host_answers_all_are_asked() {
        let names: Vec<String> = (0..30).map(|n| format!("http://h{n:02}.org/")).collect();
        let addresses: Vec<_> = names.iter().map(String::as_str).enumerate().collect();
        let fake = Fake::new(|address: &str| match address.contains("h00") {
            true => ok(address),
            false => Reply::Unreachable("no way".to_owned()),
        });
        let one = ExternalLinks { n_at_once: 1, ..settings() };
        assert_eq!(ask_all(&addresses, &one, &fake, &Progress::hidden()).len(), 30);
    }

    #[test]
    fn private_hosts_are_not_asked_even_behind_others() {
        let fake = Fake::new(|_: &str| Reply::Status {
            code: 302,
            location: Some("http://169.254.169.254/secret".to_owned()),
            wait_seconds: None,
        });
        let addresses = [(0, "http://localhost:1/"), (1, "http://a.org/")];
        let verdicts = ask_all(&addresses, &settings(), &fake, &Progress::hidden());
        assert_eq!(verdicts[&0], Verdict::Private("http://localhost:1/".to_owned()));
        assert_eq!(verdicts[&1], Verdict::Private("http://169.254.169.254/secret".to_owned()));
        assert_eq!(*fake.asked.lock().expect("no thread fails"), ["http://a.org/"]);
    }
}
