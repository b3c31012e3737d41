//! Pages, and the small pieces of HTML that they have by the thousand: rows of tables, entries of a
//! timeline.
//!
//! Each is written once, as a template or the component of its name. Because Tera takes ten times
//! as long as joining texts, a template is run once for each *shape* of its view, with marks in
//! place of the texts; the result is a skeleton with holes, and all further views of that shape
//! fill the holes. A shape is everything that a template may branch on: which options are there,
//! numbers, words that are classes. Texts are what it can only print.
//!
//! A template of the site's own may do more with a text than print it. So what it makes, and what
//! those make that use it, is rendered one by one.

use super::shape::{Hole, Shape};
use super::templates::{PREFIXES, Theme};
use crate::diag::Diagnostic;
use crate::source::Sources;
use crate::theme::{PIECES, calls, components, names};
use indexmap::IndexMap;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, RwLock};
use tera::{Context, TeraResult, Value};

/// What around the place of a text marks its hole. Unicode keeps both for private use, and texts of
/// a site that hold one are rendered without a skeleton.
const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';

/// Of how many shapes a template has skeletons at most; a site whose pages all differ gains nothing
/// from more of them.
const MAX_SKELETONS: usize = 1000;

/// What makes HTML of a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// A component, which takes the view as `v`.
    Piece(&'static str),
    /// A template, which sees the fields of the view.
    Template(&'static str),
}

impl Form {
    const fn name(self) -> &'static str {
        match self {
            Self::Piece(name) | Self::Template(name) => name,
        }
    }

    /// What a shape is known by: that of a page may be long.
    fn key(self, shape: &Shape) -> Cow<'_, [u8]> {
        match self {
            Self::Piece(_) => Cow::Borrowed(&shape.bytes),
            Self::Template(_) => Cow::Owned(blake3::hash(&shape.bytes).as_bytes().to_vec()),
        }
    }
}

/// What a form makes of all views of one shape.
#[derive(Debug)]
enum Skeleton {
    /// One view of the shape was rendered: there may be no other.
    Once,
    /// HTML with holes.
    Filled(Parts),
    /// The form does more with texts than print them.
    Rendered,
}

/// HTML, each part with the number of the hole behind it; and the rest, after the last.
#[derive(Debug)]
struct Parts(Vec<(Box<str>, usize)>, Box<str>);

/// The skeletons of a form by their shapes.
type Skeletons = IndexMap<Box<[u8]>, Arc<Skeleton>>;

/// The skeletons made so far.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    known: RwLock<BTreeMap<Form, Skeletons>>,
    /// Components and templates that the site has its own of, and those that use one.
    own: BTreeSet<String>,
}

impl Pieces {
    /// Pieces of a theme with these templates: under each name, which begins with where the
    /// template comes from, its text.
    pub(super) fn new(templates: &[(String, Arc<str>)]) -> Self {
        let mut own = BTreeSet::new();
        let mut all: Vec<(&str, &str)> = Vec::new();
        for (path, text) in templates {
            let [site, builtin] = PREFIXES.map(|prefix| path.strip_prefix(prefix));
            if let Some(name) = site {
                own.insert(name.to_owned());
                own.extend(components(text).map(|(name, _)| name.to_owned()));
            }
            all.extend(site.or(builtin).map(|name| (name, &**text)));
            all.extend(components(text));
        }
        loop {
            let is_new = |(name, body): &&(&str, &str)| {
                let uses = |one: &String| calls(body, one) || names(body, one);
                !own.contains(*name) && own.iter().any(uses)
            };
            let new: Vec<_> = all.iter().filter(is_new).map(|(name, _)| *name).collect();
            if new.is_empty() {
                return Self { known: RwLock::default(), own };
            }
            own.extend(new.into_iter().map(str::to_owned));
        }
    }

    fn get(&self, form: Form, key: &[u8]) -> Option<Arc<Skeleton>> {
        self.known.read().ok()?.get(&form)?.get(key).map(Arc::clone)
    }

    fn add(&self, form: Form, key: &[u8], made: Skeleton) {
        if let Ok(mut known) = self.known.write() {
            let skeletons = known.entry(form).or_default();
            if skeletons.len() < MAX_SKELETONS || skeletons.contains_key(key) {
                skeletons.insert(key.into(), Arc::new(made));
            }
        }
    }
}

