//! Random ledgers as values, and as the YAML that says them.

use super::exact::{End, Ratio, Relation, Span};
use super::reader::{DOLLARS, Day, ITEMS, MU, PEOPLE, PERCENT, PROJECTS, Unit, YUAN};
use std::collections::BTreeMap;

/// Numbers that look random and are the same in every run (`SplitMix64`).
#[derive(Debug, Clone)]
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % n as u64).expect("is below a usize")
    }

    pub(crate) fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    pub(crate) fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    pub(crate) fn between(&mut self, from: i128, to: i128) -> i128 {
        from + self.below(usize::try_from(to - from + 1).expect("is a range")) as i128
    }
}

/// A figure as it is written: digits, decimals, a power of ten, what they stand for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Written {
    pub(crate) relation: Relation,
    pub(crate) digits: i128,
    pub(crate) decimals: u32,
    pub(crate) power: u32,
    /// The other end of a range, in the same decimals and power.
    pub(crate) upper: Option<i128>,
    pub(crate) unit: &'static Unit,
}

impl Written {
    pub(crate) fn exactly(digits: i128, decimals: u32, power: u32, unit: &'static Unit) -> Self {
        Self { relation: Relation::Exactly, digits, decimals, power, upper: None, unit }
    }

    pub(crate) fn value(self) -> Ratio {
        Ratio::decimal(self.digits, self.decimals, self.power)
    }

    /// One unit of its last decimal as it is written.
    pub(crate) fn step(self) -> Ratio {
        Ratio::decimal(1, self.decimals, self.power)
    }

    pub(crate) fn span(self) -> Span {
        match self.upper {
            None => Span::of(self.relation, self.value()),
            Some(upper) => {
                let upper = Ratio::decimal(upper, self.decimals, self.power);
                let end = |at| Some(End { at, open: false });
                Span { low: end(self.value()), high: end(upper) }
            }
        }
    }

    /// As a scalar of YAML.
    pub(crate) fn yaml(self) -> String {
        let scale = match self.power {
            0 => "",
            4 => "万",
            _ => "亿",
        };
        let low = written(self.digits, self.decimals);
        let (before, inside) = match self.relation {
            Relation::Exactly => ("", ""),
            Relation::About => ("约", ""),
            Relation::Nearly => ("近", ""),
            Relation::MoreThan => ("超过", ""),
            Relation::SomeOver => ("", "余"),
            Relation::AtLeast => ("不低于", ""),
            Relation::AtMost => ("不超过", ""),
            Relation::LessThan => ("不足", ""),
        };
        let range = self.upper.map(|upper| format!("–{}", written(upper, self.decimals)));
        let range = range.unwrap_or_default();
        format!("\"{before}{low}{range}{inside}{scale}{}\"", self.unit.written)
    }
}

fn written(digits: i128, decimals: u32) -> String {
    let sign = if digits < 0 { "-" } else { "" };
    let whole = 10_i128.pow(decimals);
    let digits = digits.abs();
    match decimals {
        0 => format!("{sign}{digits}"),
        _ => format!(
            "{sign}{}.{:0width$}",
            digits / whole,
            digits % whole,
            width = decimals as usize
        ),
    }
}

/// A time with its name in ledgers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Period {
    pub(crate) code: String,
    pub(crate) first: Day,
    pub(crate) last: Day,
}

impl Period {
    pub(crate) fn year(year: i64) -> Self {
        Self::months(year, 1, 12, format!("{year}"))
    }

    pub(crate) fn half(year: i64, half: i64) -> Self {
        Self::months(year, half * 6 - 5, half * 6, format!("{year}-H{half}"))
    }

    pub(crate) fn quarter(year: i64, quarter: i64) -> Self {
        Self::months(year, quarter * 3 - 2, quarter * 3, format!("{year}-Q{quarter}"))
    }

