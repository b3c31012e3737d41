//! Where pages were before: what leads on from old addresses.

use super::{Links, PagePlan, numbered_path};
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::Model;
use crate::source::Span;
use crate::value::Lang;
use std::collections::BTreeMap;

/// An old address of a page.
#[derive(Debug, Clone)]
pub struct Redirect {
    /// The language of the page.
    pub lang: Lang,
    /// Where it was, relative to the output folder: `zh/projects/old/index.html`.
    pub from: String,
    /// Where it is.
    pub to: String,
    /// Where this is said.
    span: Span,
}

impl Redirect {
    /// Whether it leads from the same address to the same; where it is said does not matter.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        (&self.from, &self.to, self.lang) == (&other.from, &other.to, other.lang)
    }
}

/// Every old address of a page of the model.
pub(super) fn redirects(model: &Model, pages: &[PagePlan], links: &Links) -> Vec<Redirect> {
    let mut redirects = of_texts(model, links);
    for page in pages {
        let former = page.id.former_paths(model, page.lang);
        redirects.extend(former.into_iter().map(|(path, span)| Redirect {
            lang: page.lang,
            from: numbered_path(&path, page.number),
            to: page.path.clone(),
            span,
        }));
    }
    redirects
}

/// The folder of a language in an edition.
fn top(model: &Model, lang: Lang) -> String {
    format!("{}{}/", model.site.folder, model.site.language(lang).code)
}

/// The aliases of written pages.
fn of_texts(model: &Model, links: &Links) -> Vec<Redirect> {
    let texts = model.pages.iter().flat_map(|page| page.texts.iter());
    let redirects = texts.flat_map(|(lang, text)| {
        let page = links.page_of(text.file);
        text.aliases.iter().filter_map(move |alias| {
            let ending = if alias.text.ends_with(".html") { "" } else { "/index.html" };
            Some(Redirect {
                lang,
                from: format!("{}{}{ending}", top(model, lang), alias.text),
                to: page?.path(model, lang),
                span: alias.span,
            })
        })
    });
    redirects.collect()
}

/// Reports old addresses at which there is a page now, and those that two pages claim.
pub(super) fn report_conflicts(redirects: &[Redirect], pages: &[PagePlan], sink: &mut Sink) {
    let mut taken: BTreeMap<String, Result<&Redirect, ()>> = BTreeMap::new();
    if redirects.is_empty() {
        return;
    }
    taken.extend(pages.iter().map(|page| (page.path.to_lowercase(), Err(()))));
    // An id stands once and counts in every language: one mistake, one message.
    let mut told: Vec<Span> = Vec::new();
    for one in redirects {
        let before = taken.insert(one.from.to_lowercase(), Ok(one));
        let Some(before) = before.filter(|_| !told.contains(&one.span)) else { continue };
        told.push(one.span);
        let message = format!("an old address leads on from `{}`", one.from);
        let diagnostic = Diagnostic::new(Code::DuplicatePath, one.span, message);
        sink.push(match before {
            Ok(first) => diagnostic
                .related(first.span, "another page was there too")
                .help("an address leads on to one page only: remove one of the two"),
            Err(()) => diagnostic
                .note("there is a page at this address")
                .help("remove the line, or give the page that is there another path"),
        });
    }
}
