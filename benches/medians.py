#!/usr/bin/env python3
"""Print the medians of what benches/compare measured, and their ratios, as Markdown tables.

    medians.py RESULTS [BUDGETS]

A line of RESULTS is one run: name, wall, user and system seconds, peak memory in KiB,
pages, files and bytes written.

A line of BUDGETS is what must hold: a name, and the most that it may be; `#` begins a remark. The
name is `one/other wall`, `one/other memory` or `one megabytes`. Of what was not measured nothing is
said. Ends with 1 if a budget is exceeded.
"""

import statistics
import sys

LABELS = {"wellspring": "Wellspring, cold", "unchanged": "Wellspring, unchanged",
          "one-changed": "Wellspring, one project changed",
          "one-more-changed": "Wellspring, one more changed", "limit": "write-only limit",
          "hugo": "Hugo, cold", "hugo-same": "Hugo, cold, the same pages", "eleventy": "Eleventy, cold"}
# A ratio is what its first member takes of its second.
RATIOS = [("wellspring", "limit"), ("unchanged", "wellspring"), ("one-changed", "wellspring"),
          ("one-more-changed", "wellspring"),
          ("hugo", "wellspring"), ("hugo-same", "wellspring"), ("eleventy", "wellspring"),
          ("hugo", "limit"), ("hugo-same", "limit"), ("eleventy", "limit")]


def main(path, budgets=None):
    runs = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            name, *values = line.split()
            runs.setdefault(name, []).append([float(value) for value in values])
    medians, sizes = {}, {}
    print("| build | wall s | from – to | CPU s | peak MB | pages | files | MB written |")
    print("| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: |")
    for name, rows in runs.items():
        walls = [row[0] for row in rows]
        wall, cpu = statistics.median(walls), statistics.median(row[1] + row[2] for row in rows)
        memory = statistics.median(row[3] for row in rows)
        pages, files, size = rows[-1][4:]
        medians[name], sizes[name] = (wall, cpu, memory), size / 1e6
        print(f"| {LABELS[name]} | {wall:.3f} | {min(walls):.3f} – {max(walls):.3f} | {cpu:.2f} "
              f"| {memory / 1024:.0f} | {pages:.0f} | {files:.0f} | {size / 1e6:.1f} |")
    print("\n| ratio | wall | CPU | peak memory |\n| --- | ---: | ---: | ---: |")
    for one, other in RATIOS:
        if one in medians and other in medians:
            # The limit keeps the whole site in memory, and reads it first: only its wall time counts.
            shown = [ratio(a, b) for a, b in zip(medians[one], medians[other])]
            print(f"| {LABELS[one]} / {LABELS[other]} | {' | '.join(shown[:1] + ['', ''] if other == 'limit' else shown)} |")
    return held(budgets, medians, sizes) if budgets else 0


def held(path, medians, sizes):
    """Print what was budgeted beside what was measured; 1 if something took more."""
    lines = [line.split("#")[0].split() for line in open(path, encoding="utf-8")]
    exceeded = 0
    print("\n| budget | at most | measured |\n| --- | ---: | ---: |")
    for name, what, most in filter(None, lines):
        one, _, other = name.partition("/")
        if what == "megabytes":
            value = sizes.get(one)
        elif one in medians and other in medians:
            column = {"wall": 0, "memory": 2}[what]
            value = medians[one][column] / medians[other][column]
        else:
            value = None
        if value is not None:
            over = value > float(most)
            exceeded |= over
            print(f"| {name} {what} | {most} | {value:.2f}{' **exceeded**' if over else ''} |")
    return int(exceeded)


def ratio(a, b):
    return f"{a / b:.2f}" if b else "–"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
