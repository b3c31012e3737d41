// Finds and starts the system's Chromium.

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/** The browser to use: `CHROMIUM`, or the first that PATH has. */
export function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...MAC];
  const found = candidates.find(isExecutable);
  if (found === undefined) throw new Error('no Chromium found: install it, or name it in the variable CHROMIUM');
  return found;
}

/** Starts the browser without anything that reaches for the network by itself. */
export function launch() {
  return chromium.launch({
    executablePath: findChromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Runs `work` over the items, by as many workers as there are seats. */
export async function inParallel(seats, items, work) {
  const queue = items.values();
  const serveQueue = async (seat) => {
    for (const item of queue) await work(seat, item);
  };
  await Promise.all(seats.map(serveQueue));
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
