//! What a site calls its own: its stages, roles, fields, indicators and records, against which
//! columns and their values are held.

use super::cue::Cues;
use super::dictionary::{Dictionary, Name};
use crate::locale::Lexicon;
use crate::parse::fields::one_or_many;
use crate::parse::identity::Identity;
use crate::parse::node::{Node, NodeKind};
use crate::parse::records::Parsed;
use crate::schema::{Shape, Shapes};
use crate::value::{Unit, Units};
use crate::workbook::Setting;
use crate::workbook::labels::Labels;
use crate::workbook::names::Names;
use crate::workbook::pattern::squeezed;
use std::collections::BTreeMap;

/// A site, as far as adopting a workbook needs to know it.
pub(super) struct Site<'s> {
    pub(super) setting: &'s Setting<'s>,
    pub(super) shapes: &'s Shapes,
    pub(super) labels: &'s Labels,
    pub(super) dictionary: &'s Dictionary,
    pub(super) lexicon: &'s Lexicon,
    pub(super) units: &'s Units,
    pub(super) names: Names,
    /// Its stages, each with the words for it as `squeezed` leaves them.
    pub(super) stages: Vec<(String, Vec<String>)>,
    /// Its roles beside those that every site has, likewise.
    pub(super) roles: Vec<(String, Vec<String>)>,
    /// Its fields, by collection and name.
    pub(super) fields: BTreeMap<(String, String), String>,
    pub(super) indicators: Vec<OwnIndicator>,
    /// The month in which its reporting years begin.
    pub(super) year_starts: Option<u8>,
    /// Its currency.
    pub(super) currency: Option<String>,
    /// Whether words of each language are in the script of Chinese.
    scripts: Vec<(String, bool)>,
}

/// An indicator of the site.
pub(super) struct OwnIndicator {
    pub(super) id: String,
    /// Its names, as `squeezed` leaves them.
    pub(super) names: Vec<String>,
    pub(super) unit: Option<Unit>,
    /// What there is at a time: it does not add up.
    pub(super) is_level: bool,
}

impl<'s> Site<'s> {
    pub(super) fn new(
        parsed: &Parsed,
        setting: &'s Setting<'s>,
        (shapes, labels): (&'s Shapes, &'s Labels),
        dictionary: &'s Dictionary,
        (lexicon, units): (&'s Lexicon, &'s Units),
    ) -> Self {
        let site = parsed.site.as_ref();
        let list =
            |key: &str| site.and_then(|site| site.get(key)).map(one_or_many).unwrap_or_default();
        let mut fields = BTreeMap::new();
        if let Some(NodeKind::Mapping(collections)) =
            site.and_then(|site| site.get("fields")).map(|node| &node.kind)
        {
            for (collection, own) in collections {
                for (id, names) in named(one_or_many(own)) {
                    for name in names {
                        fields.insert((collection.text.to_string(), name), id.clone());
                    }
                }
            }
        }
        let own_locales = setting.languages.iter().zip(setting.locales);
        let scripts = own_locales.clone().map(|((code, _), locale)| {
            let words = locale.text("title-projects", &[]).unwrap_or_default();
            (code.clone(), words.chars().any(is_han))
        });
        Self {
            setting,
            shapes,
            labels,
            dictionary,
            lexicon,
            units,
            names: Names::new(parsed, &[], setting, shapes),
            stages: stages(site.and_then(|site| site.get("stages")), setting, dictionary),
            roles: named(list("roles")),
            fields,
            indicators: indicators(parsed, units),
            year_starts: site
                .and_then(|site| site.get("year_starts")?.get("month")?.as_str()?.parse().ok()),
            currency: site.and_then(|site| site.get("currency")?.as_str().map(str::to_owned)),
            scripts: scripts.collect(),
        }
    }

    /// The name by which settings call the unit of a word: that of a currency, or of a unit.
    pub(super) fn unit_id(&self, word: &str) -> Option<String> {
        let unit = self.cues().unit(word)?;
        Some(self.units.name(unit).to_owned())
    }

