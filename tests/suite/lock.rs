//! `wellspring lock`: what it writes, and what it holds editions to.

use crate::program::wellspring;
use crate::site_case::SiteCase;
use std::fs;

const SITE: &str = "title: { en: Example }\nlanguages: { en: { tag: en, name: English } }\n\
    as_of: 2031-04-15\ncurrency: CNY\nlevels: { missing-source: allow }\neditions:\n  \
    - { id: annual, as_of: 2031-01-31, title: { en: Annual report } }\n  \
    - { id: spring, as_of: 2031-04-15, title: { en: Spring report } }\n";

fn put_value(site: &SiteCase, value: &str) {
    let row = format!("- {{ indicator: signed, period: 2030, value: {value} }}\n");
    site.put("content/data/observations.yaml", row);
}

#[test]
fn a_kept_edition_changes_only_by_a_correction() {
    let site = SiteCase::in_memory();
    site.put("content/site.yaml", SITE);
    let indicators = "- { id: signed, name: { en: Signed }, unit: CNY }\n";
    site.put("content/data/indicators.yaml", indicators);
    put_value(&site, "CNY 29 billion");
    let lock = site.root().join("content/editions.lock");
    let run = wellspring(site.root(), &["lock", "annual"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let kept = fs::read_to_string(&lock).expect("is written");
    let line = "edition annual 2031-01-31\nkeeps-conversions\n\
        result signed 2030 = exactly 29000000000 CNY\n";
    assert!(kept.ends_with(line), "{kept}");
    assert_eq!(wellspring(site.root(), &["check"]).code, 0);

    put_value(&site, "CNY 28 billion");
    let run = wellspring(site.root(), &["build"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("error[edition-changed]"), "{}", run.stderr);
    // What is kept stays, and nothing wrong is kept beside it.
    let run = wellspring(site.root(), &["lock"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert_eq!(fs::read_to_string(&lock).expect("is there"), kept);

    let correction = "- { edition: annual, indicator: signed, period: 2030, to: CNY 28 billion, \
        date: 2031-03-02, reason: Counted twice }\n";
    site.put("content/data/corrections.yaml", correction);
    let run = wellspring(site.root(), &["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let page = site.root().join("output/en/corrections/index.html");
    assert!(fs::read_to_string(page).expect("is there").contains("Counted twice"));
    let run = wellspring(site.root(), &["lock"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let both = fs::read_to_string(&lock).expect("is there");
    assert!(both.starts_with(&kept) && both.contains("edition spring 2031-04-15\n"), "{both}");
    let run = wellspring(site.root(), &["lock"]);
    assert!(run.code == 0 && run.stderr.contains("nothing to keep"), "{}", run.stderr);
    let run = wellspring(site.root(), &["lock", "autumn"]);
    assert!(run.code == 2 && run.stderr.contains("no edition `autumn`"), "{}", run.stderr);
}

#[test]
fn what_an_amount_counts_as_is_kept() {
    let site = SiteCase::in_memory();
    site.put("content/site.yaml", SITE);
    let put = |converted: &str| {
        let investment = format!("{{ value: US$100 million, converted: {converted} }}");
        let row = format!("- {{ id: dairy, name: {{ en: Dairy }}, investment: {investment} }}\n");
        site.put("content/data/projects.yaml", row);
    };
    put("CNY 710 million");
    assert_eq!(wellspring(site.root(), &["lock"]).code, 0);
    let lock = site.root().join("content/editions.lock");
    let kept = fs::read_to_string(&lock).expect("is written");
    assert_eq!(kept.matches("conversion dairy = exactly 710000000 CNY\n").count(), 2, "{kept}");
    assert_eq!(wellspring(site.root(), &["check"]).code, 0);

    put("CNY 810 million");
    let run = wellspring(site.root(), &["check"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    let said = "with `710000000 CNY` as the conversion dairy, and would now say `810000000 CNY`";
    assert!(run.stderr.contains(said), "{}", run.stderr);

    let row = |edition: &str| {
        format!(
            "- {{ edition: {edition}, project: dairy, to: CNY 810 million, date: 2031-03-02, \
             reason: The rate }}\n"
        )
    };
    site.put("content/data/corrections.yaml", row("annual") + &row("spring"));
    let run = wellspring(site.root(), &["check"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}
