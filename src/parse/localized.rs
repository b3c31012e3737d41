//! A text of the ledger in several languages, as it stands in a file.

use super::node::{Key, Node};
use crate::source::{FileId, Span};
use crate::value::Lang;

/// A text in the languages of the site, as it stands in a file.
#[derive(Debug, Clone)]
pub struct DataText {
    /// `projects:solar-farm:summary`; of an item of a list its id or its number from 1.
    pub id: String,
    /// The field it belongs to.
    pub field: String,
    /// What the item of a list that it is in is of, as YAML says it: `stage: signed`.
    pub part: Option<String>,
    /// Its file.
    pub file: FileId,
    /// All languages of it.
    pub span: Span,
    /// What stands there for each language, in the order of the file.
    pub entries: Vec<(Lang, Key, Node)>,
}

impl DataText {
    /// The entry of a language, if it has a text.
    #[must_use]
    pub fn text(&self, lang: Lang) -> Option<(&Node, &str)> {
        let (.., node) = self.entries.iter().find(|(found, ..)| *found == lang)?;
        let text = node.as_str()?.trim();
        (!text.is_empty()).then_some((node, text))
    }

    /// The text that the others are translated from: that of the first language.
    #[must_use]
    pub fn original(&self) -> Option<(Lang, &Node, &str)> {
        let langs = self.entries.iter().map(|(lang, ..)| *lang);
        let mut langs: Vec<Lang> = langs.filter(|lang| self.text(*lang).is_some()).collect();
        langs.sort_unstable();
        let lang = *langs.first()?;
        self.text(lang).map(|(node, text)| (lang, node, text))
    }
}
