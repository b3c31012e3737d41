//! What inspections of Chinese government sites look for: numbers that every page must carry, pages
//! without a date, columns without pages, and columns that have not been added to for too long.
//!
//! The limits are those of the 政府网站与政务新媒体检查指标 (国办秘函〔2019〕19号): news of two weeks,
//! announcements and policies of six months. The day is that which the site speaks of.

use super::Subject;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Government, Page, Phrase};
use crate::source::Span;
use crate::value::Period;
use jiff::ToSpan;
use jiff::civil::Date;

pub(super) fn check(subject: Subject<'_>, sink: &mut Sink) {
    let Some(government) = &subject.model.site.government else { return };
    numbers(subject, government, sink);
    undated(subject, sink);
    columns(subject, government, sink);
}

fn numbers(subject: Subject<'_>, government: &Government, sink: &mut Sink) {
    let settings = &subject.model.site;
    let mut lacks = |message: String, help: &str, span: Span| {
        sink.push(Diagnostic::new(Code::ProfileField, span, message).help(help));
    };
    let fields = [
        (government.sponsor.is_some(), "`sponsor` (主办单位)", "add `sponsor` to `government`"),
        (
            government.site_code.is_some(),
            "`site_code` (网站标识码)",
            "add `site_code` to `government`, as in `\"4101080001\"`",
        ),
        (
            government.icp.is_some(),
            "`icp` (ICP备案)",
            "add `icp` to `government`, as in `豫ICP备12345678号`",
        ),
        (
            government.police.is_some(),
            "`police` (公安备案)",
            "add `police` to `government`, as in `豫公网安备41010802000001号`",
        ),
        (
            government.phone.is_some() || settings.contact.is_some(),
            "a contact (联系方式)",
            "add `phone` to `government`, or `contact` to the site",
        ),
        (
            settings.base_url.is_some(),
            "`base_url`, from which its domain follows",
            "add `base_url`, or build with `--base-url`",
        ),
    ];
    for (_, what, help) in fields.into_iter().filter(|(is_there, ..)| !is_there) {
        lacks(format!("a site with this profile needs {what}"), help, government.span);
    }
    let is_police = |text: &str| Government::police_digits(text).is_some();
    let mut form = |number: &Option<Phrase>, is_one: &dyn Fn(&str) -> bool, what, help| {
        if let Some(number) = number.as_ref().filter(|number| !is_one(&number.text)) {
            lacks(format!("`{}` is not {what}", number.text), help, number.span);
        }
    };
    let help = "it has ten letters or digits, as in `\"4101080001\"`";
    form(&government.site_code, &Government::is_site_code, "a 网站标识码", help);
    let help = "write it as in `豫ICP备12345678号` or `豫ICP备12345678号-1`";
    form(&government.icp, &Government::is_icp, "an ICP备案 number", help);
    let help = "write it as in `豫公网安备41010802000001号`, with 14 digits";
    form(&government.police, &is_police, "a 公安备案 number", help);
}

/// Written pages of folders, documents and events without a date.
fn undated(subject: Subject<'_>, sink: &mut Sink) {
    let mut lacks = |what: &str, span: Span| {
        let message = format!("this {what} has no `date`");
        sink.push(
            Diagnostic::new(Code::ProfileUndated, span, message)
                .help("add `date`: whoever inspects the site asks when it was published"),
        );
    };
    for page in subject.model.pages.iter().filter(|page| is_item(page)) {
        let mut texts = page.texts.iter().map(|(_, text)| text);
        if let Some(text) = texts.find(|text| text.date.is_none()) {
            lacks("page", text.span);
        }
    }
    for (_, document) in subject.model.documents.iter().filter(|(_, one)| one.date.is_none()) {
        lacks("document", document.header.span);
    }
    for (_, event) in subject.model.events.iter() {
        if event.when.date().is_none() {
            lacks("event", event.header.span);
        }
    }
}

/// Whether a page is one of those that its folder lists.
fn is_item(page: &Page) -> bool {
    let is_index = page.path.ends_with("/index");
    page.section().is_some() && !is_index && !page.texts.iter().any(|(_, text)| text.unlisted)
}

/// Folders of pages, and the documents.
fn columns(subject: Subject<'_>, government: &Government, sink: &mut Sink) {
    let model = subject.model;
    let sections = crate::plan::sections(model);
    for known in &government.news {
        if !sections.iter().any(|section| **section == *known.text) {
            let message = format!("there is no folder `content/pages/{}`", known.text);
            let found = Diagnostic::new(Code::UnknownReference, known.span, message);
            sink.push(found.help("`news` names folders of `content/pages/`"));
        }
    }
    for section in &sections {
        let of_it = model.pages.iter().filter(|page| page.section() == Some(section));
        let place = of_it.clone().filter_map(|page| Some(page.texts.iter().next()?.1.span)).next();
        let items: Vec<_> = of_it.filter(|page| is_item(page)).collect();
        if items.is_empty() {
            let message = format!("the column `{section}` has no pages");
            sink.push(
                Diagnostic::new(Code::ProfileEmpty, place, message).help(format!(
                    "write a page in `content/pages/{section}/`, or remove the column"
                )),
            );
            continue;
        }
        let is_news = government.news.iter().any(|news| *news.text == **section);
        let dates = items.iter().flat_map(|page| page.texts.iter());
        let newest =
            dates.filter_map(|(_, text)| text.updated.max(text.date)).map(Period::last_day);
        stale(subject, &format!("the column `{section}`"), is_news, newest.max(), place, sink);
    }
    let dates = model.documents.iter().filter_map(|(_, one)| Some(one.date?.last_day()));
    let place = model.documents.iter().next().map(|(_, one)| one.header.span);
    stale(subject, "the column of documents", false, dates.max(), place, sink);
}

fn stale(
    subject: Subject<'_>,
    what: &str,
    is_news: bool,
    newest: Option<Date>,
    place: Option<Span>,
    sink: &mut Sink,
) {
    let as_of = subject.model.site.as_of;
    let (limit, words) = match is_news {
        true => (2.weeks(), "two weeks"),
        false => (6.months(), "six months"),
    };
    // What is not dated was told.
    let Some(newest) = newest else { return };
    if as_of.checked_sub(limit).is_ok_and(|first| newest < first) {
        let message = format!(
            "nothing is newer in {what} than of {newest}, which is more than {words} before {as_of}"
        );
        sink.push(
            Diagnostic::new(Code::ProfileStale, place, message)
                .help("publish what is new, or take the column off the site"),
        );
    }
}
