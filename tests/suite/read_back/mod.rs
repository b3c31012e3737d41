//! Random ledgers are built, and what their pages print is read and worked out again by a program
//! of its own: nothing that a page says may contradict what it says beside it, or its ledger.
//!
//! `READ_BACK_SITES=5000` tries more ledgers, `READ_BACK_SEED=17` that one alone.

mod compare;
mod delays;
pub(crate) mod exact;
mod judge;
pub(crate) mod ledger;
pub(crate) mod page;
pub(crate) mod reader;
mod tables;
pub(crate) mod words;

use compare::{Comparison, Faults};
use judge::Judge;
use ledger::{Case, Ledger, Target};
use page::Card;
use reader::Lang;
use std::collections::BTreeMap;
use std::fmt::Write;
use wellspring::compile::compile_loaded;
use wellspring::diag::{Severity, Sink};
use wellspring::load::Loaded;
use wellspring::options::BuildOptions;
use wellspring::render::render;

/// How many ledgers are tried; each has nine indicators with a target or two.
const N_SITES: u64 = 320;

/// How many contradictions are told.
const TOLD: usize = 12;

/// The pages of a site by their paths.
pub(crate) type Pages = BTreeMap<String, String>;

/// The files of a site by their paths.
type Files = BTreeMap<&'static str, String>;

/// Builds a ledger in memory and renders the pages that are asked for; it must have no errors.
pub(crate) fn build(
    ledger: &Ledger,
    is_meant: impl Fn(&str) -> bool,
) -> Result<Pages, Vec<String>> {
    build_files(ledger.seed, &ledger.files(), is_meant)
}

/// The same of files.
fn build_files(
    seed: u64,
    files: &Files,
    is_meant: impl Fn(&str) -> bool,
) -> Result<Pages, Vec<String>> {
    let mut loaded = Loaded::default();
    for (path, text) in files {
        loaded.sources.add(path, text);
        loaded.stamps.grow(loaded.sources.len());
    }
    let options = BuildOptions::new("");
    let compiled = compile_loaded(&options, loaded, None, None, Sink::default());
    let errors =
        compiled.problems().into_iter().filter(|(severity, _)| *severity == Severity::Error);
    let errors: Vec<_> = errors
        .map(|(_, error)| {
            let place = error.span.map(|span| {
                let file = compiled.sources.file(span.file);
                file.text[span.start as usize..].lines().next().unwrap_or_default().to_owned()
            });
            let (code, message) = (error.code.name(), error.message);
            format!("seed {seed}: {code}: {message} at {place:?}")
        })
        .collect();
    if !errors.is_empty() {
        return Err(errors);
    }
    let site = compiled.render_site().expect("it can be rendered");
    let pages = site.plan.pages.iter().filter(|page| is_meant(&page.path));
    // What is in workbooks is in the other files.
    let pages = pages.filter(|page| !page.path.ends_with(".xlsx"));
    let pages = pages.map(|page| {
        let Ok(bytes) = render(&site, page) else { panic!("{} cannot be rendered", page.path) };
        (page.path.to_string(), String::from_utf8(bytes).expect("is UTF-8"))
    });
    Ok(pages.collect())
}

/// Everything that contradicts itself in a site, each with what it can be replayed from.
fn contradictions(ledger: &Ledger) -> Vec<String> {
    let is_meant = |path: &str| {
        path.ends_with("/index.html")
            && (path.matches('/').count() == 1
                || path.contains("/targets/")
                || path.contains("/indicators/"))
    };
    let pages = match build(ledger, is_meant) {
        Ok(pages) => pages,
        Err(errors) => return errors,
    };
    let mut all = Vec::new();
    for lang in Lang::ALL {
        let site = Site { ledger, lang, pages: &pages };
        site.check(&mut all);
    }
    all
}

/// A site in one language.
struct Site<'s> {
    ledger: &'s Ledger,
    lang: Lang,
    pages: &'s Pages,
}