    pub(crate) fn month(year: i64, month: i64) -> Self {
        Self::months(year, month, month, format!("{year}-{month:02}"))
    }

    fn days(first: Day, last: Day) -> Self {
        Self { code: format!("{}/{}", first.iso(), last.iso()), first, last }
    }

    fn months(year: i64, first: i64, last: i64, code: String) -> Self {
        Self { code, first: Day::new(year, first, 1), last: last_of(year, last) }
    }

    /// The name of its page: of several whole years these, however they are written.
    pub(crate) fn slug(&self) -> String {
        let (first, last) = (self.first.iso(), self.last.iso());
        if let (Some(first), Some(last)) =
            (first.strip_suffix("-01-01"), last.strip_suffix("-12-31"))
            && first != last
        {
            return format!("{first}-to-{last}");
        }
        self.code.to_ascii_lowercase().replace('/', "-to-")
    }

    pub(crate) fn holds(&self, other: &Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }
}

pub(crate) fn last_of(year: i64, month: i64) -> Day {
    let days = (28..=31).map(|day| Day::new(year, month, day));
    days.into_iter().find(|day| day.is_last_of_month()).expect("every month ends")
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Cumulative,
    Level,
    Milestone,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    AtLeast,
    AtMost,
    Reach,
    KeepAtLeast,
    KeepAtMost,
}

impl Direction {
    const fn key(self) -> &'static str {
        match self {
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::Reach => "reach",
            Self::KeepAtLeast => "keep_at_least",
            Self::KeepAtMost => "keep_at_most",
        }
    }

    pub(crate) const fn is_kept(self) -> bool {
        matches!(self, Self::KeepAtLeast | Self::KeepAtMost)
    }

    pub(crate) const fn is_limit(self) -> bool {
        matches!(self, Self::AtMost | Self::KeepAtMost)
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Target {
    pub(crate) period: Period,
    pub(crate) direction: Direction,
    pub(crate) value: Written,
    pub(crate) baseline: Option<(Written, Option<Period>)>,
    /// The end of each part with the share in per cent.
    pub(crate) plan: Vec<(Day, i128)>,
    /// Whole months are counted.
    pub(crate) by_months: bool,
    /// It says so itself.
    says_pace_by: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Observation {
    /// The time that it is about; what counts from the beginning of the year begins there.
    pub(crate) period: Period,
    code: String,
    to_date: bool,
    pub(crate) value: Written,
}

/// Projects signed: their number, or what they invest, of a park or above an amount.
#[derive(Debug, Clone)]
pub(crate) struct Measure {
    pub(crate) is_sum: bool,
    pub(crate) park: Option<usize>,
    pub(crate) limit: Option<Written>,
}

/// An indicator with all that is said of it.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) unit: &'static Unit,
    pub(crate) kind: Kind,
    pub(crate) measure: Option<Measure>,
    pub(crate) targets: Vec<Target>,
    pub(crate) observations: Vec<Observation>,
}

#[derive(Debug, Clone)]
pub(crate) struct Project {
    pub(crate) id: String,
    pub(crate) park: Option<usize>,
    pub(crate) investment: Option<Written>,
    /// Without a code on a day that is not stated.
    pub(crate) signed: Option<Period>,
}

/// Cut-offs in hundredths.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CutOffs {
    pub(crate) ahead: i128,
    pub(crate) on_track: i128,
    pub(crate) behind: i128,
    pub(crate) assess_from: i128,
}

#[derive(Debug, Clone)]
pub(crate) struct Ledger {
    pub(crate) seed: u64,
    pub(crate) as_of: Day,
    pub(crate) by_months: bool,
    pub(crate) cutoffs: CutOffs,
    pub(crate) cases: Vec<Case>,
    pub(crate) projects: Vec<Project>,
}

pub(crate) const PARKS: [(&str, &str, &str); 3] =
    [("east", "东园", "East Park"), ("north", "北园", "North Park"), ("west", "西园", "West Park")];

