//! Requests in, answers out; and who is answered at all.

use super::address::{SitePath, is_own_host};
use super::answer::{Answer, Body, OWN, answer_built, answer_live};
use super::current::Current;
use super::folder::Folder;
use super::looks::Looks;
use super::reload::ReloadClients;
use std::io::{Cursor, Read};
use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use tiny_http::{Header, Method, Request, Response, StatusCode};

/// The headers of every answer. Pages get no more rights than they need, so that what works here
/// works on a strict host, too.
const HEADERS: [(&str, &str); 4] = [
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'",
    ),
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
];

/// Where answers come from.
#[derive(Debug)]
pub(super) enum Content {
    /// The model, and the folder of the site.
    Live { current: Arc<Current>, root: PathBuf, clients: Arc<ReloadClients> },
    /// The output folder.
    Built(Folder),
}

/// What the server knows of itself.
pub(super) struct Site {
    pub(super) content: Content,
    /// Sees changes that no event told of.
    pub(super) looks: Option<Arc<Looks>>,
    /// The host that was asked for.
    pub(super) host: String,
    pub(super) address: SocketAddr,
}

/// Answers one request.
pub(super) fn respond(site: &Site, request: Request) {
    let target = request.url().to_owned();
    let answer = match check(site, &request) {
        Err(refusal) => refusal,
        Ok(path) => {
            let is_events = path.file() == format!("{OWN}/events");
            match (&site.content, is_events && *request.method() == Method::Get) {
                (Content::Live { current, clients, .. }, true) => {
                    let refused = clients.add(request, current);
                    if let Some(request) = refused {
                        send(request, Answer::remark(503, "too many pages are listening"));
                    }
                    return;
                }
                _ => {
                    // With a page come its style sheet and scripts, which need no look of their own.
                    if let Some(looks) = &site.looks
                        && path.file().ends_with(".html")
                    {
                        looks.look();
                    }
                    answer(site, &target, &path)
                }
            }
        }
    };
    send(request, answer);
}

/// Refuses what no reader of the site would ask.
fn check(site: &Site, request: &Request) -> Result<SitePath, Answer> {
    let header = |name: &'static str| {
        let found = request.headers().iter().find(|header| header.field.equiv(name));
        found.map_or("", |header| header.value.as_str())
    };
    let hosts = request.headers().iter().filter(|header| header.field.equiv("Host"));
    if hosts.count() > 1 {
        return Err(Answer::remark(400, "a request names one host"));
    }
    if !is_own_host(header("Host"), &site.host, site.address.ip()) {
        return Err(Answer::remark(403, "this server answers to its own name only"));
    }
    if !matches!(request.method(), Method::Get | Method::Head) {
        return Err(Answer::remark(405, "pages can only be read"));
    }
    SitePath::parse(request.url())
        .ok_or_else(|| Answer::remark(400, "this is not a path of a site"))
}

fn answer(site: &Site, target: &str, path: &SitePath) -> Answer {
    let found = catch_unwind(AssertUnwindSafe(|| match &site.content {
        Content::Built(folder) => answer_built(folder, target, path),
        Content::Live { current, root, .. } => answer_live(current, root, target, path),
    }));
    found.unwrap_or_else(|_| {
        Answer::remark(500, "the program has a bug here: the terminal says where")
    })
}

fn send(request: Request, answer: Answer) {
    let mut headers: Vec<Header> =
        HEADERS.iter().map(|(name, value)| header(name, value)).collect();
    headers.push(header("Content-Type", &answer.content_type));
    if answer.status == 405 {
        headers.push(header("Allow", "GET, HEAD"));
    }
    if let Some(location) = &answer.location {
        headers.push(header("Location", location));
    }
    let (body, n_bytes): (Box<dyn Read + Send>, u64) = match answer.body {
        Body::Bytes(bytes) => {
            let n_bytes = bytes.len() as u64;
            (Box::new(Cursor::new(bytes)), n_bytes)
        }
        Body::File(file) => (Box::new(file.reader.take(file.n_bytes)), file.n_bytes),
    };
    let n_bytes = usize::try_from(n_bytes).ok();
    let response = Response::new(StatusCode(answer.status), headers, body, n_bytes, None)
        .with_chunked_threshold(usize::MAX);
    // A browser that has gone elsewhere needs no answer.
    let _ = request.respond(response);
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("names and values here are ASCII without line breaks")
}
