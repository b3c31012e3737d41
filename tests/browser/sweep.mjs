// Looks at sites of every size as hard as it can: more looks than CI has time for, to be run by hand.
//
//   node tests/browser/sweep.mjs OUTPUT...             built sites
//   node tests/browser/sweep.mjs PROGRAM SITE...       sites that are built first: `example`, `starter`, or a number
//                                                      of projects of the corpus, such as 500 or 10000
//
// Of each kind of page it opens the first and the largest in each language, four widths, both schemes, over http and from
// disk, with and without JavaScript: all rules of axe, nothing sideways, no message on the console, no request
// elsewhere, and the keyboard reaches everything and leaves it. No page of a site is above 300 kB.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { inParallel, launch } from './lib/browser.mjs';
import { drawingFaults } from './lib/drawings.mjs';
import { axeViolations, watch, widestOverflow } from './lib/page.mjs';
import { Report } from './lib/report.mjs';
import { serve } from './lib/server.mjs';
import { Site, kindOf } from './lib/site.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const LARGEST_PAGE = 300_000;
// Every width, scheme, origin and both states of JavaScript, each with each other at least once.
const LOOKS = [
  { width: 320, scheme: 'light', from: 'http', script: true },
  { width: 360, scheme: 'dark', from: 'file', script: true },
  { width: 768, scheme: 'dark', from: 'http', script: true },
  { width: 1440, scheme: 'light', from: 'file', script: true },
  { width: 320, scheme: 'dark', from: 'file', script: false },
  { width: 1440, scheme: 'dark', from: 'http', script: false },
  { width: 768, scheme: 'light', from: 'file', script: false },
];
/** How often Tab is pressed at most on one page. */
const MOST_STEPS = 3000;

async function sweep(output, name) {
  const site = new Site(output, () => false);
  const report = new Report(name);
  const size = (path) => statSync(join(output, path)).size;
  const pages = [...site.files].filter((path) => path.endsWith('.html'));
  for (const path of pages) {
    if (size(path) > LARGEST_PAGE) report.problem(path, 'large-page', `${size(path)} bytes`);
  }
  const server = await serve(output);
  const browser = await launch();
  const origins = { http: `${server.origin}/`, file: `${pathToFileURL(output)}/` };
  const visits = chosen(site, pages, size).flatMap((path) => LOOKS.map((look) => ({ path, look })));
  try {
    await inParallel([new Map(), new Map()], visits, async (tabs, { path, look }) => {
      const unit = `${path} (${look.from} ${look.width} ${look.scheme}${look.script ? '' : ' without JavaScript'})`;
      report.judged(unit);
      const tell = ({ rule, message }) => report.problem(unit, rule, message);
      await visit({ browser, tabs, output }, origins[look.from], path, look, tell).catch((error) => tell({ rule: 'cannot-open', message: error.message.split('\n')[0] }));
    });
  } finally {
    await browser.close();
    await server.stop();
  }
  report.print();
  return report;
}

/** For each language and kind of page the first and the largest. */
function chosen(site, pages, size) {
  const groups = new Map();
  for (const path of pages.sort()) {
    const key = `${site.languageOf(path) ?? ''} ${kindOf(site, path).replace(/index-\d+\.html$/, '')}`;
    groups.set(key, [...(groups.get(key) ?? []), path]);
  }
  const paths = new Set();
  for (const all of groups.values()) {
    paths.add(all[0]);
    paths.add(all.reduce((largest, path) => (size(path) > size(largest) ? path : largest)));
  }
  return [...paths];
}

