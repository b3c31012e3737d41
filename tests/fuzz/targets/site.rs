//! A whole site: its files in one text, each below a line `=== PATH`.

use crate::targets::html::check_page;
use crate::targets::places::check_problem;
use std::collections::BTreeMap;
use wellspring::compile::{Compiled, compile_loaded};
use wellspring::diag::Sink;
use wellspring::diag::format::{Format, render as render_problems};
use wellspring::load::Loaded;
use wellspring::options::BuildOptions;
use wellspring::render::{RenderSite, extra_files, render};

/// The settings of a site that brings none.
const SITE: &str = "title: { zh: 示例区, en: Example District }
languages:
  zh: { tag: zh-Hans, name: 中文 }
  en: { tag: en, name: English }
as_of: 2030-06-30
currency: CNY
";

/// Compiles the site, writes its problems in every format and renders every page twice.
pub(crate) fn check(text: &str) {
    let mut files = files(text);
    files.entry(key("content/site.yaml")).or_insert(SITE);
    let mut loaded = Loaded::default();
    for (path, text) in files {
        loaded.sources.add(&path.join("/"), text);
        loaded.stamps.grow(loaded.sources.len());
    }
    let options = BuildOptions { drafts: true, ..BuildOptions::new("") };
    let compiled = compile_loaded(&options, loaded, None, None, Sink::default());
    check_problems(&compiled);
    let lacks_words =
        compiled.problems().iter().any(|(_, one)| one.code.name() == "missing-string");
    let n_editions = compiled.site.as_ref().map_or(0, |site| site.editions().len());
    for number in (0..n_editions).filter(|_| !lacks_words) {
        if let Some(site) = compiled.render_edition(number) {
            check_edition(&site);
        }
    }
}

/// The files of an input in the order in which the loader reads them, name by name; a path that no
/// loader finds is passed over.
fn files(text: &str) -> BTreeMap<Vec<String>, &str> {
    let mut files = BTreeMap::new();
    for part in text.split("\n=== ") {
        let (path, text) = part.split_once('\n').unwrap_or((part, ""));
        let path = path.trim_start_matches("=== ").trim();
        if is_read(path) {
            files.entry(key(path)).or_insert(text);
        }
    }
    files
}

fn key(path: &str) -> Vec<String> {
    path.split('/').map(str::to_owned).collect()
}

fn is_read(path: &str) -> bool {
    let is_name = |name: &str| !name.is_empty() && !name.starts_with('.') && !name.contains('\\');
    let is_data = path.starts_with("content/data/") && path.ends_with(".yaml");
    let is_page = path.starts_with("content/pages/") && path.ends_with(".md");
    let is_known = matches!(path, "content/site.yaml" | "content/translations.yaml");
    (is_known || is_data || is_page)
        && path.split('/').all(is_name)
        && !path.contains(char::is_control)
}

fn check_problems(compiled: &Compiled) {
    let found = compiled.problems();
    found.iter().for_each(|(_, problem)| check_problem(&compiled.sources, problem));
    let path = |index: usize| {
        found[index].1.span.map(|span| (compiled.sources.file(span.file).path.clone(), span.start))
    };
    assert!((1..found.len()).all(|index| path(index - 1) <= path(index)), "{found:?}");
    for format in [Format::Human, Format::Short, Format::Json, Format::Sarif, Format::Github] {
        let text = render_problems(format, &found, &compiled.sources, false);
        assert!(found.is_empty() || !text.is_empty());
    }
}

fn check_edition(site: &RenderSite<'_>) {
    for page in &site.plan.pages {
        let is_inside =
            |name: &str| !matches!(name, "" | "." | "..") && !name.contains(['\\', '\0']);
        assert!(page.path.split('/').all(is_inside), "{} leads out", page.path);
        let Ok(bytes) = render(site, page) else { panic!("{} cannot be rendered", page.path) };
        assert_eq!(render(site, page).ok().as_ref(), Some(&bytes), "{} differs", page.path);
        // A workbook is an archive; everything else is a text.
        if page.path.ends_with(".xlsx") {
            assert!(bytes.starts_with(b"PK"), "{} is no workbook", page.path);
            continue;
        }
        let text = std::str::from_utf8(&bytes).expect("is UTF-8");
        if page.path.ends_with(".html") {
            check_page(text);
        }
    }
    let extra = extra_files(site);
    assert_eq!(extra_files(site), extra);
}
