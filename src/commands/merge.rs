//! `wellspring merge`: the parts of a site into the whole.

use super::build::size;
use super::{Outcome, Printer};
use crate::cli::MergeArgs;
use crate::merge::merge;
use crate::options::BuildOptions;
use crate::write::Queue;

pub(super) fn run(args: &MergeArgs, options: &BuildOptions, out: &Printer<'_>) -> Outcome {
    let output = args.output_dir.as_ref().unwrap_or(&options.output);
    let queue = Queue { waits: true, say: &|text| out.remark(text) };
    let report = match merge(&args.parts, &options.root, output, queue) {
        Ok(report) => report,
        Err(message) => return out.failure(&message),
    };
    out.remark(&format!(
        "merged   {} parts: {} files new or changed, {} unchanged, {} removed, {} in all\noutput   {}",
        args.parts.len(),
        report.n_written,
        report.n_unchanged,
        report.n_removed,
        size(report.n_bytes),
        output.join("index.html").display(),
    ));
    Outcome::Clean
}
