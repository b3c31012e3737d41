// Loads the page again when the site has changed, at the place where the reader was.
(function () {
  "use strict";
  var script = document.currentScript;
  var shown = new URL(script.src).searchParams.get("v");
  var isErrorPage = script.hasAttribute("data-errors");
  var key = "wellspring-place";
  var events = null;

  function remember() {
    // An error page is short; the place on the page that it stands for is kept.
    if (isErrorPage) { return; }
    try {
      sessionStorage.setItem(key, JSON.stringify([location.pathname, scrollX, scrollY]));
    } catch (error) {
      // Without storage the browser's own memory has to do.
    }
  }

  function restore() {
    if (isErrorPage) { return; }
    try {
      var place = JSON.parse(sessionStorage.getItem(key));
      if (place && place[0] === location.pathname) { scrollTo(place[1], place[2]); }
    } catch (error) {
      // As above.
    }
  }

  function forget() {
    restore();
    if (isErrorPage) { return; }
    try {
      sessionStorage.removeItem(key);
    } catch (error) {
      // As above.
    }
  }

  function listen() {
    if (events || document.hidden) { return; }
    events = new EventSource("/__wellspring/events?v=" + encodeURIComponent(shown));
    events.onmessage = function (event) {
      if (event.data === shown) { return; }
      remember();
      rest();
      location.reload();
    };
    events.onerror = function () {
      if (events && events.readyState === EventSource.CLOSED) {
        rest();
        setTimeout(listen, 2000);
      }
    };
  }

  // A browser keeps six connections to a server: pages that nobody sees leave theirs to others.
  function rest() {
    if (events) { events.close(); }
    events = null;
  }

  // Otherwise the browser would give the next page the place on the error page.
  if (isErrorPage) { history.scrollRestoration = "manual"; }
  restore();
  addEventListener("load", forget);
  addEventListener("pagehide", function () {
    rest();
    if (!isErrorPage) { history.scrollRestoration = "auto"; }
  });
  addEventListener("pageshow", listen);
  document.addEventListener("visibilitychange", function () {
    if (document.hidden) { rest(); } else { listen(); }
  });
  listen();
})();
