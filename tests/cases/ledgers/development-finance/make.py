#!/usr/bin/env python3
"""Writes the site folder `in/` and, worked out here and not by the program, what must come out.

Run it in this folder. It needs Python 3 alone and makes the same files each time.
"""

from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).parent
AS_OF = 2031
MILLION = 1_000_000

# ---- what the made-up world is made of ---------------------------------------------------------

CONTINENTS = {
    "northland": ("Northland", "北陆"),
    "midsea": ("Midsea", "中海"),
    "southland": ("Southland", "南陆"),
}
COUNTRIES = {
    "arvenia": ("Arvenia", "阿维尼亚", "northland"),
    "belmora": ("Belmora", "贝尔莫拉", "northland"),
    "dornland": ("Dornland", "多恩兰", "northland"),
    "estrava": ("Estrava", "埃斯特拉瓦", "midsea"),
    "falkmar": ("Falkmar", "法尔克马尔", "midsea"),
    "gorvania": ("Gorvania", "戈尔瓦尼亚", "midsea"),
    "halvora": ("Halvora", "哈尔沃拉", "southland"),
    "jaltora": ("Jaltora", "亚尔托拉", "southland"),
    "kestria": ("Kestria", "凯斯特里亚", "southland"),
    "lumora": ("Lumora", "卢莫拉", "southland"),
}
SECTORS = {
    "energy": ("Energy", "能源", None),
    "power-plants": ("Power plants", "电站", "energy"),
    "power-lines": ("Power lines", "输电", "energy"),
    "transport": ("Transport", "交通", None),
    "roads": ("Roads", "公路", "transport"),
    "ports": ("Ports", "港口", "transport"),
    "health": ("Health", "卫生", None),
    "education": ("Education", "教育", None),
    "water": ("Water supply", "供水", None),
    "farming": ("Farming", "农业", None),
}
# What a project of a sector is called.
WORKS = {
    "energy": ("energy loan", "能源贷款"),
    "power-plants": ("power plant", "电站"),
    "power-lines": ("transmission line", "输电线路"),
    "transport": ("transport credit", "交通信贷"),
    "roads": ("highway", "公路"),
    "ports": ("container port", "集装箱码头"),
    "health": ("district hospital", "地区医院"),
    "education": ("technical college", "技术学院"),
    "water": ("waterworks", "水厂"),
    "farming": ("irrigation scheme", "灌溉工程"),
}
FUNDERS = {
    "crane-bank": ("Crane Development Bank", "鹤开发银行"),
    "heron-fund": ("Heron Export Fund", "鹭出口基金"),
    "ibis-credit": ("Ibis Credit Agency", "鹮信贷署"),
    "stork-trust": ("Stork Solidarity Trust", "鹳互助信托"),
}
BUILDERS = {
    "cobalt-works": ("Cobalt Works", "钴工程公司"),
    "granite-lines": ("Granite Lines", "花岗线路公司"),
    "marble-roads": ("Marble Roads", "大理石道路公司"),
    "slate-waters": ("Slate Waters", "板岩水务公司"),
    "quartz-build": ("Quartz Build", "石英建设公司"),
}
FLOWS = {"loan": ("Loan", "贷款"), "grant": ("Grant", "赠款"), "export-credit": ("Export credit", "出口信贷")}
STAGES = {
    "pledged": ("Pledged", "承诺意向", False),
    "committed": ("Committed", "承诺", False),
    "implemented": ("In implementation", "实施", False),
    "finished": ("Finished", "完成", False),
    "suspended": ("Suspended", "中止", True),
    "cancelled": ("Cancelled", "取消", True),
}
CURRENCIES = ["USD", "USD", "USD", "EUR", "USD", "CNY", "USD", "JPY", "USD", "GBP", "USD", "USD", "KRW"]
SCALE = {"JPY": "billion", "KRW": "billion"}
CLERKS = ["Ottoline Quasby", "Bartholomew Fynch", "Seraphine Oduwole-Krantz", "Ignatius Thrumble", "Wilhelmina Paxworthy"]

AMOUNTS = ["12.5", "40", "7.25", "118", "63.4", "250", "3.6", "91", "15", "205.75", "33", "580"]


def amount(number):
    """The amount of a project: (words before, digits, scale, currency), or nothing."""
    if number % 9 == 4:
        return None
    currency = CURRENCIES[number % len(CURRENCIES)]
    words = "about " if number % 17 == 3 else "over " if number % 41 == 2 else ""
    return words, AMOUNTS[(number * 5) % len(AMOUNTS)], SCALE.get(currency, "million"), currency


