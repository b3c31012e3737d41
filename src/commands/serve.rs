//! `wellspring serve`: the site in a browser while it is being written.

use super::{Outcome, Printer};
use crate::cli::ServeArgs;
use crate::options::BuildOptions;
use crate::serve::{Edition, Notice, ServeOptions, Served, Server};
use std::io;
use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::time::Duration;

pub(super) fn run(args: &ServeArgs, build: BuildOptions, out: &Printer<'_>) -> Outcome {
    let served = if args.built { Served::Built } else { Served::Live };
    let (host, polls) = (args.host.clone(), args.poll);
    let options = ServeOptions { build, served, polls, host, port: args.port };
    let progress = out.progress();
    progress.begin("reading");
    let started = Server::start(&options);
    drop(progress);
    let server = match started {
        Ok(server) => server,
        Err(message) => return out.failure(&message),
    };
    let address = server.address();
    let url = format!("http://{address}/");
    say_where(&options, address, &url, out);
    if args.open
        && let Err(error) = open_browser(&url)
    {
        out.remark(&format!("cannot open a browser: {error}"));
    }
    let mut ended = None;
    while ended.is_none() {
        ended = match server.next_notice() {
            Some(Notice::Rebuilt { edition, time }) => {
                say_rebuilt(&edition, time, out);
                None
            }
            Some(Notice::Trouble(message)) => {
                out.remark(&format!("warning: {message}"));
                None
            }
            Some(Notice::Ended(message)) => Some(message),
            None => Some("the server has ended".to_owned()),
        };
    }
    out.failure(&ended.unwrap_or_default())
}

fn say_where(options: &ServeOptions, address: SocketAddr, url: &str, out: &Printer<'_>) {
    if options.port != 0 && address.port() != options.port {
        out.remark(&format!("port {} is taken", options.port));
    }
    if !address.ip().is_loopback() {
        out.remark("warning: everyone who reaches this machine can read the site");
    }
    let root = options.build.root.display();
    let what = match options.served {
        Served::Live => format!("watching content/ and themes/ in `{root}`"),
        Served::Built => format!("`{}`, as it is", options.build.output.display()),
    };
    out.remark(&format!("serving  {url}\n         {what}; end with Ctrl-C"));
}

fn say_rebuilt(edition: &Edition, time: Duration, out: &Printer<'_>) {
    match &edition.compiled {
        Ok(compiled) => out.problems(&compiled.sources, &edition.problems),
        Err(message) => drop(out.failure(message)),
    }
    let n_errors = edition.n_errors();
    let plural = if n_errors == 1 { "" } else { "s" };
    let verb = if edition.number == 1 { "read" } else { "rebuilt" };
    out.remark(&format!("{verb} in {} ms, {n_errors} error{plural}", time.as_millis()));
}

/// Shows an address in the reader's browser.
fn open_browser(url: &str) -> io::Result<()> {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        let mut command = Command::new("rundll32");
        command.arg("url.dll,FileProtocolHandler");
        command
    } else {
        Command::new("xdg-open")
    };
    command.arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().map(drop)
}
