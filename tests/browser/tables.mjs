// Saves tables as a reader would: over http and from disk, all of a table and what a filter leaves of it, and looks at them with
// JavaScript off.

import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { launch } from './lib/browser.mjs';
import { Report, runAsProgram } from './lib/report.mjs';
import { serve } from './lib/server.mjs';
import { Site } from './lib/site.mjs';

const SAVE = '.downloads button';

/** Checks the tables of the site in the folder `output`. */
export async function checkTables(output) {
  const site = new Site(output);
  const report = new Report('tables');
  const server = await serve(output);
  const browser = await launch();
  const origins = { http: `${server.origin}/`, file: `${pathToFileURL(output)}/` };
  try {
    for (const path of longest(site)) {
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

async function checkOne(browser, url, tell) {
  await withoutScript(browser, url, tell);
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
    if ((await page.locator(SAVE).count()) > 0) tell('save-without-script', 'has buttons that do nothing without JavaScript');
  } finally {
    await context.close();
  }
}

/** Saves a table: its heading and the rows that are shown, as UTF-8 that Excel knows, with nothing that computes. */
async function saved(page, block, tell) {
  const shown = await block.locator('tbody tr').evaluateAll((rows) => rows.filter((row) => row.checkVisibility()).length);
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
