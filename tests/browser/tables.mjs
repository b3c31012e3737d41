// Saves tables as a reader would: over http and from disk, all of a table and what a filter leaves of it, and looks at them with
// JavaScript off.

import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { launch } from './lib/browser.mjs';
import { Report, runAsProgram } from './lib/report.mjs';
import { serve } from './lib/server.mjs';
import { Site } from './lib/site.mjs';

const SAVE = '.downloads button';
// A list of records: sorted and filtered over all its pages, with what is chosen in the address.
const LIST = '.table-block.is-list:has(form.table-tools)';
// What a page may move while it loads, and where the list begins on a phone at the latest.
const MOST_SHIFT = 0.02;
const LOWEST_ROW = 640;

/** Checks the tables of the site in the folder `output`. */
export async function checkTables(output) {
  const site = new Site(output);
  const report = new Report('tables');
  const server = await serve(output);
  const browser = await launch();
  const origins = { http: `${server.origin}/`, file: `${pathToFileURL(output)}/` };
  try {
    const looks = [...longest(site).map((path) => [path, checkOne]), ...lists(site).map((path) => [path, checkList])];
    for (const [path, look] of looks) {
      for (const [from, origin] of Object.entries(origins)) {
        const unit = `${path} (${from})`;
        report.judged(unit);
        const tell = (rule, message) => report.problem(unit, rule, message);
        await look(browser, `${origin}${path}`, tell).catch((error) => tell('cannot-open', error.message.split('\n')[0]));
      }
    }
  } finally {
    await browser.close();
    await server.stop();
  }
  return report;
}

/** For each language the page with the most rows in tables that lead to a data set. */
function longest(site) {
  const chosen = [];
  for (const language of site.languages) {
    const classed = (path, name) => site.pages.get(path).elements.some(({ attrs }) => (attrs.class ?? '').split(' ').includes(name));
    const rows = (path) => site.pages.get(path).tagged('tr').length;
    const paths = [...site.pages.keys()].filter((path) => site.languageOf(path) === language && classed(path, 'table-block') && classed(path, 'downloads'));
    if (paths.length > 0) chosen.push(paths.sort().reduce((most, path) => (rows(path) > rows(most) ? path : most)));
  }
  return chosen;
}

/** For each language the page of projects, if it has a list that can be narrowed. */
function lists(site) {
  const paths = site.languages.map((language) => [...site.pages.keys()].find((path) => site.languageOf(path) === language && path.endsWith('/projects/index.html') && !path.startsWith('editions/')));
  const narrows = ({ attrs }) => (attrs.class ?? '').split(' ').includes('table-tools');
  return paths.filter((path) => path !== undefined && site.pages.get(path).elements.some(narrows));
}

