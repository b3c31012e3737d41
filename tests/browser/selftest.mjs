// Proves that the checks can fail: each fault is put into a site that has none, and must be found, alone.

import { LOOKS, checkInBrowser } from './axe.mjs';
import { goodSite, inFolder, tableSite, timelineSite } from './lib/fixture.mjs';
import { checkLinks } from './links.mjs';
import { checkTables } from './tables.mjs';
import { checkTimelines } from './timeline.mjs';
import { validate } from './validate.mjs';

const PAGE = 'en/targets/index.html';
const HOME = 'en/index.html';

const replace = (path, from, to) => (files) => {
  const before = files.get(path);
  const after = before.replaceAll(from, to);
  if (after === before) throw new Error(`the fixture's ${path} has no ${from}`);
  files.set(path, after);
};
const append = (html, path = PAGE) => replace(path, '</main>', `${html}\n</main>`);
const drop = (path) => (files) => files.delete(path);
const both = (...changes) => (files) => changes.forEach((change) => change(files));

/** Faults that the links check tells of: the rules it must name, and how the site is spoiled. */
const LINK_FAULTS = [
  ['missing-start unreachable', drop('index.html')],
  ['dead-link', append('<a href="gone.html">x</a>')],
  ['dead-link', append('<img src="../../assets/gone.svg" alt="">')],
  ['dead-link', append('<img src="../../assets/dot.svg" srcset="../../assets/dot.svg 1x, ../../assets/gone.svg 2x" alt="">')],
  ['dead-link', append('<a href="../Index.html">x</a>')],
  ['dead-link', append('<a href="%E0%A4%A">x</a>')],
  ['dead-link', replace('assets/site.css', '.scroll', '@font-face { src: url("gone.woff2"); } .scroll')],
  ['dead-fragment', append('<a href="../index.html#gone">x</a>')],
  ['dead-fragment', append('<a href="#gone">x</a>')],
  ['folder-link', append('<a href="../">x</a>')],
  ['folder-link', append('<a href="../parks/riverside">x</a>')],
  ['outside', append('<a href="../../../index.html">x</a>')],
  ['empty-link', append('<a href="">x</a>')],
  ['empty-link', append('<a href="#">x</a>')],
  ['absolute-path', append('<a href="/en/index.html">x</a>')],
  ['absolute-path', append('<a href="//example.org/">x</a>')],
  ['absolute-internal', both(
    replace(PAGE, '</head>', '<link rel="canonical" href="https://example.net/invest/en/targets/">\n</head>'),
    append('<a href="https://example.net/invest/en/index.html">x</a>'),
  )],
  ['third-party', append('<img src="https://example.org/x.png" alt="">')],
  ['third-party', replace(PAGE, '</head>', '<link rel="stylesheet" href="https://example.org/x.css">\n</head>')],
  ['third-party', replace(PAGE, '</head>', '<script src="https://example.org/x.js"></script>\n</head>')],
  ['third-party', replace('assets/site.css', '.scroll', '@import "https://example.org/x.css"; .scroll')],
  ['script-link', append('<a href="javascript:alert(1)">x</a>')],
  ['unknown-scheme', append('<a href="ftp://example.org/">x</a>')],
  ['duplicate-id', append('<p id="signed">x</p>')],
  ['style-attribute', append('<p style="color: red">x</p>')],
  ['style-element', replace(PAGE, '</head>', '<style>p { color: red }</style>\n</head>')],
  ['inline-script', replace(PAGE, '</head>', '<script>var x = 1;</script>\n</head>')],
  ['event-handler', append('<p onclick="alert(1)">x</p>')],
  ['base', replace(PAGE, '</head>', '<base target="_self">\n</head>')],
  ['refresh', replace(PAGE, '</head>', '<meta http-equiv="refresh" content="300">\n</head>')],
  ['one-h1', append('<h1>x</h1>')],
  ['one-h1', replace(PAGE, /<h1>.*<\/h1>/g, '<h2>x</h2>')],
  ['title', replace(PAGE, '<title>Targets</title>', '<title> </title>')],
  ['html-lang switch-language', replace(PAGE, '<html lang="en">', '<html>')],
  ['switch-language', replace(PAGE, 'hreflang="zh-Hans"', 'hreflang="fr"')],
  ['switch-back', replace(PAGE, 'zh/targets/index.html" hreflang', 'zh/index.html" hreflang')],
  ['switch-missing', replace(HOME, ' hreflang="zh-Hans"', '')],
  ['switch-missing', replace('index.html', ' hreflang="en"', '')],
  ['unreachable', (files) => {
    files.set('en/lost/index.html', files.get(PAGE).replace('../../zh/targets', '../../zh/lost'));
    files.set('zh/lost/index.html', files.get('zh/targets/index.html').replace('../../en/targets', '../../en/lost'));
  }],
  ['unreachable', both(...['index.html', 'targets/index.html', 'parks/riverside/index.html'].map((path) =>
    replace(`en/${path}`, / <a href="[./]*parks\/riverside\/index.html">[^<]*<\/a>/g, '')))],
];

