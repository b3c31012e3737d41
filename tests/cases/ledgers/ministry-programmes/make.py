#!/usr/bin/env python3
"""Writes the site folder `in/` and, worked out here and not by the program, what must come out.

Run it in this folder. It needs Python 3 alone and makes the same files each time.
"""

from datetime import date
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).parent
MILLION = 1_000_000

# ---- what the made-up ministry has -------------------------------------------------------------

PROGRAMMES = {
    "rail": "Railways for the East",
    "roads": "Safer Main Roads",
    "ports": "Harbours and Ferries",
    "homes": "Warm Public Homes",
    "records": "Digital Records",
    "rivers": "Clean Rivers",
}
NAMES = {
    "rail": ["Eastern line electrification", "Marsh junction flyover", "Level crossings", "Night train depot", "Station lifts", "Signal centre", "Freight loop"],
    "roads": ["Hill road tunnels", "Bridge repairs", "School crossings", "Roundabouts of the south", "Bus lanes", "Verge barriers"],
    "ports": ["Deep quay", "Ferry terminals", "Shore power", "Harbour dredging", "Lighthouse renewal", "Customs hall"],
    "homes": ["Roof insulation", "District heating north", "District heating south", "Window renewal", "Heat pumps", "Estate works", "Boiler exchange"],
    "records": ["Land register", "Health files", "Tax portal", "Archive scanning", "Court diary", "Permit desk", "Identity card"],
    "rivers": ["Upper basin sewers", "Lower basin sewers", "Weir removal", "Flood meadows", "Sludge plant", "Reed beds", "Storm tanks"],
}
OWNERS = {"rail": "rail-agency", "roads": "road-agency", "ports": "port-board", "homes": "housing-office", "records": "records-office", "rivers": "river-board"}
OWNER_NAMES = {
    "rail-agency": "Rail Agency",
    "road-agency": "Road Agency",
    "port-board": "Port Board",
    "housing-office": "Housing Office",
    "records-office": "Records Office",
    "river-board": "River Board",
    "delivery-unit": "Delivery Unit",
}
PEOPLE = ["Peregrine Holloway-Stubb", "Drusilla Markfield", "Cornelius Abernack", "Euphemia Strand", "Lysander Quillfeather"]
RATINGS = {"green": ("Green", "good"), "amber": ("Amber", "neutral"), "red": ("Red", "bad"), "paused": ("Paused", "none")}
STAGES = ["proposed", "approved", "in-delivery", "closed"]
# What the whole ministry may spend in a fiscal year, in millions.
CEILINGS = {2029: 1200, 2030: 1100}
FIRST_DAY, LAST_DAY, COVERED = date(2031, 4, 1), date(2032, 3, 31), date(2031, 9, 30)


def project(number, programme, name):
    """Everything there is to a project; amounts in millions."""
    begun = 2028 + number % 3  # the fiscal year of its first costs
    base = Fraction(80 + (number * 37) % 160, 4)
    plan, actual = {}, {}
    for year in range(max(begun, 2029), 2032):
        plan[year] = base * (3 + (year + number) % 3) / 4
        drift = Fraction(85 + (number * 11 + year * 7) % 31, 100)
        actual[year] = plan[year] * drift
    halves = {}
    if number % 6 != 5:  # one in six has not reported this year
        share = Fraction(10 + (number * 7) % 22, 100)
        halves = {1: plan[2031] * share, 2: plan[2031] * (share + Fraction(number % 4, 50))}
    forecast = plan[2031] * Fraction(92 + (number * 5) % 20, 100)
    ratings = ["green", "amber", "red", "amber", "green", "green", "paused"]
    history = [ratings[(number * 3 + step * 2) % len(ratings)] for step in range(3)]
    stage = "in-delivery" if number % 7 else "approved"
    if number % 11 == 10:
        stage = "closed"
    return {
        "id": f"{programme}-{name.lower().replace(' ', '-')}",
        "name": name,
        "number": number,
        "programme": programme,
        "budget": None if programme == "ports" else Fraction(400 + (number * 53) % 900, 2),
        "plan": plan,
        "actual": {year: value for year, value in actual.items() if year < 2031},
        "quarters": halves,
        "forecast": forecast,
        "history": history,
        "stage": stage,
        "begun": begun,
    }


PAIRS = [(programme, name) for programme, names in NAMES.items() for name in names]
PROJECTS = [project(number, *pair) for number, pair in enumerate(PAIRS)]
BUDGETS = {"rail": 2600, "roads": 1500, "ports": 1234, "homes": 1900, "records": None, "rivers": 2100}

# ---- the files of the site ---------------------------------------------------------------------


def decimal(value):
    """A fraction with an end, in digits."""
    whole, rest = divmod(Fraction(value), 1)
    digits = ""
    while rest:
        digit, rest = divmod(rest * 10, 1)
        digits += str(digit)
    return f"{whole}.{digits}" if digits else f"{whole}"


