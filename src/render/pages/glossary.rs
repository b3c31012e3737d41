//! The glossary.

use super::{Page, data};
use crate::model::{Record, Ref, Term};
use crate::plan::{PageKind, PagePlan, Pages};
use crate::render::layout::{About, layout};
use crate::render::order::{in_order, sort_key};
use crate::render::scope::Scope;
use crate::render::view::glossary::TermGroupView;
use crate::render::view::{ContentsView, GlossaryView, TermView};

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
    let mut order: Vec<Ref<Term>> = terms.iter().map(|(reference, _)| reference).collect();
    order.sort_by_cached_key(|one| sort_key(scope, terms.get(*one)));
    let mut groups: Vec<TermGroupView> = Vec::new();
    let mut names: Vec<Option<&str>> = Vec::new();
    for one in order {
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
    let contents = groups.iter().filter_map(|group| {
        let title = group.title.as_ref()?;
        Some(ContentsView { id: group.id.clone(), text: title.text.to_string(), level: 2 })
    });
    let about = About::of(scope, page).described(lead.clone()).contents(contents.collect());
    GlossaryView { lead, groups, page: layout(scope, page, about) }
}

/// The categories that projects and results are marked as, which are terms as well.
fn category_terms<'a>(scope: &Scope<'a>) -> Option<TermGroupView<'a>> {
    let categories = &scope.site.model.site.categories;
    let terms: Vec<_> = in_order(scope)
        .into_iter()
        .map(|one| categories.get(one))
        .map(|category| TermView {
            id: format!("category-{}", category.id()),
            name: scope.text(category.name()),
            others: crate::render::names::other_names(scope, category.name()),
            aliases: Vec::new(),
            avoid: Vec::new(),
            definition: scope.html_opt(category.definition.as_ref()),
            cites: scope.cite(&category.header.citations),
        })
        .collect();
    let title = Some(Scope::own(scope.t("categories", &[])));
    (!terms.is_empty()).then(|| TermGroupView { title, id: String::new(), terms })
}

fn term_view<'a>(scope: &Scope<'a>, term: &'a Term) -> TermView<'a> {
    let forms = |forms: &Option<crate::value::Localized<Vec<crate::model::Phrase>>>| {
        let own = forms.as_ref().and_then(|forms| forms.get(scope.lang));
        own.into_iter().flatten().map(|phrase| phrase.text.to_string()).collect()
    };
    TermView {
        id: format!("term-{}", term.id()),
        name: scope.text(term.name()),
        others: crate::render::names::other_names(scope, term.name()),
        aliases: forms(&term.aliases),
        avoid: forms(&term.avoid),
        definition: scope.html_opt(term.definition.as_ref()),
        cites: scope.cite(&term.header.citations),
    }
}
