//! `check --external` against servers of this machine: nothing is asked elsewhere.

use crate::program::Run;
use crate::site_case::SiteCase;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// What a server was asked, with the time: `HEAD /path`.
type Asked = Arc<Mutex<Vec<(String, Instant)>>>;

/// A server that answers by the method, the path and how often that was asked before; no answer is
/// a connection that is held open.
struct Server {
    port: u16,
    asked: Asked,
    /// The most connections at one time.
    most: Arc<Mutex<(usize, usize)>>,
}

impl Server {
    fn start(answer: fn(&str, &str, usize) -> Option<String>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
        let port = listener.local_addr().expect("it has an address").port();
        let (asked, most) = (Asked::default(), Arc::new(Mutex::new((0, 0))));
        let (log, busy) = (Arc::clone(&asked), Arc::clone(&most));
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (log, busy) = (Arc::clone(&log), Arc::clone(&busy));
                std::thread::spawn(move || serve(stream, answer, &log, &busy));
            }
        });
        Self { port, asked, most }
    }

    fn asked(&self) -> Vec<String> {
        let asked = self.asked.lock().expect("no thread fails");
        asked.iter().map(|(line, _)| line.clone()).collect()
    }
}

fn serve(
    mut stream: TcpStream,
    answer: fn(&str, &str, usize) -> Option<String>,
    log: &Asked,
    busy: &Mutex<(usize, usize)>,
) {
    let mut lines = BufReader::new(stream.try_clone().expect("a stream has two ends")).lines();
    while let Some(Ok(first)) = lines.next() {
        while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
        let mut words = first.split(' ');
        let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let line = format!("{method} {path}");
        let n_before = {
            let mut log = log.lock().expect("no thread fails");
            let n_before = log.iter().filter(|(known, _)| *known == line).count();
            log.push((line, Instant::now()));
            n_before
        };
        let mut now = busy.lock().expect("no thread fails");
        *now = (now.0 + 1, now.1.max(now.0 + 1));
        drop(now);
        let text = answer(method, path, n_before);
        busy.lock().expect("no thread fails").0 -= 1;
        match text {
            Some(text) if stream.write_all(text.as_bytes()).is_ok() => {}
            Some(_) => return,
            None => std::thread::sleep(Duration::from_secs(30)),
        }
    }
}

fn status(line: &str) -> Option<String> {
    Some(format!("HTTP/1.1 {line}\r\nContent-Length: 0\r\n\r\n"))
}

/// The paths that the tests ask for.
fn answer(method: &str, path: &str, n_before: usize) -> Option<String> {
    match (method, path) {
        (_, "/ok" | "/new" | "/%E6%83%A0?a=b") => status("200 OK"),
        (_, "/moved") => status("301 Moved\r\nLocation: /moved-2"),
        (_, "/moved-2") => status("308 Moved\r\nLocation: new"),
        (_, "/detour") => status("302 Found\r\nLocation: /ok"),
        (_, "/circle") => status("301 Moved\r\nLocation: /circle-2"),
        (_, "/circle-2") => status("301 Moved\r\nLocation: /circle"),
        (_, "/busy") if n_before == 0 => status("429 Too Many Requests\r\nRetry-After: 1"),
        (_, "/busy") => status("200 OK"),
        (_, "/broken") => status("503 Unavailable"),
        (_, "/hang") => None,
        ("HEAD", "/no-head") => status("405 Method Not Allowed"),
        ("GET", "/no-head") => status("200 OK"),
        (_, "/forbidden") => status("403 Forbidden"),
        _ => status("404 Not Found"),
    }
}

