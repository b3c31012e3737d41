//! Decodes when reporting years begin.

use crate::diag::{Code, Diagnostic, Sink};
use crate::parse::fields::{Fields, expect_one_of, expect_str};
use crate::parse::node::Node;
use crate::value::{NamedBy, YearStart};

/// `{ month: 4, named_by: start }`
pub(in crate::model) fn year_starts(node: &Node, sink: &mut Sink) -> Option<YearStart> {
    let mut fields = Fields::new(node, "`year_starts`", sink)?;
    let month = fields.required("month");
    let named_by = fields.required("named_by");
    let named_by =
        named_by.and_then(|node| expect_one_of(node, "`named_by`", NamedBy::WORDS, sink));
    fields.finish(sink);
    let month = month?;
    let text = expect_str(month, "`month`", sink)?;
    let found = text.parse().ok().and_then(|number| YearStart::new(number, named_by?));
    if found.is_none() && named_by.is_some() {
        let message = format!("`month` takes a number from 2 to 12, but this is `{text}`");
        sink.push(Diagnostic::new(Code::ImpossibleValue, month.span, message).help(
            "years that begin in January are those of the calendar and need no `year_starts`",
        ));
    }
    found
}
