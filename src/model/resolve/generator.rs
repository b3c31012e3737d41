//! `wellspring:` in `site.yaml` and in `theme.yaml`: which versions of the program may make the site,
//! or use the theme.

use crate::diag::{Code, Diagnostic, Sink};
use crate::parse::fields::{Fields, expect_str};
use crate::parse::node::{Node, NodeKind};
use semver::{Version, VersionReq};

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
    let (wanted, here) = mismatch(node)?;
    let message = format!("this site is made with Wellspring {wanted}, but this is {here}");
    Some(
        Diagnostic::new(Code::GeneratorVersion, node.span, message)
            .label("what the site asks for")
            .help("use a version that it asks for; the pipeline of the site names one, if it has one")
            .help("if this one is meant to make it, change `wellspring.version` and look at the result"),
    )
}

/// Why this program must not use a theme, by its `theme.yaml`; `None` if it may.
#[must_use]
pub fn theme_refusal(theme: &Node) -> Option<Diagnostic> {
    let node = theme.get("wellspring")?;
    let (wanted, here) = mismatch(node)?;
    let message = format!("this theme is made for Wellspring {wanted}, but this is {here}");
    Some(
        Diagnostic::new(Code::GeneratorVersion, node.span, message)
            .label("what the theme asks for")
            .help("use a version that it asks for, or a version of the theme that is made for this one")
            .help("if this one is meant to use it, change `wellspring` and look at the result"),
    )
}

/// What is asked for and what is here, if one does not fit the other.
fn mismatch(node: &Node) -> Option<(&str, Version)> {
    let wanted = node.as_str()?;
    let here = Version::parse(VERSION).ok()?;
    refused(wanted, &here).then_some((wanted, here))
}

fn refused(wanted: &str, here: &Version) -> bool {
    VersionReq::parse(wanted).is_ok_and(|wanted| !wanted.matches(here))
}

/// Reports what is wrong with the field.
pub(super) fn generator(node: &Node, sink: &mut Sink) {
    let Some(mut fields) = Fields::new(node, "`wellspring`", sink) else { return };
    let version = fields.required("version");
    fields.finish(sink);
    version.iter().for_each(|version| expect_versions(version, "`version`", sink));
}

/// Reports what does not say which versions of the program are meant; `what` names the field.
pub fn expect_versions(node: &Node, what: &str, sink: &mut Sink) {
    if node.kind == NodeKind::Invalid {
        return;
    }
    let Some(text) = expect_str(node, what, sink) else { return };
    if VersionReq::parse(text).is_err() {
        let message = format!("`{text}` does not say which versions are meant");
        let help = format!("write it as `\">={VERSION}\"`, in quotes: this version or a later one");
        sink.push(Diagnostic::new(Code::UnknownValue, node.span, message).help(help));
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
