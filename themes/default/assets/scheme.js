// Applies the reader's colour scheme before anything is painted.
(function () {
  "use strict";
  // Before the first paint, so that nothing moves when the other scripts arrive.
  document.documentElement.classList.add("js");
  try {
    var scheme = localStorage.getItem("colour-scheme");
    if (scheme === "light" || scheme === "dark") {
      document.documentElement.setAttribute("data-scheme", scheme);
    }
  } catch (error) {
    // Storage is refused in some private windows; the system's scheme then holds.
  }
})();
