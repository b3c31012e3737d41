#!/usr/bin/env python3
"""Print the medians of what benches/compare measured, and their ratios, as Markdown tables.

    medians.py RESULTS

A line of RESULTS is one run: name, wall, user and system seconds, peak memory in KiB,
pages, files and bytes written.
"""

import statistics
import sys

LABELS = {"wellspring": "Wellspring, cold", "unchanged": "Wellspring, unchanged",
          "one-changed": "Wellspring, one project changed",
          "one-more-changed": "Wellspring, one more changed", "limit": "write-only limit",
          "hugo": "Hugo, cold", "eleventy": "Eleventy, cold"}
# A ratio is what its first member takes of its second.
RATIOS = [("wellspring", "limit"), ("unchanged", "wellspring"), ("one-changed", "wellspring"),
          ("one-more-changed", "wellspring"),
          ("hugo", "wellspring"), ("eleventy", "wellspring"), ("hugo", "limit"), ("eleventy", "limit")]


def main(path):
    runs = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            name, *values = line.split()
            runs.setdefault(name, []).append([float(value) for value in values])
    medians = {}
    print("| build | wall s | from – to | CPU s | peak MB | pages | files | MB written |")
    print("| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: |")
    for name, rows in runs.items():
        walls = [row[0] for row in rows]
        wall, cpu = statistics.median(walls), statistics.median(row[1] + row[2] for row in rows)
        memory = statistics.median(row[3] for row in rows)
        pages, files, size = rows[-1][4:]
        medians[name] = (wall, cpu, memory)
        print(f"| {LABELS[name]} | {wall:.3f} | {min(walls):.3f} – {max(walls):.3f} | {cpu:.2f} "
              f"| {memory / 1024:.0f} | {pages:.0f} | {files:.0f} | {size / 1e6:.1f} |")
    print("\n| ratio | wall | CPU | peak memory |\n| --- | ---: | ---: | ---: |")
    for one, other in RATIOS:
        if one in medians and other in medians:
            # The limit keeps the whole site in memory, and reads it first: only its wall time counts.
            shown = [ratio(a, b) for a, b in zip(medians[one], medians[other])]
            print(f"| {LABELS[one]} / {LABELS[other]} | {' | '.join(shown[:1] + ['', ''] if other == 'limit' else shown)} |")


def ratio(a, b):
    return f"{a / b:.2f}" if b else "–"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
