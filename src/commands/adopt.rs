//! `wellspring adopt`: writes how a workbook is read, guessed from what stands in it.

use super::put::{path_in_site, put_data};
use super::site_outline::SiteOutline;
use super::{Outcome, Printer};
use crate::compile::{compile_loaded, own_theme};
use crate::diag::{Diagnostic, MessageLanguage, Severity, Sink};
use crate::load::{Loaded, Stamps, load};
use crate::locale::{Lexicon, Locale, TIMES, of_column};
use crate::model::{KINDS, resolve};
use crate::options::BuildOptions;
use crate::parse::node::{Node, NodeKind};
use crate::parse::records::parse;
use crate::source::{FileId, Sources};
use crate::theme::locales::Languages;
use crate::theme::{BuiltinThemes, locales};
use crate::value::Units;
use crate::workbook::adopt::{Adopted, Words, adopt, is_workbook, mapping_path};
use crate::workbook::{Setting, SheetRows, rows_of};
use jiff::civil::Date;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// How many rows of a sheet are shown.
const SHOWN_ROWS: usize = 10;

/// How many errors are shown; `check` lists them all.
const SHOWN_ERRORS: usize = 10;

/// How long a value may be where rows are shown.
const SHOWN_CHARS: usize = 60;

pub(super) fn run(file: &Path, again: bool, options: &BuildOptions, out: &Printer<'_>) -> Outcome {
    let mut outline = match SiteOutline::read(&options.root) {
        Ok(outline) => outline,
        Err(unread) => return unread.report(out),
    };
    let path = match path_of(&options.root, file) {
        Ok(path) => path,
        Err(why) => return out.failure(&why),
    };
    let Some(id) = outline.loaded.sources.by_path(&path) else {
        return out.failure(&format!("`{path}` is not among the files of this site"));
    };
    if outline.loaded.sources.file(id).cells.is_none() {
        return unreadable(id, options, out);
    }
    let mapping = mapping_path(&path);
    let before = outline.loaded.sources.by_path(&mapping);
    if before.is_some() && !again {
        return out.failure(&format!(
            "`{mapping}` is there already; nothing was written\nhelp: `wellspring adopt --again` adds \
             what is new in the workbook, and keeps what a person changed"
        ));
    }
    let Some(spoken) = Spoken::new(&mut outline) else {
        out.failure("the words of the languages of this site cannot be read");
        return super::check::run(options, false, out);
    };
    let adopted = {
        let Spoken { lexicon, units, .. } = &spoken;
        let words = Words { language: options.language, lexicon, units };
        let old = before.and_then(|before| {
            let node = outline.parsed.mappings.iter().find(|(file, _)| *file == before);
            let node = node.and_then(|(_, node)| node.as_ref())?;
            Some((&*outline.loaded.sources.file(before).text, node))
        });
        if before.is_some() && old.is_none() {
            return out
                .failure(&format!("`{mapping}` cannot be read; `wellspring check` says why"));
        }
        spoken.with(&outline.loaded.sources, |setting| {
            adopt(id, &outline.parsed, setting, words, old)
        })
    };
    let adopted = match adopted {
        Ok(adopted) => adopted,
        Err(why) => return out.failure(&format!("`{mapping}`: {why}; nothing was written")),
    };
    let shown = match Preview::new(&path, &adopted, options) {
        Ok(preview) => preview,
        Err(why) => return out.failure(&why),
    };
    out.data(&shown.text);
    shown.report(out);
    let mut files: BTreeMap<String, String> = adopted.records.into_iter().collect();
    files.insert(adopted.path, adopted.mapping);
    if let Err(why) = put_data(&options.root, &outline.loaded.sources, &files) {
        return out.failure(&why);
    }
    files.keys().for_each(|path| out.remark(&format!("wrote `{path}`")));
    Outcome::Clean
}

/// The path of a workbook in the site.
fn path_of(root: &Path, file: &Path) -> Result<String, String> {
    let named = file.display();
    let Some(path) = path_in_site(root, file) else {
        return Err(format!(
            "`{named}` is no file of this site\nhelp: copy the workbook to `content/data/` of the site"
        ));
    };
    if !path.starts_with("content/data/") {
        return Err(format!(
            "`{path}` is not read by builds\nhelp: move it to `content/data/`, where workbooks are \
             parts of the ledger"
        ));
    }
    match is_workbook(&path) {
        true => Ok(path),
        false => Err(format!(
            "`{path}` is no workbook: adopt `.xlsx`, `.xlsm`, `.xls`, `.ods` or `.csv`"
        )),
    }
}

