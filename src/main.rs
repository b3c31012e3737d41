//! The program: arguments in, one command, its exit code out.

use mimalloc::MiMalloc;
use std::process::ExitCode;
use wellspring::cli_words::parse;
use wellspring::commands::run;

/// Rendering makes and drops many small texts on all threads; measured, this allocator takes a
/// third off the time of a large build.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    match parse(std::env::args_os()) {
        Ok(cli) => ExitCode::from(run(&cli).code()),
        Err(code) => ExitCode::from(code),
    }
}
