//! Which pictures pages show.

use super::{LinkTarget, Links};
use crate::model::{Model, each_image, each_markdown};
use crate::parse::markdown::{Destination, Link};
use crate::source::Span;

/// The pictures that records and written pages show, and those that texts show or lead to: each path
/// below `content/` with the place that names it, as often as it is named.
#[must_use]
pub fn shown_pictures(model: &Model, links: &Links) -> Vec<(String, Span)> {
    let mut shown = Vec::new();
    each_image(model, &mut |image| shown.push((image.file.text.to_string(), image.file.span)));
    each_markdown(model, &mut |markdown| {
        for link in markdown.links.iter().filter(|link| may_be_picture(link)) {
            match links.resolve(model, link.span.file, &link.dest) {
                Ok(LinkTarget::Picture(path)) => shown.push((path, link.span)),
                Ok(LinkTarget::Static(path)) if link.image => shown.push((path, link.span)),
                _ => {}
            }
        }
    });
    shown
}

/// Whether a link may show a picture: most lead to pages, and there are very many.
fn may_be_picture(link: &Link) -> bool {
    link.image || matches!(&link.dest, Destination::File { path, .. } if path.contains("images/"))
}