/// Says why a workbook cannot be read.
fn unreadable(file: FileId, options: &BuildOptions, out: &Printer<'_>) -> Outcome {
    let mut sink = Sink::default();
    let Ok(loaded) = load(&options.root, None, &mut sink) else { return Outcome::Failed };
    let compiled = compile_loaded(options, loaded, None, None, sink);
    let mut found = compiled.problems();
    found.retain(|(_, problem)| problem.span.is_some_and(|span| span.file == file));
    out.problems(&compiled.sources, &found);
    Outcome::ContentErrors
}

/// The words of a site.
struct Spoken {
    names: Vec<(String, String)>,
    languages: Languages,
    lexicon: Lexicon,
    units: Units,
    /// The as-of day.
    day: Option<Date>,
}

impl Spoken {
    fn new(outline: &mut SiteOutline) -> Option<Self> {
        let mut sink = Sink::default();
        let SiteOutline { loaded, parsed, preamble } = outline;
        let builtin = BuiltinThemes::new(&mut loaded.sources);
        let site = parsed.site.as_ref()?;
        let own = own_theme(&loaded.themes, site, &preamble.theme, &mut sink)?;
        let units = resolve::units(site, &preamble.languages, &mut sink);
        let languages = locales::load(
            own,
            builtin.below(&preamble.theme),
            &preamble.languages,
            &loaded.sources,
            &mut sink,
        )?;
        let lexicon = languages.lexicon(&units);
        let names = preamble.languages.iter();
        let names = names.map(|one| (one.code.to_string(), one.name.to_string())).collect();
        let day = site.get("as_of").and_then(|day| day.as_str()?.parse().ok());
        Some(Self { names, languages, lexicon, units, day })
    }

    /// Does something with what reading workbooks needs to know.
    fn with<T>(&self, sources: &Sources, run: impl FnOnce(&Setting<'_>) -> T) -> T {
        let locales: Vec<&Locale> = self.languages.all().collect();
        let (languages, lexicon) = (&self.names, &self.lexicon);
        run(&Setting {
            sources,
            languages,
            locales: &locales,
            lexicon,
            kinds: KINDS,
            day: self.day,
        })
    }
}

/// What would be read, and what would be reported.
struct Preview {
    text: String,
    sources: Sources,
    problems: Vec<(Severity, Diagnostic)>,
}

impl Preview {
    /// Reads the site as it would be with the new files, which are nowhere but in memory.
    fn new(workbook: &str, adopted: &Adopted, options: &BuildOptions) -> Result<Self, String> {
        let mut sink = Sink::default();
        let mut loaded = load(&options.root, None, &mut sink).map_err(|error| error.to_string())?;
        let added = adopted.records.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        let mut own = Vec::new();
        for (path, text) in added.chain([(adopted.path.as_str(), adopted.mapping.as_str())]) {
            own.push(loaded.sources.replace(path, text));
        }
        loaded.stamps.grow(loaded.sources.len());
        let file = loaded.sources.by_path(workbook).ok_or("the workbook has gone")?;
        own.push(file);
        let text = Self::text(options.language, workbook, file, adopted, &loaded)?;
        let compiled = compile_loaded(options, loaded, None, None, sink);
        let mut problems = compiled.problems();
        problems.retain(|(_, found)| found.span.is_some_and(|span| own.contains(&span.file)));
        Ok(Self { text, sources: compiled.sources, problems })
    }

    /// Prints the first errors, and how many problems there are of each kind.
    fn report(&self, out: &Printer<'_>) {
        let errors = self.problems.iter().filter(|(severity, _)| *severity == Severity::Error);
        let first: Vec<_> = errors.take(SHOWN_ERRORS).cloned().collect();
        if !first.is_empty() {
            out.problems_apart(&self.sources, &first);
        }
        let mut counts: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
        for (severity, found) in &self.problems {
            *counts.entry((*severity, found.code.name())).or_default() += 1;
        }
        for ((severity, code), n) in counts {
            out.remark(&format!("a build would tell {n} × {}[{code}]", severity.name()));
        }
    }