def money(value):
    return f"GBP {decimal(value)} million"


def site():
    lines = [
        "title: Programmes of the Ministry of Works",
        "description: A made-up ministry on its programmes, their costs and what they bring.",
        "languages: { en: { tag: en-GB, name: English } }",
        "as_of: 2031-11-15",
        "currency: GBP",
        "decimals: 1",
        "year_starts: { month: 4, named_by: start }",
        "stages:",
        *[f"  - {{ id: {stage}, name: {stage.replace('-', ' ').capitalize()} }}" for stage in STAGES],
        "statuses:",
        *[f"  - {{ id: {key}, name: {name}, tone: {tone} }}" for key, (name, tone) in RATINGS.items()],
        "roles:",
        "  - { id: owner, name: Owner }",
        "  - { id: senior-owner, name: Senior responsible owner, visibility: internal }",
        "units:",
        "  - { id: station, kind: count, forms: { en: { one: station, other: stations } } }",
        "groups:",
        "  - { id: goal-1, name: People get about safely }",
        "  - { id: target-1-1, name: Stations without steps, parent: goal-1 }",
        "  - { id: target-1-2, name: Fewer people hurt on roads, parent: goal-1 }",
        "  - { id: goal-2, name: Public money is well spent }",
        "  - { id: target-2-1, name: Costs within their limits, parent: goal-2 }",
        "  - { id: target-2-2, name: Benefits that can be shown, parent: goal-2 }",
        "columns:",
        "  - { field: status }",
        "  - { field: stage }",
        "  - { field: investment }",
        "  - { target: cost, period: FY2031, name: Limit of the year, total: true }",
        "  - { figure: cost, period: FY2031, name: Spent so far, total: true }",
        "  - { figure: cost, period: FY2030, name: Spent the year before, total: true }",
    ]
    return "\n".join(lines) + "\n"


def contact(number):
    who = PEOPLE[number % len(PEOPLE)]
    mail = f"{who.split()[0].lower()}.{number}@works-internal.invalid"
    return f"[{{ name: {who}, phone: 01632 960{100 + number}, email: {mail} }}]"


def project_record(one):
    lines = [f"- id: {one['id']}", f"  name: {one['name']}", f"  parent: {one['programme']}", "  source: return-2031"]
    if one["budget"]:
        lines.append(f"  investment: {money(one['budget'])}")
    lines.append("  parties:")
    lines.append(f"    owner: [{OWNERS[one['programme']]}]")
    lines.append(f"    senior-owner: [{PEOPLE[one['number'] % len(PEOPLE)]}]")
    lines.append(f"  contacts: {contact(one['number'])}")
    lines.append("  milestones:")
    lines.append(f"    - {{ stage: proposed, date: FY{one['begun'] - 1} }}")
    lines.append(f"    - {{ stage: approved, date: {one['begun']}-04-{one['number'] % 28 + 1:02} }}")
    if one["stage"] != "approved":
        lines.append(f"    - {{ stage: in-delivery, date: {one['begun']}-Q4 }}")
    lines.append("    - { stage: closed, date: FY2031, planned: true, source: return-2030 }")
    if one["stage"] == "closed":
        lines.append("    - { stage: closed, date: 2031-10-10 }")
    else:
        lines.append("    - { stage: closed, date: FY2033, planned: true, source: return-2031 }")
    lines.append("  status:")
    for rating, day in zip(one["history"], ["2030-12-31", "2031-03-31", "2031-09-30"]):
        lines.append(f"    - {{ is: {rating}, date: {day}, by: delivery-unit }}")
    lines.append("  targets:")
    for year, value in one["plan"].items():
        lines.append(f"    - {{ indicator: cost, period: FY{year}, at_most: {money(value)}, source: estimates }}")
    lines.append("  figures:")
    for year, value in one["actual"].items():
        lines.append(f"    - {{ indicator: cost, period: FY{year}, value: {money(value)} }}")
    for quarter, value in one["quarters"].items():
        lines.append(f"    - {{ indicator: cost, period: FY2031-Q{quarter}, value: {money(value)} }}")
    lines.append(f"    - {{ indicator: cost, period: FY2031, value: {money(one['forecast'])}, status: forecast }}")
    return "\n".join(lines)


def programme_record(key):
    lines = [f"- id: {key}", f"  name: {PROGRAMMES[key]}", "  source: return-2031"]
    if BUDGETS[key]:
        lines.append(f"  investment: {money(BUDGETS[key])}")
    lines.append("  parties:")
    lines.append(f"    owner: [{OWNERS[key]}]")
    lines.append("  milestones: [{ stage: in-delivery, date: FY2028 }]")
    return "\n".join(lines)


