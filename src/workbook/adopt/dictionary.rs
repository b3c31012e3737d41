//! The dictionary of what columns are called: `synonyms.yaml`, and what a site adds to it.

use super::cue::PeriodCue;
use crate::diag::Sink;
use crate::parse::fields::one_or_many;
use crate::parse::node::{Key, Node, NodeKind};
use crate::parse::yaml::parse_yaml;
use crate::source::FileId;
use crate::workbook::pattern::squeezed;
use regex_lite::Regex;
use std::collections::BTreeMap;

/// A name by codes of languages.
pub(super) type Name = Vec<(String, String)>;

/// What columns of some heads are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A field of a record, by its path.
    Field(String),
    /// The date of a stage.
    Milestone(String),
    /// A figure of a record, by its indicator.
    Figure(String),
    /// A target of a record, by its indicator.
    Target(String),
    /// A figure that is expected.
    Forecast(String),
    /// A fact of one record, and whether it is an amount of money.
    Fact(Name, bool),
    /// Somebody with a role that a site may have, or else a fact.
    Party(String, Name),
    /// A span from the start of works to their end.
    Span(Name),
    /// Categories where a site has these, or else a fact.
    Categories(Name),
    /// A place: a region where there are few of them, or else a fact.
    Place(Name),
    /// The stage that a record is at.
    Stage,
    /// The unit of the column beside it.
    Unit,
    /// The period of figures of the row.
    Period,
    /// A part of the links of a record.
    Link(String),
    /// Nothing that is read, and why.
    Never(String),
}

/// An indicator that columns are figures of.
#[derive(Debug, Clone)]
pub(super) struct Indicator {
    pub(super) id: String,
    pub(super) name: Name,
    pub(super) kind: String,
    pub(super) is_money: bool,
}

/// What stands in the dictionary.
#[derive(Debug, Default)]
pub(super) struct Dictionary {
    /// By collection (empty for any) and head, as [`squeezed`] leaves it.
    heads: BTreeMap<(String, String), Meaning>,
    pub(super) indicators: Vec<Indicator>,
    /// What an indicator becomes that is counted since the beginning.
    pub(super) totals: BTreeMap<String, String>,
    /// The stages with their words.
    pub(super) stages: Vec<(String, Vec<String>)>,
    pub(super) planned: Vec<String>,
    pub(super) actual: Vec<String>,
    pub(super) forecast: Vec<String>,
    pub(super) replanned: Vec<String>,
    pub(super) last_year: Vec<String>,
    pub(super) same_period: Vec<String>,
    /// How brackets end that say what is a hundred.
    pub(super) bases: Vec<String>,
    /// Words in names of what is counted in no money.
    pub(super) not_money: Vec<String>,
    pub(super) empty: Vec<String>,
    pub(super) periods: Vec<PeriodCue>,
    pub(super) units: Vec<Regex>,
    pub(super) years: Vec<Regex>,
    pub(super) rows: RowWords,
    /// Words in names of sheets, by collection.
    pub(super) sheets: Vec<(String, Vec<String>)>,
    /// Words of titles that are no part of what a table is of.
    pub(super) title_words: Vec<String>,
    /// Words in names of sheets that explain others.
    pub(super) explain: Vec<String>,
    /// What cells say of what is not known.
    pub(super) blank: Vec<String>,
}

/// How rows start that are no data.
#[derive(Debug, Default)]
pub(super) struct RowWords {
    pub(super) totals: Vec<String>,
    pub(super) ends: Vec<String>,
    pub(super) groups: Vec<Regex>,
    /// What numbers groups alone, in the column in which others have 1, 2, 3.
    pub(super) marks: Vec<Regex>,
    pub(super) notes: Vec<String>,
}

/// Collections that are any.
const ANY: &str = "";

/// Columns of which nothing else is said are those of this collection.
const USUAL: &str = "projects";

impl Dictionary {
    /// The dictionary of the program, with what a site adds: a mapping from collections to fields
    /// to heads.
    pub(super) fn new(own: Option<&Node>) -> Self {
        let mut sink = Sink::default();
        let parsed = parse_yaml(FileId::new(0), include_str!("synonyms.yaml"), &mut sink);
        let mut dictionary = Self::default();
        if let Some(node) = &parsed.node {
            dictionary.read(node);
        }
        for (collection, fields) in own.map(entries).unwrap_or_default() {
            for (field, heads) in entries(fields) {
                let meaning = own_meaning(&field.text);
                for head in words(Some(heads)) {
                    let key = (collection.text.to_string(), bare(&head));
                    dictionary.heads.insert(key, meaning.clone());
                }
            }
        }
        dictionary
    }