impl Site<'_> {
    fn page(&self, path: &str) -> Option<&str> {
        let path = format!("{}/{path}index.html", self.lang.code());
        self.pages.get(&path).map(String::as_str)
    }

    fn check(&self, all: &mut Vec<String>) {
        for (path, html) in self.pages.iter().filter(|(path, _)| path.starts_with(self.lang.code()))
        {
            if let Some(left) = page::left_braces(html) {
                all.push(format!("{path}: `{left}` (seed {})", self.ledger.seed));
            }
        }
        let mut shown = BTreeMap::new();
        for case in &self.ledger.cases {
            for target in &case.targets {
                let mut faults = Faults::new();
                if let Some(card) = self.target(case, target, &mut faults) {
                    shown.insert((case.id.clone(), target.period.slug()), card);
                }
                self.tell(case, &faults, all);
            }
            let mut faults = Faults::new();
            self.observations(case, &mut faults);
            self.tell(case, &faults, all);
        }
        let mut faults = Faults::new();
        self.rollups(&shown, &mut faults);
        self.home(&shown, &mut faults);
        all.extend(
            faults
                .into_iter()
                .map(|fault| format!("{fault} [{}, seed {}]", self.lang.code(), self.ledger.seed)),
        );
    }

    fn tell(&self, case: &Case, faults: &[String], all: &mut Vec<String>) {
        if !faults.is_empty() {
            let (lang, said) = (self.lang.code(), self.ledger.said_of(case));
            all.push(format!("{lang}: {}\n{said}", faults.join("\n    ")));
        }
    }

    /// A target on the page of its period, in its table there, and on the page of its indicator.
    fn target(&self, case: &Case, target: &Target, faults: &mut Faults) -> Option<Card> {
        let slug = target.period.slug();
        let html = self.page(&format!("targets/{slug}/")).unwrap_or_default();
        let is_it =
            |card: &Card| card.href.ends_with(&format!("indicators/{}/index.html", case.id));
        let Some(card) = page::cards(html).into_iter().find(is_it) else {
            faults.push(format!("the target of {slug} is not shown"));
            return None;
        };
        let judge = Judge::new(self.ledger, case, target);
        Comparison { judge: &judge, lang: self.lang, card: &card, faults }.run();
        self.table_row(html, case, &card, faults);
        let html = self.page(&format!("indicators/{}/", case.id)).unwrap_or_default();
        let is_it = |card: &Card| card.href.ends_with(&format!("targets/{slug}/index.html"));
        match page::cards(html).into_iter().find(is_it) {
            None => faults.push(format!("its own page does not show the target of {slug}")),
            Some(again) => {
                // A row of what is open says less than its own page.
                let is_open = tables::is_missing(&card.result);
                let same = (again.result == card.result)
                    && again.status == card.status
                    && (is_open || again.measures == card.measures)
                    && (is_open || again.sentences == card.sentences);
                if !same {
                    faults.push(format!("its own page says {again:?}, its period's {card:?}"));
                }
            }
        }
        Some(card)
    }

    fn table_row(&self, html: &str, case: &Case, card: &Card, faults: &mut Faults) {
        // A few targets are shown each, and in no table.
        let Some(table) = page::table(html, "table-targets") else { return };
        let name = format!("indicators/{}/index.html", case.id);
        let row = table.rows.iter().find(|row| row[0].1.contains(&name));
        let Some(row) = row else { return faults.push("it is not in the table".to_owned()) };
        let label = |pair: [&'static str; 2]| self.lang.of(pair[0], pair[1]);
        let shares = words::SHARES.iter().find_map(|pair| card.measure(label(*pair)));
        let text = |key: &str| {
            let text = page::plain(page::cell(row, key)?);
            Some(text).filter(|text| !tables::is_missing(text))
        };
        let pairs = [
            ("target", card.measure(label(words::TARGET))),
            ("result", Some(&*card.result).filter(|text| !tables::is_missing(text))),
            ("completion", shares),
            ("planned", card.measure(label(words::PLANNED))),
            ("pace", card.measure(label(words::PACE))),
            ("status", Some(&*card.status)),
        ];
        for (key, said) in pairs {
            let found = text(key);
            if found.as_deref() != said {
                faults.push(format!("{key}: {found:?} in the table, {said:?} above it"));
            }
        }
    }

    /// Every result of the ledger is in the table of its indicator, with all its digits.
    fn observations(&self, case: &Case, faults: &mut Faults) {
        let html = self.page(&format!("indicators/{}/", case.id)).unwrap_or_default();
        let table = page::table(html, "table-observations").unwrap_or_default();
        let column = table.units.iter().find(|(key, _)| key == "value");
        let column = column.map_or("", |(_, unit)| unit);
        let cells = table.rows.iter().filter_map(|row| page::cell(row, "value"));
        let figures: Vec<_> = cells
            .map(|cell| {
                let said = tables::said(self.lang, cell, column, &[case.unit]);
                (said.map(|(figure, _)| figure), page::plain(cell))
            })
            .collect();
        for found in &case.observations {
            let is_some_over = found.value.relation == exact::Relation::SomeOver;
            let span = found.value.span();
            let is_it =
                |figure: reader::Figure| compare::is_said(self.lang, figure, span, is_some_over);
            if !figures.iter().any(|(figure, _)| figure.is_some_and(is_it)) {
                let said: Vec<_> = figures.iter().map(|(_, text)| text).collect();
                faults.push(format!("{} is not in {said:?} ({column})", found.value.yaml()));
            }
        }
    }

    /// The counts of statuses, from the statuses that the pages show.
    fn rollups(&self, shown: &BTreeMap<(String, String), Card>, faults: &mut Faults) {
        let mut by_period: BTreeMap<&str, Vec<(&str, &Card)>> = BTreeMap::new();
        for ((id, slug), card) in shown {
            by_period.entry(slug).or_default().push((id, card));
        }
        for (slug, cards) in by_period {
            let html = self.page(&format!("targets/{slug}/")).unwrap_or_default();
            let said = page::between(html, "<p class=\"rollup\">", "</p>").unwrap_or_default();
            self.rollup(&crate::page_text::text_of(said), slug, &cards, faults);
        }
    }

    fn rollup(&self, said: &str, slug: &str, cards: &[(&str, &Card)], faults: &mut Faults) {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (id, _) in cards {
            let case = self.ledger.cases.iter().find(|case| case.id == *id).expect("it is shown");
            let target = case.targets.iter().find(|target| target.period.slug() == slug);
            let judge = Judge::new(self.ledger, case, target.expect("it is shown"));
            *counts.entry(judge.expected()).or_default() += 1;
        }
        let n = cards.len();
        let whole = match (self.lang, n) {
            (Lang::En, 1) => "1 target: ".to_owned(),
            (Lang::En, n) => format!("{n} targets: "),
            (Lang::Zh, n) => format!("目标{n}项："),
        };
        let mut expected: Vec<_> =
            counts.iter().map(|(key, n)| words::counted(self.lang, key, *n)).collect();
        let mut found: Vec<_> = said
            .strip_prefix(&whole)
            .unwrap_or_default()
            .split(self.lang.of(", ", "，"))
            .map(str::to_owned)
            .collect();
        expected.sort();
        found.sort();
        if found != expected {
            faults.push(format!("{slug}: `{said}` where {expected:?} follow"));
        }
    }

    /// The home page says what the page of its period says.
    fn home(&self, shown: &BTreeMap<(String, String), Card>, faults: &mut Faults) {
        let html = self.page("").expect("there is a home page");
        let main = crate::page_text::inside_of_main(html);
        let slug = page::all_between(main, "href=\"targets/", "/index.html").first().copied();
        let Some(slug) = slug else { return };
        let known = |href: &str| {
            let id = page::between(href, "indicators/", "/")?;
            shown.get(&(id.to_owned(), slug.to_owned()))
        };
        let cards = page::cards(main);
        for card in &cards {
            let is_same = known(&card.href).is_some_and(|known| {
                known.status == card.status
                    && known.result == card.result
                    && known.measures == card.measures
                    && known.sentences == card.sentences
            });
            if !is_same {
                faults.push(format!("the home page has {card:?} at {slug}"));
            }
        }
        for row in page::rows(main) {
            let label = |pair: [&'static str; 2]| self.lang.of(pair[0], pair[1]);
            let is_same = known(&row.href).is_some_and(|known| {
                let share = words::SHARES.iter().find_map(|pair| known.measure(label(*pair)));
                known.status == row.status
                    && known.result == row.result
                    && known.measure(label(words::TARGET)) == Some(&row.target)
                    && row.completion.as_deref() == share
            });
            if !is_same {
                faults.push(format!("the home page has {row:?} at {slug}"));
            }
        }
        let of_period = shown.iter().filter(|((_, of), _)| of == slug).map(|(_, card)| card);
        self.headline(main, &of_period.collect::<Vec<_>>(), faults);
    }

    /// Every percentage of the answer is one of a target of the period.
    fn headline(&self, main: &str, cards: &[&Card], faults: &mut Faults) {
        let said = page::between(main, "<header class=\"answer\">", "</h1>");
        let Some(said) = said.map(crate::page_text::text_of) else { return };
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | '%' | '−');
        let percentages = said.split(|c| !is_part(c)).filter(|part| part.ends_with('%'));
        for one in percentages {
            let has_it = |card: &&Card| {
                let measures = card.measures.iter().map(|(_, value)| value);
                card.sentences.iter().chain(measures).any(|text| text.contains(one))
            };
            if !cards.iter().any(has_it) {
                faults.push(format!("the answer `{said}` has {one}, which no target has"));
            }
        }
    }
}

