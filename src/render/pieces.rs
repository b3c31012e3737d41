//! Small pieces of HTML that pages have by the thousand: rows of tables, entries of a timeline.
//!
//! Each is written once, as the component of its name in the templates. Because a component takes
//! Tera ten times as long as joining texts, a component is run once for each *shape* of its view,
//! with marks in place of the texts; the result is a skeleton with holes, and all further views of
//! that shape fill the holes. A shape is everything that a component may branch on: which options
//! are there, numbers, words that are classes. Texts are what it can only print.
//!
//! A component of the site's own may do more with a text than print it. So its pieces, and those of
//! components that use it, are rendered one by one.

use super::shape::{Hole, Shape};
use super::templates::Theme;
use crate::diag::Diagnostic;
use crate::source::Sources;
use crate::theme::{PIECES, calls, components};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, RwLock};
use tera::{Context, Value};

/// What around the place of a text marks its hole. Unicode keeps both for private use, and texts of
/// a site that hold one are rendered without a skeleton.
const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';

/// What a component makes of all views of one shape.
#[derive(Debug)]
enum Skeleton {
    /// HTML with holes.
    Filled(Parts),
    /// The component does more with texts than print them.
    Rendered,
}

/// HTML, each part with the number of the hole behind it; and the rest, after the last.
#[derive(Debug)]
struct Parts(Vec<(Box<str>, usize)>, Box<str>);

type Skeletons = BTreeMap<Box<[u8]>, Arc<Skeleton>>;

/// The skeletons made so far.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    known: RwLock<BTreeMap<&'static str, Skeletons>>,
    /// Components that the site has its own of, and those that use one.
    own: BTreeSet<String>,
}

impl Pieces {
    /// Pieces of a theme, of whose templates these are the texts: the site's own, and all.
    pub(super) fn new<'t>(
        own: impl Iterator<Item = &'t str>,
        all: impl Iterator<Item = &'t str>,
    ) -> Self {
        let mut found: BTreeSet<String> =
            own.flat_map(components).map(|(name, _)| name.to_owned()).collect();
        let all: Vec<_> = all.flat_map(components).collect();
        loop {
            let is_new = |(name, body): &&(&str, &str)| {
                !found.contains(*name) && found.iter().any(|own| calls(body, own))
            };
            let new: Vec<_> = all.iter().filter(is_new).map(|(name, _)| *name).collect();
            if new.is_empty() {
                return Self { known: RwLock::default(), own: found };
            }
            found.extend(new.into_iter().map(str::to_owned));
        }
    }
}

impl Theme {
    /// Appends the piece that a component makes of a view, which it takes as `v`.
    ///
    /// # Errors
    ///
    /// If the component cannot be rendered with it.
    pub(super) fn write_piece<V: Serialize>(
        &self,
        component: &'static str,
        lang: &str,
        view: &V,
        sources: &Sources,
        out: &mut String,
    ) -> Result<(), Box<Diagnostic>> {
        debug_assert!(PIECES.contains(&component), "it is one that the program calls");
        if self.pieces.own.contains(component) {
            return self.write_rendered(component, lang, view, sources, out);
        }
        let mut shape = Shape::of(lang);
        if view.serialize(&mut shape).is_err() || may_have_marks(&shape.texts) {
            return self.write_rendered(component, lang, view, sources, out);
        }
        let skeleton = match self.pieces.get(component, &shape) {
            Some(known) => known,
            None => {
                let made = self.skeleton(component, lang, view, &shape, sources)?;
                self.pieces.add(component, &shape, made)
            }
        };
        match &*skeleton {
            Skeleton::Filled(parts) => {
                fill(parts, &shape, out);
                Ok(())
            }
            Skeleton::Rendered => self.write_rendered(component, lang, view, sources, out),
        }
    }

    /// The skeleton for the shape of a view; only if it makes of that view what the component does.
    fn skeleton<V: Serialize>(
        &self,
        component: &'static str,
        lang: &str,
        view: &V,
        shape: &Shape,
        sources: &Sources,
    ) -> Result<Skeleton, Box<Diagnostic>> {
        let mut rendered = String::new();
        self.write_rendered(component, lang, view, sources, &mut rendered)?;
        let Ok(marked) =
            self.rendered(component, lang, marked(Value::from_serializable(view), shape))
        else {
            return Ok(Skeleton::Rendered);
        };
        let Some(parts) = split(&marked, shape.holes.len()) else {
            return Ok(Skeleton::Rendered);
        };
        let mut filled = String::new();
        fill(&parts, shape, &mut filled);
        Ok(if filled == rendered { Skeleton::Filled(parts) } else { Skeleton::Rendered })
    }

