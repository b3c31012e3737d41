//! `wellspring translated`: notes that translations are up to date.

use super::put::{path_in_site, put};
use super::{Outcome, Printer, readable};
use crate::options::BuildOptions;
use crate::translation::apply::{stamped_page, stamps_file};
use crate::translation::data::holds_texts;
use crate::translation::page::{name_of, original, pages_where};
use crate::translation::{STAMPS_PATH, Texts};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

const USAGE: &str = "name the files whose translations are up to date, such as `wellspring translated content/pages/about.en.md`; a file of `content/data/` stands for all its texts, a folder for all its files";

pub(super) fn run(files: &[PathBuf], options: &BuildOptions, out: &Printer<'_>) -> Outcome {
    if files.is_empty() {
        return out.failure(USAGE);
    }
    let compiled = match readable(options, out) {
        Ok(compiled) => compiled,
        Err(outcome) => return outcome,
    };
    let Some(site) = &compiled.site else { return Outcome::ContentErrors };
    let texts = Texts::new(&compiled.sources, &site.model);
    let mut changed = BTreeMap::new();
    let mut data = BTreeSet::new();
    for file in files {
        let named = file.display();
        let Some(path) = path_in_site(&options.root, file) else {
            return out.failure(&format!("`{named}` is not a file of this site"));
        };
        if holds_texts(&path) {
            data.insert(path);
            continue;
        }
        let inside = inside(&texts, &path);
        if !inside.is_empty() {
            for path in inside {
                match stamped(&texts, path) {
                    Ok(text) => drop(changed.insert(path.to_owned(), text)),
                    Err(_) if holds_texts(path) => drop(data.insert(path.to_owned())),
                    // Originals lie among the translations.
                    Err(_) => {}
                }
            }
            continue;
        }
        match stamped(&texts, &path) {
            Ok(text) => {
                changed.insert(path, text);
            }
            Err(why) => return out.failure(&format!("`{named}` {why}")),
        }
    }
    if !data.is_empty() {
        let is_named = |file| data.contains(&*compiled.sources.file(file).path);
        let text =
            stamps_file(&texts, |lang, text| is_named(text.file) && text.text(lang).is_some());
        changed.insert(STAMPS_PATH.to_owned(), text);
    }
    changed.retain(|path, text| {
        let before = compiled.sources.by_path(path);
        before.is_none_or(|file| *compiled.sources.file(file).text != **text)
    });
    if let Err(why) = put(&options.root, &compiled.sources, &changed) {
        return out.failure(&why);
    }
    match changed.len() {
        0 => out.remark("nothing to note: all of it was up to date"),
        _ => changed.keys().for_each(|path| out.remark(&format!("wrote `{path}`"))),
    }
    Outcome::Clean
}

/// The files of a folder; none if it is no folder of the content.
fn inside<'a>(texts: &Texts<'a>, folder: &str) -> Vec<&'a str> {
    let paths = texts.sources.iter().map(|(_, source)| &*source.path);
    let is_inside = |path: &&str| {
        path.strip_prefix(folder).is_some_and(|rest| folder.is_empty() || rest.starts_with('/'))
            && path.starts_with("content/")
    };
    paths.filter(is_inside).collect()
}

/// The text of a page with its stamp; an error says what the file is instead.
fn stamped(texts: &Texts<'_>, path: &str) -> Result<String, String> {
    let Some((page, lang)) = name_of(texts, path) else {
        return Err(
            "is not a page in a language of the site, and holds no texts of the ledger".into()
        );
    };
    let pages = pages_where(texts, |found| found == page);
    let found = pages.get(page);
    let Some(file) = found.and_then(|page| page.get(&lang)) else {
        return Err("has no front matter that can be read".into());
    };
    let original = found.and_then(original).filter(|original| original.file != file.file);
    let Some(original) = original else {
        return Err("is not a translation: it is the original of its page".into());
    };
    Ok(stamped_page(&texts.sources.file(file.file).text, file, original))
}