def organizations():
    lines = []
    for number, (key, name) in enumerate(OWNER_NAMES.items()):
        lines.append(f"- {{ id: {key}, name: {name}, kind: government, contacts: {contact(700 + number)} }}")
    return "\n".join(lines) + "\n"


INDICATORS = f"""\
- id: cost
  name: Cost
  group: target-2-1
  unit: GBP
  definition: What was paid for work of projects in the period.
  measure: {{ sum: {{ figure: cost }} }}
  contact: {{ name: {PEOPLE[0]}, email: finance@works-internal.invalid }}
- id: benefits
  name: Benefits
  group: target-2-2
  unit: GBP
  definition: What users and the public purse saved in the period.
- id: step-free
  name: Stations without steps
  group: target-1-1
  unit: station
  kind: level
- id: hurt
  name: People hurt on main roads
  group: target-1-2
  unit: person
- id: satisfied
  name: Passengers who are satisfied
  group: goal-1
  unit: percent
  kind: level
"""

TARGETS = """\
- { indicator: benefits, period: FY2030, at_least: GBP 90 million, source: estimates }
- { indicator: benefits, period: FY2031, at_least: GBP 120 million, plan: { Q1: 15%, Q2: 40%, Q3: 70%, Q4: 100% }, source: estimates }
- { indicator: step-free, period: FY2033, reach: 180, baseline: { value: 100, period: FY2029 }, source: estimates }
- { indicator: hurt, period: FY2031, at_most: 400, source: estimates }
- { indicator: satisfied, period: FY2031, keep_at_least: 80%, source: estimates }
""" + "".join(
    f"- {{ indicator: cost, period: FY{year}, at_most: GBP {limit} million, source: estimates }}\n"
    for year, limit in CEILINGS.items()
)

OBSERVATIONS = """\
- { indicator: benefits, period: FY2030, value: GBP 97.5 million, source: return-2031 }
- { indicator: benefits, period: FY2031-Q1, value: GBP 20.4 million, source: return-2031 }
- { indicator: benefits, period: FY2031-Q2, value: GBP 33.6 million, source: return-2031 }
- { indicator: step-free, period: FY2029, value: 100, source: return-2030 }
- { indicator: step-free, period: FY2030, value: 115, source: return-2031 }
- { indicator: hurt, period: FY2031-Q1, value: 90, source: return-2031 }
- { indicator: hurt, period: FY2031-Q2, value: 130, source: return-2031 }
- { indicator: satisfied, period: FY2031-Q1, value: 83.5%, source: return-2031 }
- { indicator: satisfied, period: FY2031-Q2, value: 78.9%, source: return-2031 }
"""

SOURCES = """\
- { id: estimates, title: Estimates of the ministry, published: 2029-02-01 }
- { id: return-2030, title: Return of 2030, published: 2030-11-10 }
- { id: return-2031, title: Return of 2031, published: 2031-11-10 }
"""

# ---- what must come out ------------------------------------------------------------------------


