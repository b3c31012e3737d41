//! The program: arguments in, one command, its exit code out.

use clap::Parser;
use std::process::ExitCode;
use wellspring::cli::Cli;
use wellspring::commands::run;

fn main() -> ExitCode {
    ExitCode::from(run(&Cli::parse()).code())
}
