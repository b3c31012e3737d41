//! The functions that a text may call, with their arguments.

use super::{SummaryBy, change, chart, figure, observed, total};
use crate::diag::{Code, Diagnostic, Sink, closest, list_known};
use crate::parse::markdown::calls::{Call, Place};

/// What a value must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A text in quotes.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Bool,
    /// A text, or a number that is meant as one: `in=2023`.
    TextOrNumber,
}

impl Kind {
    /// With its article, for messages.
    #[must_use]
    pub const fn what(self) -> &'static str {
        match self {
            Self::Text => "a text in quotes",
            Self::Number => "a whole number",
            Self::Bool => "`true` or `false`",
            Self::TextOrNumber => "a text in quotes or a number",
        }
    }
}

/// A function that a text may call.
#[derive(Debug)]
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// It makes a block and stands alone in its paragraph.
    pub is_block: bool,
    /// Its arguments.
    pub arguments: &'static [(&'static str, Kind)],
    /// One of these is needed.
    pub needs: &'static [&'static str],
}

impl Function {
    /// The words that an argument takes, where they are few.
    #[must_use]
    pub fn words(&self, argument: &str) -> Vec<&'static str> {
        fn words<T>(of: &[(&'static str, T)]) -> Vec<&'static str> {
            of.iter().map(|(word, _)| *word).collect()
        }
        match (self.name, argument) {
            ("figure", "kind") => words(observed::ASKED),
            ("figure", "as") => words(change::WAYS),
            ("figure" | "total", "wording") => words(figure::WORDINGS),
            ("total" | "share", "of") => words(total::OF),
            ("summary", "by") => words(SummaryBy::WORDS),
            ("chart", "kind") => words(chart::KINDS),
            ("chart", "by") => words(chart::BARS_BY),
            _ => Vec::new(),
        }
    }

    /// The collection of the records that an argument names; `stages` are those of the settings.
    #[must_use]
    pub fn collection(&self, argument: &str) -> Option<&'static str> {
        Some(match (self.name, argument) {
            ("figure" | "chart", "of") => "indicators",
            (_, "category") => "categories",
            (_, "industry") => "industries",
            (_, "park") => "parks",
            (_, "region") => "regions",
            (_, "project") => "projects",
            (_, "stage" | "reached") => "stages",
            _ => return None,
        })
    }
}

use Kind::{Bool, Number, Text, TextOrNumber};

/// All functions.
pub const FUNCTIONS: &[Function] = &[
    Function {
        name: "figure",
        is_block: false,
        arguments: &[
            ("of", Text),
            ("in", TextOrNumber),
            ("kind", Text),
            ("compare", TextOrNumber),
            ("as", Text),
            ("category", Text),
            ("industry", Text),
            ("park", Text),
            ("region", Text),
            ("where", Text),
            ("project", Text),
            ("field", TextOrNumber),
            ("comparable", Bool),
            ("unit", Text),
            ("decimals", Number),
            ("sign", Bool),
            ("wording", Text),
            ("link", Bool),
        ],
        needs: &["of", "project", "park"],
    },
    Function {
        name: "total",
        is_block: false,
        arguments: &[
            ("of", Text),
            ("park", Text),
            ("region", Text),
            ("industry", Text),
            ("category", Text),
            ("stage", Text),
            ("reached", Text),
            ("year", TextOrNumber),
            ("decimals", Number),
            ("wording", Text),
            ("link", Bool),
        ],
        needs: &["of"],
    },
    Function {
        name: "share",
        is_block: false,
        arguments: &[
            ("of", Text),
            ("park", Text),
            ("region", Text),
            ("industry", Text),
            ("category", Text),
            ("stage", Text),
            ("reached", Text),
            ("year", TextOrNumber),
            ("decimals", Number),
            ("link", Bool),
        ],
        needs: &["of"],
    },
    Function {
        name: "targets",
        is_block: true,
        arguments: &[("period", TextOrNumber)],
        needs: &["period"],
    },
    Function { name: "summary", is_block: true, arguments: &[("by", Text)], needs: &["by"] },
    Function {
        name: "timeline",
        is_block: true,
        arguments: &[("year", TextOrNumber), ("park", Text)],
        needs: &["year"],
    },
    Function {
        name: "projects",
        is_block: true,
        arguments: &[
            ("park", Text),
            ("region", Text),
            ("industry", Text),
            ("category", Text),
            ("stage", Text),
            ("reached", Text),
            ("year", TextOrNumber),
        ],
        needs: &[],
    },
    Function {
        name: "key_figures",
        is_block: true,
        arguments: &[("period", TextOrNumber)],
        needs: &["period"],
    },
    Function {
        name: "chart",
        is_block: true,
        arguments: &[
            ("kind", Text),
            ("by", Text),
            ("of", Text),
            ("in", TextOrNumber),
            ("park", Text),
            ("project", Text),
        ],
        needs: &["kind"],
    },
];

/// The function that a call names, if it may stand where the call does.
pub(super) fn of(call: &Call, sink: &mut Sink) -> Option<&'static Function> {
    let Some(function) = FUNCTIONS.iter().find(|known| known.name == &*call.name) else {
        let known = || FUNCTIONS.iter().map(|known| known.name);
        let meant = closest(&call.name, known()).map(|meant| format!("did you mean `{meant}`?"));
        let message = format!("there is no function `{}`", call.name);
        sink.push(
            Diagnostic::new(Code::UnknownFunction, call.name_span, message)
                .help_opt(meant)
                .help(format!("there are {}", list_known(known()))),
        );
        return None;
    };
    if function.is_block && call.place != Place::Block {
        let message = format!("`{}` makes a block, but stands among other text", function.name);
        sink.push(
            Diagnostic::new(Code::CallSyntax, call.span, message)
                .help("give it a paragraph of its own, with empty lines around it"),
        );
        return None;
    }
    Some(function)
}
