//! The theme as compiled templates and assets under hashed names.

use super::dead_links::{self, DeadLink};
use super::pieces::{Form, HtmlWriter, Pieces};
use super::script_words;
use super::site::RenderSite;
use super::view::StatusView;
use crate::diag::{Code, Diagnostic, Sink, closest};
use crate::locale::Locale;
use crate::plan::PagePlan;
use crate::source::{Sources, Span};
use crate::theme::ThemeFiles;
use crate::value::Lang;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::{ErrorKind, Kwargs, State, Tera, TeraResult};

/// A theme, ready to render.
#[derive(Debug)]
pub struct Theme {
    pub(super) tera: Tera,
    /// The output path of each asset by its name.
    asset_paths: BTreeMap<String, String>,
    /// What is written at each of these paths.
    pub assets: Vec<Asset>,
    files: BTreeMap<String, crate::source::FileId>,
    /// The site has templates of its own, which may hold any link.
    pub(super) has_own_templates: bool,
    pub(super) pieces: Pieces,
    /// The hash of the site's own files.
    own: Option<[u8; 32]>,
}

/// A file that pages need, such as the style sheet.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Where it is written: `assets/style.0a1b2c3d.css`.
    pub path: String,
    /// What it holds.
    pub bytes: Cow<'static, [u8]>,
}

/// Layers of templates by their priority: those of the site's theme come first.
pub(super) const PREFIXES: [&str; 2] = ["site/", "builtin/"];

/// The style sheet of all pages,
const STYLE: &str = "style.css";
/// and what a theme adds at its end, so that it need not copy all of it.
const ADDED_STYLE: &str = "theme.css";

/// The script that saves charts.
const CHARTS: &str = "charts.js";

fn words_of(code: &str) -> String {
    format!("words-{code}.js")
}

impl Theme {
    /// Compiles the templates of the site's theme over those built in; what is wrong with them is
    /// reported, and `None` returned.
    pub fn new(
        own: Option<&ThemeFiles>,
        builtin: &ThemeFiles,
        locales: &Arc<Vec<(String, Locale)>>,
        sources: &Sources,
        sink: &mut Sink,
    ) -> Option<Self> {
        let mut tera = Tera::new();
        let mut files = BTreeMap::new();
        tera.set_fallback_prefixes(
            PREFIXES.iter().map(|prefix| (*prefix).to_owned()).collect::<Vec<_>>(),
        )
        .expect("set before any template is added");
        tera.autoescape_on(vec![".html", ".svg"]);
        register(&mut tera, locales);
        let layers = [own, Some(builtin)];
        let mut texts = Vec::new();
        for (prefix, theme) in PREFIXES.into_iter().zip(layers) {
            for (name, file) in theme.into_iter().flat_map(|theme| theme.folder("templates")) {
                let Some(id) = file.file else { continue };
                files.insert(format!("{prefix}{name}"), id);
                texts.push((format!("{prefix}{name}"), sources.file(id).text.clone()));
            }
        }
        let has_own_templates = files.keys().any(|name| name.starts_with(PREFIXES[0]));
        let pieces = Pieces::new(&texts);
        let mut theme = Self {
            tera,
            asset_paths: BTreeMap::new(),
            assets: Vec::new(),
            files,
            has_own_templates,
            pieces,
            own: own.map(ThemeFiles::digest),
        };
        let templates = texts.iter().map(|(name, text)| (name.as_str(), &**text));
        if let Err(error) = theme.tera.add_raw_templates(templates) {
            sink.push(theme.diagnostic(&error, sources));
            return None;
        }
        theme.add_assets(own, builtin);
        theme.add_words(locales);
        Some(theme)
    }

    /// Whether it was made of these files of the site.
    pub(crate) fn is_of(&self, own: Option<&ThemeFiles>) -> bool {
        self.own == own.map(ThemeFiles::digest)
    }

