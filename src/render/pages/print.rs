//! A whole report or edition as one document, to be printed or kept as a file.
//!
//! Its parts are what pages of their own show, made by the same functions; what it adds is that they
//! stand together: headings go one level down, and ids that two parts have are told apart.

use super::written::{own_or_bare, page_view, section_pages};
use super::{Content, Page, home, method, projects, target_period};
use crate::parse::html::{Piece, Tag, pieces};
use crate::plan::{Of, PAGE_ROWS, PageKind, PagePlan, TimelineEntry, oldest_first};
use crate::render::answer::answer;
use crate::render::chart::charts;
use crate::render::key_figures::key_figures;
use crate::render::layout::{About, layout, title};
use crate::render::progress::progress_view;
use crate::render::scope::Scope;
use crate::render::table::{Projects, printed_table};
use crate::render::timeline::months;
use crate::render::view::{
    LinkView, MonthView, PageView, PrintPartView, PrintView, TableView, TargetPeriodView,
};
use crate::value::Period;
use std::collections::{BTreeMap, BTreeSet};

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "print",
        path: "print/index.html",
        parent: Some(&home::PAGE.kind),
        title: Some("print-edition"),
        foot: Some(18),
        ..PageKind::USUAL
    },
    content: Content::Html("print.html", |scope, page, template| {
        let view = print(scope, page);
        let html = scope.site.theme.render(template, page, scope.site, &view)?;
        Ok(as_one(&String::from_utf8_lossy(&html)).into_bytes())
    }),
};

/// What stands at the edges of the printed pages. Style sheets cannot choose it by the language of
/// a page, so each language has its own.
pub(super) static STYLE: Page = Page {
    kind: PageKind { name: "edges of print", path: "print/print.css", ..PageKind::USUAL },
    content: Content::File(edges),
};

/// How many reports are printed in full,
const MOST_REPORTS: usize = 8;

/// and how many projects are listed: paper has no pages of a list, and their rows are short.
const MOST_PROJECTS: usize = 500;

/// The whole report.
fn print<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> PrintView<'a> {
    let settings = &scope.site.model.site;
    let period = home::home_period(scope);
    let (leading, others) = home::leading(scope, period);
    let answer = leading.map(|progress| answer(scope, progress));
    let no_answer =
        period.filter(|_| answer.is_none()).map(|period| home::no_answer(scope, period));
    let done = others.into_iter().filter(|one| one.actual.is_some()).take(PAGE_ROWS);
    let targets = done.map(|progress| progress_view(scope, progress)).collect();
    let key_figures = key_figures(scope, &home::shown_indicators(scope, period));
    let (reports, more_reports) = reports(scope, page);
    let (periods, more_periods) = periods(scope, page);
    let (projects, more_projects) = all_projects(scope);
    let charts = charts(scope, projects::CHARTS);
    let (timeline_title, months, more_timeline) = happened(scope, period);
    let method = how_measured(scope, page);
    // The contents are those of the last layout that is made. Their order is that of the page.
    let heads = [
        ("part-summary", scope.t("print-summary", &[])),
        ("part-figures", scope.t("home-key-figures", &[])),
        ("part-projects", scope.t("title-projects", &[])),
        ("part-timeline", timeline_title.clone()),
        ("part-method", scope.t("title-method", &[])),
        ("part-sources", scope.t("sources", &[])),
    ];
    let is_there = |id: &str| id != "part-sources" || !scope.cites.borrow().is_empty();
    let heads = heads.iter().filter(|(id, _)| is_there(id)).map(|(id, text)| (*id, &**text));
    let of_reports = reports.iter().map(|part| (&*part.id, &*part.title.text));
    let of_periods = periods.iter().map(|part| (&*part.id, &*part.title.text));
    let about = About::of(scope, page)
        .described(settings.description.as_ref().map(|text| scope.plain(text)).unwrap_or_default())
        .sections(heads.chain(of_reports).chain(of_periods));
    PrintView {
        site: scope.text(&settings.title),
        publisher: scope.text_opt(settings.publisher.as_ref()),
        edition: scope.site.model.edition().map(|edition| scope.text(&edition.title)),
        answer,
        no_answer,
        targets,
        key_figures,
        reports,
        more_reports,
        periods,
        more_periods,
        charts,
        projects,
        more_projects,
        timeline_title,
        months,
        more_timeline,
        method,
        page: layout(scope, page, about),
    }
}

