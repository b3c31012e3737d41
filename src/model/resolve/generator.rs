//! `wellspring:` in `site.yaml`: which versions of the program may make the site.

use crate::diag::Code;
use crate::diag::Diagnostic;
use crate::diag::Sink;
use crate::parse::fields::Fields;
use crate::parse::fields::expect_str;
use crate::parse::node::Node;
use crate::parse::node::NodeKind;
use semver::Version;
use semver::VersionReq;

/// The version of this program.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Why this program must not make the site; `None` if it may. What is written in a way that cannot
/// be understood refuses nothing; it is reported with everything else.
///
/// It is asked for before anything else is read: to a program that is too old, what is new in the
/// site looks like one slip after another.
#[must_use]
pub fn refusal(site: &Node) -> Option<Diagnostic> {
    let node = site.get("wellspring")?.get("version")?;
    let wanted = node.as_str()?;
    let here = Version::parse(VERSION).ok()?;
    refused(wanted, &here).then(|| {
        let message = format!("this site is made with Wellspring {wanted}, but this is {here}");
        Diagnostic::new(Code::GeneratorVersion, node.span, message)
            .label("what the site asks for")
            .help("use a version that it asks for; the pipeline of the site names one, if it has one")
            .help("if this one is meant to make it, change `wellspring.version` and look at the result")
    })
}

fn refused(wanted: &str, here: &Version) -> bool {
    VersionReq::parse(wanted).is_ok_and(|wanted| !wanted.matches(here))
}

/// Reports what is wrong with the field.
pub(super) fn generator(node: &Node, sink: &mut Sink) {
    let Some(mut fields) = Fields::new(node, "`wellspring`", sink) else { return };
    let version = fields.required("version");
    fields.finish(sink);
    let Some(version) = version.filter(|node| node.kind != NodeKind::Invalid) else { return };
    let Some(text) = expect_str(version, "`version`", sink) else { return };
    if VersionReq::parse(text).is_err() {
        let message = format!("`{text}` does not say which versions are meant");
        let help = format!("write it as `\">={VERSION}\"`, in quotes: this version or a later one");
        sink.push(Diagnostic::new(Code::UnknownValue, version.span, message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::refused;
    use semver::Version;

    #[track_caller]
    fn check(wanted: &str, here: &str, expected: bool) {
        let here = Version::parse(here).expect("is a version");
        assert_eq!(refused(wanted, &here), expected, "{wanted} of {here}");
    }

    #[test]
    fn a_site_says_which_versions_may_make_it() {
        check(">=0.2.0", "0.1.9", true);
        check(">=0.2.0", "0.2.0", false);
        check(">=0.2.0", "1.0.0", false);
        check(">=0.2, <0.4", "0.4.0", true);
        check("0.2", "0.2.7", false);
        check("0.2", "0.3.0", true);
        check("=0.2.1", "0.2.2", true);
        check("new", "0.2.2", false);
    }
}
