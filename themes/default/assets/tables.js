// Adds to tables that are complete without it: sorting, filtering, totals of what is shown, saving.
// A plain script, so that it also runs from a folder on disk. What readers choose in the list of a
// page stands in the address.
(function () {
  "use strict";

  var strings = window.interfaceStrings || {};
  var collator = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true });
  var exactNumber = /^[-\u2212]?\d+(\.\d+)?$/;
  // How many rows of a list on several pages are shown at once.
  var mostRows = 300;
  var each = Array.prototype.forEach;
  var list = function (items) {
    return Array.prototype.slice.call(items);
  };

  function element(name, attributes, text) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) {
      made.setAttribute(key, attributes[key]);
    });
    if (text !== undefined) made.textContent = text;
    return made;
  }

  var live = element("p", { class: "visually-hidden", role: "status", "aria-live": "polite" });
  document.body.appendChild(live);
  function announce(text) {
    live.textContent = text;
  }

  // Full-width and half-width forms, accents and capitals find each other; so do the apostrophes,
  // quotation marks and dashes that keyboards have and those that texts are set in.
  function fold(text) {
    return text
      .replace(/[\u00b4\u0060\u02b9\u02bb\u02bc\u2018\u2019\u201b\u2032\uff07]/g, "'")
      .replace(/[\u201c\u201d\u201e\u201f\u2033]/g, '"')
      .replace(/[\u2010-\u2015\u2212]/g, "-")
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase();
  }

  function squeezed(text) {
    return text.replace(/\s+/g, " ").trim();
  }

  // --- Numbers: exact, as a whole number and how many of its digits are decimals.

  function exact(text, marks) {
    var plain = text.split(marks.group).join("").replace(marks.decimal, ".").replace("\u2212", "-");
    if (!/^-?\d+(\.\d+)?$/.test(plain)) return null;
    var point = plain.indexOf(".");
    return { digits: BigInt(plain.replace(".", "")), decimals: point < 0 ? 0 : plain.length - point - 1 };
  }

  function scaled(number, decimals) {
    return number.digits * BigInt(10) ** BigInt(decimals - number.decimals);
  }

  function sum(one, other) {
    var decimals = Math.max(one.decimals, other.decimals);
    return { digits: scaled(one, decimals) + scaled(other, decimals), decimals: decimals };
  }

  // A number of units of ten to a power as a number of ones, and back.
  function timesTen(number, power) {
    var decimals = Math.max(number.decimals - power, 0);
    return { digits: number.digits * BigInt(10) ** BigInt(decimals - (number.decimals - power)), decimals: decimals };
  }

  function inPower(number, power) {
    var digits = number.digits;
    var decimals = number.decimals + power;
    while (decimals > 0 && digits % BigInt(10) === BigInt(0)) {
      digits /= BigInt(10);
      decimals -= 1;
    }
    return { digits: digits, decimals: decimals };
  }

  // The nearest number with no more decimals, half away from zero.
  function rounded(number, decimals) {
    if (number.decimals <= decimals) return number;
    var unit = BigInt(10) ** BigInt(number.decimals - decimals);
    var half = number.digits < BigInt(0) ? -unit / BigInt(2) : unit / BigInt(2);
    return { digits: (number.digits + half) / unit, decimals: decimals };
  }

  function isSame(one, other) {
    var decimals = Math.max(one.decimals, other.decimals);
    return scaled(one, decimals) === scaled(other, decimals);
  }

  var plainMarks = { group: "", decimal: ".", groupFrom: 99 };

  function printed(number, marks) {
    var negative = number.digits < BigInt(0);
    var text = String(negative ? -number.digits : number.digits).padStart(number.decimals + 1, "0");
    var whole = text.slice(0, text.length - number.decimals);
    if (whole.length >= marks.groupFrom) whole = whole.replace(/\B(?=(\d{3})+$)/g, marks.group);
    return (negative ? "\u2212" : "") + whole + (number.decimals ? marks.decimal + text.slice(-number.decimals) : "");
  }

  // --- Rows: from the page, or from the file with all rows of a list.

  function cellOf(node) {
    var copy = node.cloneNode(true);
    copy.querySelectorAll(".cites, .standing, .copy-link, svg").forEach(function (part) {
      part.remove();
    });
    var text = squeezed(copy.textContent);
    var note = node.querySelector(".standing");
    return {
      text: node.classList.contains("missing") ? "" : text,
      note: note ? squeezed(note.textContent) : "",
      sort: node.hasAttribute("data-sort") ? node.getAttribute("data-sort") : text,
      names: (node.getAttribute("data-values") || text).split("\n"),
      unsummed: node.classList.contains("unsummed"),
    };
  }

  function rowOfPage(node, place) {
    var cells = null;
    return {
      place: place,
      node: function () {
        return node;
      },
      cells: function () {
        cells = cells || list(node.cells).map(cellOf);
        return cells;
      },
      words: null,
      text: function () {
        return node.textContent + " " + (node.getAttribute("data-words") || "");
      },
    };
  }

  // Undoes the compression (RFC 1951) of a text in base64.
  function unpacked(base64) {
    var bytes = Uint8Array.from(atob(base64), function (c) {
      return c.charCodeAt(0);
    });
    var out = new Uint8Array(bytes.length * 8);
    var length = 0;
    var at = 0;
    var held = 0;
    var nHeld = 0;
    function bits(n) {
      while (nHeld < n) {
        held |= bytes[at++] << nHeld;
        nHeld += 8;
      }
      var value = held & ((1 << n) - 1);
      held >>>= n;
      nHeld -= n;
      return value;
    }
    function tree(lengths) {
      var counts = new Uint16Array(16);
      var offsets = new Uint16Array(16);
      var symbols = new Uint16Array(lengths.length);
      each.call(lengths, function (n) {
        counts[n] += 1;
      });
      counts[0] = 0;
      for (var n = 1; n < 16; n += 1) offsets[n] = offsets[n - 1] + counts[n - 1];
      each.call(lengths, function (n, symbol) {
        if (n) symbols[offsets[n]++] = symbol;
      });
      return { counts: counts, symbols: symbols };
    }
    function symbol(of) {
      var code = 0;
      var first = 0;
      var index = 0;
      for (var n = 1; n < 16; n += 1) {
        code |= bits(1);
        var count = of.counts[n];
        if (code - count < first) return of.symbols[index + (code - first)];
        index += count;
        first = (first + count) << 1;
        code <<= 1;
      }
      throw new Error("the list is damaged");
    }
    var lengthBase = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
    var lengthBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
    var wayBase = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
    var wayBits = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
    var order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
    function room(n) {
      while (length + n > out.length) {
        var larger = new Uint8Array(out.length * 2);
        larger.set(out);
        out = larger;
      }
    }
    function block(literals, ways) {
      for (;;) {
        var found = symbol(literals);
        if (found === 256) return;
        if (found < 256) {
          room(1);
          out[length++] = found;
        } else {
          var n = lengthBase[found - 257] + bits(lengthBits[found - 257]);
          var way = symbol(ways);
          var from = length - wayBase[way] - bits(wayBits[way]);
          room(n);
          for (; n > 0; n -= 1) out[length++] = out[from++];
        }
      }
    }
    function fixed() {
      var lengths = [];
      for (var n = 0; n < 288; n += 1) lengths.push(n < 144 ? 8 : n < 256 ? 9 : n < 280 ? 7 : 8);
      block(tree(lengths), tree(new Array(30).fill(5)));
    }
    function dynamic() {
      var nLiterals = bits(5) + 257;
      var nWays = bits(5) + 1;
      var nCodes = bits(4) + 4;
      var codes = new Array(19).fill(0);
      for (var n = 0; n < nCodes; n += 1) codes[order[n]] = bits(3);
      var of = tree(codes);
      var lengths = [];
      while (lengths.length < nLiterals + nWays) {
        var found = symbol(of);
        if (found < 16) lengths.push(found);
        else {
          var value = found === 16 ? lengths[lengths.length - 1] : 0;
          var times = found === 16 ? 3 + bits(2) : found === 17 ? 3 + bits(3) : 11 + bits(7);
          for (; times > 0; times -= 1) lengths.push(value);
        }
      }
      block(tree(lengths.slice(0, nLiterals)), tree(lengths.slice(nLiterals)));
    }
    function stored() {
      held = 0;
      nHeld = 0;
      var n = bytes[at] | (bytes[at + 1] << 8);
      at += 4;
      room(n);
      out.set(bytes.subarray(at, at + n), length);
      length += n;
      at += n;
    }
    var last = 0;
    while (!last) {
      last = bits(1);
      [stored, fixed, dynamic][bits(2)]();
    }
    return new TextDecoder().decode(out.subarray(0, length));
  }

  // The columns in the file of a list, by key; each gives a value for a row.
  function readColumns(text) {
    var lines = text.split("\n");
    var n = Number(lines[0]);
    var all = { n: n, before: lines[1], after: lines[2], byKey: {} };
    var at = 3;
    while (at < lines.length - 1) {
      var head = lines[at++].split("\t");
      var values;
      if (head[2] === "d") {
        var entries = lines[at++].split("\u001e");
        values = Array.from(lines[at++]).map(function (c) {
          return entries[c.codePointAt(0) - 0x30];
        });
      } else {
        values = lines.slice(at, at + n);
        at += n;
      }
      all.byKey[head[0]] = { power: Number(head[1]), isInOrder: head[3] === "o", values: values };
    }
    return all;
  }

  function cellOfFile(value, power, marks) {
    var parts = value.split("\u001f");
    var number = power === null ? null : exact(parts[0], marks);
    var sort = parts[2] || parts[0];
    if (!parts[2] && number) sort = printed(timesTen(number, power), plainMarks);
    return {
      text: parts[0],
      note: parts[1] || "",
      sort: sort,
      names: parts[3] ? parts[3].split("\u001d") : [parts[0]],
      unsummed: parts[4] === "~",
    };
  }

  function rowOfFile(all, place, heads, marks, known) {
    var cells = null;
    var made = null;
    function value(key) {
      return all.byKey[key] ? all.byKey[key].values[place] : "";
    }
    var address = all.before + value("") + all.after;
    var row = {
      place: place,
      cells: function () {
        cells =
          cells ||
          heads.map(function (head) {
            var column = all.byKey[head.key];
            return cellOfFile(value(head.key), column && head.numeric ? column.power : null, marks);
          });
        return cells;
      },
      words: null,
      text: function () {
        var keys = Object.keys(all.byKey).filter(function (key) {
          return key !== "";
        });
        return keys.map(value).join(" ");
      },
      node: function () {
        made = made || known[address] || drawn(row, heads, address);
        return made;
      },
    };
    return row;
  }

  function drawn(row, heads, address) {
    var line = element("tr", { role: "row" });
    row.cells().forEach(function (cell, index) {
      var head = heads[index];
      var classes = [head.numeric ? head.classes : "", cell.text ? "" : "missing"].join(" ").trim();
      var node = element(index ? "td" : "th", { role: index ? "cell" : "rowheader" });
      if (!index) node.setAttribute("scope", "row");
      if (classes) node.className = classes;
      var isBare = head.numeric && cell.text && !/\p{L}/u.test(cell.text);
      if (head.numeric) node.setAttribute("data-label", head.label);
      if (isBare && head.before) node.setAttribute("data-before", head.before);
      if (!index && address) node.appendChild(element("a", { href: address }, cell.text));
      else if (isBare && head.after) node.appendChild(element("span", { "data-unit": head.after }, cell.text));
      else node.appendChild(document.createTextNode(cell.text || "\u2014"));
      if (cell.note) {
        node.appendChild(document.createTextNode(" "));
        node.appendChild(element("small", { class: "standing" }, cell.note));
      }
      line.appendChild(node);
    });
    return line;
  }

  // --- What can be chosen, and what is shown of it.

  function compared(a, b) {
    if (exactNumber.test(a) && exactNumber.test(b)) return Number(a.replace("\u2212", "-")) - Number(b.replace("\u2212", "-"));
    return collator.compare(a, b);
  }

  function headsOf(table) {
    return list(table.tHead.rows[0].cells).map(function (node) {
      var unit = node.querySelector(".unit");
      return {
        node: node,
        key: node.getAttribute("data-key"),
        label: (node.querySelector(".column-label") || node).textContent,
        unit: unit ? unit.textContent : "",
        before: node.getAttribute("data-before"),
        after: node.hasAttribute("data-after") ? node.getAttribute("data-after") : unit ? unit.textContent : "",
        power: Number(node.getAttribute("data-power") || 0),
        isInOrder: node.hasAttribute("data-in-order"),
        numeric: node.classList.contains("num"),
        classes: node.className,
      };
    });
  }

  function Rows(table) {
    var self = this;
    self.table = table;
    self.block = table.closest(".table-block");
    self.body = table.tBodies[0];
    self.heads = headsOf(table);
    self.rows = list(self.body.rows).map(rowOfPage);
    self.form = self.block.querySelector("form.table-tools");
    self.more = self.block.querySelector(".show-rest button");
    self.marks = { decimal: ".", group: ",", groupFrom: 4 };
    self.limit = mostRows;
    self.choice = { words: "", values: {}, sort: "" };
    self.isList = self.block.classList.contains("is-list");
    self.totals = table.tFoot ? list(table.tFoot.rows[0].cells).map(function (cell) { return cell.cloneNode(true); }) : null;
    if (self.form) {
      var data = self.form.dataset;
      self.marks = { decimal: data.decimal, group: data.group, groupFrom: Number(data.groupFrom) };
      self.all = Number(data.all);
      self.file = data.rows;
    }
    self.makeSortable();
    if (self.form) self.listen();
    if (self.more) {
      self.more.addEventListener("click", function () {
        self.showMore();
      });
    }
    var save = self.block.querySelector("[data-save]");
    if (save) {
      save.addEventListener("click", function () {
        saveAs(self.table, self.heads, self.shown || self.rows);
      });
    }
  }

  Rows.prototype.makeSortable = function () {
    var self = this;
    if (self.rows.length < 2) return;
    self.heads.forEach(function (head) {
      var label = head.node.querySelector(".column-label");
      if (!label) return;
      var button = element("button", { type: "button", class: "sort", title: strings.sort + " " + head.label });
      label.replaceWith(button);
      button.appendChild(label);
      button.addEventListener("click", function () {
        var sort = self.choice.sort;
        self.choice.sort = sort === head.key ? "-" + head.key : sort === "-" + head.key ? "" : head.key;
        self.apply(true);
        announce(head.label + " " + strings[self.choice.sort === "" ? "unsorted" : self.choice.sort[0] === "-" ? "descending" : "ascending"]);
      });
    });
  };

  Rows.prototype.listen = function () {
    var self = this;
    var timer = 0;
    function read(isLasting) {
      self.choice.words = self.form.elements.q.value;
      each.call(self.form.querySelectorAll("select"), function (select) {
        if (select.name === "sort") self.choice.sort = select.value;
        else self.choice.values[select.name] = select.value;
      });
      self.apply(isLasting);
    }
    self.form.addEventListener("submit", function (event) {
      event.preventDefault();
      read(true);
    });
    self.form.elements.q.addEventListener("input", function () {
      clearTimeout(timer);
      // Thousands of rows wait until the word is typed.
      if (self.file) timer = setTimeout(read, 80, false);
      else read(false);
    });
    each.call(self.form.querySelectorAll("select"), function (select) {
      select.addEventListener("change", function () {
        read(true);
      });
    });
    self.form.addEventListener("reset", function (event) {
      event.preventDefault();
      self.choice = { words: "", values: {}, sort: "" };
      self.apply(true);
      self.form.elements.q.focus();
    });
  };

  Rows.prototype.isNarrowed = function () {
    var values = this.choice.values;
    return Boolean(
      this.choice.words.trim() ||
        Object.keys(values).some(function (key) {
          return values[key];
        })
    );
  };

  // A list on several pages is loaded as a whole at the first use.
  Rows.prototype.load = function (then) {
    var self = this;
    if (!self.file || self.isLoaded) return then();
    self.waiting = then;
    if (self.isLoading) return undefined;
    self.isLoading = true;
    self.count(strings.loading);
    window.listRows = function (text) {
      var known = {};
      self.rows.forEach(function (row) {
        var link = row.node().querySelector("th a");
        if (link) known[link.getAttribute("href")] = row.node();
      });
      var all = readColumns(unpacked(text));
      self.ofPage = self.rows;
      self.rows = [];
      self.heads.forEach(function (head) {
        head.isInOrder = Boolean(all.byKey[head.key] && all.byKey[head.key].isInOrder);
      });
      for (var place = 0; place < all.n; place += 1) self.rows.push(rowOfFile(all, place, self.heads, self.marks, known));
      self.isLoaded = true;
    };
    var script = element("script", { src: self.file });
    script.addEventListener("load", function () {
      self.waiting();
    });
    script.addEventListener("error", function () {
      self.file = "";
      self.waiting();
      self.count(strings.failed);
      announce(strings.failed);
    });
    document.head.appendChild(script);
    return undefined;
  };

  Rows.prototype.found = function () {
    var self = this;
    var words = fold(self.choice.words).split(/\s+/).filter(Boolean);
    var picked = self.heads
      .map(function (head, index) {
        return { index: index, value: self.choice.values[head.key] };
      })
      .filter(function (one) {
        return one.value;
      });
    return self.rows.filter(function (row) {
      var isPicked = picked.every(function (one) {
        return row.cells()[one.index].names.indexOf(one.value) >= 0;
      });
      if (!isPicked || !words.length) return isPicked;
      row.words = row.words || fold(row.text());
      return words.every(function (word) {
        return row.words.indexOf(word) >= 0;
      });
    });
  };

  Rows.prototype.sorted = function (rows) {
    var key = this.choice.sort.replace(/^-/, "");
    var direction = this.choice.sort[0] === "-" ? -1 : 1;
    var index = this.heads.findIndex(function (head) {
      return head.key === key;
    });
    if (index < 0) return rows;
    var isInOrder = this.heads[index].isInOrder;
    return rows.slice().sort(function (a, b) {
      var one = a.cells()[index];
      var other = b.cells()[index];
      // What is missing stands last in both directions.
      if (!one.text || !other.text) return !one.text - !other.text || a.place - b.place;
      // The order of names is that in which the page was made.
      if (isInOrder) return direction * (a.place - b.place);
      return direction * compared(one.sort, other.sort) || a.place - b.place;
    });
  };

  // `isLasting`: a step that the way back leads to, unlike a letter that is typed.
  Rows.prototype.apply = function (isLasting) {
    var self = this;
    var isAsked = self.isNarrowed() || self.choice.sort;
    if (isAsked && self.file && !self.isLoaded) {
      self.load(function () {
        self.apply(isLasting);
      });
      return;
    }
    self.limit = mostRows;
    if (!isAsked && self.ofPage) {
      // Back to the page of the list that one is on.
      self.shown = null;
      self.draw(self.ofPage);
    } else {
      self.shown = self.sorted(self.found());
      self.draw(self.shown);
    }
    self.heads.forEach(function (head) {
      var is = self.choice.sort === head.key ? "ascending" : self.choice.sort === "-" + head.key ? "descending" : "";
      if (is) head.node.setAttribute("aria-sort", is);
      else head.node.removeAttribute("aria-sort");
    });
    self.tell();
    if (self === mainList) writeChoice(self.choice, isLasting);
  };

  Rows.prototype.draw = function (rows) {
    var body = this.body;
    var part = document.createDocumentFragment();
    rows.slice(0, this.limit).forEach(function (row) {
      part.appendChild(row.node());
    });
    body.textContent = "";
    body.appendChild(part);
    this.drawnRows = rows;
    this.offerMore();
    var parts = document.querySelector(".parts");
    if (this.file && parts && this.isList) parts.hidden = Boolean(this.shown);
  };

  Rows.prototype.offerMore = function () {
    if (!this.more) return;
    var n = this.drawnRows.length;
    var isCut = this.block.classList.contains("is-cut");
    var rest = n - Math.min(n, this.limit);
    this.block.classList.toggle("has-more", rest > 0);
    this.more.parentNode.hidden = rest === 0 && !(isCut && n > 50);
  };

  Rows.prototype.showMore = function () {
    var first;
    this.drawnRows = this.drawnRows || this.rows;
    if (this.block.classList.contains("is-cut") && !this.block.classList.contains("has-more")) {
      first = this.body.rows[50];
      this.block.classList.remove("is-cut");
    } else {
      first = this.limit;
      this.block.classList.remove("is-cut");
      this.limit += mostRows;
      this.draw(this.drawnRows);
      first = this.body.rows[first];
    }
    this.offerMore();
    var link = first && first.querySelector("a");
    if (link) link.focus();
  };

  Rows.prototype.count = function (text) {
    if (this.form) this.form.querySelector("output").textContent = text;
  };

  Rows.prototype.tell = function () {
    var self = this;
    if (!self.form) return;
    var isNarrowed = self.isNarrowed();
    var n = (self.shown || self.ofPage || self.rows).length;
    var number = function (n) {
      return printed({ digits: BigInt(n), decimals: 0 }, self.marks);
    };
    var text = strings.shown.replace("{n}", number(n)).replace("{m}", number(self.all));
    self.count(text);
    if (isNarrowed) announce(text);
    self.form.querySelector("button[type=reset]").hidden = !isNarrowed && !self.choice.sort;
    self.form.elements.q.value = self.choice.words;
    each.call(self.form.querySelectorAll("select"), function (select) {
      select.value = select.name === "sort" ? self.choice.sort : self.choice.values[select.name] || "";
    });
    self.total(isNarrowed);
  };

  // What a cell adds to a sum, in ones: its exact amount, in whatever unit it is written.
  function amountOf(cell, power, marks) {
    if (!cell.text || cell.unsummed) return null;
    if (exactNumber.test(cell.sort)) return exact(cell.sort, plainMarks);
    var number = exact(cell.text, marks);
    return number && timesTen(number, power);
  }

  // What the rows shown add up to, of what is published exactly.
  function totalOf(cells, power, marks) {
    var total = null;
    var decimals = 0;
    var isRounded = false;
    var nMissing = 0;
    var nOther = 0;
    cells.forEach(function (cell) {
      var amount = amountOf(cell, power, marks);
      if (!amount) {
        if (cell.text) nOther += 1;
        else nMissing += 1;
        return;
      }
      total = total ? sum(total, amount) : amount;
      var told = exact(cell.text, marks);
      if (!told) return;
      decimals = Math.max(decimals, told.decimals);
      isRounded = isRounded || !isSame(timesTen(told, power), amount);
    });
    var left = [];
    if (nMissing) left.push(strings.leftMissing.replace("{n}", nMissing));
    if (nOther) left.push(strings.leftOther.replace("{n}", nOther));
    var around = left.length ? strings.leftOut.replace("{left}", left.join(strings.detailSeparator)) : "{sum}";
    if (!total) return { text: "\u2014", isAny: false, around: around };
    var inUnit = inPower(total, power);
    // As many decimals as the rows show; more only where they are not rounded.
    if (isRounded) inUnit = rounded(inUnit, decimals);
    if (inUnit.decimals < decimals) inUnit = { digits: scaled(inUnit, decimals), decimals: decimals };
    return { text: printed(inUnit, marks), isAny: true, around: around };
  }

  Rows.prototype.total = function (isNarrowed) {
    var self = this;
    // What is said of the total of all rows is not true of some.
    each.call(self.block.querySelectorAll(".is-on-total"), function (note) {
      note.hidden = isNarrowed;
    });
    if (!self.totals) return;
    list(self.table.tFoot.rows[0].cells).forEach(function (cell, index) {
      var before = self.totals[index];
      ["data-label", "data-before"].forEach(function (name) {
        if (before.hasAttribute(name)) cell.setAttribute(name, before.getAttribute(name));
        else cell.removeAttribute(name);
      });
      cell.textContent = "";
      if (!isNarrowed) {
        list(before.cloneNode(true).childNodes).forEach(function (node) {
          cell.appendChild(node);
        });
        return;
      }
      var head = self.heads[index];
      if (index === 0) cell.textContent = strings.total;
      if (!head.numeric || !squeezed(before.textContent)) return;
      var cells = self.shown.map(function (row) {
        return row.cells()[index];
      });
      var total = totalOf(cells, head.power, self.marks);
      // Beside the number stands its unit on a phone, and not behind what is left out.
      cell.removeAttribute("data-before");
      var number = element("span", {}, total.text);
      if (total.isAny && head.before) number.setAttribute("data-before", head.before);
      if (total.isAny && head.after) number.setAttribute("data-unit", head.after);
      var around = total.around.split("{sum}");
      cell.appendChild(document.createTextNode(around[0]));
      cell.appendChild(number);
      cell.appendChild(document.createTextNode(around[1] || ""));
    });
  };

  // --- Saving. A number as programs write it; a text that a spreadsheet would run is led by an apostrophe.

  function csvCell(text) {
    if (exactNumber.test(text)) text = text.replace("\u2212", "-");
    else if (/^[=+\-@\t\r|%\uff1d\uff0b\uff0d\uff20\uff5c\uff05]/.test(text)) text = "'" + text;
    return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  function asCsv(heads, rows) {
    var lines = rows.map(function (row) {
      return row.cells().map(function (cell, index) {
        // A remark stands beside words, and never in a column of numbers.
        var remark = cell.note && !heads[index].numeric ? " (" + cell.note + ")" : "";
        return cell.text && cell.text + remark;
      });
    });
    var head = heads.map(function (one) {
      return one.label + (one.unit ? " " + one.unit : "");
    });
    var text = [head].concat(lines).map(function (cells) {
      return cells.map(csvCell).join(",") + "\r\n";
    });
    return "\ufeff" + text.join("");
  }

  function saveAs(table, heads, rows) {
    var name = squeezed(table.closest(".table-block").querySelector(".caption-title").textContent).replace(/[\\/:*?"<>|\s]+/g, " ").trim();
    var address = URL.createObjectURL(new Blob([asCsv(heads, rows)], { type: "text/csv;charset=utf-8" }));
    var link = element("a", { href: address, download: name + ".csv" });
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(function () {
      URL.revokeObjectURL(address);
    }, 0);
  }

  // --- The address: what is chosen in the list of the page.

  var mainList = null;

  function readChoice() {
    var choice = { words: "", values: {}, sort: "" };
    location.hash
      .slice(1)
      .split("&")
      .forEach(function (part) {
        var at = part.indexOf("=");
        if (at < 1) return;
        var value;
        try {
          value = decodeURIComponent(part.slice(at + 1));
        } catch (error) {
          return;
        }
        var key = part.slice(0, at);
        if (key === "q") choice.words = value;
        else if (key === "sort") choice.sort = value;
        else choice.values[key] = inThisLanguage(key, value);
      });
    return choice;
  }

  // A choice as it is known in all languages, whose words differ: `park=~3`.
  function inAllLanguages(key, value) {
    var select = mainList.form.elements[key];
    var numbers = ((select && select.getAttribute("data-numbers")) || "").split(" ");
    var at = select ? select.selectedIndex - 1 : -1;
    return numbers[at] && select.value === value ? "~" + numbers[at] : value;
  }

  function inThisLanguage(key, value) {
    var select = mainList.form.elements[key];
    var numbers = ((select && select.getAttribute("data-numbers")) || "").split(" ");
    var at = value[0] === "~" ? numbers.indexOf(value.slice(1)) : -1;
    return at < 0 ? value : select.options[at + 1].value;
  }

  // The same page in another language shows the same.
  function tellLanguages(choice) {
    var parts = [];
    if (choice.words.trim()) parts.push("q=" + encodeURIComponent(choice.words.trim()));
    Object.keys(choice.values).forEach(function (key) {
      if (choice.values[key]) parts.push(key + "=" + encodeURIComponent(inAllLanguages(key, choice.values[key])));
    });
    if (choice.sort) parts.push("sort=" + encodeURIComponent(choice.sort));
    document.querySelectorAll(".languages a").forEach(function (link) {
      link.setAttribute("href", link.getAttribute("href").replace(/#.*/, "") + (parts.length ? "#" + parts.join("&") : ""));
    });
  }

  function writeChoice(choice, isLasting) {
    tellLanguages(choice);
    var parts = [];
    if (choice.words.trim()) parts.push("q=" + encodeURIComponent(choice.words.trim()));
    Object.keys(choice.values).forEach(function (key) {
      if (choice.values[key]) parts.push(key + "=" + encodeURIComponent(choice.values[key]));
    });
    if (choice.sort) parts.push("sort=" + encodeURIComponent(choice.sort));
    var hash = parts.length ? "#" + parts.join("&") : "";
    if (hash === location.hash || (!hash && location.hash.indexOf("=") < 0)) return;
    try {
      history[isLasting ? "pushState" : "replaceState"](null, "", hash || location.pathname + location.search);
    } catch (error) {
      // Some browsers keep the address of a page from disk as it is; the choice holds all the same.
    }
  }

  function restore() {
    if (!mainList) return;
    if (location.hash.indexOf("=") < 0) {
      if (mainList.isNarrowed() || mainList.choice.sort) {
        mainList.choice = { words: "", values: {}, sort: "" };
        mainList.apply(false);
      }
      showTarget();
      return;
    }
    mainList.choice = readChoice();
    mainList.apply(false);
  }

  // A row that the address names is shown, however far down it stands.
  function showTarget() {
    var row = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var block = row && row.tagName === "TR" && row.closest(".table-block.is-cut");
    if (!block) return;
    block.classList.remove("is-cut");
    row.scrollIntoView();
  }

  // Where a list is shown as cards, some browsers take it for a table no longer. On wide screens the
  // elements say themselves what they are.
  var cards = window.matchMedia("(max-width: 39.99rem)");
  function nameRow(row) {
    row.setAttribute("role", "row");
    each.call(row.cells, function (cell) {
      var scope = cell.getAttribute("scope");
      cell.setAttribute("role", scope === "row" ? "rowheader" : scope === "col" ? "columnheader" : "cell");
    });
  }
  // A table has rows and nothing else: below a heading of its own, its body is the table.
  function nameBodies(table) {
    var heading = table.getAttribute("aria-labelledby");
    table.setAttribute("role", "presentation");
    table.removeAttribute("aria-labelledby");
    table.querySelectorAll("tbody, tfoot").forEach(function (part) {
      part.setAttribute("role", "table");
      part.setAttribute("aria-labelledby", heading);
    });
  }
  function unnameBodies(table) {
    table.removeAttribute("role");
    table.setAttribute("aria-labelledby", table.tBodies[0].getAttribute("aria-labelledby"));
    table.querySelectorAll("tbody, tfoot").forEach(function (part) {
      part.removeAttribute("role");
      part.removeAttribute("aria-labelledby");
    });
  }
  function nameParts() {
    if (!cards.matches) {
      document.querySelectorAll(".is-cards table[role=presentation]").forEach(unnameBodies);
      return;
    }
    document.querySelectorAll(":is(.is-list, .is-cards) table:not([role])").forEach(function (table) {
      if (table.caption) {
        nameBodies(table);
      } else {
        table.setAttribute("role", "table");
        table.querySelectorAll("thead, tbody, tfoot").forEach(function (part) {
          part.setAttribute("role", "rowgroup");
        });
      }
      // A few at a time, so that a phone answers meanwhile; those that are shown come first.
      var rows = list(table.rows);
      (function next() {
        rows.splice(0, 60).forEach(nameRow);
        if (rows.length) setTimeout(next, 0);
      })();
    });
  }
  cards.addEventListener("change", nameParts);
  nameParts();

  var all = list(document.querySelectorAll(".table-block table")).filter(function (table) {
    return table.tHead && table.tBodies[0] && !table.querySelector("tbody .empty");
  });
  all = all.map(function (table) {
    return new Rows(table);
  });
  mainList = all.filter(function (one) {
    return one.isList && one.form;
  })[0];
  window.addEventListener("popstate", restore);
  restore();
})();