/// Units in which a target may be negative.
const NEGATIVE: &[&str] = &["\"%\"", "CNY", "USD"];

const INEXACT: [Relation; 7] = [
    Relation::About,
    Relation::Nearly,
    Relation::MoreThan,
    Relation::SomeOver,
    Relation::AtLeast,
    Relation::AtMost,
    Relation::LessThan,
];

impl Ledger {
    pub(crate) fn random(seed: u64) -> Self {
        let mut dice = Dice(seed.wrapping_mul(0x2545_f491_4f6c_dd1d));
        let days = [
            Day::new(2030, 6, 30),
            Day::new(2030, 2, 14),
            Day::new(2030, 12, 31),
            Day::new(2031, 1, 20),
        ];
        let as_of = dice.pick(&[days[0], days[0], days[1], days[2], days[3]]);
        let usual = CutOffs { ahead: 105, on_track: 95, behind: 60, assess_from: 0 };
        let cutoffs = match dice.below(6) {
            0 => CutOffs { ahead: 110, on_track: 90, behind: 50, assess_from: 0 },
            1 => CutOffs { assess_from: 20, ..usual },
            _ => usual,
        };
        let mut ledger = Self {
            seed,
            as_of,
            by_months: dice.percent(25),
            cutoffs,
            cases: Vec::new(),
            projects: Vec::new(),
        };
        ledger.projects =
            (1..=dice.below(8) + 2).map(|number| project(&mut dice, number)).collect();
        for number in 1..=9 {
            let case = ledger.case(&mut dice, format!("i{number}"));
            ledger.cases.push(case);
        }
        ledger
    }

    fn case(&self, dice: &mut Dice, id: String) -> Case {
        let (kind, unit, directions): (_, _, &[Direction]) = match dice.below(12) {
            0..=3 => (
                Kind::Cumulative,
                dice.pick(&[&YUAN, &YUAN, &PEOPLE, &DOLLARS, &MU]),
                &[Direction::AtLeast, Direction::AtLeast, Direction::Reach],
            ),
            4 | 5 => {
                (Kind::Cumulative, dice.pick(&[&YUAN, &PEOPLE, &ITEMS, &MU]), &[Direction::AtMost])
            }
            6 | 7 => (
                Kind::Level,
                dice.pick(&[&PERCENT, &PERCENT, &YUAN, &PEOPLE, &MU]),
                &[Direction::AtLeast, Direction::AtMost, Direction::Reach],
            ),
            8 => (
                Kind::Level,
                dice.pick(&[&PERCENT, &YUAN]),
                &[Direction::KeepAtLeast, Direction::KeepAtMost],
            ),
            9 => (Kind::Milestone, &ITEMS, &[Direction::Reach, Direction::AtLeast]),
            10 => return self.measured(dice, id, true),
            _ => return self.measured(dice, id, false),
        };
        let mut case =
            Case { id, unit, kind, measure: None, targets: Vec::new(), observations: Vec::new() };
        let direction = dice.pick(directions);
        let years = if dice.percent(15) { vec![2029, 2030] } else { vec![2030] };
        let alone = years.len() == 1;
        for year in years {
            let period = match dice.below(9) {
                0 if alone => Period::half(2030, 1),
                1 if alone => Period::quarter(2030, 1),
                2 if alone => Period::year(2029),
                3 if alone => Period::days(Day::new(2029, 1, 1), Day::new(2030, 12, 31)),
                4 if alone && kind != Kind::Cumulative => Period::year(2031),
                5 if alone => Period::days(Day::new(2030, 1, 11), Day::new(2030, 4, 20)),
                _ => Period::year(year),
            };
            let target = self.target(dice, kind, unit, direction, period);
            let mut found = self.observations(dice, kind, &target);
            found.retain(|found| case.observations.iter().all(|known| known.code != found.code));
            case.observations.extend(found);
            case.targets.push(target);
        }
        case
    }

