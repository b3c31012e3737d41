// Prints the print edition of each language, and reads the PDF: pages, bookmarks, tags, text that can be copied, nothing too wide.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch } from './lib/browser.mjs';
import { Report, runAsProgram } from './lib/report.mjs';
import { Site } from './lib/site.mjs';

/** Checks the print editions of the site in the folder `output`. */
export async function checkPdf(output) {
  const site = new Site(output);
  const report = new Report('pdf');
  const browser = await launch();
  const scratch = mkdtempSync(join(tmpdir(), 'print-'));
  try {
    const paths = [...site.pages.keys()].filter((path) => /^[^/]+\/print\/index\.html$/.test(path));
    for (const path of paths.sort()) {
      report.judged(path);
      const tell = (rule, message) => report.problem(path, rule, message);
      await checkOne(browser, `${pathToFileURL(output)}/${path}`, join(scratch, 'printed.pdf'), tell).catch((error) =>
        tell('cannot-print', error.message.split('\n')[0]),
      );
    }
    if (paths.length === 0) report.problem('print/index.html', 'print-missing', 'there is no print edition');
  } finally {
    await browser.close();
    rmSync(scratch, { recursive: true });
  }
  return report;
}

async function checkOne(browser, url, file, tell) {
  const page = await browser.newPage();
  try {
    await page.goto(url, { waitUntil: 'load' });
    await page.emulateMedia({ media: 'print' });
    const found = await page.evaluate(readDocument);
    for (const id of found.folded) tell('print-folded', `does not print what is folded in ${id}`);
    const pdf = await page.pdf({ outline: true, tagged: true, preferCSSPageSize: true });
    const bytes = pdf.toString('latin1');
    if (!bytes.includes('/Outlines')) tell('pdf-bookmarks', 'has no bookmarks');
    if (!bytes.includes('/StructTreeRoot')) tell('pdf-tags', 'has no tags');
    writeFileSync(file, pdf);
    const text = textOf(file);
    if (text === undefined) return;
    const sheets = text.split('\f').slice(0, -1);
    if (sheets.length < 2) tell('pdf-pages', `has ${sheets.length} pages`);
    sheets.forEach((sheet, index) => {
      const number = `${index + 1} / ${sheets.length}`;
      if (!sheet.includes(number)) tell('pdf-number', `says nowhere on page ${index + 1} that it is ${number}`);
      // The number, the title and the day stand on every page.
      if (sheet.trim().split('\n').filter((line) => line.trim() !== '').length < 3) tell('pdf-blank', `has nothing on page ${index + 1}`);
    });
    const plain = (words) => words.normalize('NFKC').replace(/\s/g, '');
    const whole = plain(text);
    for (const heading of found.headings) {
      if (!whole.includes(plain(heading))) tell('pdf-text', `has no text "${heading}" that could be copied`);
    }
  } finally {
    await page.close();
  }
}

/** The text of a PDF; `undefined` where this machine has no program that reads it. */
function textOf(file) {
  try {
    return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8', maxBuffer: 1 << 28 });
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** In the page: its headings, and folds whose contents do not show. */
function readDocument() {
  const isShown = (element) => element.checkVisibility({ contentVisibilityAuto: true });
  const headings = [...document.querySelectorAll('.print-part > h2')].map((heading) => heading.textContent);
  const folds = [...document.querySelectorAll('.print-part details, .sources details')].filter(isShown);
  const folded = folds.filter((fold) => [...fold.children].filter(({ localName }) => localName !== 'summary').every((child) => !isShown(child)));
  return { headings, folded: folded.map((fold) => fold.className || 'details') };
}

await runAsProgram(import.meta.url, checkPdf);
