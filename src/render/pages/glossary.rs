//! The glossary.

use super::{Page, data};
use crate::model::{MarkdownText, Phrase, Record, Term};
use crate::plan::{PageKind, PagePlan, Pages};
use crate::render::layout::{About, layout};
use crate::render::names::other_names;
use crate::render::order::in_order;
use crate::render::scope::Scope;
use crate::render::view::glossary::TermGroupView;
use crate::render::view::{GlossaryView, TermView};
use crate::value::Localized;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "glossary",
        path: "glossary/index.html",
        pages: Pages::One(|model, _| !model.terms.is_empty()),
        lists: &["terms"],
        anchor: Some("term-"),
        parent: Some(&data::PAGE.kind),
        title: Some("title-glossary"),
        foot: Some(11),
        about: Some("about-glossary"),
        ..PageKind::USUAL
    },
    content: html!("glossary.html", glossary),
};

/// All terms by group, in the order of the page's language.
fn glossary<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> GlossaryView<'a> {
    let terms = &scope.site.model.terms;
    let mut groups: Vec<TermGroupView> = Vec::new();
    let mut names: Vec<Option<&str>> = Vec::new();
    for one in in_order::<Term>(scope) {
        let term = terms.get(one);
        let name = term.group.as_ref().map(|group| scope.plain(group));
        let position = names.iter().position(|known| *known == name).unwrap_or_else(|| {
            names.push(name);
            groups.push(TermGroupView {
                title: scope.text_opt(term.group.as_ref()),
                id: String::new(),
                terms: Vec::new(),
            });
            names.len() - 1
        });
        groups[position].terms.push(term_view(scope, term));
    }
    groups.extend(category_terms(scope));
    groups.sort_by_cached_key(|group| {
        group.title.as_ref().map(|title| scope.locale.sort_key(&title.text))
    });
    for (number, group) in groups.iter_mut().enumerate() {
        group.id = format!("group-{}", number + 1);
    }
    let lead = scope.t_n("lead-glossary", terms.len(), &[]);
    let sections =
        groups.iter().filter_map(|group| Some((&*group.id, &*group.title.as_ref()?.text)));
    let about = About::of(scope, page).described(lead.clone()).sections(sections);
    GlossaryView { lead, groups, page: layout(scope, page, about) }
}

/// The categories that projects and results are marked as, which are terms as well.
fn category_terms<'a>(scope: &Scope<'a>) -> Option<TermGroupView<'a>> {
    let categories = &scope.site.model.site.categories;
    let terms: Vec<_> = in_order(scope)
        .into_iter()
        .map(|one| named(scope, "category", categories.get(one), &categories.get(one).definition))
        .collect();
    let title = Some(Scope::own(scope.t("categories", &[])));
    (!terms.is_empty()).then(|| TermGroupView { title, id: String::new(), terms })
}

fn term_view<'a>(scope: &Scope<'a>, term: &'a Term) -> TermView<'a> {
    let forms = |forms: &Option<Localized<Vec<Phrase>>>| {
        let own = forms.as_ref().and_then(|forms| forms.get(scope.lang));
        own.into_iter().flatten().map(|phrase| phrase.text.to_string()).collect()
    };
    TermView {
        aliases: forms(&term.aliases),
        avoid: forms(&term.avoid),
        ..named(scope, "term", term, &term.definition)
    }
}

/// A record that is a term, without other forms of it.
fn named<'a, T: Record>(
    scope: &Scope<'a>,
    kind: &str,
    one: &'a T,
    definition: &Option<MarkdownText>,
) -> TermView<'a> {
    TermView {
        id: format!("{kind}-{}", one.id()),
        name: scope.text(one.name()),
        others: other_names(scope, one.name()),
        aliases: Vec::new(),
        avoid: Vec::new(),
        definition: scope.html_opt(definition.as_ref()),
        links: scope.record_links([&one.header().links, &one.header().files]),
        pictures: scope.small_pictures(&one.header().images),
        cites: scope.cite(&one.header().citations),
    }
}
