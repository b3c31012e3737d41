//! Pictures of a record or a written page.

use super::TextView;
use serde::Serialize;
use std::borrow::Cow;

/// The pictures of what a page is of.
#[derive(Debug, Clone, Serialize)]
pub struct PicturesView<'a> {
    /// The one at the head of the page.
    pub head: PictureView<'a>,
    /// The others.
    pub more: Vec<PictureView<'a>>,
}

/// A picture.
#[derive(Debug, Clone, Serialize)]
pub struct PictureView<'a> {
    /// The file for browsers that take no choice, relative to the page.
    pub src: String,
    /// All files with their widths.
    pub srcset: String,
    /// How wide it stands on the page.
    pub sizes: &'static str,
    /// Dots of `src` from left to right.
    pub width: String,
    /// Dots of `src` from top to bottom.
    pub height: String,
    /// The widest file.
    pub large: String,
    /// What is to be seen on it.
    pub alt: Cow<'a, str>,
    /// The language of that, only if it differs from the page's.
    pub lang: Option<&'a str>,
    /// Whose it is.
    pub credit: Option<TextView<'a>>,
}