/// A site with these settings, whose page has these links, one a line from line 5 on.
fn site(settings: &str, links: &[String]) -> SiteCase {
    let case = SiteCase::small();
    let text = std::fs::read_to_string(case.root().join("content/site.yaml")).expect("is there");
    let common = "private: allow, pause: 0, retries: 1, timeout: 1";
    case.put("content/site.yaml", format!("{text}external_links: {{ {common}{settings} }}\n"));
    let links: String = links.iter().map(|link| format!("[x]({link})\\\n")).collect();
    for (lang, title) in [("zh", "链接"), ("en", "Links")] {
        let text = if lang == "en" { links.trim_end_matches("\\\n") } else { "文。" };
        case.put(
            &format!("content/pages/links.{lang}.md"),
            format!("---\ntitle: {title}\n---\n\n{text}\n"),
        );
    }
    case
}

fn links_to(server: &Server, paths: &[&str]) -> Vec<String> {
    paths.iter().map(|path| format!("http://127.0.0.1:{}{path}", server.port)).collect()
}

/// Runs `check --external` without any proxy.
fn check(case: &SiteCase, arguments: &[&str]) -> Run {
    check_with(case, arguments, &[])
}

fn check_with(case: &SiteCase, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wellspring"));
    command.current_dir(case.root()).args(["check", "--external", "--format", "short"]);
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
        command.env_remove(name).env_remove(name.to_lowercase());
    }
    let output = command
        .args(arguments)
        .envs(variables.iter().copied())
        .output()
        .expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("the program prints UTF-8");
    let code = output.status.code().expect("the program was not killed");
    Run { code, stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// The problems of a run, without the port of the server.
fn problems(run: &Run, server: &Server) -> Vec<String> {
    let problems = run.stderr.lines().filter(|line| line.starts_with("content/"));
    problems.map(|line| line.replace(&format!("http://127.0.0.1:{}", server.port), "")).collect()
}

#[test]
fn addresses_that_answer_are_in_order() {
    let server = Server::start(answer);
    let links = links_to(&server, &["/ok", "/ok#part", "/惠?a=b", "/no-head", "/detour", "/busy"]);
    let run = check(&site("", &links), &[]);
    assert_eq!((run.code, problems(&run, &server)), (0, Vec::new()), "{}", run.stderr);
    assert!(run.stderr.contains("links    5 addresses outside: 5 answer\n"), "{}", run.stderr);
    let asked = server.asked();
    let n_asked = |line: &str| asked.iter().filter(|known| *known == line).count();
    assert_eq!(n_asked("HEAD /busy"), 2, "asked again after it was busy");
    assert_eq!((n_asked("HEAD /no-head"), n_asked("GET /no-head")), (1, 1));
    assert_eq!(n_asked("HEAD /%E6%83%A0?a=b"), 1);
    assert_eq!(n_asked("HEAD /ok"), 2, "once for itself, whatever the fragment, once as a detour");
}

#[test]
fn what_leads_nowhere_is_reported_at_its_place() {
    let server = Server::start(answer);
    let paths =
        ["/gone", "/ok", "/moved", "/circle", "/broken", "/forbidden", "/gone#again", "/hang"];
    let case = site("", &links_to(&server, &paths));
    let start = Instant::now();
    let run = check(&case, &[]);
    assert!(start.elapsed() < Duration::from_secs(20), "a host that hangs is left");
    let expected = [
        "content/pages/links.en.md:5:5: warning[dead-address]: `/gone` leads to nothing: its host answers 404 (not found)",
        "content/pages/links.en.md:7:5: note[moved-address]: `/moved` has moved for good",
        "content/pages/links.en.md:8:5: warning[dead-address]: `/circle` leads to nothing: its host sends round in a circle",
        "content/pages/links.en.md:9:5: warning[dead-address]: `/broken` leads to nothing: its host answers 503 (unavailable)",
        "content/pages/links.en.md:10:5: warning[dead-address]: `/forbidden` leads to nothing: its host answers 403 (forbidden)",
        "content/pages/links.en.md:12:5: warning[dead-address]: `/hang` leads to nothing: it does not answer in time",
    ];
    assert_eq!((run.code, problems(&run, &server)), (0, expected.map(str::to_owned).to_vec()));
    assert!(
        run.stderr.contains("7 addresses outside: 2 answer, 1 moved, 5 dead"),
        "{}",
        run.stderr
    );
    // All of it is still so the next time, in the same order, and stops a strict check.
    let again = check(&case, &["--strict"]);
    assert_eq!(again.code, 1);
    let words =
        problems(&run, &server).iter().map(|line| line.replace("warning[", "error[")).collect();
    let expected: Vec<String> = words;
    assert_eq!(problems(&again, &server), expected);
}

#[test]
fn what_answered_is_not_asked_again_for_some_days() {
    let server = Server::start(answer);
    let links = links_to(&server, &["/ok", "/moved", "/gone"]);
    let case = site("", &links);
    let first = check(&case, &[]);
    let n_asked = server.asked().len();
    let second = check(&case, &[]);
    assert_eq!(problems(&first, &server), problems(&second, &server));
    assert!(second.stderr.contains("2 of these remembered"), "{}", second.stderr);
    let asked = server.asked();
    assert_eq!(asked[n_asked..], ["HEAD /gone", "GET /gone"], "only what did not answer");
    assert!(case.root().join(".output.reuse/links.json").is_file());
    assert!(!case.root().join("output").exists(), "a check builds nothing");
    // A memory that is damaged is as good as none, and `build` takes no notice of it.
    case.put(".output.reuse/links.json", "{ no");
    assert_eq!(problems(&check(&case, &[]), &server), problems(&first, &server));
    assert!(server.asked()[asked.len()..].contains(&"HEAD /ok".to_owned()));
    let run = crate::program::wellspring(case.root(), &["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(case.root().join(".output.reuse/links.json").is_file());
}

/// The times at which addresses answered are moved by that many days into the past.
fn age_memory(case: &SiteCase, n_days: i64, path: &str) {
    let file = case.root().join(".output.reuse/links.json");
    let text = std::fs::read_to_string(&file).expect("a check remembers");
    let mut memory: Value = serde_json::from_str(&text).expect("is JSON");
    let entries = memory["addresses"].as_object_mut().expect("addresses");
    for (_, entry) in entries.iter_mut().filter(|(address, _)| address.ends_with(path)) {
        let at = entry["at"].as_i64().expect("a time");
        entry["at"] = (at - n_days * 86_400).into();
    }
    case.put(".output.reuse/links.json", memory.to_string());
}

#[test]
fn what_answered_long_ago_or_in_the_future_is_asked_again() {
    let server = Server::start(answer);
    let case = site(", keep_days: 7", &links_to(&server, &["/ok", "/new", "/detour", "/moved"]));
    check(&case, &[]);
    let n_asked = server.asked().len();
    age_memory(&case, 6, "/ok");
    age_memory(&case, 7, "/new");
    // A clock that was put back proves nothing.
    age_memory(&case, -1, "/detour");
    let run = check(&case, &[]);
    assert_eq!(server.asked()[n_asked..], ["HEAD /new", "HEAD /detour", "HEAD /ok"]);
    assert!(problems(&run, &server)[0].contains("/moved"), "{}", run.stderr);
    case.put(".output.reuse/links.json", "{ no");
    assert_eq!(check(&case, &[]).code, 0);
}

#[test]
fn with_no_days_to_keep_all_is_asked_again() {
    let server = Server::start(answer);
    let case = site(", keep_days: 0", &links_to(&server, &["/ok"]));
    check(&case, &[]);
    check(&case, &[]);
    assert_eq!(server.asked(), ["HEAD /ok", "HEAD /ok"]);
}

#[test]
fn skipped_addresses_and_those_of_the_site_itself_are_not_asked() {
    let server = Server::start(answer);
    let links = links_to(&server, &["/ok", "/gone", "/report/en/index.html", "/reports/"]);
    let skip = format!(", skip: ['127.0.0.1:{}/gone']", server.port);
    let base = format!("http://127.0.0.1:{}/report/", server.port);
    let run = check(&site(&skip, &links), &["--base-url", &base]);
    assert_eq!(server.asked(), ["HEAD /ok", "HEAD /reports/", "GET /reports/"], "{}", run.stderr);
    assert!(run.stderr.contains("1 answer, 1 dead, 2 not tried"), "{}", run.stderr);
}

#[test]
fn sources_and_the_footer_are_tried_too() {
    let server = Server::start(answer);
    let case = site("", &[]);
    let address = &links_to(&server, &["/gone"])[0];
    case.put(
        "content/data/sources.yaml",
        format!("- {{ id: report, title: {{ zh: 甲, en: A }}, url: \"{address}\" }}\n"),
    );
    let text = std::fs::read_to_string(case.root().join("content/site.yaml")).expect("is there");
    let footer =
        format!("footer: [{{ label: {{ zh: 乙, en: B }}, value: '1', href: {address}-too }}]\n");
    case.put("content/site.yaml", text + &footer);
    let run = check(&case, &[]);
    let places: Vec<_> = problems(&run, &server)
        .iter()
        .map(|line| line.split(':').take(2).collect::<Vec<_>>().join(":"))
        .collect();
    assert_eq!(places, ["content/data/sources.yaml:1", "content/site.yaml:8"], "{}", run.stderr);
}

#[test]
fn one_host_is_asked_one_question_at_a_time_with_a_pause() {
    let server = Server::start(|_, _, _| {
        std::thread::sleep(Duration::from_millis(50));
        status("200 OK")
    });
    let case = site("", &links_to(&server, &["/1", "/2", "/3"]));
    let text = std::fs::read_to_string(case.root().join("content/site.yaml")).expect("is there");
    case.put("content/site.yaml", text.replace("pause: 0", "pause: 1"));
    let run = check(&case, &[]);
    assert!(run.stderr.contains("3 answer"), "{}", run.stderr);
    assert_eq!(server.most.lock().expect("no thread fails").1, 1);
    let asked = server.asked.lock().expect("no thread fails");
    assert_eq!(asked.len(), 3);
    for pair in asked.windows(2) {
        assert!(pair[1].1 - pair[0].1 >= Duration::from_secs(1));
    }
}

#[test]
fn without_a_network_one_line_says_so() {
    let links: Vec<String> = (0..30).map(|n| format!("http://host-{n}.example.org/")).collect();
    let case = site("", &links);
    // A proxy that is not there stands for a network that is not there.
    let port = TcpListener::bind("127.0.0.1:0").and_then(|one| one.local_addr());
    let proxy = format!("http://127.0.0.1:{}", port.expect("there is a free port").port());
    let variables = [("HTTP_PROXY", &*proxy), ("NO_PROXY", "")];
    let run = check_with(&case, &[], &variables);
    assert_eq!(run.code, 0);
    let lines: Vec<_> = run.stderr.lines().filter(|line| line.contains("warning[")).collect();
    assert_eq!(
        lines,
        ["warning[no-network]: no host of the 30 addresses outside can be reached"],
        "{}",
        run.stderr
    );
    assert_eq!(check_with(&case, &["--strict"], &variables).code, 1);
}

#[test]
fn private_hosts_are_never_asked() {
    let server = Server::start(answer);
    let case = site("", &links_to(&server, &["/gone"]));
    let text = std::fs::read_to_string(case.root().join("content/site.yaml")).expect("is there");
    case.put("content/site.yaml", text.replace("private: allow, ", ""));
    let run = check(&case, &[]);
    let expected = "content/pages/links.en.md:5:5: warning[private-address]: `/gone` leads to a host that readers cannot reach";
    assert_eq!(problems(&run, &server), [expected], "{}", run.stderr);
    assert_eq!(server.asked(), Vec::<String>::new());
}

#[test]
fn a_plain_check_asks_nobody() {
    let server = Server::start(answer);
    let case = site("", &links_to(&server, &["/gone"]));
    let run = crate::program::wellspring(case.root(), &["check"]);
    assert_eq!((run.code, server.asked().len()), (0, 0), "{}", run.stderr);
    let left: BTreeMap<_, _> = crate::file_tree::read_tree(case.root());
    assert!(left.keys().all(|path| path.starts_with("content/")), "nothing is written");
}
