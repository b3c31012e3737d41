//! What calls in texts print: figures among words, and blocks.

use super::chart::drawn;
use super::scope::{MISSING, Scope};
use super::site::RenderSite;
use super::table::{Groups, Projects, Targets, Years, results_of, table};
use super::timeline;
use super::view::{ChartView, EntryView, FigureView, Finished, KeyFigureView, TableView};
use crate::diag::Sink;
use crate::locale::Locale;
use crate::model::shortcode::{
    Block, Chart, ProjectFilter, Shortcode, ShortcodeFigure, Shown, SummaryBy, bind,
};
use crate::model::{MarkdownText, Observation, Park, Phrase, Ref, keep_firmest};
use crate::parse::markdown::Markdown;
use crate::parse::markdown::calls::{Call, Place, in_words};
use crate::plan::{Of, PAGE_ROWS, TimelineEntry};
use crate::value::{Lang, Period};
use memchr::memchr;
use serde::Serialize;
use std::borrow::Cow;

#[derive(Serialize)]
struct TableBlock<'a> {
    table: TableView<'a>,
}

#[derive(Serialize)]
struct KeyFiguresBlock<'a> {
    key_figures: Vec<KeyFigureView<'a>>,
}

#[derive(Serialize)]
struct ChartBlock<'a> {
    chart: ChartView<'a>,
}

/// The figure that a call prints in a language, without what stands beside it.
#[must_use]
pub fn figure_words(site: &RenderSite<'_>, figure: &ShortcodeFigure<'_>, lang: Lang) -> String {
    let words = figure.words(site.model, site.locales, lang);
    words.unwrap_or_else(|| MISSING.to_owned())
}

impl<'a> Scope<'a> {
    /// What a call in a text of a language prints, as HTML. What is wrong with it was reported
    /// when the site was checked.
    pub(super) fn call(&self, call: &Call, lang: Lang) -> String {
        match bind(self.site.model, call, &mut Sink::default()) {
            Some(Shortcode::Figure(figure)) => {
                let component = match call.place {
                    Place::Block => "figure_alone",
                    Place::Text | Place::Link => "figure",
                };
                self.piece(component, &self.shortcode_figure(&figure, call.place, lang)).html()
            }
            Some(Shortcode::Block(block)) => self.block(block, lang),
            None => MISSING.to_owned(),
        }
    }

    /// The first paragraph of a text without markup, with its figures.
    pub(super) fn lead(&self, markdown: &Markdown, lang: Lang) -> String {
        let mut words = String::new();
        let lead = markdown.lead();
        let mut done = lead.start;
        for call in markdown.calls.iter().filter(|call| lead.contains(&call.plain.start)) {
            words.push_str(&markdown.plain[done..call.plain.start]);
            words.push_str(&self.called_words(call, lang));
            done = call.plain.end;
        }
        words.push_str(&markdown.plain[done..lead.end]);
        words
    }

    /// A text that is not Markdown, with its figures.
    pub(super) fn words(&self, phrase: &'a Phrase, lang: Lang) -> Cow<'a, str> {
        let text = &*phrase.text;
        // Nearly no text has a call, and one character is found far sooner than two.
        if memchr(b'{', text.as_bytes()).is_none() {
            return text.into();
        }
        let (mut words, mut done) = (String::new(), 0);
        for call in in_words(text, phrase.span, &mut Sink::default()) {
            words.push_str(&text[done..call.plain.start]);
            words.push_str(&self.called_words(&call, lang));
            done = call.plain.end;
        }
        words.push_str(&text[done..]);
        words.into()
    }

    /// What a call prints where there is no markup: nothing for blocks.
    fn called_words(&self, call: &Call, lang: Lang) -> String {
        match bind(self.site.model, call, &mut Sink::default()) {
            Some(Shortcode::Figure(figure)) => self.told_words(&figure, lang),
            Some(Shortcode::Block(_)) => String::new(),
            None => MISSING.to_owned(),
        }
    }

    /// The first paragraph of a text in the language of the page, or of its fallback.
    pub(super) fn lead_of(&self, text: &MarkdownText) -> String {
        let (lang, markdown) = text.get_or_fallback(self.lang);
        self.lead(markdown, lang)
    }

    fn locale_of(&self, lang: Lang) -> &'a Locale {
        &self.site.locales[lang.index()].1
    }