/** What the links check must let pass. */
const LINK_MERITS = [
  append('<a href="../index.html?sort=name#signed">x</a> <a href="mailto:a@example.org">y</a> <a href="#top">z</a>'),
  append('<a href="../../assets/site.css">x</a> <a href="https://example.org/en" hreflang="en">y</a>'),
  replace(PAGE, '</head>', '<link rel="alternate" hreflang="zh-Hans" href="https://example.net/zh/targets/">\n</head>'),
  (files) => files.set('404.html', files.get('index.html')),
  // A site in one language has no switch.
  (files) => {
    for (const [path, html] of files) {
      if (path.startsWith('zh/')) files.delete(path);
      else if (path.endsWith('.html')) files.set(path, html.replace(/<a [^>]*hreflang="zh-Hans"[^>]*>[^<]*<\/a>/g, ''));
    }
  },
];

/** Faults that only the HTML checker sees: each spoils another page, so that one run of the JVM judges all. */
const HTML_FAULTS = [
  ['error', 'en/index.html', append('<p><div>x</div></p>', 'en/index.html')],
  ['warning', 'en/targets/index.html', replace('en/targets/index.html', '<tr><th scope="row">A</th><td>', '<tr><th scope="row">A</th><td></td><td>')],
  ['error', 'zh/index.html', append('<img src="../assets/dot.svg">', 'zh/index.html')],
  ['error', 'zh/targets/index.html', append('<a href="../index.html"><button>x</button></a>', 'zh/targets/index.html')],
];

/** Faults that only a browser sees, each on a page of its own: the rule, the page, how it is spoiled. */
const BROWSER_FAULTS = [
  ['axe color-contrast', HOME, append('<p class="pale">hard to read</p>', HOME), replace('assets/site.css', '.scroll', '.pale { color: #ccc; background: #ddd; } .scroll')],
  ['overflow', PAGE, append('<p class="wide">x</p>', PAGE), replace('assets/site.css', '.scroll', '.wide { width: 3000px; } .scroll')],
  ['console', 'zh/index.html', append('<p style="color: red">x</p>', 'zh/index.html')],
  ['third-party', 'zh/targets/index.html', append('<img src="http://example.invalid/x.png" alt="">', 'zh/targets/index.html')],
  ['failed-request', 'zh/parks/riverside/index.html', append('<img src="../../../assets/gone.svg" alt="">', 'zh/parks/riverside/index.html')],
];

const script = (text) => (files) => files.set('assets/site.js', `${text}\n`);
const style = (text) => (files) => files.set('assets/site.css', `${files.get('assets/site.css')}${text}\n`);

const draw = (...texts) => append(`<svg role="img" width="200" height="40"><title>Drawing</title>${texts.join('')}</svg>`, HOME);

const ONE_LOOK = [{ from: 'http', width: 390 }];
const WITHOUT_SCRIPT = [{ from: 'http', width: 390, withoutScript: true }];

/** Faults of the whole site, which each need a site of their own: the rule, the looks it takes to see it, the fault. */
const SITE_FAULTS = [
  ['script-error', ONE_LOOK, script("throw new Error('x');")],
  ['needs-script', WITHOUT_SCRIPT, script("document.querySelector('main').append('4711');")],
  ['lost-by-script', WITHOUT_SCRIPT, script("document.querySelector('table')?.remove();")],
  ['hidden-table', WITHOUT_SCRIPT, style('table { display: none; }')],
  ['empty-without-script', WITHOUT_SCRIPT, style('main:not([data-ready]) > * { display: none; }')],
  ['small-text', ONE_LOOK, draw('<text y="20" font-size="9">small</text>')],
  ['label-outside', ONE_LOOK, draw('<text x="190" y="20" font-size="14">outside</text>')],
  ['labels-touch', ONE_LOOK, draw('<text y="20" font-size="14">one</text>', '<text x="10" y="22" font-size="14">two</text>')],
  ['no-main script-error', WITHOUT_SCRIPT, replace(HOME, /(<\/?)main>/g, '$1article>')],
];

/** Faults of the filter of a timeline, put into the script that the theme has. */
const TIMELINE_FAULTS = [
  ['filter-missing', replace('assets/site.js', '.timeline[data-kinds]', '.gone')],
  ['filter-entries', replace('assets/site.js', 'entry.node.hidden = !(isKind && isPark)', 'entry.node.hidden = shown > 1')],
  ['filter-headings', replace('assets/site.js', 'hideEmpty(timeline);', '')],
  ['filter-status', replace('assets/site.js', '.replace("{m}", entries.length)', '')],
  ['filter-address', replace('assets/site.js', 'writeChoice(choice);', '')],
  ['filter-address', replace('assets/site.js', '.replace(/#.*/, "") + hash', '')],
  ['filter-keyboard', replace('assets/site.js', 'type: "checkbox"', 'type: "checkbox", tabindex: "-1"')],
  ['filter-without-script', replace('assets/site.css', '.scroll', 'li[data-park="hill"]:not([hidden=""]) { display: none; } .scroll')],
];