def interval(found):
    """The lowest and the highest amount (None: no end), and whether the lowest is one of them."""
    words, digits, scale, _ = found
    factor = MILLION if scale == "million" else 1000 * MILLION
    value = Fraction(digits) * factor
    if not words:
        return value, value, True
    if words == "over ":
        return value, None, False
    last = len(digits.rstrip("0").split(".")[1]) if "." in digits else 0
    unit = Fraction(1, 10**last) if last else Fraction(10 ** (len(digits) - len(digits.rstrip("0"))))
    within = min(unit * factor / 2, value / 20)
    return value - within, value + within, True


def project(number):
    """Everything there is to a project, as plain values."""
    countries = list(COUNTRIES)
    sector = list(SECTORS)[(number * 7 + number // 10) % len(SECTORS)]
    country = countries[(number * 3 + number // 7) % len(countries)]
    places = [country]
    if number % 13 == 5:  # a line or a road across a border, in some cases of two continents
        places.append(countries[(countries.index(country) + 1 + number % 4) % len(countries)])
    year = 2022 + number % 8
    course = ["finished", "implemented", "committed", "finished", "pledged", "implemented", "suspended", "cancelled"]
    stage = course[(number + number // 8) % len(course)]
    early = number % 16 == 0 or number % 16 == 9  # work began before the money was committed
    milestones = []
    if number % 2 == 0 or stage == "pledged":
        milestones.append(("pledged", f"{year - 1}", False, "register-2031"))
    committed = f"{year}" if number % 3 else f"{year}-{number % 12 + 1:02}-{number % 27 + 1:02}"
    if stage != "pledged":
        milestones.append(("committed", committed, False, "register-2031"))
    if stage in ("implemented", "finished"):
        begun = f"{year - 1}-09" if early else f"{year + 1}"
        milestones.append(("implemented", begun, False, "register-2031"))
    replanned = number % 5 == 0 and stage in ("implemented", "finished", "committed")
    if replanned:
        milestones.append(("finished", f"{year + 3}", True, "register-2029"))
        milestones.append(("finished", f"{year + 4}", True, "register-2030"))
    if stage == "finished":
        milestones.append(("finished", f"{min(year + 3, 2030)}", False, "register-2031"))
    if stage in ("suspended", "cancelled"):
        milestones.append((stage, f"{year + 1}-05", False, "register-2031"))
    found = amount(number)
    paid = {}
    if found and found[3] == "USD" and not found[0] and stage in ("implemented", "finished"):
        for step in range(1, 1 + min(3, 2031 - year)):
            if year + step <= 2030:
                paid[year + step] = Fraction(found[1]) * step / 10
    return {
        "number": number,
        "id": f"f{number:03}",
        "sector": sector,
        "places": places,
        "year": year,
        "stage": stage,
        "milestones": milestones,
        "replanned": replanned,
        "amount": found,
        "paid": paid,
        "flow": list(FLOWS)[number % 3],
        "funders": [list(FUNDERS)[number % 4]] + ([list(FUNDERS)[(number + 1) % 4]] if number % 6 == 1 else []),
        "builder": list(BUILDERS)[(number // 2) % len(BUILDERS)] if number % 3 else None,
        "stated": number % 4 == 1,
        "internal": number in (40, 90),
    }


PROJECTS = [project(number) for number in range(130)]
PUBLIC = [one for one in PROJECTS if not one["internal"]]


# ---- the files of the site ---------------------------------------------------------------------


def text(names):
    return f"{{ en: {names[0]}, zh: {names[1]} }}"


def decimal(value):
    """A fraction with an end, in digits."""
    whole, rest = divmod(value, 1)
    digits = ""
    while rest:
        digit, rest = divmod(rest * 10, 1)
        digits += str(digit)
    return f"{whole}.{digits}" if digits else f"{whole}"


def name(one):
    english, chinese = WORKS[one["sector"]]
    where = COUNTRIES[one["places"][0]]
    return f"{where[0]} {english} {one['number'] + 1}", f"{where[1]}{chinese}{one['number'] + 1}号"


def clerk(number):
    who = CLERKS[number % len(CLERKS)]
    mail = who.lower().replace(" ", ".")
    return f"[{{ name: {who}, phone: \"+990 5550 {1000 + number}\", email: {mail}.{number}@internal.invalid }}]"


def project_record(one):
    lines = [f"- id: {one['id']}", f"  name: {text(name(one))}", "  source: register-2031"]
    if one["internal"]:
        lines.append("  visibility: internal")
    lines.append(f"  regions: [{', '.join(one['places'])}]")
    lines.append(f"  industries: [{one['sector']}]")
    lines.append(f"  categories: [{one['flow']}]")
    if one["amount"]:
        words, digits, scale, currency = one["amount"]
        lines.append(f"  investment: {words}{currency} {digits} {scale}")
    lines.append("  parties:")
    lines.append(f"    funder: [{', '.join(one['funders'])}]")
    lines.append(f"    receiver: [ministry-{one['places'][0]}]")
    if one["builder"]:
        lines.append(f"    implementer: [{one['builder']}]")
    if one["number"] % 10 == 7:
        lines.append(f"    officer: [{CLERKS[one['number'] % len(CLERKS)]}]")
    if one["number"] % 3 == 0:
        lines.append(f"  contacts: {clerk(one['number'])}")
    lines.append("  milestones:")
    for stage, date, planned, source in one["milestones"]:
        plan = ", planned: true" if planned else ""
        lines.append(f"    - {{ stage: {stage}, date: {date}{plan}, source: {source} }}")
    if one["stated"]:
        lines.append("  status:")
        lines.append(f"    - {{ is: is-{one['stage']}, date: 2031-05-31, by: crane-bank, source: register-2031 }}")
    if one["paid"]:
        lines.append("  figures:")
        for year, paid in one["paid"].items():
            lines.append(f"    - {{ indicator: disbursed, period: {year}, value: USD {decimal(paid)} million }}")
    return "\n".join(lines)


def site():
    lines = [
        "title: { en: Register of Development Finance, zh: 发展融资登记册 }",
        "description: { en: A made-up register of loans and grants between countries that do not exist., zh: 虚构国家之间贷款与赠款的虚构登记册。 }",
        "languages:",
        "  en: { tag: en, name: English }",
        "  zh: { tag: zh-Hans, name: 简体中文 }",
        "as_of: 2031-06-30",
        "currency: USD",
        "# Agreements are often signed after work began; the register says so and it is no slip.",
        "levels: { milestone-order: allow }",
        "stages:",
    ]
    for key, (english, chinese, end) in STAGES.items():
        lines.append(f"  - {{ id: {key}, name: {text((english, chinese))}{', end: true' if end else ''} }}")
    lines.append("statuses:")
    for key, (english, chinese, end) in STAGES.items():
        tone = "bad" if end else "none"
        lines.append(f"  - {{ id: is-{key}, name: {text((english, chinese))}, tone: {tone}, stage: {key} }}")
    lines.append("roles:")
    roles = {"funder": ("Funder", "出资方"), "receiver": ("Receiver", "受援方"), "implementer": ("Implementer", "实施方")}
    for key, names in roles.items():
        lines.append(f"  - {{ id: {key}, name: {text(names)} }}")
    lines.append("  - { id: officer, name: { en: Loan officer, zh: 信贷员 }, visibility: internal }")
    lines.append("categories:")
    for key, names in FLOWS.items():
        lines.append(f"  - {{ id: {key}, name: {text(names)} }}")
    return "\n".join(lines) + "\n"


def organizations():
    lines = []
    for key, names in FUNDERS.items():
        lines.append(f"- {{ id: {key}, name: {text(names)}, kind: other, contacts: {clerk(len(lines) + 200)} }}")
    for key, names in BUILDERS.items():
        lines.append(f"- {{ id: {key}, name: {text(names)}, kind: company, contacts: {clerk(len(lines) + 200)} }}")
    for key, (english, chinese, _) in COUNTRIES.items():
        names = text((f"Ministry of Finance of {english}", f"{chinese}财政部"))
        lines.append(f"- {{ id: ministry-{key}, name: {names}, kind: government }}")
    return "\n".join(lines) + "\n"


def places():
    lines = [f"- {{ id: {key}, name: {text(names)} }}" for key, names in CONTINENTS.items()]
    for key, (english, chinese, parent) in COUNTRIES.items():
        lines.append(f"- {{ id: {key}, name: {text((english, chinese))}, parent: {parent} }}")
    return "\n".join(lines) + "\n"


def sectors():
    lines = []
    for key, (english, chinese, parent) in SECTORS.items():
        above = f", parent: {parent}" if parent else ""
        lines.append(f"- {{ id: {key}, name: {text((english, chinese))}{above} }}")
    return "\n".join(lines) + "\n"


def indicators():
    return f"""\
- id: commitments
  name: {{ en: Value committed, zh: 承诺金额 }}
  unit: USD
  definition: {{ en: The amounts of all projects committed in the period., zh: 期内承诺的全部项目的金额。 }}
  measure: {{ sum: investment, reaching: committed }}
  contact: {{ name: {CLERKS[0]}, email: register@internal.invalid }}
- id: new-projects
  name: {{ en: Projects committed, zh: 承诺项目 }}
  unit: project
  definition: {{ en: The number of projects committed in the period., zh: 期内承诺的项目数。 }}
  measure: {{ count: projects, reaching: committed }}
- id: disbursed
  name: {{ en: Disbursed, zh: 拨付金额 }}
  unit: USD
  definition: {{ en: What was paid out to projects in the period., zh: 期内拨付给项目的金额。 }}
  measure: {{ sum: {{ figure: disbursed }} }}
- id: north-energy
  name: {{ en: Energy projects committed in Northland, zh: 北陆承诺的能源项目 }}
  unit: project
  definition: {{ en: The number of energy projects in Northland committed in the period., zh: 期内承诺的北陆能源项目数。 }}
  measure: {{ count: projects, reaching: committed, where: {{ region: northland, industry: energy }} }}
"""


TARGETS = {("disbursed", 2029): 150, ("disbursed", 2030): 400, ("new-projects", 2028): 12, ("new-projects", 2029): 30, ("north-energy", 2029): 2}


def targets():
    lines = []
    for (indicator, period), least in TARGETS.items():
        value = f"USD {least} million" if indicator == "disbursed" else least
        lines.append(f"- {{ indicator: {indicator}, period: {period}, at_least: {value}, source: register-2027 }}")
    return "\n".join(lines) + "\n"


SOURCES = """\
- { id: register-2027, title: { en: Register 2027, zh: 2027年登记册 }, published: 2027-12-20 }
- { id: register-2029, title: { en: Register 2029, zh: 2029年登记册 }, published: 2029-12-20 }
- { id: register-2030, title: { en: Register 2030, zh: 2030年登记册 }, published: 2030-12-20 }
- { id: register-2031, title: { en: Register 2031, zh: 2031年登记册 }, published: 2031-06-15 }
"""

# ---- what must come out ------------------------------------------------------------------------


def total(projects):
    """Number, sum in words of the data set, how many without an amount and in another currency."""
    known = [one["amount"] for one in projects if one["amount"]]
    summed = [interval(found) for found in known if found[3] == "USD"]
    row = {
        "projects": len(projects),
        "without_investment": len(projects) - len(known),
        "other_currency": len(known) - len(summed),
    }
    if not summed:
        return row | {"investment": "", "investment_relation": ""}
    low = sum(one[0] for one in summed)
    if any(one[1] is None for one in summed):
        return row | {"investment": decimal(low), "investment_relation": "more_than"}
    high = sum(one[1] for one in summed)
    if low == high:
        return row | {"investment": decimal(low), "investment_upper": "", "investment_relation": "exactly"}
    # A single vague amount stands as it was written.
    vague = [found for found in known if found[3] == "USD"]
    if len(vague) == 1:
        middle = (low + high) / 2
        return row | {"investment": decimal(middle), "investment_relation": "about"}
    return row | {"investment": decimal(low), "investment_upper": decimal(high), "investment_relation": "range"}


def below(parents, key):
    """A place or a sector with those that it is made of."""
    return {key} | {one for one, parent in parents.items() if parent == key}


def is_in_the_north(one):
    return any(COUNTRIES[place][2] == "northland" for place in one["places"])


def is_energy(one):
    return "energy" in (one["sector"], SECTORS[one["sector"]][2])


def pages():
    """What a reader must find, by page."""
    lines = []
    whole = total(PUBLIC)
    lines.append(f"en/projects/index.html\tThe total leaves out {whole['without_investment']} projects with no published investment.")
    lines.append(f"en/projects/index.html\tThe total leaves out {whole['other_currency']} projects with investment in another currency.")
    lines.append("en/projects/index.html\tA project can be in several regions and is counted in full in each. The total counts it once. No shares are given.")
    lines.append(f"zh/projects/index.html\t合计不含以其他货币计投资额的{whole['other_currency']}个项目。")
    for one in PUBLIC:
        if one["replanned"] and one["number"] % 3 == 0:
            lines.append(f"en/projects/{one['id']}/index.html\tfirst planned for {one['year'] + 3}")
        if one["stated"] and one["number"] % 8 == 1:
            lines.append(f"en/projects/{one['id']}/index.html\tstated by Crane Development Bank, 31 May 2031")
        if one["number"] % 20 == 1:
            names = " ".join(FUNDERS[funder][0] for funder in one["funders"])
            lines.append(f"en/projects/{one['id']}/index.html\tFunder {names}")
    # Nobody is told that his agreement came late: the dates stand there and nothing else.
    first = PUBLIC[0]
    lines.append(f"en/projects/{first['id']}/index.html\tSeptember 2021 In implementation 1 January 2022 Committed")
    return lines


def expected():
    rows = []

    def say(data_set, where, values):
        rows.extend((data_set, where, column, value) for column, value in values.items())

    def group(dimension, key, projects):
        say("summaries", f"dimension={dimension};group={key}", total(projects))

    for stage in STAGES:
        group("stage", stage, [one for one in PUBLIC if one["stage"] == stage])
    above = {key: parent for key, (_, _, parent) in COUNTRIES.items()}
    for place in [*CONTINENTS, *COUNTRIES]:
        group("region", place, [one for one in PUBLIC if below(above, place) & set(one["places"])])
    above = {key: parent for key, (_, _, parent) in SECTORS.items()}
    for sector in SECTORS:
        group("industry", sector, [one for one in PUBLIC if one["sector"] in below(above, sector)])
    for flow in FLOWS:
        group("category", flow, [one for one in PUBLIC if one["flow"] == flow])
    committed = [one for one in PUBLIC if one["stage"] != "pledged"]
    for year in range(2023, 2030):  # the years with a result: the first payments are of 2023
        of_year = [one for one in committed if one["year"] == year]
        n_summed = len([one for one in of_year if one["amount"] and one["amount"][3] == "USD"])
        where = f"dimension=year;group={year};indicator="
        say("summaries", f"{where}commitments", total(of_year) | {"projects": n_summed})
        say("summaries", f"{where}new-projects", {"projects": len(of_year)})
    for one in PUBLIC:
        where = f"id={one['id']}"
        words, digits, scale, currency = one["amount"] or ("", "", "", "")
        factor = MILLION if scale == "million" else 1000 * MILLION
        say("projects", where, {
            "stage": one["stage"],
            "status": f"is-{one['stage']}" if one["stated"] else "",
            "regions": "; ".join(one["places"]),
            "investment": decimal(Fraction(digits) * factor) if digits else "",
            "investment_unit": currency,
            "parties_funder": "; ".join(one["funders"]),
            "parties_receiver": f"ministry-{one['places'][0]}",
            "parties_implementer": one["builder"] or "",
        })
        if one["replanned"]:
            place = f"project={one['id']};stage=finished;date="
            say("milestones", f"{place}{one['year'] + 3};replaced=true", {"sources": "register-2029"})
            say("milestones", f"{place}{one['year'] + 4};sources=register-2030", {"replaced": "false"})
        for year, paid in one["paid"].items():
            where = f"indicator=disbursed;project={one['id']};period={year}"
            say("observations", where, {"value": decimal(paid * MILLION), "origin": "reported"})
    for (indicator, year), least in TARGETS.items():
        if indicator == "disbursed":
            actual = sum(one["paid"].get(year, 0) for one in PUBLIC) * MILLION
            least *= MILLION
        else:
            counted = [one for one in committed if one["year"] == year]
            if indicator == "north-energy":
                counted = [one for one in counted if is_in_the_north(one) and is_energy(one)]
            actual = Fraction(len(counted))
        say("progress", f"indicator={indicator};period={year}", {
            "actual": decimal(actual),
            "from": "measured",
            "status": "achieved" if actual >= least else "missed",
        })
    return rows


def write(path, content):
    path = HERE / path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8", newline="\n")


def main():
    data = "in/content/data"
    write("in/content/site.yaml", site())
    write(f"{data}/projects.yaml", "\n".join(map(project_record, PROJECTS)) + "\n")
    write(f"{data}/organizations.yaml", organizations())
    write(f"{data}/regions.yaml", places())
    write(f"{data}/industries.yaml", sectors())
    write(f"{data}/indicators.yaml", indicators())
    write(f"{data}/targets.yaml", targets())
    write(f"{data}/sources.yaml", SOURCES)
    lines = ["set,where,column,value"]
    lines += [",".join(map(str, row)) for row in expected()]
    write("expected.csv", "\n".join(lines) + "\n")
    write("pages.txt", "\n".join(pages()) + "\n")
    hidden = [name(one)[language] for one in PROJECTS if one["internal"] for language in (0, 1)]
    write("absent.txt", "\n".join([*CLERKS, "internal.invalid", "+990 5550", *hidden]) + "\n")


main()
