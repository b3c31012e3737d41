//! A server for the site while it is being written.
//!
//! 1. The site is compiled once; pages are rendered when they are asked for, and nothing is
//!    written to disk.
//! 2. A change on disk makes a new [`Edition`]. Requests that come in meanwhile wait for it; those
//!    that are being answered keep the edition they began with.
//! 3. Every page listens for the next edition and then loads itself again.
//!
//! An edition with errors is shown as these errors; the last one without stays at
//! `/__wellspring/last-good/`.

mod address;
mod answer;
mod content_type;
mod current;
mod edition;
mod error_page;
mod folder;
mod http;
mod looks;
mod pictures;
mod reload;
mod watch;

pub use edition::Edition;

use crate::options::BuildOptions;
use current::Current;
use folder::Folder;
use http::{Content, Site};
use reload::ReloadClients;
use socket2::SockRef;
use std::io;
use std::net::{SocketAddr, TcpListener, ToSocketAddrs};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;
use watch::Watching;

/// Ports that are tried after the one that was asked for.
const N_PORTS: u16 = 20;

/// Threads that take requests.
const N_WORKERS: usize = 6;

/// Requests that are answered at a time beside them: clients that take their answers slowly must not
/// hold up others.
const N_ANSWERS: usize = 256;

/// How long a client may take nothing of its answer, and say nothing.
const PATIENCE: Duration = Duration::from_secs(60);

/// What is served, and where.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// How the site is compiled; its output folder is only used by [`Served::Built`].
    pub build: BuildOptions,
    /// What is served.
    pub served: Served,
    /// The host to listen on; `127.0.0.1` is seen from this machine only.
    pub host: String,
    /// Whether files are looked at every second, and the system is not asked what changes.
    pub polls: bool,
    /// The port; the next free one if it is taken, any free one if it is 0.
    pub port: u16,
}

/// What is served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Served {
    /// The site as its sources say now.
    Live,
    /// The output folder as it is.
    Built,
}

/// Something that whoever started the server may want to know.
#[derive(Debug)]
pub enum Notice {
    /// There is a new edition; the first one is told of, too.
    Rebuilt {
        /// What was read.
        edition: Arc<Edition>,
        /// How long reading and checking took.
        time: Duration,
    },
    /// Something does not work as it should; a message for people.
    Trouble(String),
    /// The server has ended; a message for people.
    Ended(String),
}

/// A running server; it ends when this is dropped.
pub struct Server {
    http: Arc<tiny_http::Server>,
    site: Arc<Site>,
    is_closed: Arc<AtomicBool>,
    n_answering: Arc<AtomicUsize>,
    watching: Option<Watching>,
    notices: Receiver<Notice>,
}

impl Server {
    /// Compiles the site and starts to serve it.
    ///
    /// # Errors
    ///
    /// A message for people, if there is nothing to serve or no place to serve it at.
    pub fn start(options: &ServeOptions) -> Result<Self, String> {
        let (sender, notices) = channel();
        let content = match options.served {
            Served::Built => Content::Built(built_folder(&options.build)?),
            Served::Live => live(&options.build, &sender),
        };
        let listener = listen(&options.host, options.port)?;
        let bound = |error: io::Error| format!("cannot serve at `{}`: {error}", options.host);
        // An answer goes out in several small pieces, which must not wait for one another; the
        // sockets of the connections take this over.
        let socket = SockRef::from(&listener);
        socket.set_tcp_nodelay(true).map_err(bound)?;
        // Nor does one who takes nothing, or says nothing, keep a place for ever.
        let _ = socket.set_write_timeout(Some(PATIENCE));
        let _ = socket.set_read_timeout(Some(PATIENCE));
        let address = listener.local_addr().map_err(bound)?;
        let http = tiny_http::Server::from_listener(listener, None)
            .map_err(|error| bound(io::Error::other(error)))?;
        let watching = match &content {
            Content::Built(_) => None,
            Content::Live { current, .. } => {
                let started = watch::start(&options.build, options.polls, current, &sender);
                let said = |error: io::Error| {
                    sender.send(Notice::Trouble(format!("cannot watch for changes: {error}")))
                };
                started.map_err(said).ok()
            }
        };
        let looks = watching.as_ref().map(|watching| Arc::clone(&watching.looks));
        let site = Arc::new(Site { content, looks, host: options.host.clone(), address });
        let is_closed = Arc::new(AtomicBool::new(false));
        let n_answering = Arc::new(AtomicUsize::new(0));
        let server = Self { http: Arc::new(http), site, is_closed, n_answering, watching, notices };
        (0..N_WORKERS).for_each(|_| server.add_worker(sender.clone()));
        Ok(server)
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.site.address
    }

