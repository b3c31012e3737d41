//! How a language reads and prints figures, dates and lists, and its interface strings.
//!
//! Everything is said by a locale file; nothing here knows a language. The steps:
//!
//! 1. [`Locale::decode`] takes the words out of a locale file (`words/`).
//! 2. A [`Locale`] prints values (`print/`), exactly and always alike.
//! 3. A [`Lexicon`] made of all locales of a site reads what people wrote (`lexicon/`).
//! 4. A [`FigureReader`] of one locale finds the figures in its running text (`reader/`).

mod by_kind;
mod collation;
mod decode;
mod fill;
mod lexicon;
mod readings;

mod print;
mod reader;
mod strings;
mod words;

pub use collation::SortKey;
pub use fill::placeholders;
pub use lexicon::{Expect, Factor, Lexicon, OF_SHEET, TIMES, of_column};
pub use print::{
    ColumnCell, ColumnUnit, NumberMarks, PeriodStyle, rounded, rounded_beside, rounded_number,
};
pub use reader::{
    ChangeEnd, Direction, Figure, FigureKind, FigureReader, FoundPeriod, NamedTime, Reading,
    RelationWord, Told,
};
pub use readings::{NameSound, doubtful, reading_of};

use crate::diag::{Code, Diagnostic, Sink};
use crate::parse::node::Node;
use crate::source::Span;
use crate::value::{Lang, LanguageTag, Plurals, is_in_characters};
use collation::{Collation, SortKeys};
use decode::{Decoder, Part, words};
use strings::{Spelling, Strings};
use words::{
    FigureWords, ListWords, MoneyWords, NumberWords, PeriodWords, RelationWords, UnitWords,
};

/// The choices a site makes among the styles of a locale; `None` is the locale's default.
#[derive(Debug, Clone, Copy, Default)]
pub struct LocaleOptions<'a> {
    /// The style of dates.
    pub dates: Option<Chosen<'a>>,
    /// The style of money.
    pub money: Option<Chosen<'a>>,
}

/// A style that was chosen by its name.
#[derive(Debug, Clone, Copy)]
pub struct Chosen<'a> {
    /// Its name.
    pub name: &'a str,
    /// Where it was chosen.
    pub span: Option<Span>,
}

impl<'a> From<&'a str> for Chosen<'a> {
    fn from(name: &'a str) -> Self {
        Self { name, span: None }
    }
}

/// One language of a site: how it prints values, and its interface strings.
#[derive(Debug)]
pub struct Locale {
    lang: Lang,
    words: LocaleWords,
    strings: Strings,
    plurals: Plurals,
    collation: Collation,
    sort_keys: SortKeys,
    is_chinese: bool,
    /// Its strings are those of another language.
    is_borrowed: bool,
}

words! {
    /// What stands in a locale file.
    #[derive(Debug)]
    LocaleFile {
        locale: LocaleWords,
        spelling: Spelling as optional,
        strings: Strings,
    }
}

words! {
    /// How values are written in a language.
    #[derive(Debug)]
    LocaleWords {
        tag: Tag,
        /// What the language is called, in itself and in others.
        called: Vec<Box<str>>,
        numbers: NumberWords,
        relations: RelationWords,
        money: MoneyWords,
        units: UnitWords,
        periods: PeriodWords,
        list: ListWords,
        figures: Option<FigureWords>,
    }
}

impl Locale {
    /// Takes a language out of a locale file; its problems go to the sink. `None` if there are
    /// any that leave a figure without words.
    #[must_use]
    pub fn decode(
        file: &Node,
        lang: Lang,
        options: LocaleOptions<'_>,
        sink: &mut Sink,
    ) -> Option<Self> {
        let n_before = sink.len();
        let file = LocaleFile::decode(file, &mut Decoder::new(options, sink))?;
        let (words, mut strings, spelling) = (file.locale, file.strings, file.spelling);
        strings.spell(spelling, words.periods.dates.name());
        let plurals = Plurals::new(&words.tag.icu);
        let collation = Collation::new(&words.tag.icu)?;
        let is_borrowed = false;
        let sort_keys = SortKeys::default();
        let is_chinese = is_in_characters(words.tag.tag.as_str());
        let locale =
            Self { lang, words, strings, plurals, collation, sort_keys, is_chinese, is_borrowed };
        (sink.len() == n_before).then_some(locale)
    }

    /// Replaces or adds the interface strings of another file of the same form, as a theme has
    /// it; its problems go to the sink.
    pub fn add_strings(&mut self, file: &Node, sink: &mut Sink) {
        let mut decoder = Decoder::new(LocaleOptions::default(), sink);
        decoder.close(file, &["locale", "spelling", "strings"]);
        let strings = decoder.field_or(file, "strings", Part::absent(), Strings::decode);
        let spelling =
            decoder.field_or(file, "spelling", Some(Spelling::default()), Spelling::decode);
        self.strings.extend(strings.unwrap_or_default());
        self.strings.spell(spelling.unwrap_or_default(), self.words.periods.dates.name());
    }

    /// Which of the site's languages it is.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The same, for a language whose own words these are not.
    #[must_use]
    pub fn borrowed(self) -> Self {
        Self { is_borrowed: true, ..self }
    }

    /// Whether its words are those of another language, script or region.
    #[must_use]
    pub const fn is_borrowed(&self) -> bool {
        self.is_borrowed
    }

    /// What people call it, in itself and in others.
    #[must_use]
    pub fn called(&self) -> &[Box<str>] {
        &self.words.called
    }

    /// Its language tag, for `lang` attributes.
    #[must_use]
    pub fn tag(&self) -> &LanguageTag {
        &self.words.tag.tag
    }
}

/// The tag of a language.
#[derive(Debug)]
struct Tag {
    tag: LanguageTag,
    icu: icu_locale_core::Locale,
}

impl Part for Tag {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let text = decoder.text(node)?;
        match (LanguageTag::parse(text), icu_locale_core::Locale::try_from_str(text)) {
            (Ok(tag), Ok(icu)) => Some(Self { tag, icu }),
            (tag, _) => {
                let help = tag.err().and_then(|error| error.help);
                let message = format!("`{text}` is not a language tag");
                let diagnostic = Diagnostic::new(Code::UnknownValue, node.span, message);
                decoder.push(diagnostic.help_opt(help));
                None
            }
        }
    }
}

// Pages are rendered in parallel and share the locales.
const _: fn() = || {
    fn shared<T: Send + Sync>() {}
    shared::<Locale>();
    shared::<Lexicon>();
};