    pub(super) fn cues(&self) -> Cues<'_> {
        Cues { dictionary: self.dictionary, lexicon: self.lexicon }
    }

    /// What a field takes.
    pub(super) fn shape(&self, collection: &str, path: &str) -> Option<Shape> {
        let is_language = |code: &str| self.setting.is_language(code);
        self.shapes.of(collection, path.split('.'), is_language)
    }

    /// The language of the site in whose script a text is; `None` if there is but one language, or
    /// none of that script.
    pub(super) fn language_of(&self, texts: &[String]) -> Option<&str> {
        if self.scripts.len() < 2 {
            return None;
        }
        // Numbers, dates and codes are the same in every language.
        let is_code = |text: &String| {
            let has_digit = text.chars().any(|c| c.is_ascii_digit());
            text.is_ascii() && has_digit && !text.trim().contains(' ')
                || !text.chars().any(char::is_alphabetic)
        };
        if texts.iter().all(is_code) {
            return None;
        }
        let n_han = texts.iter().filter(|text| text.chars().any(is_han)).count();
        let n_latin =
            texts.iter().filter(|text| text.chars().any(|c| c.is_ascii_alphabetic())).count();
        let is_chinese = n_han * 2 > n_latin.max(n_han);
        let found = self.scripts.iter().find(|(_, is_of_chinese)| *is_of_chinese == is_chinese);
        found.map(|(code, _)| code.as_str())
    }

    /// A name in the languages of the site, as YAML.
    pub(super) fn name(&self, name: &Name) -> Vec<(String, String)> {
        let locales = self.setting.languages.iter().zip(self.setting.locales);
        let said = locales.filter_map(|((code, _), locale)| {
            let tag = locale.tag().as_str();
            let primary = tag.split('-').next().unwrap_or(tag);
            let text = name.iter().find(|(own, _)| own == code || own == primary)?;
            Some((code.clone(), text.1.clone()))
        });
        said.collect()
    }

    /// The indicator of the site of that name.
    pub(super) fn indicator_named(&self, name: &str) -> Option<&str> {
        let name = squeezed(name);
        let found = self.indicators.iter().find(|one| one.names.contains(&name) || one.id == name);
        found.map(|one| one.id.as_str())
    }

    /// The indicator of the site of that id.
    pub(super) fn own_indicator(&self, id: &str) -> Option<&OwnIndicator> {
        self.indicators.iter().find(|one| one.id == id)
    }

    /// The indicator of the site that is one of the dictionary: of its id, or of one of its names.
    pub(super) fn indicator_of(&self, id: &str) -> Option<&str> {
        let by_id = self.indicators.iter().find(|one| one.id == id).map(|one| one.id.as_str());
        by_id.or_else(|| {
            let names = self.dictionary.indicator(id).map(|one| &one.name);
            let names = names.into_iter().flatten().map(|(_, name)| name.as_str());
            let mut all = names.chain(self.dictionary.heads_of_figure(id));
            all.find_map(|name| self.indicator_named(name))
        })
    }

    /// The stage of a word: by the names of the site, then by the dictionary.
    pub(super) fn stage_of(&self, word: &str) -> Option<&str> {
        let word = squeezed(word);
        let of_site = self.stages.iter().find(|(_, words)| words.contains(&word));
        of_site.map(|(id, _)| id.as_str())
    }

    pub(super) fn has_stage(&self, id: &str) -> bool {
        self.stages.iter().any(|(own, _)| own == id)
    }
}

/// The ids of a list of settings, with their names.
fn named(list: &[Node]) -> Vec<(String, Vec<String>)> {
    let all = list.iter().filter_map(|one| {
        let id = one.get("id")?.as_str()?.to_owned();
        let mut names = vec![squeezed(&id)];
        if let Some(name) = one.get("name") {
            texts(name, &mut names);
        }
        Some((id, names))
    });
    all.collect()
}

fn texts(node: &Node, found: &mut Vec<String>) {
    match &node.kind {
        NodeKind::Scalar(scalar) => found.push(squeezed(&scalar.text)),
        NodeKind::Mapping(entries) => entries.iter().for_each(|(_, value)| texts(value, found)),
        NodeKind::Sequence(items) => items.iter().for_each(|item| texts(item, found)),
        NodeKind::Null | NodeKind::Invalid => {}
    }
}

/// The stages of the site, or those of every site, with all words for them.
pub(super) fn stages(
    own: Option<&Node>,
    setting: &Setting<'_>,
    dictionary: &Dictionary,
) -> Vec<(String, Vec<String>)> {
    let mut stages = named(own.map(one_or_many).unwrap_or_default());
    if stages.is_empty() {
        let ids = dictionary.stages.iter().map(|(id, _)| id.clone());
        stages = ids.map(|id| (id.clone(), vec![squeezed(&id)])).collect();
    }
    for (id, words) in &mut stages {
        let in_languages = setting.locales.iter();
        let named = in_languages.filter_map(|locale| locale.text(&format!("stage-{id}"), &[]));
        words.extend(named.map(|name| squeezed(&name)));
    }
    let taken: Vec<String> = stages.iter().flat_map(|(_, words)| words.clone()).collect();
    for (id, words) in &mut stages {
        let of_dictionary = dictionary.stages.iter().find(|(own, _)| own == id);
        let more =
            of_dictionary.into_iter().flat_map(|(_, words)| words).map(|word| squeezed(word));
        // What the site calls one of its stages is no word for another.
        words.extend(more.filter(|word| !taken.contains(word)));
    }
    stages
}

fn indicators(parsed: &Parsed, units: &Units) -> Vec<OwnIndicator> {
    let mut found = Vec::new();
    for data in parsed.data.iter().filter(|data| data.outline.collection == "indicators") {
        for (record, node) in data.outline.records.iter().zip(data.nodes.iter().flatten()) {
            let Identity::Named(name) = record else { continue };
            let mut names = Vec::new();
            if let Some(name) = node.get("name") {
                texts(name, &mut names);
            }
            let said = |key: &str| node.get(key).and_then(Node::as_str);
            let (id, is_level) = (name.id.to_string(), said("kind") == Some("level"));
            let unit = said("unit").and_then(|unit| units.unit(unit));
            found.push(OwnIndicator { id, names, unit, is_level });
        }
    }
    found
}

/// Whether a character is of the script of Chinese.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