    /// Waits for the next thing to tell of; `None` when nothing comes any more.
    #[must_use]
    pub fn next_notice(&self) -> Option<Notice> {
        self.notices.recv().ok()
    }

    fn add_worker(&self, notices: Sender<Notice>) {
        let (http, site) = (Arc::clone(&self.http), Arc::clone(&self.site));
        let is_closed = Arc::clone(&self.is_closed);
        let n_answering = Arc::clone(&self.n_answering);
        thread::spawn(move || {
            loop {
                match http.recv() {
                    Ok(request) if n_answering.fetch_add(1, Ordering::Relaxed) < N_ANSWERS => {
                        let (site, n_answering) = (Arc::clone(&site), Arc::clone(&n_answering));
                        thread::spawn(move || {
                            http::respond(&site, request);
                            n_answering.fetch_sub(1, Ordering::Relaxed);
                        });
                    }
                    Ok(request) => {
                        http::respond(&site, request);
                        n_answering.fetch_sub(1, Ordering::Relaxed);
                    }
                    Err(_) if is_closed.load(Ordering::Relaxed) => return,
                    Err(error) => {
                        let message = format!("the server cannot go on: {error}");
                        let _ = notices.send(Notice::Ended(message));
                        return;
                    }
                }
            }
        });
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.is_closed.store(true, Ordering::Relaxed);
        if let Content::Live { current, .. } = &self.site.content {
            current.close();
        }
        self.watching.iter().for_each(Watching::stop);
        (0..N_WORKERS).for_each(|_| self.http.unblock());
    }
}

fn live(options: &BuildOptions, notices: &Sender<Notice>) -> Content {
    let (edition, time) = watch::timed(|| Edition::first(options));
    let current = Arc::new(Current::new(edition));
    let edition = current.shown().edition;
    let _ = notices.send(Notice::Rebuilt { edition, time });
    Content::Live {
        current,
        root: options.root.clone(),
        clients: Arc::new(ReloadClients::default()),
    }
}

fn built_folder(options: &BuildOptions) -> Result<Folder, String> {
    Folder::new(&options.output).map_err(|error| {
        format!(
            "there is no built site in `{}`: {error}\nhelp: make one with `wellspring build`",
            options.output.display()
        )
    })
}

/// Listens on the port or the next free one.
fn listen(host: &str, port: u16) -> Result<TcpListener, String> {
    let name = host.trim_matches(['[', ']']);
    let mut result = Err(io::Error::from(io::ErrorKind::AddrNotAvailable));
    for port in port..=port.saturating_add(if port == 0 { 0 } else { N_PORTS }) {
        let addresses = (name, port)
            .to_socket_addrs()
            .map_err(|error| format!("there is no host `{host}` to serve at: {error}"))?;
        result = addresses.map(TcpListener::bind).reduce(Result::or).unwrap_or(result);
        match &result {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            _ => break,
        }
    }
    result.map_err(|error| {
        let help = match error.kind() {
            io::ErrorKind::AddrInUse => "\nhelp: choose another port with `-p`, or any with `-p 0`",
            io::ErrorKind::PermissionDenied => "\nhelp: choose a port above 1023 with `-p`",
            _ => "",
        };
        format!("cannot serve at `{host}:{port}`: {error}{help}")
    })
}
