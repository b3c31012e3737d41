//! `wellspring completions`: what a shell completes, made from the definition of the arguments.

use super::{Outcome, Printer};
use crate::cli_words::completed;
use clap_complete::Shell;

pub(super) fn run(shell: Shell, out: &Printer<'_>) -> Outcome {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut completed(out.language()), "wellspring", &mut text);
    out.data(&String::from_utf8_lossy(&text));
    Outcome::Clean
}
