#!/usr/bin/env python3
"""Write a reproducible bilingual corpus of investment projects, for benchmarks.

    corpus.py --projects N [--seed S] --kind KIND [--base-url URL] --out DIR

The same N and S give the same bytes on every machine. Project i depends only on
S, i and the number of parks; everything is fictional. KIND is one of

  wellspring      content/ of a Wellspring site (see docs/schema.md)
  hugo, eleventy  the same records as a site for that generator: peers/<kind>/ (templates,
                  settings, style sheet) is copied and a content file is added for each page
  hugo-same       the same for templates that write the pages that Wellspring writes, at its
                  addresses (peers/<kind>-same/): see same.py for what is compared

Every minimal site has the same pages in Chinese (at /) and in English (at /en/):

  /                    links to all of the below but the projects
  /projects/           totals by stage, industry and park; targets met    (1)
  /projects/<id>/      one project: facts, milestones, Markdown summary   (N)
  /parks/              all parks                                          (1)
  /parks/<id>/         one park and the table of its projects             (max(3, N/100))
  /timeline/<year>/    the year's milestones of all projects, by date     (one per YEARS)

and a sitemap; Wellspring adds what it makes of any ledger: pages by stage and industry,
and every table as CSV and JSON. A peer's content file holds only what its record says.
"""

import argparse
import datetime
import json
import pathlib
import random
import re
import shutil

LANGUAGES = ("zh", "en")
# Further languages of a Wellspring site, as many as asked for. Their words are the English ones with
# the code in front: they cost what real ones would, and nobody takes them for a translation.
FURTHER = ("sw", "fr", "de", "es", "pt", "it", "nl", "pl")
STRINGS = pathlib.Path(__file__).resolve().parent.parent / "themes/default/strings/en.yaml"
YEARS = range(2020, 2026)
PEERS = pathlib.Path(__file__).resolve().parent / "peers"


def both(zh, en):
    return {"zh": zh, "en": en}


# --- vocabulary ---------------------------------------------------------------

# Industry id -> the products its projects make.
PRODUCTS = {
    "information": [both("算力中心", "Computing Centre"), both("卫星通信终端", "Satellite Terminal"),
                    both("工业软件", "Industrial Software"), both("传感器芯片", "Sensor Chip")],
    "carbon": [both("光伏组件", "PV Module"), both("储能电池", "Storage Battery"),
               both("氢能装备", "Hydrogen Equipment"), both("余热回收", "Heat Recovery")],
    "manufacturing": [both("无人机", "Drone"), both("工业机器人", "Industrial Robot"),
                      both("精密轴承", "Precision Bearing"), both("数控机床", "CNC Machine Tool")],
    "culture": [both("黄河文化园", "Yellow River Culture Park"), both("数字影视", "Digital Film"),
                both("研学营地", "Study Camp"), both("文创街区", "Creative Quarter")],
    "commerce": [both("电商直播", "Live Commerce"), both("冷链物流", "Cold-chain Logistics"),
                 both("总部楼宇", "Headquarters Tower"), both("供应链金融", "Supply-chain Finance")],
    "food": [both("预制菜", "Ready Meal"), both("海藻食品", "Seaweed Food"),
             both("植物蛋白", "Plant Protein"), both("乳制品", "Dairy")],
}

# Stages in order, each with the milestone that opens it.
STAGES = {
    "signed": both("签订投资协议", "Investment agreement signed"),
    "approved": both("完成立项备案", "Filing and approval completed"),
    "started": both("正式开工建设", "Construction started"),
    "equipping": both("主体封顶,设备进场", "Main building topped out, equipment moving in"),
    "operating": both("竣工投产", "Completed and in production"),
}

INDUSTRIES = {
    "information": both("新一代信息技术", "Information technology"), "carbon": both("双碳科技", "Low-carbon technology"),
    "manufacturing": both("智能制造", "Smart manufacturing"), "culture": both("文化创意旅游", "Culture and tourism"),
    "commerce": both("现代商贸服务", "Commerce and services"), "food": both("现代食品", "Food"),
}

STEMS = [both(zh, en) for zh, en in zip(
    "云岭 恒拓 远澜 嘉禾 北辰 瀚海 启明 金穗 天枢 和光 卓越 安泰 汇川 博远 青禾 星野".split(),
    "Yunling Hengtuo Yuanlan Jiahe Beichen Hanhai Qiming Jinsui "
    "Tianshu Heguang Zhuoyue Antai Huichuan Boyuan Qinghe Xingye".split())]
