// Filters timelines as a reader would: with the keyboard, over http and from disk, and looks at them with JavaScript off.

import { pathToFileURL } from 'node:url';
import { launch } from './lib/browser.mjs';
import { Report, runAsProgram } from './lib/report.mjs';
import { serve } from './lib/server.mjs';
import { Site } from './lib/site.mjs';

/** With fewer entries there is nothing to filter. */
const LEAST_ENTRIES = 8;
const SIZE = { width: 390, height: 844 };

/** Checks the timelines of the site in the folder `output`. */
export async function checkTimelines(output) {
  const site = new Site(output);
  const report = new Report('timeline');
  const server = await serve(output);
  const browser = await launch();
  const origins = { http: `${server.origin}/`, file: `${pathToFileURL(output)}/` };
  try {
    for (const path of timelines(site)) {
      for (const [from, origin] of Object.entries(origins)) {
        const unit = `${path} (${from})`;
        report.judged(unit);
        const tell = (rule, message) => report.problem(unit, rule, message);
        await checkOne(browser, `${origin}${path}`, tell).catch((error) => tell('cannot-open', error.message.split('\n')[0]));
      }
    }
  } finally {
    await browser.close();
    await server.stop();
  }
  return report;
}

/** For each language the first and the longest page with a timeline that is worth filtering. */
function timelines(site) {
  const chosen = new Set();
  for (const language of site.languages) {
    const entries = (path) => site.pages.get(path).tagged('li').filter(({ attrs }) => attrs['data-kind'] !== undefined);
    const isWorthIt = (path) => entries(path).length >= LEAST_ENTRIES && new Set(entries(path).map(({ attrs }) => attrs['data-kind'])).size > 1;
    const hasOne = (path) => site.pages.get(path).elements.some(({ attrs }) => attrs['data-kinds'] !== undefined);
    const paths = [...site.pages.keys()].filter((path) => site.languageOf(path) === language && hasOne(path) && isWorthIt(path)).sort();
    if (paths.length === 0) continue;
    chosen.add(paths[0]);
    chosen.add(paths.reduce((longest, path) => (entries(path).length > entries(longest).length ? path : longest)));
  }
  return chosen;
}

async function checkOne(browser, url, tell) {
  const all = await withoutScript(browser, url, tell);
  const context = await browser.newContext({ viewport: SIZE });
  try {
    const page = await context.newPage();
    page.on('pageerror', (error) => tell('script-error', error.message));
    await page.goto(url, { waitUntil: 'load' });
    const whole = await page.evaluate(readTimeline);
    if (whole.controls === 0) return tell('filter-missing', 'has no filter with JavaScript on');
    if (whole.shown !== all.entries) tell('filter-entries', `shows ${whole.shown} of ${all.entries} entries before anything is chosen`);
    const kind = await chooseFirstKind(page, tell);
    if (kind === null) return;
    const chosen = await page.evaluate(readTimeline);
    judge(chosen, kind, all, tell);
    await page.reload({ waitUntil: 'load' });
    if ((await page.evaluate(readTimeline)).shown !== chosen.shown) tell('filter-address', 'forgets the choice when it is loaded again');
    await follow(page, chosen, tell);
  } finally {
    await context.close();
  }
}

async function withoutScript(browser, url, tell) {
  const context = await browser.newContext({ viewport: SIZE, javaScriptEnabled: false });
  try {
    const page = await context.newPage();
    await page.goto(url, { waitUntil: 'load' });
    const found = await page.evaluate(readTimeline);
    if (found.shown !== found.entries) tell('filter-without-script', `shows ${found.shown} of ${found.entries} entries without JavaScript`);
    if (found.controls > 0) tell('filter-without-script', `has ${found.controls} controls that do nothing without JavaScript`);
    return found;
  } finally {
    await context.close();
  }
}

/** Goes to the first kind by the keyboard and chooses it. */
async function chooseFirstKind(page, tell) {
  const box = page.locator('fieldset.entry-tools input[type=checkbox]').first();
  if ((await box.count()) === 0) {
    tell('filter-keyboard', 'has no kinds to choose from');
    return null;
  }
  await page.evaluate(() => document.querySelector('main').focus());
  for (let presses = 0; presses < 200; presses += 1) {
    await page.keyboard.press('Tab');
    // The choice is folded away until it is asked for.
    const isFold = await page.evaluate(() => document.activeElement.matches('.entry-filter:not([open]) > summary'));
    if (isFold) await page.keyboard.press('Enter');
    if (await box.evaluate((input) => input === document.activeElement)) {
      await page.keyboard.press('Space');
      return box.getAttribute('value');
    }
  }
  tell('filter-keyboard', 'the kinds cannot be reached by the Tab key');
  return null;
}

function judge(chosen, kind, all, tell) {
  const wanted = all.kinds.filter((known) => known === kind).length;
  if (chosen.shown !== wanted || chosen.kinds.some((known) => known !== kind)) {
    tell('filter-entries', `shows ${chosen.shown} entries where ${wanted} are of the kind ${kind}`);
  }
  if (chosen.emptyHeadings > 0) tell('filter-headings', `${chosen.emptyHeadings} headings have nothing below them`);
  const told = new Set(chosen.status.match(/\d+/g) ?? []);
  if (!told.has(`${wanted}`) || !told.has(`${all.entries}`)) {
    tell('filter-status', `says "${chosen.status}" with ${wanted} of ${all.entries} entries shown`);
  }
}

/** In the other language the same is chosen. */
async function follow(page, chosen, tell) {
  const other = page.locator('.languages a:not([aria-current])').first();
  if ((await other.count()) === 0) return;
  const tag = await page.evaluate(() => document.documentElement.lang);
  await other.click();
  await page.waitForFunction((before) => document.readyState === 'complete' && document.documentElement.lang !== before, tag);
  if ((await page.evaluate(readTimeline)).shown !== chosen.shown) tell('filter-address', 'shows something else in the other language');
}

/** In the page: what of its timeline a reader sees. */
function readTimeline() {
  const visible = (element) => element.checkVisibility({ visibilityProperty: true });
  const all = [...document.querySelectorAll('.timeline .line > li[data-kind]')];
  const shown = all.filter(visible);
  const headings = [...document.querySelectorAll('.timeline .month, .timeline .year')].filter(visible);
  const isEmpty = (section) => section.querySelector('li[data-kind]') !== null && ![...section.querySelectorAll('li[data-kind]')].some(visible);
  return {
    entries: all.length,
    shown: shown.length,
    kinds: shown.map((entry) => entry.dataset.kind),
    controls: document.querySelectorAll('.entry-tools input, .entry-tools select').length,
    emptyHeadings: headings.filter(isEmpty).length,
    status: document.querySelector('.entry-tools [role=status]')?.textContent ?? '',
  };
}

await runAsProgram(import.meta.url, checkTimelines);
