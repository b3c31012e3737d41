//! The picture that others show with a link.

use serde::Serialize;

/// How far a target is, in few words.
#[derive(Debug, Clone, Serialize)]
pub struct ShareImageView {
    /// The title of the site, in lines.
    pub title: Vec<String>,
    /// The first sentence, around the share that it is about.
    pub before: String,
    /// "72.5%".
    pub share: Option<String>,
    /// What stands behind it.
    pub after: String,
    /// What it is about, in lines.
    pub said: Vec<String>,
    /// How long its bar is, in dots of those that `share.svg` has for it,
    pub fill: Option<String>,
    /// and where the plan stands.
    pub tick: Option<String>,
    /// "As of 25 April 2023".
    pub as_of: String,
    /// Where the site is: "example.org/report".
    pub host: String,
}
