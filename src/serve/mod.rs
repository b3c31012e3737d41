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
mod connection;
mod connections;
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
use connections::Connections;
use current::Current;
use folder::Folder;
use http::{Content, Site};
use reload::ReloadClients;
use socket2::SockRef;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream, ToSocketAddrs};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;
use watch::Watching;

/// Ports that are tried after the one that was asked for.
const N_PORTS: u16 = 20;

/// How long the server tries to reach itself when it ends.
const WAKING: Duration = Duration::from_secs(1);

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
    site: Arc<Site>,
    connections: Arc<Connections>,
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
            Served::Live => live(&options.build, &sender)?,
        };
        let listener = listen(&options.host, options.port)?;
        let bound = |error: io::Error| format!("cannot serve at `{}`: {error}", options.host);
        // What is sent must not wait for more to come; the sockets of the connections take this over.
        SockRef::from(&listener).set_tcp_nodelay(true).map_err(bound)?;
        let address = listener.local_addr().map_err(bound)?;
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
        let (host, language) = (options.host.clone(), options.build.language);
        let site = Arc::new(Site { content, looks, host, address, language });
        let connections = Arc::new(Connections::default());
        let (accepting, asked) = (Arc::clone(&connections), Arc::clone(&site));
        thread::spawn(move || {
            if let Some(reason) = accepting.accept(&listener, &asked) {
                let _ = sender.send(Notice::Ended(reason));
            }
        });
        Ok(Self { site, connections, watching, notices })
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
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Content::Live { current, .. } = &self.site.content {
            current.close();
        }
        self.watching.iter().for_each(Watching::stop);
        self.connections.close();
        // Only a connection wakes the thread that waits for one.
        let _ = TcpStream::connect_timeout(&from_here(self.site.address), WAKING);
    }
}

/// An address at which this machine reaches itself.
fn from_here(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

fn live(options: &BuildOptions, notices: &Sender<Notice>) -> Result<Content, String> {
    let (edition, time) = watch::timed(|| Edition::first(options));
    // A folder without a site is mistyped. Later on it may be one that another program is writing.
    if let Err(message) = &edition.compiled {
        return Err(message.clone());
    }
    let current = Arc::new(Current::new(edition));
    let edition = current.shown().edition;
    let _ = notices.send(Notice::Rebuilt { edition, time });
    Ok(Content::Live {
        current,
        root: options.root.clone(),
        clients: Arc::new(ReloadClients::default()),
    })
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