/** Faults of saving a table, likewise. */
const TABLE_FAULTS = [
  ['save-missing', replace('zh/index.html', /<button[^>]*data-save>S<\/button>/g, '')],
  ['save-mark', replace('assets/tables.js', '"\\ufeff" + text', 'text')],
  ['save-rows', replace('assets/tables.js', 'self.shown || self.rows', 'self.rows')],
  ['save-columns', replace('assets/tables.js', /if \(exactNumber.test\(text\)\) text =/g, 'return text; if (exactNumber.test(text)) text =')],
  ['save-formula', replace('assets/tables.js', `text = "'" + text`, 'text')],
  ['save-name', replace('assets/tables.js', 'name + ".csv"', 'name + ".txt"')],
  ['save-without-script', replace('zh/index.html', 't.csv</a>', 't.csv</a> <button type="button">S</button>')],
];

let [passed, failed] = [0, 0];

/** Counts a case, and tells what was found where it was not what was expected. */
function expect(name, expected, problems) {
  const found = [...new Set(problems.map(({ rule }) => rule))].sort().join(' ');
  if (found === expected) {
    passed += 1;
    return;
  }
  failed += 1;
  console.log(`selftest: ${name}: expected "${expected}", found "${found}"`);
  for (const { unit, rule, message } of problems) console.log(`  ${unit}: ${message} [${rule}]`);
}

function spoiled(...changes) {
  const files = goodSite();
  changes.forEach((change) => change(files));
  return files;
}

async function tryLinks() {
  expect('links: a good site', '', (await inFolder(goodSite(), checkLinks)).problems);
  for (const [rules, change] of LINK_FAULTS) {
    expect(`links: ${rules}: ${change}`, rules, (await inFolder(spoiled(change), checkLinks)).problems);
  }
  for (const [number, change] of LINK_MERITS.entries()) {
    expect(`links: merit ${number + 1}`, '', (await inFolder(spoiled(change), checkLinks)).problems);
  }
}

async function tryValidator() {
  const files = spoiled(...HTML_FAULTS.map(([, , change]) => change));
  const { problems } = await inFolder(files, validate);
  for (const [kind, path] of HTML_FAULTS) expect(`validate: ${path}`, kind, problems.filter(({ unit }) => unit === path));
  const spoiledPaths = HTML_FAULTS.map(([, path]) => path);
  expect('validate: pages left good', '', problems.filter(({ unit }) => !spoiledPaths.includes(unit)));
}

async function tryBrowser() {
  expect('browser: a good site', '', (await inFolder(goodSite(), checkInBrowser)).problems);
  const changes = BROWSER_FAULTS.flatMap(([, , ...parts]) => parts);
  const looks = LOOKS.filter(({ from, width }) => from === 'file' || width === 390);
  const { problems } = await inFolder(spoiled(...changes), (folder) => checkInBrowser(folder, looks));
  const on = (path) => problems.filter(({ unit }) => unit.startsWith(`${path} `));
  for (const [rule, path] of BROWSER_FAULTS) {
    expect(`browser: ${rule}`, rule, on(path).filter((problem) => problem.rule === rule));
  }
  expect('browser: pages left good', '', [...on('index.html'), ...on('en/parks/riverside/index.html')]);
  for (const [rule, looks, change] of SITE_FAULTS) {
    const { problems } = await inFolder(spoiled(homesOnly, change), (folder) => checkInBrowser(folder, looks));
    const own = problems.filter(({ unit }) => unit.startsWith(HOME));
    expect(`browser: ${rule}`, rule, own);
  }
}

async function tryTimelines() {
  expect('timeline: a good site', '', (await inFolder(timelineSite(), checkTimelines)).problems);
  for (const [rule, change] of TIMELINE_FAULTS) {
    const files = timelineSite();
    change(files);
    const { problems } = await inFolder(files, checkTimelines);
    expect(`timeline: ${rule}`, rule, problems.filter((problem) => problem.rule === rule));
  }
}

async function tryTables() {
  expect('tables: a good site', '', (await inFolder(tableSite(), checkTables)).problems);
  for (const [rule, change] of TABLE_FAULTS) {
    const files = tableSite();
    change(files);
    const { problems } = await inFolder(files, checkTables);
    expect(`tables: ${rule}`, rule, problems.filter((problem) => problem.rule === rule));
  }
}

/** Leaves few pages, where each fault needs a site of its own. */
function homesOnly(files) {
  for (const path of files.keys()) {
    if (path.includes('/parks/') || path.includes('/targets/')) files.delete(path);
  }
}

await tryLinks();
await tryValidator();
await tryBrowser();
await tryTimelines();
await tryTables();
console.log(`selftest: ${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
