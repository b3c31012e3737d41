// Takes pictures of the pages that matter, and prints them to PDF, for people to look at: `node shots.mjs OUTPUT FOLDER`.

import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inParallel, launch } from './lib/browser.mjs';
import { serve } from './lib/server.mjs';
import { Site, kindOf } from './lib/site.mjs';

const KINDS = ['home', 'targets', 'targets/*', 'parks', 'parks/*', 'projects', 'projects/*', 'timeline', 'reports/*', 'indicators/*'];
const WIDTHS = { 390: 844, 1280: 800 };

/** For each language, the largest page of each kind: it has the most that can look wrong. */
function subjects(site) {
  const chosen = new Map();
  for (const page of site.pages.values()) {
    const [language, kind] = [site.languageOf(page.path), kindOf(site, page.path)];
    if (language === null || !KINDS.includes(kind)) continue;
    const name = `${kind.replace('/*', '-one')}-${language}`;
    if (page.size > (chosen.get(name)?.size ?? -1)) chosen.set(name, page);
  }
  return [...chosen].map(([name, { path }]) => ({ name, path }));
}

async function shoot(browser, origin, { name, path }, folder) {
  for (const width of Object.keys(WIDTHS).map(Number)) {
    for (const scheme of ['light', 'dark']) {
      const context = await browser.newContext({ viewport: { width, height: WIDTHS[width] }, colorScheme: scheme });
      const page = await context.newPage();
      await page.goto(`${origin}/${path}`, { waitUntil: 'load' });
      await page.screenshot({ path: join(folder, `${name}-${width}-${scheme}.png`), fullPage: true });
      if (width === 1280 && scheme === 'light') {
        await page.screenshot({ path: join(folder, `${name}-first-screen.png`) });
        await page.pdf({ path: join(folder, `${name}.pdf`), format: 'A4', tagged: true, outline: true });
      }
      await context.close();
    }
  }
}

const [output, folder] = process.argv.slice(2).map((path) => resolve(path));
if (folder === undefined) {
  console.error('usage: node shots.mjs OUTPUT FOLDER');
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const pages = subjects(new Site(output));
const server = await serve(output);
const browser = await launch();
try {
  await inParallel([browser, browser], pages, (seat, subject) => shoot(seat, server.origin, subject, folder));
} finally {
  await browser.close();
  await server.stop();
}
console.log(`shots: ${pages.length} pages in ${folder}`);
if (pages.length === 0) process.exitCode = 1;
