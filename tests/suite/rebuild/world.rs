//! A small site that can be written out at any time.

use std::collections::BTreeMap;

/// Numbers that look random and are the same in every run (`SplitMix64`).
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % n as u64).expect("is below a usize")
    }

    pub(super) fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    pub(super) fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

/// A project of the ledger.
#[expect(clippy::struct_excessive_bools, reason = "each is a field or a way of writing it")]
#[derive(Debug, Clone)]
pub(super) struct Project {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) park: Option<usize>,
    pub(super) region: Option<usize>,
    pub(super) industries: Vec<usize>,
    pub(super) investor: Option<usize>,
    /// The number of its programme, which was made before it.
    pub(super) programme: Option<usize>,
    /// Its own number.
    pub(super) made: usize,
    pub(super) is_strategic: bool,
    pub(super) investment: Option<usize>,
    /// Stage, year and month.
    pub(super) milestones: Vec<(usize, usize, usize)>,
    pub(super) summary: Option<String>,
    /// What was spent in 2027 as it says in Chinese and in English.
    pub(super) said: Option<(usize, usize)>,
    pub(super) is_internal: bool,
    /// In a file of its own, or in the list.
    pub(super) is_alone: bool,
    /// In braces on one line.
    pub(super) is_flow: bool,
}

pub(super) const STAGES: [&str; 5] = ["signed", "approved", "started", "completed", "operating"];
pub(super) const PARKS: [&str; 3] = ["harbour", "airport", "hill"];
pub(super) const REGIONS: [&str; 2] = ["east", "west"];
pub(super) const INDUSTRIES: [&str; 3] = ["drones", "paper", "tea"];
pub(super) const PARTIES: [&str; 2] = ["works", "bank"];

/// The site: its ledger as values, everything else as texts.
pub(super) struct World {
    pub(super) projects: Vec<Project>,
    /// Every other file of the site folder.
    pub(super) files: BTreeMap<String, String>,
    /// What was chosen in each of [`RECORDS`].
    pub(super) chosen: Vec<Vec<usize>>,
    /// A record of the list leads to another by an anchor.
    pub(super) has_anchor: bool,
    n_made: usize,
}

impl World {
    pub(super) fn new(dice: &mut Dice) -> Self {
        let files = BASE.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
        let files = files.collect();
        let chosen = RECORDS.iter().map(|(_, text)| choices(text).map(|_| 0).collect()).collect();
        let projects = Vec::new();
        let mut world = Self { projects, files, chosen, has_anchor: false, n_made: 0 };
        for _ in 0..7 {
            world.add_project(dice);
        }
        world
    }

    pub(super) fn add_project(&mut self, dice: &mut Dice) {
        self.n_made += 1;
        let n = self.n_made;
        let mut some = |all: usize| (!dice.one_in(4)).then(|| dice.below(all));
        let project = Project {
            id: format!("p{n}"),
            name: format!("{} {n}", ["Alder", "Birch", "Cedar"][n % 3]),
            park: some(PARKS.len()),
            region: some(REGIONS.len()),
            industries: some(INDUSTRIES.len()).into_iter().collect(),
            investor: some(PARTIES.len()),
            programme: some(n),
            made: n,
            investment: some(90),
            is_strategic: dice.one_in(2),
            milestones: (0..=dice.below(3))
                .map(|stage| (stage, 2028, 1 + stage + dice.below(2)))
                .collect(),
            summary: None,
            said: None,
            is_internal: false,
            is_alone: dice.one_in(2),
            is_flow: dice.one_in(2),
        };
        let place = dice.below(self.projects.len() + 1);
        self.projects.insert(place, project);
    }

    /// Every file of the site folder.
    pub(super) fn written(&self) -> BTreeMap<String, String> {
        let mut files = self.files.clone();
        let mut list = String::from("# The list.\n");
        for (number, project) in self.projects.iter().enumerate() {
            let fields = self.fields(project);
            if project.is_alone {
                let lines: String = fields.iter().map(|field| format!("{field}\n")).collect();
                let path = format!("content/data/projects/{}.yaml", project.id);
                files.insert(path, lines);
            } else if project.is_flow && project.summary.is_none() {
                list.push_str(&format!("- {{ id: {}, {} }}\n", project.id, fields.join(", ")));
            } else {
                let anchor = match (self.has_anchor, number % 2) {
                    (true, 0) => "\n  note: &shared a note that two records have".to_owned(),
                    _ => String::new(),
                };
                list.push_str(&format!(
                    "- id: {}{anchor}\n  {}\n",
                    project.id,
                    fields.join("\n  ")
                ));
            }
        }
        files.entry("content/data/projects.yaml".to_owned()).or_insert(list);
        for ((path, text), chosen) in RECORDS.iter().zip(&self.chosen) {
            files.entry((*path).to_owned()).or_insert(as_chosen(text, chosen));
        }
        files
    }

