#!/usr/bin/env python3
"""Writes in/, expected.csv, absent.txt and pages.txt of this case, the same ones each time.

What is expected is worked out here with exact decimals, and with nothing of the program.
"""
import csv
import random
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).parent
DICE = random.Random(2031)
YI, WAN = 100_000_000, 10_000

COUNTIES = [
    ("yunze", "云泽区", "Yunze District"), ("lindu", "临渡区", "Lindu District"),
    ("beiqiao", "北桥区", "Beiqiao District"), ("chuankou", "川口县", "Chuankou County"),
    ("songling", "松岭县", "Songling County"), ("shuangbu", "双埠县", "Shuangbu County"),
    ("qingao", "青岙县", "Qing'ao County"), ("dongmo", "东磨县", "Dongmo County"),
]
INDUSTRIES = [
    ("transport", "交通", "Transport"), ("water", "水利", "Water"),
    ("manufacturing", "制造业", "Manufacturing"), ("livelihood", "民生", "Public services"),
]
# What is built, of which industry, and in which unit the county reports it.
WORKS = [
    ("road", "省道改建工程", "provincial road upgrade", "transport"),
    ("bridge", "跨河大桥", "river bridge", "transport"),
    ("sewage", "污水处理厂扩建工程", "sewage works extension", "water"),
    ("reservoir", "水库除险加固工程", "reservoir reinforcement", "water"),
    ("bearing", "轴承生产线", "bearing production line", "manufacturing"),
    ("cold-store", "冷链物流园", "cold chain logistics park", "manufacturing"),
    ("hospital", "人民医院迁建项目", "hospital relocation", "livelihood"),
    ("school", "第二中学新建项目", "second secondary school", "livelihood"),
]
UNITS = [
    ("transport-office", "市交通运输局", "Municipal Transport Bureau", "transport"),
    ("water-office", "市水利局", "Municipal Water Bureau", "water"),
    ("industry-office", "市工业和信息化局", "Municipal Industry Bureau", "manufacturing"),
    ("education-office", "市教育体育局", "Municipal Education Bureau", "livelihood"),
]
LEADERS = ["郝示明", "贾范林", "甄虚谷", "仇例川", "万样青"]
CONTACTS = ["柳杜撰", "钟虚构", "乔如若", "安假定", "霍拟真", "苗设想", "常比方"]


def plain(number):
    """A number as data sets write it: no zeros behind the point, no exponent."""
    text = f"{Decimal(number):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(yuan, unit):
    return f"{plain(Decimal(yuan) / (YI if unit == '亿元' else WAN))} {unit}"


def both(zh, en):
    return f'{{ zh: {zh}, en: "{en}" }}'


class Ledger:
    def __init__(self):
        self.files = {}
        self.expected = []
        self.absent = list(LEADERS) + list(CONTACTS)
        self.pages = []

    def put(self, path, text):
        self.files[path] = self.files.get(path, "") + text

    def expect(self, data_set, where, **columns):
        for column, value in columns.items():
            self.expected.append((data_set, where, column.rstrip("_"), value))


