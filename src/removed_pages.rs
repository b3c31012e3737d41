//! Pages of the last build that this one has not, and to which nothing leads on.

use crate::compile::{Compiled, CompiledSite};
use crate::diag::{Code, Diagnostic};
use crate::model::Model;
use crate::options::BuildOptions;
use crate::render::page_kinds;
use crate::source::Sources;
use crate::write::Previous;
use std::collections::{BTreeMap, BTreeSet};

/// How many pages are named one by one; more are gone only if all of them have moved.
const MOST_NAMED: usize = 20;

/// Reports pages that the last build wrote and this one will not. A view of an earlier day has
/// fewer pages, and drafts come and go: of them nothing is said.
pub(crate) fn report_removed_pages(
    compiled: &mut Compiled,
    options: &BuildOptions,
    previous: &Previous,
) {
    let Some(site) = compiled.site.as_ref().filter(|_| !options.drafts) else { return };
    let found = removed_pages(site, &compiled.sources, previous.pages());
    let is_earlier = || {
        let last = previous.as_of();
        last.is_none_or(|last| last.as_str() > site.model.site.as_of.to_string().as_str())
    };
    if options.as_of.is_some() || found.is_empty() || is_earlier() {
        return;
    }
    found.into_iter().for_each(|one| compiled.problems.push(one));
}

/// What is to be said of the pages that the last build wrote and this one does not, if it is to
/// replace them for its readers.
fn removed_pages<'a>(
    site: &CompiledSite,
    sources: &Sources,
    last: impl Iterator<Item = &'a str>,
) -> Vec<Diagnostic> {
    let editions = site.editions();
    let moved = editions.iter().flat_map(|one| one.plan.redirects.iter().map(|one| &*one.from));
    let moved: BTreeSet<&str> = moved.collect();
    let is_there =
        |path: &str| moved.contains(path) || editions.iter().any(|edition| edition.plan.has(path));
    let gone = last.filter(|path| path.ends_with(".html") && !path.starts_with("files/"));
    let gone = gone.filter(|path| !is_there(path));
    // One page in several languages is one mistake.
    let mut pages: BTreeMap<(String, String), Vec<&str>> = BTreeMap::new();
    let mut folders: BTreeMap<&str, usize> = BTreeMap::new();
    for path in gone {
        match split(editions.iter().map(|one| one.model), path) {
            Some((_, _, inner)) if is_passing(inner) || is_held_back(sources, inner) => {}
            Some((edition, code, inner)) => {
                let key = (edition.to_owned(), inner.to_owned());
                pages.entry(key).or_default().push(code);
            }
            None => {
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                *folders.entry(top(folder)).or_default() += 1;
            }
        }
    }
    let n_more = pages.len().saturating_sub(MOST_NAMED);
    let mut found: Vec<_> = pages
        .iter()
        .take(MOST_NAMED)
        .map(|((edition, inner), codes)| one_page(edition, inner, codes))
        .collect();
    if let Some(last) = found.last_mut().filter(|_| n_more > 0) {
        last.notes.push(format!("{n_more} more pages are gone"));
    }
    found.extend(folders.iter().map(|(folder, n_pages)| whole_folder(folder, *n_pages)));
    found
}

/// Edition folder, language and path within it, for a path of a language that the site has.
fn split<'m, 'a>(
    models: impl Iterator<Item = &'m Model>,
    path: &'a str,
) -> Option<(&'m str, &'m str, &'a str)> {
    let mut found = None;
    for model in models {
        let Some(inner) = path.strip_prefix(&*model.site.folder) else { continue };
        let of = |code: &str| inner.strip_prefix(code)?.strip_prefix('/');
        let language =
            model.site.languages.iter().find_map(|one| Some((&*one.code, of(&one.code)?)));
        found = found.or(language.map(|(code, inner)| (&*model.site.folder, code, inner)));
    }
    found
}

/// Whether a page comes and goes with the data, so that no record stays behind that could say where
/// it went: of a stage or a year, or a part of a long list.
fn is_passing(inner: &str) -> bool {
    let name = inner.rsplit('/').next().unwrap_or(inner);
    let number = name.strip_prefix("index-").and_then(|rest| rest.strip_suffix(".html"));
    page_kinds().iter().any(|kind| kind.is_passing && kind.has_path(inner))
        || number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether the text of a page is still there: then it is a draft again, or known only later.
fn is_held_back(sources: &Sources, inner: &str) -> bool {
    let Some(path) = inner.strip_suffix("/index.html") else { return false };
    let stem = format!("content/pages/{path}.");
    sources
        .iter()
        .any(|(_, file)| file.path.strip_prefix(&*stem).is_some_and(|rest| !rest.contains('/')))
}

/// The first folder of a path, with the name of the edition if it is in one.
fn top(folder: &str) -> &str {
    let depth = if folder.starts_with("editions/") { 2 } else { 1 };
    let end = folder.match_indices('/').nth(depth - 1).map(|(at, _)| at);
    &folder[..end.unwrap_or(folder.len())]
}

fn one_page(edition: &str, inner: &str, codes: &[&str]) -> Diagnostic {
    let page = inner.strip_suffix("/index.html").unwrap_or(inner);
    let codes: Vec<_> = codes.iter().map(|code| format!("`{edition}{code}/`")).collect();
    let message = format!("the page `{page}` of the last build is gone from {}", codes.join(", "));
    let diagnostic = Diagnostic::new(Code::VanishedPath, None, message);
    let help = match record(page) {
        Some((collection, id)) => format!(
            "if a record of `{collection}` has another id now, write `former_ids: [{id}]` in it; if another page replaces it, write `aliases: [{page}]` in its front matter"
        ),
        None => {
            format!("write `aliases: [{page}]` in the front matter of the page that replaces it")
        }
    };
    diagnostic.help(help)
}

/// Collection and id, if a path is that of a record.
fn record(page: &str) -> Option<(&str, &str)> {
    let (folder, id) = page.split_once('/')?;
    let is_known = crate::model::KINDS.iter().any(|kind| kind.collection == folder);
    (is_known && !id.contains('/')).then_some((folder, id))
}

fn whole_folder(folder: &str, n_pages: usize) -> Diagnostic {
    let message = match folder {
        "" => format!("{n_pages} pages at the top of the last build are gone"),
        _ => format!("{n_pages} pages of the last build are gone with their folder `{folder}/`"),
    };
    Diagnostic::new(Code::VanishedPath, None, message).help(
        "a language or an edition that was published once is looked for: keep it in `site.yaml`",
    )
}

#[cfg(test)]
mod tests {
    use super::is_passing;
    use super::record;
    use super::top;

    #[test]
    fn pages_that_follow_the_data_pass() {
        for path in [
            "stages/signed/index.html",
            "timeline/2023/index.html",
            "parks/north/timeline/index.html",
            "projects/index-2.html",
        ] {
            assert!(is_passing(path), "{path}");
        }
        for path in ["projects/index.html", "reports/index-of-all/index.html", "old.html"] {
            assert!(!is_passing(path), "{path}");
        }
    }

    #[test]
    fn paths_are_taken_apart() {
        assert_eq!(record("projects/a"), Some(("projects", "a")));
        assert_eq!((record("reports/a"), record("about")), (None, None));
        assert_eq!(top("fr/projects/a"), "fr");
        assert_eq!(top("editions/2022/zh/a"), "editions/2022");
        assert_eq!(top(""), "");
    }
}
