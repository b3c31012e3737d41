//! Puts translations into the texts of files; everything else stays as it is, byte for byte.

use super::data::{DataText, texts_of_file, texts_of_files};
use super::edit::{Edit, edited, with_line_ends_of};
use super::layer::{self, Added};
use super::ledger_stamps::read_stamps;
use super::page::{PageFile, STAMP_FIELD, original, page_file, pages};
use super::scalar::{Manner, Value, double_quoted, scalar_edit, text_edit};
use super::stamp::{Change, UNCONFIRMED, normalized, short_hash, stamp_of};
use super::work::{Spot, Unit, page_changes, units};
use super::{STAMPS_PATH, Texts};
use crate::source::FileId;
use crate::value::Lang;
use std::collections::{BTreeMap, BTreeSet};

/// A translation that comes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// The name of its unit.
    pub id: String,
    /// The text that was translated.
    pub source: String,
    /// The translation, if there is one.
    pub target: Option<String>,
    /// The translator says that it is done.
    pub is_done: bool,
}

/// What becomes of translations.
#[derive(Debug, Default)]
pub struct Applied {
    /// Files by their paths in the site, with their new texts.
    pub files: BTreeMap<String, String>,
    /// How many texts change.
    pub n_changed: usize,
    /// Those that are not taken: the name of the unit, and why.
    pub refused: Vec<(String, String)>,
}

/// A translation that is taken.
struct Taken<'a> {
    unit: &'a Unit,
    /// The new text, if it differs.
    text: Option<String>,
}

/// Puts translations into a language in their places.
#[must_use]
pub fn apply(texts: &Texts<'_>, lang: Lang, incoming: &[Incoming]) -> Applied {
    let known = units(texts, lang);
    let by_id: BTreeMap<&str, &Unit> = known.iter().map(|unit| (&*unit.id, unit)).collect();
    let mut applied = Applied::default();
    let mut taken: BTreeMap<&str, Taken<'_>> = BTreeMap::new();
    for one in incoming {
        match take(&by_id, one) {
            Ok(Some(found)) if taken.contains_key(&*found.unit.id) => {
                applied.refuse(&one.id, "the file has this unit twice");
            }
            Ok(Some(found)) => {
                taken.insert(&found.unit.id, found);
            }
            Ok(None) => {}
            Err(why) => applied.refuse(&one.id, why),
        }
    }
    let taken: Vec<Taken<'_>> = taken.into_values().collect();
    let confirmed = apply_data(texts, lang, &taken, &mut applied);
    stamp_data(texts, lang, &confirmed, &mut applied);
    apply_pages(texts, lang, (&known, &taken), &mut applied);
    applied
}

impl Applied {
    fn refuse(&mut self, id: &str, why: impl Into<String>) {
        self.refused.push((id.to_owned(), why.into()));
    }
}

/// Whether a translation is taken; `None` if there is nothing to take.
fn take<'a>(
    known: &BTreeMap<&str, &'a Unit>,
    one: &Incoming,
) -> Result<Option<Taken<'a>>, &'static str> {
    let Some(target) = one.target.as_deref().map(str::trim).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let unit = known.get(&*one.id).ok_or("the site has no such text in this language")?;
    if normalized(&unit.source) != normalized(&one.source) {
        return Err("its original has changed since the export: export it again");
    }
    let target = target.replace("\r\n", "\n");
    let now = unit.target.as_ref().map(|target| normalized(&target.text));
    if now.as_deref() != Some(&normalized(&target)) {
        return Ok(Some(Taken { unit, text: Some(target) }));
    }
    Ok(one.is_done.then_some(Taken { unit, text: None }))
}