/// The texts of the reports, newest first; where a site has none, of all its folders.
fn reports<'a>(
    scope: &mut Scope<'a>,
    page: &PagePlan,
) -> (Vec<PrintPartView<'a, PageView<'a>>>, Option<LinkView<'a>>) {
    let (model, sections) = (scope.site.model, &scope.site.index.sections);
    let of_reports = sections.iter().find(|name| &***name == "reports");
    let chosen = of_reports.or_else(|| sections.first());
    let Some(chosen) = chosen else { return (Vec::new(), None) };
    let pages = section_pages(scope, chosen);
    let number = sections.iter().position(|name| name == chosen);
    let more = number.filter(|_| pages.len() > MOST_REPORTS).map(|number| {
        let id = scope.page_of(Of::Section(number));
        LinkView { href: scope.href_opt(id), ..title(scope, id).into() }
    });
    let part = |(place, number): (usize, usize)| {
        let content = page_view(scope, page, &model.pages[number]);
        let title = content.page.title.clone();
        PrintPartView { id: format!("part-report-{}", place + 1), title, content }
    };
    (pages.into_iter().take(MOST_REPORTS).enumerate().map(part).collect(), more)
}

/// Targets and results by period, as many as a list has rows; the pages of all others.
fn periods<'a>(
    scope: &mut Scope<'a>,
    page: &PagePlan,
) -> (Vec<PrintPartView<'a, TargetPeriodView<'a>>>, Vec<LinkView<'a>>) {
    let (mut printed, mut more, mut n_rows) = (Vec::new(), Vec::new(), 0);
    for period in scope.site.index.periods.iter() {
        let id = target_period::PAGE.kind.page(Of::Period(*period));
        n_rows += id.n_rows(scope.site.model, scope.site.index);
        if n_rows > PAGE_ROWS {
            more.push(scope.own_link(id, scope.date(*period)));
            continue;
        }
        let content = target_period::period(scope, page, *period);
        let title = content.page.title.clone();
        let id = format!("part-period-{}", printed.len() + 1);
        printed.push(PrintPartView { id, title, content });
    }
    (printed, more)
}

/// Every project, or where these are too many the sums by several things and where all stand.
fn all_projects<'a>(scope: &Scope<'a>) -> (Vec<TableView<'a>>, Option<LinkView<'a>>) {
    match scope.site.model.projects.len() {
        0 => (Vec::new(), None),
        1..=MOST_PROJECTS => {
            let all = printed_table(scope, &Projects::of(scope, Of::Nothing));
            (vec![TableView { is_named_above: true, ..all }], None)
        }
        _ => (projects::summaries(scope), scope.link_to("projects", "title-projects")),
    }
}

/// What happened in a period, in order of time: the heading, the entries, and where there are more
/// of them, all.
fn happened<'a>(
    scope: &Scope<'a>,
    period: Option<Period>,
) -> (String, Vec<MonthView<'a>>, Option<LinkView<'a>>) {
    let (model, index) = (scope.site.model, scope.site.index);
    let period = period.unwrap_or(Period::Year(model.site.as_of.year()));
    let years = period.first_day().year()..=period.last_day().year();
    let is_within = |entry: &TimelineEntry| {
        entry.when(model).first_day().is_some_and(|day| period.contains(day))
    };
    let of_years = years.flat_map(|year| index.year(year)).copied();
    let mut entries: Vec<_> = of_years.filter(is_within).collect();
    let more = scope.link_to("timeline", "title-timeline").filter(|_| entries.len() > PAGE_ROWS);
    entries.truncate(PAGE_ROWS);
    let (name, day) = (scope.t("title-timeline", &[]), scope.date(period));
    (scope.with_part(&name, &day), months(scope, oldest_first(model, &entries), &[]), more)
}

