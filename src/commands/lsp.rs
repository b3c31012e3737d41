//! `wellspring lsp`: what an editor asks about the site that is open in it.

use super::{Outcome, Printer};
use crate::lsp::serve;
use crate::options::BuildOptions;
use lsp_server::Connection;

pub(super) fn run(options: BuildOptions, out: &Printer<'_>) -> Outcome {
    let (connection, threads) = Connection::stdio();
    let served = serve(&connection, options);
    // The thread that writes ends when nobody can send to it any more.
    drop(connection);
    match served.and_then(|()| threads.join().map_err(|error| error.to_string())) {
        Ok(()) => Outcome::Clean,
        Err(message) => out.failure(&message),
    }
}
