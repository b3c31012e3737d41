//! Decodes the pictures of records and written pages.

use super::super::{Image, Text};
use super::context::Context;
use super::values::phrase;
use crate::diag::{Code, Diagnostic, Sink};
use crate::limits::MAX_PICTURES;
use crate::parse::fields::{Fields, one_or_many};
use crate::parse::node::Node;
use crate::value::{Lang, Localized};

impl Context<'_> {
    /// `{ file, alt, credit }` or a list of these. Whether a file is there, and can be shown, is
    /// looked at when all are known.
    pub(super) fn images(&self, node: Option<&Node>, sink: &mut Sink) -> Vec<Image> {
        images(node, sink, |node, what, sink| self.text(node, what, sink))
    }
}

/// The same of a written page, whose words are in its language.
pub(super) fn images_of_page(node: Option<&Node>, lang: Lang, sink: &mut Sink) -> Vec<Image> {
    images(node, sink, |node, what, sink| Localized::new([(lang, phrase(Some(node), what, sink)?)]))
}

fn images(
    node: Option<&Node>,
    sink: &mut Sink,
    text: impl Fn(&Node, &str, &mut Sink) -> Option<Text>,
) -> Vec<Image> {
    let image = |node: &Node, sink: &mut Sink| {
        let mut fields = Fields::new(node, "a picture", sink)?;
        let file = phrase(fields.required("file"), "`file`", sink);
        let alt = fields.required("alt").and_then(|node| text(node, "`alt`", sink));
        let credit = fields.optional("credit").and_then(|node| text(node, "`credit`", sink));
        fields.finish(sink);
        Some(Image { file: file?, alt: alt?, credit })
    };
    let nodes = node.map(one_or_many).unwrap_or_default();
    if let Some(node) = nodes.get(MAX_PICTURES) {
        let message = format!("a record or page has at most {MAX_PICTURES} pictures");
        sink.push(
            Diagnostic::new(Code::BadPicture, node.span, message)
                .help("keep those that say something; the others can be offered in `files`"),
        );
    }
    nodes.iter().take(MAX_PICTURES).filter_map(|node| image(node, sink)).collect()
}