    fn target(
        &self,
        dice: &mut Dice,
        kind: Kind,
        unit: &'static Unit,
        direction: Direction,
        period: Period,
    ) -> Target {
        let mut value = match kind {
            Kind::Milestone => Written::exactly(1, 0, 0, unit),
            _ => goal(dice, kind, unit),
        };
        if dice.percent(15) && kind != Kind::Milestone {
            value = inexact(dice, value, &[Relation::About, Relation::Nearly]);
        }
        let has_baseline = kind == Kind::Level
            && !direction.is_kept()
            && (direction == Direction::Reach || dice.percent(50));
        let baseline = has_baseline.then(|| baseline(dice, value, direction));
        let is_dated = baseline.as_ref().is_some_and(|(_, period)| period.is_some());
        let leads = baseline.as_ref().is_none_or(|(base, _)| leads(direction, *base, value));
        let takes_plan =
            kind == Kind::Cumulative || (kind == Kind::Level && has_baseline && !is_dated && leads);
        let plan = if takes_plan && dice.percent(25) { plan(dice, &period) } else { Vec::new() };
        let says_pace_by = dice.percent(10);
        Target {
            direction,
            value,
            baseline,
            plan,
            by_months: self.by_months != says_pace_by,
            says_pace_by,
            period,
        }
    }

    /// What was reported, up to the as-of day.
    fn observations(&self, dice: &mut Dice, kind: Kind, target: &Target) -> Vec<Observation> {
        if dice.percent(5) {
            return Vec::new();
        }
        let parts = match kind {
            Kind::Cumulative => self.parts(dice, &target.period),
            Kind::Level | Kind::Milestone => {
                let all = parts_of(&target.period);
                let mut known: Vec<_> = all.into_iter().flatten().map(|(part, _)| part).collect();
                if dice.percent(10) {
                    known = vec![Period::year(2028), Period::half(2029, 2)];
                }
                known.retain(|part| part.last <= self.as_of);
                let n_pages = dice.below(3) + 1;
                let mut parts: Vec<(Period, bool)> = Vec::new();
                for _ in 0..n_pages.min(known.len()) {
                    let part = known[dice.below(known.len())].clone();
                    // Two that end on one day would be two results for it.
                    if parts.iter().all(|(found, _)| found.last != part.last) {
                        parts.push((part, false));
                    }
                }
                parts
            }
        };
        let n_pages = parts.len().max(1) as i128;
        let parts = parts.into_iter().map(|(part, to_date)| {
            let value = match kind {
                Kind::Milestone => Written::exactly(dice.between(0, 1), 0, 0, target.value.unit),
                Kind::Cumulative => result(dice, target.value, n_pages),
                Kind::Level => result(dice, target.value, 1),
            };
            let code = part.code.clone();
            let first = if to_date { Day::new(part.first.year, 1, 1) } else { part.first };
            Observation { period: Period { first, ..part }, code, to_date, value }
        });
        parts.collect()
    }

    /// Parts of a period that are known, most of them from its first day on.
    fn parts(&self, dice: &mut Dice, period: &Period) -> Vec<(Period, bool)> {
        let mut known: Vec<_> = parts_of(period)
            .into_iter()
            .map(|parts| {
                parts.into_iter().filter(|(part, _)| part.last <= self.as_of).collect::<Vec<_>>()
            })
            .filter(|parts| !parts.is_empty())
            .collect();
        if known.is_empty() {
            return Vec::new();
        }
        let chosen = dice.below(known.len());
        known.swap_remove(chosen)
    }

