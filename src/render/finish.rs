//! What is known of a page only once it is written: the numbers of its citations, the list of its
//! sources, and its contents. The order of the finished page rules, whichever templates made it.

use super::cites::{Group, MARK, MARK_END, Made, group_of};
use super::dead_links::until;
use super::pieces::{Form, HtmlWriter};
use super::scope::Scope;
use super::terms::with_terms;
use super::view::{CiteGroupView, CiteView, ContentsView, Finished, TextView};
use crate::diag::Diagnostic;
use crate::model::{Citation, Ref, Source};
use crate::parse::html::{Piece, pieces, with_references_read};
use crate::plan::{PagePlan, Role};
use crate::value::Period;
use memchr::memmem;
use serde::Serialize;
use std::collections::BTreeMap;
use std::ops::Range;

/// What `base.html` prints where the list of sources will stand.
const SOURCES: &str = "<!--sources-->";
/// What it prints where the contents will stand.
const CONTENTS: &str = "<!--contents-->";

/// To how many of its marks a source leads back: a list of a thousand numbers helps nobody.
const MOST_BACK: usize = 20;

/// The place of the list of sources, for templates.
pub(super) fn sources_slot() -> Finished {
    Finished::new(SOURCES)
}

/// The place of the contents, for templates.
pub(super) fn contents_slot() -> Finished {
    Finished::new(CONTENTS)
}

#[derive(Serialize)]
struct SourcesView<'a> {
    sources: Vec<CiteGroupView<'a>>,
    /// Only which sources they are: what each states stands on the pages that this one leads to.
    is_brief: bool,
}

/// The mark of a citation.
#[derive(Serialize)]
struct MarkView<'l> {
    /// That of the citation, from 1.
    number: String,
    /// Which of its marks it is, from 1; `None` where the list of sources does not lead back to it.
    n: Option<String>,
    /// What it says to those who do not see it.
    label: &'l str,
}

#[derive(Serialize)]
struct ContentsListView {
    contents: Vec<ContentsView>,
}

/// Numbers the citations of a page in its order, and puts in the list of sources and the contents.
///
/// # Errors
///
/// If a template cannot be rendered, or one of the site's own has a link that leads nowhere.
pub(super) fn finish<'a>(
    scope: &mut Scope<'a>,
    page: &PagePlan,
    html: Vec<u8>,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let html = with_terms(scope, page, html);
    let theme = scope.site.theme;
    let made = scope.cites.borrow_mut().take();
    let marks = marks(&html, made.len());
    let is_brief = page.id.kind.role == Role::Front;
    let cited = if is_brief { Cited::by_source(&made, &marks) } else { Cited::new(&made, &marks) };
    let mut list = cited.list(scope, &made);
    if !is_brief {
        name_shortly(scope, &mut list);
    }
    let list: Vec<_> = list.into_iter().map(|(_, group)| group).collect();
    let sources = match list.is_empty() {
        true => Vec::new(),
        false => theme.render_part(
            "sources.html",
            scope.lang,
            scope.site,
            &SourcesView { sources: list, is_brief },
        )?,
    };
    let headings = std::mem::take(&mut scope.contents);
    let contents = match headings.is_empty() {
        true => Vec::new(),
        false => {
            let contents = on_page(headings, &html);
            match contents.is_empty() {
                true => Vec::new(),
                false => theme.render_part(
                    "contents.html",
                    scope.lang,
                    scope.site,
                    &ContentsListView { contents },
                )?,
            }
        }
    };
    let mut slots: Vec<_> = marks.into_iter().map(|(place, at)| (at, Slot::Mark(place))).collect();
    slots.extend(find(&html, SOURCES).map(|at| (at, Slot::Html(&sources))));
    slots.extend(find(&html, CONTENTS).map(|at| (at, Slot::Html(&contents))));
    if slots.is_empty() {
        return theme.without_dead_links(page, scope.site, html);
    }
    slots.sort_unstable_by_key(|(at, _)| at.start);
    order_side_by_side(&mut slots, &html, &cited.numbers);
    // A mark is about this long.
    let mut finished = Vec::with_capacity(html.len() + slots.len() * 64 + sources.len());
    let (mut done, mut n_marked) = (0, vec![0_usize; made.len()]);
    let labels = cited.labels(scope);
    let lang = &scope.site.model.site.language(scope.lang).code;
    let mut writer = HtmlWriter::new(theme, lang, scope.site.sources);
    let mut mark_html = String::new();
    let mut before = None;
    for (at, slot) in slots {
        let between = &html[done..at.start];
        done = at.end;
        // Of several marks of one source at one place the first says it all.
        let number = match slot {
            Slot::Mark(place) if is_brief => Some(cited.numbers[place]),
            _ => None,
        };
        let is_again = number.is_some() && number == before && between.trim_ascii().is_empty();
        before = number;
        if is_again || (number.is_some() && cited.listed.len() == 1) {
            finished.extend_from_slice(if is_again { b"" } else { between });
            continue;
        }
        finished.extend_from_slice(between);
        match slot {
            Slot::Html(html) => finished.extend_from_slice(html),
            Slot::Mark(place) => {
                n_marked[place] += 1;
                let number = cited.numbers[place];
                let mark = MarkView {
                    number: number.to_string(),
                    n: Some(n_marked[place])
                        .filter(|n| *n <= MOST_BACK && !is_brief)
                        .map(|n| n.to_string()),
                    label: &labels[number - 1],
                };
                mark_html.clear();
                writer.write(Form::Piece("cite"), &mark, &mut mark_html)?;
                finished.extend_from_slice(mark_html.as_bytes());
            }
        }
    }
    finished.extend_from_slice(&html[done..]);
    theme.without_dead_links(page, scope.site, finished)
}