def settings(ledger):
    ledger.put("site.yaml", """\
title: { zh: 澜川市重点项目季报, en: Lanchuan Key Projects Quarterly }
notice: { zh: 澜川市并不存在，所有名称和数字均为虚构。, en: 'There is no Lanchuan: every name and figure here is made up.' }
languages:
  zh: { tag: zh-Hans, name: 简体中文 }
  en: { tag: en, name: English }
as_of: 2031-10-15
currency: CNY
pace_by: months
complete:
  - { collection: projects }
roles:
  - { id: responsible, name: { zh: 责任单位, en: Responsible unit } }
  - { id: leader, name: { zh: 包联领导, en: Leader in charge }, visibility: internal }
statuses:
  - { id: on-time, name: { zh: 按期推进, en: On schedule }, tone: good }
  - { id: slow, name: { zh: 进度滞后, en: Behind schedule }, tone: bad }
columns:
  - { field: region }
  - { field: investment }
  - { target: done, period: 2031, name: { zh: 年度计划, en: Plan of the year }, total: true }
  - { figure: done, period: 2031, name: { zh: 累计完成, en: Done to date }, total: true }
  - { field: status }
""")
    ledger.put("data/sources.yaml", """\
- { id: plan, title: { zh: 澜川市2031年重点项目计划, en: Key project plan 2031 }, published: 2031-02-10, kind: report, lang: zh }
- { id: half-year, title: { zh: 上半年项目季报, en: Bulletin for the first half of the year }, published: 2031-07-12, kind: report, lang: zh }
- { id: bulletin, title: { zh: 前三季度项目季报, en: Bulletin for the first three quarters }, published: 2031-10-12, kind: report, lang: zh }
""")
    for key, zh, en in COUNTIES:
        ledger.put("data/regions.yaml", f"- {{ id: {key}, name: {both(zh, en)} }}\n")
    for key, zh, en in INDUSTRIES:
        ledger.put("data/industries.yaml", f"- {{ id: {key}, name: {both(zh, en)} }}\n")
    for at, (key, zh, en, _) in enumerate(UNITS):
        phone = f"0999-661{at:04}"
        ledger.absent += [phone, f"office{at}@lanchuan.invalid"]
        ledger.put("data/organizations.yaml", f"""\
- id: {key}
  name: {both(zh, en)}
  kind: government
  contacts: [ {{ name: {CONTACTS[at]}, phone: "{phone}", email: office{at}@lanchuan.invalid }} ]
""")
    ledger.put("data/indicators.yaml", """\
- { id: done, name: { zh: 完成投资, en: Investment done }, unit: CNY, weight: 20, definition: { zh: 年内完成的固定资产投资。, en: Fixed-asset investment done within the year. } }
- { id: key-projects, name: { zh: 全市重点项目完成投资, en: Investment done in all key projects }, unit: CNY, weight: 10, measure: { sum: { figure: done } } }
- { id: gdp, name: { zh: 地区生产总值, en: Gross domestic product }, unit: CNY, weight: 30, decimals: 2 }
- { id: revenue, name: { zh: 一般公共预算收入, en: General public budget revenue }, unit: CNY, weight: 40, contact: { name: 常比方, phone: "0999-6629999" } }
- { id: investment-growth, name: { zh: 固定资产投资增速, en: Growth of fixed-asset investment }, unit: "%", kind: level, weight: 50 }
- { id: output-growth, name: { zh: 规上工业增加值增速, en: Growth of industrial value added }, unit: "%", kind: level, weight: 60 }
""")
    ledger.absent.append("0999-6629999")


def status_of(done, plan):
    """The status of a sum that is to reach `plan` by December, with September reported."""
    if done is None:
        return "no-result"
    share = Fraction(done) / Fraction(plan)
    if share >= 1:
        return "achieved"
    pace = share / Fraction(9, 12)
    for least, word in ((Fraction(105, 100), "ahead"), (Fraction(95, 100), "on-track"), (Fraction(60, 100), "behind")):
        if pace >= least:
            return word
    return "far-behind"


def write_project(ledger, project, at):
    phone = f"0999-770{at:04}"
    ledger.absent.append(phone)
    unit = project["unit"]
    lines = [
        f"- id: {project['id']}",
        f"  name: {both(*project['name'])}",
        f"  regions: [{', '.join(project['regions'])}]",
        f"  industries: [{project['industry']}]",
        f"  parties: {{ responsible: [{project['owner']}], leader: [{LEADERS[at % len(LEADERS)]}] }}",
        f"  contacts: [ {{ name: {CONTACTS[at % len(CONTACTS)]}, phone: \"{phone}\" }} ]",
        f"  investment: {amount(project['investment'], unit)}",
        "  source: plan",
        "  milestones:",
    ]
    lines += [f"    - {{ {milestone} }}" for milestone in project["milestones"]]
    if project["status"]:
        lines.append(f"  status: [ {{ is: {project['status']}, date: 2031-10, by: {both('市重点办', 'the key projects office')}, source: bulletin }} ]")
    lines.append(f"  targets: [ {{ indicator: done, period: 2031, at_least: {amount(project['plan'], unit)}, source: plan }} ]")
    figures = []
    if project["half"] is not None:
        figures.append(f"    - {{ indicator: done, period: 2031-H1, value: {amount(project['half'], unit)}, source: half-year }}")
    if project["done"] is not None:
        figures.append(f"    - {{ indicator: done, {project['period']}, value: {amount(project['done'], unit)}, source: bulletin }}")
    if figures:
        lines += ["  figures:"] + figures
    ledger.put(f"data/projects/{project['regions'][0]}.yaml", "\n".join(lines) + "\n")


