//! What a view needs to write a page: its language, its path, and the citations it has made.

use super::cites::Cites;
use super::pieces::{Form, HtmlWriter};
use super::site::RenderSite;
use super::view::{
    CellView, CiteRefView, ContentsView, EntryView, FigureView, Finished, HtmlView, ItemsView,
    LinkView, TextView,
};
use crate::diag::Diagnostic;
use crate::locale::Locale;
use crate::model::{
    AnyRef, Citation, Indicator, MarkdownText, Member, Page, Party, Phrase, Standing, Text,
};
use crate::parse::markdown::calls::Call;
use crate::parse::markdown::{Link, Markdown};
use crate::plan::{LinkTarget, Of, PageId, PagePlan, encoded, fragment, relative_address};
use crate::source::FileId;
use crate::value::{Lang, Quantity};
use rust_decimal::Decimal;
use serde::Serialize;
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

/// What stands where nothing is published.
pub(super) const MISSING: &str = "—";

/// One page while its view is made.
pub(super) struct Scope<'a> {
    pub(super) site: &'a RenderSite<'a>,
    pub(super) lang: Lang,
    pub(super) locale: &'a Locale,
    pub(super) path: &'a str,
    /// What the page is of.
    pub(super) of: Of,
    /// What all links begin with on a page that hosts show at any address.
    pub(super) root: Option<&'a str>,
    /// Which rows of a long list the page shows; `None` for files, which have all.
    pub(super) part: Option<usize>,
    /// How many rows of a long list each of its pages shows.
    pub(super) page_rows: usize,
    /// Whether the page lists its sources; what many pages share does not.
    pub(super) has_cites: bool,
    /// How many tables texts have put on the page.
    pub(super) n_blocks: Cell<usize>,
    /// Shared, because a text that cites may stand anywhere in a view.
    pub(super) cites: RefCell<Cites<'a>>,
    /// The sections that the contents of the page name; empty where it is short.
    pub(super) contents: Vec<ContentsView>,
    /// The first template of a block that could not be rendered.
    pub(super) failure: RefCell<Option<Box<Diagnostic>>>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(site: &'a RenderSite<'a>, page: &'a PagePlan) -> Self {
        let (lang, path) = (page.lang, page.path.as_str());
        let (_, locale) = &site.locales[lang.index()];
        let part = (!page.id.kind.is_file()).then_some(page.number);
        let (cites, failure) = (RefCell::default(), RefCell::default());
        let (n_blocks, contents) = (Cell::new(0), Vec::new());
        let root = site.root_of(page);
        Self {
            site,
            lang,
            locale,
            path,
            of: page.id.of,
            root,
            part,
            page_rows: page.id.kind.page_rows,
            has_cites: true,
            n_blocks,
            cites,
            contents,
            failure,
        }
    }

    /// An interface string; keys are checked before anything is rendered.
    pub(super) fn t(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.locale.text(key, args).unwrap_or_else(|| key.to_owned())
    }

    /// An interface string in the plural form of a number.
    pub(super) fn t_n(&self, key: &str, n: usize, args: &[(&str, &str)]) -> String {
        self.locale.plural_text(key, n as u64, args).unwrap_or_else(|| key.to_owned())
    }

    /// The rows of a long list that this page shows.
    pub(super) fn rows<'r, T>(&self, all: &'r [T]) -> &'r [T] {
        self.rows_after(0, all)
    }

    /// The same where the list has so many rows before these.
    pub(super) fn rows_after<'r, T>(&self, n_before: usize, all: &'r [T]) -> &'r [T] {
        let Some(part) = self.part else { return all };
        let start = part.saturating_mul(self.page_rows);
        let place = |row: usize| row.saturating_sub(n_before).min(all.len());
        &all[place(start)..place(start.saturating_add(self.page_rows))]
    }

    /// Whether this is the last page of a list with so many rows, or the only one.
    pub(super) fn is_last_part(&self, n_rows: usize) -> bool {
        self.part.is_none_or(|part| part + 1 >= n_rows.div_ceil(self.page_rows))
    }

    /// Whether this is the first page of a long list, or the only one.
    pub(super) fn is_first_part(&self) -> bool {
        self.part.is_none_or(|part| part == 0)
    }

    /// The tag of a language, unless it is the page's own.
    pub(super) fn foreign(&self, lang: Lang) -> Option<&'a str> {
        (lang != self.lang).then(|| &*self.site.model.site.language(lang).tag)
    }

    pub(super) fn text(&self, text: &'a Text) -> TextView<'a> {
        let (lang, phrase) = text.get_or_fallback(self.lang);
        TextView { text: self.words(phrase, lang), lang: self.foreign(lang) }
    }

    pub(super) fn text_opt(&self, text: Option<&'a Text>) -> Option<TextView<'a>> {
        text.map(|text| self.text(text))
    }

    /// The text alone, for sentences that cannot mark a part as another language's.
    pub(super) fn plain<'t>(&self, text: &'t Text) -> &'t str {
        &text.get_or_fallback(self.lang).1.text
    }

    /// A text in the page's own language.
    pub(super) fn own(text: impl Into<Cow<'a, str>>) -> TextView<'a> {
        TextView { text: text.into(), lang: None }
    }

    pub(super) fn html(&self, text: &MarkdownText) -> HtmlView<'a> {
        let (lang, markdown) = text.get_or_fallback(self.lang);
        HtmlView { html: self.markdown(markdown, None, lang), lang: self.foreign(lang) }
    }

    pub(super) fn html_opt(&self, text: Option<&MarkdownText>) -> Option<HtmlView<'a>> {
        text.map(|text| self.html(text))
    }

    /// Rendered Markdown in a language; links are resolved from the file they stand in.
    pub(super) fn markdown(&self, markdown: &Markdown, file: Option<FileId>, lang: Lang) -> String {
        let mut html = String::new();
        let target = |link: &Link| {
            let file = file.unwrap_or(link.span.file);
            self.site.plan.links.resolve(self.site.model, file, &link.dest)
        };
        let address = |link: &Link| -> Cow<'_, str> {
            match target(link) {
                Ok(target) => self.target(&target, link.image).into(),
                Err(_) => "#".into(),
            }
        };
        let picture = |link: &Link| self.in_text(target(link).ok().as_ref());
        let call = |call: &Call| self.call(call, lang);
        markdown.write_html(&mut html, address, picture, |key| self.t(key, &[]).into(), call);
        html
    }

    /// The address of what a link leads to, or of the file of a picture that a text shows.
    fn target(&self, target: &LinkTarget, is_shown: bool) -> String {
        match target {
            LinkTarget::Picture(path) => self.picture_href(path, is_shown).unwrap_or_default(),
            LinkTarget::External(address) => address.clone(),
            LinkTarget::Fragment(id) => format!("#{}", fragment(id)),
            LinkTarget::Static(path) if self.site.model.is_later_archive(path) => {
                self.href(self.page("home"))
            }
            LinkTarget::Static(path) => {
                let shown = is_shown.then(|| self.picture_href(path, true)).flatten();
                shown.unwrap_or_else(|| self.up_to(path))
            }
            LinkTarget::Page { id, fragment: to } => {
                let href = self.href(*id);
                match to.as_ref().and_then(|to| {
                    self.site.plan.links.fragment_in(self.site.model, *id, to, self.lang)
                }) {
                    Some(id) => format!("{href}#{}", fragment(&id)),
                    None => href,
                }
            }
        }
    }

    /// The way from this page to a file of the site, as an address.
    pub(super) fn up_to(&self, path: &str) -> String {
        match self.root {
            Some(root) => format!("{root}{}", encoded(path)),
            None => relative_address(self.path, path),
        }
    }

    /// The page of something; of a record without one, the page that lists it.
    pub(super) fn page_of(&self, one: impl Into<Of>) -> PageId {
        self.site.plan.kinds.of(one)
    }

    /// The page on which the text of a written page is shown.
    pub(super) fn page_of_text(&self, number: usize) -> PageId {
        self.site.plan.kinds.of_text(self.site.model, self.site.index, number)
    }

    /// The only page of the kind with this name.
    pub(super) fn page(&self, name: &str) -> PageId {
        self.site.plan.kinds.named(name)
    }

    /// The way from this page to another in the same language.
    pub(super) fn href(&self, id: PageId) -> String {
        self.up_to(&self.site.path(id, self.lang))
    }

    /// The way to a page, if the site has it.
    pub(super) fn href_opt(&self, id: PageId) -> Option<String> {
        // Files have no links, and long ones would have very many.
        self.part?;
        let path = self.site.path(id, self.lang);
        let planned = id.is_certain() || self.site.plan.has(&path);
        planned.then(|| self.up_to(&path))
    }

    /// A link to a page under a text.
    pub(super) fn link(&self, id: PageId, text: &'a Text) -> LinkView<'a> {
        LinkView { href: self.href_opt(id), ..self.text(text).into() }
    }

    /// A link to a page under words of the interface.
    pub(super) fn own_link(&self, id: PageId, text: impl Into<Cow<'a, str>>) -> LinkView<'a> {
        LinkView { text: text.into(), href: self.href_opt(id), lang: None }
    }

    /// A link to the only page of a kind, under an interface string, if the site has it.
    pub(super) fn link_to(&self, kind: &str, label: &str) -> Option<LinkView<'a>> {
        let href = Some(self.href_opt(self.page(kind))?);
        Some(LinkView { href, ..Self::own(self.t(label, &[])).into() })
    }

    /// A link to a record under its name: to its page, or to its place on the one that lists it.
    pub(super) fn record(&self, one: impl Into<AnyRef>) -> LinkView<'a> {
        let one = one.into();
        let (page, header) = (self.page_of(one), self.site.model.record(one).any_header());
        let mut link = self.link(page, &header.name);
        if let (Some(anchor), Some(href)) = (page.kind.anchor, &mut link.href) {
            href.extend(["#", anchor, header.id.as_str()]);
        }
        link
    }

    /// A member of what figures are broken down by, linked to its page if it has one.
    pub(super) fn member(&self, member: Member) -> LinkView<'a> {
        match member.record() {
            Some(one) => self.record(one),
            None => self.text(member.name(self.site.model)).into(),
        }
    }

    pub(super) fn party(&self, party: &'a Party) -> LinkView<'a> {
        match party {
            Party::Organization(one) => self.record(*one),
            Party::Named(name) => self.text(name).into(),
        }
    }

    /// Cites sources: each citation is listed once at the end of the page.
    pub(super) fn cite(&self, citations: &'a [Citation]) -> Vec<CiteRefView> {
        let mut cites = self.cites.borrow_mut();
        citations.iter().map(|citation| cites.cite(citation)).collect()
    }

    /// Cites sources of several parts that may rest on the same one.
    pub(super) fn cite_once(
        &self,
        all: impl IntoIterator<Item = &'a [Citation]>,
    ) -> Vec<CiteRefView> {
        let mut cites: Vec<_> = all.into_iter().flat_map(|one| self.cite(one)).collect();
        let mut seen = BTreeSet::new();
        cites.retain(|cite| seen.insert(cite.number));
        cites
    }

    /// The titles of the sources that some marks name.
    pub(super) fn sources_of(&self, marks: &[CiteRefView]) -> Vec<&'a str> {
        let cites = self.cites.borrow();
        let mut titles = Vec::new();
        for source in marks.iter().filter_map(|mark| cites.source(mark.number)) {
            let title = self.plain(&self.site.model.sources.get(source).header.name);
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
        titles
    }

    /// Lists the sources on which the page as a whole rests, whether or not it has a mark of them.
    pub(super) fn cite_for_page(&self, citations: &'a [Citation]) {
        let mut cites = self.cites.borrow_mut();
        citations.iter().for_each(|citation| cites.cite_for_page(citation));
    }

    /// A piece of HTML: what the component of that name makes of a view.
    pub(super) fn piece<V: Serialize>(&self, component: &'static str, view: &V) -> Finished {
        self.pieces(component, std::slice::from_ref(view))
    }

    /// The same of several views, one behind the other.
    pub(super) fn pieces<V: Serialize>(&self, component: &'static str, views: &[V]) -> Finished {
        let mut html = String::new();
        let lang = &*self.site.model.site.language(self.lang).code;
        let mut writer = HtmlWriter::new(self.site.theme, lang, self.site.sources);
        for view in views {
            if let Err(error) = writer.write(Form::Piece(component), view, &mut html) {
                self.failure.borrow_mut().get_or_insert(error);
            }
        }
        Finished::new(&html)
    }

    pub(super) fn items<V>(&self, html: Finished, items: Vec<V>) -> ItemsView<V> {
        let is_asked = self.site.theme.has_own_templates;
        ItemsView { html, items: if is_asked { items } else { Vec::new() } }
    }

    /// Milestones and events, finished; nothing where there are none.
    pub(super) fn entries(&self, items: Vec<EntryView<'a>>) -> Option<ItemsView<EntryView<'a>>> {
        (!items.is_empty()).then(|| self.entries_of(items))
    }

    /// The same of a list that is sure to have some.
    pub(super) fn entries_of(&self, items: Vec<EntryView<'a>>) -> ItemsView<EntryView<'a>> {
        self.items(self.pieces("entry", &items), items)
    }

    /// The name of what is in no group, because nothing is said of it.
    pub(super) fn not_stated(&self) -> LinkView<'a> {
        Self::own(self.t("not-stated", &[])).into()
    }

    /// Parts of a remark in one line; `None` if there are none.
    pub(super) fn details(
        &self,
        parts: impl IntoIterator<Item = Option<String>>,
    ) -> Option<String> {
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(&self.t("detail-separator", &[])))
    }

    /// A name with a part of it, or with what is said of it.
    pub(super) fn with_part(&self, name: &str, part: &str) -> String {
        self.t("name-with-part", &[("name", name), ("part", part)])
    }

    /// The title of a written page.
    pub(super) fn title_of(&self, page: &'a Page) -> TextView<'a> {
        let (lang, text) = page.texts.get_or_fallback(self.lang);
        TextView { text: (&*text.title.text).into(), lang: self.foreign(lang) }
    }

    /// A quote in its own language, which the source states by its code or tag.
    pub(super) fn quote(&self, quote: &'a Phrase, lang: Option<&'a str>) -> TextView<'a> {
        let languages = &self.site.model.site.languages;
        let own = &self.site.model.site.language(self.lang).tag;
        let tag = lang.map(|lang| {
            let known = languages.iter().find(|known| &*known.code == lang);
            known.map_or(lang, |known| &*known.tag)
        });
        let lang = tag.filter(|tag| *tag != &**own);
        TextView { text: (&*quote.text).into(), lang }
    }

    /// How many projects are listed here; `None` where none are and that says nothing of how many
    /// there are.
    pub(super) fn listed(&self, n: usize) -> Option<String> {
        let says_something = n > 0 || self.site.model.site.lists_all_projects();
        says_something.then(|| self.locale.integer(n as u64))
    }

    pub(super) fn quantity(&self, quantity: &Quantity) -> String {
        self.locale.quantity(quantity, &self.site.model.units)
    }

    /// A ratio as a percentage: the precision of all derived shares.
    pub(super) fn percent(&self, ratio: Decimal) -> String {
        self.locale.percent(ratio, crate::model::decimals_of_share(ratio))
    }

    /// A figure that a source states.
    pub(super) fn figure(&self, quantity: &Quantity, citations: &'a [Citation]) -> FigureView {
        self.figure_of(quantity, None, citations)
    }

    /// A figure of an indicator, or of none, that a source states.
    pub(super) fn figure_of(
        &self,
        quantity: &Quantity,
        indicator: Option<&Indicator>,
        citations: &'a [Citation],
    ) -> FigureView {
        FigureView {
            text: self.shown(quantity, indicator),
            missing: false,
            computed: None,
            note: None,
            cites: self.cite(citations),
        }
    }

    /// The word for what the program computed and no source states.
    pub(super) fn computed(&self) -> Option<String> {
        Some(self.t("computed", &[]))
    }

    /// What stands where nothing is published.
    pub(super) fn missing(&self) -> FigureView {
        FigureView {
            text: MISSING.to_owned(),
            missing: true,
            computed: None,
            note: Some(self.t("not-published", &[])),
            cites: Vec::new(),
        }
    }

    /// The word for how far a figure can be relied upon; nothing for what is simply reported.
    pub(super) fn standing(&self, standing: Standing) -> Option<String> {
        Some(self.t(standing.key()?, &[]))
    }
}