    fn add_assets(&mut self, own: Option<&ThemeFiles>, builtin: &ThemeFiles) {
        let mut assets = BTreeMap::new();
        for theme in [Some(builtin), own].into_iter().flatten() {
            assets.extend(theme.folder("assets"));
        }
        let added = assets.remove(ADDED_STYLE);
        for (name, file) in assets {
            let bytes = match added.filter(|_| name == STYLE) {
                Some(added) => Cow::Owned([&*file.bytes, b"\n", &*added.bytes].concat()),
                None => file.bytes.clone(),
            };
            self.add_asset(name, bytes);
        }
    }

    fn add_asset(&mut self, name: &str, bytes: Cow<'static, [u8]>) {
        let hash = blake3::hash(&bytes).to_hex();
        let hash = &hash[..10];
        let path = match name.rsplit_once('.') {
            Some((stem, ending)) => format!("assets/{stem}.{hash}.{ending}"),
            None => format!("assets/{name}.{hash}"),
        };
        self.asset_paths.insert(name.to_owned(), path.clone());
        self.assets.push(Asset { path, bytes });
    }

    /// The words of scripts, a file a language.
    fn add_words(&mut self, locales: &[(String, Locale)]) {
        let charts = self.asset_path(CHARTS).to_owned();
        let charts = charts.rsplit('/').next().unwrap_or_default();
        for (code, locale) in locales {
            let script = script_words::script(locale, charts);
            self.add_asset(&words_of(code), Cow::Owned(script.into_bytes()));
        }
    }

    /// The output path of the words of scripts in a language.
    pub(super) fn words_path(&self, code: &str) -> &str {
        self.asset_paths.get(&words_of(code)).map_or("", String::as_str)
    }

    /// The output path of an asset; a theme without it leads to where it would be.
    pub(super) fn asset_path<'a>(&'a self, name: &'a str) -> &'a str {
        self.asset_paths.get(name).map_or(name, String::as_str)
    }

    /// Renders a template with its view.
    pub(super) fn render<V: Serialize>(
        &self,
        template: &'static str,
        page: &PagePlan,
        site: &RenderSite<'_>,
        view: &V,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        self.render_part(template, page.lang, site, view)
    }

    /// A finished page, if none of its links leads nowhere. Only templates of the site's own can
    /// have such links, or leave out what the program leads to: a link of the program's to a part
    /// that no template printed loses its address.
    pub(super) fn without_dead_links(
        &self,
        page: &PagePlan,
        site: &RenderSite<'_>,
        html: Vec<u8>,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        if !self.has_own_templates {
            return Ok(html);
        }
        let html = dead_links::unlinked(html, |link| self.written(site, link).is_some());
        match dead_links::first(site, page, &html) {
            Some(dead) => Err(Box::new(self.dead_link(site, page, &dead))),
            None => Ok(html),
        }
    }

    /// Where a template of the site has a link.
    fn written(&self, site: &RenderSite<'_>, link: &str) -> Option<Span> {
        let own = self.files.iter().filter(|(name, _)| name.starts_with(PREFIXES[0]));
        own.into_iter().find_map(|(_, file)| {
            let text = &site.sources.file(*file).text;
            let quoted = [format!("\"{link}\""), format!("'{link}'"), format!("={link}")];
            let ends = |at: &usize| {
                !text[at + link.len() + 1..].starts_with(|c: char| {
                    !matches!(c, '"' | '\'' | '>' | '/') && !c.is_whitespace()
                })
            };
            let at = quoted.iter().find_map(|quoted| {
                text.match_indices(quoted.as_str()).map(|(at, _)| at).find(ends)
            })?;
            Some(Span::new(*file, at + 1..at + 1 + link.len()))
        })
    }