/// Something that a page has a place for.
enum Slot<'h> {
    /// The mark of a citation, by its place among those made.
    Mark(usize),
    /// A part of the page.
    Html(&'h [u8]),
}

/// Puts marks that stand side by side in the order of their numbers: [1, 2, 3], not [2, 3, 1].
fn order_side_by_side(slots: &mut [(Range<usize>, Slot<'_>)], html: &[u8], numbers: &[usize]) {
    let is_beside = |one: &(Range<usize>, Slot<'_>), next: &(Range<usize>, Slot<'_>)| {
        let are_marks = matches!((&one.1, &next.1), (Slot::Mark(_), Slot::Mark(_)));
        are_marks && html[one.0.end..next.0.start].trim_ascii().is_empty()
    };
    for beside in slots.chunk_by_mut(is_beside) {
        let place = |slot: &(Range<usize>, Slot<'_>)| match slot.1 {
            Slot::Mark(place) => Some(place),
            Slot::Html(_) => None,
        };
        let mut places: Vec<usize> = beside.iter().filter_map(place).collect();
        places.sort_by_key(|place| numbers[*place]);
        for (slot, place) in beside.iter_mut().zip(places) {
            slot.1 = Slot::Mark(place);
        }
    }
}

/// The marks of a page: which citation each stands for, and where.
fn marks(html: &[u8], n_made: usize) -> Vec<(usize, Range<usize>)> {
    if n_made == 0 {
        return Vec::new();
    }
    memmem::find_iter(html, MARK)
        .filter_map(|start| {
            let rest = &html[start + MARK.len()..];
            let n_digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let place = std::str::from_utf8(&rest[..n_digits]).ok()?.parse().ok()?;
            let end = start + MARK.len() + n_digits + MARK_END.len();
            let is_mark = rest[n_digits..].starts_with(MARK_END.as_bytes()) && place < n_made;
            is_mark.then_some((place, start..end))
        })
        .collect()
}

fn find<'h>(html: &'h [u8], slot: &'static str) -> impl Iterator<Item = Range<usize>> + 'h {
    memmem::find_iter(html, slot).map(|start| start..start + slot.len())
}

/// The citations that a page lists.
struct Cited {
    /// By their place among those made: their number on the page, from 1; 0 for what no template
    /// printed a mark of.
    numbers: Vec<usize>,
    /// By their number: their place among those made, and how many marks they have.
    listed: Vec<(usize, usize)>,
}

impl Cited {
    /// In the order of their first marks; what the page as a whole rests on comes last where it
    /// has no mark.
    fn new(made: &[Made<'_>], marks: &[(usize, Range<usize>)]) -> Self {
        let mut cited = Self { numbers: vec![0; made.len()], listed: Vec::new() };
        for (place, _) in marks {
            let number = cited.number(*place);
            cited.listed[number - 1].1 += 1;
        }
        for place in (0..made.len()).filter(|place| made[*place].is_of_page) {
            cited.number(place);
        }
        cited
    }

    /// The sources alone, in the order of their first marks.
    fn by_source(made: &[Made<'_>], marks: &[(usize, Range<usize>)]) -> Self {
        let mut cited = Self { numbers: vec![0; made.len()], listed: Vec::new() };
        let mut known: BTreeMap<Group, usize> = BTreeMap::new();
        let of_page = (0..made.len()).filter(|place| made[*place].is_of_page);
        for place in marks.iter().map(|(place, _)| *place).chain(of_page) {
            let listed = &mut cited.listed;
            cited.numbers[place] =
                *known.entry(group_of(made[place].citation)).or_insert_with(|| {
                    listed.push((place, 0));
                    listed.len()
                });
        }
        cited
    }

    fn number(&mut self, place: usize) -> usize {
        if self.numbers[place] == 0 {
            self.listed.push((place, 0));
            self.numbers[place] = self.listed.len();
        }
        self.numbers[place]
    }

    /// What each mark says to those who do not see it, by its number.
    fn labels(&self, scope: &Scope<'_>) -> Vec<String> {
        let label = |number: usize| scope.t("cite", &[("n", &number.to_string())]);
        (1..=self.listed.len()).map(label).collect()
    }

    /// The list for the end of the page: sources in the order of their first citation.
    fn list<'a>(&self, scope: &Scope<'a>, made: &[Made<'a>]) -> Vec<(Group, CiteGroupView<'a>)> {
        let mut groups = Vec::new();
        let mut places: BTreeMap<Group, usize> = BTreeMap::new();
        for ((place, n_marks), number) in self.listed.iter().zip(1..) {
            let citation = made[*place].citation;
            let group = *places.entry(group_of(citation)).or_insert_with_key(|group| {
                groups.push((*group, cite_group(scope, *group)));
                groups.len() - 1
            });
            groups[group].1.items.push(cite_view(scope, citation, number, *n_marks));
        }
        for (_, group) in &mut groups {
            group.numbers = numbers(group.items.iter().map(|item| item.number));
            group.has_quotes = group.items.iter().any(|item| item.quote.is_some());
            group.is_plain = group.items.len() == 1 && !group.has_quotes;
        }
        groups
    }
}

/// Numbers in their order, those that follow each other as one: `1–3, 7`.
fn numbers(all: impl Iterator<Item = usize>) -> String {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for number in all {
        match runs.last_mut().filter(|run| run.end == number) {
            Some(run) => run.end += 1,
            None => runs.push(number..number + 1),
        }
    }
    let told = |run: Range<usize>| match run.len() {
        1 => run.start.to_string(),
        2 => format!("{}, {}", run.start, run.start + 1),
        _ => format!("{}–{}", run.start, run.end - 1),
    };
    runs.into_iter().map(told).collect::<Vec<_>>().join(", ")
}

/// Names sources by publisher and day where that tells them apart: titles of articles are long, and
/// stand with their wording.
fn name_shortly(scope: &Scope<'_>, list: &mut [(Group, CiteGroupView<'_>)]) {
    let details: Vec<_> = list.iter().map(|(_, group)| group.detail.clone()).collect();
    for (of, group) in list {
        let n_alike = details.iter().filter(|detail| **detail == group.detail).count();
        // A day alone is no name.
        let has_publisher =
            of.is_some_and(|of| scope.site.model.sources.get(of).publisher.is_some());
        if has_publisher && n_alike == 1 && group.source.href.is_some() {
            group.title = Some(TextView {
                text: std::mem::replace(&mut group.source.text, group.detail.clone().into()),
                lang: group.source.lang.take(),
            });
            group.detail.clear();
        }
    }
}

/// A source in the list at the end of a page, with nothing cited from it yet.
pub(super) fn cite_group<'a>(scope: &Scope<'a>, group: Group) -> CiteGroupView<'a> {
    match group {
        Some(source) => known_source(scope, source),
        // What stands for all sources that came later than the day that the site speaks of.
        None => {
            let source = Scope::own(scope.t("source-later", &[])).into();
            CiteGroupView { source, ..CiteGroupView::default() }
        }
    }
}

