//! The server where the system tells nothing of changes.

use crate::site_case::SiteCase;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;
use wellspring::serve::{ServeOptions, Served, Server};

const PAGE: &str = "content/pages/story.en.md";

fn start(case: &SiteCase, polls: bool) -> Server {
    let host = "127.0.0.1".to_owned();
    let options =
        ServeOptions { build: case.options(), served: Served::Live, polls, host, port: 0 };
    Server::start(&options).expect("a port is free")
}

fn site() -> SiteCase {
    let case = SiteCase::small();
    case.put(PAGE, "---\ntitle: Story\n---\n\nOnce upon a time.\n");
    case.put("content/pages/story.zh.md", "---\ntitle: 故事\n---\n\n从前。\n");
    case
}

fn send(server: &Server, request: &str) -> TcpStream {
    let mut stream = TcpStream::connect(server.address()).expect("the server listens");
    stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a socket has a time limit");
    stream.write_all(request.as_bytes()).expect("the server reads");
    stream
}

fn get(server: &Server, headers: &str) -> String {
    let request = format!("GET /en/story/ HTTP/1.1\r\n{headers}Connection: close\r\n\r\n");
    let mut text = String::new();
    send(server, &request).read_to_string(&mut text).expect("the server answers");
    text
}

#[test]
fn a_change_of_which_no_event_tells_is_seen_when_a_page_is_asked_for() {
    let case = site();
    let server = start(&case, true);
    assert!(get(&server, "Host: localhost\r\n").contains("Once upon a time."));
    // A look may have to wait for the one before.
    for (words, pause) in [("There was a king.", 100), ("The king died.", 0)] {
        case.put(PAGE, format!("---\ntitle: Story\n---\n\n{words}\n"));
        thread::sleep(Duration::from_millis(pause));
        let mut tries = (0..40).map(|_| {
            thread::sleep(Duration::from_millis(50));
            get(&server, "Host: localhost\r\n")
        });
        assert!(tries.any(|page| page.contains(words)), "{words}");
    }
}

/// A file that is written under another name, as one that is mapped into memory: the folder that
/// is watched hears nothing of it.
#[cfg(unix)]
#[test]
fn what_no_event_tells_of_is_seen_at_the_next_reload() {
    let (case, elsewhere) = (site(), SiteCase::empty());
    let other = elsewhere.root().join("story");
    fs::hard_link(case.root().join(PAGE), &other).expect("both are on one disk");
    let server = start(&case, false);
    assert!(get(&server, "Host: localhost\r\n").contains("Once upon a time."));
    for words in ["There was a king.", "The king died."] {
        fs::write(&other, format!("---\ntitle: Story\n---\n\n{words}\n")).expect("it is there");
        // The reload that finds the change may still show the page before it.
        let mut tries = (0..40).map(|_| {
            thread::sleep(Duration::from_millis(50));
            get(&server, "Host: localhost\r\n")
        });
        assert!(tries.any(|page| page.contains(words)), "{words}");
    }
}

#[test]
fn a_request_names_one_host() {
    let case = site();
    let server = start(&case, false);
    let reply = get(&server, "Host: localhost\r\nHost: evil.example\r\n");
    assert!(reply.starts_with("HTTP/1.1 400"), "{reply}");
}