async function checkList(browser, url, tell) {
  const context = await browser.newContext({ acceptDownloads: true, viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    page.on('pageerror', (error) => tell('script-error', error.message));
    await page.goto(url, { waitUntil: 'load' });
    await narrows(page, page.locator(LIST).first(), tell);
    await comesBack(page, url, tell);
    await sorts(page, url, tell);
    await marksRow(page, url, tell);
  } finally {
    await context.close();
  }
  await onPhone(browser, url, tell);
}

const numbers = (text) => (text.match(/\d[\d,]*/g) ?? []).map((n) => Number(n.replaceAll(',', '')));
const rowsOf = (block) => block.locator('tbody tr').evaluateAll((rows) => rows.map((row) => row.innerText));
const settled = (page) => page.waitForFunction(() => !document.querySelector('output').textContent.match(/^\D*$/), null, { timeout: 10000 });

/** Two words are both found, whatever their order; a value that is chosen holds for every row; the number and the total are of what is shown. */
async function narrows(page, block, tell) {
  const all = Number(await block.locator('form').getAttribute('data-all'));
  const name = (await block.locator('tbody tr').nth(1).locator(':scope > *').first().innerText()).trim();
  const words = [name.slice(-2), name.slice(0, 2)].map((word) => word.trim()).join(' ');
  await block.locator('input[type=search]').fill(words);
  await page.waitForFunction((all) => !location.hash.endsWith('q=') && location.hash.includes('q=') && document.querySelectorAll('.is-list tbody tr').length < all, all, { timeout: 10000 }).catch(() => {});
  await settled(page);
  const found = await rowsOf(block);
  if (!found.some((row) => row.startsWith(name))) tell('filter-words', `does not find "${name}" by "${words}"`);
  const said = numbers(await block.locator('output').innerText());
  if (said[1] !== all || said[0] < found.length) tell('filter-count', `says ${said.join(' of ')} of ${all} with ${found.length} rows`);
  await addsUp(block, said[0], tell);
  const notes = await block.locator('.table-note.is-on-total').evaluateAll((notes) => notes.filter((note) => note.checkVisibility()).length);
  if (notes > 0) tell('filter-notes', `says of the total of some rows what holds for that of all, ${notes} times`);
  // Before the pointer stands on a row, which then has a button more.
  await findsMarks(page, block, tell);
  await saved(page, block, tell);
}

/** The total is that of every exact amount that is shown, in whatever unit its cell has it. */
async function addsUp(block, n, tell) {
  const head = await block.locator('thead th').evaluateAll((heads) => heads.findIndex((one) => one.dataset.key === 'investment'));
  if (head < 0) return;
  const [total, power, shown] = await block.evaluate((one, head) => [
    one.querySelector('tfoot tr')?.cells[head]?.textContent,
    Number(one.querySelector('thead tr').cells[head].dataset.power ?? 0),
    [...one.querySelectorAll('tbody tr')].map((row) => [row.cells[head].matches('.missing, .unsummed'), row.cells[head].textContent.trim(), row.cells[head].dataset.sort]),
  ], head);
  // A row that the script has drawn says its amount in its text alone: those are told by the rows of the page.
  if (!total || shown.length !== n || shown.some(([isLeft, , sort]) => !isLeft && !/^-?\d+(\.\d+)?$/.test(sort ?? ''))) return;
  const micro = (text) => {
    const [whole, part = ''] = text.split('.');
    return BigInt(whole + part.slice(0, 6).padEnd(6, '0'));
  };
  const sum = shown.filter(([isLeft]) => !isLeft).reduce((sum, [, , sort]) => sum + micro(sort), 0n);
  const said = total.replaceAll(',', '').match(/-?\d+(\.\d+)?/)?.[0];
  if (said === undefined ? sum !== 0n : micro(said) * 10n ** BigInt(power) !== sum) tell('filter-total', `adds up to ${total} where the rows have ${sum} millionths`);
}

/** Apostrophes of a keyboard and of a text, full-width forms and capitals find each other. */
async function findsMarks(page, block, tell) {
  const search = block.locator('input[type=search]');
  const count = async (words) => {
    await search.fill(words);
    await page.waitForTimeout(300);
    return numbers(await block.locator('output').innerText())[0];
  };
  const before = await search.inputValue();
  for (const [one, other] of [["o'", 'Ｏ’'], ['1', '１']]) {
    const [n, m] = [await count(one), await count(other)];
    if (n !== m) tell('filter-marks', `finds ${n} rows by "${one}" and ${m} by "${other}"`);
  }
  await count(before);
}

/** A click on the head of the names gives the order of the language, by sort keys and readings: that of the built page, where this is by name. */
async function sorts(page, url, tell) {
  await page.goto('about:blank');
  await page.goto(url, { waitUntil: 'load' });
  const block = page.locator(LIST).first();
  const names = () => block.locator('tbody tr > :first-child').evaluateAll((names) => names.slice(0, 250).map((name) => name.textContent.trim()));
  const built = await names();
  const button = block.locator('thead th').first().locator('button');
  if ((await button.count()) === 0) return;
  await button.click();
  await settled(page);
  await page.waitForTimeout(300);
  const sorted = await names();
  const at = built.findIndex((name, place) => name !== sorted[place]);
  if (at >= 0) tell('sort-names', `sorts "${sorted[at]}" to where the page was built with "${built[at]}"`);
}

/** What is chosen stands in the address, holds after a reload and comes back from a project. */
async function comesBack(page, url, tell) {
  const before = await rowsOf(page.locator(LIST).first());
  if (!page.url().includes('#q=')) return tell('filter-address', `is at ${page.url()}`);
  await page.reload({ waitUntil: 'load' });
  await settled(page);
  await page.waitForTimeout(500);
  if ((await rowsOf(page.locator(LIST).first())).join() !== before.join()) tell('filter-reload', 'shows other rows after a reload');
  await page.locator(`${LIST} tbody a`).first().click();
  await page.goBack({ waitUntil: 'load' });
  await page.waitForTimeout(500);
  if ((await rowsOf(page.locator(LIST).first())).join() !== before.join()) tell('filter-back', 'shows other rows on the way back');
}

/** The address of a row leads to it. */
async function marksRow(page, url, tell) {
  await page.goto('about:blank');
  await page.goto(url, { waitUntil: 'load' });
  const ids = await page.locator(`${LIST} tbody tr`).evaluateAll((rows) => rows.map((row) => row.id));
  if (ids.some((id) => id === '') || new Set(ids).size !== ids.length) return tell('row-anchor', 'has rows without an id of their own');
  await page.goto('about:blank');
  await page.goto(`${url}#${ids.at(-1)}`, { waitUntil: 'load' });
  await page.waitForTimeout(200);
  const isThere = await page.evaluate(() => {
    const row = document.querySelector('tr:target');
    const box = row?.getBoundingClientRect();
    return Boolean(box) && box.top >= 0 && box.bottom <= innerHeight + 1;
  });
  if (!isThere) tell('row-anchor', `is not at ${ids.at(-1)}`);
}

/** On a phone records are cards within the screen that begin near the top, and nothing moves. */
async function onPhone(browser, url, tell) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(() => {
      window.shift = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((one) => (window.shift += one.value))).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(url, { waitUntil: 'load' });
    await page.waitForTimeout(300);
    const found = await page.locator(`${LIST} tbody tr`).evaluateAll((rows) => ({
      top: rows[0].getBoundingClientRect().top + scrollY,
      widest: Math.max(...rows.slice(0, 50).map((row) => row.getBoundingClientRect().right)),
      shown: rows.filter((row) => row.checkVisibility()).length,
      role: rows[0].getAttribute('role'),
    }));
    if (found.widest > 390) tell('phone-width', `has rows ${found.widest} px wide`);
    if (found.top > LOWEST_ROW) tell('phone-first-row', `begins its list at ${found.top} px`);
    if (found.shown > 50) tell('phone-rows', `shows ${found.shown} rows at once`);
    const bare = await page.locator(`${LIST} tbody td.num:not([data-label])`).count();
    if (bare > 0) tell('phone-labels', `has ${bare} numbers without what they are`);
    const torn = await page.locator('[data-unit]:has(.standing, .cites)').count();
    if (torn > 0) tell('phone-units', `has ${torn} units behind what is said of their numbers`);
    if (found.role !== 'row') tell('phone-roles', 'has rows that are none for screen readers');
    const shift = await page.evaluate(() => window.shift);
    if (shift > MOST_SHIFT) tell('phone-shift', `moves by ${shift}`);
  } finally {
    await context.close();
  }
}

