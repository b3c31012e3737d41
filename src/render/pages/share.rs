//! What others show with a link to a page: a picture with its title, and how far the target is that it
//! is about. It is drawn where a site has typefaces, as its texts must look the same everywhere.

use super::home::{self, no_answer};
use super::{Content, Made, Page};
use crate::model::Progress;
use crate::picture::draw;
use crate::plan::{Of, PageKind, PagePlan, Pages};
use crate::render::answer::answer;
use crate::render::order::targets_of;
use crate::render::scope::Scope;
use crate::render::view::ShareImageView;
use crate::value::Period;
use unicode_width::UnicodeWidthChar;

/// That of the home page, which stands for all pages without one of their own.
pub(super) static HOME: Page = Page {
    kind: PageKind {
        name: "share image",
        path: "share.png",
        pages: Pages::One(|model, _| model.site.draws_images && model.site.base_url.is_some()),
        is_passing: true,
        ..PageKind::USUAL
    },
    content: Content::Html("share.svg", |scope, page, template| {
        let period = home::home_period(scope);
        drawn(scope, page, period, template)
    }),
};

pub(super) static PERIOD: Page = Page {
    kind: PageKind {
        name: "share image of a target period",
        path: "targets/*/share.png",
        pages: Pages::Each(|model, index| match model.site.draws_images {
            true if model.site.base_url.is_some() => {
                index.periods.iter().copied().map(Of::Period).collect()
            }
            _ => Vec::new(),
        }),
        is_passing: true,
        ..PageKind::USUAL
    },
    content: Content::Html("share.svg", |scope, page, template| {
        drawn(scope, page, Some(super::what(page)), template)
    }),
};

/// How long the whole bar is in `share.svg`.
const BAR: u32 = 1056;

fn drawn<'a>(
    scope: &mut Scope<'a>,
    page: &'a PagePlan,
    period: Option<Period>,
    template: &'static str,
) -> Made {
    let svg = scope.site.theme.render(template, page, scope.site, &view(scope, period))?;
    let fonts = &scope.site.sources.fonts;
    // A theme whose picture is no SVG has an empty one, as a theme without a style sheet has none.
    Ok(draw(&String::from_utf8_lossy(&svg), fonts).unwrap_or_default())
}

fn view<'a>(scope: &Scope<'a>, period: Option<Period>) -> ShareImageView {
    let settings = &scope.site.model.site;
    let (leading, _) = home::leading(scope, period);
    let all = || period.map(|period| targets_of(scope, period)).unwrap_or_default();
    let leading: Option<&'a Progress<'a>> = leading.or_else(|| all().first().copied());
    let answer = leading.map(|progress| answer(scope, progress));
    let said = match (&answer, period) {
        (Some(answer), _) => answer.link.text.to_string(),
        (None, Some(period)) => no_answer(scope, period),
        (None, None) => String::new(),
    };
    let description = settings.description.as_ref().map(|text| scope.plain(text));
    let said = if said.is_empty() { description.unwrap_or_default().to_owned() } else { said };
    let bar = answer.as_ref().and_then(|answer| answer.progress.bar.clone());
    let (before, share, after) = match answer {
        Some(answer) => (answer.before, answer.share, answer.after),
        None => Default::default(),
    };
    let host = settings.base_url.as_deref().unwrap_or_default();
    let host = host.split("//").nth(1).unwrap_or(host).trim_end_matches('/');
    ShareImageView {
        title: lines(&scope.text(&settings.title).text, 38, 2),
        before: before.trim().to_owned(),
        share,
        after: after.trim().to_owned(),
        said: lines(&said, 62, 3),
        fill: bar.as_ref().map(|bar| dots(bar.value)),
        tick: bar.as_ref().and_then(|bar| bar.tick).map(dots),
        as_of: scope.t("as-of", &[("date", &scope.date(Period::Day(settings.as_of)))]),
        host: host.to_owned(),
    }
}

/// How many dots a part of the bar takes, in thousandths of it.
fn dots(thousandths: u32) -> String {
    (thousandths.min(1000) * BAR / 1000).to_string()
}

/// A text in lines of at most so many columns, two for a Chinese character; what does not fit into so
/// many lines is left out, with an ellipsis for it.
fn lines(text: &str, columns: usize, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let width = |text: &str| text.chars().filter_map(UnicodeWidthChar::width).sum::<usize>();
    for part in parts(text) {
        let line = lines.last_mut().expect("there is a line");
        if width(line) + width(part.trim_end()) > columns && !line.is_empty() {
            lines.push(part.to_owned());
        } else {
            line.push_str(part);
        }
    }
    if lines.len() > most {
        lines.truncate(most);
        let last = lines.last_mut().expect("there is a line");
        while width(last) + 2 > columns {
            last.pop();
        }
        let end = last.trim_end().len();
        last.truncate(end);
        last.push('…');
    }
    lines.iter().map(|line| line.trim().to_owned()).collect()
}

/// A text in parts that stay together: words with the space behind them, characters that are as wide
/// as Chinese ones with the marks that may not begin a line.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let is_wide = |c: char| c.width() == Some(2);
        let may_begin = !c.is_whitespace() && !"，。、；：？！）》」』”’％%,.;:?!)".contains(c);
        let may_end = |before: char| before.is_whitespace() || is_wide(before) || is_wide(c);
        let opens = |before: char| "（《「『“‘(".contains(before);
        if before.is_some_and(|before| may_end(before) && !opens(before)) && may_begin {
            parts.push(&text[start..at]);
            start = at;
        }
        before = Some(c);
    }
    parts.push(&text[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn lines_break_where_a_language_lets_them() {
        assert_eq!(lines("A report of two words", 10, 3), ["A report", "of two", "words"]);
        assert_eq!(lines("惠济区产业园区，重点项目", 14, 2), ["惠济区产业园", "区，重点项目"]);
        assert_eq!(lines("惠济区产业园，重点", 12, 2), ["惠济区产业", "园，重点"]);
        assert_eq!(lines("约29 billion 元", 6, 3), ["约29", "billion", "元"]);
        assert_eq!(lines("one two three four", 8, 2), ["one two", "three…"]);
        assert_eq!(lines("", 8, 2), [""]);
    }
}
