//! `wellspring list`: what the site is made of, a line each.

mod figures;
mod pages;
mod records;
mod translations;

use super::listing::printer;
use super::{Outcome, Printer, has_errors};
use crate::cli::Listed;
use crate::model::Text;
use crate::options::BuildOptions;
use crate::pipeline::{Compiled, compile};
use crate::source::{Sources, Span};
use crate::value::Lang;

pub(super) fn run(
    what: Listed,
    lang: Option<&str>,
    options: &BuildOptions,
    out: &Printer<'_>,
) -> Outcome {
    let print = match printer(out.global.format) {
        Ok(print) => print,
        Err(why) => return out.failure(why),
    };
    let compiled = match compile(options) {
        Ok(compiled) => compiled,
        Err(error) => return out.failure(&error.to_string()),
    };
    let listing = match what {
        Listed::Pages => pages::list(&compiled),
        Listed::Records => records::list(&compiled),
        Listed::Figures => figures::list(&compiled),
        Listed::Translations => match translations::list(&compiled, lang) {
            Ok(listing) => listing,
            Err(why) => return out.failure(&why),
        },
    };
    if let Some(listing) = listing {
        out.data(&print(&listing));
    }
    outcome(&compiled, out)
}

fn outcome(compiled: &Compiled, out: &Printer<'_>) -> Outcome {
    let found = compiled.problems();
    if !has_errors(&found) {
        return Outcome::Clean;
    }
    out.problems_apart(&compiled.sources, &found);
    Outcome::ContentErrors
}

/// `content/data/parks.yaml:3:5`.
fn place(sources: &Sources, span: Span) -> String {
    sources.place(span)
}

/// A name in the first language of the site.
fn name(text: &Text) -> String {
    text.get_or_fallback(Lang::DEFAULT).1.text.to_string()
}
