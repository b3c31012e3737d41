//! What is known of a record, as lines of a definition list.

use super::revisions::corrected_investment;
use super::scope::Scope;
use super::view::{FactValue, FactView, FigureView, ItemsView, LinkView, TextView};
use crate::model::{
    AnyRef, Citation, Contact, Fact, InParent, Investment, OwnDatum, OwnValue, Party, Project,
    RecordLink, Ref, RoleIndex, Text, ancestors,
};
use crate::plan::PagePlan;

impl<'a> Scope<'a> {
    /// What is known of the record of a page, finished, with where it leads; nothing where there is
    /// none.
    pub(super) fn facts_view(
        &self,
        page: &PagePlan,
        items: impl IntoIterator<Item = Option<FactView<'a>>>,
    ) -> Option<ItemsView<FactView<'a>>> {
        let header = page.id.record().map(|one| self.site.model.record(one).any_header());
        let own = header.iter().flat_map(|header| {
            header.own.iter().map(|value| Some(self.fact_own(value, &header.citations)))
        });
        let own: Vec<_> = own.collect();
        let links = header.map(|header| {
            [("fact-links", &header.links), ("fact-files", &header.files)].map(|(label, links)| {
                let links = self.record_links([links]);
                (!links.is_empty()).then(|| self.fact_links(label, links))
            })
        });
        let items: Vec<_> =
            items.into_iter().chain(own).chain(links.into_iter().flatten()).flatten().collect();
        (!items.is_empty()).then(|| self.items(self.piece("facts", &items), items))
    }

    /// A field of the site's own; templates know it by its id.
    fn fact_own(&self, value: &'a OwnValue, citations: &'a [Citation]) -> FactView<'a> {
        let field = &self.site.model.site.fields[value.field];
        let value = match &value.datum {
            OwnDatum::Text(text) => FactValue::Text(self.text(text)),
            OwnDatum::Quantity(amount) => FactValue::Figure(self.figure(amount, citations)),
            OwnDatum::Date(date) => FactValue::Text(Self::own(self.date(*date))),
            OwnDatum::Links(links) => FactValue::Links(self.record_links([links])),
            OwnDatum::Records(all) => {
                FactValue::Links(all.iter().map(|one| self.record(*one)).collect())
            }
            OwnDatum::Choices(chosen) => {
                let chosen = chosen.iter().filter_map(|number| field.holds.choices().get(*number));
                FactValue::Links(chosen.map(|one| self.text(&one.name).into()).collect())
            }
        };
        let label = self.text(&field.name);
        FactView { key: field.id.as_str(), label, value, note: None, cites: Vec::new() }
    }

    /// Links to where a record leads, in the language of the page or else another.
    pub(super) fn record_links<const N: usize>(
        &self,
        lists: [&'a Vec<RecordLink>; N],
    ) -> Vec<LinkView<'a>> {
        let link = |one: &'a RecordLink| {
            let TextView { text, lang } = self.text(&one.title);
            let to = &*one.to.get_or_fallback(self.lang).1.text;
            let href = if to.starts_with("files/") { self.up_to(to) } else { to.to_owned() };
            LinkView { text, href: Some(href), lang }
        };
        lists.into_iter().flatten().map(link).collect()
    }

    /// The facts of a record, for its definition list.
    pub(super) fn facts(
        &self,
        facts: &'a [Fact],
        fallback: &'a [Citation],
    ) -> impl Iterator<Item = Option<FactView<'a>>> {
        facts.iter().map(|fact| Some(self.fact(fact, fallback)))
    }

    /// What an investment in another currency counts as, and what an edition said of the two before
    /// they were corrected.
    pub(super) fn note_of_investment(
        &self,
        one: Ref<Project>,
        investment: &Investment,
    ) -> Option<String> {
        let [stated, converted] = corrected_investment(self, one);
        let counts_as = investment.converted().map(|amount| {
            let amount = self.shown(amount, None);
            self.t("converted", &[("amount", &amount)])
        });
        self.details([stated, counts_as, converted])
    }

    fn fact(&self, fact: &'a Fact, fallback: &'a [Citation]) -> FactView<'a> {
        let citations = if fact.citations.is_empty() { fallback } else { &fact.citations };
        let figure = fact.value.as_ref().map(|value| {
            let mut figure = self.figure(value, citations);
            let per = fact.per.map(|per| self.t(per.key(), &[]));
            let standing = fact.status.and_then(|status| self.standing(status));
            figure.note = self.details([per, standing]);
            figure
        });
        let value = match (figure, &fact.text) {
            (Some(figure), _) => FactValue::Figure(figure),
            (None, Some(text)) => FactValue::Text(self.text(text)),
            (None, None) => FactValue::Links(Vec::new()),
        };
        let is_figure = matches!(value, FactValue::Figure(_));
        let cites = if is_figure { Vec::new() } else { self.cite(citations) };
        let note = self.text_opt(fact.note.as_ref());
        FactView { key: "", label: self.text(&fact.label), value, note, cites }
    }

    /// A line of a definition list with words; its label is an interface string, `fact-` before
    /// the key that templates know it by.
    pub(super) fn fact_text(&self, label: &'static str, text: TextView<'a>) -> FactView<'a> {
        self.fact_line(label, FactValue::Text(text))
    }

    /// The same with links.
    pub(super) fn fact_links(&self, label: &'static str, links: Vec<LinkView<'a>>) -> FactView<'a> {
        self.fact_line(label, FactValue::Links(links))
    }

    /// The same with records, where there are some.
    pub(super) fn fact_records<T: Into<AnyRef>>(
        &self,
        label: &'static str,
        all: impl IntoIterator<Item = T>,
    ) -> Option<FactView<'a>> {
        let links: Vec<_> = all.into_iter().map(|one| self.record(one)).collect();
        (!links.is_empty()).then(|| self.fact_links(label, links))
    }

    /// The same with what a record is a part of, the highest first.
    pub(super) fn fact_part_of<T: InParent>(&self, one: Ref<T>) -> Option<FactView<'a>> {
        let mut up: Vec<_> = ancestors(self.site.model, one).map(T::any).collect();
        up.reverse();
        self.fact_records("fact-part-of", up)
    }

    /// The same with organizations and names, where there are some.
    pub(super) fn fact_parties(
        &self,
        label: &'static str,
        all: &'a [Party],
    ) -> Option<FactView<'a>> {
        let links: Vec<_> = all.iter().map(|party| self.party(party)).collect();
        (!links.is_empty()).then(|| self.fact_links(label, links))
    }

    /// The same with who has a role in a project; templates know it by the id of the role, or the
    /// field that every site has for it.
    pub(super) fn fact_role(&self, role: RoleIndex, all: &'a [Party]) -> FactView<'a> {
        let declared = &self.site.model.site.roles[role.0];
        let links = all.iter().map(|party| self.party(party)).collect();
        let label = match (&declared.name, role) {
            (None, RoleIndex::INVESTOR) => Self::own(self.t("fact-investors", &[])),
            (None, _) => Self::own(self.t("fact-partners", &[])),
            (Some(name), _) => self.text(name),
        };
        let key = role.field().unwrap_or(declared.id.as_str());
        FactView { key, label, ..self.fact_links("", links) }
    }

    /// The same with whom to ask, where there is somebody.
    pub(super) fn fact_contacts(&self, all: &'a [Contact]) -> Option<FactView<'a>> {
        let links: Vec<_> = all.iter().flat_map(|contact| self.contact(contact)).collect();
        (!links.is_empty()).then(|| self.fact_links("fact-contact", links))
    }

    fn contact(&self, contact: &'a Contact) -> impl Iterator<Item = LinkView<'a>> {
        let texts = contact.name.iter().chain(&contact.post).map(|text| self.text(text).into());
        let dialled = |phone: &str| -> String {
            phone.chars().filter(|one| one.is_ascii_digit() || *one == '+').collect()
        };
        let phone = contact.phone.as_ref().map(|one| LinkView {
            text: (&*one.text).into(),
            href: Some(format!("tel:{}", dialled(&one.text))),
            lang: None,
        });
        let email = contact.email.as_ref().map(|one| LinkView {
            text: (&*one.text).into(),
            href: Some(format!("mailto:{}", one.text)),
            lang: None,
        });
        texts.chain(phone).chain(email)
    }

    /// The same with a text of the ledger, where there is one.
    pub(super) fn fact_text_of(
        &self,
        label: &'static str,
        text: Option<&'a Text>,
    ) -> Option<FactView<'a>> {
        text.map(|text| self.fact_text(label, self.text(text)))
    }

    /// The same with a figure, or that nothing is published.
    pub(super) fn fact_figure(
        &self,
        label: &'static str,
        figure: Option<FigureView>,
    ) -> FactView<'a> {
        self.fact_line(label, FactValue::Figure(figure.unwrap_or_else(|| self.missing())))
    }

    fn fact_line(&self, label: &'static str, value: FactValue<'a>) -> FactView<'a> {
        FactView {
            key: label.strip_prefix("fact-").unwrap_or(label),
            label: Self::own(self.t(label, &[])),
            value,
            note: None,
            cites: Vec::new(),
        }
    }
}