/// How progress is measured: the text of the site, and what the program adds.
fn how_measured<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> PageView<'a> {
    let added = Some(method::method_view(scope));
    let model = scope.site.model;
    let own = match method::PAGE.kind.page(Of::Nothing).text(model) {
        Some(number) => page_view(scope, page, &model.pages[number]),
        None => own_or_bare(scope, page),
    };
    PageView { method: added, ..own }
}

/// The running head with the day that the document speaks of, and the numbers of pages.
fn edges(scope: &mut Scope<'_>, _: &PagePlan) -> Vec<u8> {
    let settings = &scope.site.model.site;
    let title = settings.short_title.as_ref().unwrap_or(&settings.title);
    let date = scope.date(Period::Day(settings.as_of));
    let [title, day] = [scope.plain(title), &scope.t("as-of", &[("date", &date)])].map(quoted);
    let css = format!(
        "@page {{\n  size: A4;\n  \
         @top-left {{ content: {title}; font-size: 8pt; color: #444; }}\n  \
         @top-right {{ content: {day}; font-size: 8pt; color: #444; }}\n  \
         @bottom-right {{ content: counter(page) \" / \" counter(pages); font-size: 8pt; color: #444; }}\n\
         }}\n\
         @page :first {{\n  @top-left {{ content: none; }}\n  @top-right {{ content: none; }}\n}}\n"
    );
    css.into_bytes()
}

/// A text as a string of CSS.
fn quoted(text: &str) -> String {
    let character = |c: char| match c {
        '"' | '\\' | '<' => format!("\\{:x} ", u32::from(c)),
        c if c.is_control() => format!("\\{:x} ", u32::from(c)),
        c => c.to_string(),
    };
    format!("\"{}\"", text.chars().map(character).collect::<String>())
}

/// What begins the class of a part.
const PART: &str = "print-part";

/// The attributes that name an element by its id.
const NAMING: [&str; 4] = ["for", "aria-labelledby", "aria-describedby", "aria-controls"];

/// Makes one document of pages: below the heading of a part all others are those of its sections,
/// an id that stood on the page before is told apart, with all that leads to it, and so are the
/// labels of sections.
fn as_one(html: &str) -> String {
    let tags = tags_with_parts(html);
    let ids =
        |tag: &Tag| tag.attributes.iter().find(|one| one.name == "id").map(|one| one.value.clone());
    // What stands around the parts keeps its ids, and so does what is put in last.
    let mut known: BTreeSet<String> = ["sources", "contents-title"].map(str::to_owned).into();
    known.extend(tags.iter().filter(|(part, _)| *part == 0).filter_map(|(_, tag)| ids(tag)));
    let mut renamed: BTreeMap<(usize, String), String> = BTreeMap::new();
    for (part, tag) in tags.iter().filter(|(part, _)| *part > 0) {
        let Some(id) = ids(tag) else { continue };
        let mut own = id.clone();
        while !known.insert(own.clone()) {
            own = format!("{own}-in-{part}");
        }
        if own != id {
            renamed.insert((*part, id), own);
        }
    }
    let (mut made, mut done) = (String::with_capacity(html.len() + html.len() / 16), 0);
    let mut put = |range: std::ops::Range<usize>, text: &str| {
        made.push_str(&html[done..range.start]);
        made.push_str(text);
        done = range.end;
    };
    let (mut last_part, mut in_title) = (0, true);
    for (part, tag) in &tags {
        if *part != last_part {
            (last_part, in_title) = (*part, true);
        }
        if *part == 0 {
            continue;
        }
        if let Some(level) = heading(tag) {
            if !in_title {
                let digit = tag.range.start + usize::from(tag.is_end) + 2;
                put(digit..digit + 1, &(level + 1).clamp(3, 6).to_string());
            }
            in_title &= !tag.is_end;
        }
        for attribute in &tag.attributes {
            let own = |id: &str| renamed.get(&(*part, id.to_owned()));
            let now = match &*attribute.name {
                // What every part has, such as notes, is told apart by the number of the part.
                "aria-label" if tag.name == "section" => {
                    Some(format!("{} {part}", &html[attribute.written.clone()]))
                }
                "id" => own(&attribute.value).cloned(),
                "href" => {
                    let id = attribute.value.strip_prefix('#');
                    id.and_then(own).map(|id| format!("#{id}"))
                }
                name if NAMING.contains(&name) => {
                    let named = || attribute.value.split_ascii_whitespace();
                    let is_any = named().any(|id| own(id).is_some());
                    let all = named().map(|id| own(id).map_or(id, |own| own));
                    is_any.then(|| all.collect::<Vec<_>>().join(" "))
                }
                _ => None,
            };
            if let Some(now) = now {
                put(attribute.written.clone(), &now);
            }
        }
    }
    made.push_str(&html[done..]);
    made
}