    fn figure_words(&self, figure: &ShortcodeFigure<'_>, lang: Lang) -> String {
        figure_words(self.site, figure, lang)
    }

    /// A figure where there is no markup to tell a computed one by.
    fn told_words(&self, figure: &ShortcodeFigure<'_>, lang: Lang) -> String {
        let words = self.figure_words(figure, lang);
        if !figure.is_computed {
            return words;
        }
        self.locale_of(lang).text("figure-computed", &[("figure", &words)]).unwrap_or(words)
    }

    fn shortcode_figure(
        &self,
        figure: &ShortcodeFigure<'a>,
        place: Place,
        lang: Lang,
    ) -> FigureView {
        let locale = self.locale_of(lang);
        let word = |key: &str| locale.text(key, &[]).unwrap_or_else(|| key.to_owned());
        let is_missing = matches!(figure.shown, Shown::Missing);
        // A link cannot hold the links to sources.
        let is_cited = place != Place::Link && self.has_cites;
        let cited = figure.citations.iter().filter(|_| is_cited);
        let cites = self.cite_once(cited.copied());
        let listed = figure.n_listed.and_then(|n| locale.plural_text("listed", n as u64, &[]));
        let per = figure.per.map(|per| word(per.key()));
        let standing = figure.standing.and_then(|standing| standing.key()).map(word);
        let apart = figure.is_apart.then(|| word("not-comparable"));
        let counted = |key: &str, n: usize| locale.plural_text(key, n as u64, &[]);
        // What is published in another currency is not unpublished.
        let n_other = figure.left_out.n_other_currency;
        let missing = match is_missing {
            true => match figure.uncalculated {
                Some(why) => Some(word(why.key())),
                None if n_other > 0 => counted("figure-other-currency", n_other),
                None => Some(word("not-published")),
            },
            false => None,
        };
        let left_out = figure.left_out.remarks().filter(|(key, _)| {
            // Why there is nothing is said once.
            !is_missing || *key != "left-out-currency"
        });
        let left_out = left_out.filter_map(|(key, n)| counted(key, n));
        let notes = [per, listed].into_iter().flatten().chain(left_out);
        let notes: Vec<_> = notes.chain([standing, apart, missing].into_iter().flatten()).collect();
        FigureView {
            text: self.figure_words(figure, lang),
            missing: is_missing,
            computed: figure.is_computed.then(|| word("computed")),
            note: (!notes.is_empty()).then(|| notes.join(&word("detail-separator"))),
            cites,
        }
    }

    /// A block speaks the language of the page, whatever that of the text around it.
    fn block(&self, block: Block, lang: Lang) -> String {
        // Blocks are made as pages make them, with their citations among those of the page.
        let mut inner = Scope {
            site: self.site,
            lang: self.lang,
            locale: self.locale,
            path: self.path,
            of: self.of,
            root: self.root,
            part: self.part.map(|_| 0),
            page_rows: self.page_rows,
            has_cites: self.has_cites,
            n_blocks: self.n_blocks.clone(),
            cites: self.cites.take().into(),
            contents: Vec::new(),
            failure: self.failure.take().into(),
        };
        let html = inner.block_html(block);
        self.n_blocks.set(inner.n_blocks.get());
        self.cites.replace(inner.cites.take());
        self.failure.replace(inner.failure.take());
        if lang == self.lang {
            return html;
        }
        let tag = &*self.site.model.site.language(self.lang).tag;
        self.piece("in_language", &(tag, Finished::new(&html))).html()
    }

    fn block_html(&mut self, block: Block) -> String {
        match block {
            Block::Targets(period) => self.table_html(table(self, &Targets::of(period))),
            Block::Summary(SummaryBy::Year) => self.table_html(table(self, &Years)),
            Block::Summary(by) => self.table_html(table(self, &Groups::by(self, by))),
            Block::Projects(filter) => {
                let projects = filter.projects(self.site.model);
                let mut table = match list_of(filter) {
                    Some(of) => table(self, &Projects::of(self, of)),
                    // The data set has no such list.
                    None => TableView {
                        downloads: Vec::new(),
                        ..table(self, &Projects::some(self, &projects))
                    },
                };
                table.notes.extend(self.cut_note(projects.len()));
                self.table_html(table)
            }
            Block::Timeline(year, park) => self.timeline_html(year, park),
            Block::KeyFigures(period) => self.key_figures_html(period),
            Block::Chart(chart) => self.chart_html(chart),
        }
    }