/// Edits the files of the ledger; returns the texts that are up to date now.
fn apply_data<'a>(
    texts: &Texts<'_>,
    lang: Lang,
    taken: &[Taken<'a>],
    applied: &mut Applied,
) -> Vec<&'a DataText> {
    let of_rows: BTreeSet<&str> = texts.rows.iter().map(|text| &*text.id).collect();
    let is_of_row = |text: &DataText| of_rows.contains(&*text.id);
    let has_rows =
        taken.iter().any(|one| matches!(&one.unit.spot, Spot::Data(text) if is_of_row(text)));
    // What YAML says of rows, by the names of its texts.
    let in_yaml = if has_rows { texts_of_files(texts) } else { Vec::new() };
    let in_yaml: BTreeMap<&str, &DataText> = in_yaml.iter().map(|text| (&*text.id, text)).collect();
    let mut by_file: BTreeMap<FileId, Vec<(&DataText, &str)>> = BTreeMap::new();
    let (mut confirmed, mut added, mut written) = (Vec::new(), Vec::new(), BTreeSet::new());
    for one in taken {
        let Spot::Data(text) = &one.unit.spot else { continue };
        let Some(new) = &one.text else {
            confirmed.push(&**text);
            continue;
        };
        let text: &DataText = text;
        match in_yaml.get(&*text.id).copied() {
            Some(text) if is_of_row(text) => {
                by_file.entry(text.file).or_default().push((text, new))
            }
            _ if is_of_row(text) => added.push(Added { text, new }),
            _ => by_file.entry(text.file).or_default().push((text, new)),
        }
    }
    for (file, changes) in by_file {
        let path = &texts.sources.file(file).path;
        let found = [Manner::Alike, Manner::Quoted]
            .into_iter()
            .find_map(|manner| edit_data(texts, lang, file, &changes, manner));
        match found {
            Some(text) => {
                applied.n_changed += changes.len();
                applied.files.insert(path.to_string(), text);
                written.extend(changes.iter().map(|(text, _)| text.id.clone()));
            }
            None => {
                for (text, _) in changes {
                    applied.refuse(&text.id, format!("it cannot be written into `{path}`"));
                }
            }
        }
    }
    let code = &*texts.languages[lang.index()].code;
    let (files, refused) = layer::add(texts, code, &added, &applied.files);
    let not_taken: BTreeSet<&str> = refused.iter().map(|(one, _)| &*one.text.id).collect();
    let taken_over = added.iter().filter(|one| !not_taken.contains(&*one.text.id));
    written.extend(taken_over.map(|one| one.text.id.clone()));
    applied.n_changed += added.len() - refused.len();
    for (one, why) in refused {
        applied.refuse(&one.text.id, why);
    }
    applied.files.extend(files);
    confirmed.extend(taken.iter().filter_map(|one| match &one.unit.spot {
        Spot::Data(text) if written.contains(&text.id) => Some(&**text),
        _ => None,
    }));
    confirmed
}

/// The file with its texts changed; `None` unless it then holds these texts and all others as
/// they were.
fn edit_data(
    texts: &Texts<'_>,
    lang: Lang,
    file: FileId,
    changes: &[(&DataText, &str)],
    manner: Manner,
) -> Option<String> {
    let source = texts.sources.file(file);
    let code = &*texts.languages[lang.index()].code;
    let edits: Option<Vec<Edit>> = changes
        .iter()
        .map(|(text, new)| text_edit(&source.text, text, (lang, code), new, manner))
        .collect();
    let result = edited(&source.text, edits?);
    let before = texts_of_file(texts, file, &source.path, &source.text);
    let after = texts_of_file(texts, file, &source.path, &result);
    let new: BTreeMap<&str, &str> = changes.iter().map(|(text, new)| (&*text.id, *new)).collect();
    let is_right = |(then, now): (&DataText, &DataText)| {
        then.id == now.id
            && texts.languages.iter().all(|language| {
                let expected = match new.get(&*then.id) {
                    Some(new) if language.lang == lang => Some(*new),
                    _ => then.text(language.lang).map(|(_, text)| text),
                };
                now.text(language.lang).map(|(_, text)| text) == expected
            })
    };
    let whole = before.len() == after.len() && before.iter().zip(&after).all(is_right);
    whole.then_some(result)
}

/// Brings the stamps of the ledger up to date, if the site has any.
fn stamp_data(texts: &Texts<'_>, lang: Lang, confirmed: &[&DataText], applied: &mut Applied) {
    let Some(file) = texts.sources.by_path(STAMPS_PATH) else { return };
    let confirmed: BTreeSet<&str> = confirmed.iter().map(|text| &*text.id).collect();
    let text = stamps_file(texts, |found, text| found == lang && confirmed.contains(&*text.id));
    if *text != *texts.sources.file(file).text {
        applied.files.insert(STAMPS_PATH.to_owned(), text);
    }
}

