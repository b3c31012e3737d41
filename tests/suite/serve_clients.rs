//! Clients of the server that are slow, many or strange: they hold up nobody else, and every request
//! gets an answer.

use crate::site_case::SiteCase;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::thread;
use std::time::{Duration, Instant};
use wellspring::serve::{ServeOptions, Served, Server};

/// How long an answer may take before the test counts as stuck.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long somebody may wait beside clients that are slow. The page itself takes some milliseconds;
/// the machine may be busy with other tests.
const AT_ONCE: Duration = Duration::from_secs(5);

const GET: &str = "GET /en/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

fn start(case: &SiteCase) -> Server {
    let host = "127.0.0.1".to_owned();
    let (build, served) = (case.options(), Served::Live);
    let options = ServeOptions { build, served, polls: false, host, port: 0 };
    Server::start(&options).expect("a port is free")
}

fn connect(server: &Server) -> TcpStream {
    connect_to(server.address())
}

fn connect_to(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).expect("the server listens");
    stream.set_read_timeout(Some(PATIENCE)).expect("a socket has a time limit");
    stream.set_write_timeout(Some(PATIENCE)).expect("a socket has a time limit");
    stream
}

/// All that is answered until the connection ends, in whatever way.
fn rest_of(mut stream: &TcpStream) -> String {
    let mut bytes = Vec::new();
    // Over bytes that nobody has read it is reset.
    let _ = stream.read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What is answered to these bytes.
fn ask(server: &Server, bytes: &[u8]) -> String {
    ask_at(server.address(), bytes)
}

fn ask_at(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = connect_to(address);
    // Of what is too long it need not read all.
    let _ = stream.write_all(bytes);
    rest_of(&stream)
}

#[track_caller]
fn check_answers_at_once(server: &Server) {
    let before = Instant::now();
    let answer = ask(server, GET.as_bytes());
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    assert!(before.elapsed() < AT_ONCE, "it took {:?}", before.elapsed());
}

#[test]
fn who_says_nothing_holds_up_nobody() {
    let case = SiteCase::small();
    let server = start(&case);
    let silent: Vec<_> = (0..50).map(|_| connect(&server)).collect();
    let half: Vec<_> = (0..50).map(|_| connect(&server)).collect();
    for mut stream in &half {
        stream.write_all(b"GET /en/ HTTP/1.1\r\nHost: lo").expect("the server reads");
    }
    for _ in 0..5 {
        check_answers_at_once(&server);
    }
    drop((silent, half));
}

#[test]
fn of_too_many_the_one_that_was_silent_for_longest_makes_way() {
    let case = SiteCase::small();
    let server = start(&case);
    let silent: Vec<_> = (0..400).map(|_| connect(&server)).collect();
    check_answers_at_once(&server);
    assert_eq!(rest_of(&silent[0]), "");
    let last = &silent[silent.len() - 1];
    (&*last).write_all(GET.as_bytes()).expect("it is still open");
    assert!(rest_of(last).starts_with("HTTP/1.1 200 OK\r\n"));
}

#[test]
fn who_takes_nothing_holds_up_nobody() {
    let case = SiteCase::small();
    // More than the system keeps for a connection.
    case.put("content/files/large.bin", vec![b'x'; 20_000_000]);
    let server = start(&case);
    let slow: Vec<_> = (0..50).map(|_| connect(&server)).collect();
    for mut stream in &slow {
        let request = "GET /files/large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n";
        stream.write_all(request.as_bytes()).expect("the server reads");
    }
    for _ in 0..5 {
        check_answers_at_once(&server);
    }
}

#[test]
fn many_at_once_are_all_answered() {
    let case = SiteCase::small();
    let server = start(&case);
    let address = server.address();
    let ask_often = || {
        for _ in 0..5 {
            let answer = ask_at(address, GET.as_bytes());
            assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        }
    };
    thread::scope(|scope| {
        for _ in 0..100 {
            scope.spawn(ask_often);
        }
    });
}

#[test]
fn every_request_gets_an_answer() {
    let case = SiteCase::small();
    let server = start(&case);
    let long = format!("GET /en/ HTTP/1.1\r\nHost: localhost\r\nX: {}", "x".repeat(50_000_000));
    let lines = "X: x\r\n".repeat(200);
    let many = format!("GET /en/ HTTP/1.1\r\nHost: localhost\r\n{lines}\r\n");
    let endless = "\r\n".repeat(50_000);
    let cases: &[(&str, u16)] = &[
        (&long, 431),
        (&many, 431),
        (&endless, 431),
        ("GET /en/ HTTP/2.0\r\nHost: localhost\r\n\r\n", 505),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
        ("GET /en/ HTTP/1.1\nHost: localhost\nConnection: close\n\n", 200),
        ("GET /en/ HTTP/1.0\r\nHost: localhost\r\n\r\n", 200),
        (
            "GET /en/ HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            400,
        ),
        ("GET /en/ HTTP/1.1\r\nConnection: close\r\n\r\n", 403),
        ("\u{16}\u{3}\u{1} hello over TLS\r\n\r\n", 400),
        ("GET\r\n\r\n", 400),
        ("POST /en/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello", 405),
        (
            "GET /en/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            413,
        ),
    ];
    for (request, status) in cases {
        let answer = ask(&server, request.as_bytes());
        let shown: String = request.chars().take(60).collect();
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{shown:?}: {answer:.80}");
    }
    check_answers_at_once(&server);
}

#[test]
fn a_connection_takes_one_request_after_the_other() {
    let case = SiteCase::small();
    let server = start(&case);
    let mut stream = connect(&server);
    let request = "HEAD /en/ HTTP/1.1\r\nHost: localhost\r\n\r\n";
    stream.write_all(format!("{request}{request}{GET}").as_bytes()).expect("the server reads");
    let answers = rest_of(&stream);
    assert_eq!(answers.matches("HTTP/1.1 200 OK\r\n").count(), 3, "{answers}");
    assert_eq!(answers.matches("Connection: keep-alive\r\n").count(), 2, "{answers}");
    assert_eq!(answers.matches("</html>").count(), 1, "{answers}");
}

#[test]
fn a_head_that_drips_in_is_told_that_it_is_late() {
    let case = SiteCase::small();
    let server = start(&case);
    let mut stream = connect(&server);
    let before = Instant::now();
    for byte in b"GET /en/ HTTP/1.1\r\nHost: localhost\r\n" {
        if stream.write_all(&[*byte]).is_err() {
            break;
        }
        thread::sleep(Duration::from_millis(400));
        if before.elapsed() > Duration::from_secs(11) {
            break;
        }
    }
    let answer = rest_of(&stream);
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
}
