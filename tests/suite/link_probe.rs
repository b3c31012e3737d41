//! `cases/outside/`: what becomes of an address after the answers that it gets, and who is asked when, without a
//! network.

use crate::tables::check_tables;
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Duration;
use wellspring::model::ExternalLinks;
use wellspring::outside::{Ask, Method, Next, Probe, Reply, Verdict, ask_all};
use wellspring::progress_bar::Progress;

/// An answer in the notation of the tables: `200`, `301 to /y`, `429 wait 7`, `silent`.
fn reply(text: &str) -> Reply {
    let mut words = text.split(' ');
    match words.next().unwrap_or_default() {
        "silent" => Reply::Silent("it does not answer in time".to_owned()),
        code => {
            let (mut location, mut wait_seconds) = (None, None);
            match (words.next(), words.next()) {
                (Some("to"), to) => location = to.map(str::to_owned),
                (Some("wait"), seconds) => wait_seconds = seconds.and_then(|n| n.parse().ok()),
                _ => {}
            }
            Reply::Status { code: code.parse().expect("a status"), location, wait_seconds }
        }
    }
}

fn told(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Alive { moved: None } => "alive".to_owned(),
        Verdict::Alive { moved: Some(to) } => format!("moved to {to}"),
        Verdict::Dead(why) => format!("dead: {why}"),
        Verdict::Unreachable(why) => format!("unreachable: {why}"),
        Verdict::Private(to) => format!("private: {to}"),
    }
}

/// What becomes of `http://a.org/x` with these answers in turn, and how many seconds are waited;
/// there must be no answer too many.
fn outcome(replies: &str, is_down: bool) -> (String, u64) {
    let replies: Vec<_> = replies.split(", ").map(reply).collect();
    let (mut probe, mut n_waited) = (Probe::new(0, "http://a.org/x"), 0);
    for (at, reply) in replies.iter().enumerate() {
        probe = match probe.next(reply.clone(), &ExternalLinks::default(), is_down) {
            Next::Done(verdict) => {
                assert_eq!(at + 1, replies.len(), "{replies:?}");
                return (told(&verdict), n_waited);
            }
            Next::Again(probe, wait) => {
                n_waited += wait;
                probe
            }
            Next::Follow(probe) => probe,
        };
    }
    (format!("asked again with {:?}", probe.method), n_waited)
}

#[test]
fn answers_decide_what_is_next() {
    check_tables(
        "outside/answers",
        &[
            ("what becomes of it", &|cells| outcome(cells[0], false).0),
            ("seconds waited", &|cells| outcome(cells[0], false).1.to_string()),
            ("if its host is down", &|cells| outcome(cells[0], true).0),
            ("sent as", &|cells| Probe::new(0, cells[0]).at),
        ],
    );
    assert_eq!(Probe::new(0, "http://a.org/x").method, Method::Head, "without its bytes first");
}

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
