#!/usr/bin/env python3
"""Writes in/, expected.csv, absent.txt and pages.txt of this case, the same ones each time.

What is expected is worked out here with exact fractions and decimals, and with nothing of the program.
"""
import csv
import random
from datetime import date
from decimal import Decimal, getcontext
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).parent
DICE = random.Random(1977)
getcontext().prec = 40

YEARS = [2029, 2030, 2031]
PROVINCES = {
    "north": [("aldmark", "Aldmark", "阿尔德马克省"), ("brenfell", "Brenfell", "布伦费尔省"), ("corrin", "Corrin", "科林省")],
    "south": [("dunmere", "Dunmere", "邓米尔省"), ("estray", "Estray", "埃斯特雷省"), ("farholm", "Farholm", "法霍姆省")],
}
REGIONS = [(key, *parents) for key, parents in (("north", ("Northern Verrland", "韦尔兰北部")), ("south", ("Southern Verrland", "韦尔兰南部")))]
ALL_PROVINCES = [one[0] for inside in PROVINCES.values() for one in inside]
PLACES = ["north", "south", *ALL_PROVINCES]
SEXES = ["women", "men"]
AGES = ["15-24", "25-54", "55-plus"]

# Half translated: a name or a definition that is there in one language only is none in the other.
INDICATORS = [
    ("employment", "target-1-1", "{ en: Employed people, zh: 就业人数 }", "thousand-people", "level", "{ en: 'People aged 15 or over who worked in the last week of the fiscal year.' }"),
    ("unemployment", "target-1-1", "{ en: Unemployment rate, zh: 失业率 }", '"%"', "level", "{ en: Share of the labour force without work., zh: 劳动力中没有工作者所占比重。 }"),
    ("confidence", "target-1-2", "{ en: Index of business confidence }", "index", "level", "{ en: Balance of answers; 100 is the average of the years from 2020 to 2024. }"),
    ("gini", "target-1-2", "{ en: Gini coefficient, zh: 基尼系数 }", "index", "level", None),
    ("poverty", "target-2-1", "{ en: Poverty rate, zh: 贫困率 }", '"%"', "level", "{ zh: 收入低于中位数一半的人口所占比重。 }"),
    ("homes", "target-2-1", "{ en: Homes completed, zh: 竣工住房 }", "home", "cumulative", "{ en: Homes with a certificate of completion. }"),
    ("life", "target-3-1", "{ en: Life expectancy at birth, zh: 出生时预期寿命 }", "life-year", "level", "{ en: Years that a newborn may expect to live. }"),
    ("births", "target-3-1", "{ en: Births, zh: 出生人口 }", "person", "cumulative", None),
    ("road-deaths", "target-3-2", "{ en: Road deaths, zh: 道路交通死亡率 }", "per-100k", "level", "{ zh: 每10万人中的道路交通死亡人数。 }"),
    ("crime", "target-3-2", "{ en: Recorded crime }", "per-100k", "level", None),
    ("vaccinated", "target-3-1", "{ zh: 儿童疫苗接种率 }", '"%"', "level", None),
    ("renewables", "target-4-1", "{ en: Share of renewable energy, zh: 可再生能源占比 }", '"%"', "level", None),
]

SETTINGS = """\
title: { en: Verrland Indicator Framework, zh: 韦尔兰国家指标体系 }
notice: { en: 'There is no Verrland: every name and figure here is made up.', zh: 韦尔兰并不存在，所有名称和数字均为虚构。 }
languages:
  en: { tag: en-CA, name: English, dates: gb }
  zh: { tag: zh-Hans, name: 简体中文 }
as_of: 2032-06-30
year_starts: { month: 4, named_by: start }
periods:
  - { id: plan-6, from: FY2029, to: FY2033, name: { en: Sixth National Plan, zh: “六五”计划时期 } }
levels: { missing-name: allow, missing-translation: allow }
units:
  - { id: thousand-people, of: person, factor: 1000, forms: { en: thousand people, zh: 千人 } }
  - { id: per-100k, kind: rate, forms: { en: 'per 100,000 people', zh: 每10万人 } }
  - { id: life-year, kind: rate, forms: { en: years, zh: 岁 } }
  - { id: index, kind: rate }
  - { id: home, kind: count, forms: { en: { one: home, other: homes }, zh: 套 } }
dimensions:
  - id: sex
    name: { en: Sex, zh: 性别 }
    members: [ { id: women, name: { en: Women, zh: 女 } }, { id: men, name: { en: Men, zh: 男 } } ]
  - id: age
    name: { en: Age, zh: 年龄 }
    members: [ { id: 15-24, name: { en: 15 to 24 years, zh: 15至24岁 } }, { id: 25-54, name: { en: 25 to 54 years, zh: 25至54岁 } }, { id: 55-plus, name: { en: 55 years and over, zh: 55岁及以上 } } ]
groups:
  - { id: goal-1, name: { en: Goal 1. Work for everyone, zh: 目标1 人人有工作 } }
  - { id: goal-2, name: { en: Goal 2. A decent living, zh: 目标2 体面生活 } }
  - { id: goal-3, name: { en: Goal 3. Long and safe lives, zh: 目标3 健康平安 } }
  - { id: goal-4, name: { en: Goal 4. Clean energy } }
  - { id: target-1-1, name: { en: Target 1.1. Jobs, zh: 具体目标1.1 就业 }, parent: goal-1 }
  - { id: target-1-2, name: { en: Target 1.2. Fair growth, zh: 具体目标1.2 公平增长 }, parent: goal-1 }
  - { id: target-2-1, name: { en: Target 2.1. Homes and incomes, zh: 具体目标2.1 住房与收入 }, parent: goal-2 }
  - { id: target-3-1, name: { en: Target 3.1. Health, zh: 具体目标3.1 健康 }, parent: goal-3 }
  - { id: target-3-2, name: { en: Target 3.2. Safety, zh: 具体目标3.2 安全 }, parent: goal-3 }
  - { id: target-4-1, name: { en: Target 4.1. Renewables }, parent: goal-4 }
"""

