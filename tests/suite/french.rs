//! French as a built-in language: its figures and dates, the spaces of its print, a site.

use crate::accept::assert_none;
use crate::figures::locale;
use crate::file_tree::repository;
use crate::page_text::{inside_of_main, text_of};
use crate::site_case::{SiteCase, page};
use crate::tables::check_tables;
use crate::values::{number, period};
use wellspring::diag::Sink;
use wellspring::locale::{Expect, Lexicon, PeriodStyle};
use wellspring::parse::node::{Node, NodeKind};
use wellspring::parse::yaml::parse_yaml;
use wellspring::source::FileId;
use wellspring::value::{Period, Quantity, Relation, Units};

const SITE: &str = "tests/cases/french-site";

/// A text with its no-break spaces as spaces.
fn spaced(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn figures_and_periods_are_printed_and_read() {
    let (units, french) = (Units::builtin(), locale("fr"));
    let lexicon = Lexicon::new([&french], &units);
    let printed = |cells: &[&str]| {
        let named = Relation::all().find(|(name, _)| *name == cells[0]);
        let quantity = Quantity {
            relation: named.expect("a relation").1,
            number: number(cells[1]),
            upper: (cells[2] != "-").then(|| number(cells[2])),
            unit: units.unit(cells[3]),
        };
        spaced(&french.quantity(&quantity, &units))
    };
    let value = |cells: &[&str]| match Quantity::parse(cells[0], &lexicon, Expect::Any) {
        Ok(read) => {
            let base = read.base_value(&units).expect("below the limit");
            let unit = read.unit.map_or("-", |unit| units.name(unit));
            format!("{} {} {unit}", read.relation.name(), base.normalize())
        }
        Err(error) => error.message,
    };
    let read = |cells: &[&str]| match Period::parse(cells[0], &lexicon) {
        Ok(period) => period.to_string(),
        Err(error) => error.message,
    };
    let in_style = |style, cells: &[&str]| spaced(&french.period(period(cells[0]), style));
    check_tables(
        "locale/french",
        &[
            ("printed", &printed),
            ("prose", &|cells| in_style(PeriodStyle::Prose, cells)),
            ("short", &|cells| in_style(PeriodStyle::Short, cells)),
            ("value", &value),
            ("read", &read),
        ],
    );
}

/// Every text of a mapping of interface strings.
fn texts<'n>(node: &'n Node, found: &mut Vec<&'n str>) {
    match &node.kind {
        NodeKind::Scalar(scalar) => found.push(&scalar.text),
        NodeKind::Mapping(entries) => entries.iter().for_each(|(_, form)| texts(form, found)),
        _ => {}
    }
}

/// Before a high mark a narrow space that breaks no line, the same inside of guillemets, and one
/// of usual width before the sign of percent.
#[test]
fn the_strings_have_the_spaces_of_french_print() {
    let path = repository("themes/default/strings/fr.yaml");
    let text = std::fs::read_to_string(path).expect("is there");
    let node = parse_yaml(FileId::new(0), &text, &mut Sink::default()).node.expect("well-formed");
    let mut found = Vec::new();
    texts(node.get("strings").expect("has strings"), &mut found);
    assert!(found.len() > 1100, "{} texts", found.len());
    let is_wrong = |text: &&str| {
        let before = |at: usize| text[..at].chars().next_back();
        let mut marks = text.char_indices();
        text.contains('\'')
            || text.contains("« ")
            || marks.any(|(at, mark)| match mark {
                // A ratio such as 4,5:1 has none.
                ';' | '!' | '?' | '»' => before(at) != Some('\u{202f}'),
                ':' => !matches!(before(at), Some('\u{202f}' | '0'..='9')),
                '%' => before(at) != Some('\u{a0}'),
                _ => false,
            })
    };
    let wrong: Vec<_> = found.into_iter().filter(is_wrong).map(str::to_owned).collect();
    assert_none(&wrong);
}

#[test]
fn a_site_in_french_needs_no_file_of_its_own() {
    let site = SiteCase::copy_of(&repository(SITE));
    let built = site.build_clean();
    let text = spaced(&text_of(inside_of_main(page(&built, "fr/projects/plant/index.html"))));
    for words in ["Usine d'exemple", "1,25 milliard de yuans", "500 MW", "1er mars 2030", "Signé"]
    {
        assert!(text.contains(words), "`{words}` is missing in: {text}");
    }
    let targets = text_of(inside_of_main(page(&built, "fr/targets/2030/index.html")));
    let targets = spaced(&targets);
    for words in ["au moins 30 projets", "12 projets", "40,0 %", "31 mars 2030", "En avance"] {
        assert!(targets.contains(words), "`{words}` is missing in: {targets}");
    }
}

#[test]
fn its_figures_are_compared_with_those_of_other_languages() {
    let site = SiteCase::copy_of(&repository(SITE));
    let page = "content/pages/report.fr.md";
    let text = std::fs::read_to_string(site.root().join(page)).expect("is there");
    site.put(page, text.replace("1,25 milliard", "12,5 milliards"));
    let problems = site.problems();
    assert!(problems.contains("error[figure-differs]"), "{problems}");
    assert_eq!(problems.matches("error[").count(), 1, "{problems}");
}
