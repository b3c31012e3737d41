// Runs every check of a built site and ends with one line that counts: `node check.mjs OUTPUT`.

import { resolve } from 'node:path';
import { checkAids } from './aids.mjs';
import { checkInBrowser } from './axe.mjs';
import { checkCharts } from './charts.mjs';
import { checkLinks } from './links.mjs';
import { checkPdf } from './pdf.mjs';
import { checkSearch } from './search.mjs';
import { checkTables } from './tables.mjs';
import { checkTimelines } from './timeline.mjs';
import { validate } from './validate.mjs';

if (process.argv[2] === undefined) {
  console.error('usage: node check.mjs OUTPUT');
  process.exit(2);
}
const output = resolve(process.argv[2]);
let [passed, failed] = [0, 0];
const inTurn = async (checks) => {
  const reports = [];
  for (const check of checks) reports.push(await check(output));
  return reports;
};
// Those of the second turn wait for one page most of the time: beside the first they cost little.
const turns = [
  [checkLinks, validate, checkInBrowser],
  [checkTables, checkTimelines, checkCharts, checkAids, checkSearch, checkPdf],
];
for (const report of (await Promise.all(turns.map(inTurn))).flat()) {
  report.print();
  passed += report.passed;
  failed += report.failed;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