    fn measured(&self, dice: &mut Dice, id: String, is_sum: bool) -> Case {
        let unit: &'static Unit = if is_sum { &YUAN } else { &PROJECTS };
        let limit = dice.percent(35).then(|| Written {
            relation: Relation::AtLeast,
            ..Written::exactly(dice.pick(&[3, 5, 10]), 0, 8, &YUAN)
        });
        let park = dice.percent(30).then(|| dice.below(PARKS.len()));
        let value = match is_sum {
            true => Written::exactly(dice.pick(&[10, 20, 25, 30, 48, 100]), 0, 8, unit),
            false => Written::exactly(dice.between(1, 8), 0, 0, unit),
        };
        let direction = dice.pick(&[Direction::AtLeast, Direction::AtLeast, Direction::AtMost]);
        let period = dice.pick(&[0, 1, 2]);
        let period =
            [Period::year(2030), Period::half(2030, 1), Period::quarter(2030, 1)][period].clone();
        let target = Target {
            period,
            direction,
            value,
            baseline: None,
            plan: Vec::new(),
            by_months: self.by_months,
            says_pace_by: false,
        };
        Case {
            id,
            unit,
            kind: Kind::Cumulative,
            measure: Some(Measure { is_sum, park, limit }),
            targets: vec![target],
            observations: Vec::new(),
        }
    }

    /// The files of the site.
    pub(crate) fn files(&self) -> BTreeMap<&'static str, String> {
        let as_of = self.as_of.iso();
        let CutOffs { ahead, on_track, behind, assess_from } = self.cutoffs;
        let hundredths = |cutoff: i128| written(cutoff, 2);
        let pace_by = if self.by_months { "pace_by: months\n" } else { "" };
        let site = format!(
            "title: {{ zh: 示例区, en: Example District }}\n\
             languages:\n  zh: {{ tag: zh-Hans, name: 中文 }}\n  en: {{ tag: en, name: English }}\n\
             as_of: {as_of}\ncurrency: CNY\n{pace_by}\
             cutoffs: {{ ahead: {}, on_track: {}, behind: {}, assess_from: {assess_from}% }}\n",
            hundredths(ahead),
            hundredths(on_track),
            hundredths(behind),
        );
        let sources = format!(
            "- {{ id: report, title: {{ zh: 示例报告, en: Example Report }}, published: {as_of} }}\n"
        );
        let parks =
            PARKS.map(|(id, zh, en)| format!("- {{ id: {id}, name: {{ zh: {zh}, en: {en} }} }}\n"));
        let chart = "{{ chart(kind=\"bars\", by=\"park\", of=\"investment\") }}\n";
        let page = |title: &str| format!("---\ntitle: {title}\n---\n\n{chart}");
        BTreeMap::from([
            ("content/pages/charts.en.md", page("Charts")),
            ("content/pages/charts.zh.md", page("图表")),
            ("content/site.yaml", site),
            ("content/data/sources.yaml", sources),
            ("content/data/parks.yaml", parks.concat()),
            ("content/data/projects.yaml", self.projects.iter().map(Project::yaml).collect()),
            ("content/data/indicators.yaml", self.cases.iter().map(Case::yaml).collect()),
            ("content/data/targets.yaml", self.cases.iter().map(Case::targets_yaml).collect()),
            (
                "content/data/observations.yaml",
                self.cases.iter().map(Case::observations_yaml).collect(),
            ),
        ])
    }

    /// What a failure of an indicator can be replayed from.
    pub(crate) fn said_of(&self, case: &Case) -> String {
        let site = &self.files()["content/site.yaml"];
        let settings: Vec<_> =
            site.lines().filter(|line| !line.starts_with([' ', 't', 'l'])).collect();
        let projects: String = match case.measure {
            Some(_) => self.projects.iter().map(Project::yaml).collect(),
            None => String::new(),
        };
        format!(
            "# seed {}: {}\n{}{}{}{projects}",
            self.seed,
            settings.join("; "),
            case.yaml(),
            case.targets_yaml(),
            case.observations_yaml(),
        )
    }
}

