//! `theme.yaml`: what a theme says of itself.

use super::ThemeFiles;
use crate::diag::{Code, Diagnostic, Sink, closest};
use crate::model::resolve::{expect_versions, theme_refusal};
use crate::parse::fields::{Fields, expect_mapping, expect_str};
use crate::parse::node::{Node, NodeKind};
use crate::parse::yaml::parse_yaml;
use crate::source::Sources;

/// Reports what is wrong with the site's `theme.yaml`, if it has one; `None` if the theme is made
/// for another version of the program. Then that is all that is said: whatever else is wrong with
/// the theme, another version may understand.
pub(super) fn check(
    own: &ThemeFiles,
    builtin: &ThemeFiles,
    sources: &Sources,
    sink: &mut Sink,
) -> Option<()> {
    let Some(file) = own.get("theme.yaml").and_then(|file| file.file) else { return Some(()) };
    let mut found = Sink::default();
    let node = parse_yaml(file, &sources.file(file).text, &mut found).node;
    if let Some(refusal) = node.as_ref().and_then(theme_refusal) {
        sink.push(refusal);
        return None;
    }
    if let Some(node) = node.filter(|node| node.kind != NodeKind::Null) {
        fields(&node, own, builtin, &mut found);
    }
    sink.append(found);
    Some(())
}

fn fields(node: &Node, own: &ThemeFiles, builtin: &ThemeFiles, sink: &mut Sink) {
    let Some(mut fields) = Fields::new(node, "a theme", sink) else { return };
    for name in ["name", "version"] {
        if let Some(node) = fields.optional(name) {
            expect_str(node, &format!("`{name}`"), sink);
        }
    }
    if let Some(node) = fields.optional("wellspring") {
        expect_versions(node, "`wellspring`", sink);
    }
    if let Some(node) = fields.optional("templates") {
        templates(node, own, builtin, sink);
    }
    fields.finish(sink);
}

/// What each template is; the names are those of templates that there are.
fn templates(node: &Node, own: &ThemeFiles, builtin: &ThemeFiles, sink: &mut Sink) {
    let Some(entries) = expect_mapping(node, "`templates`", sink) else { return };
    let known = || [own, builtin].into_iter().flat_map(|theme| theme.folder("templates"));
    for (key, words) in entries {
        if !known().any(|(name, _)| name == &*key.text) {
            let message = format!("the theme has no template `{}`", key.text);
            let meant = closest(&key.text, known().map(|(name, _)| name));
            let help = meant.map(|meant| format!("did you mean `{meant}`?"));
            let found = Diagnostic::new(Code::UnknownReference, key.span, message);
            sink.push(found.help_opt(help));
        }
        expect_str(words, &format!("`{}`", key.text), sink);
    }
}
