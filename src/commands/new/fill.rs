//! Fills in what depends on the site: its languages, its day, and ids that there are.

use super::super::site_outline::SiteOutline;
use crate::diag::{MessageLanguage, list_known};
use crate::parse::identity::Identity;
use crate::parse::node::{Node, NodeKind};
use jiff::ToSpan;
use jiff::civil::Date;

/// What nobody knows yet.
const OPEN: &str = "…";

/// The stage of an example, if the site has the stages that it need not name.
const DEFAULT_STAGE: &str = "signed";

/// The collections that others refer to: the word for one, that for all of them.
const REFERRED: &[(&str, &str)] = &[
    ("project", "projects"),
    ("park", "parks"),
    ("region", "regions"),
    ("industry", "industries"),
    ("organization", "organizations"),
    ("indicator", "indicators"),
    ("source", "sources"),
];

/// The words that stand for `<word>` in the text of a new file.
pub(super) struct Fill {
    words: Vec<(String, String)>,
}

impl Fill {
    /// The words for a site.
    ///
    /// `<text>` is a text and `<lists>` a list in each language, `<language>` the first of them;
    /// `<day>`, `<month>` (the one before) and `<year>` are those of the as-of day; `<currency>`,
    /// `<unit>`, `<stage>` and `<figure>` would do on this site; `<park>` is an id, and `<parks>` names
    /// what ids there are, likewise of categories and all collections that others refer to.
    pub(super) fn new(site: &SiteOutline, language: MessageLanguage) -> Self {
        let mut words: Vec<(&str, String)> = Vec::new();
        words.extend(texts(site));
        words.extend(days(site));
        words.extend(settings(site, language));
        for (one, all) in REFERRED {
            let ids = ids(site, all);
            words.push((one, first(&ids)));
            words.push((all, listed(&ids, language)));
        }
        words.push(("figure", figure(site)));
        let words = words.into_iter().map(|(name, word)| (format!("<{name}>"), word)).collect();
        Self { words }
    }

    /// The text with all words filled in.
    pub(super) fn fill(&self, text: &str) -> String {
        let replaced = |text: String, (name, word): &(String, String)| text.replace(name, word);
        self.words.iter().fold(text.to_owned(), replaced)
    }
}

fn texts(site: &SiteOutline) -> [(&'static str, String); 3] {
    let codes: Vec<&str> = site.preamble.languages.iter().map(|one| &*one.code).collect();
    let in_all = |value: &str| {
        let entries: Vec<_> = codes.iter().map(|code| format!("{code}: {value}")).collect();
        format!("{{ {} }}", entries.join(", "))
    };
    let text = if codes.len() == 1 { OPEN.to_owned() } else { in_all(OPEN) };
    let language = codes.first().copied().unwrap_or(OPEN).to_owned();
    [("text", text), ("lists", in_all(&format!("[{OPEN}]"))), ("language", language)]
}

fn days(site: &SiteOutline) -> [(&'static str, String); 3] {
    let as_of = setting(site, "as_of").and_then(|node| node.as_str()?.parse::<Date>().ok());
    let form = |day: Option<Date>, form: &str| {
        day.map_or_else(|| OPEN.to_owned(), |day| day.strftime(form).to_string())
    };
    let month_before = as_of.and_then(|day| day.first_of_month().checked_sub(1.day()).ok());
    [
        ("day", form(as_of, "%Y-%m-%d")),
        ("month", form(month_before, "%Y-%m")),
        ("year", form(as_of, "%Y")),
    ]
}

fn settings(site: &SiteOutline, language: MessageLanguage) -> [(&'static str, String); 5] {
    let currency = setting(site, "currency").and_then(Node::as_str);
    let ids = |list: &str| match setting(site, list).map(|node| &node.kind) {
        Some(NodeKind::Sequence(items)) => {
            items.iter().filter_map(|item| item.get("id")?.as_str()).collect()
        }
        _ => Vec::new(),
    };
    let categories = ids("categories");
    [
        ("currency", currency.unwrap_or(OPEN).to_owned()),
        ("unit", currency.unwrap_or("item").to_owned()),
        ("stage", ids("stages").first().copied().unwrap_or(DEFAULT_STAGE).to_owned()),
        ("category", first(&categories)),
        ("categories", listed(&categories, language)),
    ]
}

fn setting<'a>(site: &'a SiteOutline, name: &str) -> Option<&'a Node> {
    site.parsed.site.as_ref()?.get(name)
}

/// The ids of a collection with their records, in the order of the files.
fn records<'a>(
    site: &'a SiteOutline,
    collection: &str,
) -> impl Iterator<Item = (&'a str, Option<&'a Node>)> {
    let files = site.parsed.data.iter().filter(move |data| data.outline.collection == collection);
    files.flat_map(|data| {
        data.outline.records.iter().enumerate().filter_map(|(number, record)| match record {
            Identity::Named(name) if !name.is_internal => {
                Some((name.id.as_str(), data.nodes.as_ref().and_then(|nodes| nodes.get(number))))
            }
            _ => None,
        })
    })
}

fn ids<'a>(site: &'a SiteOutline, collection: &str) -> Vec<&'a str> {
    records(site, collection).map(|(id, _)| id).collect()
}

fn first(ids: &[&str]) -> String {
    ids.first().copied().unwrap_or(OPEN).to_owned()
}

fn listed(ids: &[&str], language: MessageLanguage) -> String {
    match ids {
        [] => language.say_part("none yet"),
        _ => language.say_part(&list_known(ids.iter().copied())).replace('`', ""),
    }
}

/// A figure of the indicator that is the example.
fn figure(site: &SiteOutline) -> String {
    let indicator = records(site, "indicators").next();
    let unit = indicator.and_then(|(_, node)| node?.get("unit")?.as_str()).unwrap_or_default();
    let is_currency = unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase());
    match unit {
        "%" | "percent" => "80%".to_owned(),
        _ if is_currency => format!("{unit} 120 million"),
        _ => "120".to_owned(),
    }
}
