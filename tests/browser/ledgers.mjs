// Builds the ledgers of `tests/cases/ledgers` and a made-up one with long units and names, and looks
// at the home page, the lists and the largest pages of each kind on a phone and on a screen:
// node tests/browser/ledgers.mjs target/release/wellspring
//
// Nothing sticks out sideways, and no page is above 300 kB.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { inParallel, launch } from './lib/browser.mjs';

const LEDGERS = join(dirname(fileURLToPath(import.meta.url)), '../cases/ledgers');
const WIDTHS = [390, 1280];
const MOST_BYTES = 300_000;

/** A unit and names as long as real ones are, none of which can be cut. */
const LONG = {
  'content/site.yaml': `title: { en: Indicators of the Intermunicipal Agglomeration Authority, zh: 示例地区碳达峰碳中和重点工作推进情况统计监测公报 }
languages:
  en: { tag: en, name: English }
  zh: { tag: zh-Hans, name: 简体中文 }
as_of: 2031-06-30
currency: CNY
units:
  - { id: t-co2, kind: rate, forms: { en: tonnes of carbon dioxide equivalent per capita, zh: 吨二氧化碳当量每常住人口 } }
levels: { missing-source: allow }
`,
  'content/data/indicators.yaml': ['emissions', 'footprint', 'transport', 'households']
    .map((id) => `- { id: ${id}, name: { en: "Greenhouse gas emissions of ${id} by residence principle, seasonally adjusted", zh: "按常住地原则核算并经季节调整的温室气体排放量（${id}）" }, unit: t-co2, kind: level }\n`)
    .join(''),
  'content/data/targets.yaml': ['emissions', 'footprint', 'transport']
    .map((id) => `- { indicator: ${id}, period: 2031, at_most: 5.25 }\n`)
    .join(''),
  'content/data/observations.yaml': ['emissions', 'footprint', 'transport', 'households']
    .map((id, n) => `- { indicator: ${id}, period: 2030, value: ${n + 3}.125 }\n- { indicator: ${id}, period: 2031-Q1, value: ${n + 3}.25 }\n`)
    .join(''),
};

const scratch = mkdtempSync(join(tmpdir(), 'ledgers-'));
try {
  process.exitCode = (await run(resolve(process.argv[2] ?? 'target/release/wellspring'))) ? 1 : 0;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function run(program) {
  for (const [path, text] of Object.entries(LONG)) {
    const file = join(scratch, 'long', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const sites = readdirSync(LEDGERS).map((name) => ({ name, root: join(LEDGERS, name, 'in') }));
  sites.push({ name: 'long', root: join(scratch, 'long') });
  const faults = [];
  const pages = [];
  for (const { name, root } of sites) {
    const output = join(scratch, `out-${name}`);
    const built = spawnSync(program, ['build', '-C', root, '-o', output, '--format', 'short'], { encoding: 'utf8' });
    if (built.status !== 0) {
      faults.push(`${name}: ${built.stderr.split('\n').slice(0, 5).join('\n')}`);
      continue;
    }
    pages.push(...chosen(name, output, faults));
  }
  await openAll(pages, faults);
  faults.slice(0, 40).forEach((fault) => console.log(fault));
  console.log(`${pages.length} pages of ${sites.length} ledgers, ${faults.length} failed`);
  return faults.length;
}

/** Every page that stands alone in its folder, and the largest of each kind. */
function chosen(name, output, faults) {
  const files = readdirSync(output, { recursive: true }).map(String).filter((file) => file.endsWith('index.html'));
  const largest = new Map();
  for (const file of files) {
    const bytes = statSync(join(output, file)).size;
    if (bytes > MOST_BYTES) faults.push(`${name}/${file}: ${bytes} bytes`);
    const [lang, kind = '', ...rest] = dirname(file).split('/');
    const of = rest.length === 0 ? `${lang}/${kind}` : `${lang}/${kind}/*`;
    if (!(largest.get(of)?.bytes >= bytes)) largest.set(of, { name, file, bytes, path: join(output, file) });
  }
  return [...largest.values()];
}

async function openAll(pages, faults) {
  const browser = await launch();
  try {
    const seats = await Promise.all(Array.from({ length: 4 }, () => browser.newPage()));
    await inParallel(seats, pages, async (seat, { name, file, path }) => {
      for (const width of WIDTHS) {
        await seat.setViewportSize({ width, height: 900 });
        await seat.goto(pathToFileURL(path).href, { waitUntil: 'load' });
        const wide = await seat.evaluate(() => document.documentElement.scrollWidth);
        if (wide > width) faults.push(`${name}/${file}: ${wide} px wide on a screen of ${width}`);
      }
    });
  } finally {
    await browser.close();
  }
}
