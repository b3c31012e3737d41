// What the reader chose to see: colours, size of text, contrast. Read in the head, so that all of it
// is in place before anything is painted; the control stands in the foot of every page.
(function () {
  "use strict";

  var root = document.documentElement;
  // Each choice is an attribute of the page, a key of the storage and a field of the control.
  var choices = [
    { attribute: "data-scheme", key: "colour-scheme", field: "display-scheme", values: ["light", "dark"] },
    { attribute: "data-text", key: "text-size", field: "display-text", values: ["large"] },
    { attribute: "data-contrast", key: "contrast", field: "display-contrast", values: ["high"] },
  ];

  function stored(choice) {
    try {
      return localStorage.getItem(choice.key) || "";
    } catch (error) {
      // Storage is refused in some private windows; the system's settings then hold.
      return root.getAttribute(choice.attribute) || "";
    }
  }

  function apply(choice, value) {
    if (choice.values.indexOf(value) >= 0) root.setAttribute(choice.attribute, value);
    else root.removeAttribute(choice.attribute);
  }

  function keep(choice, value) {
    apply(choice, value);
    try {
      if (value) localStorage.setItem(choice.key, value);
      else localStorage.removeItem(choice.key);
    } catch (error) {
      // Without storage the choice holds for this page.
    }
  }

  function show(choice) {
    var field = document.getElementById(choice.field);
    if (!field) return;
    var value = root.getAttribute(choice.attribute) || "";
    if (field.type === "checkbox") field.checked = value !== "";
    else field.value = value;
  }

  function all(one) {
    choices.forEach(one);
  }

  function applyStored() {
    all(function (choice) {
      apply(choice, stored(choice));
      show(choice);
    });
  }

  root.classList.add("js");
  // What is asked in the address will take the place of the list of everything, which is not shown
  // before, unless the script that searches does not come.
  if (/[?&]q=[^&]/.test(location.search)) root.classList.add("asked");
  window.addEventListener("load", function () {
    if (!window.wellspringSearch) root.classList.remove("asked");
  });
  applyStored();
  document.addEventListener("DOMContentLoaded", function () {
    all(function (choice) {
      var field = document.getElementById(choice.field);
      if (!field) return;
      show(choice);
      field.addEventListener("change", function () {
        keep(choice, field.type === "checkbox" && !field.checked ? "" : field.value);
      });
    });
  });
  // Another window chose, or an old page was brought back as it was left.
  window.addEventListener("storage", applyStored);
  window.addEventListener("pageshow", applyStored);
})();
