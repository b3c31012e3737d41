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
 * Every way of looking at a page: where it is read from, how wide, and what is asked there. A dark scheme changes colours
 * and nothing else, which are the same at any width, so that one look turns it on and asks about them; from disk and with
 * JavaScript off the page is the same to axe. `sweep.mjs` asks everything everywhere.
 */
export const LOOKS = [
  { from: 'http', width: 390, axe: true, dark: true, withoutScript: true },
  { from: 'http', width: 1280, axe: true },
  { from: 'file', width: 390 },
];

/** What another style sheet can spoil where templates and scripts are those of a site that is looked at as a whole. */
const STYLES = LOOKS.filter(({ axe }) => axe).map((look) => ({ ...look, withoutScript: false }));

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
    const visits = paths.flatMap((path) => looks.map((look) => ({ path, look })));
    await inParallel(seats, visits, async (seat, { path, look }) => {
      const told = (how) => unitOf(report, `${path} (${how})`);
      await checkLook(seat, `${origins[look.from]}${path}`, look, told);
    });
  } finally {
    await browser.close();
    await server.stop();
  }
  return report;
}

/** What is judged as a whole, with the ways to tell what is wrong with it. */
function unitOf(report, unit) {
  report.judged(unit);
  const problem = (rule, message) => report.problem(unit, rule, message);
  return {
    problem,
    all: (problems) => problems.forEach(({ rule, message }) => problem(rule, message)),
    // One page that cannot be opened must not hide what is wrong with the others.
    cannotOpen: (error) => problem('cannot-open', error.message.split('\n')[0]),
  };
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

  async open({ from, width, script = true }) {
    const context = await this.browser.newContext({
      viewport: { width, height: HEIGHTS[width] },
      colorScheme: 'light',
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

async function checkLook(seat, url, look, told) {
  const light = told(`${look.from} ${look.width} light`);
  const main = await seat.visit(url, look, async (page, faults) => {
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    const overflow = await page.evaluate(widestOverflow);
    // Taken before axe runs: what axe itself does to the page is no fault of the page.
    light.all(faults.slice());
    light.all(await drawingFaults(page));
    if (overflow !== null) light.problem('overflow', overflow);
    const main = await page.evaluate(readMain);
    if (look.axe) light.all(await axeViolations(page));
    if (look.dark) await checkDark(page, told(`${look.from} ${look.width} dark`));
    return { read: main };
  }).catch(light.cannotOpen);
  // What could not be read with JavaScript cannot be compared; it was told above.
  if (look.withoutScript && main !== undefined) await checkWithoutScript(seat, url, look, main.read, told('without JavaScript'));
}

async function checkDark(page, dark) {
  await page.emulateMedia({ colorScheme: 'dark' });
  try {
    dark.all(await axeViolations(page, true));
  } finally {
    await page.emulateMedia({ colorScheme: 'light' });
  }
}

/** With JavaScript off, a page shows the same figures as with it (`on`), and all its tables. */
async function checkWithoutScript(seat, url, look, on, told) {
  if (on === null) return told.problem('no-main', 'has no <main>');
  await seat.visit(url, { from: look.from, width: look.width, script: false }, async (page, faults) => {
    told.all(faults);
    compareMain(on, await page.evaluate(readMain), told);
  }).catch(told.cannotOpen);
}

function compareMain(on, off, told) {
  if (off === null || off.text.trim() === '') return told.problem('empty-without-script', '<main> shows nothing');
  if (off.hiddenTables > 0) told.problem('hidden-table', `${off.hiddenTables} tables are not shown`);
  const [withScript, without] = [figuresIn(on.text), figuresIn(off.text)];
  const tell = (rule, figures, message) => {
    if (figures.length > 0) told.problem(rule, `${message}: ${figures.slice(0, 8).join(', ')}`);
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

// `node axe.mjs OUTPUT styles` leaves out what only templates and scripts can spoil.
await runAsProgram(import.meta.url, (output) => checkInBrowser(output, process.argv[3] === 'styles' ? STYLES : LOOKS));
