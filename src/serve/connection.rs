//! One connection: heads of requests in, answers out, each within a time.

use super::answer::{Answer, Body};
use crate::limits::{MAX_HEAD_BYTES, MAX_HEAD_FIELDS};
use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

/// How long a connection may lie idle between two requests, as browsers leave it for the next page.
const IDLE: Duration = Duration::from_secs(60);

/// How long the head of a request may take from its first byte on.
const FOR_HEAD: Duration = Duration::from_secs(10);

/// How long a client may take nothing of its answer.
const FOR_PIECE: Duration = Duration::from_secs(30);

/// How long all of an answer may take.
const FOR_ANSWER: Duration = Duration::from_secs(600);

/// How long, and how many bytes, are still read of a client that has been refused. A connection that
/// is closed over unread bytes is reset, and the answer is lost with it.
const FOR_LEAVING: Duration = Duration::from_secs(1);
const LEAVING_BYTES: usize = 1_000_000;

/// What a request asks for.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) method: String,
    pub(super) target: String,
    /// What its `Host` fields say; there should be one.
    pub(super) hosts: Vec<String>,
    /// Whether there may be another request after this one.
    keeps_open: bool,
    /// Whether something comes after the head, which no page is asked for with.
    pub(super) has_body: bool,
}

/// Why no request can be read.
#[derive(Debug)]
pub(super) enum NoHead {
    /// Nobody is there, or nobody has said anything for long.
    Over,
    /// What was sent is answered so, and the connection ends.
    Refused(Answer),
}

/// A connection of a client.
pub(super) struct Connection<'a> {
    stream: &'a TcpStream,
    /// What has come in and is not used yet.
    unread: Vec<u8>,
}

impl<'a> Connection<'a> {
    /// Takes over a connection that nothing has been read from.
    ///
    /// # Errors
    ///
    /// If it is gone already.
    pub(super) fn new(stream: &'a TcpStream) -> io::Result<Self> {
        stream.set_write_timeout(Some(FOR_PIECE))?;
        Ok(Self { stream, unread: Vec::new() })
    }

    /// Waits for the head of the next request.
    ///
    /// # Errors
    ///
    /// If none comes, in time or at all, or if what comes is none.
    pub(super) fn next_head(&mut self) -> Result<Head, NoHead> {
        let mut until = in_time(if self.unread.is_empty() { IDLE } else { FOR_HEAD });
        loop {
            if let Some(head) = self.whole_head()? {
                return Ok(head);
            }
            if self.unread.len() >= MAX_HEAD_BYTES {
                return Err(refused(431, "the head of this request is too long"));
            }
            let was_silent = self.unread.is_empty();
            match self.read_until(until) {
                Ok(0) => return Err(NoHead::Over),
                Ok(_) if was_silent => until = in_time(FOR_HEAD),
                Ok(_) => {}
                Err(error) if is_late(&error) && !was_silent => {
                    return Err(refused(408, "the head of this request took too long"));
                }
                Err(_) => return Err(NoHead::Over),
            }
        }
    }

    /// The head that stands in what has come in; `None` if its end is still missing.
    fn whole_head(&mut self) -> Result<Option<Head>, NoHead> {
        let mut fields = [httparse::EMPTY_HEADER; MAX_HEAD_FIELDS];
        let mut request = httparse::Request::new(&mut fields);
        match request.parse(&self.unread) {
            Ok(httparse::Status::Partial) => Ok(None),
            Ok(httparse::Status::Complete(n_bytes)) => {
                let head = Head::of(&request);
                self.unread.drain(..n_bytes);
                Ok(Some(head))
            }
            Err(httparse::Error::Version) => {
                Err(refused(505, "this server speaks HTTP/1.1 and HTTP/1.0"))
            }
            Err(httparse::Error::TooManyHeaders) => {
                Err(refused(431, "this request has too many headers"))
            }
            Err(_) => Err(refused(400, "this is not a request of HTTP/1.1")),
        }
    }

    fn read_until(&mut self, until: Instant) -> io::Result<usize> {
        let left = until.saturating_duration_since(in_time(Duration::ZERO));
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        self.stream.set_read_timeout(Some(left))?;
        let mut piece = [0; 4096];
        let room = piece.len().min(MAX_HEAD_BYTES.saturating_sub(self.unread.len()));
        let n_bytes = self.stream.read(&mut piece[..room])?;
        self.unread.extend_from_slice(&piece[..n_bytes]);
        Ok(n_bytes)
    }

