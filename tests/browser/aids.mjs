// Uses what helps readers along as they would, over http under the policy of the site and from disk: what a term means, the
// address of a heading and of a row, and the other language with the same choice.

import { pathToFileURL } from 'node:url';
import { launch } from './lib/browser.mjs';
import { Report, runAsProgram } from './lib/report.mjs';
import { serve } from './lib/server.mjs';
import { Site } from './lib/site.mjs';

/** Checks the reading aids of the site in the folder `output`. */
export async function checkAids(output) {
  const site = new Site(output);
  const report = new Report('aids');
  const server = await serve(output);
  const browser = await launch();
  const origins = { http: `${server.origin}/`, file: `${pathToFileURL(output)}/` };
  try {
    for (const language of site.languages.filter((language) => !language.startsWith('editions/'))) {
      for (const from of Object.keys(origins)) {
        for (const [name, aid] of Object.entries({ explained, copied, carried, placed })) {
          const path = aid.page(site, language);
          if (path === undefined) continue;
          const unit = `${path} (${from} ${name})`;
          report.judged(unit);
          const tell = (rule, message) => report.problem(unit, rule, message);
          const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
          if (from === 'http') await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin });
          try {
            const page = await context.newPage();
            page.on('pageerror', (error) => tell('script-error', error.message));
            await page.goto(`${origins[from]}${path}`, { waitUntil: 'load' });
            await aid.use(page, tell, from);
          } catch (error) {
            tell('cannot-open', error.message.split('\n')[0]);
          } finally {
            await context.close();
          }
        }
      }
    }
  } finally {
    await browser.close();
    await server.stop();
  }
  return report;
}

/** The first page of a language, in the order of paths, that has such an element. */
function firstWith(site, language, isMeant) {
  const paths = [...site.pages.keys()].sort().filter((path) => site.languageOf(path) === language);
  return paths.find((path) => site.pages.get(path).elements.some(isMeant));
}

const has = (attrs, name) => (attrs.class ?? '').split(' ').includes(name);

/** A term of the glossary: its meaning stands beside it while the pointer or the keyboard is there. */
const explained = {
  page: (site, language) => firstWith(site, language, ({ tag, attrs }) => tag === 'a' && has(attrs, 'explained') && attrs.title),
  async use(page, tell) {
    const term = page.locator('a.explained').first();
    const box = page.locator('#meaning');
    const described = await term.evaluate((node) => document.getElementById(node.getAttribute('aria-describedby'))?.textContent ?? '');
    if (described === '') tell('term-described', 'the meaning is not read out');
    await term.hover();
    if ((await box.textContent()) !== described || !(await box.isVisible())) tell('term-shown', 'the pointer does not bring its meaning');
    const { left, right, width } = await box.evaluate((node) => ({ ...node.getBoundingClientRect().toJSON(), width: document.documentElement.clientWidth }));
    if (left < 0 || right > width) tell('term-outside', `from ${left} to ${right} of ${width}`);
    await page.keyboard.press('Escape');
    if (await box.isVisible()) tell('term-stays', 'Escape does not close it');
    await page.mouse.move(0, 0);
    await term.focus();
    if (!(await box.isVisible())) tell('term-shown', 'the keyboard does not bring its meaning');
    await page.keyboard.press('Tab');
    const isNext = await page.evaluate(() => document.activeElement.matches('a.explained'));
    if ((await box.isVisible()) !== isNext) tell('term-stays', 'it stays when the keyboard goes on');
  },
};

/** The button beside a heading, and that of a row: they copy an address that leads there. */
const copied = {
  page: (site, language) => firstWith(site, language, ({ tag, attrs }) => tag === 'tr' && attrs.id?.startsWith('row-')),
  async use(page, tell, from) {
    const read = () => (from === 'http' ? page.evaluate(() => navigator.clipboard.readText()) : page.url());
    const said = () => page.locator('[role=status]').allTextContents();
    for (const place of ['.heading-line > .copy-link', 'tbody tr[id] .copy-link']) {
      if (place.startsWith('tbody')) await page.locator('tbody tr[id] th').first().hover();
      const button = page.locator(place).first();
      if ((await button.count()) === 0) continue;
      if (!((await button.getAttribute('aria-label')) ?? '').trim()) tell('copy-name', `${place} has no name`);
      await button.focus();
      await page.keyboard.press('Enter');
      const word = await page.evaluate(() => window.interfaceStrings.copied);
      await page.waitForFunction((word) => [...document.querySelectorAll('[role=status]')].some((one) => one.textContent === word), word, { timeout: 3000 }).catch(async () => tell('copy-told', `${place} says ${await said()}`));
      const address = new URL(await read());
      const leads = await page.evaluate((id) => document.getElementById(id) !== null, decodeURIComponent(address.hash.slice(1)));
      if (!leads || address.href !== page.url()) tell('copy-address', `${place} copies ${address.href}`);
    }
  },
};

/** What was chosen in a list is chosen in the other language too, whose words differ. */
const carried = {
  page: (site, language) => firstWith(site, language, ({ tag, attrs }) => tag === 'select' && attrs['data-numbers']),
  async use(page, tell) {
    const shown = () => page.locator('.is-list tbody tr').evaluateAll((rows) => rows.filter((row) => row.checkVisibility()).map((row) => row.id));
    const select = page.locator('.table-tools select[data-numbers]').first();
    const all = await shown();
    await select.selectOption({ index: 1 });
    const chosen = await shown();
    if (chosen.length === 0 || chosen.length >= all.length) tell('carry-choice', `${chosen.length} of ${all.length} rows are shown`);
    const link = page.locator('.languages a').first();
    if ((await link.count()) === 0) return;
    const before = page.url();
    await Promise.all([page.waitForURL((url) => url.pathname !== new URL(before).pathname), link.click()]);
    await page.waitForLoadState('load');
    const there = await shown();
    if ([...there].sort().join() !== [...chosen].sort().join()) tell('carry-language', `${chosen.length} rows became ${there.length}`);
  },
};

/** The contents tell which section is being read, and no two at once. */
const placed = {
  page: (site, language) => firstWith(site, language, ({ tag, attrs }) => tag === 'nav' && has(attrs, 'contents')),
  async use(page, tell) {
    const marked = () => page.$$eval('.contents [aria-current=location]', (lines) => lines.map((line) => line.hash));
    const all = await page.$$eval('.contents a[href^="#"]', (lines) => lines.map((line) => line.hash));
    for (const hash of [all[0], all[Math.floor(all.length / 2)]]) {
      await page.evaluate((id) => document.getElementById(id).scrollIntoView(), decodeURIComponent(hash.slice(1)));
      await page.waitForTimeout(200);
      const lines = await marked();
      const isEnd = await page.evaluate(() => innerHeight + scrollY >= document.documentElement.scrollHeight - 2);
      if (lines.length !== 1 || (!isEnd && lines[0] !== hash)) tell('place-marked', `at ${hash} the contents mark ${JSON.stringify(lines)}`);
    }
  },
};

await runAsProgram(import.meta.url, checkAids);
