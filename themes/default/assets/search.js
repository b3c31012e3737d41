// Finds what is asked for on the search page, which without it is a list of everything. The index is
// made of plain scripts, of which a question loads a few, so that it also works from a folder on
// disk. How texts are taken apart is told in docs/search.md; the program has the same rule.
var wellspringSearch = (function () {
  "use strict";

  var WORD = 1;
  var NUMBER = 2;
  var TIGHT = 3;
  var BREAK = 0;
  var SPACE = 1;
  var NOTHING = 2;
  var DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  // How many hits of a sort are shown among others, alone, and on each further request.
  var AMONG_OTHERS = 4;
  var ALONE = 8;
  // How many pairs of characters of a long question are looked up.
  var MOST_PAIRS = 3;
  var FILTERS_FROM = 20;
  // How often hits are looked up of which none is one.
  var MOST_ROUNDS = 2;

  var simple = new Map();

  // Texts

  function fold(text) {
    var folded = text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f]/g, "").normalize("NFC");
    return Array.from(folded, function (c) {
      return simple.get(c) || c;
    });
  }

  function isTight(c) {
    var n = c.codePointAt(0);
    return (
      (n >= 0x0e00 && n <= 0x0eff) || (n >= 0x1000 && n <= 0x109f) || (n >= 0x1780 && n <= 0x17ff) || (n >= 0x2e80 && n <= 0x3ffff)
    );
  }

  function isDigit(one) {
    return one !== undefined && one.c >= "0" && one.c <= "9";
  }

  function kindOf(c) {
    var n = c.codePointAt(0);
    var isSign = n >= 0x0900 && n <= 0x0dff && n !== 0x0964 && n !== 0x0965;
    if (c >= "0" && c <= "9") return NUMBER;
    if (!/[\p{Alphabetic}\p{N}]/u.test(c) && !isSign) return 0;
    return isTight(c) ? TIGHT : WORD;
  }

  // The characters of a text as they are compared, each with its place.
  function charactersOf(text) {
    var all = [];
    var clusters = text.matchAll(/\P{M}\p{M}*|\p{M}+/gsu);
    for (var cluster of clusters) {
      var to = cluster.index + cluster[0].length;
      fold(cluster[0]).forEach(function (c) {
        all.push({ c: c, from: cluster.index, to: to });
      });
    }
    return all;
  }

  function atomsOf(text) {
    var all = charactersOf(text);
    var atoms = [];
    var before = BREAK;
    all.forEach(function (one, at) {
      var isInside = at > 0 && isDigit(all[at - 1]) && isDigit(all[at + 1]);
      var isGroup = isDigit(all[at + 2]) && isDigit(all[at + 3]) && !isDigit(all[at + 4]);
      if (one.c === "," && isInside && isGroup) return;
      var kind = one.c === "." && isInside ? NUMBER : kindOf(one.c);
      if (!kind) {
        before = /\s/.test(one.c) && before !== BREAK ? SPACE : BREAK;
        return;
      }
      var last = atoms[atoms.length - 1];
      if (last && before === NOTHING && kind === last.kind && kind !== TIGHT) {
        last.text += one.c;
        last.characters.push(one);
      } else {
        atoms.push({ kind: kind, text: one.c, before: before, characters: [one] });
      }
      before = NOTHING;
    });
    return atoms;
  }

  // Atoms side by side, where a space beside a character of a script without spaces means nothing.
  function runsOf(atoms) {
    var runs = [];
    atoms.forEach(function (atom, at) {
      var last = atoms[at - 1];
      var meets = last && (atom.kind === TIGHT || last.kind === TIGHT) && atom.before !== BREAK;
      if (meets) runs[runs.length - 1].push(atom);
      else runs.push([atom]);
    });
    return runs;
  }

  function isOfTight(run) {
    return run.some(function (atom) {
      return atom.kind === TIGHT;
    });
  }

  function charactersOfRun(run) {
    var all = [];
    run.forEach(function (atom) {
      Array.from(atom.text).forEach(function (c) {
        all.push({ c: c, tight: atom.kind === TIGHT });
      });
    });
    return all;
  }

  function counts(one, two) {
    var digits = /[0-9.]/;
    return one.tight || two.tight || (digits.test(one.c) && digits.test(two.c));
  }

  function joinsNumber(last, atom) {
    return (
      last && last.kind !== TIGHT && atom.kind !== TIGHT && atom.before !== BREAK && (last.kind === NUMBER || atom.kind === NUMBER)
    );
  }

  // What a text is found by, for a test that the program has the same.
  function terms(text) {
    var found = { words: [], pairs: [], triples: [] };
    var atoms = atomsOf(text);
    atoms.forEach(function (atom, at) {
      if (atom.kind === TIGHT) return;
      found.words.push(atom.text);
      if (joinsNumber(atoms[at - 1], atom)) found.words.push(atoms[at - 1].text + " " + atom.text);
    });
    runsOf(atoms).filter(isOfTight).forEach(function (run) {
      var all = charactersOfRun(run);
      for (var at = 1; at < all.length; at++) {
        if (!counts(all[at - 1], all[at])) continue;
        found.pairs.push(all[at - 1].c + all[at].c);
        if (at + 1 < all.length && counts(all[at], all[at + 1])) found.triples.push(all[at - 1].c + all[at].c + all[at + 1].c);
      }
    });
    return found;
  }

  // What a question asks for: all of these, in any order.
  function needsOf(question) {
    var atoms = atomsOf(question);
    // In a question a space parts what is asked for, beside Chinese too.
    atoms.forEach(function (atom, at) {
      var isBeside = at > 0 && (atom.kind === TIGHT || atoms[at - 1].kind === TIGHT);
      if (isBeside && atom.before === SPACE) atom.before = BREAK;
    });
    var needs = [];
    runsOf(atoms).forEach(function (run) {
      if (!isOfTight(run)) return;
      var all = charactersOfRun(run);
      if (all.length < 2) return;
      needs.push({ run: all, text: textOf(run) });
      run.forEach(function (atom) {
        atom.isInRun = true;
        // Of a word beside such characters the pairs hold one letter only.
        if (atom.kind === WORD && atom.text.length > 1) needs.push({ word: atom.text, isWhole: atom.text.length < 3 });
      });
    });
    atoms.forEach(function (atom) {
      // A number beside Chinese is a word as well, so that digits begin one, too.
      if (!atom.isInRun) needs.push({ word: atom.text, isWhole: atom.text.length < 3 });
    });
    return needs;
  }

  // What a question has side by side: a number with its unit. Where they stand so is found first.
  function wishesOf(question) {
    var wishes = [];
    var atoms = atomsOf(question);
    atoms.forEach(function (atom, at) {
      var next = atoms[at + 1];
      if (!next || !joinsNumber(atom, next)) return;
      var isLast = at + 2 === atoms.length;
      wishes.push({ word: atom.text + " " + next.text, isWhole: !isLast && (next.kind === NUMBER || next.text.length < 3) });
    });
    return wishes;
  }

  // A text as one line of what counts, with the place of each of its units.
  function flatten(text) {
    var flat = "";
    var places = [];
    var starts = [];
    var lastKind = 0;
    atomsOf(text).forEach(function (atom) {
      if (flat) {
        var gap = atom.before === BREAK ? "\u0001" : lastKind !== TIGHT && atom.kind !== TIGHT ? " " : "";
        flat += gap;
        if (gap) places.push(null);
      }
      starts[flat.length] = true;
      atom.characters.forEach(function (one) {
        flat += one.c;
        for (var unit = 0; unit < one.c.length; unit++) places.push(one);
      });
      lastKind = atom.kind;
    });
    return { flat: flat, places: places, starts: starts };
  }

  function textOf(run) {
    return run
      .map(function (atom) {
        return atom.text;
      })
      .join("");
  }

  // Where a text has what is needed: places in the text.
  function marksOf(text, needs) {
    var line = flatten(text);
    var marks = [];
    needs.forEach(function (need) {
      [need.text, need.word].forEach(function (wanted, way) {
        if (!wanted) return;
        for (var at = line.flat.indexOf(wanted); at >= 0; at = line.flat.indexOf(wanted, at + 1)) {
          var end = at + wanted.length;
          var isWord = way === 1;
          if (isWord && !line.starts[at]) continue;
          if (isWord && need.isWhole && end < line.flat.length && !line.starts[end] && line.places[end]) continue;
          marks.push([line.places[at].from, line.places[end - 1].to]);
        }
      });
    });
    marks.sort(function (one, other) {
      return one[0] - other[0] || other[1] - one[1];
    });
    return marks.reduce(function (joined, mark) {
      var last = joined[joined.length - 1];
      if (last && mark[0] <= last[1]) last[1] = Math.max(last[1], mark[1]);
      else joined.push(mark);
      return joined;
    }, []);
  }

  // The index

  var index = null;
  var waiting = {};
  var loaded = {};
  var folder = "";

  function load(name) {
    if (waiting[name]) return waiting[name];
    waiting[name] = new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = folder + name + (index ? "?v=" + index.version : "");
      script.onload = function () {
        resolve(loaded[name]);
      };
      script.onerror = function () {
        delete waiting[name];
        script.remove();
        reject(new Error(name));
      };
      document.head.appendChild(script);
    });
    return waiting[name];
  }

  function open() {
    return load("index.js").then(function () {
      return index;
    });
  }

  function decode(text) {
    var rows = [];
    if (text[0] === "~") {
      for (var at = 1; at < text.length; at++) {
        var bits = DIGITS.indexOf(text[at]);
        for (var bit = 0; bit < 6; bit++) if (bits & (1 << bit)) rows.push((at - 1) * 6 + bit);
      }
      return rows;
    }
    var next = 0;
    numbers(text).forEach(function (difference) {
      rows.push(next + difference);
      next += difference + 1;
    });
    return rows;
  }

  function numbers(text) {
    var all = [];
    var value = 0;
    var shift = 0;
    for (var at = 0; at < text.length; at++) {
      var sign = DIGITS.indexOf(text[at]);
      value += (sign & 31) << shift;
      shift += 5;
      if (sign < 32) {
        all.push(value);
        value = 0;
        shift = 0;
      }
    }
    return all;
  }

  function hashOf(text) {
    var hash = 0x811c9dc5;
    Array.from(text).forEach(function (c) {
      hash = Math.imul(hash ^ c.codePointAt(0), 0x01000193);
    });
    return (hash ^ (hash >>> 15)) >>> 0;
  }

  function partOf(key) {
    return hashOf(key) % index.parts;
  }

  // A text as a whole, as one term.
  function wholeOf(text) {
    var hash = hashOf(
      atomsOf(text)
        .map(function (atom) {
          return atom.text + " ";
        })
        .join("")
    );
    var term = "^";
    do {
      term += DIGITS[(hash & 31) | (hash > 31 ? 32 : 0)];
      hash >>>= 5;
    } while (hash);
    return term;
  }

  function entriesOf(text) {
    var entries = new Map();
    text.split(";").forEach(function (entry) {
      var end = entry.indexOf("|");
      if (end > 0) entries.set(entry.slice(0, end), entry.slice(end + 1).split("|"));
    });
    return entries;
  }

  function termsAt(key) {
    return load("t" + partOf(key) + ".js");
  }

  function listsOf(encoded) {
    return [0, 1, 2, 3].map(function (level) {
      return decode((encoded && encoded[level]) || "");
    });
  }

  function sizeOf(lists) {
    return lists.reduce(function (sum, list) {
      return sum + list.length;
    }, 0);
  }

  function common(one, other) {
    var known = new Set(other);
    return one.filter(function (row) {
      return known.has(row);
    });
  }

  // The places in a run that are looked up: all of a short one, some of a long one.
  function placesIn(run) {
    var places = [];
    for (var at = 0; at + 1 < run.length; at++) if (counts(run[at], run[at + 1])) places.push(at);
    if (places.length <= MOST_PAIRS) return places;
    var chosen = [];
    for (var n = 0; n < MOST_PAIRS; n++) chosen.push(places[Math.round((n * (places.length - 1)) / (MOST_PAIRS - 1))]);
    return chosen;
  }

  function rowsOfRun(run) {
    var places = placesIn(run);
    var pairs = places.map(function (at) {
      return run[at].c + run[at + 1].c;
    });
    return Promise.all(pairs.map(termsAt)).then(function (parts) {
      var lists = parts.map(function (part, number) {
        return listsOf(part.pairs.get(pairs[number]));
      });
      var all = lists.slice();
      places.forEach(function (at, number) {
        if (at + 2 >= run.length) return;
        var triple = parts[number].pairs.get(pairs[number] + run[at + 2].c);
        // Where both pairs are in many rows, three characters that are not known are in none.
        var isNone = places[number + 1] === at + 1 && sizeOf(lists[number]) > index.heavy && sizeOf(lists[number + 1]) > index.heavy;
        if (triple || isNone) all.push(listsOf(triple));
      });
      return all.reduce(function (one, other) {
        return one.map(function (rows, level) {
          return common(rows, other[level]);
        });
      });
    });
  }

  // Of a word its beginning decides where it is; of two, the first and the next letter.
  function keyOfWord(word) {
    var space = word.indexOf(" ");
    if (space < 0) return Array.from(word).slice(0, 3).join("");
    return word.slice(0, space + 1) + Array.from(word.slice(space + 1))[0];
  }

  function rowsOfWord(word, isWhole) {
    var isPair = word.indexOf(" ") > 0;
    return termsAt(keyOfWord(word)).then(function (part) {
      var all = [[], [], [], []];
      part.words.forEach(function (encoded, known) {
        if (known.indexOf(" ") > 0 !== isPair) return;
        if (isWhole ? known !== word : known.lastIndexOf(word, 0) !== 0) return;
        listsOf(encoded).forEach(function (rows, level) {
          all[level] = all[level].concat(rows);
        });
      });
      return all;
    });
  }

  // Rows by what they belong to, each with where it was found.
  function foundBy(need) {
    var searches = [];
    if (need.run) searches.push(rowsOfRun(need.run));
    if (need.word) searches.push(rowsOfWord(need.word, need.isWhole));
    return Promise.all(searches).then(function (all) {
      var found = new Map();
      [0, 1, 2, 3].forEach(function (level) {
        all.forEach(function (lists) {
          lists[level].forEach(function (row) {
            var head = headOf(row);
            if (!found.has(head)) found.set(head, { level: level, row: row });
          });
        });
      });
      return found;
    });
  }

  function headOf(row) {
    while (index.continued.has(row)) row -= 1;
    return row;
  }

  function sectionOf(row) {
    var at = index.sections.length - 1;
    while (at > 0 && index.sections[at][1] > row) at -= 1;
    return at;
  }

  // Everything that is found, the best first.
  function find(question) {
    return open().then(function () {
      var needs = needsOf(question);
      var wishes = wishesOf(question);
      if (!needs.length) return { needs: needs, wishes: wishes, hits: [] };
      var searches = [rowsOfWord(wholeOf(question), true)].concat(needs.concat(wishes).map(foundBy));
      return Promise.all(searches).then(function (all) {
        var hits = [];
        var same = new Set(all.shift()[0]);
        var granted = all.splice(needs.length);
        all[0].forEach(function (first, head) {
          var places = all.map(function (found) {
            return found.get(head);
          });
          if (places.indexOf(undefined) >= 0) return;
          var level = Math.max.apply(null, places.map(function (place) {
            return place.level;
          }));
          var rows = places.map(function (place) {
            return place.row;
          });
          var near = granted.filter(function (found) {
            return found.has(head);
          });
          // Of rows that go on in others the one is shown in which words stand side by side.
          near.forEach(function (found) {
            rows.push(found.get(head).row);
          });
          hits.push({ head: head, level: same.has(head) ? -1 : level, near: near.length, rows: rows, section: sectionOf(head) });
        });
        hits.sort(function (one, other) {
          return Math.min(one.level, 0) - Math.min(other.level, 0) || other.near - one.near || one.level - other.level || one.head - other.head;
        });
        return { needs: needs, wishes: wishes, hits: hits };
      });
    });
  }

  // Where nothing is found, a question in Traditional characters is tried in simplified ones.
  function findFolded(question) {
    return find(question).then(function (found) {
      if (found.hits.length || simple.size || !/[\u2e80-\u{3ffff}]/u.test(question)) return found;
      return load("s.js").then(function () {
        return find(question);
      });
    });
  }

  function fileOf(row) {
    var low = 0;
    var high = index.starts.length - 1;
    while (low < high) {
      var middle = (low + high + 1) >> 1;
      if (index.starts[middle] <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  function loadRow(row) {
    var file = fileOf(row);
    return load("r" + file + ".js").then(function (rows) {
      var shown = rows[row - index.starts[file]];
      return { title: shown[0], lang: shown[1], href: shown[2], names: shown[3] || "", facts: shown[4] || "", text: shown[5] || "" };
    });
  }

  // Pairs of characters may stand apart: whether they stand side by side is seen in the row.
  function holds(hit, needs) {
    return Promise.all(hit.rows.map(loadRow)).then(function (rows) {
      hit.shown = rows;
      return needs.every(function (need, number) {
        if (!need.run) return true;
        var row = rows[number];
        return [row.title, row.names, row.facts, row.text].some(function (text) {
          return marksOf(text, [need]).length > 0;
        });
      });
    });
  }

  var api = {
    start: function (value) {
      index = value;
      index.starts = decode(value.starts);
      index.continued = new Set(decode(value.continued));
    },
    rows: function (number, rows) {
      loaded["r" + number + ".js"] = rows;
    },
    terms: function (number, pairs, words) {
      loaded["t" + number + ".js"] = { pairs: entriesOf(pairs), words: entriesOf(words) };
    },
    facets: function (value) {
      value.park = numbers(value.park);
      value.year = numbers(value.year);
      loaded["f.js"] = value;
    },
    simplified: function (pairs) {
      var all = Array.from(pairs);
      for (var at = 0; at + 1 < all.length; at += 2) simple.set(all[at], all[at + 1]);
    },
    termsOf: terms,
  };

  // The page

  var form = document.getElementById("search");
  if (!form) return api;
  var strings = document.getElementById("search-strings").dataset;
  var field = document.getElementById("search-field");
  var status = document.getElementById("search-status");
  var filters = document.getElementById("search-filters");
  var output = document.getElementById("search-hits");
  var everything = document.getElementById("search-index");
  var state = { q: "", kind: "", park: "", year: "" };
  var turn = 0;
  var shownAlone = ALONE;
  var canWriteAddress = true;

  function element(name, attributes, text) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) {
      made.setAttribute(key, attributes[key]);
    });
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function fill(text, values) {
    return Object.keys(values).reduce(function (filled, key) {
      return filled.split("{" + key + "}").join(values[key]);
    }, text);
  }

  function marked(parent, text, marks, from, to) {
    var at = from;
    marks.forEach(function (mark) {
      if (mark[0] < from || mark[1] > to) return;
      parent.appendChild(document.createTextNode(text.slice(at, mark[0])));
      parent.appendChild(element("mark", {}, text.slice(mark[0], mark[1])));
      at = mark[1];
    });
    parent.appendChild(document.createTextNode(text.slice(at, to)));
  }

  // What surrounds the first match, in at most so many units.
  function snippetOf(parent, row, found) {
    var most = 150;
    var texts = [row.names, row.facts, row.text].map(function (text) {
      return text.split("\n").join(" · ");
    });
    var best = null;
    texts.forEach(function (text) {
      var marks = marksOf(text, found.needs);
      var near = marksOf(text, found.wishes);
      var isBetter = !best || near.length > best.near.length || (near.length === best.near.length && marks.length > best.marks.length);
      if (text && marks.length && isBetter) best = { text: text, marks: marks, near: near };
    });
    if (!best) {
      var first = texts[1] || texts[2];
      best = { text: first, marks: [], near: [] };
    }
    var text = best.text;
    if (!text) return;
    var from = 0;
    var start = best.near.concat(best.marks)[0];
    if (start) from = Math.max(0, start[0] - 50);
    if (from > 0) {
      var gap = text.slice(from, start[0]).search(/[\s·，。；、,;.]/);
      if (gap >= 0) from += gap + 1;
    }
    var to = Math.min(text.length, from + most);
    var end = text.slice(from, to).search(/[\s，。；、][^\s，。；、]*$/);
    if (to < text.length && end > most / 2) to = from + end;
    best.marks.forEach(function (mark) {
      if (mark[0] < to && mark[1] > to) to = mark[1];
    });
    if (from > 0) parent.appendChild(document.createTextNode("… "));
    marked(parent, text, best.marks, from, to);
    if (to < text.length) parent.appendChild(document.createTextNode(" …"));
  }

  function hitItem(hit, found) {
    // The row with the words that count least is the one that says more than a name.
    var row = hit.shown[hit.shown.length - 1];
    var item = element("li");
    var link = element("a", { href: row.href });
    if (row.lang) link.setAttribute("lang", row.lang);
    marked(link, row.title, marksOf(row.title, found.needs), 0, row.title.length);
    item.appendChild(link);
    var snippet = element("p");
    snippetOf(snippet, row, found);
    if (snippet.firstChild) item.appendChild(snippet);
    return item;
  }

  function chosen(hits, facets) {
    return hits.filter(function (hit) {
      return (
        (!state.kind || String(hit.section) === state.kind) &&
        (!facets || !state.park || String(facets.park[hit.head]) === state.park) &&
        (!facets || !state.year || String(facets.year[hit.head]) === state.year)
      );
    });
  }

  // Hits by sort, the sort of the best hit first.
  function bySection(hits) {
    var groups = new Map();
    hits.forEach(function (hit) {
      var key = hit.section;
      if (!groups.has(key)) groups.set(key, { id: "hits-" + key, section: key, all: [] });
      groups.get(key).all.push(hit);
    });
    return Array.from(groups.values());
  }

  function verified(found, facets, round) {
    var hits = chosen(found.hits, facets);
    var sections = bySection(hits);
    var most = state.kind || sections.length === 1 ? shownAlone : AMONG_OTHERS;
    var shown = sections.map(function (one) {
      return { id: one.id, section: one.section, all: one.all, first: one.all.slice(0, most) };
    });
    var first = shown.reduce(function (all, one) {
      return all.concat(one.first);
    }, []);
    return Promise.all(
      first.map(function (hit) {
        return holds(hit, found.needs).then(function (isTrue) {
          return isTrue ? null : hit;
        });
      })
    ).then(function (wrong) {
      wrong = wrong.filter(Boolean);
      if (!wrong.length) return { shown: shown, n: hits.length };
      // Where all of the best are none, the others are none either.
      var isOver = wrong.length === first.length && round >= MOST_ROUNDS;
      found.hits = found.hits.filter(function (hit) {
        return !isOver && wrong.indexOf(hit) < 0;
      });
      if (isOver || round < MOST_ROUNDS) return verified(found, facets, round + 1);
      // Enough was looked up: those that are some are shown, the others when they are asked for.
      shown.forEach(function (one) {
        [one.first, one.all].forEach(function (list) {
          wrong.forEach(function (hit) {
            if (list.indexOf(hit) >= 0) list.splice(list.indexOf(hit), 1);
          });
        });
      });
      shown = shown.filter(function (one) {
        return one.all.length > 0;
      });
      return { shown: shown, n: hits.length - wrong.length };
    });
  }

  function draw(found, facets, result) {
    document.documentElement.classList.remove("asked");
    output.textContent = "";
    everything.hidden = result.n > 0;
    if (!found.needs.length) {
      status.textContent = strings.short;
    } else if (!result.n) {
      status.textContent = fill(strings.none, { query: state.q });
    } else {
      status.textContent = fill(strings.results, { n: result.n, query: state.q });
    }
    drawFilters(found, facets);
    result.shown.forEach(function (one) {
      var section = element("section", { class: "search-section", "aria-labelledby": one.id });
      var heading = element("h2", { id: one.id }, index.sections[one.section][0] + " ");
      heading.appendChild(element("span", { class: "n" }, one.all.length));
      section.appendChild(heading);
      var list = element("ol");
      one.first.forEach(function (hit) {
        list.appendChild(hitItem(hit, found));
      });
      section.appendChild(list);
      if (one.first.length < one.all.length) {
        var more = element("button", { type: "button" }, fill(strings.more, { n: one.all.length, kind: index.sections[one.section][0] }));
        more.addEventListener("click", function () {
          var place = one.first.length;
          if (state.kind === String(one.section)) shownAlone += ALONE;
          state.kind = String(one.section);
          show(found).then(function () {
            var links = output.querySelectorAll("li a");
            if (links[place]) links[place].focus();
          });
        });
        section.appendChild(more);
      }
      output.appendChild(section);
    });
  }

  function choice(label, key, options) {
    if (options.length < 2 && !state[key]) return;
    var box = element("label", {}, label + " ");
    var select = element("select");
    select.appendChild(element("option", { value: "" }, strings.all));
    options.forEach(function (option) {
      select.appendChild(element("option", { value: option[0] }, option[1] + " (" + option[2] + ")"));
    });
    select.value = state[key];
    select.addEventListener("change", function () {
      state[key] = select.value;
      shownAlone = ALONE;
      show(current).then(function () {
        var again = filters.querySelector('[data-key="' + key + '"]');
        if (again) again.focus();
      });
    });
    select.setAttribute("data-key", key);
    box.appendChild(select);
    filters.appendChild(box);
  }

  // How many hits each choice has, with the others as they are.
  function optionsOf(hits, key, valueOf, nameOf) {
    var before = state[key];
    state[key] = "";
    var counted = new Map();
    chosen(hits, loaded["f.js"]).forEach(function (hit) {
      var value = valueOf(hit);
      if (value !== 0 && value !== undefined) counted.set(value, (counted.get(value) || 0) + 1);
    });
    state[key] = before;
    return Array.from(counted.keys())
      .sort(function (one, other) {
        return one - other;
      })
      .map(function (value) {
        return [String(value - (key === "kind" ? 1 : 0)), nameOf(value), counted.get(value)];
      });
  }

  function drawFilters(found, facets) {
    filters.textContent = "";
    filters.hidden = false;
    choice(
      strings.kind,
      "kind",
      optionsOf(
        found.hits,
        "kind",
        function (hit) {
          return hit.section + 1;
        },
        function (value) {
          return index.sections[value - 1][0];
        }
      )
    );
    if (facets) {
      ["park", "year"].forEach(function (key) {
        var names = facets[key + "s"];
        var options = optionsOf(
          found.hits,
          key,
          function (hit) {
            return facets[key][hit.head];
          },
          function (value) {
            return names[value - 1];
          }
        );
        choice(strings[key], key, key === "year" ? options.reverse() : options);
      });
    }
    filters.hidden = !filters.firstChild;
  }

  var current = { needs: [], wishes: [], hits: [] };

  function show(found) {
    var mine = (turn += 1);
    current = found;
    writeAddress();
    var facets = found.hits.length > FILTERS_FROM ? load("f.js") : Promise.resolve(null);
    return facets
      .then(function (known) {
        return verified(found, known, 1).then(function (result) {
          if (mine === turn) draw(found, known, result);
        });
      })
      .catch(failed);
  }

  function failed() {
    document.documentElement.classList.remove("asked");
    status.textContent = strings.failed;
    everything.hidden = false;
  }

  function clear() {
    turn += 1;
    document.documentElement.classList.remove("asked");
    state = { q: "", kind: "", park: "", year: "" };
    output.textContent = "";
    status.textContent = "";
    filters.hidden = true;
    everything.hidden = false;
    writeAddress();
  }

  function ask(question, kept) {
    var mine = (turn += 1);
    question = question.trim();
    if (!question) return clear();
    state = kept || { q: question, kind: "", park: "", year: "" };
    state.q = question;
    shownAlone = ALONE;
    findFolded(question)
      .then(function (found) {
        if (mine === turn) return show(found);
      })
      .catch(failed);
  }

  function addressOf() {
    var parts = Object.keys(state).filter(function (key) {
      return state[key];
    });
    var query = parts.map(function (key) {
      return key + "=" + encodeURIComponent(state[key]);
    });
    return location.pathname + (query.length ? "?" + query.join("&") : "");
  }

  function writeAddress() {
    try {
      history.replaceState(null, "", addressOf());
    } catch (error) {
      // Some browsers keep the address of a page from disk as it is: then Enter opens it anew.
      canWriteAddress = false;
    }
  }

  function readAddress() {
    var asked = new URLSearchParams(location.search);
    var kept = { q: "", kind: asked.get("kind") || "", park: asked.get("park") || "", year: asked.get("year") || "" };
    field.value = asked.get("q") || "";
    if (field.value.trim()) ask(field.value, kept);
  }

  var delay = 0;
  field.addEventListener("input", function () {
    clearTimeout(delay);
    delay = setTimeout(function () {
      ask(field.value);
    }, 150);
  });
  field.addEventListener("focus", function () {
    open().catch(function () {});
  });
  form.addEventListener("submit", function (event) {
    if (!canWriteAddress) return;
    event.preventDefault();
    clearTimeout(delay);
    ask(field.value);
  });

  // Arrows go through the hits, Escape goes back to an empty field.
  document.addEventListener("keydown", function (event) {
    var links = Array.from(output.querySelectorAll("li a"));
    var at = links.indexOf(document.activeElement);
    var isHere = at >= 0 || document.activeElement === field;
    if (!isHere || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "ArrowDown" && at + 1 < links.length) links[at + 1].focus();
    else if (event.key === "ArrowUp" && at > 0) links[at - 1].focus();
    else if (event.key === "ArrowUp" && at === 0) field.focus();
    else if (event.key === "Escape") {
      field.value = "";
      field.focus();
      clear();
    } else return;
    event.preventDefault();
  });

  readAddress();
  return api;
})();
