//! The program as a process: arguments in, exit code and streams out.

use std::path::Path;
use std::process::Command;

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Run {
    /// The exit code.
    pub(crate) code: i32,
    /// What was printed.
    pub(crate) stdout: String,
    /// What was said besides.
    pub(crate) stderr: String,
}

/// Runs the program in a folder.
pub(crate) fn wellspring(folder: &Path, arguments: &[&str]) -> Run {
    wellspring_with(folder, arguments, &[])
}

/// Runs the program in a folder with more environment variables.
pub(crate) fn wellspring_with(
    folder: &Path,
    arguments: &[&str],
    variables: &[(&str, &str)],
) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_wellspring"))
        .current_dir(folder)
        .args(arguments)
        .envs(variables.iter().copied())
        .output()
        .expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("the program prints UTF-8");
    let code = output.status.code().expect("the program was not killed");
    Run { code, stdout: text(output.stdout), stderr: text(output.stderr) }
}
