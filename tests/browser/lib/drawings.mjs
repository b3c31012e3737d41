// What is measured of the drawings of a page: whether their labels can be read.

/** The least height of text in a drawing, in CSS pixels as the reader sees it. */
const SMALLEST = 11;

/**
 * In the page: text of drawings that is too small, lies outside its drawing, or touches another one. A drawing that is
 * not shown has no size and no fault.
 */
export function faultsOfDrawings(smallest) {
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