def expected():
    rows = []

    def say(data_set, where, values):
        rows.extend((data_set, where, column, value) for column, value in values.items())

    part, whole = (COVERED - FIRST_DAY).days + 1, (LAST_DAY - FIRST_DAY).days + 1
    for one in PROJECTS:
        say("projects", f"id={one['id']}", {
            "stage": one["stage"],
            "status": one["history"][-1],
            "status_date": "2031-09-30",
            "parent": one["programme"],
            "investment": decimal(one["budget"] * MILLION) if one["budget"] else "",
            "parties_owner": OWNERS[one["programme"]],
            "target_cost_fy2031": decimal(one["plan"][2031] * MILLION),
            "figure_cost_fy2031": decimal(sum(one["quarters"].values()) * MILLION) if one["quarters"] else "",
            "figure_cost_fy2030": decimal(one["actual"][2030] * MILLION),
        })
        for year, limit in one["plan"].items():
            where = f"indicator=cost;project={one['id']};period=FY{year}"
            if year < 2031:
                spent = one["actual"][year]
                values = {"status": "kept" if spent <= limit else "exceeded", "covers": f"{year + 1}-03-31"}
            elif one["quarters"]:
                spent = sum(one["quarters"].values())
                within = spent * whole <= limit * part
                status = "exceeded" if spent > limit else "within-plan" if within else "above-plan"
                values = {"status": status, "covers": "2031-09-30", "elapsed": part, "whole": whole}
            else:
                say("progress", where, {"status": "no-result", "actual": ""})
                continue
            say("progress", where, {"target": decimal(limit * MILLION), "actual": decimal(spent * MILLION)} | values)
        where = f"indicator=cost;project={one['id']};period=FY2031;standing=forecast"
        say("observations", where, {"value": decimal(one["forecast"] * MILLION)})
    for year, limit in CEILINGS.items():
        spent = sum(one["actual"].get(year, 0) for one in PROJECTS)
        say("progress", f"indicator=cost;project=;period=FY{year}", {
            "actual": decimal(spent * MILLION),
            "from": "measured",
            "status": "kept" if spent <= limit else "exceeded",
        })
    # A programme counts like its projects; its own amount only where none of these has one.
    for stage in STAGES:
        there = [one for one in PROJECTS if one["stage"] == stage]
        amounts = [one["budget"] for one in there if one["budget"]]
        n_programmes, without = 0, len(there) - len(amounts)
        if stage == "in-delivery":
            n_programmes = len(PROGRAMMES)
            amounts.append(Fraction(BUDGETS["ports"]))
            without += len([key for key in PROGRAMMES if not BUDGETS[key]])
        if not there and not n_programmes:
            continue
        say("summaries", f"dimension=stage;group={stage}", {
            "projects": len(there) + n_programmes,
            "investment": decimal(sum(amounts) * MILLION),
            "investment_relation": "exactly",
        })
    by_hand = {
        "benefits;period=FY2030": {"status": "achieved", "actual": "97500000"},
        # 54 of 120 is 45 %, and 40 % were planned by September: the pace is 1.125.
        "benefits;period=FY2031": {"actual": "54000000", "completion": "0.45", "planned": "0.4", "pace": "1.125", "status": "ahead"},
        # 15 stations in a year, where 80 in four years are needed: 15 ÷ 20 = 0.75.
        "step-free;period=FY2033": {"pace": "0.75", "status": "behind"},
        # 220 of 400 are used in 183 of 366 days.
        "hurt;period=FY2031": {"actual": "220", "planned": "0.5", "status": "above-plan"},
        "satisfied;period=FY2031": {"actual": "78.9", "status": "broken"},
    }
    for where, values in by_hand.items():
        say("progress", f"indicator={where}", values)
    say("groups", "id=target-1-1", {"parent": "goal-1"})
    say("indicators", "id=cost", {"group": "target-2-1"})
    return rows


def thousands(value):
    """An amount in millions with one decimal, half away from zero, as British readers know it."""
    tenths = int(value * 10 + Fraction(1, 2))
    whole, tenth = divmod(tenths, 10)
    return f"{whole:,}.{tenth}"


def pages():
    """What a reader must find, by page."""
    limit = sum(one["plan"][2031] for one in PROJECTS)
    spent = sum(sum(one["quarters"].values()) for one in PROJECTS)
    before = sum(one["actual"][2030] for one in PROJECTS)
    n_silent = len([one for one in PROJECTS if not one["quarters"]])
    n_told = len({one["programme"] for one in PROJECTS if one["budget"] and BUDGETS[one["programme"]]})
    lists = "en/projects/index.html"
    lines = [
        f"{lists}\tTotal of 46 projects",
        f"{lists}\t{thousands(limit)}",
        f"{lists}\t{thousands(spent)} without {n_silent} projects with no published figure for the period",
        f"{lists}\t{thousands(before)}",
        f"{lists}\tFor {n_told} programmes, the total adds up their projects, not their own amounts.",
        f"{lists}\tBenefits fiscal year 2031/32 £54",
        "en/indicators/hurt/index.html\tGroup People get about safely Fewer people hurt on roads",
    ]
    for one in PROJECTS[::5]:
        words = {"green": "Green", "amber": "Amber", "red": "Red", "paused": "Paused"}
        latest = words[one["history"][-1]]
        page = f"en/projects/{one['id']}/index.html"
        lines.append(f"{page}\t{latest} stated by Delivery Unit, 30 September 2031")
        lines.append(f"{page}\tPart of {PROGRAMMES[one['programme']]}")
        if one["stage"] != "closed":
            lines.append(f"{page}\tfirst planned for fiscal year 2031/32")
    return lines


def write(path, content):
    path = HERE / path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8", newline="\n")


def main():
    data = "in/content/data"
    write("in/content/site.yaml", site())
    records = [*map(programme_record, PROGRAMMES), *map(project_record, PROJECTS)]
    write(f"{data}/projects.yaml", "\n".join(records) + "\n")
    write(f"{data}/organizations.yaml", organizations())
    write(f"{data}/indicators.yaml", INDICATORS)
    write(f"{data}/targets.yaml", TARGETS)
    write(f"{data}/observations.yaml", OBSERVATIONS)
    write(f"{data}/sources.yaml", SOURCES)
    lines = ["set,where,column,value"]
    lines += [",".join(map(str, row)) for row in expected()]
    write("expected.csv", "\n".join(lines) + "\n")
    write("pages.txt", "\n".join(pages()) + "\n")
    write("absent.txt", "\n".join([*PEOPLE, "works-internal.invalid", "01632 960"]) + "\n")


main()
