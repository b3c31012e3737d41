//! `wellspring lsp`: what an editor asks about the site that is open in it.

use super::{Outcome, Printer};
use crate::lsp::{Ended, serve};
use crate::options::BuildOptions;
use lsp_server::Connection;

pub(super) fn run(options: BuildOptions, out: &Printer<'_>) -> Outcome {
    let (connection, threads) = Connection::stdio();
    let served = serve(&connection, options);
    // The thread that writes ends when nobody can send to it any more.
    drop(connection);
    let join = |ended| threads.join().map(|()| ended).map_err(|error| error.to_string());
    match served.and_then(join) {
        Ok(Ended::AsAgreed) => Outcome::Clean,
        Ok(Ended::Unannounced) => Outcome::Unannounced,
        Err(message) => out.failure(&message),
    }
}
