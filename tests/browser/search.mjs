// Asks the search pages as a reader would: by names, figures and sounds, with the keyboard, over http and from disk.
//
//   node tests/browser/search.mjs OUTPUT              a built site
//   node tests/browser/search.mjs PROGRAM PROJECTS    a corpus of so many projects, which is built first
//
// With SEARCH_BYTES=1 it prints what each question loads.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runInNewContext } from 'node:vm';
import { launch } from './lib/browser.mjs';
import { Report, runAsProgram } from './lib/report.mjs';
import { serve } from './lib/server.mjs';
import { Site, textOf } from './lib/site.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const CASES = JSON.parse(readFileSync(join(HERE, '../cases/search.json'), 'utf8'));
const SIZE = { width: 390, height: 844 };
/** What a question may load of the index, not compressed. */
const MOST_BYTES = 150_000;
/** How large a page may be, not compressed. */
const LARGEST_PAGE = 300_000;
/** Where the right hit is at the latest. */
const LAST_PLACE = 3;
/** How many names of each sort are asked for. */
const NAMES = 2;

/** Numbers that few texts have, made of digits that many have. */
const NUMBERS = ['2900', '1000', '20230', '2023'];

/** Questions to the example with the page that is right; other sites have no such page. */
const EXAMPLE = [
  ['zh', '招商引资', 'indicators/promotion-events/'],
  ['zh', '290亿元', 'indicators/signed-value/'],
  ['zh', '２９０亿元', 'indicators/signed-value/'],
  ['zh', '一季度', 'reports/2023-q1/'],
  ['zh', 'hyk', 'parks/huayuankou/'],
  ['zh', 'huayuankou', 'parks/huayuankou/'],
  ['zh', '花園口', 'parks/huayuankou/'],
  ['zh', '500兆瓦', 'projects/sanchun/'],
  ['en', 'photovolt', 'projects/nengfu-pv-line/'],
  ['en', '29 billion', 'indicators/signed-value/'],
  ['en', 'RMB 29 billion', 'indicators/signed-value/'],
  ['en', 'billion 29', 'indicators/signed-value/'],
  ['en', 'value 38.38', 'indicators/signed-value/'],
  ['zh', '签约额 383.8', 'indicators/signed-value/'],
  ['en', '花园口', 'parks/huayuankou/'],
];

/** Checks the search pages of the site in the folder `output`. */
export async function checkSearch(output, { files = ['http', 'file'], questions = EXAMPLE, isRead } = {}) {
  const site = new Site(output, isRead);
  const report = new Report('search');
  const server = await serve(output);
  const browser = await launch();
  const origins = { http: `${server.origin}/`, file: `${pathToFileURL(output)}/` };
  try {
    for (const language of site.languages) {
      if (isRead === undefined) checkPublished(site, language, report);
      for (const from of files) {
        const unit = `${language}/search/ (${from})`;
        report.judged(unit);
        const tell = (rule, message) => report.problem(unit, rule, message);
        const desk = new Desk(site, browser, origins[from], language, tell);
        await desk.check(questions).catch((error) => tell('cannot-open', error.message.split('\n')[0]));
      }
    }
  } finally {
    await browser.close();
    await server.stop();
  }
  return report;
}

/** What the index says of a page stands on that page; names in other languages stand on theirs. */
function checkPublished(site, language, report) {
  const folder = `${language}/search`;
  const rows = [];
  const context = { wellspringSearch: { rows: (number, found) => rows.push(...found) } };
  const parts = [...site.files].filter((path) => path.startsWith(`${folder}/r`) && path.endsWith('.js'));
  for (const path of parts) runInNewContext(site.read(path), context);
  const texts = new Map();
  const textAt = (path) => {
    if (!texts.has(path)) texts.set(path, squashed(proseOf(site.pages.get(path).tagged('html')[0].node)));
    return texts.get(path);
  };
  for (const [title, , href, , facts = '', text = ''] of rows) {
    const path = posix.join(folder, href.split('#')[0]);
    report.judged(path);
    const lines = [...title.split(' – '), ...facts.split(/\n| · /), ...text.split('\n')].map(squashed);
    // In a table the unit of a figure stands in the head of its column.
    const stands = (line) => textAt(path).includes(line) || (/\d/.test(line) && line.split(/[^\d.,]+/).every((figure) => textAt(path).includes(figure)));
    const missing = lines.filter((line) => !stands(line));
    if (missing.length > 0) report.problem(path, 'search-unpublished', `the index says "${missing[0]}", the page does not`);
  }
}

