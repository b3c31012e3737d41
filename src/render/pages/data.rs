//! All downloads.

use super::{Page, content, home};
use crate::plan::{Format, Of, PageId, PageKind, PagePlan};
use crate::render::cache::Cache;
use crate::render::data::{self, SETS, formats, licence_name};
use crate::render::layout::{About, layout, title};
use crate::render::scope::Scope;
use crate::render::view::data::{DataFileView, DataPageView};
use crate::render::view::{DataView, LinkView, TextView};
use rust_decimal::Decimal;
use std::sync::{Arc, Mutex};

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "data",
        path: "data/index.html",
        parent: Some(&home::PAGE.kind),
        title: Some("title-data"),
        header: Some("nav-data"),
        foot: Some(13),
        ..PageKind::USUAL
    },
    content: html!("data.html", data),
};

/// All downloads, and the pages about the data.
fn data<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> DataView<'a> {
    let kinds = scope.site.plan.kinds.iter();
    let pages = kinds
        .filter_map(|kind| Some((kind.page(Of::Nothing), kind.about?)))
        .filter(|(page, _)| scope.href_opt(*page).is_some())
        .map(|(page, about)| {
            let TextView { text, .. } = title(scope, page);
            DataPageView { link: scope.own_link(page, text), text: scope.t(about, &[]) }
        })
        .collect();
    let site = scope.site;
    let known = SETS.iter().filter(|set| site.index.data_sets.contains(&set.name));
    let workbook = scope.page_of(Of::Workbook(scope.lang));
    let name = format!("{}.xlsx", site.model.site.language(scope.lang).code);
    let workbook = scope.href_opt(workbook).map(|href| DataFileView {
        title: scope.t("data-workbook", &[]),
        size: None,
        downloads: vec![sized(
            scope,
            workbook,
            LinkView { text: name.into(), href: Some(href), lang: None },
        )],
    });
    let mut files: Vec<_> = known
        .map(|set| {
            let size = [
                scope.t_n("data-rows", set.n_rows(site), &[]),
                scope.t_n("data-columns", set.n_fields(site.model), &[]),
            ];
            DataFileView {
                title: scope.t(set.title, &[]),
                size: Some(scope.locale.list(&size)),
                downloads: files_of(scope, set.name),
            }
        })
        .collect();
    let others = [
        ("data package", "datapackage.json", "data-package"),
        ("calendar", "iCalendar", "calendar-title"),
    ];
    files.extend(others.into_iter().filter_map(|(page, name, title)| {
        let page = scope.page(page);
        let href = Some(scope.href_opt(page)?);
        let link = sized(scope, page, LinkView { text: name.into(), href, lang: None });
        Some(DataFileView { title: scope.t(title, &[]), size: None, downloads: vec![link] })
    }));
    files.splice(0..0, workbook);
    let lead = scope.t("lead-data", &[]);
    let about = About::of(scope, page).described(lead.clone());
    let licence = site.model.site.licence.as_ref().map(|licence| LinkView {
        text: licence_name(scope, licence).into(),
        href: licence.address(),
        lang: None,
    });
    DataView { lead, licence, pages, files, page: layout(scope, page, about) }
}

/// The files of a set with their sizes.
fn files_of<'a>(scope: &Scope<'a>, name: &'static str) -> Vec<LinkView<'a>> {
    let link = |format: Format| {
        let page = scope.page_of(Of::DataSet(name, format));
        let href = Some(scope.href_opt(page)?);
        let text = format!("{name}.{}", format.ending()).into();
        Some(sized(scope, page, LinkView { text, href, lang: None }))
    };
    // What describes CSV on the Web is for programs, which look for it beside the file.
    formats(name).filter(|format| *format != Format::Csvw).filter_map(link).collect()
}

/// Files whose sizes a page tells, by their paths: a large ledger is long work, and is written once.
#[derive(Debug, Default)]
struct Files(Cache<String, (usize, Kept)>);

/// What was made for its size, until its own page takes it.
type Kept = Arc<Mutex<Option<Vec<u8>>>>;

/// A file that a page is, with its size.
fn made(scope: &Scope<'_>, page: &PagePlan) -> (usize, Kept) {
    scope.site.caches.of::<Files>().0.get(page.path.clone(), || {
        let bytes = make(scope, page);
        (bytes.len(), Arc::new(Mutex::new(Some(bytes))))
    })
}

fn make(scope: &Scope<'_>, page: &PagePlan) -> Vec<u8> {
    match page.id.of {
        Of::DataSet(name, format) => data::file(scope, name, format),
        Of::Workbook(_) => data::workbook(scope),
        _ => content(&mut Scope::new(scope.site, page), page).unwrap_or_default(),
    }
}

/// A data set or workbook, which the list of downloads may have made already.
pub(super) fn file(scope: &Scope<'_>, page: &PagePlan) -> Vec<u8> {
    let (_, kept) = made(scope, page);
    let kept = kept.lock().ok().and_then(|mut kept| kept.take());
    kept.unwrap_or_else(|| make(scope, page))
}

/// A size in words, never smaller than it is.
fn size(scope: &Scope<'_>, n_bytes: usize) -> String {
    const KILO: usize = 1000;
    let n_kilo = n_bytes.div_ceil(KILO);
    if n_kilo < KILO {
        return scope.t("size-kb", &[("n", &n_kilo.to_string())]);
    }
    let tenths = i64::try_from(n_kilo.div_ceil(KILO / 10)).unwrap_or(i64::MAX);
    let n = scope.locale.decimal(&Decimal::new(tenths, 1).normalize());
    scope.t("size-mb", &[("n", &n)])
}

/// A link to a file with its size, for which the file is made.
fn sized<'a>(scope: &Scope<'a>, id: PageId, link: LinkView<'a>) -> LinkView<'a> {
    let site = scope.site;
    let path = site.path(id, scope.lang);
    let Some(file) = site.plan.by_path(&path) else { return link };
    let (n_bytes, _) = made(&Scope::new(site, file), file);
    let size = size(scope, n_bytes);
    let args = [("name", &*link.text), ("size", &*size)];
    LinkView { text: scope.t("file-with-size", &args).into(), ..link }
}
