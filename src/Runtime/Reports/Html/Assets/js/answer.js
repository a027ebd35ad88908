// The question, the answer, and the one picture that shows it.
// Parameters in which points differ; one that is tuned inside each point is searched, and no coordinate of theirs.
const searchedOf = study => study.parameters.filter(parameter => parameter.varies);
const varyingOf = study => searchedOf(study).filter(parameter => parameter.outer);
const mainOf = study => study.parameters.find(parameter => parameter.main) || null;
const placeOf = (study, parameter) => study.parameters.indexOf(parameter);
const parametersOf = (study, trial) => searchedOf(study).map(parameter => `${parameter.name} ${formatParameter(trial.parameters[placeOf(study, parameter)])}`).join(', ');
const trialLabel = (study, trial) => `${trial.point === null ? `${parametersOf(study, trial)}${trial.tuning ? ' (tuning)' : ''}` : study.points[trial.point].label}, seed ${trial.seed}`;
const lastOf = (trial, name) => toNumber(trial.last && trial.last[name]);
const finished = trial => trial.status === 'finished';

// Page and pictures are for as many trials as a screen has room for; of more, evenly chosen ones are drawn.
const mostDrawn = 2000;
function drawnTrials(study) {
  const all = study.trials.map((_, i) => i);
  if (all.length <= mostDrawn) return all;
  return Array.from({ length: mostDrawn }, (_, i) => Math.floor(i * all.length / mostDrawn));
}

// Points by the values of a second parameter, where there is one with few; otherwise all together.
function groupsOf(study, main = mainOf(study)) {
  const others = varyingOf(study).filter(parameter => parameter !== main);
  const points = study.points.map((_, i) => i);
  if (others.length !== 1 || others[0].values.length > 7) return { by: null, groups: [{ name: null, value: null, points, colour: null, symbol: 'circle' }] };
  const by = others[0];
  const place = placeOf(study, by);
  return {
    by,
    groups: by.values.map((value, i) => ({
      name: formatParameter(value), value, symbol: groupSymbols[i % groupSymbols.length],
      colour: by.numeric ? sequential(by.values.length === 1 ? 0.4 : i / (by.values.length - 1)) : groupColours[i % groupColours.length],
      points: points.filter(point => study.points[point].parameters[place] === value),
    })),
  };
}

// One mean for each value along the axis is a line; points that differ in other parameters too are none.
const mostMeans = 60;
function isLine(study, points, place) {
  if (varyingOf(study).length > (groupsOf(study).by ? 2 : 1)) return false;
  const values = points.map(point => study.points[point].parameters[place]);
  return new Set(values).size === values.length;
}

function trialTip(study, trial) {
  const lines = [plain(trialLabel(study, trial)), `${plain(words(study.metric.name))} ${formatMetric(trial.value === null ? NaN : trial.value, study.metric.name, 2)}`];
  if (trial.last && trial.last.train_seconds !== undefined) lines.push(`${formatSeconds(toNumber(trial.last.train_seconds))} of training`);
  return lines.join('<br>');
}

const pointTip = (study, point) => `<b>${plain(point.label)}</b><br>${plain(words(study.metric.name))} ${formatEstimate(point.metric, study.metric.name)}`;

// Where seeds were pruned, those that are left are the lucky ones: their mean is none of the point.
const hasMean = point => point.metric && point.metric.mean !== null && point.standing !== 'pruned';

// The best point and what is not told apart from it are filled, what seems worse half, what is worse is hollow.
const fillOf = (point, colour, paper) => point.standing === 'best' || point.standing === 'tied' ? colour : point.standing === 'undecided' ? mix(paper, colour, 0.35) : paper;

// Of several budgets points and trials are shown at the last.
const lastBudget = study => study.budgets.length ? study.budgets[study.budgets.length - 1].words : null;
const atBudget = study => study.budgets.length ? ` At ${lastBudget(study)}.` : '';

// Without those of the search inside points, and of other budgets.
const trialsOfPoints = study => study.trials.filter(trial => trial.point !== null);

// What did not finish has no value: it stands below the others.
const lostKinds = [
  { status: 'diverged', symbol: 'x-thin', test: trial => trial.status === 'diverged' || (finished(trial) && trial.value === null) },
  { status: 'failed', symbol: 'cross-thin', test: trial => trial.status === 'failed' || trial.status === 'damaged' },
  { status: 'pruned', symbol: 'triangle-down-open', test: trial => trial.status === 'pruned' },
];