/// The tags of a document, each with the number of the part that it stands in, from 1.
fn tags_with_parts(html: &str) -> Vec<(usize, Tag)> {
    let hides = |name: &str| matches!(name, "script" | "style" | "title" | "textarea");
    let (mut n_parts, mut depth) = (0, 0_usize);
    let mut tags = Vec::new();
    for piece in pieces(html, hides) {
        let Piece::Tag(tag) = piece else { continue };
        let is_section = tag.name == "section";
        let class = tag.attributes.iter().find(|one| one.name == "class");
        if is_section && depth == 0 && class.is_some_and(|class| class.value.starts_with(PART)) {
            (n_parts, depth) = (n_parts + 1, 1);
        } else if is_section && depth > 0 {
            depth = if tag.is_end { depth - 1 } else { depth + 1 };
        }
        tags.push((if depth > 0 { n_parts } else { 0 }, tag));
    }
    tags
}

/// The level of a heading, where a tag begins or ends one.
fn heading(tag: &Tag) -> Option<u8> {
    let level: u8 = tag.name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

#[cfg(test)]
mod tests {
    use super::{as_one, quoted};

    #[test]
    fn parts_of_one_document_have_ids_of_their_own_and_headings_below_theirs() {
        let html = "<main id=\"a\"><section class=\"print-part\"><h2>One</h2><h1 id=\"a\">x</h1>\
            <a href=\"#a\">a</a><section aria-labelledby=\"b a\"><h2 id=\"b\">y</h2></section></section>\
            <section class=\"print-part\"><h2 id=\"c\">Two</h2><h3 id=\"b\">z</h3><section class=\"x\" aria-label=\"y\"></section><a href=\"#c\">c</a>\
            </section><a href=\"#a\"></a></main>";
        let one = "<main id=\"a\"><section class=\"print-part\"><h2>One</h2><h3 id=\"a-in-1\">x</h3>\
            <a href=\"#a-in-1\">a</a><section aria-labelledby=\"b a-in-1\"><h3 id=\"b\">y</h3></section>\
            </section><section class=\"print-part\"><h2 id=\"c\">Two</h2><h4 id=\"b-in-2\">z</h4><section class=\"x\" aria-label=\"y 2\"></section>\
            <a href=\"#c\">c</a></section><a href=\"#a\"></a></main>";
        assert_eq!(as_one(html), one);
    }

    #[test]
    fn a_title_cannot_end_its_string() {
        assert_eq!(quoted("A \"b\" \\\n"), "\"A \\22 b\\22  \\5c \\a \"");
    }
}
