// Collects what a check finds and tells it: a line per problem, then one line of summary.

import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** How often the same problem is printed. */
const SHOWN = 3;

/** The findings of one check. A unit is what is judged as a whole: a page, or a page at one width. */
export class Report {
  constructor(name) {
    this.name = name;
    this.units = new Set();
    this.problems = [];
  }

  /** Counts a unit as judged. */
  judged(unit) {
    this.units.add(unit);
  }

  /** Notes a problem of a unit. `line` is left out where there is none. */
  problem(unit, rule, message, line) {
    this.units.add(unit);
    this.problems.push({ unit, rule, message, line });
  }

  /** How many units have at least one problem. */
  get failed() {
    return new Set(this.problems.map(({ unit }) => unit)).size;
  }

  /** How many units have none. */
  get passed() {
    return this.units.size - this.failed;
  }

  /** Prints the problems and the summary. What stands in a shared part of many pages is told for the first of them. */
  print() {
    const same = groupBy(this.problems, ({ rule, message }) => `${rule} ${message}`);
    for (const problems of same.values()) {
      for (const { unit, rule, message, line } of problems.slice(0, SHOWN)) {
        console.log(`${unit}${line === undefined ? '' : `:${line}`}: ${message} [${rule}]`);
      }
      if (problems.length > SHOWN) console.log(`  … and the same ${problems.length - SHOWN} more times`);
    }
    console.log(`${this.name}: ${this.passed} passed, ${this.failed} failed`);
  }
}

/** Runs a check from the command line if its module is the program: `node CHECK.mjs OUTPUT`. */
export async function runAsProgram(moduleUrl, check) {
  if (process.argv[1] === undefined || fileURLToPath(moduleUrl) !== resolve(process.argv[1])) return;
  const output = process.argv[2];
  if (output === undefined) {
    console.error(`usage: node ${process.argv[1]} OUTPUT`);
    process.exit(2);
  }
  const report = await check(resolve(output));
  report.print();
  process.exitCode = report.failed === 0 ? 0 : 1;
}

function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(item);
  }
  return groups;
}