function metricRange(study, trials = study.trials) {
  const values = trials.filter(finished).map(trial => trial.value);
  for (const point of study.points) {
    if (hasMean(point)) values.push(point.metric.mean, point.metric.low, point.metric.high);
  }
  let [low, high] = extent(values.filter(value => value !== null && value !== undefined));
  if (study.metric.share) [low, high] = [Math.max(0, low), Math.min(1, high)];
  const room = (high - low || Math.abs(high) || 1) * 0.06;
  return [low - room, high + room];
}

// All values of a parameter, those without a result yet too.
function wholeRange(parameter) {
  if (!parameter.numeric) return [-0.5, parameter.values.length - 0.5];
  const [low, high] = extent(parameter.log ? parameter.values.map(Math.log10) : parameter.values);
  const room = (high - low) * 0.06;
  return [low - room, high + room];
}

// A little to the left, so that seeds do not hide behind the mean's interval.
function beside(parameter, value) {
  if (!parameter || !parameter.numeric) return value;
  const [low, high] = wholeRange(parameter);
  const step = (high - low) * 0.012;
  return parameter.log ? value / 10 ** step : value - step;
}

function drawAnswer(chart, study) {
  const colours = theme();
  const main = mainOf(study);
  const place = main ? placeOf(study, main) : -1;
  const { by, groups } = groupsOf(study);
  const x = point => main ? parameterValue(main, study.points[point].parameters[place]) : plain(study.name);
  const traces = [];
  const trialsOf = [];
  const [low, high] = metricRange(study, trialsOfPoints(study));
  const drawnOnes = drawnTrials(study);

  for (const group of groups) {
    const colour = group.colour || colours.accent;
    const members = new Set(group.points);
    const dots = drawnOnes.filter(i => members.has(study.trials[i].point) && study.trials[i].value !== null && finished(study.trials[i]));
    trialsOf.push(dots);
    traces.push({
      type: 'scatter', mode: 'markers', x: dots.map(i => beside(main, x(study.trials[i].point))), y: dots.map(i => study.trials[i].value),
      marker: { size: 6.5, color: transparent(colour, 0.42), symbol: group.symbol, line: { width: 0 } },
      text: dots.map(i => trialTip(study, study.trials[i])), hoverinfo: 'text', showlegend: false, meta: 'seeds',
    });
    const means = group.points.filter(point => hasMean(study.points[point]))
      .sort((a, b) => main && main.numeric ? study.points[a].parameters[place] - study.points[b].parameters[place] : 0);
    if (means.length > mostMeans && !isLine(study, means, place)) continue;
    const points = means.map(point => study.points[point]);
    trialsOf.push(null);
    traces.push({
      type: 'scatter', mode: main && main.numeric && isLine(study, means, place) ? 'lines+markers' : 'markers', x: means.map(x), y: points.map(point => point.metric.mean),
      line: { color: colour, width: 2 }, error_y: { ...errorBars(points, point => point.metric), color: colour },
      marker: { opacity: 1, size: points.map(point => point.standing === 'best' ? 12 : 9), symbol: group.symbol, color: points.map(point => fillOf(point, colour, colours.paper)), line: { color: colour, width: 2 } },
      text: points.map(point => pointTip(study, point)), hoverinfo: 'text', name: group.name === null ? 'mean' : legendName(chart, `${by.name} ${group.name}`), showlegend: group.name !== null,
    });
  }

  const kinds = lostKinds.map(kind => ({ ...kind, trials: drawnOnes.filter(i => study.trials[i].point !== null && kind.test(study.trials[i])) })).filter(kind => kind.trials.length);
  kinds.forEach((kind, i) => {
    trialsOf.push(kind.trials);
    traces.push({
      type: 'scatter', mode: 'markers', x: kind.trials.map(trial => x(study.trials[trial].point)), y: kind.trials.map(() => -i), yaxis: 'y2',
      marker: { symbol: kind.symbol, size: 9, color: colours.alarm, line: { width: 2, color: colours.alarm } }, cliponaxis: false,
      text: kind.trials.map(trial => `${plain(trialLabel(study, study.trials[trial]))}<br>${kind.status}`), hoverinfo: 'text', name: kind.status, showlegend: true,
    });
  });
  const strip = 0.065 * kinds.length;
  if (kinds.length) {
    // Plotly draws no axis that nothing lies on, and all trials may have no value.
    trialsOf.push(null);
    traces.push({ type: 'scatter', mode: 'markers', x: [x(study.trials[kinds[0].trials[0]].point)], y: [null], hoverinfo: 'skip', showlegend: false });
  }

  const best = study.points.findIndex(point => point.standing === 'best');
  const layout = {
    xaxis: { ...(main ? { ...parameterAxis(main, acrossOf(chart)), range: wholeRange(main) } : { type: 'category' }), anchor: kinds.length ? 'y2' : 'y' },
    yaxis: metricAxis(study.metric.name, { range: [low, high], domain: [strip, 1] }),
    ...(kinds.length ? { yaxis2: { domain: [0, strip], range: [0.5 - kinds.length, 0.5], showticklabels: false, ticks: '', showgrid: false, fixedrange: true } } : {}),
    showlegend: groups.length > 1 || kinds.length > 0,
    legend: { orientation: 'h', y: 1.02, yanchor: 'bottom', x: 0, font: { size: 12 } },
    margin: { l: 60, r: 16, t: groups.length > 1 || kinds.length ? 40 : 14, b: 52 },
  };
  if (best >= 0 && main && main.numeric && isLine(study, study.points.map((_, i) => i), place)) {
    const at = study.points[best].parameters[place];
    const { mean, low: least, high: most } = study.points[best].metric;
    const isLess = study.metric.goal === 'minimize';
    layout.annotations = [{ x: main.log ? Math.log10(at) : at, y: Math.max(low, Math.min(high, (isLess ? least : most) ?? mean)), text: 'best', showarrow: false, yshift: isLess ? -12 : 12, font: { size: 12, color: colours.ink } }];
  }
  plot(chart, `${study.name}-answer`, traces, layout, point => trialsOf[point.curveNumber] ? trialsOf[point.curveNumber][point.pointIndex] : null);
  chart.seeds = { traces, trialsOf };
}

