// What the page shows, and what its reader has chosen. Everything else is drawn from these two.
let report = JSON.parse(document.getElementById('data').textContent);

const state = {
  study: 0,
  brushes: {},        // axis of the parallel coordinates -> its lowest and highest value, null for the axis' own end
  filter: '',         // words of the table's search field
  sort: null,         // { column, descending }
  allWords: false,    // whether a long verdict shows all of it
  allRows: false,     // whether the table shows all rows, however many
  hover: null,        // number of a trial
  curves: { measure: null, x: 'epoch', group: null, smoothing: 0, hidden: {} },
};

const restored = history.state && history.state.sweepReport;
if (restored) Object.assign(state, restored);

const listeners = { selection: [], hover: [] };

// A page that loads itself anew goes on where its reader was.
function remember() {
  try {
    history.replaceState({ sweepReport: { ...state, hover: null } }, '');
  } catch {
    // Some browsers forbid it to files; then nothing is remembered.
  }
}

function listen(what, react) {
  listeners[what].push(react);
}

let announcing = false;
function selectionChanged() {
  remember();
  if (announcing) return;
  announcing = true;
  requestAnimationFrame(() => {
    announcing = false;
    for (const react of listeners.selection) react();
  });
}

function setHover(trial) {
  if (state.hover === trial) return;
  state.hover = trial;
  for (const react of listeners.hover) react();
}

const currentStudy = () => report.studies[Math.min(state.study, report.studies.length - 1)];
