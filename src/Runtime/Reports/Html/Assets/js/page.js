// The page as a whole.
const host = document.getElementById('page');

const endedOf = study => study.trials.filter(trial => !['not run', 'not ended'].includes(trial.status)).length;

function progressNotice(study) {
  const ended = endedOf(study);
  const isWhole = ended === study.trials.length;
  const begun = study.trials.filter(trial => trial.status === 'not ended').length;
  const so = `${whole.format(ended)} of ${count(study.trials.length, 'trial')} ended${begun ? `, ${whole.format(begun)} begun` : ''}`;
  const notice = (text, kind = 'notice') => el('p', { class: kind, role: 'status' }, text);
  if (run.text) return notice(`${run.text} Up to here: ${so}.`, 'notice alarm');
  // How the run stands is told at once, and data wait until there is time to draw them.
  const state = run.state === 'ended' && !isWhole ? 'running' : run.state || (isWhole ? 'ended' : 'running');
  if (events) return notice({ running: `Under way: ${so}. This page follows.`, waiting: `Partial: ${so}. The same command goes on from there, and this page follows.`, ended: `Done: ${so}. Load this page anew to follow another run.` }[state]);
  if (isWhole) return null;
  return notice(refresh ? `Under way: ${so}. This page loads itself anew every ${formatNumber(refresh)} seconds.` : `Partial: ${so}. The same command goes on from there.`);
}

function lossNotice(study) {
  const of = status => study.trials.filter(trial => trial.status === status).length;
  const parts = [['diverged', 'diverged'], ['failed', 'failed'], ['damaged', 'have damaged results']].map(([status, text]) => [of(status), text]).filter(([n]) => n).map(([n, text]) => `${whole.format(n)} ${text}`);
  return parts.length ? el('p', { class: 'notice alarm' }, `Of ${count(study.trials.length, 'trial')} ${parts.join(', ')}.`) : null;
}

function head(study) {
  if (!study) {
    return el('header', null, el('h1', null, run.state === 'damaged' ? 'Results that cannot be read' : 'No results yet'), el('p', { class: 'notice', role: 'status' }, run.text || 'Nothing was run here yet.'),
      followed() && el('p', { class: 'lead' }, 'This page shows the study as soon as there is something of it.'));
  }
  if (report.studies.length > 1) return el('header', null, el('p', { class: 'eyebrow' }, `${report.studies.length} studies side by side`), el('h1', null, report.studies.length > 4 ? `${report.studies.length} studies compared` : `${listed(report.studies.map(one => one.name))} compared`));
  return el('header', null, el('p', { class: 'eyebrow' }, el('b', null, study.name), ` · ${extentOf(study)}`), el('h1', null, study.description || study.name), answerOf(study));
}

// How large a study is. Seeds of the search inside points are none of the points.
function extentOf(study) {
  const own = trialsOfPoints(study);
  const seeds = new Set((own.length ? own : study.trials).map(trial => trial.seed)).size;
  return `${count(study.points.length, 'point')}, ${count(seeds, 'seed')}, ${count(study.trials.length, 'trial')} · ${study.environment.device}`;
}

function answerOf(study) {
  const [first, ...others] = study.verdicts;
  return [progressNotice(study), lossNotice(study), verdictView(first), others.map(verdict => el('p', { class: 'lead minor' }, verdict.budget && el('b', null, `${verdict.budget}: `), verdict.text))].flat(2);
}

