//! `cases/figures/ledger`: sixty sentences against a ledger of ten indicators, half of them wrong,
//! in two languages. Run with `--nocapture` it prints how many are judged rightly and which are not.

use crate::file_tree::repository;
use crate::site_case::SiteCase;
use std::collections::BTreeSet;
use wellspring::diag::Code;
use wellspring::pipeline::compile;

const FOLDER: &str = "tests/cases/figures/ledger";

const N_SENTENCES: usize = 60;
const LEAST_RIGHT: usize = 54;

/// Of the languages, what a heading of a period says.
const HEADINGS: [(&str, [&str; 2]); 1] = [("2031-H1", ["2031年上半年", "First half of 2031"])];

const LANGS: [(&str, &str); 2] = [("zh", "句"), ("en", "Sentence")];

struct Sentence {
    place: String,
    is_wrong: bool,
    /// In the order of the languages.
    texts: [String; 2],
}

fn sentences() -> Vec<Sentence> {
    let path = repository(&format!("{FOLDER}/sentences.md"));
    let text = std::fs::read_to_string(path).expect("is there");
    let mut sentences = Vec::new();
    for line in text.lines() {
        let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
        if let [place, is @ ("right" | "wrong"), zh, en] = cells[..] {
            let texts = [zh, en].map(str::to_owned);
            sentences.push(Sentence { place: place.to_owned(), is_wrong: is == "wrong", texts });
        }
    }
    sentences
}

/// Each sentence on a page of its own, so that what is said of one is said at one file.
fn put(site: &SiteCase, at: usize, sentence: &Sentence) {
    for (index, (lang, title)) in LANGS.into_iter().enumerate() {
        let (kind, period) = sentence.place.split_once(' ').unwrap_or((&sentence.place, ""));
        let front = match kind {
            "page" => format!("title: {title}\nperiod: {period}\n"),
            _ => format!("title: {title}\n"),
        };
        let heading = HEADINGS.iter().find(|(of, _)| kind == "heading" && *of == period);
        let heading = heading.map(|(_, words)| format!("## {}\n\n", words[index]));
        let (heading, text) = (heading.unwrap_or_default(), &sentence.texts[index]);
        site.put(&page(at, lang), format!("---\n{front}---\n\n{heading}{text}\n"));
    }
}

fn page(at: usize, lang: &str) -> String {
    format!("content/pages/s{at}.{lang}.md")
}

#[test]
#[expect(clippy::print_stdout, reason = "this test is there to print")]
fn sentences_are_judged_against_the_ledger() {
    let site = SiteCase::copy_of(&repository(FOLDER));
    let sentences = sentences();
    let n_wrong = sentences.iter().filter(|sentence| sentence.is_wrong).count();
    assert_eq!((sentences.len(), n_wrong), (N_SENTENCES, N_SENTENCES / 2));
    sentences.iter().enumerate().for_each(|(at, sentence)| put(&site, at, sentence));

    let compiled = compile(&site.options()).expect("the site folder is readable");
    let problems = compiled.problems();
    let told = problems.iter().filter(|(_, found)| found.code == Code::FigureAgainstLedger);
    let place = |span| {
        let place = compiled.sources.place(span);
        place.split(':').next().unwrap_or_default().to_owned()
    };
    let told: BTreeSet<_> = told.filter_map(|(_, found)| Some(place(found.span?))).collect();
    let mut too_few = Vec::new();
    for (index, (lang, _)) in LANGS.into_iter().enumerate() {
        let is_misjudged = |(at, sentence): &(usize, &Sentence)| {
            told.contains(&page(*at, lang)) != sentence.is_wrong
        };
        let misjudged: Vec<_> = sentences.iter().enumerate().filter(is_misjudged).collect();
        let n_right = N_SENTENCES - misjudged.len();
        println!("{lang}: {n_right} of {N_SENTENCES} sentences judged rightly");
        for (_, sentence) in misjudged {
            let is = if sentence.is_wrong { "not found" } else { "false alarm" };
            println!("    {is}, {}: {}", sentence.place, sentence.texts[index]);
        }
        if n_right < LEAST_RIGHT {
            too_few.push(format!("{lang}: {n_right}"));
        }
    }
    assert!(too_few.is_empty(), "{too_few:?}");
}
