// All trials, to sort, to filter and to take along.
const rowsAtOnce = 200;

function trialColumns(study) {
  const columns = [
    { key: 'trial', title: 'trial', value: trial => trial.id, cell: trial => trial.id.slice(0, 8) },
    ...study.parameters.map((parameter, i) => ({ key: parameter.name, title: parameter.name, number: parameter.numeric, value: trial => trial.parameters[i], cell: trial => formatParameter(trial.parameters[i]) })),
    { key: 'seed', title: 'seed', number: true, value: trial => trial.seed, cell: trial => String(trial.seed) },
    { key: 'status', title: 'status', value: trial => trial.status, cell: statusView },
  ];
  const names = ['update', 'epoch', 'train_loss', 'train_accuracy', 'val_loss', 'val_accuracy', 'test_loss', 'test_accuracy', 'train_seconds', 'examples_per_second'];
  for (const name of names) {
    if (!study.trials.some(trial => trial.last && trial.last[name] !== undefined)) continue;
    columns.push({
      key: name, title: name === 'examples_per_second' ? 'examples/s' : name === 'train_seconds' ? 'seconds' : name === 'update' || name === 'epoch' ? `${name}s` : words(name), number: true, value: trial => trial.last ? trial.last[name] : undefined,
      cell: trial => !trial.last || trial.last[name] === undefined ? '–' : name === 'update' || name === 'examples_per_second' ? whole.format(toNumber(trial.last[name])) : isShare(name) ? formatMetric(toNumber(trial.last[name]), name, 2) : formatNumber(toNumber(trial.last[name])),
    });
  }
  if (study.trials.some(trial => trial.memory)) columns.push({ key: 'memory', title: 'memory', number: true, value: trial => trial.memory, cell: trial => trial.memory ? formatBytes(trial.memory) : '–' });
  if (study.trials.some(trial => trial.error)) columns.push({ key: 'error', title: 'error', wrap: true, value: trial => trial.error, cell: trial => trial.error || '' });
  return columns;
}

function statusView(trial) {
  const kind = finished(trial) ? '' : ['not run', 'not ended'].includes(trial.status) ? ' idle' : ' bad';
  const detail = trial.diverged_at ? ` at update ${whole.format(trial.diverged_at)}` : '';
  return el('span', { class: `status${kind}` }, `${formatStatus(trial.status)}${detail}`);
}

// How many letters of one word must be changed, added or left out to make another.
function distance(one, other) {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
    row = next;
  }
  return row[other.length];
}

const namesOf = column => [column.key, column.title.replaceAll(' ', '_')];
const comparisons = { '=': (a, b) => a === b, '==': (a, b) => a === b, '<': (a, b) => a < b, '>': (a, b) => a > b, '<=': (a, b) => a <= b, '>=': (a, b) => a >= b };

// What a word of the filter asks: a test of trials, or why it was not understood.
function conditionOf(word, columns) {
  const has = trial => columns.some(one => String(one.value(trial) ?? '').toLowerCase().includes(word.toLowerCase()));
  const condition = /^([^<>=]+)(<=|>=|==|=|<|>)(.*)$/.exec(word);
  if (!condition) return /[\p{L}\p{N}]/u.test(word) && !/^[<>=]/.test(word) ? { test: has } : { has, why: `“${word}” was not understood` };
  const [, name, sign, wanted] = condition;
  const column = columns.find(one => namesOf(one).some(own => own.toLowerCase() === name.toLowerCase()));
  if (!column) {
    const names = columns.flatMap(namesOf).map(own => [own, distance(own.toLowerCase(), name.toLowerCase())]).sort((a, b) => a[1] - b[1]);
    return { has, why: `no column is called “${name}”${names[0][1] <= Math.max(1, name.length / 3) ? `; do you mean ${names[0][0]}?` : ''}` };
  }
  if (wanted === '') return { has, why: `“${word}” lacks a value` };
  const isNumber = Number.isFinite(Number(wanted));
  if (column.number && !isNumber && /[<>]/.test(sign)) return { has, why: `“${wanted}” is no number` };
  const compare = comparisons[sign];
  return { test: trial => {
    const value = column.value(trial);
    if (value === undefined || value === null) return false;
    return isNumber && column.number ? compare(toNumber(value), Number(wanted)) : compare(String(value).toLowerCase(), wanted.toLowerCase());
  } };
}

// Words that all must occur, or conditions such as batch_size=32 and test_accuracy>0.9. What is no condition may yet be text that some trial has; what is neither filters nothing, and is told.
function filterOf(text, columns, trials) {
  const conditions = text.trim().split(/\s+/).filter(Boolean).map(word => conditionOf(word, columns)).map(one => one.why && trials.some(one.has) ? { test: one.has } : one);
  const tests = conditions.filter(one => one.test);
  return { test: trial => tests.every(one => one.test(trial)), unclear: conditions.filter(one => one.why).map(one => one.why) };
}

