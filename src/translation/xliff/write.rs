//! Writes units as an XLIFF document.

use crate::translation::work::{State, Unit};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::io;

/// The namespace of XLIFF 2.0 and 2.1.
const NAMESPACE: &str = "urn:oasis:names:tc:xliff:document:2.0";

/// A unit with what a translator should know of it.
#[derive(Debug)]
pub struct Exported<'a> {
    /// The file that holds the original.
    pub file: &'a str,
    /// The unit.
    pub unit: &'a Unit,
    /// Where the original stands: `content/data/parks.yaml:3:7`.
    pub place: String,
    /// Terms of the glossary that occur in it, each with what to write.
    pub terms: Vec<String>,
}

/// The document; `tags` are the languages of the originals and of the translations.
///
/// # Errors
///
/// Never: memory can be written.
pub fn write_xliff(tags: (&str, &str), units: &[Exported<'_>]) -> io::Result<Vec<u8>> {
    let mut out = Writer::new_with_indent(Vec::new(), b' ', 2);
    out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = BytesStart::new("xliff").with_attributes([
        ("xmlns", NAMESPACE),
        ("version", "2.1"),
        ("srcLang", tags.0),
        ("trgLang", tags.1),
    ]);
    out.write_event(Event::Start(root))?;
    let by_file = units.chunk_by(|one, other| one.file == other.file);
    for (number, units) in by_file.enumerate() {
        let id = format!("f{}", number + 1);
        let file = BytesStart::new("file")
            .with_attributes([("id", id.as_str()), ("original", units[0].file)]);
        out.write_event(Event::Start(file))?;
        units.iter().try_for_each(|unit| write_unit(&mut out, unit))?;
        out.write_event(Event::End(BytesEnd::new("file")))?;
    }
    out.write_event(Event::End(BytesEnd::new("xliff")))?;
    let mut bytes = out.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

fn write_unit(out: &mut Writer<Vec<u8>>, one: &Exported<'_>) -> io::Result<()> {
    let unit = one.unit;
    let start = BytesStart::new("unit")
        .with_attributes([("id", unit.id.as_str()), ("name", unit.kind.as_str())]);
    out.write_event(Event::Start(start))?;
    out.write_event(Event::Start(BytesStart::new("notes")))?;
    note(out, "place", &one.place)?;
    one.terms.iter().try_for_each(|term| note(out, "term", term))?;
    out.write_event(Event::End(BytesEnd::new("notes")))?;
    let state = match unit.state {
        State::Missing | State::Stale => "initial",
        State::Translated => "translated",
    };
    let segment = BytesStart::new("segment").with_attributes([("state", state)]);
    out.write_event(Event::Start(segment))?;
    text(out, "source", &unit.source)?;
    if let Some(target) = &unit.target {
        text(out, "target", &target.text)?;
    }
    out.write_event(Event::End(BytesEnd::new("segment")))?;
    out.write_event(Event::End(BytesEnd::new("unit")))
}

fn note(out: &mut Writer<Vec<u8>>, category: &str, words: &str) -> io::Result<()> {
    let start = BytesStart::new("note").with_attributes([("category", category)]);
    out.write_event(Event::Start(start))?;
    out.write_event(Event::Text(BytesText::new(&allowed(words))))?;
    out.write_event(Event::End(BytesEnd::new("note")))
}

/// A text whose blanks and line ends count.
fn text(out: &mut Writer<Vec<u8>>, name: &str, text: &str) -> io::Result<()> {
    let start = BytesStart::new(name).with_attributes([("xml:space", "preserve")]);
    out.write_event(Event::Start(start))?;
    out.write_event(Event::Text(BytesText::new(&allowed(text))))?;
    out.write_event(Event::End(BytesEnd::new(name)))
}

/// A text without the control characters that XML cannot hold.
fn allowed(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect()
}