    fn read(&mut self, node: &Node) {
        for column in node.get("columns").map(one_or_many).unwrap_or_default() {
            let Some(meaning) = column.get("as").and_then(meaning) else { continue };
            let of = match column.get("of") {
                None => vec![USUAL.to_owned()],
                Some(of) if of.as_str() == Some("any") => vec![ANY.to_owned()],
                Some(of) => words(Some(of)),
            };
            for head in words(column.get("heads")) {
                for collection in &of {
                    let key = (collection.clone(), bare(&head));
                    self.heads.entry(key).or_insert_with(|| meaning.clone());
                }
            }
        }
        for (id, said) in node.get("indicators").map(entries).unwrap_or_default() {
            let text = |key: &str| said.get(key).and_then(Node::as_str).unwrap_or_default();
            self.indicators.push(Indicator {
                id: id.text.to_string(),
                name: said.get("name").map(name).unwrap_or_default(),
                kind: text("kind").to_owned(),
                is_money: text("money") == "true",
            });
        }
        let lists = |key: &str| -> Vec<(String, Vec<String>)> {
            let lists = node.get(key).map(entries).unwrap_or_default().iter();
            lists.map(|(key, list)| (key.text.to_string(), words(Some(list)))).collect()
        };
        let squeezed_all = |node: Option<&Node>| -> Vec<String> {
            words(node).iter().map(|word| squeezed(word)).collect()
        };
        self.totals = { lists("totals").into_iter() }
            .filter_map(|(key, list)| Some((key, list.into_iter().next()?)))
            .collect();
        self.stages = lists("stages");
        self.planned = squeezed_all(node.get("planned"));
        self.actual = squeezed_all(node.get("actual"));
        self.forecast = squeezed_all(node.get("forecast"));
        self.replanned = squeezed_all(node.get("replanned"));
        self.last_year = squeezed_all(node.get("last_year"));
        self.same_period = squeezed_all(node.get("same_period"));
        self.bases = squeezed_all(node.get("bases"));
        self.not_money = squeezed_all(node.get("not_money"));
        self.empty = squeezed_all(node.get("empty"));
        let periods = node.get("periods").map(one_or_many).unwrap_or_default();
        self.periods = periods.iter().filter_map(PeriodCue::new).collect();
        let expressions = |node: Option<&Node>| -> Vec<Regex> {
            words(node).iter().filter_map(|text| Regex::new(text).ok()).collect()
        };
        self.units = expressions(node.get("units"));
        self.years = expressions(node.get("years"));
        let rows = node.get("rows");
        let part = |key: &str| rows.and_then(|rows| rows.get(key));
        self.rows = RowWords {
            totals: squeezed_all(part("totals")),
            ends: squeezed_all(part("ends")),
            groups: expressions(part("groups")),
            marks: expressions(part("marks")),
            notes: squeezed_all(part("notes")),
        };
        self.sheets = lists("sheets");
        self.title_words = words(node.get("title_words"));
        self.explain = squeezed_all(node.get("explain"));
        self.blank = squeezed_all(node.get("blank"));
    }

    /// What a head is in a collection, exactly.
    pub(super) fn find(&self, collection: &str, head: &str) -> Option<&Meaning> {
        let head = bare(head);
        let of = |collection: &str| self.heads.get(&(collection.to_owned(), head.clone()));
        of(collection).or_else(|| of(ANY))
    }

    /// What the longest known head is that a head contains, if it is most of it.
    pub(super) fn find_inside(&self, collection: &str, head: &str) -> Option<(&str, &Meaning)> {
        let head = bare(head);
        let length = head.chars().count();
        let of = |own: &str| own == collection || own == ANY;
        let is_inside = |known: &str| {
            let own = known.chars().count();
            let is_word = known.is_ascii() && own >= 5 || !known.is_ascii() && own >= 2;
            // The beginning and the end of a head say more than its middle.
            let is_end = own * 3 >= length && (head.starts_with(known) || head.ends_with(known));
            is_word && (own * 2 >= length && head.contains(known) || is_end)
        };
        let found = self.heads.iter().filter(|((own, known), _)| of(own) && is_inside(known));
        let best = found.max_by_key(|((_, known), _)| known.chars().count())?;
        Some((best.0.1.as_str(), best.1))
    }