// Seeds that are not selected step back.
function markSeeds(chart, selected) {
  if (!chart.seeds || !chart.isConnected) return;
  const { traces, trialsOf } = chart.seeds;
  const of = traces.map((_, i) => i).filter(i => trialsOf[i] && trialsOf[i].length);
  if (!of.length) return;
  const size = i => traces[i].meta === 'seeds' ? 6.5 : 9;
  Plotly.restyle(chart, {
    'marker.opacity': of.map(i => trialsOf[i].map(trial => !selected || selected.has(trial) || trial === state.hover ? 1 : 0.15)),
    'marker.size': of.map(i => trialsOf[i].map(trial => trial === state.hover ? 13 : size(i))),
  }, of);
}

const linkSeeds = chart => {
  let due = false;
  const mark = () => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      markSeeds(chart, selectedTrials(currentStudy()));
    });
  };
  listen('selection', mark);
  listen('hover', mark);
};

const pointColumns = study => [
  ...study.parameters.map((parameter, i) => ({ title: parameter.name, number: parameter.numeric, cell: point => formatParameter(point.parameters[i]) })),
  { title: words(study.metric.name), number: true, cell: point => formatEstimate(point.metric, study.metric.name) },
  { title: 'seeds', number: true, cell: point => String(point.metric ? point.metric.count : 0) },
  { title: 'against the best', cell: standing },
  { title: 'worse by', number: true, cell: point => point.deficit ? formatEstimate(point.deficit, study.metric.name) : '' },
];

const standingWords = { best: 'best', tied: 'not told apart', undecided: 'seems worse', worse: 'worse', diverged: 'diverged', unknown: '–' };
const standing = point => el('span', { class: point.standing }, standingWords[point.standing] || point.standing);

function fillWords(study) {
  const some = standing => study.points.some(point => point.metric && point.standing === standing);
  return `${some('undecided') ? ' Pale-filled: seems worse, which may be chance.' : ''}${some('pruned') ? ' Points pruned with some seeds have no mean: the seeds that are left are the lucky ones.' : ''}`;
}

function answerCaption(study) {
  const seeds = Math.max(0, ...study.points.map(point => point.metric ? point.metric.count : 0));
  const what = `Each pale mark is one trial${seeds > 1 ? `; bars are 95 % intervals of the mean over up to ${count(seeds, 'seed')}` : ''}. Filled: the best point and those not told apart from it.${fillWords(study)}${atBudget(study)}`;
  const cut = study.trials.length > mostDrawn ? ` ${whole.format(mostDrawn)} of ${whole.format(study.trials.length)} trials are drawn.` : '';
  return what + cut;
}

function answerSection(study) {
  if (!study.trials.some(trial => trial.last || trial.status === 'failed')) return null;
  const main = mainOf(study);
  const label = `${words(study.metric.name)} ${main ? `against ${main.name}` : 'of each trial'}. ${study.verdicts.map(verdict => verdict.text).join(' ')}`;
  const picture = figure({
    id: 'answer', label, size: 'tall', caption: answerCaption(study),
    draw: chart => {
      drawAnswer(chart, study);
      linkSeeds(chart);
    },
    data: dataOf('Points of the study', pointColumns(study), () => study.points),
  });
  return el('section', { id: 'answer', 'aria-label': 'The answer', 'data-title': 'Answer' }, picture);
}
