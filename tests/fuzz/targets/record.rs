//! One record of any kind, between those of a small ledger.

use crate::targets::front_matter::check_node;
use crate::targets::places::check_problem;
use crate::targets::setting::{SITE, Setting, setting};
use std::collections::BTreeMap;
use std::sync::OnceLock;
use wellspring::diag::{Diagnostic, Levels, Severity, Sink};
use wellspring::model::KINDS;
use wellspring::model::Model;
use wellspring::model::resolve::{Setting as Resolving, Sinks, resolve};
use wellspring::parse::records::parse;
use wellspring::source::{FileId, Sources, Span};

/// What records refer to: the kind, then the file.
const LEDGER: [(&str, &str); 9] = [
    (
        "sources",
        "[{ id: report, title: { zh: 示例报告, en: Report, sw: Ripoti }, published: 2030-06-30 }]",
    ),
    ("regions", "[{ id: north, name: { zh: 北部, en: North, sw: Kaskazini } }]"),
    ("parks", "[{ id: harbor, region: north, name: { zh: 帆影港, en: Harbor, sw: Bandari } }]"),
    ("industries", "[{ id: digital, name: { zh: 数字经济, en: Digital, sw: Dijitali } }]"),
    ("organizations", "[{ id: bureau, name: { zh: 商务局, en: Bureau, sw: Ofisi } }]"),
    (
        "projects",
        "[{ id: reed, park: harbor, name: { zh: 芦苇, en: Reed, sw: Tete }, source: report }]",
    ),
    (
        "indicators",
        "[{ id: value, name: { zh: 签约额, en: Value, sw: Thamani }, unit: CNY },\n { id: jobs, name: { zh: 就业, en: Jobs, sw: Ajira }, unit: person }]",
    ),
    (
        "targets",
        "[{ id: value-2030, indicator: value, period: 2030, at_least: 400 亿元, source: report }]",
    ),
    ("observations", "[{ indicator: value, period: 2030-Q1, value: 96 亿元, source: report }]"),
];

/// The first line names the kind of the record, the rest is its file.
pub(crate) fn check(text: &str) {
    let Some((kind, text)) = text.split_once('\n') else { return };
    let Some(kind) = KINDS.iter().map(|kind| kind.collection).find(|known| *known == kind.trim())
    else {
        return;
    };
    let mut sources = ledger().clone();
    let file = sources.add(&format!("content/data/{kind}/fuzzed.yaml"), text);
    let (model, found) = read(&sources, file);
    let (_, again) = read(&sources, file);
    assert_eq!(found, again, "the problems of {text:?} differ");
    assert!(model, "the ledger has settings: {text:?}");
    for (_, problem) in &found {
        check_problem(&sources, problem);
    }
    let place =
        |one: &Diagnostic| one.span.map(|span| (sources.file(span.file).path.clone(), span.start));
    assert!(found.is_sorted_by_key(|(_, one)| place(one)), "{found:?}");
}

fn ledger() -> &'static Sources {
    static LEDGER_SOURCES: OnceLock<Sources> = OnceLock::new();
    LEDGER_SOURCES.get_or_init(|| {
        let mut sources = Sources::default();
        for (kind, text) in LEDGER {
            sources.add(&format!("content/data/{kind}.yaml"), text);
        }
        sources.add("content/site.yaml", SITE);
        sources
    })
}

/// Whether there is a model, and all problems.
fn read(sources: &Sources, file: FileId) -> (bool, Vec<(Severity, Diagnostic)>) {
    let Setting { preamble, units, lexicon, .. } = setting();
    let (mut local, mut site) = (Sink::default(), Sink::default());
    let parsed = parse(sources, KINDS, &[], None, &mut local);
    let text = &*sources.file(file).text;
    let nodes =
        parsed.data.iter().filter(|data| data.file == file).filter_map(|data| data.nodes.as_ref());
    for node in nodes.flatten() {
        check_node(text, node, Span::new(file, 0..text.len()));
    }
    let (units, days) = (units.clone(), &BTreeMap::new());
    let resolving = Resolving { sources, preamble, lexicon, units, drafts: true, days };
    let mut sinks = Sinks { local: &mut local, site: &mut site };
    let resolved = resolve(parsed, resolving, None, &mut sinks);
    if let Ok((model, _)) = &resolved {
        check_editions(model);
    }
    local.append(site);
    (resolved.is_ok(), local.finish(sources, &Levels::default()))
}

/// Whatever was read, it can be looked at from an earlier day.
fn check_editions(model: &Model) {
    let day = "2030-03-31".parse().expect("a day");
    for (edition, _) in model.editions(day) {
        assert!(edition.projects.records().count() <= model.projects.records().count());
    }
}