impl Case {
    fn yaml(&self) -> String {
        let kind = match self.kind {
            Kind::Cumulative => "cumulative",
            Kind::Level => "level",
            Kind::Milestone => "milestone",
        };
        let measure = self.measure.as_ref().map(Measure::yaml).unwrap_or_default();
        let Self { id, unit, .. } = self;
        format!(
            "- {{ id: {id}, name: {{ zh: 指标{id}, en: Indicator {id} }}, unit: {}, kind: {kind}{measure} }}\n",
            unit.id
        )
    }

    fn targets_yaml(&self) -> String {
        self.targets.iter().map(|target| target.yaml(&self.id)).collect()
    }

    fn observations_yaml(&self) -> String {
        let line = |found: &Observation| {
            let basis = if found.to_date { ", basis: to_date" } else { "" };
            format!(
                "- {{ indicator: {}, period: {}{basis}, value: {}, source: report }}\n",
                self.id,
                found.code,
                found.value.yaml()
            )
        };
        self.observations.iter().map(line).collect()
    }
}

impl Target {
    fn yaml(&self, id: &str) -> String {
        let mut more = String::new();
        match &self.baseline {
            Some((value, None)) => more.push_str(&format!(", baseline: {}", value.yaml())),
            Some((value, Some(period))) => more.push_str(&format!(
                ", baseline: {{ value: {}, period: {}, source: report }}",
                value.yaml(),
                period.code
            )),
            None => {}
        }
        if !self.plan.is_empty() {
            let shares: Vec<_> = self.plan.iter().map(|(_, share)| format!("{share}%")).collect();
            more.push_str(&format!(", plan: [{}]", shares.join(", ")));
        }
        if self.says_pace_by {
            let by = if self.by_months { "months" } else { "days" };
            more.push_str(&format!(", pace_by: {by}"));
        }
        format!(
            "- {{ indicator: {id}, period: {}, {}: {}{more}, source: report }}\n",
            self.period.code,
            self.direction.key(),
            self.value.yaml()
        )
    }
}

impl Measure {
    fn yaml(&self) -> String {
        let what = if self.is_sum { "sum: investment" } else { "count: projects" };
        let park = self.park.map(|park| format!("park: {}", PARKS[park].0));
        let limit = self.limit.map(|limit| {
            format!("investment: \">= {} 亿元\"", written(limit.digits, limit.decimals))
        });
        let filter: Vec<_> = [park, limit].into_iter().flatten().collect();
        let filter = match filter.is_empty() {
            true => String::new(),
            false => format!(", where: {{ {} }}", filter.join(", ")),
        };
        format!(", measure: {{ {what}, reaching: signed{filter} }}")
    }
}

impl Project {
    fn yaml(&self) -> String {
        let mut more = String::new();
        if let Some(park) = self.park {
            more.push_str(&format!(", park: {}", PARKS[park].0));
        }
        if let Some(investment) = self.investment {
            more.push_str(&format!(", investment: {}", investment.yaml()));
        }
        if let Some(signed) = &self.signed {
            let date = match &*signed.code {
                "" => String::new(),
                code => format!("date: {code}, "),
            };
            more.push_str(&format!(", milestones: [{{ stage: signed, {date}source: report }}]"));
        }
        let id = &self.id;
        format!("- {{ id: {id}, name: {{ zh: 项目{id}, en: Project {id} }}{more} }}\n")
    }
}

