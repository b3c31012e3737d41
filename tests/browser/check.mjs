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
for (const check of [checkLinks, validate, checkInBrowser, checkTables, checkTimelines, checkCharts, checkAids, checkSearch, checkPdf]) {
  const report = await check(output);
  report.print();
  passed += report.passed;
  failed += report.failed;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