const listed = names => `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;

// Of several studies the one that is read: its name, its question and its answer.
function studySection(study) {
  return el('section', { id: 'study', 'aria-labelledby': 'study-title', 'data-title': 'Study' }, tabs(),
    el('h2', { id: 'study-title' }, study.name), el('p', { class: 'eyebrow' }, extentOf(study)),
    study.description && el('p', { class: 'lead question' }, study.description), answerOf(study));
}

// Of hundreds of points even the answer is long: its beginning says the most.
function verdictView(verdict) {
  const text = el('p', { class: verdict.text.length > 420 ? 'lead long' : 'lead', 'data-verdict': '' }, verdict.budget && el('b', null, `${verdict.budget}: `), verdict.text);
  if (verdict.text.length < 700 || state.allWords) return [text];
  text.classList.add('clamped');
  const whole = el('button', { type: 'button', class: 'plain', onclick: () => {
    state.allWords = true;
    remember();
    text.classList.remove('clamped');
    whole.remove();
  } }, 'Read all of it');
  return [text, whole];
}

function tabs() {
  return el('div', { class: 'tabs' }, switchOf('Study', report.studies.map((study, i) => [i, study.name]), state.study, value => {
    state.study = value;
    state.brushes = {};
    state.filter = '';
    state.sort = null;
    state.allRows = false;
    remember();
    render();
  }));
}

// Texts that come ready made have their numbers as all others on the page.
function writeNumbers({ studies }) {
  for (const study of studies) {
    for (const verdict of study.verdicts) verdict.text = withOwnNumbers(verdict.text);
    for (const point of [study, ...study.budgets].flatMap(one => one.points)) [point.label, point.short] = [point.label, point.short].map(withOwnNumbers);
    for (const step of study.steps) if (step.step) step.step = withOwnNumbers(step.step);
    if (study.goal) study.goal.verdict = withOwnNumbers(study.goal.verdict);
  }
}

// The tab tells how far a run is that is followed.
function nameTab() {
  const study = currentStudy();
  const name = !study ? 'No results yet' : report.studies.length > 1 ? report.studies.map(one => one.name).join(', ') : study.description ? `${study.name}: ${study.description}` : study.name;
  document.title = study && followed() ? `${whole.format(endedOf(study))}/${whole.format(study.trials.length)} ${name}` : name;
}

const sectionsOf = study => [answerSection, tradeoffSection, parallelSection, curvesSection, parametersSection, budgetsSection, goalSection, computeSection, methodSection, tableSection].map(make => make(study)).filter(Boolean);

// Makes the page of its data; pictures that are kept are drawn over.
function render(isKept = false) {
  listeners.selection.length = 0;
  listeners.hover.length = 0;
  state.hover = null;
  hideTip();
  waiting = [];
  keptPictures = new Map(isKept ? [...drawn].map(chart => [chart.dataset.chart, chart]) : []);
  delete document.documentElement.dataset.drawn;
  writeNumbers(report);
  const study = currentStudy();
  nameTab();
  const sections = study ? sectionsOf(study) : [];
  const compare = report.studies.length > 1 ? compareSection(report.studies) : null;
  const all = compare ? [compare, studySection(study), ...sections] : sections;
  const isEmpty = study && !sections.some(one => one.id === 'answer');
  const navigation = all.length > 0 && el('nav', { class: 'sections', 'aria-label': 'Sections' }, all.map(one => el('a', { href: `#${one.id}` }, one.dataset.title)));
  const still = one => isKept && one.id === 'method' ? keepSame(document.getElementById('method'), one) : one;
  const top = isKept ? keepSame(host.querySelector('header'), head(study)) : head(study);
  host.replaceChildren(...[top, navigation].filter(Boolean), el('main', null, isEmpty && el('p', { class: 'prose' }, 'Nothing has been measured yet, so there is nothing to draw.'), all.map(still)), el('footer', null, `SweepDsl ${report.version}. This page holds all that it shows and asks ${events ? 'nothing but \'sweep watch\' on this machine for what is new' : 'no network for anything'}.`));
  keptPictures.clear();
  forgetPlots();
  drawWaiting();
}

// New data in the same page: nothing that its reader has chosen, opened or scrolled to is lost.
function update(data) {
  report = data;
  const [restore, redraw] = [keepPlaces(), keepDrawings()];
  render(true);
  redraw();
  restore();
}

const refresh = Number(document.documentElement.dataset.refresh);
if (events) follow();
// However slow the machine, what was loaded is drawn before it is loaded anew.
else if (refresh) drawnOnce.push(() => setTimeout(() => location.reload(), refresh * 1000));

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => render());
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