SOURCES = """\
- { id: plan, title: { en: Sixth National Plan, zh: 第六个国家计划 }, published: 2029-03-20, kind: law, lang: en }
- { id: release-2029, title: { en: Indicators 2029/30 }, published: 2030-06-10, kind: dataset, lang: en }
- { id: release-2030, title: { en: Indicators 2030/31 }, published: 2031-06-12, kind: dataset, lang: en }
- { id: release-2031, title: { en: Indicators 2031/32 }, published: 2032-06-15, kind: dataset, lang: en }
"""

FILES = {"site.yaml": SETTINGS, "data/sources.yaml": SOURCES}
EXPECTED, ABSENT, PAGES = [], ["Edda Makebelieve", "0999-4410007", "edda@verrland.invalid"], []


def put(path, text):
    FILES[path] = FILES.get(path, "") + text


def expect(data_set, where, **columns):
    for column, value in columns.items():
        EXPECTED.append((data_set, where, column.rstrip("_"), value))


def plain(number):
    text = f"{Decimal(number):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def part(region=None, sex=None, age=None):
    return {"region": region, "sex": sex, "age": age}


def selected(indicator, where):
    cells = [f"region={where['region'] or ''}", f"where_sex={where['sex'] or ''}", f"where_age={where['age'] or ''}"]
    return ";".join([f"indicator={indicator}", *cells])


def written(where):
    said = ", ".join(f"{key}: {value}" for key, value in where.items() if value)
    return f", where: {{ {said} }}" if said else ""


def observe(indicator, period, year, value, where, parts="", factor=1):
    """A figure as it stands in the ledger, and as it must stand in the download, in units of one."""
    first = {"": f"{year}-04-01", "Q1": f"{year}-04-01", "Q2": f"{year}-07-01", "Q3": f"{year}-10-01", "Q4": f"{year + 1}-01-01"}
    says = f"value: {value}" if value is not None else "missing: suppressed"
    parts = f", parts: {{ {parts} }}" if parts else ""
    put("data/observations.yaml", f"- {{ indicator: {indicator}, period: {period}, {says}{written(where)}{parts}, source: release-{year} }}\n")
    kind = "reporting-quarter" if "-Q" in period else "reporting-year"
    row = f"{selected(indicator, where)};period_from={first[period[7:]]};period_kind={kind};origin=reported"
    if value is None:
        expect("observations", row, value="", missing="suppressed")
    else:
        expect("observations", row, value=plain(Decimal(str(value).rstrip("%")) * factor), missing="")


def indicators():
    for at, (key, group, name, unit, kind, definition) in enumerate(INDICATORS, 1):
        definition = f", definition: {definition}" if definition else ""
        contact = ', contact: { name: Edda Makebelieve, phone: "0999-4410007", email: edda@verrland.invalid }' if at % 3 == 1 else ""
        put("data/indicators.yaml", f"- {{ id: {key}, name: {name}, group: {group}, unit: {unit}, kind: {kind}, weight: {at}{definition}{contact} }}\n")
        expect("indicators", f"id={key}", group=group)
    for key, en, zh in REGIONS:
        put("data/regions.yaml", f"- {{ id: {key}, name: {{ en: {en}, zh: {zh} }} }}\n")
    for parent, inside in PROVINCES.items():
        for key, en, zh in inside:
            put("data/regions.yaml", f"- {{ id: {key}, name: {{ en: {en}, zh: {zh} }}, parent: {parent} }}\n")
            expect("regions", f"id={key}", parent=parent)


