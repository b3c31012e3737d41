//! `wellspring deploy`: the built site in another folder, whole.

use super::{Outcome, Printer};
use crate::cli::DeployArgs;
use crate::options::BuildOptions;
use crate::write::{Queue, copy};

pub(super) fn run(args: &DeployArgs, options: &BuildOptions, out: &Printer<'_>) -> Outcome {
    let output = args.output_dir.as_ref().unwrap_or(&options.output);
    let queue = Queue { waits: true, say: &|text| out.remark(text) };
    match copy(&options.root, output, &args.to, queue) {
        Ok(copied) => {
            let n_files = copied.manifest.files.len() + 1;
            out.remark(&format!(
                "copied   {n_files} files of {}, whole\ncopy     {}",
                copied.manifest.as_of,
                args.to.display()
            ));
            Outcome::Clean
        }
        Err(message) => out.failure(&message),
    }
}
