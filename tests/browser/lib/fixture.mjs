// A small site without faults, made up to try the checks on.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const WORDS = {
  zh: { tag: 'zh-Hans', name: '简体中文', home: '首页', targets: '目标', park: '河畔园区', nav: '主导航', languages: '语言', signed: '签约额', unit: '亿元' },
  en: { tag: 'en', name: 'English', home: 'Home', targets: 'Targets', park: 'Riverside park', nav: 'Main', languages: 'Languages', signed: 'Signed value', unit: 'RMB billion' },
};

const CSS = `:root { color-scheme: light dark; }
body { margin: 1rem; font-family: sans-serif; color: #222; background: #fff; }
a { color: #0b4f8a; display: inline-block; padding: 0.4rem 0.2rem; } .scroll { overflow-x: auto; }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #111; } a { color: #9cf; } }
`;

/** The files of the site, by path. */
export function goodSite() {
  return new Map([
    ['index.html', chooser()],
    ...Object.keys(WORDS).flatMap((language) => [
      [`${language}/index.html`, document(language, 'index.html', 'home')],
      [`${language}/targets/index.html`, document(language, 'targets/index.html', 'targets')],
      [`${language}/parks/riverside/index.html`, document(language, 'parks/riverside/index.html', 'park')],
    ]),
    ['assets/site.css', CSS],
    ['assets/site.js', "document.querySelector('main').dataset.ready = 'yes';\n"],
    ['assets/dot.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><circle cx="4" cy="4" r="4"/></svg>\n'],
  ]);
}

/** A site with a timeline of ten entries in each language and the script of the built-in theme. */
export function timelineSite() {
  const files = new Map([...goodSite()].filter(([path]) => !path.includes('/parks/') && !path.includes('/targets/')));
  const script = new URL('../../../themes/default/assets/site.js', import.meta.url);
  const words = { entries: 'F', entriesKind: 'K', entriesPark: 'P', entriesShown: '{n} / {m}', all: 'A', reset: 'R', shown: '{n} / {m}', save: 'S' };
  files.set('assets/site.js', `window.interfaceStrings = ${JSON.stringify(words)};\n${readFileSync(script, 'utf8')}`);
  files.set('assets/site.css', `${CSS}[hidden] { display: none; }\n`);
  for (const [language, { signed, park, targets }] of Object.entries(WORDS)) {
    const entry = (number) => {
      const [kind, word] = number % 2 === 0 ? ['stage-signed', signed] : ['event-visit', targets];
      return `<li data-kind="${kind}" data-park="${number < 5 ? 'riverside' : 'hill'}"><p><span class="stage">${word}</span></p><p class="where">${park} ${number}</p></li>`;
    };
    const month = (number) => `<section class="month" aria-labelledby="m${number}"><h2 id="m${number}">${number}</h2><ol class="line">${entry(number)}</ol></section>`;
    const months = Array.from({ length: 10 }, (_, number) => month(number)).join('\n');
    const path = `${language}/index.html`;
    const place = '<details class="entry-filter"><summary>F</summary></details>';
    const timeline = `${place}<div class="timeline" data-kinds="stage-signed event-visit">${months}</div>`;
    const html = files.get(path).replace('<nav aria-label="' + WORDS[language].languages, `<nav class="languages" aria-label="${WORDS[language].languages}`);
    files.set(path, html.replace('<main>', '<main tabindex="-1">').replace('</main>', `${timeline}\n</main>`));
  }
  return files;
}

/** A site with a table in each language that can be filtered and saved, and the script of the built-in theme. */
export function tableSite() {
  const files = new Map([...timelineSite()].filter(([path]) => !path.startsWith('en/')));
  const row = (name, number) => `<tr><th scope="row">${name}</th><td class="num" data-sort="${number}">\u2212${number}</td></tr>`;
  const rows = ['=1+1', 'two, "three"', ...'abcdefg'].map(row).join('');
  const head = '<tr><th scope="col"><span class="column-label">A</span></th><th scope="col" class="num"><span class="column-label">B</span></th></tr>';
  const caption = '<caption><span class="caption-box"><span class="caption-title">T: 1/2</span></span></caption>';
  const table = `<table id="t">${caption}<thead>${head}</thead><tbody>${rows}</tbody></table>`;
  const tools = '<form class="table-tools js-only" data-table="t" data-all="9" data-decimal="." data-group="," data-group-from="4"><label class="words">F<input type="search" name="q"></label><p class="table-count"><output>9</output> <button type="reset" hidden>R</button></p></form>';
  const save = '<button type="button" class="js-only" data-save>S</button>';
  const block = `<div class="table-block">${tools}${table}<p class="downloads"><a href="index.html">t.csv</a> ${save}</p></div>`;
  const script = new URL('../../../themes/default/assets/tables.js', import.meta.url);
  files.set('assets/tables.js', `document.documentElement.classList.add('js');\n${readFileSync(script, 'utf8')}`);
  files.set('assets/site.css', `${files.get('assets/site.css')}html:not(.js) .js-only { display: none; }\n`);
  const html = files.get('zh/index.html').replace('</main>', `${block}</main>`);
  files.set('zh/index.html', html.replace('</head>', '<script src="../assets/tables.js" defer></script>\n</head>'));
  return files;
}

/** Writes files to a fresh folder, hands it to `work` and clears it away. */
export async function inFolder(files, work) {
  const folder = mkdtempSync(join(tmpdir(), 'wellspring-site-'));
  try {
    for (const [path, text] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function head(up, title) {
  return `<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="${up}assets/dot.svg">
<link rel="stylesheet" href="${up}assets/site.css">
<script src="${up}assets/site.js" defer></script>`;
}

function chooser() {
  const links = Object.entries(WORDS).map(
    ([language, { tag, name }]) => `<li><a href="${language}/index.html" hreflang="${tag}" lang="${tag}">${name}</a></li>`,
  );
  return `<!DOCTYPE html>
<html lang="zh-Hans">
<head>
${head('', '选择语言')}
</head>
<body>
<main>
<h1>选择语言</h1>
<ul>${links.join('')}</ul>
</main>
</body>
</html>
`;
}

function document(language, path, key) {
  const words = WORDS[language];
  const up = '../'.repeat(path.split('/').length);
  const top = '../'.repeat(path.split('/').length - 1);
  const others = Object.entries(WORDS).filter(([code]) => code !== language);
  const languages = others.map(
    ([code, { tag, name }]) => `<a href="${up}${code}/${path}" hreflang="${tag}" lang="${tag}">${name}</a>`,
  );
  return `<!DOCTYPE html>
<html lang="${words.tag}">
<head>
${head(up, words[key])}
</head>
<body>
<header>
<nav aria-label="${words.nav}"><a href="${top}index.html">${words.home}</a> <a href="${top}targets/index.html#signed">${words.targets}</a> <a href="${top}parks/riverside/index.html">${words.park}</a></nav>
<nav aria-label="${words.languages}">${languages.join(' ')}</nav>
</header>
<main>
<h1>${words[key]}</h1>
<p id="signed">${words.signed} 290 / 400 <a href="https://example.org/source">1</a></p>
<div class="scroll" tabindex="0" role="region" aria-label="${words.signed}">
<table><caption>${words.signed} (${words.unit})</caption>
<thead><tr><th scope="col">${words.park}</th><th scope="col">2023</th></tr></thead>
<tbody><tr><th scope="row">A</th><td>383.8</td></tr></tbody>
</table>
</div>
<p><img src="${up}assets/dot.svg" alt="${words.signed}" width="8" height="8"></p>
</main>
</body>
</html>
`;
}
