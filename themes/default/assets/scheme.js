// Applies the reader's colour scheme before anything is painted.
(function () {
  "use strict";
  try {
    var scheme = localStorage.getItem("colour-scheme");
    if (scheme === "light" || scheme === "dark") {
      document.documentElement.setAttribute("data-scheme", scheme);
    }
  } catch (error) {
    // Storage is refused in some private windows; the system's scheme then holds.
  }
})();