    /// The indicator of the longest head of figures that a title has in it.
    pub(super) fn figure_in_title(&self, title: &str) -> Option<&str> {
        let title = bare(title);
        let figures = self.heads.iter().filter_map(|((_, known), meaning)| match meaning {
            Meaning::Figure(id) if known.chars().count() >= 4 => Some((known, id)),
            _ => None,
        });
        let inside = figures.filter(|(known, _)| title.contains(known.as_str()));
        inside.max_by_key(|(known, _)| known.len()).map(|(_, id)| id.as_str())
    }

    /// Whether a text is the head of a column of any collection.
    pub(super) fn is_head(&self, text: &str) -> bool {
        let text = bare(text);
        self.heads.keys().any(|(_, known)| *known == text)
    }

    /// The indicator of that id.
    pub(super) fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|one| one.id == id)
    }

    /// All heads that mean the same as a figure of an indicator.
    pub(super) fn heads_of_figure<'d>(&'d self, id: &'d str) -> impl Iterator<Item = &'d str> {
        let is_of = move |meaning: &Meaning| matches!(meaning, Meaning::Figure(own) if own == id);
        let heads = self.heads.iter().filter(move |(_, meaning)| is_of(meaning));
        heads.map(|((_, head), _)| head.as_str())
    }
}

/// What a site says that a head is: a field, or a word and what it is of.
fn own_meaning(text: &str) -> Meaning {
    let of = |of: &str| of.trim().to_owned();
    match text.split_once(' ') {
        Some(("milestone", stage)) => Meaning::Milestone(of(stage)),
        Some(("figure", indicator)) => Meaning::Figure(of(indicator)),
        Some(("target", indicator)) => Meaning::Target(of(indicator)),
        _ if text == "stage" => Meaning::Stage,
        _ => Meaning::Field(text.to_owned()),
    }
}

/// A head as it is looked up: without spaces and the signs between its words.
fn bare(head: &str) -> String {
    let marks = [
        '-', '_', '–', ':', '.', '·', ',', '、', '/', '(', ')', '\'', '’', '*', '"', '“', '”', '★',
        '▲', '●', '◆', '■', '△', '☆',
    ];
    let squeezed = squeezed(head);
    let bare: String = squeezed.chars().filter(|c| !marks.contains(c)).collect();
    if bare.is_empty() { squeezed } else { bare }
}

fn meaning(node: &Node) -> Option<Meaning> {
    let text = |key: &str| node.get(key).and_then(Node::as_str).map(str::to_owned);
    let called = || node.get("name").map(name).unwrap_or_default();
    if let Some(field) = node.as_str() {
        return Some(match field {
            "stage" => Meaning::Stage,
            "unit-of-neighbour" => Meaning::Unit,
            "period-of-row" => Meaning::Period,
            field => Meaning::Field(field.to_owned()),
        });
    }
    let simple = [
        text("milestone").map(Meaning::Milestone),
        text("figure").map(Meaning::Figure),
        text("target").map(Meaning::Target),
        text("forecast").map(Meaning::Forecast),
        node.get("fact").map(|fact| Meaning::Fact(name(fact), text("money").is_some())),
        text("party").map(|role| Meaning::Party(role, called())),
        text("categories").map(|_| Meaning::Categories(called())),
        text("span").map(|_| Meaning::Span(called())),
        text("place").map(|_| Meaning::Place(called())),
        text("link").map(Meaning::Link),
        text("never").map(Meaning::Never),
    ];
    simple.into_iter().flatten().next()
}

fn entries(node: &Node) -> &[(Key, Node)] {
    match &node.kind {
        NodeKind::Mapping(entries) => entries,
        _ => &[],
    }
}

fn words(node: Option<&Node>) -> Vec<String> {
    let all = node.map(one_or_many).unwrap_or_default().iter();
    all.filter_map(|one| one.as_str().map(str::to_owned)).collect()
}

fn name(node: &Node) -> Name {
    let named = entries(node).iter();
    named
        .filter_map(|(code, text)| Some((code.text.to_string(), text.as_str()?.to_owned())))
        .collect()
}