    fn fields(&self, project: &Project) -> Vec<String> {
        let name = &project.name;
        let mut fields = vec![format!("name: {{ zh: 项目{name}, en: Project {name} }}")];
        if let Some(park) = project.park {
            fields.push(format!("park: {}", PARKS[park]));
        }
        if let Some(region) = project.region {
            fields.push(format!("region: {}", REGIONS[region]));
        }
        let industries: Vec<_> = project.industries.iter().map(|one| INDUSTRIES[*one]).collect();
        if !industries.is_empty() {
            fields.push(format!("industries: [{}]", industries.join(", ")));
        }
        if let Some(investor) = project.investor {
            fields.push(format!("investors: [{}]", PARTIES[investor]));
        }
        if let Some(investment) = project.investment {
            fields.push(format!("investment: {investment}.5 亿元"));
            if investment % 4 == 0 {
                fields.push("source: late".to_owned());
            }
            if investment % 3 == 0 {
                let own = if investment % 4 == 0 { "" } else { ", source: report" };
                fields.push(format!(
                    "figures: [{{ indicator: spent, period: 2028, value: {investment} 亿元{own} }}]"
                ));
            }
        }
        let programme = project.programme.filter(|one| *one < project.made);
        if self.projects.iter().any(|other| Some(other.made) == programme) {
            fields.push(format!("parent: p{}", programme.unwrap_or_default()));
        }
        if let Some((chinese, english)) = project.said {
            fields.push(format!(
                "facts: [{{ label: {{ zh: 说, en: Said }}, text: {{ zh: '2027年投入额{chinese}亿元。', en: 'In 2027, Spent RMB {english} billion.' }}, source: report }}]"
            ));
        }
        if project.is_strategic {
            fields.push("categories: [strategic]".to_owned());
        }
        if project.is_internal {
            fields.push("visibility: internal".to_owned());
        }
        let milestones = project.milestones.iter().map(|(stage, year, month)| {
            let source = if month % 3 == 0 { "late" } else { "report" };
            format!("{{ stage: {}, date: {year}-{month:02}, source: {source} }}", STAGES[*stage])
        });
        let milestones: Vec<_> = milestones.collect();
        if !milestones.is_empty() {
            fields.push(format!("milestones: [{}]", milestones.join(", ")));
        }
        if let Some(summary) = &project.summary {
            let space = if project.is_alone { "" } else { "  " };
            fields.push(format!(
                "summary:\n{space}  zh: |\n{space}    {summary}\n{space}  en: |+\n{space}    {summary}\n"
            ));
        }
        fields
    }
}

/// The choices of a text, each with its words.
pub(super) fn choices(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.split('‹').skip(1).map(|rest| {
        let (words, _) = rest.split_once('›').expect("a choice ends");
        words.split('¦').collect()
    })
}

/// A text as it reads when the word with that number is chosen each time.
fn as_chosen(text: &str, chosen: &[usize]) -> String {
    let mut parts = text.split('‹');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for (rest, number) in parts.zip(chosen) {
        let (words, after) = rest.split_once('›').expect("a choice ends");
        out.push_str(words.split('¦').nth(*number).expect("is one of them"));
        out.push_str(after);
    }
    out
}