CITIES = [both(zh, en) for zh, en in zip(
    "郑州 深圳 杭州 南京 天津 上海 武汉 成都".split(),
    "Zhengzhou Shenzhen Hangzhou Nanjing Tianjin Shanghai Wuhan Chengdu".split())]
FIRMS = [both("科技有限公司", "Technology Co., Ltd."), both("控股集团", "Holding Group"),
         both("实业股份有限公司", "Industries Inc."), both("投资有限公司", "Investment Co., Ltd.")]
WORKS = [both("生产线", "Production Line"), both("产业园", "Industrial Park"),
         both("研发基地", "R&D Base"), both("示范项目", "Demonstration Project")]
PARK_NAMES = [both("新兴产业园", "Emerging Industries Park"), both("智能制造园", "Smart Manufacturing Park"),
              both("楼宇经济区", "Office Economy Zone"), both("双碳产业园", "Low-carbon Park")]

PROGRESS = [
    both("施工单位按月上报进度,土建工程完成 {a}%。", "The contractor reports monthly; {a}% of the civil works are done."),
    both("专班每周协调一次,已解决 {b} 个问题。", "A task force meets every week and has settled {b} issues so far."),
    both("首批 {b} 台设备已完成采购。", "The first {b} machines have been procured."),
    both("用电、用水和道路配套同步推进。", "Power, water and road connections are being built in parallel."),
    both("环评和能评批复均已取得。", "The environmental and energy assessments have both been approved."),
    both("企业已与 {b} 家本地供应商签订合作意向。", "The company has signed letters of intent with {b} local suppliers."),
    both("项目资金到位率为 {a}%,贷款手续正在办理。", "Funding in place stands at {a}%, and the loan paperwork is under way."),
    both("招聘工作已经启动,首批需要 {b} 名技术人员。", "Recruitment has begun, with {b} technicians wanted in the first round."),
]

SUMMARY = both(
    """{investor}计划在{park}投资 **{zh_money} 亿元**建设{product}{work}。{s[0]}{s[1]}

## 建设内容

- 用地面积:{land} 亩
- 设计年产能:{capacity} 万件
- 预计新增就业:*{jobs} 人*

{s[2]}{s[3]}详见[项目公示](https://example.org/notice/{id})。
""",
    """{investor} is investing **CNY {en_money} billion** in a {product} {work} in {park}. {s[0]} {s[1]}

## Scope

- Land: {land} mu (about {hectares} hectares)
- Design capacity: {capacity}0,000 units a year
- New jobs expected: *{jobs}*

{s[2]} {s[3]} See the [public notice](https://example.org/notice/{id}) for the full scope and conditions.
""")


# --- records ------------------------------------------------------------------

def make_parks(count):
    names = [(city, kind) for kind in PARK_NAMES for city in STEMS]
    parks = []
    for i in range(count):
        stem, kind = names[i % len(names)]
        series = i // len(names)
        parks.append({
            "id": f"park-{i + 1:03}",
            "name": both(stem["zh"] + kind["zh"] + (f"{series + 1}区" if series else ""),
                         f"{stem['en']} {kind['en']}" + (f" {series + 1}" if series else "")),
            "area_km2": 2 + i * 7 % 23,
        })
    return parks