impl<'a> CellView<'a> {
    /// A cell with words.
    pub(super) fn words(text: impl Into<Cow<'a, str>>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A cell where nothing is published.
    pub(super) fn none() -> Self {
        Self { text: MISSING.into(), missing: true, ..Self::default() }
    }

    /// A cell with words that there may be none of.
    pub(super) fn maybe(text: Option<impl Into<Cow<'a, str>>>) -> Self {
        text.map_or_else(Self::none, Self::words)
    }

    /// A cell with an optional text.
    pub(super) fn text(text: Option<TextView<'a>>) -> Self {
        match text {
            Some(TextView { text, lang }) => Self { text, lang, ..Self::default() },
            None => Self::none(),
        }
    }

    /// A cell with a link.
    pub(super) fn link(link: LinkView<'a>) -> Self {
        let LinkView { text, href, lang } = link;
        Self { text, href, lang, ..Self::default() }
    }

    /// A cell with the names of some records, or of none.
    pub(super) fn names<T: Copy + Into<AnyRef>>(scope: &Scope<'a>, all: &[T]) -> Self {
        let name = |one: &T| scope.plain(&scope.site.model.record((*one).into()).any_header().name);
        let names: Vec<_> = all.iter().map(name).collect();
        Self::maybe((!names.is_empty()).then(|| scope.locale.list(&names)))
    }

    /// A cell with a figure as words, for columns of mixed units.
    pub(super) fn figure(figure: FigureView) -> Self {
        Self {
            text: figure.text.into(),
            missing: figure.missing,
            computed: figure.computed,
            note: figure.note.filter(|_| !figure.missing).map(Cow::Owned),
            cites: figure.cites,
            ..Self::default()
        }
    }

    /// The same cell with citations.
    pub(super) fn cites(mut self, cites: Vec<CiteRefView>) -> Self {
        self.cites = cites;
        self
    }

    /// The same cell with what sorting compares.
    pub(super) fn sort(mut self, sort: impl Into<Cow<'a, str>>) -> Self {
        self.sort = Some(sort.into());
        self
    }

    /// The same cell with a few words under it.
    pub(super) fn note<T: Into<Cow<'a, str>>>(mut self, note: Option<T>) -> Self {
        self.note = note.map(Into::into);
        self
    }
}