def a_project(at, county, work):
    key, zh, en = county
    what, work_zh, work_en, industry = work
    unit = "万元" if what in ("sewage", "reservoir", "school") else "亿元"
    # Up to four decimals of 亿元 and none of 万元: what such ledgers have.
    plan = DICE.randrange(900, 60_000) * WAN
    share = Fraction(DICE.choice([0, 18, 31, 47, 58, 66, 71, 73, 75, 77, 81, 92, 100, 104]), 100)
    done = int(plan * share) // WAN * WAN
    half = int(done * Fraction(6, 10)) // WAN * WAN
    is_silent = at % 17 == 5
    stage = "approved" if done == 0 or is_silent else ("completed" if share >= 1 else "started")
    milestones = ["stage: approved, date: 2030-11, source: plan"]
    if stage != "approved":
        milestones.append("stage: started, date: 2031-03, source: half-year")
    if stage == "completed":
        milestones.append("stage: completed, date: 2031-09, source: bulletin")
    else:
        milestones.append("stage: completed, date: 2032-06, planned: true, source: plan")
    second = COUNTIES[(COUNTIES.index(county) + 1) % len(COUNTIES)][0]
    return {
        "id": f"{key}-{what}",
        "name": (zh[:2] + work_zh, f"{en.rsplit(' ', 1)[0]} {work_en}"),
        "regions": [key, second] if what == "road" and at % 16 == 0 else [key],
        "industry": industry,
        "owner": next(unit[0] for unit in UNITS if unit[3] == industry),
        "investment": plan * DICE.choice([2, 3, 4]) + DICE.randrange(100) * WAN,
        "unit": unit,
        "plan": plan,
        "done": None if is_silent else done,
        "half": None if is_silent or at % 3 else half,
        # The same nine months in the three ways in which such ledgers write them.
        "period": ["period: 2031年1-9月", "period: 2031前三季度", "period: 2031-Q3, basis: to_date"][at % 3],
        "stage": stage,
        "milestones": milestones,
        "status": None if is_silent else ("slow" if share < Fraction(45, 100) else "on-time"),
    }


def projects(ledger):
    made = []
    for work in WORKS:
        for county in COUNTIES:
            if len(made) < 60:
                made.append(a_project(len(made), county, work))
    for at, project in enumerate(made):
        write_project(ledger, project, at)
        where = f"indicator=done;project={project['id']}"
        ledger.expect(
            "progress", where,
            target=plain(project["plan"]),
            actual="" if project["done"] is None else plain(project["done"]),
            status=status_of(project["done"], project["plan"]),
        )
        if project["done"] is not None:
            ledger.expect("progress", where, planned="0.75", covers="2031-09-30")
        ledger.expect(
            "projects", f"id={project['id']}",
            stage=project["stage"], status=project["status"] or "", investment=plain(project["investment"]),
            target_done_2031=plain(project["plan"]),
            figure_done_2031="" if project["done"] is None else plain(project["done"]),
            parties_responsible=project["owner"],
        )
    roll_ups(ledger, made)
    return made


def roll_ups(ledger, made):
    groups = {("region", key): lambda one, key=key: key in one["regions"] for key, _, _ in COUNTIES}
    groups |= {("industry", key): lambda one, key=key: key == one["industry"] for key, _, _ in INDUSTRIES}
    groups |= {("stage", key): lambda one, key=key: key == one["stage"] for key in ("approved", "started", "completed")}
    for (dimension, key), belongs in groups.items():
        inside = [one for one in made if belongs(one)]
        ledger.expect(
            "summaries", f"dimension={dimension};group={key}",
            projects=str(len(inside)), investment=plain(sum(one["investment"] for one in inside)),
        )
    plan = sum(one["plan"] for one in made)
    done = sum(one["done"] or 0 for one in made)
    ledger.put("data/targets.yaml", f"- {{ indicator: key-projects, period: 2031, at_least: {amount(plan, '亿元')}, source: plan }}\n")
    ledger.expect("progress", "indicator=key-projects", target=plain(plan), actual=plain(done), from_="measured", status=status_of(done, plan))
    halves = [one["half"] for one in made if one["half"] is not None]
    nine = [one["done"] for one in made if one["done"] is not None]
    for period, found in (("2031-H1", halves), ("2031-01-01/2031-09-30", nine), ("2031", nine)):
        ledger.expect(
            "observations", f"indicator=key-projects;period={period};origin=computed",
            value=plain(sum(found)), counted=str(len(found)), without_figure=str(len(made) - len(found)),
        )
    zh = lambda yuan: plain(Decimal(yuan) / YI)
    ledger.pages.append(("zh/projects/index.html", f"{zh(plan)}亿元"))
    ledger.pages.append(("zh/projects/index.html", f"{zh(done)}亿元"))