// The trials that brushes and search field leave; null when both leave all.
function selectedTrials(study) {
  const brushed = brushedTrials(study);
  if (!state.filter.trim()) return brushed;
  const { test } = filterOf(state.filter, study.columns ||= trialColumns(study), study.trials);
  return new Set(study.trials.map((_, i) => i).filter(i => (!brushed || brushed.has(i)) && test(study.trials[i])));
}

// A spreadsheet runs as a formula what begins so.
function csvCell(value) {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) && !/^-?(Infinity|[0-9.]+)$/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csvOf(columns, trials) {
  return [columns.map(column => csvCell(column.key)), ...trials.map(trial => columns.map(column => csvCell(column.value(trial))))].map(row => row.join(',')).join('\r\n') + '\r\n';
}

function compareValues(a, b) {
  const missing = value => value === undefined || value === null || value === 'NaN';
  if (missing(a) || missing(b)) return missing(a) - missing(b);
  const [x, y] = [toNumber(a), toNumber(b)];
  return Number.isNaN(x) || Number.isNaN(y) ? String(a).localeCompare(String(b)) : x - y;
}

function tableSection(study) {
  if (!study.trials.length) return null;
  const columns = study.columns ||= trialColumns(study);
  const limit = () => state.allRows ? Infinity : rowsAtOnce;
  const body = el('tbody');
  const told = el('span', { class: 'field', 'aria-live': 'polite', 'data-shown': '' });
  const more = el('button', { type: 'button', class: 'plain', hidden: true, onclick: () => {
    state.allRows = true;
    remember();
    fill();
  } }, 'Show all');
  const rows = new Map();
  const headers = columns.map(column => el('th', { scope: 'col', class: column.number && 'number', 'data-column': column.key }, el('button', { type: 'button', onclick: () => {
    const isSame = state.sort && state.sort.column === column.key;
    state.sort = { column: column.key, descending: isSame ? !state.sort.descending : column.number === true && column.key !== 'seed' && !study.parameters.some(parameter => parameter.name === column.key) };
    remember();
    fill();
  } }, column.title)));

  const ordered = () => {
    const selected = selectedTrials(study);
    const trials = study.trials.map((_, i) => i).filter(i => !selected || selected.has(i));
    const column = state.sort && columns.find(one => one.key === state.sort.column);
    if (!column) return trials;
    return trials.sort((a, b) => {
      const [x, y] = [column.value(study.trials[a]), column.value(study.trials[b])];
      const isMissing = value => value === undefined || value === null || value === 'NaN';
      return (state.sort.descending && !isMissing(x) && !isMissing(y) ? -1 : 1) * compareValues(x, y) || a - b;
    });
  };
  const fill = () => {
    const trials = ordered();
    rows.clear();
    body.replaceChildren(...trials.slice(0, limit()).map(i => {
      const trial = study.trials[i];
      const row = el('tr', { 'data-trial': i, onpointerenter: () => setHover(i), onpointerleave: () => setHover(null) }, columns.map(column => el('td', { class: `${column.number ? 'number' : ''}${column.wrap ? 'wrap' : ''}` || null }, column.cell(trial))));
      rows.set(i, row);
      return row;
    }));
    headers.forEach((header, c) => header.setAttribute('aria-sort', state.sort && state.sort.column === columns[c].key ? (state.sort.descending ? 'descending' : 'ascending') : 'none'));
    const shown = trials.length === study.trials.length ? count(trials.length, 'trial') : `${whole.format(trials.length)} of ${count(study.trials.length, 'trial')}`;
    told.textContent = [shown, ...filterOf(state.filter, columns, study.trials).unclear].join('; ');
    more.hidden = trials.length <= limit();
    more.textContent = `Show all ${whole.format(trials.length)}`;
  };
  const search = el('input', { type: 'search', placeholder: 'finished batch_size=32 test_accuracy>0.9', value: state.filter, 'aria-label': 'Filter trials by words and conditions', oninput: event => {
    state.filter = event.target.value;
    selectionChanged();
  } });
  const download = el('button', { type: 'button', class: 'plain', 'data-download': '', onclick: () => {
    const address = URL.createObjectURL(new Blob(['\ufeff', csvOf(columns, ordered().map(i => study.trials[i]))], { type: 'text/csv' }));
    const link = el('a', { href: address, download: `${study.name}-trials.csv` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  } }, 'Download CSV');
  listen('selection', fill);
  let hovered = null;
  listen('hover', () => {
    if (hovered) hovered.classList.remove('hover');
    hovered = state.hover === null ? null : rows.get(state.hover) || null;
    if (hovered) hovered.classList.add('hover');
  });
  fill();
  return section('trials', 'All trials',
    el('div', { class: 'controls' }, el('label', { class: 'search' }, el('span', { class: 'sr' }, 'Filter'), search), told, download),
    el('div', { class: 'table high', tabindex: 0, role: 'region', 'aria-label': 'All trials' }, el('table', { 'data-trials': '' }, el('caption', { class: 'sr' }, 'All trials'), el('thead', null, el('tr', null, headers)), body)),
    el('p', { class: 'controls' }, more));
}