/// Tries ledgers on as many threads as there are processors and tells what was found.
pub(crate) fn try_all(n_sites: u64, check: impl Fn(&Ledger) -> Vec<String> + Sync) {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let seeds = match number("READ_BACK_SEED") {
        Some(seed) => seed..seed + 1,
        None => 1..number("READ_BACK_SITES").unwrap_or(n_sites) + 1,
    };
    let n_threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get) as u64;
    let one_in = |thread: u64| {
        let mine = seeds.clone().filter(move |seed| seed % n_threads == thread);
        mine.map(Ledger::random).flat_map(|ledger| check(&ledger)).collect::<Vec<_>>()
    };
    let found: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> =
            (0..n_threads).map(|thread| scope.spawn(move || one_in(thread))).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("it ends")).collect()
    });
    let mut told = String::new();
    for one in found.iter().take(number("READ_BACK_TOLD").map_or(TOLD, |n| n as usize)) {
        let _ = writeln!(told, "{one}");
    }
    assert!(found.is_empty(), "{} contradictions, of which the first:\n{told}", found.len());
}

#[test]
fn what_pages_print_follows_from_what_they_print() {
    try_all(N_SITES, contradictions);
}

/// The ledgers have targets enough, and every status that a target can have.
#[test]
fn the_ledgers_have_targets_of_every_status() {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for ledger in (1..=N_SITES).map(Ledger::random) {
        for case in &ledger.cases {
            for target in &case.targets {
                *counts.entry(Judge::new(&ledger, case, target).expected()).or_default() += 1;
            }
        }
    }
    let rare: Vec<_> = words::keys().filter(|key| !counts.contains_key(key)).collect();
    assert!(rare.is_empty(), "never {rare:?}: {counts:?}");
    assert!(counts.values().sum::<usize>() >= 2000, "{counts:?}");
}
