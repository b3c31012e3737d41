//! `wellspring list`: what the site is made of, a line each.

mod figures;
mod pages;
mod records;
mod sign_off;
mod translations;

use super::listing::printer;
use super::put::write;
use super::{Outcome, Printer, has_errors};
use crate::cli::{FormatArg, Listed};
use crate::model::Text;
use crate::options::BuildOptions;
use crate::pipeline::{Compiled, compile};
use crate::source::{Sources, Span};
use crate::value::Lang;
use std::path::Path;

pub(super) fn run(
    what: Listed,
    lang: Option<&str>,
    to: Option<&Path>,
    options: &BuildOptions,
    out: &Printer<'_>,
) -> Outcome {
    let format = out.global.format;
    let is_signed = matches!(format, FormatArg::Xlsx | FormatArg::Html);
    let print = match printer(format) {
        Ok(print) => Some(print),
        Err(_) if is_signed && what == Listed::Figures => None,
        Err(why) => return out.failure(why),
    };
    let compiled = match compile(options) {
        Ok(compiled) => compiled,
        Err(error) => return out.failure(&error.to_string()),
    };
    let Some(print) = print else {
        let sheet = figures::sign_off(&compiled);
        let Some(sheet) = sheet else { return outcome(&compiled, out) };
        let bytes = match format {
            FormatArg::Xlsx => sheet.workbook(),
            _ => sheet.page(),
        };
        return match bytes.and_then(|bytes| put_out(&bytes, to, out)) {
            Ok(()) => outcome(&compiled, out),
            Err(why) => out.failure(&why),
        };
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
    let printed = listing.map(|listing| print(&listing, out.language()));
    match printed.map_or(Ok(()), |text| put_out(text.as_bytes(), to, out)) {
        Ok(()) => outcome(&compiled, out),
        Err(why) => out.failure(&why),
    }
}

/// Writes a list into the file that was asked for, or else to stdout.
fn put_out(bytes: &[u8], to: Option<&Path>, out: &Printer<'_>) -> Result<(), String> {
    match (to, std::str::from_utf8(bytes)) {
        (Some(file), _) => return write(file, bytes),
        (None, Ok(text)) => out.data(text),
        (None, Err(_)) => out.bytes(bytes),
    }
    Ok(())
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