    /// The problem of a link that leads nowhere, at its place if a template of the site has it as
    /// the page has.
    fn dead_link(&self, site: &RenderSite<'_>, page: &PagePlan, dead: &DeadLink) -> Diagnostic {
        let place = self.written(site, &dead.written);
        let message = format!("the link `{}` leads to nothing", dead.written);
        let help = match &dead.meant {
            Some(meant) => format!("did you mean the page at `{meant}`?"),
            None => "make the address from the values of the page, as built-in templates do".into(),
        };
        let diagnostic = Diagnostic::new(Code::DeadLink, place, message).help(help);
        // One place in a template is one mistake, on however many pages.
        match place {
            Some(_) => diagnostic,
            None => diagnostic.note(format!("on the page `{}`", page.path)),
        }
    }

    /// Renders a template for a part of a page.
    pub(super) fn render_part<V: Serialize>(
        &self,
        template: &'static str,
        lang: Lang,
        site: &RenderSite<'_>,
        view: &V,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let lang = &site.model.site.language(lang).code;
        let mut html = String::with_capacity(16 * 1024);
        let mut writer = HtmlWriter::new(self, lang, site.sources);
        writer.write(Form::Template(template), view, &mut html)?;
        Ok(html.into_bytes())
    }

    /// A template error at its place. Tera counts lines from 1 and columns from 0, in characters.
    pub(super) fn diagnostic(&self, error: &tera::Error, sources: &Sources) -> Diagnostic {
        match error.kind() {
            ErrorKind::MissingParent { current, parent } => {
                let message = format!("there is no template `{parent}` to extend");
                let place = self.quoted(sources, current, parent);
                return Diagnostic::new(Code::TemplateError, place, message)
                    .help_opt(self.meant(parent));
            }
            ErrorKind::CircularExtend { tpl, .. } => {
                let bare = without_prefix(tpl);
                let message = format!("the template `{bare}` extends itself");
                let help = format!("extend `builtin/{bare}` to change the built-in one");
                let place = self.quoted(sources, tpl, bare);
                return Diagnostic::new(Code::TemplateError, place, message).help(help);
            }
            _ => {}
        }
        let (ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report)) = error.kind()
        else {
            let text = error.to_string();
            let span = place_in(&text).and_then(|(name, line, column)| {
                self.span(sources, name, line, column.saturating_sub(1), None)
            });
            let message = text.lines().next().unwrap_or_default().trim_start_matches("error: ");
            return Diagnostic::new(Code::TemplateError, span, lower_first(message));
        };
        let span = report.span();
        let (line, column) = (span.start_line, span.start_col);
        let end = (span.end_line, span.end_col);
        let place = self.span(sources, report.filename(), line, column, Some(end));
        let (message, known) = split_known(report.message());
        Diagnostic::new(Code::TemplateError, place, message).help_opt(known)
    }

    /// The template that may be meant by a name that is none.
    fn meant(&self, name: &str) -> Option<String> {
        let known = closest(name, self.files.keys().map(|known| without_prefix(known)))?;
        Some(format!("did you mean `{known}`?"))
    }

    /// Where a template has a word in quotes.
    fn quoted(&self, sources: &Sources, template: &str, word: &str) -> Option<Span> {
        let file = *self.files.get(template)?;
        let text = &sources.file(file).text;
        let start =
            ['"', '\''].iter().find_map(|quote| text.find(&format!("{quote}{word}{quote}")))?;
        Some(Span::new(file, start + 1..start + 1 + word.len()))
    }

    fn span(
        &self,
        sources: &Sources,
        name: &str,
        line: usize,
        column: usize,
        end: Option<(usize, usize)>,
    ) -> Option<Span> {
        let prefixed = || PREFIXES.iter().map(|prefix| format!("{prefix}{name}"));
        let id =
            self.files.get(name).or_else(|| prefixed().find_map(|name| self.files.get(&name)))?;
        let text = &sources.file(*id).text;
        let start = offset(text, line, column);
        let end = end.map_or(start + 1, |(line, column)| offset(text, line, column));
        Some(Span::new(*id, start..end.max(start).min(text.len())))
    }
}

