//! Pictures that are drawn: an SVG with texts, in typefaces of the site alone, so that they are the
//! same on every machine.

use super::make::encode;
use crate::source::{Font, PublishedFormat};
use image::{DynamicImage, RgbaImage};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{Options, Tree};
use std::sync::Arc;

/// How large a picture is that others show with a link, as messengers ask for.
pub const SHARE_SIZE: (u32, u32) = (1200, 630);

/// Whether a file holds a typeface that can be used.
#[must_use]
pub fn is_font(bytes: &Arc<Vec<u8>>) -> bool {
    let mut known = Database::new();
    known.load_font_source(Source::Binary(bytes.clone()));
    !known.is_empty()
}

/// An SVG as PNG, without anything to look through; `None` if it is none. Texts are set in the first
/// typeface that has their characters.
#[must_use]
pub fn draw(svg: &str, fonts: &[Font]) -> Option<Vec<u8>> {
    let mut known = Database::new();
    for bytes in fonts.iter().filter_map(|font| font.bytes.as_ref()) {
        known.load_font_source(Source::Binary(bytes.clone()));
    }
    let first = known.faces().find_map(|face| Some(face.families.first()?.0.clone()));
    let options = Options {
        font_family: first.unwrap_or_default(),
        fontdb: Arc::new(known),
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).ok()?;
    let (width, height) = SHARE_SIZE;
    let mut dots = Pixmap::new(width, height)?;
    resvg::render(&tree, Transform::identity(), &mut dots.as_mut());
    let picture = RgbaImage::from_raw(width, height, dots.take())?;
    let picture = DynamicImage::from(DynamicImage::from(picture).into_rgb8());
    encode(&picture, PublishedFormat::Png).ok()
}