fn project(dice: &mut Dice, number: usize) -> Project {
    let investment = match dice.below(10) {
        0 => None,
        1 => Some(Written::exactly(dice.between(1, 60), 1, 8, &DOLLARS)),
        2 => Some(Written::exactly(dice.between(1, 9999), 0, 4, &YUAN)),
        _ => Some(Written::exactly(dice.between(1, 200), dice.pick(&[0, 1]), 8, &YUAN)),
    };
    let is_inexact = dice.percent(35);
    let investment = investment.map(|exact| match is_inexact {
        true => inexact(dice, exact, &INEXACT),
        false => exact,
    });
    let month = i64::try_from(dice.between(1, 6)).expect("a month").min(2);
    let day = i64::try_from(dice.between(1, 14)).expect("a day");
    let vague = (day + i64::try_from(number).expect("few projects")) % 20;
    let day = Day::new(2030, month, day);
    let signed = match vague {
        0 => Period::year(2030),
        1 => Period::half(2030, 1),
        2 => Period::months(2030, month, month, format!("2030-{month:02}")),
        3 => Period { code: String::new(), first: Day::new(1, 1, 1), last: Day::new(9999, 12, 31) },
        _ => Period { code: day.iso(), first: day, last: day },
    };
    Project {
        id: format!("p{number}"),
        park: dice.percent(85).then(|| dice.below(PARKS.len())),
        investment,
        signed: dice.percent(85).then_some(signed),
    }
}

/// What a target is, exactly.
fn goal(dice: &mut Dice, kind: Kind, unit: &'static Unit) -> Written {
    let digits = match dice.below(10) {
        0 => dice.pick(&[100, 400, 1000]),
        1 => dice.between(1000, 99_999),
        2 => dice.between(1, 9),
        _ => dice.between(10, 999),
    };
    let (decimals, power) = match unit.id {
        "CNY" | "USD" => dice.pick(&[(0, 8), (1, 8), (2, 8), (0, 4), (1, 4)]),
        "\"%\"" => (dice.pick(&[1, 2]), 0),
        "mu" => dice.pick(&[(0, 0), (1, 0), (1, 4)]),
        _ => dice.pick(&[(0, 0), (0, 0), (2, 4)]),
    };
    let digits = if unit.id == "\"%\"" { digits % 1000 } else { digits };
    let is_signed = NEGATIVE.contains(&unit.id);
    let digits = match dice.below(100) {
        0..=3 if kind != Kind::Milestone => 0,
        4..=10 if is_signed && kind == Kind::Level => -digits,
        4..=5 if is_signed => -digits,
        _ => digits,
    };
    Written::exactly(digits, decimals, power, unit)
}

/// A result near a target, or anything else; in so many parts.
fn result(dice: &mut Dice, goal: Written, n_pages: i128) -> Written {
    let finer = if goal.unit.is_count && goal.power == 0 { 0 } else { dice.pick(&[0, 0, 1, 2]) };
    let finer = if goal.decimals + finer > 4 { 0 } else { finer };
    let whole = goal.digits * 10_i128.pow(finer);
    let share = dice.pick(&[
        0, 1, 10, 25, 30, 47, 48, 49, 50, 52, 59, 60, 61, 75, 90, 95, 99, 100, 100, 101, 105, 120,
    ]);
    let digits = match dice.below(10) {
        0 => whole - 1,
        1 => whole + 1,
        2 => dice.between(0, whole.abs() * 2 + 3),
        _ => whole * share / 100 / n_pages,
    };
    let is_signed = !goal.unit.is_count && goal.unit.id != "mu";
    let digits = if is_signed && dice.percent(5) { -digits } else { digits };
    let digits = if is_signed { digits } else { digits.abs() };
    let exact = Written::exactly(digits, goal.decimals + finer, goal.power, goal.unit);
    if dice.percent(30) { inexact(dice, exact, &INEXACT) } else { exact }
}

/// The same figure with a relation, or a range from it on, where that can be said.
fn inexact(dice: &mut Dice, exact: Written, relations: &[Relation]) -> Written {
    if exact.digits <= 0 {
        return match exact.digits {
            0 => exact,
            _ => Written { relation: Relation::About, ..exact },
        };
    }
    if dice.percent(25) {
        let upper = exact.digits + dice.between(1, exact.digits.min(1000));
        return Written { upper: Some(upper), ..exact };
    }
    let relation = dice.pick(relations);
    // 30余% is no word.
    let is_odd = relation == Relation::SomeOver && exact.unit.id == "\"%\"";
    Written { relation: if is_odd { Relation::About } else { relation }, ..exact }
}

