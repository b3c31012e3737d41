// Adds to pages that are complete without it: sorting and filtering of tables, the choice of a
// colour scheme, links to sections. A plain script, so that it also runs from a folder on disk.
(function () {
  "use strict";

  var strings = (document.getElementById("interface-strings") || { dataset: {} }).dataset;
  var pageLang = document.documentElement.lang || undefined;
  var collator = new Intl.Collator(pageLang, { numeric: true });
  var exactNumber = /^[-\u2212]?\d+(\.\d+)?$/;
  var rowsWorthFiltering = 8;

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

  // Full-width and half-width forms, and capitals, find each other.
  function fold(text) {
    return text.normalize("NFKC").toLowerCase().trim();
  }

  function cellText(cell) {
    if (!cell) return "";
    var copy = cell.cloneNode(true);
    copy.querySelectorAll(".cites, .standing, svg").forEach(function (part) {
      part.remove();
    });
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  function sortKey(cell) {
    if (!cell || cell.classList.contains("missing")) return null;
    return cell.hasAttribute("data-sort") ? cell.getAttribute("data-sort") : cellText(cell);
  }

  function compareKeys(a, b) {
    if (exactNumber.test(a) && exactNumber.test(b)) {
      return Number(a.replace("\u2212", "-")) - Number(b.replace("\u2212", "-"));
    }
    return collator.compare(a, b);
  }

  function sortRows(rows, index, direction) {
    var keyed = rows.map(function (row, place) {
      return { row: row, place: place, key: sortKey(row.cells[index]) };
    });
    keyed.sort(function (a, b) {
      // What is missing stands last in both directions.
      if (a.key === null || b.key === null) {
        return (a.key === null) - (b.key === null) || a.place - b.place;
      }
      return direction * compareKeys(a.key, b.key) || a.place - b.place;
    });
    return keyed.map(function (entry) {
      return entry.row;
    });
  }

  function makeSortable(table, rows) {
    var body = table.tBodies[0];
    var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
    heads.forEach(function (head, index) {
      var label = head.querySelector(".column-label");
      if (!label) return;
      var name = label.textContent;
      var button = element("button", { type: "button", class: "sort", title: strings.sort + " " + name });
      label.replaceWith(button);
      button.appendChild(label);
      button.addEventListener("click", function () {
        var state = head.getAttribute("aria-sort");
        var next = state === "ascending" ? "descending" : state === "descending" ? null : "ascending";
        heads.forEach(function (other) {
          other.removeAttribute("aria-sort");
        });
        if (next) head.setAttribute("aria-sort", next);
        var ordered = next ? sortRows(rows, index, next === "ascending" ? 1 : -1) : rows;
        ordered.forEach(function (row) {
          body.appendChild(row);
        });
        announce(name + " " + strings[next || "unsorted"]);
      });
    });
  }

  function columnSelect(table, rows, key, apply) {
    var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
    var index = heads.findIndex(function (head) {
      return head.getAttribute("data-key") === key;
    });
    if (index < 0) return null;
    var values = [];
    rows.forEach(function (row) {
      var text = cellText(row.cells[index]);
      if (text && values.indexOf(text) < 0) values.push(text);
    });
    if (values.length < 2) return null;
    var label = element("label", {}, heads[index].querySelector(".column-label").textContent);
    var select = element("select");
    select.appendChild(element("option", { value: "" }, strings.all));
    values.sort(collator.compare).forEach(function (value) {
      select.appendChild(element("option", { value: value }, value));
    });
    label.appendChild(select);
    select.addEventListener("change", apply);
    return {
      label: label,
      clear: function () {
        select.value = "";
      },
      admits: function (row) {
        return !select.value || cellText(row.cells[index]) === select.value;
      },
    };
  }

  function searchBox(apply) {
    var label = element("label", {}, strings.filter);
    var input = element("input", { type: "search", autocomplete: "off", spellcheck: "false" });
    label.appendChild(input);
    input.addEventListener("input", apply);
    return {
      label: label,
      clear: function () {
        input.value = "";
      },
      admits: function (row) {
        return fold(row.textContent).indexOf(fold(input.value)) >= 0;
      },
    };
  }

  function makeFilterable(table, rows) {
    var keys = (table.getAttribute("data-filters") || "").split(" ").filter(Boolean);
    if (rows.length < rowsWorthFiltering && !keys.length) return;
    var tools = element("div", { class: "table-tools" });
    var count = element("p", { class: "table-count" });
    var reset = element("button", { type: "button", hidden: "" }, strings.reset);
    function apply() {
      var shown = 0;
      rows.forEach(function (row) {
        row.hidden = !filters.every(function (filter) {
          return filter.admits(row);
        });
        if (!row.hidden) shown += 1;
      });
      var all = shown === rows.length;
      var text = strings.shown.replace("{n}", shown).replace("{m}", rows.length);
      if (!all && table.tFoot) text += " " + strings.totals;
      count.textContent = all ? "" : text;
      reset.hidden = all;
      announce(text);
    }
    var filters = keys
      .map(function (key) {
        return columnSelect(table, rows, key, apply);
      })
      .filter(Boolean);
    filters.unshift(searchBox(apply));
    filters.forEach(function (filter) {
      tools.appendChild(filter.label);
    });
    reset.addEventListener("click", function () {
      filters.forEach(function (filter) {
        filter.clear();
      });
      apply();
      tools.querySelector("input").focus();
    });
    tools.appendChild(reset);
    tools.appendChild(count);
    table.caption.querySelector(".caption-box").appendChild(tools);
  }

  function enhanceTables() {
    document.querySelectorAll(".table-block table").forEach(function (table) {
      var rows = Array.prototype.slice.call(table.tBodies[0].rows);
      if (rows.length < 2) return;
      makeSortable(table, rows);
      makeFilterable(table, rows);
    });
  }

  function storedScheme() {
    return document.documentElement.getAttribute("data-scheme") || "auto";
  }

  function setScheme(scheme) {
    if (scheme === "auto") document.documentElement.removeAttribute("data-scheme");
    else document.documentElement.setAttribute("data-scheme", scheme);
    try {
      if (scheme === "auto") localStorage.removeItem("colour-scheme");
      else localStorage.setItem("colour-scheme", scheme);
    } catch (error) {
      // Without storage the choice holds for this page.
    }
  }

  function addSchemeSwitch() {
    var tools = document.querySelector(".site-tools");
    if (!tools) return;
    var label = element("label", { class: "scheme" });
    label.appendChild(element("span", { class: "visually-hidden" }, strings.scheme));
    var select = element("select");
    ["auto", "light", "dark"].forEach(function (scheme) {
      select.appendChild(element("option", { value: scheme }, strings[scheme]));
    });
    select.value = storedScheme();
    select.addEventListener("change", function () {
      setScheme(select.value);
    });
    label.appendChild(select);
    tools.insertBefore(label, tools.querySelector(".languages"));
  }

  function copyText(text) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    var field = element("textarea", { class: "visually-hidden", readonly: "" });
    field.value = text;
    document.body.appendChild(field);
    field.select();
    var copied = document.execCommand("copy");
    field.remove();
    return copied ? Promise.resolve() : Promise.reject(new Error("copying is not allowed"));
  }

  function copyAddress(address) {
    copyText(address).then(
      function () {
        announce(strings.copied);
      },
      function () {
        // The address bar holds the link all the same.
      }
    );
  }

  // Inside a heading the button would become part of the heading's name.
  function placeBeside(heading, button) {
    if (heading.classList.contains("term")) {
      heading.appendChild(button);
      return;
    }
    var line = element("div", { class: "heading-line" });
    heading.replaceWith(line);
    line.appendChild(heading);
    line.appendChild(button);
  }

  function addCopyLinks() {
    document.querySelectorAll(".content .anchor").forEach(function (anchor) {
      anchor.addEventListener("click", function () {
        copyAddress(anchor.href);
      });
    });
    var headings = document.querySelectorAll(".content h2[id], .content h3[id], .content .terms > li[id] > .term");
    headings.forEach(function (heading) {
      if (heading.querySelector(".anchor")) return;
      var id = heading.id || heading.parentNode.id;
      var name = heading.textContent.trim();
      var button = element("button", { type: "button", class: "copy-link", "aria-label": strings.copy + " " + name }, "#");
      button.addEventListener("click", function () {
        location.hash = id;
        copyAddress(location.href);
      });
      placeBeside(heading, button);
    });
  }

  enhanceTables();
  addSchemeSwitch();
  addCopyLinks();
})();