/** On a phone every number of a table is seen whole: a cut one would be read as another. */
async function fitsPhone(browser, url, tell) {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  try {
    await page.goto(url, { waitUntil: 'load' });
    const cut = await page.locator('.table-block:not(.schedule) td.num:visible').evaluateAll(
      (cells) => cells.filter((cell) => cell.getBoundingClientRect().right > innerWidth + 1).map((cell) => cell.textContent.trim()),
    );
    if (cut.length > 0) tell('phone-cut', `has ${cut.length} numbers beyond the edge, such as ${cut[0]}`);
    const silent = await page.locator('.is-cards td.num:visible:not([data-label])').count();
    if (silent > 0) tell('phone-labels', `has ${silent} numbers without what they are`);
  } finally {
    await page.close();
  }
}

async function checkOne(browser, url, tell) {
  await withoutScript(browser, url, tell);
  await fitsPhone(browser, url, tell);
  const context = await browser.newContext({ acceptDownloads: true });
  try {
    const page = await context.newPage();
    page.on('pageerror', (error) => tell('script-error', error.message));
    await page.goto(url, { waitUntil: 'load' });
    const blocks = page.locator(`.table-block:has(${SAVE}:visible)`);
    if ((await blocks.count()) === 0) return tell('save-missing', 'has no table that can be saved');
    let block = blocks.first();
    for (const one of await blocks.all()) {
      if ((await one.locator('tbody tr').count()) > (await block.locator('tbody tr').count())) block = one;
    }
    await saved(page, block, tell);
    const search = block.locator('input[type=search]');
    if ((await search.count()) > 0) {
      await search.fill((await block.locator('tbody tr').last().locator(':scope > *').first().innerText()).split('\n')[0]);
      // A list on several pages is loaded first.
      await page.waitForTimeout(2000);
      await saved(page, block, tell);
    }
  } finally {
    await context.close();
  }
}

async function withoutScript(browser, url, tell) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  try {
    const page = await context.newPage();
    await page.goto(url, { waitUntil: 'load' });
    if ((await page.locator(`${SAVE}:visible, .table-tools:visible, .show-rest:visible`).count()) > 0) tell('save-without-script', 'has buttons that do nothing without JavaScript');
  } finally {
    await context.close();
  }
}

/** Saves a table: its heading and the rows that are shown, as UTF-8 that Excel knows, with nothing that computes. */
async function saved(page, block, tell) {
  // A list on several pages draws its first rows only; what it says to show is what is saved.
  const drawn = await block.locator('tbody tr').evaluateAll((rows) => rows.filter((row) => row.checkVisibility()).length);
  const said = await block.locator('output').allInnerTexts();
  const shown = said.length > 0 ? numbers(said[0])[0] : drawn;
  const columns = await block.locator('thead th').count();
  const [file] = await Promise.all([page.waitForEvent('download', { timeout: 10000 }), block.locator(SAVE).click()]);
  if (!file.suggestedFilename().endsWith('.csv')) tell('save-name', `is saved as ${file.suggestedFilename()}`);
  const text = readFileSync(await file.path(), 'utf8');
  if (!text.startsWith('\ufeff')) tell('save-mark', 'is saved without a byte order mark');
  const rows = parse(text.slice(1));
  if (rows.length !== shown + 1) tell('save-rows', `saves ${rows.length - 1} rows where ${shown} are shown`);
  if (rows.some((cells) => cells.length !== columns)) tell('save-columns', `saves rows that have not ${columns} cells`);
  const computing = rows.flat().find((cell) => /^[=+@]|^-(?!\d+(\.\d+)?$)/.test(cell));
  if (computing !== undefined) tell('save-formula', `saves a cell that computes: ${computing}`);
}

/** The cells of a CSV text, row by row. */
function parse(text) {
  const rows = [[]];
  for (const [, cell, end] of text.matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/g)) {
    rows.at(-1).push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end !== ',') rows.push([]);
  }
  return rows.slice(0, -1);
}

await runAsProgram(import.meta.url, checkTables);
