// What is found out about a page that is open in the browser.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Gathers the faults that the browser tells of while a page loads. */
export function watch(page, own) {
  const faults = [];
  const isOwn = (url) => url.startsWith('data:') || (own.protocol === 'file:' ? url.startsWith('file:') : new URL(url).origin === own.origin);
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push({ rule: 'console', message: message.text() });
  });
  page.on('pageerror', (error) => faults.push({ rule: 'script-error', message: error.message }));
  page.on('request', (request) => {
    if (!isOwn(request.url())) faults.push({ rule: 'third-party', message: `asks for ${request.url()}` });
  });
  page.on('requestfailed', (request) => {
    // Going to the next page breaks off what the last one still wanted.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') {
      faults.push({ rule: 'failed-request', message: `could not load ${request.url()}` });
    }
  });
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push({ rule: 'failed-request', message: `${response.status()} for ${response.url()}` });
  });
  return faults;
}

/** In the page: says what makes the document wider than the window, or null. */
export function widestOverflow() {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return null;
  const right = (element) => element.getBoundingClientRect().right;
  const sticksOut = [...document.body.querySelectorAll('*')].filter((element) => right(element) > clientWidth + 1);
  const widest = sticksOut.sort((a, b) => right(b) - right(a))[0];
  const culprit = widest === undefined ? '' : `; <${widest.localName} class="${widest.getAttribute('class') ?? ''}"> sticks out`;
  return `the document is ${scrollWidth} px wide in a window of ${clientWidth} px${culprit}`;
}

/** Rules that axe leaves out unless it is asked: sizes of targets, and what it takes for experimental, but for the one
 * that takes every large first paragraph for a heading. */
const MORE_RULES = ['target-size', 'css-orientation-lock', 'focus-order-semantics', 'label-content-name-mismatch', 'table-fake-caption', 'td-has-header'];

/** All of axe's rules at the levels A and AA, best practice included, or those of colours alone. */
export async function axeViolations(page, coloursOnly = false) {
  await page.evaluate(AXE);
  const violations = await page.evaluate(async ([more, coloursOnly]) => {
    const rules = Object.fromEntries(more.map((rule) => [rule, { enabled: true }]));
    const asked = coloursOnly ? { runOnly: ['cat.color'] } : { rules };
    // Preloading re-fetches style sheets, which neither the policy nor a page from disk allows; no default rule needs it.
    const { violations } = await globalThis.axe.run(document, { resultTypes: ['violations'], preload: false, ...asked });
    return violations.map(({ id, help, nodes }) => ({ id, help, target: nodes[0].target.join(' '), summary: nodes[0].failureSummary, count: nodes.length }));
  }, [MORE_RULES, coloursOnly]);
  return violations.map(({ id, help, target, summary, count }) => ({
    rule: `axe ${id}`,
    message: `${help}: ${count} × such as ${target} (${summary.split('\n').slice(1).join('; ').replace(/\s+/g, ' ').trim()})`,
  }));
}