async function visit({ browser, tabs, output }, origin, path, look, tell) {
  const key = JSON.stringify(look);
  if (!tabs.has(key)) {
    const viewport = { width: look.width, height: look.width < 500 ? 740 : 900 };
    const context = await browser.newContext({ viewport, colorScheme: look.scheme, offline: look.from === 'file' });
    // With JavaScript off axe could not run either: the page comes without its scripts.
    if (!look.script) {
      await context.route(/\.html$/, (route) => {
        const file = decodeURIComponent(route.request().url().slice(origin.length));
        const body = readFileSync(join(output, file), 'utf8').replace(/<script src[^>]*><\/script>/g, '');
        return route.fulfill({ body, contentType: 'text/html; charset=utf-8' });
      });
    }
    tabs.set(key, await context.newPage());
  }
  const page = tabs.get(key);
  const faults = watch(page, new URL(`${origin}${path}`));
  page.on('console', (message) => message.type() !== 'error' && faults.push({ rule: 'console', message: message.text() }));
  try {
    await page.goto(`${origin}${path}`, { waitUntil: 'load' });
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    const overflow = await page.evaluate(widestOverflow);
    faults.splice(0).forEach(tell);
    if (overflow !== null) tell({ rule: 'overflow', message: overflow });
    if (!path.includes('404')) (await drawingFaults(page)).forEach(tell);
    (await axeViolations(page)).forEach(tell);
    if (look.from === 'http' && look.script) (await keyboardFaults(page)).forEach(tell);
  } finally {
    page.removeAllListeners();
  }
}

/** Goes through the page with Tab alone: everything that can be used is reached, and the end is. */
async function keyboardFaults(page) {
  const faults = [];
  const wanted = await page.evaluate(() => {
    const all = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
    const isOpen = (element) => {
      const closed = element.closest('details:not([open])');
      return closed === null || (element.localName === 'summary' && element.parentElement === closed && closed.parentElement.closest('details:not([open])') === null);
    };
    const usable = [...document.querySelectorAll(all)].filter((element) => !element.disabled && element.tabIndex >= 0 && isOpen(element) && element.checkVisibility({ visibilityProperty: true }));
    usable.forEach((element, number) => element.setAttribute('data-sweep', number));
    return usable.length;
  });
  await page.evaluate(() => window.getSelection()?.removeAllRanges());
  const reached = new Set();
  let last = null;
  for (let step = 0; step < Math.min(MOST_STEPS, 2 * wanted + 30); step += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const { activeElement } = document;
      if (activeElement === document.body) return null;
      const box = activeElement.getBoundingClientRect();
      const { outlineStyle } = getComputedStyle(activeElement);
      return { number: activeElement.getAttribute('data-sweep'), shown: box.width > 0 && outlineStyle !== 'none', what: activeElement.outerHTML.slice(0, 80) };
    });
    if (at === null) break;
    if (at.what === last?.what && at.number === last?.number) faults.push({ rule: 'keyboard-trap', message: at.what });
    if (!at.shown) faults.push({ rule: 'no-focus-mark', message: at.what });
    if (at.number !== null && reached.has(at.number)) break;
    if (at.number !== null) reached.add(at.number);
    last = at;
    if (faults.length > 3) break;
  }
  if (wanted < MOST_STEPS && reached.size < wanted) {
    const missed = await page.evaluate((all) => [...document.querySelectorAll('[data-sweep]')].find((one) => !all.includes(one.getAttribute('data-sweep')))?.outerHTML.slice(0, 120), [...reached]);
    faults.push({ rule: 'keyboard-misses', message: `${wanted - reached.size} of ${wanted}, such as ${missed}` });
  }
  return faults;
}

/** Builds a site by its name into a folder. */
function build(program, name, folder) {
  let site = ROOT;
  if (name === 'starter') {
    site = join(folder, 'site');
    execFileSync(program, ['init', site], { stdio: 'ignore' });
  } else if (name !== 'example') {
    site = join(folder, 'site');
    mkdirSync(site);
    execFileSync('python3', [join(ROOT, 'benches/corpus.py'), '--projects', name, '--kind', 'wellspring', '--out', site], { stdio: 'ignore' });
  }
  const output = join(folder, 'output');
  execFileSync(program, ['build', '-C', site, '-o', output], { stdio: ['ignore', 'ignore', 'inherit'] });
  return output;
}

const [first, ...others] = process.argv.slice(2);
if (first === undefined) {
  console.error('usage: node sweep.mjs OUTPUT... | node sweep.mjs PROGRAM example|starter|PROJECTS...');
  process.exit(2);
}
let failed = 0;
if (statSync(first).isDirectory()) {
  for (const output of [first, ...others]) failed += (await sweep(resolve(output), relative('.', output) || output)).failed;
} else {
  for (const name of others) {
    const folder = mkdtempSync(join(tmpdir(), 'wellspring-sweep-'));
    try {
      failed += (await sweep(build(resolve(first), name, folder), name)).failed;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
process.exitCode = failed === 0 ? 0 : 1;
