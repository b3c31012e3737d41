//! What the program says, in other languages than its own.
//!
//! Messages are written in English where they arise. A file a language, such as `zh.yaml` here, has
//! every text of the program with what it is in that language; holes in it (`{what}`) are filled with
//! what stands at their places in the English text. What a file lacks stays English.

mod catalogue;
mod template;

use super::{Code, Diagnostic};
use catalogue::Catalogue;
use std::sync::OnceLock;

include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// A language that the program can speak; by default its own, English.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MessageLanguage(Option<usize>);

impl MessageLanguage {
    /// The codes of all languages besides English, which are the names of their files.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        MESSAGES.iter().map(|(code, _)| *code)
    }

    /// The language of a code or a tag, such as those of `languages` of a site; English for any that
    /// is not known.
    #[must_use]
    pub fn of(code: &str) -> Self {
        let main = code.split(['-', '_', '.']).next().unwrap_or_default();
        Self(MESSAGES.iter().position(|(known, _)| *known == code || *known == main))
    }

    /// Whether this code or tag is that of English.
    #[must_use]
    pub fn is_name_of_english(code: &str) -> bool {
        let mut bytes = code.bytes().map(|byte| byte.to_ascii_lowercase());
        let main = [bytes.next(), bytes.next()];
        main == [Some(b'e'), Some(b'n')]
            && bytes.next().is_none_or(|byte| !byte.is_ascii_alphanumeric())
    }

    /// Whether it is English, in which nothing needs to be looked up.
    #[must_use]
    pub const fn is_english(self) -> bool {
        self.0.is_none()
    }

    /// Its code; none of English.
    #[must_use]
    pub fn code(self) -> Option<&'static str> {
        self.0.map(|index| MESSAGES[index].0)
    }

    /// The tag of the language after BCP 47; none of English.
    #[must_use]
    pub fn tag(self) -> Option<&'static str> {
        self.catalogue().map(|catalogue| catalogue.tag.as_str())
    }

    /// What the language is called in itself; none of English.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        self.catalogue().map(|catalogue| catalogue.name.as_str())
    }

    /// A text in this language; `None` if it is not known there.
    #[must_use]
    pub fn find(self, english: &str) -> Option<String> {
        self.catalogue()?.text(english)
    }

    /// A text in this language; as it is if it is not known there.
    #[must_use]
    pub fn say(self, english: &str) -> String {
        self.find(english).unwrap_or_else(|| english.to_owned())
    }

    /// A text that by itself says nothing, such as what a record is called; as it is if it is not known.
    #[must_use]
    pub fn say_part(self, english: &str) -> String {
        let found = self.catalogue().and_then(|catalogue| catalogue.part(english));
        found.unwrap_or_else(|| english.to_owned())
    }

    /// A text in this language line by line: a line may be indented, and may say at its start what it is, as in
    /// `help: …`.
    #[must_use]
    pub fn say_lines(self, english: &str) -> String {
        if self.is_english() {
            return english.to_owned();
        }
        let lines: Vec<String> = english.split('\n').map(|line| self.say_line(line)).collect();
        lines.join("\n")
    }

    fn say_line(self, line: &str) -> String {
        let text = line.trim_start();
        let indent = &line[..line.len() - text.len()];
        let level = ["error", "warning", "note", "help", "tip"]
            .into_iter()
            .find_map(|level| Some((level, text.strip_prefix(level)?.strip_prefix(": ")?)));
        match level {
            Some((level, text)) => format!("{indent}{}{}", self.lead(level), self.say(text)),
            None => format!("{indent}{}", self.say(text)),
        }
    }

    /// What stands before a text of that level: `help: `.
    #[must_use]
    pub fn lead(self, level: &str) -> String {
        match self.catalogue() {
            Some(catalogue) => format!("{}{}", self.say(level), catalogue.colon()),
            None => format!("{level}: "),
        }
    }

    /// A problem in this language; its code and its places stay.
    #[must_use]
    pub fn diagnostic(self, english: &Diagnostic) -> Diagnostic {
        if self.is_english() {
            return english.clone();
        }
        let all = |texts: &[String]| texts.iter().map(|text| self.say(text)).collect();
        Diagnostic {
            code: english.code,
            message: self.say(&english.message),
            span: english.span,
            label: english.label.as_deref().map(|text| self.say(text)),
            notes: all(&english.notes),
            help: all(&english.help),
            related: { english.related.iter() }
                .map(|(span, text)| (*span, self.say(text)))
                .collect(),
        }
    }

    /// What there is to say about a kind of problem, in Markdown; in English where this language
    /// has no such page.
    #[must_use]
    pub fn explanation(self, code: Code) -> &'static str {
        let english = code.info().explanation;
        let Some(wanted) = self.code() else { return english };
        let found =
            EXPLANATIONS.iter().find(|(lang, name, _)| (*lang, *name) == (wanted, code.name()));
        found.map_or(english, |(_, _, text)| *text)
    }

    fn catalogue(self) -> Option<&'static Catalogue> {
        /// Read once, when the first text is looked up.
        static READ: OnceLock<Vec<OnceLock<Catalogue>>> = OnceLock::new();
        let index = self.0?;
        let all = READ.get_or_init(|| MESSAGES.iter().map(|_| OnceLock::new()).collect());
        Some(all.get(index)?.get_or_init(|| Catalogue::read(MESSAGES[index].1)))
    }
}

/// What the program speaks to whoever runs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaks {
    /// This language.
    Known(MessageLanguage),
    /// The first language of the site.
    OfSite,
}

impl Speaks {
    /// What `--lang` says.
    ///
    /// # Errors
    ///
    /// A message for people, if it names no language that the program speaks.
    pub fn parse(text: &str) -> Result<Self, String> {
        // Those that a CI does not set are there and empty.
        if text.is_empty() || text == "auto" || MessageLanguage::is_name_of_english(text) {
            return Ok(Self::Known(MessageLanguage::default()));
        }
        if text == "site" {
            return Ok(Self::OfSite);
        }
        let found = MessageLanguage::of(text);
        if found.is_english() {
            let known: Vec<_> = MessageLanguage::codes().collect();
            let known = known.join("`, `");
            return Err(format!("the program speaks English (`auto`), and `{known}`"));
        }
        Ok(Self::Known(found))
    }
}
