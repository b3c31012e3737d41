//! Under which terms the data of a site may be used.

use super::{Phrase, Text};

/// A licence.
#[derive(Debug, Clone)]
pub struct Licence {
    /// Its id in the list of SPDX, such as `CC-BY-4.0`.
    pub id: Option<Box<str>>,
    /// What it is called; where nothing is said, its id.
    pub name: Option<Text>,
    /// Where its text is.
    pub url: Option<Phrase>,
}

impl Licence {
    /// Where its text is: where the site says, or else in the list of SPDX.
    #[must_use]
    pub fn address(&self) -> Option<String> {
        let of_list = || Some(format!("https://spdx.org/licenses/{}.html", self.id.as_ref()?));
        self.url.as_ref().map(|url| url.text.to_string()).or_else(of_list)
    }
}
