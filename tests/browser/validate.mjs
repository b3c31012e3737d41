// Holds every page of a built site against the HTML standard, with the Nu Html Checker in one run of the JVM.

import { spawnSync } from 'node:child_process';
import { relative } from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Report, runAsProgram } from './lib/report.mjs';
import { Site } from './lib/site.mjs';

/** Messages that are let pass, as exact text with the reason. None is needed so far. */
const ALLOWED = new Map();

/** Checks the site in the folder `output`. Warnings count like errors; remarks on style do not. */
export function validate(output) {
  const site = new Site(output);
  const report = new Report('validate');
  if (site.pages.size === 0) report.problem('index.html', 'missing-start', 'the site has no pages');
  for (const path of site.pages.keys()) report.judged(path);
  for (const { url, type, subType, message, extract, lastLine } of messagesFor(output)) {
    const isRemark = type === 'info' && subType !== 'warning';
    if (isRemark || ALLOWED.has(message)) continue;
    const path = url === undefined ? 'index.html' : relative(output, fileURLToPath(url));
    const where = extract === undefined ? '' : `: ${extract.replace(/\s+/g, ' ').trim()}`;
    report.problem(path, subType ?? type, `${message}${where}`, lastLine);
  }
  return report;
}

function messagesFor(output) {
  const jar = String(createRequire(import.meta.url)('vnu-jar'));
  // Language is guessed from the text, which fails on pages of figures; the links check compares what pages declare.
  const options = ['--format', 'json', '--stdout', '--exit-zero-always', '--skip-non-html', '--no-langdetect'];
  const java = process.env.JAVA_HOME ? `${process.env.JAVA_HOME}/bin/java` : 'java';
  const run = spawnSync(java, ['-Xss4m', '-jar', jar, ...options, output], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.error !== undefined) throw new Error(`cannot run java: ${run.error.message}`);
  if (run.status !== 0) throw new Error(`the HTML checker stopped with status ${run.status}: ${run.stderr}`);
  return JSON.parse(run.stdout).messages;
}

await runAsProgram(import.meta.url, validate);
