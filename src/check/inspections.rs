//! What whoever inspects a site looks for: reports without a date, empty sections, sections without a
//! title of their own, and what has become older than the site says. What a government asks for
//! besides, and in its own words, is in `government.rs`.

use super::Subject;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Page, StaleAfter};
use crate::source::Span;
use crate::value::Period;
use jiff::civil::Date;

/// The section whose pages are reports.
const REPORTS: &str = "reports";

pub(super) fn check(subject: Subject<'_>, sink: &mut Sink) {
    let settings = &subject.model.site;
    let is_inspected_elsewhere = settings.government.is_some();
    for section in &crate::plan::sections(subject.model) {
        let pages = || subject.model.pages.iter().filter(|page| page.section() == Some(section));
        let index = format!("{section}/index");
        let place = pages().filter_map(first_place).next();
        let (own, items): (Vec<&Page>, Vec<&Page>) = pages().partition(|page| *page.path == *index);
        if own.is_empty() && section != REPORTS {
            let message = format!("the section `{section}` has no page that names it");
            sink.push(Diagnostic::new(Code::SectionWithoutTitle, place, message).note(
                format!("it is called `{section}` in every language"),
            ).help(format!(
                "write `content/pages/{section}/index.{}.md` with a `title`, and one in each language",
                settings.languages[0].code
            )));
        }
        if is_inspected_elsewhere {
            continue;
        }
        let items: Vec<&Page> = items
            .into_iter()
            .filter(|page| !page.texts.iter().any(|(_, text)| text.unlisted))
            .collect();
        let says_something =
            own.iter().any(|page| page.texts.iter().any(|(_, text)| !text.body.is_empty()));
        // What becomes known later will fill it.
        let mut later = subject.ledger.pages.iter();
        let will_have = later.any(|page| page.section() == Some(section) && *page.path != *index);
        if items.is_empty() && !will_have && !says_something {
            let message = format!("the section `{section}` has no pages");
            sink.push(Diagnostic::new(Code::EmptySection, place, message).help(format!(
                "write a page in `content/pages/{section}/`, or a text on its own page, or remove it"
            )));
        }
        if section == REPORTS {
            undated(&items, sink);
        }
        if let Some(limit) = &settings.stale_after {
            let texts = items.iter().flat_map(|page| page.texts.iter());
            let dates = texts.filter_map(|(_, text)| text.updated.max(text.date));
            let newest = dates.map(Period::last_day).max();
            stale(limit, &format!("the section `{section}`"), newest, settings.as_of, place, sink);
        }
    }
    if let Some(limit) = &settings.stale_after {
        let sources = subject.model.sources.iter().map(|(_, source)| source);
        let dated =
            sources.filter_map(|one| Some((one.header.published?.last_day(), one.header.span)));
        if let Some((newest, place)) = dated.max_by_key(|(day, _)| *day) {
            stale(limit, "the sources", Some(newest), settings.as_of, Some(place), sink);
        }
    }
}

fn first_place(page: &Page) -> Option<Span> {
    Some(page.texts.iter().next()?.1.span)
}

/// Reports of which nobody can say when they were published.
fn undated(reports: &[&Page], sink: &mut Sink) {
    for page in reports {
        let mut texts = page.texts.iter().map(|(_, text)| text);
        if let Some(text) = texts.find(|text| text.date.is_none()) {
            sink.push(
                Diagnostic::new(Code::UndatedReport, text.span, "this report has no `date`")
                    .help("add `date: …` to its front matter: lists and feeds are in this order"),
            );
        }
    }
}

fn stale(
    limit: &StaleAfter,
    what: &str,
    newest: Option<Date>,
    as_of: Date,
    place: Option<Span>,
    sink: &mut Sink,
) {
    let Some(newest) = newest.filter(|newest| limit.is_over(*newest, as_of)) else { return };
    let message = format!(
        "nothing of {what} is newer than {newest}, which is more than {} before {as_of}",
        limit.words
    );
    sink.push(
        Diagnostic::new(Code::StaleContent, place, message)
            .help("publish what is new, or give the site another `stale_after`"),
    );
}
