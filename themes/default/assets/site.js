// Adds to pages that are complete without it: sorting, filtering and saving of tables, links
// to sections. A plain script, so that it also runs from a folder on disk.
(function () {
  "use strict";

  var strings = (document.getElementById("interface-strings") || { dataset: {} }).dataset;
  var pageLang = document.documentElement.lang || undefined;
  var collator = new Intl.Collator(pageLang, { numeric: true });
  var exactNumber = /^[-\u2212]?\d+(\.\d+)?$/;
  var rowsWorthFiltering = 8;
  // Where a column can be chosen from as well, a list is worth it sooner.
  var fewRows = 4;

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
    if (rows.length < (keys.length ? fewRows : rowsWorthFiltering)) return;
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

  // A number as programs write it; a text that a spreadsheet would run is led by an apostrophe.
  function csvCell(text) {
    if (exactNumber.test(text)) text = text.replace("\u2212", "-");
    else if (/^[=+\-@]/.test(text)) text = "'" + text;
    return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  // What is filtered out is not shown; totals are of all rows.
  function shownAsCsv(table) {
    var shown = Array.prototype.filter.call(table.tBodies[0].rows, function (row) {
      return !row.hidden;
    });
    var lines = [table.tHead.rows[0]].concat(shown).map(function (row) {
      var cells = Array.prototype.map.call(row.cells, function (cell) {
        // A remark stands beside words, and never in a column of numbers.
        var remark = cell.classList.contains("num") ? null : cell.querySelector(".standing");
        var text = cellText(cell) + (remark ? " (" + cellText(remark) + ")" : "");
        return csvCell(cell.classList.contains("missing") ? "" : text);
      });
      return cells.join(",") + "\r\n";
    });
    return "\ufeff" + lines.join("");
  }

  function makeSavable(table) {
    var foot = table.closest(".table-block").querySelector(".downloads");
    if (!foot) return;
    var button = element("button", { type: "button" }, strings.save);
    button.addEventListener("click", function () {
      var name = table.caption.querySelector(".caption-title").textContent.replace(/[\\/:*?"<>|\s]+/g, " ").trim();
      var address = URL.createObjectURL(new Blob([shownAsCsv(table)], { type: "text/csv;charset=utf-8" }));
      var link = element("a", { href: address, download: name + ".csv" });
      document.body.appendChild(link);
      link.click();
      link.remove();
      setTimeout(function () {
        URL.revokeObjectURL(address);
      }, 0);
    });
    foot.appendChild(button);
  }

  function enhanceTables() {
    document.querySelectorAll(".table-block table").forEach(function (table) {
      var rows = Array.prototype.slice.call(table.tBodies[0].rows);
      if (rows.length && !table.querySelector("tbody .empty")) makeSavable(table);
      if (rows.length < 2) return;
      makeSortable(table, rows);
      makeFilterable(table, rows);
    });
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

  // Which entries of a timeline are shown: kinds and a park, kept in the address, so that a
  // reload, a bookmark and the other language show the same.
  function readChoice() {
    var choice = { kinds: [], park: "" };
    location.hash
      .slice(1)
      .split("&")
      .forEach(function (part) {
        var at = part.indexOf("=");
        var value = "";
        try {
          value = decodeURIComponent(part.slice(at + 1));
        } catch (error) {
          return;
        }
        if (at < 0 || !value) return;
        if (part.slice(0, at) === "kind") choice.kinds = value.split(",");
        if (part.slice(0, at) === "park") choice.park = value;
      });
    return choice;
  }

  function writeChoice(choice) {
    var parts = [];
    if (choice.kinds.length) parts.push("kind=" + choice.kinds.map(encodeURIComponent).join(","));
    if (choice.park) parts.push("park=" + encodeURIComponent(choice.park));
    var hash = parts.length ? "#" + parts.join("&") : "";
    document.querySelectorAll(".languages a").forEach(function (link) {
      link.setAttribute("href", link.getAttribute("href").replace(/#.*/, "") + hash);
    });
    if (hash === location.hash || (!hash && location.hash.indexOf("=") < 0)) return;
    try {
      history.replaceState(null, "", hash || location.pathname + location.search);
    } catch (error) {
      // Some browsers keep the address of a page from disk as it is; the choice holds all the same.
    }
  }

  function makeTimelineFilterable(timeline) {
    var entries = Array.prototype.map.call(timeline.querySelectorAll(".line > li[data-kind]"), function (node) {
      return { node: node, kind: node.getAttribute("data-kind"), park: node.getAttribute("data-park") || "" };
    });
    if (entries.length < rowsWorthFiltering) return;
    var order = (timeline.getAttribute("data-kinds") || "").split(" ");
    var kindNames = {};
    var parkNames = {};
    entries.forEach(function (entry) {
      kindNames[entry.kind] = entry.node.querySelector(".stage").textContent;
      if (entry.park) parkNames[entry.park] = entry.node.querySelector(".where").textContent.trim();
    });
    var kinds = Object.keys(kindNames).sort(function (a, b) {
      return order.indexOf(a) - order.indexOf(b);
    });
    var parks = Object.keys(parkNames).sort(function (a, b) {
      return collator.compare(parkNames[a], parkNames[b]);
    });
    if (kinds.length < 2 && parks.length < 2) return;

    var tools = element("fieldset", { class: "entry-tools" });
    tools.appendChild(element("legend", {}, strings.entries));
    var boxes = kinds.map(function (kind) {
      return { input: element("input", { type: "checkbox", value: kind }), count: element("span", { class: "n" }) };
    });
    if (kinds.length > 1) {
      var group = element("div", { class: "entry-kinds", role: "group", "aria-label": strings.entriesKind });
      boxes.forEach(function (box) {
        var label = element("label");
        label.appendChild(box.input);
        label.appendChild(element("span", {}, kindNames[box.input.value]));
        label.appendChild(box.count);
        box.input.addEventListener("change", changed);
        group.appendChild(label);
      });
      tools.appendChild(group);
    }
    var select = element("select");
    select.appendChild(element("option", { value: "" }, strings.all));
    var options = parks.map(function (park) {
      var option = element("option", { value: park });
      select.appendChild(option);
      return option;
    });
    if (parks.length > 1) {
      var label = element("label", { class: "entry-park" }, strings.entriesPark);
      label.appendChild(select);
      select.addEventListener("change", changed);
      tools.appendChild(label);
    }
    var status = element("p", { class: "entry-status" });
    var count = element("span", { role: "status", "aria-live": "polite" });
    var reset = element("button", { type: "button", hidden: "" }, strings.reset);
    status.appendChild(count);
    status.appendChild(reset);
    tools.appendChild(status);
    reset.addEventListener("click", function () {
      show({ kinds: [], park: "" });
      tools.querySelector("input, select").focus();
    });

    function chosen() {
      var checked = boxes.filter(function (box) {
        return box.input.checked;
      });
      return {
        kinds: checked.map(function (box) {
          return box.input.value;
        }),
        park: select.value,
      };
    }

    function changed() {
      apply(chosen());
    }

    function show(choice) {
      boxes.forEach(function (box) {
        box.input.checked = choice.kinds.indexOf(box.input.value) >= 0;
      });
      select.value = parks.indexOf(choice.park) >= 0 ? choice.park : "";
      apply(chosen());
    }

    // Each choice says how many entries it would show with the other choice as it is.
    function apply(choice) {
      var byKind = {};
      var byPark = {};
      var shown = 0;
      entries.forEach(function (entry) {
        var isKind = !choice.kinds.length || choice.kinds.indexOf(entry.kind) >= 0;
        var isPark = !choice.park || choice.park === entry.park;
        if (isPark) byKind[entry.kind] = (byKind[entry.kind] || 0) + 1;
        if (isKind) byPark[entry.park] = (byPark[entry.park] || 0) + 1;
        entry.node.hidden = !(isKind && isPark);
        if (!entry.node.hidden) shown += 1;
      });
      boxes.forEach(function (box) {
        box.count.textContent = byKind[box.input.value] || 0;
      });
      options.forEach(function (option) {
        option.textContent = parkNames[option.value] + " (" + (byPark[option.value] || 0) + ")";
      });
      hideEmpty(timeline);
      count.textContent = strings.entriesShown.replace("{n}", shown).replace("{m}", entries.length);
      reset.hidden = !choice.kinds.length && !choice.park;
      writeChoice(choice);
    }

    timeline.parentNode.insertBefore(tools, timeline);
    window.addEventListener("hashchange", function () {
      // A link to a section of the page leaves the choice as it is.
      if (location.hash.indexOf("=") >= 0) show(readChoice());
    });
    show(readChoice());
  }

  // Months and years without a shown entry, and their lines in the contents, are hidden.
  function hideEmpty(timeline) {
    var sections = Array.prototype.slice.call(timeline.querySelectorAll(".month, .year"));
    sections.forEach(function (section) {
      var lines = section.querySelectorAll(".line > li");
      if (!lines.length) return;
      section.hidden = !section.querySelector(".line > li:not([hidden])");
      var line = document.querySelector('.contents a[href="#' + section.getAttribute("aria-labelledby") + '"]');
      if (line) line.parentNode.hidden = section.hidden;
    });
    timeline.querySelectorAll(".line").forEach(function (list) {
      var shown = list.querySelectorAll("li:not([hidden])");
      list.querySelectorAll(".is-last").forEach(function (last) {
        last.classList.remove("is-last");
      });
      if (shown.length) shown[shown.length - 1].classList.add("is-last");
    });
  }

  // A stroke leads to the search field, unless something is being written.
  document.addEventListener("keydown", function (event) {
    var field = document.getElementById("search-field") || document.getElementById("site-search");
    var isWriting = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) || event.target.isContentEditable;
    if (event.key !== "/" || !field || isWriting || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    field.focus();
    field.select();
  });

  enhanceTables();
  document.querySelectorAll(".timeline[data-kinds]").forEach(makeTimelineFilterable);
  addCopyLinks();
})();
