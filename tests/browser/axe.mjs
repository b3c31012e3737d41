// Opens one page of every kind in Chromium, in each language, as a reader would: on a phone and on a wide screen, in
// light and dark, over http under a strict policy, from disk, and with JavaScript off. Accessibility is judged by axe-core.

import { pathToFileURL } from 'node:url';
import { inParallel, launch } from './lib/browser.mjs';
import { drawingFaults } from './lib/drawings.mjs';
import { axeViolations, watch, widestOverflow } from './lib/page.mjs';
import { Report, runAsProgram } from './lib/report.mjs';
import { serve } from './lib/server.mjs';
import { Site, representatives } from './lib/site.mjs';

const HEIGHTS = { 390: 844, 1280: 800 };

/**
 * Every way of looking at a page: where it is read from, how wide, in which scheme, and what axe is asked there. A dark
 * scheme changes colours and nothing else, which are the same at any width, and from disk the page is the same;
 * `sweep.mjs` asks everything everywhere.
 */
export const LOOKS = [
  { from: 'http', width: 390, scheme: 'light', asks: 'everything' },
  { from: 'http', width: 390, scheme: 'dark', asks: 'colours' },
  { from: 'http', width: 1280, scheme: 'light', asks: 'everything' },
  { from: 'file', width: 390, scheme: 'light', asks: 'nothing' },
];

/** Checks the site in the folder `output`. */
export async function checkInBrowser(output, looks = LOOKS) {
  const site = new Site(output);
  const report = new Report('browser');
  const { paths } = representatives(site);
  if (paths.length === 0) report.problem('index.html', 'missing-start', 'the site has no pages');
  const server = await serve(output);
  const browser = await launch();
  const origins = { http: `${server.origin}/`, file: `${pathToFileURL(output)}/` };
  try {
    const seats = [new Seat(browser), new Seat(browser)];
    const visits = paths.flatMap((path) => [
      ...looks.map((look) => ({
        unit: `${path} (${look.from} ${look.width} ${look.scheme})`,
        check: (seat, unit) => checkLook(seat, `${origins[look.from]}${path}`, look, unit, report),
      })),
      {
        unit: `${path} (without JavaScript)`,
        check: (seat, unit) => checkWithoutScript(seat, `${origins.http}${path}`, unit, report),
      },
    ]);
    await inParallel(seats, visits, async (seat, { unit, check }) => {
      report.judged(unit);
      // One page that cannot be opened must not hide what is wrong with the others.
      await check(seat, unit).catch((error) => report.problem(unit, 'cannot-open', error.message.split('\n')[0]));
    });
  } finally {
    await browser.close();
    await server.stop();
  }
  return report;
}

/** One of those who look at pages in parallel: has one tab per look, because a tab costs more than a page. */
class Seat {
  constructor(browser) {
    this.browser = browser;
    this.tabs = new Map();
  }

  async tab(look) {
    const key = JSON.stringify(look);
    if (!this.tabs.has(key)) this.tabs.set(key, await this.open(look));
    return this.tabs.get(key);
  }

  async open({ from, width, scheme, script = true }) {
    const context = await this.browser.newContext({
      viewport: { width, height: HEIGHTS[width] },
      colorScheme: scheme,
      javaScriptEnabled: script,
      // A page from disk has no reason to reach for the network: what tries fails and is told.
      offline: from === 'file',
    });
    return context.newPage();
  }

  /** Opens a page and hands it to `read`, with what went wrong on the way. */
  async visit(url, look, read) {
    const page = await this.tab(look);
    const faults = watch(page, new URL(url));
    try {
      await page.goto(url, { waitUntil: 'load' });
      return await read(page, faults);
    } finally {
      page.removeAllListeners();
    }
  }
}

async function checkLook(seat, url, look, unit, report) {
  await seat.visit(url, look, async (page, faults) => {
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    const overflow = await page.evaluate(widestOverflow);
    // Taken before axe runs: what axe itself does to the page is no fault of the page.
    for (const { rule, message } of faults.slice()) report.problem(unit, rule, message);
    for (const { rule, message } of await drawingFaults(page)) report.problem(unit, rule, message);
    if (overflow !== null) report.problem(unit, 'overflow', overflow);
    if (look.asks === 'nothing') return;
    for (const { rule, message } of await axeViolations(page, look.asks === 'colours')) report.problem(unit, rule, message);
  });
}

/** With JavaScript off, a page shows the same figures as with it, and all its tables. */
async function checkWithoutScript(seat, url, unit, report) {
  const look = { from: 'http', width: 390, scheme: 'light' };
  const read = (page) => page.evaluate(readMain);
  const on = await seat.visit(url, look, read);
  if (on === null) return report.problem(unit, 'no-main', 'has no <main>');
  const off = await seat.visit(url, { ...look, script: false }, async (page, faults) => {
    for (const { rule, message } of faults) report.problem(unit, rule, message);
    return read(page);
  });
  if (off === null || off.text.trim() === '') return report.problem(unit, 'empty-without-script', '<main> shows nothing');
  if (off.hiddenTables > 0) report.problem(unit, 'hidden-table', `${off.hiddenTables} tables are not shown`);
  const [withScript, without] = [figuresIn(on.text), figuresIn(off.text)];
  const tell = (rule, figures, message) => {
    if (figures.length > 0) report.problem(unit, rule, `${message}: ${figures.slice(0, 8).join(', ')}`);
  };
  tell('needs-script', [...withScript].filter((figure) => !without.has(figure)), 'figures shown only with JavaScript');
  tell('lost-by-script', [...without].filter((figure) => !withScript.has(figure)), 'figures shown only without JavaScript');
}

/** In the page: the visible text of <main>, without what controls say, and the tables that nobody sees. */
function readMain() {
  const main = document.querySelector('main');
  if (main === null) return null;
  const controls = 'form, fieldset, button, select, input, output, label, [role=status], [aria-live]';
  const visible = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const texts = [];
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (parent.closest(controls) === null && visible(parent)) texts.push(walker.currentNode.data);
  }
  const hidden = [...main.querySelectorAll('table')].filter((table) => table.closest('details:not([open])') === null && !visible(table));
  return { text: texts.join(' '), hiddenTables: hidden.length };
}

function figuresIn(text) {
  return new Set(text.match(/\d+(?:[.,]\d+)*/g) ?? []);
}

await runAsProgram(import.meta.url, checkInBrowser);
