// Elements. Text goes in as text alone, so nothing of the data can become markup.
const svgNamespace = 'http://www.w3.org/2000/svg';

function append(element, children) {
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
  return element;
}

function assign(element, attributes) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  return element;
}

const el = (name, attributes, ...children) => append(assign(document.createElement(name), attributes), children);
const svg = (name, attributes, ...children) => append(assign(document.createElementNS(svgNamespace, name), attributes), children);

// A section that the page's navigation leads to.
const section = (id, title, ...children) => el('section', { id, 'aria-labelledby': `${id}-title`, 'data-title': title }, el('h2', { id: `${id}-title` }, title), ...children);

// Columns are { title, number, cell(row) }, where a cell is a text or an element.
function plainTable(caption, columns, rows) {
  return el('div', { class: 'table', tabindex: 0, role: 'region', 'aria-label': caption },
    el('table', null,
      el('caption', { class: 'sr' }, caption),
      el('thead', null, el('tr', null, columns.map(column => el('th', { scope: 'col', class: column.number && 'number' }, column.title)))),
      el('tbody', null, rows.map(row => el('tr', null, columns.map(column => el('td', { class: column.number && 'number' }, column.cell(row))))))));
}

// The numbers of a picture, for those who cannot see it or want them; made when they are asked for.
function dataOf(caption, columns, rows) {
  const details = el('details', null, el('summary', null, 'The numbers'));
  details.addEventListener('toggle', () => {
    if (details.open && details.children.length === 1) details.append(plainTable(caption, columns, rows()));
  });
  return details;
}

// A picture: a title, what it is in words, the picture, a caption, its numbers.
function figure({ title, label, size = 'mid', wide, caption, draw, data, id }) {
  const name = id || title;
  const chart = assign(keptPictures.get(name) || el('div', { class: `chart ${size}`, role: 'img', 'data-chart': name }), { 'aria-label': label });
  later(() => draw(chart));
  return el('figure', { class: wide && 'wide' }, title && el('h3', null, title), chart, caption && el('figcaption', null, caption), data);
}

function switchOf(label, options, chosen, choose) {
  const buttons = options.map(([value, text]) => el('button', {
    type: 'button',
    'aria-pressed': String(value === chosen),
    'data-value': value,
    onclick: () => {
      for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset.value === String(value)));
      choose(value);
    },
  }, text));
  return el('span', { class: 'field' }, label, el('span', { class: 'switch', role: 'group', 'aria-label': label }, buttons));
}

// Pictures need the room they are drawn in, so they wait until the page stands.
let waiting = [];
let drawAll = () => {};
const later = draw => waiting.push(draw);
function drawWaiting() {
  const queue = waiting;
  waiting = [];
  const next = () => {
    const until = performance.now() + 12;
    while (queue.length && performance.now() < until) queue.shift()();
    // The page can be read and scrolled while the lower pictures are drawn.
    if (queue.length) setTimeout(next);
    else whenDrawn();
  };
  drawAll = () => { while (queue.length) queue.shift()(); };
  next();
}

function whenDrawn() {
  document.documentElement.dataset.drawn = 'true';
  for (const react of drawnOnce.splice(0)) react();
}

// What waits for the first time that all pictures stand.
const drawnOnce = [];

const tip = document.getElementById('tip');
function showTip(text, x, y) {
  tip.textContent = text;
  tip.hidden = false;
  const box = tip.getBoundingClientRect();
  tip.style.left = `${Math.max(8, Math.min(x + 14, innerWidth - box.width - 8))}px`;
  tip.style.top = `${Math.max(8, Math.min(y + 14, innerHeight - box.height - 8))}px`;
}
const hideTip = () => { tip.hidden = true; };

// What is drawn for a width is drawn anew for another.
function onWidth(host, draw) {
  let width = host.clientWidth;
  draw();
  new ResizeObserver(() => {
    if (!host.isConnected || Math.abs(host.clientWidth - width) < 2) return;
    width = host.clientWidth;
    draw();
  }).observe(host);
}