/// The file of stamps as it is to be: new stamps for the translations that are chosen; those of
/// texts that are gone are left out.
#[must_use]
pub fn stamps_file(texts: &Texts<'_>, is_chosen: impl Fn(Lang, &DataText) -> bool) -> String {
    let old = read_stamps(texts).by_lang;
    let all = super::data::data_texts(texts);
    let mut file = String::from(
        "# What each translation was made from; written by `wellspring translated`.\n",
    );
    for language in texts.languages {
        let old = old.get(&*language.code);
        let mut stamps: BTreeMap<&str, String> = BTreeMap::new();
        for text in &all {
            let Some((from, _, source)) = text.original() else { continue };
            if from != language.lang && is_chosen(language.lang, text) {
                stamps.insert(&text.id, short_hash(source));
            } else if let Some(hash) = old.and_then(|old| old.get(&*text.id)) {
                stamps.insert(&text.id, (*hash).to_owned());
            }
        }
        if !stamps.is_empty() {
            file.push_str(&format!("{}:\n", language.code));
            let lines = stamps.iter().map(|(id, hash)| format!("  {id}: {hash}\n"));
            file.extend(lines);
        }
    }
    file
}

/// Edits the pages, and writes those that are translated for the first time.
fn apply_pages(
    texts: &Texts<'_>,
    lang: Lang,
    (known, taken): (&[Unit], &[Taken<'_>]),
    applied: &mut Applied,
) {
    let mut by_page: BTreeMap<&str, Vec<&Taken<'_>>> = BTreeMap::new();
    for one in taken {
        if let Spot::Page(path, _) = &one.unit.spot {
            by_page.entry(path).or_default().push(one);
        }
    }
    let pages = if by_page.is_empty() { BTreeMap::new() } else { pages(texts) };
    for (path, taken) in by_page {
        let Some(page) = pages.get(path) else { continue };
        let Some(original) = original(page) else { continue };
        let of_page = |unit: &&Unit| matches!(&unit.spot, Spot::Page(found, _) if found == path);
        let n_units = known.iter().filter(of_page).count();
        let result = match page.get(&lang) {
            Some(translation) => edit_page(texts, original, translation, &taken),
            None if taken.len() < n_units => Err(format!(
                "the page `{path}` is new, and {} of its {n_units} parts are not translated yet",
                n_units - taken.len()
            )),
            None => new_page(texts, original, &taken),
        };
        let code = &texts.languages[lang.index()].code;
        let file = format!("content/pages/{path}.{code}.md");
        match result {
            Ok(text) => {
                applied.n_changed += taken.iter().filter(|one| one.text.is_some()).count();
                let before = texts.sources.by_path(&file);
                if before.is_none_or(|before| *texts.sources.file(before).text != *text) {
                    applied.files.insert(file, text);
                }
            }
            Err(why) => taken.iter().for_each(|one| applied.refuse(&one.unit.id, why.clone())),
        }
    }
}

/// A page with its parts changed.
fn edit_page(
    texts: &Texts<'_>,
    original: &PageFile,
    translation: &PageFile,
    taken: &[&Taken<'_>],
) -> Result<String, String> {
    let text = &texts.sources.file(translation.file).text;
    let stamp = stamp_edit(text, original, translation, taken);
    for manner in [Manner::Alike, Manner::Quoted] {
        let mut edits: Vec<Edit> =
            taken.iter().filter_map(|one| part_edit(text, translation, one, manner)).collect();
        edits.extend(stamp.clone());
        let result = edited(text, edits);
        if is_page(translation, &result, taken) {
            return Ok(result);
        }
    }
    Err(format!("it cannot be written into `{}`", texts.sources.file(translation.file).path))
}

/// Whether a text is a page whose fields are those that were taken.
fn is_page(before: &PageFile, text: &str, taken: &[&Taken<'_>]) -> bool {
    let Some(page) = page_file(before.file, text, before.lang) else { return false };
    let field = |page: &PageFile, name: &str| {
        page.parts.iter().find(|part| part.name == name).map(|part| part.text.clone())
    };
    ["title", "description"].iter().all(|name| {
        let new = taken.iter().find(|one| one.unit.kind == *name);
        let new = new.and_then(|one| one.text.clone());
        field(&page, name) == new.or_else(|| field(before, name))
    })
}

fn part_edit(text: &str, page: &PageFile, one: &Taken<'_>, manner: Manner) -> Option<Edit> {
    let new = one.text.as_deref()?;
    let Some(target) = &one.unit.target else {
        let is_field = one.unit.kind == "description";
        let (at, added) = match is_field {
            true => (page.front_matter.end, format!("description: {}\n", double_quoted(new))),
            false => (page.body.end, format!("\n{new}\n")),
        };
        return Some(Edit { range: at..at, text: with_line_ends_of(text, &added) });
    };
    match &target.node {
        Some(node) => {
            let line = text[..node.span.range().start].rfind(&*one.unit.kind)?;
            let after_key = line + one.unit.kind.len();
            scalar_edit(text, after_key, node, Value { new, flow: false, manner })
        }
        None => Some(Edit { range: target.span.range(), text: with_line_ends_of(text, new) }),
    }
}

/// The new stamp of a page that has one: confirmed are the parts that were and those taken.
fn stamp_edit(
    text: &str,
    original: &PageFile,
    translation: &PageFile,
    taken: &[&Taken<'_>],
) -> Option<Edit> {
    let changes = page_changes(original, translation)?;
    let is_taken = |number: usize| {
        taken
            .iter()
            .any(|one| matches!(&one.unit.spot, Spot::Page(_, parts) if parts.contains(&number)))
    };
    let parts = original.parts.iter().zip(&changes.parts).enumerate();
    let hashes: Vec<String> = parts
        .map(|(number, (part, change))| match change {
            Change::Changed | Change::Added if !is_taken(number) => UNCONFIRMED.to_owned(),
            _ => short_hash(&part.text),
        })
        .collect();
    Some(write_stamp(text, translation, &hashes.join(" ")))
}

/// The edit that writes the stamp of a page.
fn write_stamp(text: &str, page: &PageFile, stamp: &str) -> Edit {
    match &page.stamp {
        Some((span, _)) => Edit { range: span.range(), text: stamp.to_owned() },
        None => {
            let at = page.front_matter.end;
            let line = with_line_ends_of(text, &format!("{STAMP_FIELD}: {stamp}\n"));
            Edit { range: at..at, text: line }
        }
    }
}

/// The text of a translated page with the stamp of its original as it is now.
#[must_use]
pub fn stamped_page(text: &str, page: &PageFile, original: &PageFile) -> String {
    edited(text, vec![write_stamp(text, page, &stamp_of(&original.parts))])
}

/// A page that is translated for the first time: the original with every part replaced.
fn new_page(
    texts: &Texts<'_>,
    original: &PageFile,
    taken: &[&Taken<'_>],
) -> Result<String, String> {
    let text = &texts.sources.file(original.file).text;
    for manner in [Manner::Alike, Manner::Quoted] {
        let mut edits = vec![write_stamp(text, original, &stamp_of(&original.parts))];
        for one in taken {
            let Spot::Page(_, parts) = &one.unit.spot else { continue };
            let part = &original.parts[parts.start];
            let Some(new) = one.text.as_deref() else { continue };
            let range = part.span.to(original.parts[parts.end - 1].span).range();
            edits.extend(match &part.node {
                Some(node) => {
                    let key = text[..range.start].rfind(&*part.name);
                    let after_key = key.map_or(range.start, |key| key + part.name.len());
                    scalar_edit(text, after_key, node, Value { new, flow: false, manner })
                }
                None => Some(Edit { range, text: with_line_ends_of(text, new) }),
            });
        }
        let result = edited(text, edits);
        if is_page(original, &result, taken) {
            return Ok(result);
        }
    }
    Err("its front matter cannot be written".to_owned())
}
