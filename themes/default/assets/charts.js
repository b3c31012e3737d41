// Saves a chart as a picture that stands alone: its heading, drawing, notes, source and day, in the
// colours of paper. Loaded when a reader asks for the first picture.
//
// A chart is laid out anew in a hidden copy of fixed width and light colours; each of its shapes is
// read as the browser would paint it, and written again as SVG or onto a canvas. So nothing of the
// style sheet has to travel with the picture, and no image is loaded, which a strict policy forbids.
(function () {
  "use strict";

  var WIDTH = 720;
  var PADDING = 24;
  // A canvas is drawn twice as large, for sharp print.
  var SCALE = 2;
  var HATCH = 6;
  var root = document.documentElement;

  // --- What a reader sees, as shapes with places in pixels.

  function lightly(work) {
    var kept = ["data-scheme", "data-text", "data-contrast"].map(function (name) {
      return [name, root.getAttribute(name)];
    });
    root.setAttribute("data-scheme", "light");
    root.removeAttribute("data-text");
    root.removeAttribute("data-contrast");
    try {
      return work();
    } finally {
      kept.forEach(function (one) {
        if (one[1] === null) root.removeAttribute(one[0]);
        else root.setAttribute(one[0], one[1]);
      });
    }
  }

  function read(figure) {
    var box = document.createElement("div");
    box.className = "chart-copy";
    box.lang = figure.closest("[lang]").lang;
    var copy = figure.cloneNode(true);
    copy.removeAttribute("id");
    copy.querySelectorAll("details, .chart-save, .chart-data, .cites").forEach(function (one) {
      one.remove();
    });
    box.appendChild(copy);
    document.body.appendChild(box);
    try {
      var picture = { shapes: [], paper: getComputedStyle(box).backgroundColor, height: PADDING, width: WIDTH + 2 * PADDING };
      picture.family = getComputedStyle(copy).fontFamily.replace(/^"Punct SC",\s*/, "");
      [".chart-title", ".chart-words"].forEach(function (one) {
        copy.querySelectorAll("figcaption " + one).forEach(function (text) {
          addText(picture, text.textContent, text);
        });
      });
      picture.name = copy.querySelector(".chart-title").textContent.trim();
      picture.words = Array.prototype.map.call(copy.querySelectorAll("desc"), function (one) {
        return one.textContent;
      });
      addDrawings(picture, copy.querySelector(".chart-drawings"));
      copy.querySelectorAll(".chart-note").forEach(function (note) {
        addText(picture, note.textContent, note);
      });
      var sample = copy.querySelector("figcaption");
      addText(picture, figure.querySelector(".chart-save").getAttribute("data-credit"), copy.querySelector(".chart-note") || sample, 14);
      picture.height += PADDING;
      return picture;
    } finally {
      box.remove();
    }
  }

  // A text in lines, below what there is already.
  function addText(picture, words, like, size) {
    var style = getComputedStyle(like);
    var px = size || parseFloat(style.fontSize);
    var leading = Math.round(px * 1.4);
    var pen = document.createElement("canvas").getContext("2d");
    pen.font = style.fontWeight + " " + px + "px " + picture.family;
    lines(words.trim().replace(/\s+/g, " "), function (text) {
      return pen.measureText(text).width <= WIDTH;
    }).forEach(function (line) {
      picture.height += leading;
      picture.shapes.push({
        kind: "text",
        x: PADDING,
        y: picture.height - leading * 0.28,
        text: line,
        size: px,
        weight: style.fontWeight,
        anchor: "start",
        fill: style.color,
      });
    });
    picture.height += 6;
  }

  // Lines break at spaces and between Han characters, but not before a mark that closes.
  function lines(text, fits) {
    var pieces = text.match(/[\u2e80-\uffff][，。；：、）》”’」％]*|[^\s\u2e80-\uffff]+\s*|\s+/g) || [];
    var made = [""];
    pieces.forEach(function (piece) {
      var last = made[made.length - 1];
      if (last && !fits(last + piece.trim())) made.push(piece);
      else made[made.length - 1] = last + piece;
    });
    return made.map(function (line) {
      return line.trim();
    });
  }

  function addDrawings(picture, place) {
    var from = place.getBoundingClientRect();
    var top = picture.height + 10;
    place.querySelectorAll("svg.drawing").forEach(function (drawing) {
      drawing.querySelectorAll("rect, line, circle, path, text").forEach(function (shape) {
        if (shape.closest("defs")) return;
        var style = getComputedStyle(shape);
        if (style.display === "none") return;
        var at = shape.getScreenCTM();
        var made = shapeOf(shape, style, function (x, y) {
          return [at.a * x + at.e - from.left + PADDING, at.d * y + at.f - from.top + top];
        }, at.a);
        if (made) picture.shapes.push(made);
      });
    });
    picture.height = top + from.height + 10;
  }

  function shapeOf(shape, style, place, scale) {
    var made = { kind: shape.localName, fill: fillOf(shape, style), stroke: style.stroke, width: parseFloat(style.strokeWidth) || 0 };
    if (made.stroke === "none" || !made.width) made.stroke = null;
    made.dash = style.strokeDasharray === "none" ? null : style.strokeDasharray.split(/[\s,]+/).map(parseFloat);
    made.cap = style.strokeLinecap;
    var value = function (name) {
      return shape[name].baseVal.value;
    };
    if (made.kind === "rect") {
      made.at = place(value("x"), value("y"));
      made.size = [value("width") * scale, value("height") * scale];
    } else if (made.kind === "line") {
      made.fill = null;
      made.from = place(value("x1"), value("y1"));
      made.to = place(value("x2"), value("y2"));
    } else if (made.kind === "circle") {
      made.at = place(value("cx"), value("cy"));
      made.r = value("r") * scale;
    } else if (made.kind === "path") {
      // Outlines of areas: whole numbers, absolute, closed.
      made.d = shape.getAttribute("d").replace(/(-?[\d.]+)[ ,](-?[\d.]+)/g, function (_, x, y) {
        return place(Number(x), Number(y)).map(round).join(" ");
      });
    } else {
      var first = function (list) {
        return list.baseVal.numberOfItems ? list.baseVal.getItem(0).value : 0;
      };
      var at = place(first(shape.x), first(shape.y));
      made.x = at[0];
      made.y = at[1];
      made.text = shape.textContent;
      made.size = parseFloat(style.fontSize);
      made.weight = style.fontWeight;
      made.anchor = style.textAnchor;
      if (!made.text) return null;
    }
    return made;
  }

  // A pattern stands for what is not stated; its lines have the colour.
  function fillOf(shape, style) {
    if (style.fill === "none") return null;
    var pattern = /url\(["']?[^"')]*#([^"')]+)/.exec(style.fill);
    if (!pattern) return style.fill;
    var drawn = document.getElementById(pattern[1]);
    var line = drawn && drawn.querySelector(".chart-hatch");
    return { hatch: line ? getComputedStyle(line).stroke : "#567" };
  }

  // --- The picture as SVG.

  function escaped(text) {
    return text.replace(/[&<>"]/g, function (c) {
      return { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }[c];
    });
  }

  function round(number) {
    return Math.round(number * 100) / 100;
  }

  function asSvg(picture) {
    var hatches = [];
    function paint(fill) {
      if (!fill) return "none";
      if (!fill.hatch) return escaped(fill);
      if (hatches.indexOf(fill.hatch) < 0) hatches.push(fill.hatch);
      return "url(#hatch-" + hatches.indexOf(fill.hatch) + ")";
    }
    function attributes(of) {
      return Object.keys(of)
        .filter(function (name) {
          return of[name] !== null && of[name] !== undefined;
        })
        .map(function (name) {
          return " " + name + '="' + (typeof of[name] === "number" ? round(of[name]) : escaped(of[name])) + '"';
        })
        .join("");
    }
    var shapes = picture.shapes.map(function (shape) {
      var look = { fill: paint(shape.fill), stroke: shape.stroke, "stroke-width": shape.stroke ? shape.width : null };
      if (shape.stroke && shape.dash) look["stroke-dasharray"] = shape.dash.join(" ");
      if (shape.stroke && shape.cap !== "butt") look["stroke-linecap"] = shape.cap;
      var at = {};
      if (shape.kind === "rect") at = { x: shape.at[0], y: shape.at[1], width: shape.size[0], height: shape.size[1] };
      if (shape.kind === "line") at = { x1: shape.from[0], y1: shape.from[1], x2: shape.to[0], y2: shape.to[1] };
      if (shape.kind === "circle") at = { cx: shape.at[0], cy: shape.at[1], r: shape.r };
      if (shape.kind === "path") at = { d: shape.d };
      if (shape.kind === "text") {
        at = { x: shape.x, y: shape.y, "font-size": shape.size, "font-weight": shape.weight, "text-anchor": shape.anchor };
        if (shape.stroke) at["paint-order"] = "stroke";
        return "<text" + attributes(at) + attributes(look) + ">" + escaped(shape.text) + "</text>";
      }
      return "<" + shape.kind + attributes(at) + attributes(look) + "/>";
    });
    var patterns = hatches.map(function (colour, number) {
      return '<pattern id="hatch-' + number + '" width="' + HATCH + '" height="' + HATCH + '" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V' + HATCH + '" stroke="' + escaped(colour) + '" stroke-width="2"/></pattern>';
    });
    var height = Math.ceil(picture.height);
    return (
      '<svg xmlns="http://www.w3.org/2000/svg" width="' + picture.width + '" height="' + height + '" viewBox="0 0 ' + picture.width + " " + height + '" role="img"' +
      attributes({ "font-family": picture.family, lang: picture.lang }) + ">\n<title>" + escaped(picture.name) + "</title>\n<desc>" + escaped(picture.words.join(" ")) + "</desc>\n" +
      (patterns.length ? "<defs>" + patterns.join("") + "</defs>\n" : "") +
      '<rect width="100%" height="100%" fill="' + escaped(picture.paper) + '"/>\n' + shapes.join("\n") + "\n</svg>\n"
    );
  }

  // --- The picture as PNG.

  function hatched(pen, colour) {
    var tile = document.createElement("canvas");
    tile.width = tile.height = HATCH;
    var inner = tile.getContext("2d");
    inner.strokeStyle = colour;
    inner.lineWidth = 1.4;
    // Diagonals that go on in the next tile.
    [[0, HATCH, HATCH, 0], [-1, 1, 1, -1], [HATCH - 1, HATCH + 1, HATCH + 1, HATCH - 1]].forEach(function (line) {
      inner.beginPath();
      inner.moveTo(line[0], line[1]);
      inner.lineTo(line[2], line[3]);
      inner.stroke();
    });
    return pen.createPattern(tile, "repeat");
  }

  function asPng(picture, done) {
    var canvas = document.createElement("canvas");
    canvas.width = picture.width * SCALE;
    canvas.height = Math.ceil(picture.height) * SCALE;
    var pen = canvas.getContext("2d");
    pen.scale(SCALE, SCALE);
    pen.fillStyle = picture.paper;
    pen.fillRect(0, 0, picture.width, picture.height);
    picture.shapes.forEach(function (shape) {
      pen.fillStyle = shape.fill ? (shape.fill.hatch ? hatched(pen, shape.fill.hatch) : shape.fill) : "transparent";
      pen.strokeStyle = shape.stroke || "transparent";
      pen.lineWidth = shape.width || 1;
      pen.setLineDash(shape.dash || []);
      pen.lineCap = shape.cap || "butt";
      if (shape.kind === "text") {
        pen.font = shape.weight + " " + shape.size + "px " + picture.family;
        pen.textAlign = { middle: "center", end: "right" }[shape.anchor] || "left";
        pen.lineJoin = "round";
        if (shape.stroke) pen.strokeText(shape.text, shape.x, shape.y);
        pen.fillText(shape.text, shape.x, shape.y);
        return;
      }
      var path = new Path2D(shape.kind === "path" ? shape.d : undefined);
      if (shape.kind === "rect") path.rect(shape.at[0], shape.at[1], shape.size[0], shape.size[1]);
      if (shape.kind === "circle") path.arc(shape.at[0], shape.at[1], shape.r, 0, 2 * Math.PI);
      if (shape.kind === "line") {
        path.moveTo(shape.from[0], shape.from[1]);
        path.lineTo(shape.to[0], shape.to[1]);
      }
      if (shape.fill) pen.fill(path, shape.kind === "path" ? "evenodd" : "nonzero");
      if (shape.stroke) pen.stroke(path);
    });
    canvas.toBlob(done, "image/png");
  }

  // --- The file.

  function download(blob, name) {
    var address = URL.createObjectURL(blob);
    var link = document.createElement("a");
    link.href = address;
    link.download = name;
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(function () {
      URL.revokeObjectURL(address);
    }, 1000);
  }

  // Saves a chart as "svg" or "png"; `failed` is called if the browser cannot.
  window.wellspringSaveChart = function (figure, format, failed) {
    try {
      var picture = lightly(function () {
        return read(figure);
      });
      picture.lang = figure.closest("[lang]").lang;
      var place = figure.querySelector(".chart-save");
      // What it shows and of which day, without what file systems refuse.
      var named = place.getAttribute("data-name").replace(/[\\/:*?"<>|：\s]+/g, " ").trim().slice(0, 80).trim();
      var name = named + " " + place.getAttribute("data-as-of") + "." + format;
      if (format === "svg") {
        download(new Blob([asSvg(picture)], { type: "image/svg+xml" }), name);
        return;
      }
      asPng(picture, function (blob) {
        if (blob) download(blob, name);
        else failed();
      });
    } catch (error) {
      failed();
    }
  };
})();