def make_project(number, seed, parks):
    rng = random.Random(f"{seed}/{number}")
    park = rng.choice(parks)
    industry = rng.choice(list(PRODUCTS))
    stem, city, firm = rng.choice(STEMS), rng.choice(CITIES), rng.choice(FIRMS)
    product, work = rng.choice(PRODUCTS[industry]), rng.choice(WORKS)
    phase = rng.randint(1, 3)
    investor = both(f"{stem['zh']}({city['zh']}){firm['zh']}", f"{stem['en']} ({city['en']}) {firm['en']}")
    investment = max(10**7, int(round(rng.lognormvariate(20.3, 0.9), -7)))

    # Three to six milestones: the stages reached, in order, and progress between them.
    reached = rng.randint(1, len(STAGES))
    texts = [STAGES[stage] for stage in list(STAGES)[:reached]]
    for _ in range(rng.randint(max(3, reached), 6) - reached):
        texts.insert(rng.randint(1, len(texts)), fill(rng.choice(PROGRESS), rng))
    day = datetime.date(YEARS[0], 1, 1) + datetime.timedelta(rng.randrange(4 * 365))
    milestones = []
    for text in texts:
        milestones.append({"date": day, "text": text})
        day += datetime.timedelta(rng.randint(15, 140))

    project = {
        "id": f"p{number:05}",
        "name": both(f"{stem['zh']}{product['zh']}{work['zh']}({'一二三'[phase - 1]}期)",
                     f"{stem['en']} {product['en']} {work['en']}, Phase {phase}"),
        "park": park["id"],
        "industry": industry,
        "investor": investor,
        "stage": list(STAGES)[reached - 1],
        "investment": investment,
        "signed": milestones[0]["date"],
        "started": next((m["date"] for m in milestones if m["text"] is STAGES["started"]), None),
        "milestones": milestones,
    }
    land = rng.randint(20, 600)
    sentences = [fill(text, rng) for text in rng.sample(PROGRESS, 4)]
    numbers = {"zh_money": f"{investment / 1e8:.2f}", "en_money": f"{investment / 1e9:.2f}", "land": land,
               "hectares": land // 15, "capacity": rng.randint(2, 90), "jobs": rng.randint(30, 2000)}
    project["summary"] = {
        lang: SUMMARY[lang].format(
            id=project["id"], investor=investor[lang], park=park["name"][lang], product=product[lang],
            work=work[lang], s=[s[lang] for s in sentences], **numbers)
        for lang in LANGUAGES}
    return project


def fill(text, rng):
    a, b = rng.randint(5, 98), rng.randint(3, 60)
    return {lang: text[lang].format(a=a, b=b) for lang in LANGUAGES}


def make_targets(projects):
    """A target for each metric and year, somewhere near what the projects achieve."""
    rng = random.Random("targets")
    targets = []
    for year in YEARS:
        signed = [p["investment"] for p in projects if p["signed"].year == year]
        started = [p["investment"] for p in projects if p["started"] and p["started"].year == year]
        large = sum(1 for value in signed if value >= 10**9)
        near = rng.uniform(0.8, 1.2)
        targets.append({"year": year, "signed": int(round(sum(signed) * near, -9)),
                        "started": int(round(sum(started) * near, -9)), "large": round(large * near)})
    return targets


# --- formats ------------------------------------------------------------------

def yaml(value, indent=""):
    """Block-style YAML of a dict or a list of dicts; strings are plain where that is safe."""
    if isinstance(value, dict):
        return "".join(indent + key + ":" + nested(item, indent) for key, item in value.items())
    return "".join(indent + "- " + (yaml(item, indent + "  ").lstrip(" ") if isinstance(item, (dict, list)) else f"{item}\n")
                   for item in value)


def nested(value, indent):
    if isinstance(value, (dict, list)):
        return "\n" + yaml(value, indent + "  ")
    if value is None:
        return " null\n"
    if not isinstance(value, str):
        return f" {value}\n"
    if "\n" in value:
        return " |\n" + "".join(f"{indent}  {line}".rstrip() + "\n" for line in value.splitlines())
    plain = re.fullmatch(r"[^\W\d_][^:#\n]*", value)
    return f" {value if plain else quoted(value)}\n"


def toml(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return quoted(value) if isinstance(value, str) else str(value)


def quoted(text):
    """A JSON string, which is also a double-quoted YAML scalar and a TOML basic string."""
    return json.dumps(text, ensure_ascii=False)


def toml_page(fields, body="", **tables):
    """Markdown with TOML front matter; None is left out."""
    lines = [f"{key} = {toml(item)}\n" for key, item in fields.items() if item is not None]
    for name, table in tables.items():
        lines.append(f"[{name}]\n")
        lines += [f"{key} = {toml(item)}\n" for key, item in table.items() if item is not None]
    return "+++\n" + "".join(lines) + "+++\n" + body


def yaml_page(fields, body=""):
    return "---\n" + yaml({key: item for key, item in fields.items() if item is not None}) + "---\n" + body


def in_language(record, lang):
    """The record with every bilingual text replaced by its text in one language."""
    if isinstance(record, dict):
        if tuple(record) == LANGUAGES:
            return record[lang]
        return {key: in_language(item, lang) for key, item in record.items()}
    if isinstance(record, list):
        return [in_language(item, lang) for item in record]
    return record


def in_languages(record, codes):
    """The record with every bilingual text also in further languages."""
    if isinstance(record, dict):
        if tuple(record) == LANGUAGES and isinstance(record["en"], str):
            return {**record, **{code: f"{code}: {record['en']}" for code in codes}}
        return {key: in_languages(item, codes) for key, item in record.items()}
    if isinstance(record, list):
        return [in_languages(item, codes) for item in record]
    return record


# --- kinds --------------------------------------------------------------------
# Each yields (path, text) pairs for the records it is given.

def wellspring(parks, projects, targets, further=(), base_url=None):
    strings = STRINGS.read_text(encoding="utf-8")
    for code in further:
        yield f"themes/default/strings/{code}.yaml", strings.replace("\n  tag: en\n", f"\n  tag: {code}\n", 1)
    for path, record in wellspring_records(parks, projects, targets, further, base_url):
        yield path, yaml(in_languages(record, further))


def wellspring_records(parks, projects, targets, further, base_url):
    yield "content/site.yaml", {
        "title": TITLES["home"], **({"base_url": base_url} if base_url else {}), "as_of": f"{YEARS[-1]}-12-31", "currency": "CNY",
        "languages": {"zh": {"tag": "zh-Hans", "name": "简体中文"}, "en": {"tag": "en", "name": "English"},
                      **{code: {"tag": code, "name": code} for code in further}},
        "stages": [{"id": stage, "name": text} for stage, text in STAGES.items()]}
    yield "content/data/sources.yaml", [SOURCE]
    yield "content/data/parks.yaml", [{"id": park["id"], "name": park["name"]} for park in parks]
    yield "content/data/industries.yaml", [{"id": industry, "name": INDUSTRIES[industry]} for industry in PRODUCTS]
    yield "content/data/indicators.yaml", [
        {"id": "signed-value", "name": both("签约额", "Contracted value"), "unit": "CNY", "kind": "cumulative",
         "measure": {"sum": "investment", "reaching": "signed"}},
        {"id": "started-value", "name": both("开工项目投资额", "Value of projects started"), "unit": "CNY", "kind": "cumulative",
         "measure": {"sum": "investment", "reaching": "started"}}]
    yield "content/data/targets.yaml", [
        {"indicator": f"{kind}-value", "period": target["year"], "at_least": f"{target[kind] / 1e8:.0f} 亿元", "source": "corpus"}
        for target in targets for kind in ("signed", "started")]
    for project in projects:
        yield f"content/data/projects/{project['id']}.yaml", {
            "name": project["name"], "park": project["park"], "industries": [project["industry"]],
            "investors": [project["investor"]], "investment": f"{project['investment'] / 1e8:.2f} 亿元",
            "milestones": cited(project), "summary": project["summary"]}


def cited(project):
    """Its milestones with the stage that each opens, if any, and their source."""
    stage_of = {id(text): stage for stage, text in STAGES.items()}
    return [{"date": m["date"], **({"stage": stage_of[id(m["text"])]} if id(m["text"]) in stage_of else {}),
             "text": m["text"], "source": SOURCE["id"]} for m in project["milestones"]]


def hugo(parks, projects, targets):
    yield "data/targets.json", json.dumps(targets)
    for lang in LANGUAGES:
        ext = ".md" if lang == "zh" else f".{lang}.md"
        yield f"content/_index{ext}", toml_page({"title": TITLES["home"][lang]})
        yield f"content/parks/_index{ext}", toml_page({"title": TITLES["parks"][lang]})
        yield f"content/projects/_index{ext}", toml_page({"title": TITLES["summary"][lang]})
        yield f"content/timeline/_index{ext}", toml_page(
            {"title": TITLES["timeline"][lang]}, build={"render": "never"})
        for year in YEARS:
            title = f"{TITLES['timeline'][lang]} {year}"
            yield f"content/timeline/{year}{ext}", toml_page({"title": title, "year": year})
        for park in in_language(parks, lang):
            yield f"content/parks/{park['id']}/_index{ext}", toml_page(
                {"title": park["name"], "area_km2": park["area_km2"]})
        for project in projects:
            fields = in_language(project, lang)
            path, body = fields.pop("id"), fields.pop("summary")
            title, park = fields.pop("name"), fields.pop("park")
            yield f"content/projects/{path}{ext}", toml_page(
                {"title": title, "date": fields["signed"], "parks": [park], **fields}, body)


def hugo_same(parks, projects, targets):
    yield "data/targets.json", json.dumps(targets)
    terms = {"industries": [{"id": industry, "name": INDUSTRIES[industry]} for industry in PRODUCTS],
             "stages": [{"id": stage, "name": text} for stage, text in STAGES.items()],
             "parks": [{"id": park["id"], "name": park["name"]} for park in parks]}
    years = sorted({milestone["date"].year for project in projects for milestone in project["milestones"]})
    for lang in LANGUAGES:
        ext = ".md" if lang == "zh" else f".{lang}.md"
        yield f"content/_index{ext}", toml_page({"title": TITLES["home"][lang]})
        for section in ("projects", "parks", "industries", "timeline", "sources"):
            yield f"content/{section}/_index{ext}", toml_page({"title": SECTIONS[section][lang]})
        # No page of their own, as with Wellspring.
        for section in ("stages", "park-timelines"):
            yield f"content/{section}/_index{ext}", toml_page({"title": section}, build={"render": "never"})
        for kind, records in terms.items():
            for order, record in enumerate(in_language(records, lang), 1):
                yield f"content/{kind}/{record['id']}/_index{ext}", toml_page({"title": record["name"], "order": order})
        for park in parks:
            yield f"content/park-timelines/{park['id']}/_index{ext}", toml_page(
                {"title": SECTIONS["park-timeline"][lang].format(park["name"][lang]), "park": park["id"],
                 "url": f"parks/{park['id']}/timeline/"})
        for year in years:
            yield f"content/timeline/{year}/_index{ext}", toml_page(
                {"title": SECTIONS["year"][lang].format(year), "year": year})
        yield f"content/sources/corpus/_index{ext}", toml_page(
            {"title": SOURCE["title"][lang], "published": datetime.date.fromisoformat(SOURCE["published"])})
        for project in projects:
            fields = in_language({**project, "milestones": cited(project)}, lang)
            yield f"content/projects/{fields['id']}{ext}", toml_page(
                {"title": fields["name"], "parks": [fields["park"]], "industries": [fields["industry"]],
                 "stages": [fields["stage"]], "investor": fields["investor"], "investment": fields["investment"],
                 "milestones": fields["milestones"]}, fields["summary"])


def eleventy(parks, projects, targets):
    yield "content/_data/targets.json", json.dumps(targets)
    yield "content/_data/parks.json", json.dumps({park["id"]: park for park in parks}, ensure_ascii=False)
    for lang in LANGUAGES:
        for project in projects:
            fields = in_language(project, lang)
            path, body = fields.pop("id"), fields.pop("summary")
            fields["title"] = fields.pop("name")
            yield f"content/{lang}/projects/{path}.md", yaml_page(fields, body)


TITLES = {"home": both("招商引资项目报告", "Investment Project Report"), "parks": both("园区", "Parks"),
          "summary": both("汇总与目标", "Totals and Targets"), "timeline": both("大事记", "Timeline")}
SECTIONS = {"projects": both("项目", "Projects"), "parks": both("园区", "Parks"), "industries": both("产业", "Industries"),
            "timeline": both("大事记", "Timeline"), "sources": both("资料来源", "Sources"),
            "year": both("{}年大事记", "Timeline {}"), "park-timeline": both("{}：大事记", "{}: timeline")}
SOURCE = {"id": "corpus", "title": both("虚构台账", "Fictional ledger"), "published": f"{YEARS[-1]}-12-31"}


# --- command ------------------------------------------------------------------

def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--projects", type=int, required=True, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument("--kind", choices=("wellspring", "hugo", "eleventy", "hugo-same"), required=True)
    parser.add_argument("--languages", type=int, default=2, metavar="L", choices=range(2, 3 + len(FURTHER)),
                        help="of a wellspring site, 2 to %d (default 2)" % (2 + len(FURTHER)))
    parser.add_argument("--base-url", metavar="URL", help="of a wellspring site, which then has a sitemap")
    parser.add_argument("--out", type=pathlib.Path, required=True, metavar="DIR", help="must not exist yet")
    args = parser.parse_args()

    parks = make_parks(max(3, args.projects // 100))
    projects = [make_project(number, args.seed, parks) for number in range(1, args.projects + 1)]
    further = {"further": FURTHER[:args.languages - 2], "base_url": args.base_url} if args.kind == "wellspring" else {}
    files = globals()[args.kind.replace("-", "_")](parks, projects, make_targets(projects), **further)

    if args.kind == "wellspring":
        args.out.mkdir(parents=True)
    else:
        shutil.copytree(PEERS / args.kind, args.out)
        if args.kind.endswith("-same"):
            shutil.copytree(PEERS / args.kind.removesuffix("-same") / "static", args.out / "static")
    for path, text in files:
        path = args.out / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
