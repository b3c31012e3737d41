// Adds to pages that are complete without it: filtering of timelines, links to sections, a key for the
// search. A plain script, so that it also runs from a folder on disk.
(function () {
  "use strict";

  var strings = window.interfaceStrings || {};
  var pageLang = document.documentElement.lang || undefined;
  var collator = new Intl.Collator(pageLang, { numeric: true });

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

  // The control of what `scheme.js` keeps. Without scripts it could do nothing.
  function addDisplay() {
    var place = document.querySelector(".site-footer .wrap");
    if (!place || document.getElementById("display-scheme")) return;
    var control = element("fieldset", { class: "display" });
    control.appendChild(element("legend", {}, strings.display));
    var scheme = element("label", {}, strings.displayScheme + " ");
    var select = element("select", { id: "display-scheme", autocomplete: "off" });
    [["", strings.displaySystem], ["light", strings.displayLight], ["dark", strings.displayDark]].forEach(function (one) {
      select.appendChild(element("option", { value: one[0] }, one[1]));
    });
    scheme.appendChild(select);
    control.appendChild(scheme);
    [["display-text", "large", strings.displayLarge], ["display-contrast", "high", strings.displayContrast]].forEach(function (one) {
      var label = element("label");
      label.appendChild(element("input", { id: one[0], type: "checkbox", value: one[1] }));
      label.appendChild(document.createTextNode(" " + one[2]));
      control.appendChild(label);
    });
    place.appendChild(control);
  }
  addDisplay();

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
    // What folds away is a control already.
    var headings = document.querySelectorAll(".content :is(h2, h3)[id]:not(.caption-title, summary *), .content .terms > li[id] > .term");
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

  // Rows, figures and entries have addresses as well. One button serves all of them: it stands in
  // the one that the pointer or the keyboard is at.
  function offerRowLinks() {
    var button = element("button", { type: "button", class: "copy-link is-of-row" }, "#");
    var row = null;
    function offer(event) {
      var found = event.target.closest && event.target.closest(".content :is(tbody tr[id], .line > li[id])");
      if (!found || found === row || document.activeElement === button) return;
      row = found;
      var name = row.querySelector("th a, .what a") || row.querySelector("th, .what");
      button.setAttribute("aria-label", strings.copy + " " + name.textContent.trim());
      (row.querySelector("th") || row.querySelector(".what")).appendChild(button);
    }
    button.addEventListener("click", function () {
      location.hash = row.id;
      copyAddress(location.href);
    });
    document.addEventListener("mouseover", offer);
    document.addEventListener("focusin", offer);
    document.addEventListener("pointerup", offer);
  }

  // What a term of the glossary means, beside it: for the pointer, the keyboard and the finger, of
  // which the first touch shows it and the second leads to the glossary.
  function explainTerms() {
    var terms = document.querySelectorAll("a.explained[title]");
    if (!terms.length) return;
    var box = element("div", { class: "meaning", id: "meaning", "aria-hidden": "true", hidden: "" });
    document.body.appendChild(box);
    var shown = null;
    var timer = 0;
    var wasTouched = false;

    function show(term) {
      clearTimeout(timer);
      if (shown && shown !== term) hide();
      shown = term;
      box.textContent = term.meaning;
      box.lang = term.closest("[lang]").lang;
      box.hidden = false;
      var at = term.getClientRects()[0] || term.getBoundingClientRect();
      var width = document.documentElement.clientWidth;
      box.style.left = window.scrollX + Math.max(8, Math.min(at.left, width - box.offsetWidth - 8)) + "px";
      var isAbove = at.bottom + box.offsetHeight + 8 > window.innerHeight && at.top > box.offsetHeight + 8;
      box.style.top = window.scrollY + (isAbove ? at.top - box.offsetHeight - 4 : at.bottom + 4) + "px";
    }
    function hide() {
      clearTimeout(timer);
      box.hidden = true;
      shown = null;
    }
    function hideSoon() {
      clearTimeout(timer);
      timer = setTimeout(hide, 250);
    }

    terms.forEach(function (term) {
      term.meaning = term.title;
      term.removeAttribute("title");
      // Read out also while the box is not shown.
      var described = element("span", { hidden: "" }, term.meaning);
      described.id = "meaning-of-" + term.hash.slice(1);
      term.after(described);
      term.setAttribute("aria-describedby", described.id);
      term.addEventListener("mouseenter", function () {
        show(term);
      });
      term.addEventListener("mouseleave", hideSoon);
      term.addEventListener("focus", function () {
        show(term);
      });
      term.addEventListener("blur", hide);
      term.addEventListener("pointerdown", function (event) {
        wasTouched = event.pointerType === "touch" && shown !== term;
      });
      term.addEventListener("click", function (event) {
        if (!wasTouched) return;
        wasTouched = false;
        event.preventDefault();
        show(term);
      });
    });
    box.addEventListener("mouseenter", function () {
      clearTimeout(timer);
    });
    box.addEventListener("mouseleave", hideSoon);
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && shown) hide();
    });
    document.addEventListener("pointerdown", function (event) {
      if (shown && event.target !== shown && event.target !== box) hide();
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
    // Where there is something to choose the page keeps the place for it, so that nothing moves.
    var place = timeline.previousElementSibling;
    if (!place || !place.classList.contains("entry-filter")) return;
    var order = (timeline.getAttribute("data-kinds") || "").split(" ");
    var kindNames = {};
    var parkNames = {};
    entries.forEach(function (entry) {
      if (!kindNames[entry.kind]) kindNames[entry.kind] = entry.node.querySelector(".stage").textContent;
      if (entry.park && !parkNames[entry.park]) parkNames[entry.park] = entry.node.querySelector(".where").textContent.trim();
    });
    var kinds = Object.keys(kindNames).sort(function (a, b) {
      return order.indexOf(a) - order.indexOf(b);
    });
    var parks = Object.keys(parkNames).sort(function (a, b) {
      return collator.compare(parkNames[a], parkNames[b]);
    });

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
      // What is asked for is shown, also where months are folded.
      if (choice.kinds.length || choice.park) {
        timeline.querySelectorAll("details.month:not([hidden])").forEach(function (month) {
          month.open = true;
        });
      }
      count.textContent = strings.entriesShown.replace("{n}", shown).replace("{m}", entries.length);
      reset.hidden = !choice.kinds.length && !choice.park;
      writeChoice(choice);
    }

    place.appendChild(tools);
    if (location.hash.indexOf("=") >= 0) place.open = true;
    window.addEventListener("hashchange", function () {
      // A link to a section of the page leaves the choice as it is.
      if (location.hash.indexOf("=") >= 0) show(readChoice());
    });
    // Before anything is chosen there is nothing to count, until somebody looks.
    if (location.hash.indexOf("=") >= 0) show(readChoice());
    else place.addEventListener("toggle", function () { apply(chosen()); }, { once: true });
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

  // A chart can be saved as a picture; what draws that is loaded when it is asked for.
  var chartScript = null;

  function saveChart(figure, format) {
    function failed() {
      announce(strings.notSaved);
    }
    function save() {
      window.wellspringSaveChart(figure, format, failed);
    }
    if (window.wellspringSaveChart) return save();
    if (!chartScript) {
      chartScript = element("script", { src: strings.charts });
      document.head.appendChild(chartScript);
    }
    chartScript.addEventListener("load", save);
    chartScript.addEventListener("error", failed);
  }

  function addSaving(place) {
    var figure = place.closest("figure");
    var name = place.getAttribute("data-name");
    // Two charts of the same things are told apart by what they show.
    var isNamesake = Array.prototype.some.call(document.querySelectorAll(".chart-save"), function (other) {
      return other !== place && other.getAttribute("data-name") === name;
    });
    if (isNamesake) {
      var heading = figure.querySelector(".chart-title").cloneNode(true);
      heading.querySelectorAll(".cites").forEach(function (cites) {
        cites.remove();
      });
      name += " – " + heading.textContent.trim();
      place.setAttribute("data-name", name);
    }
    place.appendChild(element("span", {}, strings.savePicture));
    ["svg", "png"].forEach(function (format) {
      var shown = format.toUpperCase();
      var label = strings.saveAs.replace("{format}", shown).replace("{name}", name);
      var button = element("button", { type: "button", "aria-label": strings.savePicture + " " + label }, shown);
      button.addEventListener("click", function () {
        saveChart(figure, format);
      });
      place.appendChild(button);
    });
  }

  // The other language opens at the same place, with the same question.
  function carryPlace() {
    document.querySelectorAll(".languages a").forEach(function (link) {
      function carry() {
        var parts = link.getAttribute("href").split("#");
        var isChoice = parts.length > 1 && parts[1].indexOf("=") >= 0;
        var place = location.hash.indexOf("=") < 0 ? location.hash : "";
        link.setAttribute("href", parts[0].replace(/\?.*/, "") + location.search + (isChoice ? "#" + parts[1] : place));
      }
      ["pointerdown", "mouseenter", "focus"].forEach(function (name) {
        link.addEventListener(name, carry);
      });
    });
  }

  // The line of the contents for the section that is being read: the last whose heading is at the
  // upper edge of the window or above it, and at the end of the page the last that is in view.
  function markPlace() {
    var lines = Array.prototype.slice.call(document.querySelectorAll('.contents a[href^="#"]'));
    var marked = null;
    var isDue = false;
    function topOf(line) {
      var heading = document.getElementById(decodeURIComponent(line.hash.slice(1)));
      return heading ? heading.getBoundingClientRect().top : Infinity;
    }
    function mark() {
      isDue = false;
      var isEnd = window.scrollY > 0 && window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 2;
      var reach = isEnd ? window.innerHeight : 60;
      var here = lines.filter(function (line) { return topOf(line) < reach; }).pop() || null;
      if (here === marked) return;
      if (marked) marked.removeAttribute("aria-current");
      if (here) here.setAttribute("aria-current", "location");
      marked = here;
    }
    if (!lines.length) return;
    window.addEventListener("scroll", function () {
      if (!isDue) window.requestAnimationFrame(mark);
      isDue = true;
    }, { passive: true });
    mark();
  }

  // What a link leads to may stand in something closed: not every browser opens that by itself.
  function openTarget() {
    var id = decodeURIComponent(location.hash.slice(1));
    var target = id && document.getElementById(id);
    var closed = target && target.closest("details:not([open])");
    if (!closed) return;
    closed.open = true;
    target.scrollIntoView();
  }

  window.addEventListener("hashchange", openTarget);
  openTarget();
  // A stroke leads to the search field, unless something is being written.
  document.addEventListener("keydown", function (event) {
    var field = document.getElementById("search-field") || document.getElementById("site-search");
    var isWriting = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) || event.target.isContentEditable;
    if (event.key !== "/" || !field || isWriting || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    field.focus();
    field.select();
  });

  document.querySelectorAll(".timeline[data-kinds]").forEach(makeTimelineFilterable);
  addCopyLinks();
  document.querySelectorAll(".chart-save").forEach(addSaving);
  offerRowLinks();
  explainTerms();
  carryPlace();
  markPlace();
})();