/// The name of a template as its author wrote it.
fn without_prefix(name: &str) -> &str {
    PREFIXES.iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name)
}

/// The byte offset of a line, from 1, and a column in characters, from 0.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = &text[start.min(text.len())..];
    start + rest.chars().take(column).map(char::len_utf8).sum::<usize>()
}

/// The place that an error names only in its text: ` --> file:line:column`.
fn place_in(text: &str) -> Option<(&str, usize, usize)> {
    let place = text.lines().find_map(|line| line.trim_start().strip_prefix("--> "))?;
    let mut parts = place.trim().rsplitn(3, ':');
    let (column, line) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Some((parts.next()?, line, column))
}

/// A message without the list of known names that Tera adds, and what that list is good for: the
/// name that may be meant, or else the list.
fn split_known(message: &str) -> (String, Option<String>) {
    let Some((message, known)) = message.split_once(" Available ") else {
        return (lower_first(message.trim_end_matches('.')), None);
    };
    let known = known.trim_end_matches('.');
    let names = known.split_once(": ").map_or("", |(_, names)| names).split(", ");
    let found = message.split('`').nth(1).unwrap_or_default();
    let help = match closest(found, names) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("known {known}"),
    };
    (lower_first(message.trim_end_matches('.')), Some(help))
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

/// Registers `t(key="…")`, the interface strings in the language of the page, `status(key="…")`,
/// a status for the component of that name, and the filter `by_key`.
fn register(tera: &mut Tera, locales: &Arc<Vec<(String, Locale)>>) {
    let known = Arc::clone(locales);
    tera.register_function("t", move |kwargs: Kwargs, state: &State<'_>| -> TeraResult<String> {
        let locale = locale_of(&known, state)?;
        let key: &str = kwargs.must_get("key")?;
        let args: Vec<_> = kwargs
            .iter()
            .filter_map(|(name, value)| Some((name.as_str()?, value.as_str()?)))
            .filter(|(name, _)| *name != "key")
            .collect();
        text(locale, key, &args)
    });
    let known = Arc::clone(locales);
    tera.register_function(
        "status",
        move |kwargs: Kwargs, state: &State<'_>| -> TeraResult<tera::Value> {
            let key: &str = kwargs.must_get("key")?;
            let word = text(locale_of(&known, state)?, &format!("status-{key}"), &[])?;
            let mark = StatusView::mark(key);
            Ok(tera::Value::from_serializable(&BTreeMap::from([("mark", mark), ("word", &*word)])))
        },
    );
    tera.register_filter("by_key", by_key);
}

/// The item of a list that has a key: a fact, a table, a column, a cell; nothing if none has.
fn by_key(items: tera::Value, kwargs: Kwargs, _: &State<'_>) -> TeraResult<tera::Value> {
    let key: &str = kwargs.must_get("key")?;
    let has_key =
        |item: &&tera::Value| item.get_from_path("key").and_then(tera::Value::as_str) == Some(key);
    let found = items.as_array().and_then(|items| items.iter().find(has_key));
    Ok(found.cloned().unwrap_or_else(tera::Value::none))
}

/// The language that a template is rendered in.
fn locale_of<'a>(locales: &'a [(String, Locale)], state: &State<'_>) -> TeraResult<&'a Locale> {
    let lang: String = state.get("lang")?.ok_or_else(|| {
        tera::Error::message(
            "`t` needs the variable `lang`: a component that uses it declares `@lang`",
        )
    })?;
    let known = locales.iter().find(|(code, _)| *code == lang).map(|(_, locale)| locale);
    known.ok_or_else(|| tera::Error::message(format!("there is no language `{lang}`")))
}

fn text(locale: &Locale, key: &str, args: &[(&str, &str)]) -> TeraResult<String> {
    let text = locale.text(key, args);
    text.ok_or_else(|| tera::Error::message(format!("there is no interface string `{key}`")))
}
