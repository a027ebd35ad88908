// The page as a whole.
const host = document.getElementById('page');

function progressNotice(study) {
  const ended = study.trials.filter(trial => !['not run', 'not ended'].includes(trial.status)).length;
  if (ended === study.trials.length) return null;
  const running = study.trials.filter(trial => trial.status === 'not ended').length;
  const so = `${whole.format(ended)} of ${count(study.trials.length, 'trial')} ended${running ? `, ${whole.format(running)} begun` : ''}`;
  const refresh = Number(document.documentElement.dataset.refresh);
  return el('p', { class: 'notice', role: 'status' }, events ? `Under way: ${so}. This page follows.` : refresh ? `Under way: ${so}. This page loads itself anew every ${formatNumber(refresh)} seconds.` : `Partial: ${so}. The same command goes on from there.`);
}

function lossNotice(study) {
  const of = status => study.trials.filter(trial => trial.status === status).length;
  const parts = [['diverged', 'diverged'], ['failed', 'failed'], ['damaged', 'have damaged results']].map(([status, text]) => [of(status), text]).filter(([n]) => n).map(([n, text]) => `${whole.format(n)} ${text}`);
  return parts.length ? el('p', { class: 'notice alarm' }, `Of ${count(study.trials.length, 'trial')} ${parts.join(', ')}.`) : null;
}

function head(study) {
  const seeds = new Set(study.trials.map(trial => trial.seed)).size;
  const [first, ...others] = study.verdicts;
  return el('header', null,
    el('p', { class: 'eyebrow' }, el('b', null, study.name), ` · ${count(study.points.length, 'point')}, ${count(seeds, 'seed')}, ${count(study.trials.length, 'trial')} · ${study.environment.device}`),
    el('h1', null, study.description || study.name),
    progressNotice(study), lossNotice(study),
    verdictView(first),
    others.map(verdict => el('p', { class: 'lead minor' }, el('b', null, `${verdict.budget}: `), verdict.text)));
}

// Of hundreds of points even the answer is long: its beginning says the most.
function verdictView(verdict) {
  const text = el('p', { class: verdict.text.length > 420 ? 'lead long' : 'lead', 'data-verdict': '' }, verdict.budget && el('b', null, `${verdict.budget}: `), verdict.text);
  if (verdict.text.length < 700) return [text];
  text.classList.add('clamped');
  const whole = el('button', { type: 'button', class: 'plain', onclick: () => {
    text.classList.remove('clamped');
    whole.remove();
  } }, 'Read all of it');
  return [text, whole];
}

function tabs() {
  if (report.studies.length < 2) return null;
  return el('div', { class: 'tabs' }, switchOf('Study', report.studies.map((study, i) => [i, study.name]), state.study, value => {
    state.study = value;
    state.brushes = {};
    state.filter = '';
    state.sort = null;
    remember();
    render();
  }));
}

function render() {
  listeners.selection.length = 0;
  listeners.hover.length = 0;
  state.hover = null;
  waiting = [];
  forgetPlots();
  delete document.documentElement.dataset.drawn;
  const study = currentStudy();
  document.title = report.studies.length > 1 ? report.studies.map(one => one.name).join(', ') : study.description ? `${study.name}: ${study.description}` : study.name;
  const sections = [answerSection, tradeoffSection, parallelSection, curvesSection, parametersSection, budgetsSection, computeSection, methodSection, tableSection].map(make => make(study)).filter(Boolean);
  const compare = report.studies.length > 1 ? compareSection(report.studies) : null;
  const all = compare ? [compare, ...sections] : sections;
  const isEmpty = !sections.some(one => one.id === 'answer');
  const navigation = el('nav', { class: 'sections', 'aria-label': 'Sections' }, all.map(one => el('a', { href: `#${one.id}` }, one.dataset.title)));
  host.replaceChildren(...[head(study), tabs(), navigation].filter(Boolean), el('main', null, isEmpty && el('p', { class: 'prose' }, 'Nothing has been measured yet, so there is nothing to draw.'), all), el('footer', null, `SweepDsl ${report.version}. This page holds all that it shows and asks no network for anything.`));
  drawWaiting();
}

// Pushed by whoever serves the page.
function update(data) {
  report = data;
  const top = scrollY;
  render();
  scrollTo(0, top);
}

const events = document.documentElement.dataset.events;
const refresh = Number(document.documentElement.dataset.refresh);
if (events) new EventSource(events).addEventListener('message', event => update(JSON.parse(event.data)));
// However slow the machine, what was loaded is drawn before it is loaded anew.
else if (refresh) drawnOnce.push(() => setTimeout(() => location.reload(), refresh * 1000));

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', render);
// Pictures are drawn in the colours of paper before the browser takes its media to be print.
addEventListener('beforeprint', () => {
  document.documentElement.classList.add('paper');
  render();
  drawAll();
  resizePlots();
});
addEventListener('afterprint', () => {
  document.documentElement.classList.remove('paper');
  render();
});
render();