/// Records of all kinds but projects, where one word may be chosen for another: `‹one¦other›`.
pub(super) const RECORDS: [(&str, &str); 16] = [
    (
        "content/data/sources.yaml",
        "- { id: report, title: { zh: 报告, en: ‹Report¦The Report› }, published: ‹2028-01-01¦2028-01-01¦2027-01-01¦2029-01-01›‹¦, archive: archive/report.txt› }\n\
         - { id: late, title: { zh: 后报, en: ‹Late Report¦Later Report› }, published: 2029-06-01 }\n\
         - { id: sheet, title: { zh: 表, en: ‹Sheet¦Table› }, source: ‹report¦late› }\n",
    ),
    (
        "content/data/regions.yaml",
        "- { id: east, name: { zh: 东, en: ‹East¦Far East› }‹¦, parent: west› }\n\
         - { id: west, name: { zh: 西, en: West }, summary: { zh: 西, en: ‹A region¦One region› } }\n",
    ),
    (
        "content/data/parks.yaml",
        "- { id: harbour, name: { zh: 港, en: ‹Harbour¦Port¦Aport› }, region: ‹east¦west› }\n\
         - { id: airport, name: { zh: 机场, en: Airport }, region: west‹¦, source: late› }\n\
         - id: hill\n  name: { zh: 山, en: Hill }\n  summary: { zh: '‹山¦{{ total(of=\"projects\") }}个›', en: '‹Up¦Above [it](projects.yaml)›' }\n",
    ),
    (
        "content/data/industries.yaml",
        "- { id: drones, name: { zh: 无人机, en: ‹Drones¦Aircraft› } }\n\
         - { id: paper, name: { zh: 纸, en: Paper }‹¦, parent: tea› }\n\
         - { id: tea, name: { zh: 茶, en: Tea }, summary: { zh: '共{{ total(of=\"investment\", industry=\"tea\") }}', en: '‹Leaves¦Green leaves›, {{ total(of=\"investment\", industry=\"tea\") }}' } }\n",
    ),
    (
        "content/data/organizations.yaml",
        "- { id: works, name: { zh: 厂, en: ‹Works¦Old Works¦Awful Works› }, kind: ‹company¦other› }\n\
         - { id: bank, name: { zh: 银行, en: Bank }, kind: company‹¦, source: late› }\n\
         - { id: mill, name: { zh: 磨, en: ‹Mill¦Windmill› }, kind: company, summary: { zh: 磨, en: ‹It mills¦It milled› } }\n",
    ),
    (
        "content/data/indicators.yaml",
        "- { id: signed, name: { zh: 签约额, en: ‹Signed¦Contracts› }, unit: CNY, measure: { sum: investment, reaching: ‹signed¦approved›‹¦, where: { region: west }› } }\n\
         - { id: spent, name: { zh: 投入额, en: Spent }, unit: CNY, weight: ‹5¦7¦3› }\n\
         - { id: jobs, name: { zh: 岗位, en: ‹Jobs¦Posts› }, unit: ‹person¦person¦household›, kind: ‹level¦cumulative›, weight: ‹6¦4›, group: { zh: 人, en: ‹People¦Staff› } }\n\
         - { id: laid, name: { zh: 合计, en: Laid out }, unit: CNY, measure: { sum: { figure: spent }‹¦, where: { park: hill }› } }\n",
    ),
    (
        "content/data/observations.yaml",
        "- { id: o1, indicator: spent, period: ‹2027¦2026›, value: ‹100¦110¦120› 亿元, source: ‹report¦late› }\n\
         ‹¦- { id: o2, indicator: spent, period: 2027, value: 130 亿元, source: late }\n›\
         - { id: o3, indicator: jobs, period: 2028, value: ‹900¦950¦1000›, source: report‹¦, status: preliminary›‹¦, parts: { park: complete }› }\n\
         - { id: o4, indicator: jobs, period: 2028, value: ‹500¦520›, where: { park: ‹harbour¦airport› }, source: report }\n\
         - { id: o5, indicator: jobs, period: 2028, value: ‹300¦310›, where: { sex: ‹female¦male› }, source: ‹report¦late› }\n\
         - { id: o6, indicator: jobs, period: 2027, value: ‹800¦850›, source: report, note: { zh: 注, en: ‹A note¦Another note› } }\n\
         - { id: o7, indicator: signed, period: 2028, value: ‹900¦950› 亿元, source: report }\n\
         - { id: o8, indicator: jobs, period: 2030, value: ‹990¦995›, status: forecast, source: report }\n",
    ),
    (
        "content/data/targets.yaml",
        "- { id: t1, indicator: signed, period: ‹2029¦2028›, at_least: ‹100¦120› 亿元, source: report }\n\
         - { id: t2, indicator: jobs, period: 2029, at_least: ‹1000¦1100›, source: ‹report¦late› }\n\
         - { id: t3, indicator: jobs, period: 2028, at_least: ‹400¦600›, where: { park: ‹harbour¦hill› }, source: report }\n\
         - { id: t4, indicator: spent, period: 2027, at_most: ‹105¦125› 亿元, source: report‹¦, scope: { zh: 确保, en: to be ensured }› }\n",
    ),
    (
        "content/data/events.yaml",
        "- { id: fair, title: { zh: 会, en: ‹Fair¦Market› }, date: ‹2028-03¦2027-03¦2028-09›, park: ‹hill¦harbour›, source: report }\n\
         - { id: visit, title: { zh: 访, en: Visit }, date: 2028-02-0‹1¦2›, region: ‹east¦west›, participants: [‹works¦bank¦mill›], source: ‹report¦late› }\n\
         ‹¦- { id: opening, title: { zh: 开, en: Opening }, source: late, summary: { zh: 开, en: Doors } }\n¦- { id: opening, title: { zh: 开, en: Opening }, source: late, summary: { zh: 开, en: Gates } }\n›",
    ),
    (
        "content/data/documents.yaml",
        "- { id: plan, title: { zh: 规划, en: ‹Plan¦Draft plan› }, kind: ‹plan¦policy›, source: { ref: report, quote: 签约‹1¦2›家 }, summary: { zh: 见, en: '‹See¦Look at› [it](targets.yaml)' } }\n\
         - { id: rules, title: { zh: 规则, en: Rules }, issuer: ‹works¦bank›, source: ‹report¦late› }\n",
    ),
    (
        "content/data/terms.yaml",
        "- { id: lot, name: { zh: 地块, en: ‹lot¦plot¦Text› }, definition: { zh: 一块地, en: ‹A piece of land¦Some land› } }\n\
         - { id: leaf, definition: { zh: 叶子, en: ‹Of a tree¦Of tea› }, note: { zh: 注, en: ‹A word¦One word› } }\n",
    ),
    (
        "content/data/corrections.yaml",
        "‹¦- { id: c1, edition: half, indicator: spent, period: 2027, to: 100 亿元, date: 2028-07, reason: { zh: 误, en: A slip } }\n¦- { id: c1, edition: half, indicator: spent, period: 2027, to: 100 亿元, date: 2028-07, reason: { zh: 误, en: A mistake } }\n›",
    ),
    (
        "content/data/more.csv",
        "id,zh,en,source\nleaf,叶,‹Leaves¦Text›,report\nshop,店,‹shop¦store›,‹report¦late›\n",
    ),
    (
        "content/data/more.mapping.yaml",
        "sheets:\n  - collection: terms\n    each: { note: { zh: 注, en: ‹A word¦One word› } }\n    columns: { id: id, zh: name.zh, en: name.en, source: source }\n",
    ),
    (
        "content/pages/figures.zh.md",
        "---\ntitle: 数\n---\n\n叶，{{ figure(of=\"spent\", in=2027) }}。\n\n{{ summary(by=\"‹park¦industry¦region›\") }}\n",
    ),
    (
        "content/pages/figures.en.md",
        "---\ntitle: Figures\n---\n\nLeaves, {{ figure(of=\"‹spent¦jobs›\", in=‹2027¦2028›) }}.\n\n{{ chart(kind=\"‹plans¦sparkline›\", of=\"jobs\") }}\n",
    ),
];