def employment():
    """Sex × age × region: every margin is the sum of the cells, as `parts: complete` promises."""
    for year in YEARS:
        cells = {(place, sex, age): DICE.randrange(40, 900) for place in ALL_PROVINCES for sex in SEXES for age in AGES}

        def total(region=None, sex=None, age=None):
            inside = ALL_PROVINCES if region is None else [one[0] for one in PROVINCES.get(region, [[region]])]
            return sum(n for (place, a, b), n in cells.items() if place in inside and sex in (None, a) and age in (None, b))

        wheres = [(part(), "sex: complete, age: complete, region: complete")]
        wheres += [(part(sex=sex), "age: complete, region: complete") for sex in SEXES]
        wheres += [(part(age=age), "sex: complete") for age in AGES]
        wheres += [(part(sex=sex, age=age), "") for sex in SEXES for age in AGES]
        wheres += [(part(region), "region: complete, sex: complete") for region in PROVINCES]
        wheres += [(part(place), "sex: complete") for place in ALL_PROVINCES]
        wheres += [(part(place, sex), "region: complete" if place in PROVINCES else "") for place in PLACES for sex in SEXES]
        wheres += [(part(place, sex, age), "") for place in ALL_PROVINCES for sex in SEXES for age in AGES]
        for where, parts in wheres:
            observe("employment", f"FY{year}", year, total(**where), where, parts, factor=1)


def rates():
    """Rates add up to nothing: a part may well be more than its whole."""
    ranges = {
        "unemployment": (30, 120, "%"), "poverty": (60, 190, "%"), "road-deaths": (25, 150, ""),
        "crime": (2100, 9400, ""), "life": (742, 851, ""), "vaccinated": (812, 990, "%"),
    }
    latest = {}
    for indicator, (low, high, sign) in ranges.items():
        wheres = [part(), *(part(place) for place in PLACES)]
        if indicator in ("unemployment", "poverty", "life"):
            wheres += [part(sex=sex) for sex in SEXES]
        for year in YEARS:
            for where in wheres:
                value = plain(Decimal(DICE.randrange(low, high)) / 10)
                observe(indicator, f"FY{year}", year, value + sign, where)
                latest[indicator, tuple(where.values())] = Decimal(value)
    return latest


def limits(latest):
    """Limits of a year that is over, the country's and each region's."""
    for place in [None, *PLACES]:
        where = part(place)
        limit = Decimal(DICE.randrange(40, 100)) / 10
        put("data/targets.yaml", f"- {{ indicator: unemployment, period: FY2031, at_most: {limit}%{written(where)}, source: plan }}\n")
        actual = latest["unemployment", tuple(where.values())]
        expect(
            "progress", selected("unemployment", where),
            target=plain(limit), actual=plain(actual), status="achieved" if actual <= limit else "missed",
        )


def by_pace(pace, is_met):
    if is_met:
        return "achieved"
    for least, word in ((Decimal("1.05"), "ahead"), (Decimal("0.95"), "on-track"), (Decimal("0.60"), "behind"), (Decimal(0), "far-behind")):
        if pace >= least:
            return word
    return "deteriorating"


def ways(latest):
    """From fiscal year 2025 to 2033, six of the eight years gone: annual change by annual change needed."""
    for place in [None, *PLACES]:
        where = part(place)
        actual = latest["poverty", tuple(where.values())]
        start, aim = Decimal(DICE.randrange(130, 220)) / 10, Decimal(DICE.randrange(50, 110)) / 10
        put("data/targets.yaml", f"- {{ indicator: poverty, period: FY2033, at_most: {aim}%, baseline: {{ value: {start}%, period: FY2025 }}{written(where)}, source: plan }}\n")
        pace = (Fraction(actual - start) / 6) / (Fraction(aim - start) / 8)
        expect("progress", selected("poverty", where), baseline=plain(start), status=by_pace(Decimal(pace.numerator) / Decimal(pace.denominator), actual <= aim))
    for place in [None, "north", "south"]:
        where = part(place)
        actual = latest["road-deaths", tuple(where.values())]
        start, aim = Decimal(DICE.randrange(80, 160)) / 10, Decimal(DICE.randrange(20, 60)) / 10
        put("data/targets.yaml", f"- {{ indicator: road-deaths, period: FY2033, at_most: {aim}, baseline: {{ value: {start}, period: FY2025 }}, path: compound{written(where)}, source: plan }}\n")
        pace = ((actual / start) ** (Decimal(1) / 6) - 1) / ((aim / start) ** (Decimal(1) / 8) - 1)
        expect("progress", selected("road-deaths", where), path="compound", status=by_pace(pace, actual <= aim))


