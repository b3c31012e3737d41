//! `wellspring explain`: what a diagnostic code means and what to do.

use super::{Outcome, Printer};
use crate::diag::{CODES, Code, closest, explain};
use std::fmt::Write;

pub(super) fn run(code: Option<&str>, out: &Printer<'_>) -> Outcome {
    let Some(name) = code else {
        let mut list = String::new();
        for code in CODES {
            let _ =
                writeln!(list, "{:24} {}", code.name(), out.language().say(code.info().summary));
        }
        out.data(&list);
        return Outcome::Clean;
    };
    let name =
        name.trim_start_matches("error[").trim_start_matches("warning[").trim_end_matches(']');
    if let Some(code) = Code::from_name(name) {
        out.data(&explain(code, out.language()));
        return Outcome::Clean;
    }
    let help = match closest(name, CODES.iter().map(|code| code.name())) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "`wellspring explain` lists all codes".to_owned(),
    };
    out.failure(&format!("there is no diagnostic code `{name}`\nhelp: {help}"))
}
