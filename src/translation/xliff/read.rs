//! Reads the translations of an XLIFF document.

use crate::limits::MAX_XML_DEPTH;
use crate::translation::apply::Incoming;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// What a document holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The tag of the language that was translated into.
    pub target_lang: Option<String>,
    /// Its units.
    pub units: Vec<Incoming>,
}

/// Reads a document.
///
/// # Errors
///
/// What is wrong with it, with its line, in words. A document with a DTD is refused: it could
/// define entities that stand for more text than any memory holds.
pub fn read_xliff(text: &str) -> Result<Document, String> {
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut state = Reading::default();
    loop {
        let event = reader.read_event();
        let done = match event {
            Ok(Event::Eof) => state.finish().map(|()| true),
            Ok(event) => state.event(&event).map(|()| false),
            Err(error) => Err(error.to_string()),
        };
        match done {
            Ok(true) => return Ok(state.document),
            Ok(false) => {}
            Err(why) => {
                let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
                let line = 1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count();
                return Err(format!("line {line}: {why}"));
            }
        }
    }
}

#[derive(Default)]
struct Reading {
    document: Document,
    /// The names of the elements that are open.
    open: Vec<String>,
    unit: Option<PartUnit>,
}

/// A unit of which not all has been read.
#[derive(Default)]
struct PartUnit {
    id: String,
    source: String,
    target: String,
    has_target: bool,
    /// Every segment with a translation says that it is done.
    is_done: bool,
    /// What the segment at hand holds.
    segment: Segment,
}

#[derive(Default)]
struct Segment {
    source: String,
    target: Option<String>,
    is_done: bool,
}

impl Reading {
    fn event(&mut self, event: &Event<'_>) -> Result<(), String> {
        match event {
            Event::Start(element) => self.start(element),
            Event::Empty(element) => {
                self.start(element)?;
                self.end();
                Ok(())
            }
            Event::End(_) => {
                self.end();
                Ok(())
            }
            Event::Text(text) => {
                self.text(&text.xml10_content());
                Ok(())
            }
            Event::CData(text) => {
                self.text(&text.xml10_content());
                Ok(())
            }
            Event::GeneralRef(reference) => {
                let text = resolved(reference)?;
                self.text(&text);
                Ok(())
            }
            Event::DocType(_) => {
                Err("the document has a DTD, which an XLIFF file does not need; remove it".into())
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Eof => Ok(()),
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), String> {
        let name = local_name(element);
        if self.open.len() >= MAX_XML_DEPTH {
            return Err(format!("more than {MAX_XML_DEPTH} elements stand in each other"));
        }
        if self.open.is_empty() {
            self.root(&name, element)?;
        }
        match name.as_str() {
            "unit" => {
                let id = attribute(element, "id")?.ok_or("a unit has no `id`")?;
                self.unit = Some(PartUnit { id, is_done: true, ..PartUnit::default() });
            }
            "segment" | "ignorable" if self.is_in(&["unit"]) => {
                let state = attribute(element, "state")?;
                let is_done = state.is_some_and(|state| state != "initial") || name == "ignorable";
                if let Some(unit) = &mut self.unit {
                    unit.segment = Segment { is_done, ..Segment::default() };
                }
            }
            "target" if self.is_in_segment() => {
                if let Some(unit) = &mut self.unit {
                    unit.segment.target = Some(String::new());
                }
            }
            "ph" | "cp" | "sc" | "ec" if self.is_in_text() => {
                let id = self.unit.as_ref().map_or("", |unit| &unit.id);
                return Err(format!(
                    "unit `{id}` holds `<{name}>`: markup of this site is plain text, leave it so"
                ));
            }
            _ => {}
        }
        self.open.push(name);
        Ok(())
    }

    fn root(&mut self, name: &str, element: &BytesStart<'_>) -> Result<(), String> {
        if name != "xliff" {
            return Err(format!("this is no XLIFF document: it begins with `<{name}>`"));
        }
        let version = attribute(element, "version")?.unwrap_or_default();
        if !version.starts_with("2.") {
            return Err(format!("this is XLIFF {version}; have it saved as XLIFF 2"));
        }
        self.document.target_lang = attribute(element, "trgLang")?;
        Ok(())
    }

    fn end(&mut self) {
        match self.open.pop().as_deref() {
            Some("segment" | "ignorable") if self.is_in(&["unit"]) => {
                if let Some(unit) = &mut self.unit {
                    unit.take_segment();
                }
            }
            Some("unit") => {
                if let Some(unit) = self.unit.take() {
                    self.document.units.push(Incoming {
                        id: unit.id,
                        source: unit.source,
                        target: unit.has_target.then_some(unit.target),
                        is_done: unit.is_done,
                    });
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let at = |name: &str| self.open.iter().rposition(|open| open == name);
        let is_direct = |at: Option<usize>| {
            at.is_some_and(|at| {
                at > 0 && matches!(self.open[at - 1].as_str(), "segment" | "ignorable")
            })
        };
        let (in_source, in_target) = (is_direct(at("source")), is_direct(at("target")));
        let Some(unit) = &mut self.unit else { return };
        if in_source {
            unit.segment.source.push_str(text);
        } else if in_target && let Some(target) = &mut unit.segment.target {
            target.push_str(text);
        }
    }

    fn is_in(&self, names: &[&str]) -> bool {
        self.open.last().is_some_and(|open| names.contains(&open.as_str()))
    }

    fn is_in_segment(&self) -> bool {
        self.is_in(&["segment", "ignorable"])
    }

    fn is_in_text(&self) -> bool {
        self.unit.is_some() && self.open.iter().any(|open| open == "target" || open == "source")
    }

    fn finish(&self) -> Result<(), String> {
        match self.open.last() {
            Some(name) => Err(format!("the document ends within `<{name}>`")),
            None => Ok(()),
        }
    }
}

impl PartUnit {
    /// Joins a segment to those before; between segments, what has no translation stays.
    fn take_segment(&mut self) {
        let Segment { source, target, is_done } = std::mem::take(&mut self.segment);
        self.is_done &= is_done;
        self.has_target |= target.as_deref().is_some_and(|target| !target.trim().is_empty());
        self.target.push_str(target.as_deref().unwrap_or(&source));
        self.source.push_str(&source);
    }
}

fn local_name(element: &BytesStart<'_>) -> String {
    let name = element.local_name();
    let name: &str = name.as_ref();
    name.to_owned()
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, String> {
    let found = element.try_get_attribute(name).map_err(|error| error.to_string())?;
    let value = found.map(|found| found.normalized_value(XmlVersion::Implicit1_0));
    let value = value.transpose().map_err(|error| error.to_string())?;
    Ok(value.map(std::borrow::Cow::into_owned))
}

/// The character that a reference stands for: one of XML's five, or a number.
fn resolved(reference: &BytesRef<'_>) -> Result<String, String> {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => return Ok(c.to_string()),
        Ok(None) => {}
        Err(error) => return Err(error.to_string()),
    }
    let name: &str = reference;
    let found = resolve_predefined_entity(name).map(str::to_owned);
    found.ok_or_else(|| format!("`&{name};` is not one of XML's own entities"))
}
