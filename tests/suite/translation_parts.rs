//! `cases/translation/`: stamps, blocks of pages, and documents that come back.

use crate::tables::check_tables;
use crate::values::{or_none, yes_or_no};
use wellspring::source::Sources;
use wellspring::translation::apply::Incoming;
use wellspring::translation::page::page_file;
use wellspring::translation::stamp::{Change, changes, normalized, read_stamp, short_hash};
use wellspring::translation::xliff::read_xliff;
use wellspring::value::Lang;

fn changed(then: &str, now: &str) -> String {
    let (then, now): (Vec<_>, Vec<_>) =
        (then.split_whitespace().collect(), now.split_whitespace().collect());
    let found = changes(&then, &now);
    assert_eq!(found.is_none(), then == now);
    let shown = found.parts.iter().map(|change| match change {
        Change::Same => "=",
        Change::Changed => "~",
        Change::Added => "+",
    });
    format!("{} {}", shown.collect::<String>(), found.n_removed)
}

/// The blocks of a page with this body, each in quotes.
fn blocks(body: &str) -> String {
    let mut sources = Sources::default();
    let text = format!("---\ntitle: t\n---\n{body}");
    let file = sources.add("content/pages/a.en.md", &text);
    let page = page_file(file, &text, Lang::DEFAULT).expect("has front matter");
    let blocks = page.parts.iter().filter(|part| part.name != "title");
    blocks
        .map(|part| {
            assert_eq!(sources.text(part.span), part.text);
            format!("{:?}", part.text)
        })
        .collect::<Vec<_>>()
        .join(" ")
}

fn document(inner: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" \
         version=\"2.1\" srcLang=\"zh\" trgLang=\"en\"><file id=\"f\">{inner}</file></xliff>"
    )
}

fn unit(inner: &str) -> Incoming {
    let mut found = read_xliff(&document(inner)).expect("is well formed");
    found.units.remove(0)
}

fn refused(text: &str) -> String {
    read_xliff(text).expect_err("is refused")
}

#[test]
fn what_was_translated_is_compared_with_what_is_there() {
    check_tables(
        "translation/stamps",
        &[
            ("changes", &|cells| changed(cells[0], cells[1])),
            ("normalized", &|cells| normalized(cells[0])),
            ("hash", &|cells| short_hash(cells[0])),
            ("read as a stamp", &|cells| {
                or_none(read_stamp(cells[0]).map(|found| found.join(", ")))
            }),
        ],
    );
}

#[test]
fn pages_have_blocks() {
    check_tables("translation/blocks", &[("blocks", &|cells| blocks(cells[0]))]);
}

#[test]
fn documents_are_read_or_refused() {
    check_tables(
        "translation/xliff",
        &[
            ("source", &|cells| unit(cells[0]).source),
            ("target", &|cells| or_none(unit(cells[0]).target)),
            ("is done", &|cells| yes_or_no(unit(cells[0]).is_done)),
            ("what is said", &|cells| refused(cells[0])),
            ("what is said of it", &|cells| refused(&document(cells[0]))),
        ],
    );
}
