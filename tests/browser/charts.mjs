// Saves charts as a reader would, over http under the policy of the site and from disk, and looks at what is saved: a picture that
// stands alone, with its heading, source and day, in the colours of paper whatever the page has.

import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { launch } from './lib/browser.mjs';
import { Report, runAsProgram } from './lib/report.mjs';
import { serve } from './lib/server.mjs';
import { Site } from './lib/site.mjs';

const PLACE = '.chart-save';
// How many pages of each kind of chart are tried in each language.
const PAGES = 2;
// What a picture of a chart must not need: another file, a style sheet, a script.
const FOREIGN = /<(?:script|style|image|use|foreignObject)\b|(?:href|src)=|url\((?!#hatch-)|var\(|class=/;

/** Checks the charts of the site in the folder `output`. */
export async function checkCharts(output) {
  const site = new Site(output);
  const report = new Report('charts');
  const server = await serve(output);
  const browser = await launch();
  const origins = { http: `${server.origin}/`, file: `${pathToFileURL(output)}/` };
  try {
    for (const path of chosen(site)) {
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

/** For each language and each kind of chart the first pages that have one. */
function chosen(site) {
  const paths = new Set();
  for (const language of site.languages) {
    const seen = new Map();
    for (const path of [...site.pages.keys()].sort()) {
      if (site.languageOf(path) !== language) continue;
      const kinds = site.pages.get(path).elements.map(({ attrs }) => /^chart is-(\S+)/.exec(attrs.class ?? '')?.[1]);
      for (const kind of new Set(kinds.filter(Boolean))) {
        const n = seen.get(kind) ?? 0;
        if (n >= PAGES) continue;
        seen.set(kind, n + 1);
        paths.add(path);
      }
    }
  }
  return paths;
}

async function look(browser, address, tell) {
  // A phone in the dark: a picture must not come out as it looks there.
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, colorScheme: 'dark', acceptDownloads: true });
  const page = await context.newPage();
  page.on('console', (message) => tell('console', message.text()));
  page.on('pageerror', (error) => tell('page-error', error.message));
  try {
    await page.goto(address);
    const moved = await page.evaluate(growth, PLACE);
    if (moved > 1) tell('layout-shift', `the buttons take ${moved} px more than was kept for them`);
    const names = new Set();
    for (const place of await page.locator(PLACE).all()) {
      const buttons = await place.locator('button').all();
      if (buttons.length !== 2) tell('no-buttons', `${buttons.length} buttons`);
      for (const button of buttons) {
        const name = (await button.getAttribute('aria-label')) ?? '';
        const shown = (await button.textContent()) ?? '';
        if (names.has(name) || !name.includes(shown)) tell('button-name', `“${name}” of “${shown}”`);
        names.add(name);
        const [download] = await Promise.all([page.waitForEvent('download', { timeout: 10000 }), button.click()]);
        const file = download.suggestedFilename();
        if (!/ \d{4}-\d\d-\d\d\.(?:svg|png)$/.test(file)) tell('file-name', file);
        const bytes = readFileSync(await download.path());
        if (shown === 'SVG') await judgeSvg(page, place, bytes.toString('utf8'), tell);
        else judgePng(bytes, tell);
      }
    }
    const kept = await page.evaluate(() => ({ scheme: document.documentElement.getAttribute('data-scheme'), copies: document.querySelectorAll('.chart-copy').length }));
    if (kept.scheme !== null || kept.copies > 0) tell('page-changed', JSON.stringify(kept));
  } finally {
    await context.close();
  }
}

/** The picture has its own size and ground, says what the chart says, and needs nothing else. */
async function judgeSvg(page, place, svg, tell) {
  if (FOREIGN.test(svg)) tell('svg-not-alone', FOREIGN.exec(svg)[0]);
  const found = await page.evaluate((text) => {
    const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
    const texts = [...root.querySelectorAll('text')].map((one) => one.textContent);
    return { name: root.localName, viewBox: root.getAttribute('viewBox'), width: Number(root.getAttribute('width')), ground: root.querySelector('rect')?.getAttribute('fill'), text: texts.join('').replace(/\s/g, ''), n: root.querySelectorAll('*').length };
  }, svg);
  if (found.name !== 'svg') return tell('svg-broken', svg.slice(0, 80));
  if (found.width < 500 || !found.viewBox?.endsWith(svg.match(/height="(\d+)"/)?.[1] ?? '?')) tell('svg-size', `${found.width}, ${found.viewBox}`);
  if (found.ground !== 'rgb(255, 255, 255)') tell('svg-ground', String(found.ground));
  const said = await place.evaluate((one) => {
    const heading = one.closest('figure').querySelector('.chart-title').cloneNode(true);
    heading.querySelectorAll('.cites').forEach((cites) => cites.remove());
    return [heading.textContent, one.dataset.credit].map((text) => text.replace(/\s/g, ''));
  });
  for (const words of said) if (!found.text.includes(words)) tell('svg-says', words);
}

/** A PNG whose size is that of paper at twice the resolution. */
function judgePng(bytes, tell) {
  if (bytes.subarray(1, 4).toString() !== 'PNG') return tell('png-broken', `${bytes.length} bytes`);
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  if (width < 1000 || height < 200) tell('png-size', `${width} × ${height}`);
  if (bytes.length < 5000) tell('png-empty', `${bytes.length} bytes`);
}

/** How much higher the places of buttons are with these than without. */
function growth(selector) {
  const grown = [...document.querySelectorAll(selector)].map((place) => {
    const [parts, before] = [[...place.childNodes], place.offsetHeight];
    place.replaceChildren();
    const kept = place.offsetHeight;
    place.append(...parts);
    return before - kept;
  });
  return Math.max(0, ...grown);
}

await runAsProgram(import.meta.url, checkCharts);