def matrix(ledger):
    """Counties × indicators, for three periods since January; the first two indicators add up."""
    periods = [("2031-Q1", "half-year"), ("2031-H1", "half-year"), ("2031前三季度", "bulletin")]
    canonical = {"2031-Q1": "2031-Q1", "2031-H1": "2031-H1", "2031前三季度": "2031-01-01/2031-09-30"}
    base = {key: (DICE.randrange(1_200_000, 4_000_000), DICE.randrange(60_000, 240_000)) for key, _, _ in COUNTIES}
    latest = {}
    for at, (period, source) in enumerate(periods, 1):
        for number, indicator in enumerate(("gdp", "revenue")):
            parts = {key: (base[key][number] * at + DICE.randrange(base[key][number] // 20)) * WAN for key in base}
            unit = "亿元" if indicator == "gdp" else "万元"
            whole = sum(parts.values())
            latest[indicator] = (whole, parts)
            ledger.put("data/observations.yaml", f"- {{ indicator: {indicator}, period: {period}, value: {amount(whole, unit)}, parts: {{ region: complete }}, source: {source} }}\n")
            ledger.expect("observations", f"indicator={indicator};period={canonical[period]};region=", value=plain(whole))
            for key, value in parts.items():
                ledger.put("data/observations.yaml", f"- {{ indicator: {indicator}, period: {period}, value: {amount(value, unit)}, where: {{ region: {key} }}, source: {source} }}\n")
                ledger.expect("observations", f"indicator={indicator};period={canonical[period]};region={key}", value=plain(value))
        for indicator in ("investment-growth", "output-growth"):
            for key in [""] + [county[0] for county in COUNTIES]:
                value = plain(Decimal(DICE.randrange(-92, 130)) / 10)
                where = f", where: {{ region: {key} }}" if key else ""
                latest[indicator, key] = Decimal(value)
                ledger.put("data/observations.yaml", f"- {{ indicator: {indicator}, period: {period}, value: {value}%{where}, source: {source} }}\n")
                ledger.expect("observations", f"indicator={indicator};period={canonical[period]};region={key}", value=value)
    plans_of_counties(ledger, latest)


def plans_of_counties(ledger, latest):
    whole, parts = latest["revenue"]
    for key, value in [("", whole), *parts.items()]:
        plan = int(value * Fraction(DICE.choice([95, 120, 128, 134, 146, 190, 230]), 100)) // WAN * WAN
        where = f", where: {{ region: {key} }}" if key else ""
        ledger.put("data/targets.yaml", f"- {{ indicator: revenue, period: 2031, at_least: {amount(plan, '万元')}{where}, source: plan }}\n")
        ledger.expect("progress", f"indicator=revenue;region={key}", target=plain(plan), actual=plain(value), status=status_of(value, plan))
    for key in [""] + [county[0] for county in COUNTIES]:
        where = f", where: {{ region: {key} }}" if key else ""
        growth = latest["investment-growth", key]
        ledger.put("data/targets.yaml", f"- {{ indicator: investment-growth, period: 2031, at_least: 4.5%{where}, source: plan }}\n")
        ledger.expect(
            "progress", f"indicator=investment-growth;region={key}",
            actual=plain(growth), status="met-now" if growth >= Decimal("4.5") else "not-met-now",
        )


def write(ledger):
    for path, text in ledger.files.items():
        file = HERE / "in" / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    with open(HERE / "expected.csv", "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["set", "where", "column", "value"])
        rows.writerows(ledger.expected)
    (HERE / "absent.txt").write_text("\n".join(ledger.absent) + "\n", encoding="utf-8")
    (HERE / "pages.txt").write_text("".join(f"{path}\t{text}\n" for path, text in ledger.pages), encoding="utf-8")


if __name__ == "__main__":
    made = Ledger()
    settings(made)
    projects(made)
    matrix(made)
    write(made)