/** The text of a node without drawings, marks of sources and anchors. */
function proseOf(node) {
  if (node.nodeName === '#text') return node.value;
  const isAnchor = node.attrs?.some(({ name, value }) => name === 'class' && value === 'anchor');
  if (isAnchor || ['sup', 'svg', 'script'].includes(node.tagName)) return '';
  return (node.childNodes ?? []).map(proseOf).join(' ');
}

function squashed(text) {
  return text.normalize('NFKC').replace(/[\s\u2060]+/g, '');
}

/** A search page in one language. */
class Desk {
  constructor(site, browser, origin, language, tell) {
    Object.assign(this, { site, browser, origin, language, tell, bytes: 0, most: 0 });
  }

  get path() {
    return `${this.language}/search/index.html`;
  }

  async check(questions) {
    const context = await this.browser.newContext({ viewport: SIZE });
    try {
      const page = (this.page = await context.newPage());
      page.on('pageerror', (error) => this.tell('script-error', error.message));
      page.on('console', (message) => message.type() === 'error' && this.tell('console', message.text()));
      page.on('request', (request) => this.count(request.url()));
      for (const name of this.names()) await this.expect(name, (hit) => hit.title === name);
      for (const [language, question, path] of questions) {
        const meant = `${this.language}/${path}`;
        if (language !== this.language || (path !== '' && !this.site.files.has(`${meant}index.html`))) continue;
        await this.expect(question, (hit) => path === '' || hit.path.startsWith(meant));
      }
      await this.checkCases();
      await this.checkNumbers();
      await this.checkOrder();
      await this.checkNothing();
      await this.checkKeyboard();
    } finally {
      await context.close();
    }
  }

  /** Names of what the page lists without JavaScript. */
  names() {
    const page = this.site.pages.get(this.path);
    const lists = page.tagged('section').filter(({ attrs }) => attrs.class === 'search-section');
    return lists.flatMap(({ node }) => {
      const links = [];
      const visit = (one, inList) => {
        if (one.tagName === 'a' && inList) links.push(textOf({ node: one }));
        one.childNodes?.forEach((child) => visit(child, inList || one.tagName === 'li'));
      };
      visit(node, false);
      return links.filter((name) => /\p{Script=Han}{2}|[a-z]{3}/iu.test(name)).slice(0, NAMES);
    });
  }