    /// Sends an answer; whether the next request may come.
    ///
    /// # Errors
    ///
    /// If the client has gone, or does not take it in time.
    pub(super) fn send(
        &mut self,
        head: Option<&Head>,
        fields: &[(&str, &str)],
        answer: Answer,
    ) -> io::Result<bool> {
        let keeps_open = head.is_some_and(|head| head.keeps_open);
        let has_body = head.is_none_or(|head| head.method != "HEAD");
        let n_bytes = match &answer.body {
            Body::Bytes(bytes) => bytes.len() as u64,
            Body::File(file) => file.n_bytes,
        };
        let mut bytes = format!("HTTP/1.1 {}\r\n", status_line(answer.status)).into_bytes();
        for (name, value) in fields {
            bytes.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
        }
        let connection = if keeps_open { "keep-alive" } else { "close" };
        let end = format!("Content-Length: {n_bytes}\r\nConnection: {connection}\r\n\r\n");
        bytes.extend_from_slice(end.as_bytes());
        let mut writer = self.writer();
        match answer.body {
            _ if !has_body => writer.write_all(&bytes)?,
            Body::Bytes(body) => {
                // In one piece, so that small pages need one packet.
                bytes.extend_from_slice(&body);
                writer.write_all(&bytes)?;
            }
            Body::File(file) => {
                writer.write_all(&bytes)?;
                let n_sent = io::copy(&mut file.reader.take(n_bytes), &mut writer)?;
                if n_sent < n_bytes {
                    // It has become shorter; only the end of the connection says so.
                    return Ok(false);
                }
            }
        }
        Ok(keeps_open)
    }

    /// Writes within the time that an answer may take.
    fn writer(&self) -> impl Write + use<'a> {
        Timed { stream: self.stream, until: in_time(FOR_ANSWER) }
    }

    /// Writes without an end; each piece has its time.
    pub(super) fn endless(&self) -> &'a TcpStream {
        self.stream
    }

    /// Ends the connection so that what was sent arrives.
    pub(super) fn leave(&mut self) {
        if self.stream.shutdown(Shutdown::Write).is_err() {
            return;
        }
        let until = in_time(FOR_LEAVING);
        let mut n_left = LEAVING_BYTES;
        while n_left > 0 {
            self.unread.clear();
            match self.read_until(until) {
                Ok(n_bytes) if n_bytes > 0 => n_left = n_left.saturating_sub(n_bytes),
                _ => return,
            }
        }
    }
}

impl Head {
    fn of(request: &httparse::Request<'_, '_>) -> Self {
        let values = |name: &str| -> Vec<String> {
            let found =
                request.headers.iter().filter(|field| field.name.eq_ignore_ascii_case(name));
            found.map(|field| String::from_utf8_lossy(field.value).trim().to_owned()).collect()
        };
        let says_close = values("Connection")
            .iter()
            .flat_map(|value| value.split(','))
            .any(|word| word.trim().eq_ignore_ascii_case("close"));
        let has_body = !values("Transfer-Encoding").is_empty()
            || values("Content-Length").iter().any(|length| length != "0");
        Self {
            method: request.method.unwrap_or_default().to_owned(),
            target: request.path.unwrap_or_default().to_owned(),
            hosts: values("Host"),
            keeps_open: request.version == Some(1) && !says_close && !has_body,
            has_body,
        }
    }
}

/// A writer that ends at a time, however lively the client.
struct Timed<'a> {
    stream: &'a TcpStream,
    until: Instant,
}

impl Write for Timed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if in_time(Duration::ZERO) > self.until {
            return Err(io::ErrorKind::TimedOut.into());
        }
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

fn refused(status: u16, text: &'static str) -> NoHead {
    NoHead::Refused(Answer::remark(status, text))
}

/// Whether a time limit is over; systems differ in how they say so.
fn is_late(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock)
}

fn status_line(status: u16) -> String {
    let phrase = match status {
        200 => "OK",
        302 => "Found",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        413 => "Content Too Large",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        505 => "HTTP Version Not Supported",
        _ => "",
    };
    format!("{status} {phrase}")
}

/// The time after a while from now.
#[expect(clippy::disallowed_methods, reason = "how long a client may take is no byte of the site")]
fn in_time(after: Duration) -> Instant {
    Instant::now() + after
}