    fn write_rendered<V: Serialize>(
        &self,
        component: &'static str,
        lang: &str,
        view: &V,
        sources: &Sources,
        out: &mut String,
    ) -> Result<(), Box<Diagnostic>> {
        let html = self
            .rendered(component, lang, Value::from_serializable(view))
            .map_err(|error| Box::new(self.diagnostic(&error, sources)))?;
        out.push_str(&html);
        Ok(())
    }

    fn rendered(&self, component: &str, lang: &str, view: Value) -> tera::TeraResult<String> {
        let (mut arguments, mut implicit) = (Context::new(), Context::new());
        arguments.insert_value("v", view);
        implicit.insert("lang", lang);
        self.tera.render_component_with_implicits(component, &arguments, &implicit, None, true)
    }
}

impl Pieces {
    fn get(&self, component: &'static str, shape: &Shape) -> Option<Arc<Skeleton>> {
        self.known.read().ok()?.get(component)?.get(&*shape.bytes).map(Arc::clone)
    }

    fn add(&self, component: &'static str, shape: &Shape, made: Skeleton) -> Arc<Skeleton> {
        let made = Arc::new(made);
        if let Ok(mut known) = self.known.write() {
            let shapes = known.entry(component).or_default();
            shapes.insert(shape.bytes.as_slice().into(), Arc::clone(&made));
        }
        made
    }
}

/// A view with the number of its hole in place of each text.
fn marked(view: Value, shape: &Shape) -> Value {
    fn mark(value: &Value, holes: &mut impl Iterator<Item = (usize, Hole)>) -> Value {
        if value.is_string() {
            let Some((number, hole)) = holes.next() else { return value.clone() };
            let mark = format!("{OPEN}{number}{CLOSE}");
            return match hole {
                Hole::Text(at) if !at.is_empty() => Value::normal_string(&mark),
                Hole::Html(at) if !at.is_empty() => Value::safe_string(&mark),
                _ => value.clone(),
            };
        }
        if let Some(items) = value.as_array() {
            return Value::from(items.iter().map(|item| mark(item, holes)).collect::<Vec<_>>());
        }
        match value.as_map() {
            Some(fields) => {
                let marked = fields.iter().map(|(key, field)| (key.clone(), mark(field, holes)));
                Value::from(marked.collect::<tera::Map>())
            }
            None => value.clone(),
        }
    }
    mark(&view, &mut shape.holes.iter().cloned().enumerate())
}

/// Whether a text may hold what marks a hole. Both begin with the same byte, which is rare.
fn may_have_marks(text: &str) -> bool {
    memchr::memchr(0xee, text.as_bytes()).is_some() && text.contains([OPEN, CLOSE])
}

/// Marked HTML in its parts; `None` if not every mark is whole and that of a hole.
fn split(marked: &str, n_holes: usize) -> Option<Parts> {
    let mut parts = Vec::new();
    let mut rest = marked;
    while let Some((before, behind)) = rest.split_once(OPEN) {
        let (number, behind) = behind.split_once(CLOSE)?;
        let number: usize = number.parse().ok().filter(|number| *number < n_holes)?;
        parts.push((before.into(), number));
        rest = behind;
    }
    (!rest.contains(CLOSE)).then(|| Parts(parts, rest.into()))
}

fn fill(Parts(parts, rest): &Parts, shape: &Shape, out: &mut String) {
    for (before, number) in parts {
        out.push_str(before);
        match &shape.holes[*number] {
            Hole::Text(at) => escape(&shape.texts[at.clone()], out),
            Hole::Html(at) => out.push_str(&shape.texts[at.clone()]),
            Hole::Word => debug_assert!(false, "a word is no hole"),
        }
    }
    out.push_str(rest);
}

/// Escapes a text as Tera does.
fn escape(text: &str, out: &mut String) {
    if !text.bytes().any(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')) {
        return out.push_str(text);
    }
    let mut escaped = Vec::with_capacity(text.len() + 16);
    let written = tera::escape_html(text, &mut escaped);
    debug_assert!(written.is_ok(), "memory takes all");
    out.push_str(&String::from_utf8_lossy(&escaped));
}