const BASE: [(&str, &str); 8] = [
    (
        "content/site.yaml",
        "title: { zh: 示例区, en: Example District }\n\
         languages:\n  zh: { tag: zh-Hans, name: 中文 }\n  en: { tag: en, name: English }\n\
         as_of: 2029-06-30\n\
         editions:\n  - { id: half, as_of: 2028-06-30, title: { zh: 半年, en: Half } }\n\
         currency: CNY\n\
         # What vanished only a build over another can say.\n\
         levels: { breakdown-sum: warn, reported-total: warn, conflicting-figures: warn, figure-differs: warn, figure-missing: warn, figure-against-ledger: warn, vanished-path: allow, missing-base-url: allow }\n\
         deploy: [nginx, netlify, apache]\n\
         categories:\n  - { id: strategic, name: { zh: 战略性, en: Strategic } }\n\
         dimensions:\n  - id: sex\n    name: { zh: 性别, en: Sex }\n    members: [{ id: female, name: { zh: 女, en: Women } }, { id: male, name: { zh: 男, en: Men } }]\n",
    ),
    (
        "content/pages/about.zh.md",
        "---\ntitle: 关于\n---\n\n文，{{ total(of=\"projects\") }}。\n\n{{ summary(by=\"park\") }}\n",
    ),
    (
        "content/pages/about.en.md",
        "---\ntitle: About\n---\n\nText, {{ total(of=\"projects\") }}.\n",
    ),
    ("content/files/notes.txt", "notes\n"),
    ("content/archive/report.txt", "签约1家。\n"),
    ("themes/default/theme.yaml", "{}\n"),
    ("themes/default/assets/style.css", "body { color: black }\n"),
    ("themes/other/assets/style.css", "body { color: red }\n"),
];