    fn chart_html(&mut self, meant: Chart) -> String {
        let number = self.n_blocks.get() + 1;
        self.n_blocks.set(number);
        match drawn(self, &format!("text-{number}-chart"), meant) {
            Ok(chart) => self.part_html("component-chart.html", &ChartBlock { chart }),
            Err(empty) => self.piece("remark", &self.t(empty.said, &[])).html(),
        }
    }

    fn table_html(&self, mut table: TableView<'a>) -> String {
        // The same table may stand on the page twice.
        let number = self.n_blocks.get() + 1;
        self.n_blocks.set(number);
        table.id = format!("text-{number}-{}", table.id);
        self.part_html("component-table.html", &TableBlock { table })
    }

    fn key_figures_html(&mut self, period: Period) -> String {
        let mut found = results_of(self, period);
        keep_firmest(&mut found);
        // Of what has a result for the period itself, those for parts of it say nothing more.
        let has_own = |one: &Observation| {
            let is_own = |other: &Observation| {
                other.indicator == one.indicator && *other.period == period && other.value.is_some()
            };
            found.iter().any(|other| is_own(other))
        };
        let shown = found.iter().filter(|one| *one.period == period || !has_own(one));
        let cards = shown.filter_map(|found| super::result_card::result_card(self, found));
        let key_figures = cards.collect();
        self.part_html("component-key-figures.html", &KeyFiguresBlock { key_figures })
    }

    fn timeline_html(&mut self, year: i16, park: Option<Ref<Park>>) -> String {
        let timeline_entries = self.site.index.year(year);
        let model = self.site.model;
        let is_meant =
            |timeline_entry: &&TimelineEntry| park.is_none() || timeline_entry.park(model) == park;
        let meant: Vec<_> = timeline_entries.iter().filter(is_meant).copied().collect();
        let shown = meant.iter().take(PAGE_ROWS);
        let entries: Vec<EntryView<'a>> =
            shown.map(|timeline_entry| timeline::entry(self, *timeline_entry)).collect();
        let notes =
            [self.cut_note(meant.len()), meant.is_empty().then(|| self.t("table-empty", &[]))];
        let notes: Vec<_> = notes.into_iter().flatten().collect();
        let entries = self.entries(entries).map(|entries| self.piece("entries", &entries).html());
        entries.unwrap_or_default() + &self.pieces("remark", &notes).html()
    }

    /// Says that a list is longer than what is shown of it.
    fn cut_note(&self, n_all: usize) -> Option<String> {
        let (shown, all) = (PAGE_ROWS.to_string(), n_all.to_string());
        (n_all > PAGE_ROWS).then(|| self.t("list-cut", &[("shown", &shown), ("all", &all)]))
    }

    fn part_html<V: Serialize>(&self, template: &'static str, view: &V) -> String {
        match self.site.theme.render_part(template, self.lang, self.site, view) {
            Ok(html) => String::from_utf8_lossy(&html).into_owned(),
            Err(error) => {
                self.failure.borrow_mut().get_or_insert(error);
                String::new()
            }
        }
    }
}

/// Of what the projects are that a filter by one thing, or by nothing, takes.
fn list_of(filter: ProjectFilter) -> Option<Of> {
    let none = ProjectFilter::default();
    let ProjectFilter { park, region, industry, category, stage, .. } = filter;
    let lists = [
        park.map(|one| (ProjectFilter { park, ..none }, one.into())),
        region.map(|one| (ProjectFilter { region, ..none }, one.into())),
        industry.map(|one| (ProjectFilter { industry, ..none }, one.into())),
        category.map(|one| (ProjectFilter { category, ..none }, one.into())),
        stage.map(|one| (ProjectFilter { stage, ..none }, one.into())),
        Some((none, Of::Nothing)),
    ];
    lists.into_iter().flatten().find(|(only, _)| *only == filter).map(|(_, of)| of)
}