/// Writes HTML in one language.
pub(super) struct HtmlWriter<'t> {
    theme: &'t Theme,
    /// The code of the language.
    lang: &'t str,
    sources: &'t Sources,
    /// That of the view at hand.
    shape: Shape,
}

impl<'t> HtmlWriter<'t> {
    pub(super) fn new(theme: &'t Theme, lang: &'t str, sources: &'t Sources) -> Self {
        Self { theme, lang, sources, shape: Shape::default() }
    }

    /// Appends what a form makes of a view.
    ///
    /// # Errors
    ///
    /// If it cannot be rendered.
    pub(super) fn write<V: Serialize>(
        &mut self,
        form: Form,
        view: &V,
        out: &mut String,
    ) -> Result<(), Box<Diagnostic>> {
        if let Form::Piece(name) = form {
            debug_assert!(PIECES.contains(&name), "it is one that the program calls");
        }
        self.shape.begin(self.lang);
        let is_plain = !self.theme.pieces.own.contains(form.name())
            && view.serialize(&mut self.shape).is_ok()
            && !may_have_marks(&self.shape.texts);
        let html = match is_plain {
            true => self.write_quickly(form, view, out),
            false => Some(self.rendered(form, &Value::from_serializable(view))),
        };
        match html {
            None => Ok(()),
            Some(Ok(html)) => {
                out.push_str(&html);
                Ok(())
            }
            Some(Err(error)) => Err(Box::new(self.theme.diagnostic(&error, self.sources))),
        }
    }

    /// Fills the skeleton for the shape of a view; what is rendered instead where there is none.
    fn write_quickly<V: Serialize>(
        &self,
        form: Form,
        view: &V,
        out: &mut String,
    ) -> Option<TeraResult<String>> {
        let (pieces, shape) = (&self.theme.pieces, &self.shape);
        let key = form.key(shape);
        let known = pieces.get(form, &key);
        if let Some(Skeleton::Filled(parts)) = known.as_deref() {
            let start = out.len();
            fill(parts, shape, out);
            debug_assert!(
                self.rendered(form, &Value::from_serializable(view))
                    .is_ok_and(|html| html == out[start..]),
                "a template branches on a text of {form:?} that is no word of its shape"
            );
            return None;
        }
        let view = Value::from_serializable(view);
        let html = match self.rendered(form, &view) {
            Ok(html) => html,
            failed @ Err(_) => return Some(failed),
        };
        match (known.as_deref(), form) {
            // Most pages are the only ones of their shape.
            (None, Form::Template(_)) => pieces.add(form, &key, Skeleton::Once),
            (None, Form::Piece(_)) | (Some(Skeleton::Once), _) => {
                let made = self.skeleton(form, &view, &html);
                pieces.add(form, &key, made.map_or(Skeleton::Rendered, Skeleton::Filled));
            }
            (Some(Skeleton::Filled(_) | Skeleton::Rendered), _) => {}
        }
        Some(Ok(html))
    }

    /// The skeleton for the shape of a view, if it makes of that view what the form does.
    fn skeleton(&self, form: Form, view: &Value, html: &str) -> Option<Parts> {
        let marked = self.rendered(form, &marked(view, &self.shape)).ok()?;
        let parts = split(&marked, self.shape.holes.len())?;
        let mut filled = String::with_capacity(html.len());
        fill(&parts, &self.shape, &mut filled);
        (filled == html).then_some(parts)
    }

    fn rendered(&self, form: Form, view: &Value) -> TeraResult<String> {
        let tera = &self.theme.tera;
        match form {
            Form::Piece(name) => {
                let (mut arguments, mut implicit) = (Context::new(), Context::new());
                arguments.insert_value("v", view.clone());
                implicit.insert("lang", self.lang);
                tera.render_component_with_implicits(name, &arguments, &implicit, None, true)
            }
            Form::Template(name) => {
                let mut context = Context::from_serialize(view)?;
                context.insert("lang", self.lang);
                tera.render(name, &context)
            }
        }
    }
}

/// A view with the number of its hole in place of each text.
fn marked(view: &Value, shape: &Shape) -> Value {
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
    mark(view, &mut shape.holes.iter().cloned().enumerate())
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
