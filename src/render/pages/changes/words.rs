//! What has changed, in words: for people at a terminal, or for the summary of a review.

use super::{cut, lead, sections};
use crate::diag::format::as_markdown;
use crate::model::changes::Since;
use crate::plan::PagePlan;
use crate::render::cites::group_of;
use crate::render::finish::cite_group;
use crate::render::scope::Scope;
use crate::render::site::RenderSite;
use crate::render::view::ChangeView;
use crate::value::Lang;
use std::collections::{BTreeMap, BTreeSet};

/// Changes of one kind in the summary of a review. A host takes no summary above a size (GitHub
/// 1 MiB), and nobody reads one that long.
const MOST_IN_REVIEW: usize = 100;

/// How changes are told outside the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// For people at a terminal.
    Plain,
    /// As Markdown, for the summary of a review.
    Markdown,
}

/// What has changed, in words: one sentence, each section with its entries, and the sources that
/// these cite.
#[must_use]
pub fn in_words(site: &RenderSite<'_>, lang: Lang, since: &Since, words: Words) -> String {
    // A file has no links.
    let id = site.plan.kinds.named("data package");
    let page = PagePlan { id, lang, number: 0, path: String::new() };
    let scope = &mut Scope::new(site, &page);
    let mut text = format!("{}\n", words.escaped(&lead(scope, since)));
    let mut sections = sections(scope, since);
    if words == Words::Markdown {
        sections.iter_mut().for_each(|section| cut(scope, section, MOST_IN_REVIEW));
    }
    // Outside the site a source is named once, whichever of its phrases is cited.
    let mut sources = Vec::new();
    let made = scope.cites.borrow_mut().take();
    let numbers = made.iter().enumerate().map(|(place, made)| {
        let group = group_of(made.citation);
        let known = sources.iter().position(|known| *known == group);
        let number = known.unwrap_or_else(|| {
            sources.push(group);
            sources.len() - 1
        });
        (place, number + 1)
    });
    let numbers: BTreeMap<usize, usize> = numbers.collect();
    for section in sections {
        text.push_str(&words.heading(&section.title));
        section.changes.iter().for_each(|change| text.push_str(&words.entry(change, &numbers)));
        text.extend(section.cut.map(|cut| format!("\n{}\n", words.escaped(&cut))));
    }
    if !sources.is_empty() {
        text.push_str(&words.heading(&scope.t("sources", &[])));
    }
    for (group, number) in sources.iter().zip(1..) {
        let source = words.escaped(&cite_group(scope, *group).source.text);
        text.push_str(&match words {
            Words::Plain => format!("  [{number}] {source}\n"),
            Words::Markdown => format!("{number}. {source}\n"),
        });
    }
    text
}

impl Words {
    fn escaped(self, text: &str) -> String {
        match self {
            Self::Plain => text.to_owned(),
            Self::Markdown => as_markdown(text),
        }
    }

    fn heading(self, title: &str) -> String {
        match self {
            Self::Plain => format!("\n{title}\n"),
            Self::Markdown => format!("\n### {}\n\n", as_markdown(title)),
        }
    }

    fn entry(self, change: &ChangeView<'_>, numbers: &BTreeMap<usize, usize>) -> String {
        let cited = change.cites.iter().filter_map(|cite| numbers.get(&cite.number));
        let cited: BTreeSet<_> = cited.collect();
        let marks: String = cited.into_iter().map(|number| format!(" [{number}]")).collect();
        let [record, phrase] =
            [&*change.record.text, &change.phrase].map(|text| self.escaped(text));
        let note = change.note.as_ref().map(|note| self.escaped(note));
        match self {
            Self::Plain => {
                let phrase = match phrase.as_str() {
                    "" => marks,
                    phrase => format!("\n    {phrase}{marks}"),
                };
                let note = note.map(|note| format!("    {note}\n")).unwrap_or_default();
                format!("  {record}{phrase}\n{note}")
            }
            Self::Markdown => {
                let phrase = match phrase.as_str() {
                    "" => String::new(),
                    phrase => format!(": {phrase}"),
                };
                let note = note.map(|note| format!("<br>{note}")).unwrap_or_default();
                format!("- **{record}**{phrase}{marks}{note}\n")
            }
        }
    }
}
