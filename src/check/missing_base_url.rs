//! Hosts are named, but not the address of the site.

use super::Subject;
use crate::diag::{Code, Diagnostic, Sink};

pub(super) fn check(subject: Subject<'_>, sink: &mut Sink) {
    let settings = &subject.model.site;
    // Where all hosts serve from the root, only what needs a whole address is left out.
    if settings.deploy.is_empty() || settings.base_path().is_some() {
        return;
    }
    sink.push(
        Diagnostic::new(
            Code::MissingBaseUrl,
            settings.deploy_at,
            "there are hosts in `deploy`, but no `base_url`",
        )
        .note("error pages link home from their own folder only, and servers are told that the site is at the root")
        .help("add `base_url: https://…/`, or build with `--base-url`"),
    );
}