  count(url) {
    const path = decodeURIComponent(url.slice(this.origin.length).split(/[?#]/)[0]);
    if (/\/search\/[^/]+\.js$/.test(path)) this.bytes += statSync(join(this.site.root, path)).size;
  }

  async ask(question) {
    this.bytes = 0;
    await this.page.goto(`${this.origin}${this.path}?q=${encodeURIComponent(question)}`, { waitUntil: 'load' });
    await this.page.waitForFunction(() => document.querySelector('#search-status').textContent !== '');
    this.most = Math.max(this.most, this.bytes);
    if (process.env.SEARCH_BYTES) console.log(`${this.language} ${question}: ${this.bytes} bytes`);
    if (this.bytes > MOST_BYTES) this.tell('search-bytes', `"${question}" loads ${this.bytes} bytes`);
    const sorts = await this.page.$$eval('#search-hits h2', (heads) => heads.map((head) => head.firstChild.textContent.trim()));
    if (new Set(sorts).size < sorts.length) this.tell('search-sorts', `"${question}" shows a sort twice: ${sorts.join(', ')}`);
    return this.hits();
  }

  hits() {
    const { page, origin } = this;
    return page.$$eval(
      '#search-hits li',
      (items, start) => items.map((item) => {
        const link = item.querySelector('a');
        const heads = [...document.querySelectorAll('#search-hits h2')];
        const group = heads.filter((head) => head.compareDocumentPosition(item) & Node.DOCUMENT_POSITION_FOLLOWING).length;
        return { title: link.textContent.trim(), path: link.href.slice(start.length), marks: item.querySelectorAll('mark').length, group };
      }),
      origin,
    );
  }

  async expect(question, isRight) {
    const hits = await this.ask(question);
    const index = hits.findIndex(isRight);
    // Below its heading: who looks for a result passes over the headings of other sorts.
    const before = hits.slice(0, index + 1).filter(({ group }) => group === hits[index]?.group);
    const place = index < 0 ? 0 : Math.max(0, (hits[index].group || 1) - 1) + before.length;
    if (place === 0 || place > LAST_PLACE) {
      const first = hits.slice(0, LAST_PLACE).map(({ title }) => title);
      this.tell('search-place', `"${question}" finds what is right at ${place || 'no place'}, first ${JSON.stringify(first)}`);
    } else if (!/^[a-z]+$/.test(question) && hits[index].marks === 0) {
      this.tell('search-mark', `"${question}" is not marked`);
    }
  }

  /** The script takes texts apart as the program does. */
  async checkCases() {
    // The table of Traditional characters comes when it is needed.
    await this.ask('繁體無此');
    for (const { text, ...wanted } of CASES) {
      const found = await this.page.evaluate((one) => globalThis.wellspringSearch.termsOf(one), text);
      for (const key of ['words', 'pairs', 'triples']) {
        const isTraditional = /[園產業]/.test(text);
        // A site has the characters that it needs.
        if (isTraditional && !this.site.read(`${this.language}/search/s.js`).includes('園')) continue;
        if (JSON.stringify(found[key]) !== JSON.stringify(wanted[key])) {
          this.tell('search-rule', `"${text}" has ${key} ${JSON.stringify(found[key])}, not ${JSON.stringify(wanted[key])}`);
        }
      }
    }
  }

  /** Digits find numbers that begin so, beside Chinese too, and never those that have them here and there. */
  async checkNumbers() {
    for (const digits of NUMBERS) {
      const begins = new RegExp(`(^|[^\\d.])${digits.replace('.', '\\.')}`);
      for (const { title, path } of await this.ask(digits)) {
        const page = this.site.pages.get(path.split(/[?#]/)[0]);
        if (page === undefined) continue;
        const text = squashed(proseOf(page.tagged('html')[0].node)).replace(/(\d),(?=\d{3})/g, '$1');
        if (!begins.test(text) && !begins.test(title)) this.tell('search-numbers', `"${digits}" finds "${title}", which has no such number`);
      }
    }
  }

  /** A word of a name and a number that stand apart find what has both, in either order. */
  async checkOrder() {
    const rows = [];
    const context = { wellspringSearch: { rows: (number, found) => rows.push(...found) } };
    const parts = [...this.site.files].filter((path) => path.startsWith(`${this.language}/search/r`) && path.endsWith('.js'));
    for (const path of parts.slice(0, 20)) runInNewContext(this.site.read(path), context);
    const wordOf = (title) => title.match(/\p{Script=Han}{2,4}|[a-z]{4,}/iu)?.[0];
    const numberOf = (facts = '') => facts.match(/(?<![\d.,])\d{3,}(?:\.\d+)?(?![\d.,])/)?.[0];
    const known = rows.map(([title, , , , facts]) => [wordOf(title), numberOf(facts)]).filter(([word, number]) => word && number);
    for (const both of [known[0], known[Math.floor(known.length / 2)]].filter(Boolean)) {
      for (const question of [both.join(' '), both.toReversed().join(' ')]) {
        if ((await this.ask(question)).length === 0) this.tell('search-order', `"${question}" finds nothing`);
      }
    }
  }

  async checkNothing() {
    const hits = await this.ask('qqxxzzqqxx');
    if (hits.length > 0) this.tell('search-nothing', `finds ${hits.length} hits for nothing`);
    if (!(await this.page.isVisible('#search-index'))) this.tell('search-nothing', 'does not show the list of everything');
  }

  async checkKeyboard() {
    const { page } = this;
    const [name] = this.names();
    if (name === undefined) return;
    await page.goto(`${this.origin}${this.path}`, { waitUntil: 'load' });
    await page.evaluate(() => document.querySelector('main').focus());
    await page.keyboard.press('/');
    await page.keyboard.insertText(name);
    await page.waitForSelector('#search-hits li');
    await page.keyboard.press('ArrowDown');
    const inHit = () => page.evaluate(() => document.activeElement.closest('#search-hits li') !== null);
    if (!(await inHit())) return this.tell('search-keyboard', 'the arrow does not lead to the first hit');
    const shown = await page.textContent('#search-status');
    await Promise.all([page.waitForURL((url) => !url.pathname.endsWith('/search/index.html')), page.keyboard.press('Enter')]);
    await page.goBack({ waitUntil: 'load' });
    if (page.url().includes('?q=')) {
      await page.waitForSelector('#search-hits li');
      if ((await page.textContent('#search-status')) !== shown) this.tell('search-back', 'going back shows something else');
    } else if (this.origin.startsWith('http')) {
      this.tell('search-back', 'the question is not in the address');
    }
    await page.focus('#search-field');
    await page.keyboard.press('Escape');
    if ((await page.inputValue('#search-field')) !== '' || (await this.hits()).length > 0) {
      this.tell('search-keyboard', 'Escape does not clear the field');
    }
  }
}

/** Questions to the corpus of `benches/corpus.py`, among them what nearly every record has. */
const CORPUS = [
  ...['项目', '2023年', '产业园', '智能制造', '签订投资协议', '示范项目', '已完成采购', '12.40亿元', '2021年6月', '控股集团计划在', '环评和能评批复均已取得', '产业园 2023年'].map((one) => ['zh', one, '']),
  ...['project', 'park', 'billion', 'june', 'the first', '2023', 'smart manufacturing', 'logistics', '2.85 billion'].map((one) => ['en', one, '']),
];

/** Asks a site of such a corpus, of which only the search pages are read, and weighs all its pages. */
async function checkCorpus(output) {
  const report = await checkSearch(output, { files: ['file'], questions: CORPUS, isRead: (path) => path.includes('/search/') });
  for (const path of new Site(output, () => false).files) {
    const { size } = statSync(join(output, path));
    if (path.endsWith('.html') && size > LARGEST_PAGE) report.problem(path, 'large-page', `${size} bytes`);
  }
  return report;
}

/** Builds a corpus and asks it what many of its records hold. */
async function checkMany(program, projects) {
  const scratch = mkdtempSync(join(tmpdir(), 'search-'));
  try {
    const [root, output] = [join(scratch, 'in'), join(scratch, 'out')];
    execFileSync('python3', [join(HERE, '../../benches/corpus.py'), '--projects', projects, '--kind', 'wellspring', '--out', root], { stdio: 'ignore' });
    execFileSync(resolve(program), ['build', '-C', root, '-o', output, '--quiet'], { stdio: 'inherit' });
    return await checkCorpus(output);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

if (process.argv[3] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url) && existsSync(process.argv[2])) {
  const report = await checkMany(process.argv[2], process.argv[3]);
  report.print();
  process.exitCode = report.failed === 0 && report.passed > 0 ? 0 : 1;
} else {
  await runAsProgram(import.meta.url, checkSearch);
}
