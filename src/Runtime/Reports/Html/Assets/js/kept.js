// What a reader has done to the page that no state knows, kept while the page is made anew around new data.

// Pictures that stand, by name: they are drawn over, and do not blink.
let keptPictures = new Map();

// Elements of a kind, by their place on the page.
function places(selector) {
  const found = new Map();
  for (const home of host.querySelectorAll('header, nav, section')) home.querySelectorAll(selector).forEach((one, i) => found.set(`${home.id || home.tagName} ${i}`, one));
  return found;
}

const focusable = 'a, button, input, select, summary, [tabindex]';

// Notes what is open, scrolled and focused, and what stands at the top of the window; returns what brings it back.
function keepPlaces() {
  const open = [...places('details')].filter(([, one]) => one.open).map(([key]) => key);
  const scrolled = [...places('.table, .scroll, pre')].filter(([, one]) => one.scrollTop || one.scrollLeft).map(([key, one]) => [key, one.scrollTop, one.scrollLeft]);
  const active = document.activeElement;
  const focused = [...places(focusable)].find(([, one]) => one === active);
  const caret = active && active.type === 'search' ? [active.selectionStart, active.selectionEnd] : null;
  const top = [...host.querySelectorAll('header, section')].find(one => one.getBoundingClientRect().bottom > 0);
  const offset = top && top.getBoundingClientRect().top;
  const focus = () => {
    const again = focused && document.activeElement === document.body && places(focusable).get(focused[0]);
    if (!again) return;
    again.focus({ preventScroll: true });
    if (caret && again.type === 'search') again.setSelectionRange(...caret);
  };
  return () => {
    const now = [places('details'), places('.table, .scroll, pre')];
    for (const one of open.map(key => now[0].get(key)).filter(Boolean)) {
      one.open = true;
      // What it holds is made when it is opened, and must be there before the page is seen.
      one.dispatchEvent(new Event('toggle'));
    }
    for (const [key, down, right] of scrolled) {
      if (now[1].has(key)) now[1].get(key).scrollTo({ top: down, left: right, behavior: 'instant' });
    }
    const again = top && document.getElementById(top.id);
    if (again) scrollBy({ top: again.getBoundingClientRect().top - offset, behavior: 'instant' });
    focus();
    // Handles of the parallel coordinates come with their picture.
    drawnOnce.push(focus);
  };
}

// What the page's own script drew stands until it is drawn anew.
function keepDrawings() {
  const drawings = new Map([...host.querySelectorAll('[data-chart]')].map(chart => [chart.dataset.chart, [...chart.childNodes]]));
  return () => {
    for (const chart of host.querySelectorAll('[data-chart]:empty')) chart.append(...drawings.get(chart.dataset.chart) || []);
  };
}

// An element that says the same as before stays, and with it what its reader has marked.
function keepSame(before, next) {
  return before && next && before.isEqualNode(next) ? before : next;
}