def kept():
    """The index is to stay above its mark through the plan; the coefficient below."""
    for indicator, low, high, scale, field, mark in (
        ("gini", 300, 390, 1000, "keep_at_most", Decimal("0.36")), ("confidence", 880, 1120, 10, "keep_at_least", Decimal("95")),
    ):
        values = []
        for year in YEARS:
            for period in [f"FY{year}-Q{n}" for n in range(1, 5)] if indicator == "confidence" else [f"FY{year}"]:
                values.append(Decimal(DICE.randrange(low, high)) / scale)
                observe(indicator, period, year, plain(values[-1]), part())
        good = [value <= mark if field == "keep_at_most" else value >= mark for value in values]
        status = "broken" if not good[-1] else ("holds" if all(good) else "holds-again")
        put("data/targets.yaml", f"- {{ indicator: {indicator}, period: plan-6, {field}: {mark}, source: plan }}\n")
        expect("progress", selected(indicator, part()), actual=plain(values[-1]), status=status)
    for year in YEARS:
        observe("renewables", f"FY{year}", year, f"{plain(Decimal(300 + 17 * (year - 2029)) / 10)}%", part())
    put("data/targets.yaml", "- { indicator: renewables, period: FY2033, at_least: 50%, source: plan }\n")
    # A level without a baseline is what its latest result says, however much time is left.
    expect("progress", selected("renewables", part()), actual="33.4", status="not-met-now")


def homes():
    """Quarters of fiscal years, added up over a year and over the plan."""
    sums = {}
    for year in YEARS:
        for quarter in range(1, 5):
            cells = {place: DICE.randrange(300, 2400) for place in ALL_PROVINCES}
            for region, inside in PROVINCES.items():
                cells[region] = sum(cells[one[0]] for one in inside)
            cells[None] = cells["north"] + cells["south"]
            for place in [None, *PLACES]:
                parts = "region: complete" if place in (None, "north", "south") else ""
                observe("homes", f"FY{year}-Q{quarter}", year, cells[place], part(place), parts)
                sums[place, year] = sums.get((place, year), 0) + cells[place]
    for place in [None, *PLACES]:
        where = part(place)
        done = sums[place, 2031]
        aim = done * DICE.choice([88, 97, 103, 120]) // 100
        put("data/targets.yaml", f"- {{ indicator: homes, period: FY2031, at_least: {aim}{written(where)}, source: plan }}\n")
        expect("progress", f"{selected('homes', where)};period_from=2031-04-01", target=str(aim), actual=str(done), from_="parts", status="achieved" if done >= aim else "missed")
        done = sum(sums[place, year] for year in YEARS)
        aim = done * DICE.choice([148, 160, 171, 190, 290]) // 100
        put("data/targets.yaml", f"- {{ indicator: homes, period: plan-6, at_least: {aim}{written(where)}, source: plan }}\n")
        first, now, last = date(2029, 4, 1), date(2032, 3, 31), date(2034, 3, 31)
        gone, whole = (now - first).days + 1, (last - first).days + 1
        pace = Fraction(done, aim) / Fraction(gone, whole)
        expect(
            "progress", f"{selected('homes', where)};period_from=2029-04-01",
            actual=str(done), elapsed=str(gone), whole=str(whole),
            status=by_pace(Decimal(pace.numerator) / Decimal(pace.denominator), done >= aim),
        )


def births():
    """One province of each region is kept back in each year, and its figure is nowhere."""
    for year in YEARS:
        cells = {place: DICE.randrange(21_000, 98_000) for place in ALL_PROVINCES}
        for region, inside in PROVINCES.items():
            cells[region] = sum(cells[one[0]] for one in inside)
        cells[None] = cells["north"] + cells["south"]
        for place in [None, *PLACES]:
            is_kept_back = place in ("aldmark", "estray")
            if is_kept_back:
                ABSENT.extend([str(cells[place]), f"{cells[place]:,}"])
            parts = "region: complete" if place in (None, "north", "south") else ""
            observe("births", f"FY{year}", year, None if is_kept_back else cells[place], part(place), parts)


def pages():
    PAGES.append(("en/indicators/homes/index.html", "Goal 2. A decent living"))
    PAGES.append(("en/targets/plan-6/index.html", "Sixth National Plan"))
    PAGES.append(("zh/targets/plan-6/index.html", "“六五”计划时期"))
    PAGES.append(("en/indicators/births/index.html", "fiscal year 2031/32"))


def write():
    for path, text in FILES.items():
        file = HERE / "in" / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    with open(HERE / "expected.csv", "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["set", "where", "column", "value"])
        rows.writerows(EXPECTED)
    (HERE / "absent.txt").write_text("\n".join(ABSENT) + "\n", encoding="utf-8")
    (HERE / "pages.txt").write_text("".join(f"{path}\t{text}\n" for path, text in PAGES), encoding="utf-8")


if __name__ == "__main__":
    indicators()
    employment()
    found = rates()
    limits(found)
    ways(found)
    kept()
    homes()
    births()
    pages()
    write()