fn leads(direction: Direction, base: Written, goal: Written) -> bool {
    match direction {
        Direction::AtLeast => base.value() < goal.value(),
        Direction::AtMost => base.value() > goal.value(),
        _ => true,
    }
}

fn baseline(dice: &mut Dice, goal: Written, direction: Direction) -> (Written, Option<Period>) {
    let apart = dice.between(1, goal.digits.abs() + 5);
    let digits = match direction {
        Direction::AtLeast => goal.digits - apart,
        Direction::AtMost => goal.digits + apart,
        _ if dice.percent(50) => goal.digits - apart,
        _ => goal.digits + apart,
    };
    let is_signed = NEGATIVE.contains(&goal.unit.id);
    let digits = if is_signed || digits >= 0 { digits } else { goal.digits + apart };
    let value = Written::exactly(digits, goal.decimals, goal.power, goal.unit);
    let value = if dice.percent(8) { inexact(dice, value, &[Relation::About]) } else { value };
    let period = dice.percent(45).then(|| {
        let all = [Period::year(2027), Period::year(2028), Period::half(2028, 1)];
        all[dice.below(all.len())].clone()
    });
    (value, period)
}

fn plan(dice: &mut Dice, period: &Period) -> Vec<(Day, i128)> {
    let n_months = period.last.month_number() - period.first.month_number() + 1;
    if period.first.day != 1 || !period.last.is_last_of_month() || n_months > 12 {
        return Vec::new();
    }
    let lengths: Vec<i64> = [1, 3, 6].into_iter().filter(|length| n_months > *length).collect();
    let length = dice.pick(&lengths);
    let n_pages = n_months / length;
    let mut shares: Vec<i128> = (1..n_pages).map(|_| dice.between(0, 100)).collect();
    shares.sort_unstable();
    shares.push(100);
    let ends = (1..=n_pages)
        .map(|part| last_of(period.first.year, period.first.month - 1 + part * length));
    ends.zip(shares).collect()
}

/// Ways to report on a period: each is parts with whether they count from the beginning of the year.
fn parts_of(period: &Period) -> Vec<Vec<(Period, bool)>> {
    let year = period.first.year;
    let n_months = period.last.month_number() - period.first.month_number() + 1;
    let plain = |parts: Vec<Period>| parts.into_iter().map(|part| (part, false)).collect();
    let quarter = |number| Period::quarter(year, number);
    let whole = vec![(period.clone(), false)];
    if period.first.day != 1 {
        let early = Period::days(period.first, Day::new(year, 2, 28));
        return vec![plain(vec![early]), whole, plain(vec![Period::month(year, 2)])];
    }
    let mut all = vec![
        plain(vec![Period::month(year, 1)]),
        plain(vec![Period::month(year, 1), Period::month(year, 2)]),
        plain(vec![quarter(1)]),
        whole,
        // What does not begin with the period.
        plain(vec![Period::month(year, 2)]),
    ];
    if n_months >= 6 {
        all.push(plain(vec![Period::half(year, 1)]));
        all.push(plain(vec![quarter(1), quarter(2)]));
        all.push(plain(vec![quarter(2)]));
        all.push(vec![(quarter(2), true)]);
    }
    if n_months >= 12 {
        all.push(plain(vec![Period::half(year, 1), quarter(3)]));
        all.push(plain(vec![quarter(1), quarter(2), quarter(3), quarter(4)]));
        all.push(plain(vec![Period::days(Day::new(year, 1, 1), Day::new(year, 5, 15))]));
        all.push(vec![(quarter(3), true)]);
    }
    if n_months > 12 {
        all.push(plain(vec![Period::year(year), Period::quarter(year + 1, 1)]));
        all.push(plain(vec![Period::year(year), Period::half(year + 1, 1)]));
    }
    all
}
