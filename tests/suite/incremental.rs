//! An edition that takes over what has not changed is the one that a fresh run makes.

use crate::site_case::{SiteCase, listing};
use jiff::civil::{Date, date};
use std::collections::BTreeMap;
use std::fs;
use wellspring::load::Changed;
use wellspring::options::BuildOptions;
use wellspring::render::render;
use wellspring::serve::Edition;

const N_STEPS: usize = 100;

/// What a file may hold; a file without any of it is not there. What stands first is right.
type Variants = (&'static str, &'static [&'static str]);

const SETTINGS: &[Variants] = &[
    (
        "content/site.yaml",
        &[
            "title: { zh: 区, en: District }\nlanguages:\n  zh: { tag: zh-Hans, name: 中文 }\n  en: { tag: en, name: English }\nas_of: 2030-06-30\neditions:\n  - { id: old, as_of: 2029-12-31, title: { zh: 旧, en: Old } }\ncurrency: CNY\ncategories:\n  - { id: major, name: { zh: 重点, en: Major } }\n",
            "title: { zh: 区, en: District }\nlanguages:\n  zh: { tag: zh-Hans, name: 中文 }\n  en: { tag: en, name: English }\nas_of: 2029-06-30\neditions:\n  - { id: older, as_of: 2029-01-31, title: { zh: 旧, en: Old } }\n  - { id: next, as_of: 2029-09-30, title: { zh: 新, en: New } }\ncurrency: CNY\nstages:\n  - { id: signed, name: { zh: 签, en: Signed } }\n",
            "title: {",
        ],
    ),
    (
        "themes/default/templates/404.html",
        &["{% extends \"base.html\" %}{% block main %}<p>gone</p>{% endblock %}\n", "{% if %}"],
    ),
    ("themes/default/assets/more.css", &["a{color:red}", "a{color:blue}"]),
    ("themes/default/strings/en.yaml", &["strings:\n  nav-home: Start\n"]),
    ("content/files/plan.txt", &["a", "b", "签约额２9亿元"]),
    ("content/archive/news.html", &["<p>签约<b>29</b>亿元</p>", "<p>签约28亿元</p>", "\u{fffd}"]),
];

const DATA: &[Variants] = &[
    (
        "content/data/sources.yaml",
        &[
            "- { id: report, title: { zh: 报告, en: Report }, published: 2030-06-30 }\n- { id: news, title: { zh: 新闻, en: News }, published: 2029-03-01 }\n",
            "- { id: report, title: { zh: 报告, en: Report }, published: 2030-05-30 }\n- { id: news, title: { zh: 新闻, en: The News }, published: 2030-09-01 }\n",
            "- { id: report, title: { zh: 报告, en: Report }, published: 2030-06-30, archive: files/plan.txt }\n- { id: news, title: { zh: 新闻, en: News }, published: 2029-03-01, archive: archive/news.html }\n",
            "- { id: report, title: { zh: 报告 } }\n",
        ],
    ),
    (
        "content/data/regions.yaml",
        &[
            "- { id: east, name: { zh: 东, en: East } }\n- { id: west, name: { zh: 西, en: West } }\n",
            // A character that nobody sees, which is told by file.
            "- { id: east, name: { zh: 东, en: Ea\u{200b}st } }\n- { id: west, name: { zh: 西, en: '[West](http://10.0.0.1/x)' } }\n",
        ],
    ),
    (
        "content/data/parks.yaml",
        &[
            "- { id: lake, name: { zh: 湖, en: Lake }, region: east }\n- { id: hill, name: { zh: 山, en: Hill } }\n",
            "- { id: lake, name: { zh: 湖, en: Lake Park }, region: east }\n- { id: hill, name: { zh: 山, en: Hill } }\n",
            "- { id: lake, name: { zh: 湖, en: Lake }, region: west }\n- { id: hill, name: { zh: 山, en: Hill } }\n",
        ],
    ),
    (
        "content/data/organizations.yaml",
        &[
            "- { id: acme, name: { zh: 甲, en: Acme }, summary: { zh: 见, en: '[solar](projects/solar.yaml)' } }\n",
            "- { id: acme, name: { zh: 甲, en: Acme Ltd }, park: lak }\n",
        ],
    ),
    (
        "content/data/indicators.yaml",
        &[
            "- { id: built, name: { zh: 建, en: Built }, unit: CNY, measure: { sum: investment, reaching: signed } }\n- { id: jobs, name: { zh: 岗, en: Jobs }, unit: person }\n",
            "- { id: built, name: { zh: 建, en: Built }, unit: CNY, measure: { sum: investment, reaching: signed } }\n- { id: jobs, name: { zh: 岗, en: New jobs }, unit: person }\n",
            "- { id: built, name: { zh: 建, en: Built }, unit: CNY }\n- { id: jobs, name: { zh: 岗, en: Jobs }, unit: '%' }\n",
        ],
    ),
    (
        "content/data/targets.yaml",
        &[
            "- { indicator: built, period: 2030, at_least: 100 亿元, source: news }\n- { indicator: jobs, period: 2030, at_least: 500 人, source: report }\n",
            "- { indicator: built, period: 2030, at_least: 90 亿元, source: { ref: news, quote: 签约29亿元 } }\n",
            "- { indicator: built, period: 2031, at_least: 90 亿元 }\n- { indicator: none, period: 2030, reach: 1 }\n",
        ],
    ),
    (
        "content/data/observations/a.yaml",
        &[
            "- { indicator: jobs, period: 2030-Q1, value: 100 人, source: news }\n- { indicator: jobs, period: 2030-Q2, value: 90 人, source: report }\n",
            "- { indicator: jobs, period: 2030-Q1, value: 110 人, source: news }\n- { indicator: jobs, period: 2030-Q2, value: 90 人, source: report, published: 2031-01-01 }\n",
        ],
    ),
    (
        "content/data/observations/b.yaml",
        &[
            "- { indicator: jobs, period: 2029, value: 70 人, source: news }\n",
            "- { indicator: jobs, period: 2030-Q1, value: 105 人, source: report }\n",
            "- { indicator: jobs, period: 2030-Q2, value: 95 人, source: report }\n",
            "- { indicator: jo }\n",
        ],
    ),
    (
        "content/data/events.yaml",
        &[
            "- { id: fair, title: { zh: 会, en: Fair }, date: 2030-02-03, projects: [solar, wind] }\n",
            "- { id: fair, title: { zh: 会, en: Big fair }, date: 2028-02-03, projects: [solr] }\n",
        ],
    ),
    (
        "content/data/terms.yaml",
        &[
            "- { id: mou, name: { zh: 备忘录, en: MoU }, definition: { zh: '文，{{ figure(of=\"built\", in=2030, kind=\"completion\") }}', en: 'A paper of {{ figure(of=\"built\", in=2030, kind=\"completion\") }}' } }\n",
        ],
    ),
];

const PAGES: &[Variants] = &[
    (
        "content/pages/story.en.md",
        &[
            "---\ntitle: Story\n---\n\n## Once\n\nSee [solar](../data/projects/solar.yaml) and [more](reports/q1.en.md#figures).\n",
            "---\ntitle: A story\nperiod: 2030-Q1\n---\n\nOnce jobs: 90 persons, RMB 6 billion.\n",
            "---\ntitle: A story\ndraft: true\n---\n\nOnce.\n",
            "---\ntitle: Story\n---\n\n{{ total(of=\"investment\", park=\"lake\") }}, {{ figure(of=\"jobs\", in=\"2030-Q1\") }}, {{ figure(project=\"solar\", field=\"investment\") }}\n\n{{ targets(period=2030) }}\n",
            "---\ntitle: Story\n---\n\n## Twice\n\n[nowhere](none.md) [dead](story.zh.md#gone)\n",
            "---\ntitel: Story\n---\n",
        ],
    ),
    (
        "content/pages/story.zh.md",
        &[
            "---\ntitle: 故事\n---\n\n## 从前\n\n见[一](story.en.md#once)。\n",
            "---\ntitle: 故事\nsource: news\nperiod: 2030-Q1\n---\n\n从前，岗90人，5亿元。\n",
        ],
    ),
    (
        "content/pages/reports/q1.en.md",
        &[
            "---\ntitle: Q1\ndate: 2030-04-01\n---\n\n## Figures\n\nMany.\n",
            "---\ntitle: Q1\ndate: 2031-04-01\n---\n\n## Figures\n\nMany.\n",
        ],
    ),
    ("content/pages/reports/q1.de.md", &["---\ntitle: Q1\n---\n"]),
];

const PROJECT: &[&str] = &[
    "name: { zh: 甲, en: Alpha }\npark: lake\ninvestment: 26 亿元\nmilestones:\n  - { stage: signed, date: 2030-01-05, source: news }\n  - { stage: started, source: report }\nsummary: { zh: 文, en: '[wind](wind.yaml) and [story](../../pages/story.en.md)' }\n",
    "name: { zh: 乙, en: Beta }\npark: hill\nregion: west\ninvestors: [acme]\ninvestment: 3 亿元\nmilestones:\n  - { stage: signed, date: 2029-01-05 }\nfacts:\n  - { label: { zh: 面积, en: Area }, value: 30 亩, source: report }\n",
    "# moved down\n\nname: { zh: 乙, en: Beta Two }\npark: hill\ncategories: major\nmilestones:\n  - { stage: signed, date: 2028-01-05, source: [news, report] }\n  - { text: { zh: 谈3次, en: Talks on 5 days }, planned: true }\n",
    "name: { zh: 丙 }\npark: lak\ninvestment: much\nmilestones:\n  - { stage: signd, date: 2030-13-01 }\n",
    "name: { zh: 丁, en: Delta }\nvisibility: internal\n",
    "name: { zh: 庚, en: Eta }\nsource: news\nfigures:\n  - { indicator: jobs, period: 2030-Q1, value: 12 人 }\ntargets: [{ indicator: jobs, period: 2030, at_least: 40 人 }]\n",
    "name: { zh: 庚, en: Eta }\nsource: report\nfigures:\n  - { indicator: jobs, period: 2030-Q1, value: 13 人 }\n  - { indicator: jobs, period: 2030-Q2, value: 4 亿元, where: { project: wind } }\n",
    "id: wind\nname: { zh: 戊, en: Epsilon }\n",
    "- { id: one, name: { zh: 一, en: One } }\n- { id: two, name: { zh: 二, en: Two } }\n- 3\n",
    "- { id: two, name: { zh: 二, en: Two } }\n- { id: one, name: { zh: 一, en: One } }\n- 3\n",
    "name: { zh: 己, en: Zeta\n",
    "",
    "\u{fffd}",
];

const PROJECTS: [&str; 5] = [
    "content/data/projects/both.yaml",
    "content/data/projects/hydro.yaml",
    "content/data/projects/more/tide.yaml",
    "content/data/projects/solar.yaml",
    "content/data/projects/wind.yaml",
];

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    /// A number below `n`.
    fn roll(&mut self, n: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % n
    }
}

/// Files of the site that are changed at random.
struct Edits {
    case: SiteCase,
    dice: Dice,
    changed: Changed,
}

impl Edits {
    fn new(seed: u64) -> Self {
        let case = SiteCase::empty();
        let files = SETTINGS[..1].iter().chain(DATA).chain(&PAGES[..3]);
        files.for_each(|(path, variants)| case.put(path, variants[0]));
        for path in ["solar", "wind"] {
            case.put(&format!("content/data/projects/{path}.yaml"), PROJECT[0]);
        }
        Self { case, dice: Dice(seed), changed: Changed::default() }
    }

    fn put(&mut self, path: &str, bytes: &[u8]) {
        self.case.put(path, bytes);
        self.changed.files.insert(path.to_owned());
    }

    fn remove(&mut self, path: &str) {
        let _ = fs::remove_file(self.case.root().join(path));
        self.changed.files.insert(path.to_owned());
    }

    /// Changes, adds, removes or renames a file.
    fn edit(&mut self) {
        match self.dice.roll(20) {
            0..9 => {
                let path = PROJECTS[self.dice.roll(PROJECTS.len())];
                self.vary(path, PROJECT);
            }
            9 => {
                let (from, to) = (self.dice.roll(PROJECTS.len()), self.dice.roll(PROJECTS.len()));
                if let Ok(bytes) = fs::read(self.case.root().join(PROJECTS[from])) {
                    self.remove(PROJECTS[from]);
                    self.put(PROJECTS[to], &bytes);
                }
            }
            10 => self.put("content/data/projects/solar.yaml", b"name: \xb8\xdf\n"),
            11..15 => self.vary_one(DATA),
            15..18 => self.vary_one(PAGES),
            _ => self.vary_one(SETTINGS),
        }
    }

    fn vary_one(&mut self, files: &[Variants]) {
        let (path, variants) = files[self.dice.roll(files.len())];
        self.vary(path, variants);
    }

    /// Mostly to what is right, so that most of the site is whole most of the time.
    fn vary(&mut self, path: &str, variants: &[&str]) {
        match self.dice.roll(8) {
            0 if path != "content/site.yaml" => self.remove(path),
            0..4 => self.put(path, variants[0].as_bytes()),
            _ => {
                let number = self.dice.roll(variants.len());
                self.put(path, variants[number].as_bytes());
            }
        }
    }
}

/// All that an edition says: its problems, and every page.
fn said(edition: &Edition) -> BTreeMap<String, String> {
    let mut said = BTreeMap::new();
    let compiled = match &edition.compiled {
        Ok(compiled) => compiled,
        Err(message) => return BTreeMap::from([("failure".to_owned(), message.clone())]),
    };
    said.insert("problems".to_owned(), listing(&compiled.sources, &edition.problems));
    let n_editions = compiled.site.as_ref().map_or(0, |site| site.earlier.len() + 1);
    for site in (0..n_editions).filter_map(|number| compiled.render_edition(number)) {
        for page in &site.plan.pages {
            let text = match render(&site, page) {
                // A workbook is no text; other bytes make another one all the same.
                Ok(bytes) => String::from_utf8(bytes)
                    .unwrap_or_else(|other| format!("{:?}", other.as_bytes())),
                Err(error) => format!("{error:?}"),
            };
            assert!(said.insert(page.path.clone(), text).is_none(), "{} twice", page.path);
        }
    }
    said
}

#[track_caller]
fn assert_same(one: &BTreeMap<String, String>, other: &BTreeMap<String, String>, step: &str) {
    for (path, text) in one {
        let other = other.get(path).map(String::as_str).unwrap_or_default();
        let first = text.lines().zip(other.lines()).find(|(one, other)| one != other);
        assert!(text == other, "{path} differs, first in {first:?}, {step}");
    }
    let more: Vec<_> = other.keys().filter(|path| !one.contains_key(*path)).collect();
    assert!(more.is_empty(), "{more:?} {step}");
}

/// Edits a site as it was known on a day, or else as it is.
fn check(seed: u64, as_of: Option<Date>) {
    let mut edits = Edits::new(seed);
    let options = BuildOptions { as_of, ..edits.case.options() };
    let mut edition = Edition::first(&options);
    assert_eq!(edition.n_errors(), 0);
    let mut n_new = 0;
    for step in 0..N_STEPS {
        for _ in 0..=edits.dice.roll(3) / 2 {
            edits.edit();
        }
        let changed = std::mem::take(&mut edits.changed);
        let next = Edition::next(&options, &edition, &changed);
        let fresh = said(&Edition::first(&options));
        let step = format!("after step {step} with seed {seed}: {:?}", changed.files);
        match next {
            Some(next) => {
                assert_same(&fresh, &said(&next), &step);
                edition = next;
                n_new += 1;
            }
            None => assert_same(&fresh, &said(&edition), &step),
        }
    }
    assert!(n_new > N_STEPS / 2, "{n_new}");
}

#[test]
fn an_edition_after_edits_is_that_of_a_fresh_run() {
    check(1, None);
}

#[test]
fn other_edits_come_out_right_too() {
    check(20_300_630, None);
}

#[test]
fn edits_of_what_is_not_known_yet_come_out_right() {
    check(7, Some(date(2030, 5, 31)));
}