fn known_source<'a>(scope: &Scope<'a>, source: Ref<Source>) -> CiteGroupView<'a> {
    let record = scope.site.model.sources.get(source);
    let publisher = record.publisher.as_ref().map(|publisher| scope.plain(publisher).to_owned());
    let published = record.header.published.map(|date| scope.date(date));
    let detail = scope.details([publisher, published]).unwrap_or_default();
    let source = scope.record(source);
    CiteGroupView { source, detail, ..CiteGroupView::default() }
}

/// A citation in that list.
fn cite_view<'a>(
    scope: &Scope<'a>,
    citation: &'a Citation,
    number: usize,
    n_marks: usize,
) -> CiteView<'a> {
    let known = (!citation.is_later).then(|| scope.site.model.sources.get(citation.source));
    let lang =
        citation.quote_lang.as_deref().or_else(|| known.and_then(|source| source.lang.as_deref()));
    let later = || {
        let date = scope.date(Period::Day(scope.site.model.site.as_of));
        Scope::own(scope.t("source-later-why", &[("date", &date)]))
    };
    CiteView {
        number,
        id: format!("source-{number}"),
        quote: known.and(citation.quote.as_ref()).map(|quote| scope.quote(quote, lang)),
        page: known.and(citation.page.as_deref()),
        note: match known {
            Some(_) => scope.text_opt(citation.note.as_ref()),
            None => Some(later()),
        },
        is_later: citation.is_later,
        marks: (1..=n_marks.min(MOST_BACK)).collect(),
        back: scope.t("cite-back", &[("n", &number.to_string())]),
    }
}

