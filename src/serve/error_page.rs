//! The page that stands for every other while the content has errors.

use super::edition::Edition;
use super::reload;
use crate::diag::format::{Format, render_in, summary_line};
use crate::diag::{Diagnostic, Severity};

/// The style of the page.
pub(super) const STYLE: &str = include_str!("errors.css");

/// Writes the page: errors first, then what else was found. `last_good` is where the last version
/// without errors shows what was asked for.
pub(super) fn error_page(
    edition: &Edition,
    problems: &[(Severity, Diagnostic)],
    last_good: Option<&str>,
) -> Vec<u8> {
    let language = edition.language;
    let (title, text) = match &edition.compiled {
        Err(message) => {
            let text = language.say_lines(&format!("error: {message}\n"));
            (language.say("the site cannot be read"), text)
        }
        Ok(compiled) => {
            let mut sorted = problems.to_vec();
            sorted.sort_by_key(|(severity, _)| *severity);
            let text = render_in(language, Format::Human, &sorted, &compiled.sources, false);
            (language.say(&summary_line(problems)), text)
        }
    };
    let link = last_good.map_or_else(String::new, |address| {
        let words = language.say("Until then there is [the last version without errors].");
        let words = words.replace('[', &format!("<a href=\"{}\">", escaped(address)));
        format!(" {}", words.replace(']', "</a>"))
    });
    let promise =
        language.say("This page shows the site again as soon as the file is corrected and saved.");
    let tag = language.tag().map_or_else(|| "\"en\"".to_owned(), |tag| format!("\"{tag}\""));
    let html = format!(
        "<!doctype html>\n<html lang={tag}>\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>{title} – wellspring</title>\n<link rel=\"stylesheet\" href=\"/__wellspring/errors.css\">\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n<p>{promise}{link}</p>\n<pre tabindex=\"0\">{}</pre>\n</main>\n</body>\n</html>\n",
        escaped(text.trim_end()),
        title = escaped(&title),
    );
    reload::with_script(html.as_bytes(), &reload::version(edition.number), " data-errors")
}

/// A text for HTML and for the value of an attribute.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
