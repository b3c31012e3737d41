//! Requests in, answers out; and who is answered at all.

use super::address::{SitePath, is_own_host};
use super::answer::{Answer, OWN, answer_built, answer_live};
use super::connection::{Connection, Head, NoHead};
use super::connections::Place;
use super::current::Current;
use super::folder::Folder;
use super::looks::Looks;
use super::reload::ReloadClients;
use crate::diag::MessageLanguage;
use std::io;
use std::net::{SocketAddr, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

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
    /// What is spoken to those who look at it.
    pub(super) language: MessageLanguage,
}

/// Answers the requests of a connection, one after the other.
pub(super) fn serve_connection(site: &Site, stream: &TcpStream, place: &Place) {
    let Ok(mut connection) = Connection::new(stream) else { return };
    loop {
        place.waits(true);
        let head = match connection.next_head() {
            Ok(head) => head,
            Err(NoHead::Over) => return,
            Err(NoHead::Refused(answer)) => {
                let _ = send(&mut connection, None, answer.said(site.language));
                return connection.leave();
            }
        };
        place.waits(false);
        match respond(site, &mut connection, &head) {
            Ok(true) => {}
            Ok(false) => return connection.leave(),
            // A browser that has gone elsewhere needs no answer.
            Err(_) => return,
        }
    }
}

/// Tells a client that there is no room for it.
pub(super) fn turn_away(site: &Site, stream: &TcpStream) {
    if let Ok(mut connection) = Connection::new(stream) {
        let answer = Answer::remark(503, "too many are asking at the same time");
        let _ = send(&mut connection, None, answer.said(site.language));
    }
}

/// Answers one request; whether the next one may come.
fn respond(site: &Site, connection: &mut Connection<'_>, head: &Head) -> io::Result<bool> {
    let path = match check(site, head) {
        Err(refusal) => return send(connection, Some(head), refusal.said(site.language)),
        Ok(path) => path,
    };
    if let Content::Live { current, clients, .. } = &site.content
        && head.method == "GET"
        && path.file() == format!("{OWN}/events")
    {
        let Some(client) = clients.add() else {
            let answer = Answer::remark(503, "too many pages are listening");
            return send(connection, Some(head), answer.said(site.language));
        };
        client.tell(&mut connection.endless(), current, &head.target)?;
        return Ok(false);
    }
    // With a page come its style sheet and scripts, which need no look of their own.
    if let Some(looks) = &site.looks
        && path.file().ends_with(".html")
    {
        looks.look();
    }
    send(connection, Some(head), answer(site, &head.target, &path).said(site.language))
}

/// Refuses what no reader of the site would ask.
fn check(site: &Site, head: &Head) -> Result<SitePath, Answer> {
    if head.hosts.len() > 1 {
        return Err(Answer::remark(400, "a request names one host"));
    }
    let host = head.hosts.first().map_or("", String::as_str);
    if !is_own_host(host, &site.host, site.address.ip()) {
        return Err(Answer::remark(403, "this server answers to its own name only"));
    }
    if !matches!(&*head.method, "GET" | "HEAD") {
        return Err(Answer::remark(405, "pages can only be read"));
    }
    if head.has_body {
        return Err(Answer::remark(413, "a request for a page brings nothing along"));
    }
    SitePath::parse(&head.target).ok_or_else(|| Answer::remark(400, "this is not a path of a site"))
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

fn send(connection: &mut Connection<'_>, head: Option<&Head>, answer: Answer) -> io::Result<bool> {
    let (content_type, location) = (answer.content_type.clone(), answer.location.clone());
    let mut fields = HEADERS.to_vec();
    fields.push(("Content-Type", &content_type));
    if answer.status == 405 {
        fields.push(("Allow", "GET, HEAD"));
    }
    fields.extend(location.iter().map(|location| ("Location", location.as_str())));
    connection.send(head, &fields, answer)
}