/// The contents as the page has them: in its order, without what no template printed, and with
/// the sections that a template of the site added.
fn on_page(headings: Vec<ContentsView>, html: &[u8]) -> Vec<ContentsView> {
    let main = memmem::find(html, CONTENTS.as_bytes()).unwrap_or_default();
    let mut known: BTreeMap<_, _> =
        headings.into_iter().map(|heading| (heading.id.clone(), heading)).collect();
    let mut contents = Vec::new();
    for at in memmem::find_iter(&html[main..], " id=\"").map(|at| main + at) {
        let Some(id) = until(&html[at + " id=\"".len()..], "\"") else { continue };
        if let Some(heading) = known.remove(id) {
            contents.push(heading);
        } else if html[..at].ends_with(b"<h2") && !known.contains_key(id) {
            let text = until(&html[at..], "</h2>").and_then(|text| text.split_once('>'));
            let text = text.map(|(_, html)| words(html)).unwrap_or_default();
            contents.push(ContentsView { id: id.to_owned(), text, level: 2 });
        }
    }
    contents
}

/// The words of a piece of HTML.
fn words(html: &str) -> String {
    let texts = pieces(html, |_| false).into_iter().filter_map(|piece| match piece {
        Piece::Text(range) => Some(&html[range]),
        _ => None,
    });
    with_references_read(&texts.collect::<String>())
}
