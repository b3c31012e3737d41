//! Written pages, their sections, the 404 page and the choice of language.

use super::home::ReportCardView;
use super::{HtmlView, LanguageView, LayoutView, LinkView, TextView};
use crate::render::shape::word;
use serde::Serialize;

/// A written page; also the method and accessibility pages, which the program begins itself.
#[derive(Debug, Clone, Serialize)]
pub struct PageView<'a> {
    /// What stands around.
    pub page: LayoutView<'a>,
    /// The first sentences, if the page has a description.
    pub lead: Option<String>,
    /// The text of the page.
    pub body: Option<HtmlView<'a>>,
    /// What the program adds below: `method`, `accessibility` or nothing.
    #[serde(serialize_with = "word")]
    pub kind: &'static str,
    /// For `method`: cut-offs and one example recomputed.
    pub method: Option<MethodView<'a>>,
    /// The neighbours in its section.
    pub previous: Option<LinkView<'a>>,
    /// The neighbours in its section.
    pub next: Option<LinkView<'a>>,
}

/// What the method page needs from the site.
#[derive(Debug, Clone, Serialize)]
pub struct MethodView<'a> {
    /// Time is counted in whole months.
    pub in_months: bool,
    /// The pace from which a target is ahead.
    pub ahead: String,
    /// "0.95".
    pub on_track: String,
    /// "0.60".
    pub behind: String,
    /// "10%": from which planned share on a projection is shown.
    pub project_from: String,
    /// "5%": below which planned share no status follows from a pace; `None` without such a limit.
    pub assess_from: Option<String>,
    /// The files with the inputs of every status.
    pub data: Vec<LinkView<'a>>,
    /// The page of what is published and what is not.
    pub published: Option<LinkView<'a>>,
    /// The target with a result that the page recomputes.
    pub example: Option<super::ProgressView<'a>>,
    /// The steps of that example, each a finished line: "290 ÷ 400 = 72.5%".
    pub steps: Vec<String>,
}

/// The pages of a folder, such as the reports.
#[derive(Debug, Clone, Serialize)]
pub struct SectionView<'a> {
    /// What stands around.
    pub page: LayoutView<'a>,
    /// What the section holds.
    pub lead: Option<String>,
    /// The pages, newest first.
    pub pages: Vec<ReportCardView<'a>>,
}

/// The 404 page.
#[derive(Debug, Clone, Serialize)]
pub struct NotFoundView<'a> {
    /// The same in every other language; only for readers whose language is not known.
    pub others: Vec<NotFoundInView<'a>>,
    /// What stands around.
    pub page: LayoutView<'a>,
}

/// What the 404 page says in another language.
#[derive(Debug, Clone, Serialize)]
pub struct NotFoundInView<'a> {
    /// The BCP 47 tag of the language.
    pub tag: &'a str,
    /// That there is no such page.
    pub title: String,
    /// The same in a sentence.
    pub text: String,
    /// The words of the link to the home page.
    pub home: String,
    /// The home page.
    pub href: String,
}

/// A page at an old address, which leads on.
#[derive(Debug, Clone, Serialize)]
pub struct RedirectView<'a> {
    /// The BCP 47 tag of its language.
    pub tag: &'a str,
    /// That the page has moved.
    pub title: String,
    /// The title of the site.
    pub site_title: TextView<'a>,
    /// Where the page is now.
    pub href: String,
    /// The same as an absolute address, with a base URL only.
    pub canonical: Option<String>,
    /// The style sheet.
    pub css_href: String,
    /// The icon.
    pub icon_href: String,
}

/// The page at `/`: choose the language.
#[derive(Debug, Clone, Serialize)]
pub struct ChooserView<'a> {
    /// What stands around, in the default language.
    pub page: LayoutView<'a>,
    /// The site's title in each language.
    pub titles: Vec<TextView<'a>>,
    /// The home page in each language.
    pub languages: Vec<LanguageView<'a>>,
}