    fn text(
        language: MessageLanguage,
        workbook: &str,
        file: FileId,
        adopted: &Adopted,
        loaded: &Loaded,
    ) -> Result<String, String> {
        let unreadable = &loaded.unreadable;
        let parsed = parse(&loaded.sources, KINDS, unreadable, None, &mut Sink::default());
        let preamble =
            parsed.site.as_ref().and_then(|site| resolve::preamble(site, &mut Sink::default()));
        let preamble = preamble.ok_or("the settings of the site cannot be read")?;
        let loaded = Loaded {
            sources: loaded.sources.clone(),
            themes: loaded.themes.clone(),
            unreadable: Vec::new(),
            stamps: Stamps::default(),
        };
        let mut outline = SiteOutline { loaded, parsed, preamble };
        let spoken = Spoken::new(&mut outline).ok_or("the words of the site cannot be read")?;
        let SiteOutline { loaded, parsed, .. } = &outline;
        let rows = spoken.with(&loaded.sources, |setting| rows_of(file, parsed, setting));
        Ok(report(language, workbook, adopted, &rows, &loaded.sources))
    }
}

/// What is printed: the first rows of each sheet as they are read, and what is unsure.
fn report(
    language: MessageLanguage,
    workbook: &str,
    adopted: &Adopted,
    rows: &[SheetRows],
    sources: &Sources,
) -> String {
    let (n_read, n_columns) = (adopted.n_read, adopted.n_columns);
    let mut text = language.say(&format!("{workbook}: {n_read} of {n_columns} columns are read"));
    text.push('\n');
    for sheet in rows {
        let name = match sheet.sheet.is_empty() {
            true => language.say_part("the table"),
            false => sheet.sheet.to_string(),
        };
        let n = sheet.records.len();
        let head = language.say(&format!("{name}: {n} records of {}", sheet.collection));
        let _ = writeln!(text, "\n{head}");
        let mut places: Vec<String> = Vec::new();
        let mut n_shown = 0;
        for record in &sheet.records {
            let place = match sources.cell(record.span) {
                Some(place) => format!("row {}", place.cell.row + 1),
                None => sources.place(record.span),
            };
            // A row of a table of figures is several records.
            if places.last() != Some(&place) {
                if places.len() == SHOWN_ROWS {
                    break;
                }
                let _ = writeln!(text, "  {}", language.say_part(&place));
                places.push(place);
            }
            n_shown += 1;
            let NodeKind::Mapping(fields) = &record.kind else { continue };
            for (key, value) in fields {
                show(&key.text, value, &mut text, language);
            }
        }
        if n > n_shown {
            let more = language.say(&format!("… and {} more", n - n_shown));
            let _ = writeln!(text, "  {more}");
        }
    }
    for (title, list) in [
        (
            "To be checked",
            adopted.doubts.iter().map(|(place, why)| format!("{place} — {why}")).collect(),
        ),
        ("Kept as it was changed", adopted.kept.clone()),
    ] {
        let list: Vec<String> = list;
        if !list.is_empty() {
            let _ = writeln!(text, "\n{}", language.say(&format!("{title}:")));
            list.iter().for_each(|line| text.push_str(&format!("  {}\n", language.say(line))));
        }
    }
    text
}

/// A field of a record on a line of its own; parts of a list, each on one.
fn show(path: &str, value: &Node, text: &mut String, language: MessageLanguage) {
    match &value.kind {
        NodeKind::Scalar(_) | NodeKind::Null | NodeKind::Invalid => {
            let _ = writeln!(text, "    {path}: {}", inline(value, language));
        }
        NodeKind::Mapping(fields) => {
            fields.iter().for_each(|(key, value)| {
                show(&format!("{path}.{}", key.text), value, text, language)
            });
        }
        NodeKind::Sequence(items) => {
            let is_plain = items.iter().all(|item| item.as_str().is_some());
            if is_plain {
                let all: Vec<String> = items.iter().map(|item| inline(item, language)).collect();
                let _ = writeln!(text, "    {path}: {}", all.join(", "));
                return;
            }
            for item in items {
                let _ = writeln!(text, "    {path}: {}", inline(item, language));
            }
        }
    }
}

/// A value on one line.
fn inline(value: &Node, language: MessageLanguage) -> String {
    match &value.kind {
        NodeKind::Null => String::new(),
        NodeKind::Invalid => language.say_part("(cannot be read)"),
        NodeKind::Scalar(scalar) => {
            let line = with_unit(&scalar.text).split_whitespace().collect::<Vec<_>>().join(" ");
            match line.char_indices().nth(SHOWN_CHARS) {
                Some((end, _)) => format!("{}…", &line[..end]),
                None => line,
            }
        }
        NodeKind::Sequence(items) => {
            let all: Vec<String> = items.iter().map(|item| inline(item, language)).collect();
            format!("[{}]", all.join(", "))
        }
        NodeKind::Mapping(fields) => {
            let all = fields
                .iter()
                .map(|(key, value)| format!("{}: {}", key.text, inline(value, language)));
            format!("{{ {} }}", all.collect::<Vec<_>>().join(", "))
        }
    }
}

/// A figure as people write it, where the unit of its column stands behind numbers.
fn with_unit(text: &str) -> Cow<'_, str> {
    let Some(read) = of_column(text) else { return text.into() };
    let (figure, unit) = (read.figure, read.unit);
    match figure.ends_with(|c: char| c.is_ascii_digit()) {
        // It may have a unit of its own.
        false => figure.into(),
        true if unit.contains([' ', '£', '$', '€', '¥', '1']) => {
            format!("{figure} {TIMES} {unit}").into()
        }
        true => format!("{figure} {unit}").into(),
    }
}
