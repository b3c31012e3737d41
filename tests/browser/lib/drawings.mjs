// What is measured of the drawings of a page: whether their labels can be read.

/** The least height of text in a drawing, in CSS pixels as the reader sees it. */
const SMALLEST = 11;

/**
 * In the page: text of drawings that is too small, lies outside its drawing, or touches another one. A drawing that is
 * not shown has no size and no fault.
 */
export function faultsOfDrawings(smallest) {
  // What stands for figures, plans and targets; grids of bars end where texts begin.
  const LINES = '.chart-line, .chart-line-computed, .chart-line-plan, .chart-line-target, .chart-line-unsure, .chart-dot, .chart-dot-computed, .chart-bound';
  /** Whether a line or a mark meets the letters of a text: the middle of its box. */
  function crosses(line, box, text) {
    const at = line.getScreenCTM();
    const place = (x, y) => [at.a * x + at.e, at.d * y + at.f];
    const pad = 0.22 * box.height;
    const [left, right, top, bottom] = [box.left + 1, box.right - 1, box.top + pad, box.bottom - pad];
    if (line.closest('defs')) return false;
    if (line.localName !== 'line') {
      const mark = line.getBoundingClientRect();
      return mark.left < right && left < mark.right && mark.top < bottom && top < mark.bottom;
    }
    const [x1, y1] = place(line.x1.baseVal.value, line.y1.baseVal.value);
    const [x2, y2] = place(line.x2.baseVal.value, line.y2.baseVal.value);
    for (let step = 0; step <= 200; step += 1) {
      const [x, y] = [x1 + ((x2 - x1) * step) / 200, y1 + ((y2 - y1) * step) / 200];
      if (x > left && x < right && y > top && y < bottom) return true;
    }
    return false;
  }
  const faults = [];
  for (const drawing of document.querySelectorAll('svg[role=img]')) {
    const frame = drawing.getBoundingClientRect();
    if (frame.width === 0) continue;
    const name = drawing.querySelector('title')?.textContent ?? '';
    const labels = [...drawing.querySelectorAll('text')].map((text) => ({ text, box: text.getBoundingClientRect() }));
    const tell = (rule, message) => faults.push({ rule, message: `${message} in “${name}”` });
    labels.forEach(({ text, box }, number) => {
      const size = parseFloat(getComputedStyle(text).fontSize) * (text.getScreenCTM()?.a ?? 1);
      if (size < smallest) tell('small-text', `“${text.textContent}” has ${size.toFixed(1)} px`);
      if (box.left < frame.left - 1 || box.right > frame.right + 1) tell('label-outside', `“${text.textContent}” sticks out`);
      const struck = [...drawing.querySelectorAll(LINES)].find((line) => crosses(line, box, text));
      if (struck) tell('label-struck', `“${text.textContent}” is crossed by ${struck.getAttribute('class')}`);
      for (const other of labels.slice(number + 1)) {
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        // The boxes of fonts overlap where lines are close; letters do not.
        if (across > 1 && down > 0.3 * box.height) tell('labels-touch', `“${text.textContent}” and “${other.text.textContent}” touch`);
      }
    });
  }
  return faults;
}

/** The faults of the drawings of an open page. */
export const drawingFaults = (page) => page.evaluate(faultsOfDrawings, SMALLEST);
