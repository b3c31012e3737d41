//! `cases/figures/reports`: three long reports in two languages that agree, and forty slips put
//! into each by a program (`slips.md` beside the site). Run with `--nocapture` it prints what is
//! said of the agreeing texts and which slips are not found.

use crate::file_tree::{read_texts, repository};
use crate::site_case::SiteCase;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use wellspring::diag::{Diagnostic, Severity};
use wellspring::pipeline::compile;
use wellspring::source::Sources;

const FOLDER: &str = "tests/cases/figures/reports";

/// What may be said of texts that agree.
const MOST_ALARMS: usize = 1;
const N_SLIPS: usize = 40;
const LEAST_FOUND: usize = 38;
const LEAST_PARAGRAPHS: usize = 80;

const KINDS: [&str; 7] = ["amount", "scale", "unit", "period", "direction", "swap", "loss"];

/// One changed place of one language.
struct Slip {
    kind: String,
    lang: String,
    from: String,
    to: String,
    /// Why it is not found, if it is not.
    missed: String,
}

/// A diagnostic without its place, and the places it points to as `file:line`.
#[derive(PartialEq, Eq, Clone)]
struct Found {
    words: String,
    lines: Vec<String>,
}

fn page(lang: &str) -> String {
    format!("content/pages/report.{lang}.md")
}

fn slips(report: &str) -> Vec<Slip> {
    let path = format!("{FOLDER}/{report}/slips.md");
    let text = std::fs::read_to_string(repository(&path)).expect("is there");
    let rows = text.lines().filter(|line| line.contains('`'));
    let slip = |line: &str| {
        let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [kind, lang, from, to, missed] = cells[..] else { panic!("{path}: {line}") };
        let [from, to] = [from, to].map(|cell| cell.trim_matches('`').to_owned());
        let [kind, lang, missed] = [kind, lang, missed].map(str::to_owned);
        Slip { kind, lang, from, to, missed }
    };
    rows.map(slip).collect()
}

fn found(sources: &Sources, diagnostic: &Diagnostic) -> Found {
    let spans = diagnostic.span.iter().chain(diagnostic.related.iter().map(|(span, _)| span));
    let line = |place: String| {
        let mut parts = place.rsplitn(2, ':');
        parts.nth(1).unwrap_or_default().to_owned()
    };
    let lines = spans.map(|span| line(sources.place(*span))).collect();
    Found { words: format!("{}: {}", diagnostic.code.name(), diagnostic.message), lines }
}

/// Warnings and errors. Notes are no alarms: that `over` stands for 以上 is one.
fn check(site: &SiteCase) -> Vec<Found> {
    let compiled = compile(&site.options()).expect("the site folder is readable");
    let problems = compiled.problems();
    let alarms = problems.iter().filter(|(severity, _)| *severity != Severity::Note);
    alarms.map(|(_, diagnostic)| found(&compiled.sources, diagnostic)).collect()
}

/// The lines of a page that are paragraphs, items and rows.
fn n_paragraphs(text: &str) -> usize {
    let body = text.splitn(3, "---\n").nth(2).unwrap_or_default();
    let is_text = |line: &&str| !line.is_empty() && !line.starts_with(['#', '|']);
    body.lines().filter(is_text).count()
}

/// Whether a slip is told in its own paragraph, over what is said without it.
fn is_found(site: &SiteCase, report: &str, slip: &Slip, before: &[Found]) -> bool {
    let path = page(&slip.lang);
    let text = std::fs::read_to_string(site.root().join(&path)).expect("is there");
    let mut places = text.match_indices(&slip.from);
    let (Some((at, _)), None) = (places.next(), places.next()) else {
        panic!("{report}: `{}` is not there once", slip.from)
    };
    let line = format!("{path}:{}", text[..at].matches('\n').count() + 1);
    let changed = SiteCase::copy_of(site.root());
    changed.put(&path, text.replace(&slip.from, &slip.to));
    let mut said = check(&changed);
    for one in before {
        if let Some(at) = said.iter().position(|other| other == one) {
            said.remove(at);
        }
    }
    said.iter().any(|one| one.lines.contains(&line))
}

#[expect(clippy::print_stdout, reason = "this test is there to print")]
fn judge(report: &str) {
    let site = SiteCase::copy_of(&repository(&format!("{FOLDER}/{report}")));
    for lang in ["zh", "en"] {
        let text = std::fs::read_to_string(site.root().join(page(lang))).expect("is there");
        let n = n_paragraphs(&text);
        assert!(n >= LEAST_PARAGRAPHS, "{report} has {n} paragraphs in {lang}");
    }
    let alarms = check(&site);
    println!("{report}: {} alarms", alarms.len());
    alarms.iter().for_each(|one| println!("    {} {}", one.lines.join(" "), one.words));
    assert!(alarms.len() <= MOST_ALARMS, "{report}: {} alarms in agreeing texts", alarms.len());

    let slips = slips(report);
    assert_eq!(slips.len(), N_SLIPS, "{report}");
    for kind in KINDS {
        let n = slips.iter().filter(|slip| slip.kind == kind).count();
        assert!(n >= N_SLIPS / KINDS.len(), "{report} has {n} slips of {kind}");
    }
    let verdicts: Vec<bool> =
        slips.par_iter().map(|slip| is_found(&site, report, slip, &alarms)).collect();
    let n_found = verdicts.iter().filter(|is_found| **is_found).count();
    println!("{report}: {n_found} of {N_SLIPS} slips found");
    let mut wrong = Vec::new();
    for (slip, is_found) in slips.iter().zip(verdicts) {
        if !is_found {
            println!("    {} in {}: {} -> {}", slip.kind, slip.lang, slip.from, slip.to);
        }
        // What is missed stands in the table, and only that.
        if is_found != slip.missed.is_empty() {
            wrong.push(format!("{}: {}", slip.kind, slip.from));
        }
    }
    assert!(n_found >= LEAST_FOUND, "{report}: {n_found} slips are found");
    assert!(wrong.is_empty(), "{report}: the last column of slips.md is wrong for {wrong:?}");
}

#[test]
fn a_government_work_report_agrees_and_its_slips_are_found() {
    judge("city-report");
}

#[test]
fn a_statistical_communique_agrees_and_its_slips_are_found() {
    judge("communique");
}

#[test]
fn an_annual_report_agrees_and_its_slips_are_found() {
    judge("annual-report");
}

#[test]
fn every_report_is_judged() {
    let reports: std::collections::BTreeSet<_> = read_texts(FOLDER)
        .keys()
        .filter_map(|path| path.strip_prefix(FOLDER)?.split('/').nth(1).map(str::to_owned))
        .collect();
    assert_eq!(
        reports.into_iter().collect::<Vec<_>>(),
        ["annual-report", "city-report", "communique"]
    );
}
