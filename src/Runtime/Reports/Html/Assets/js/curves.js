// Learning curves: means over the trials of a group, with intervals, against whatever progress is counted in.
const progressUnits = [['epoch', 'epochs'], ['update', 'updates'], ['examples', 'examples'], ['train_seconds', 'seconds']];
const mostGroups = 10;

// Ways to put trials together: by point, and by each parameter.
function groupings(study) {
  const ways = [];
  if (study.points.length <= mostGroups) ways.push({ key: 'point', name: 'point', groups: study.points.map((point, i) => ({ key: point.label, name: point.label, test: trial => trial.point === i })), ordered: varyingOf(study).length === 1 && varyingOf(study)[0].numeric });
  for (const parameter of varyingOf(study)) {
    const place = placeOf(study, parameter);
    const of = trial => trial.parameters[place];
    if (parameter.values.length <= mostGroups) {
      if (varyingOf(study).length === 1 && ways.length) continue;
      ways.push({ key: parameter.name, name: parameter.name, ordered: parameter.numeric, groups: parameter.values.map(value => ({ key: `${parameter.name} ${value}`, name: `${parameter.name} ${formatParameter(value)}`, test: trial => of(trial) === value })) });
    } else if (parameter.numeric) ways.push({ key: parameter.name, name: `${parameter.name}, in four ranges`, ordered: true, groups: rangesOf(parameter, of) });
  }
  if (!ways.length) ways.push({ key: 'all', name: 'all trials', ordered: false, groups: [{ key: 'all', name: 'all trials', test: () => true }] });
  return ways;
}

function rangesOf(parameter, of) {
  const values = parameter.values;
  const groups = [];
  for (let part = 0; part < 4; part++) {
    const low = values[Math.floor(part * values.length / 4)];
    const high = values[Math.floor((part + 1) * values.length / 4) - 1];
    groups.push({ key: `${parameter.name} ${part}`, name: `${parameter.name} ${formatNumber(low)} – ${formatNumber(high)}`, test: trial => of(trial) >= low && of(trial) <= high });
  }
  return groups;
}

function smoothed(values, strength) {
  if (!strength) return values;
  let sum = 0;
  let weight = 0;
  return values.map(value => {
    if (value === null) return null;
    sum = strength * sum + (1 - strength) * value;
    weight = strength * weight + (1 - strength);
    return sum / weight;
  });
}

function interpolate(xs, ys, x) {
  if (x < xs[0] || x > xs[xs.length - 1]) return null;
  let low = 0;
  let high = xs.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (xs[middle] <= x) low = middle;
    else high = middle;
  }
  if (ys[low] === null || ys[high] === null) return x === xs[low] ? ys[low] : x === xs[high] ? ys[high] : null;
  return xs[high] === xs[low] ? ys[low] : ys[low] + (ys[high] - ys[low]) * (x - xs[low]) / (xs[high] - xs[low]);
}

// Mean and interval of several curves: at their own places where they share them, otherwise at even steps, each curve between its own ends.
function meanCurve(curves) {
  if (!curves.length) return null;
  const first = curves[0].x;
  const share = curves.every(curve => curve.x.length === first.length && curve.x.every((x, i) => x === first[i]));
  // From where half of them have begun to where half of them still are: beyond, the mean of the others would be of another thing.
  const half = Math.ceil(curves.length / 2);
  const known = curves.map(curve => curve.x.filter((_, i) => Number.isFinite(curve.y[i]))).filter(xs => xs.length);
  const low = known.map(xs => xs[0]).sort((a, b) => a - b)[half - 1];
  const high = known.map(xs => xs[xs.length - 1]).sort((a, b) => b - a)[half - 1];
  const steps = !(low < high) ? 1 : Math.min(80, Math.max(2, ...known.map(xs => xs.length)));
  const xs = share ? first : low === undefined ? [] : Array.from({ length: steps }, (_, i) => i && i === steps - 1 ? high : low + (high - low) * i / Math.max(1, steps - 1));
  const result = { x: [], mean: [], low: [], high: [], count: curves.length };
  xs.forEach((x, i) => {
    const values = curves.map(curve => share ? curve.y[i] : interpolate(curve.x, curve.y, x)).filter(value => value !== null && Number.isFinite(value));
    if (!values.length || values.length * 2 < curves.length) return;
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const deviation = values.length > 1 ? Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / (values.length - 1)) : 0;
    const width = values.length > 1 ? studentFactor(values.length - 1) * deviation / Math.sqrt(values.length) : 0;
    result.x.push(x);
    result.mean.push(mean);
    result.low.push(mean - width);
    result.high.push(mean + width);
  });
  return result;
}

function curvesOf(trials, part, measure, unit, smoothing) {
  const curves = [];
  for (const trial of trials) {
    const curve = trial.curve;
    if (!curve) continue;
    let y;
    if (part === 'gap') {
      if (!curve[`test_${measure}`] || !curve[`train_${measure}`]) continue;
      const sign = measure === 'loss' ? 1 : -1;
      y = curve[`test_${measure}`].map((value, i) => value === null || curve[`train_${measure}`][i] === null ? null : sign * (value - curve[`train_${measure}`][i]));
    } else y = curve[`${part}_${measure}`];
    if (y) curves.push({ x: curve[unit], y: smoothed(y, smoothing) });
  }
  return curves;
}

function drawCurves(charts, study, way, colours) {
  const { measure, x: unit, smoothing, hidden } = state.curves;
  const selected = selectedTrials(study);
  const unitName = progressUnits.find(([key]) => key === unit)[1];
  const shown = way.groups.map((group, i) => ({ ...group, colour: groupColour(way, i), symbol: i })).filter(group => !hidden[group.key]);
  const parts = Object.keys(charts);
  const byPart = parts.map(part => shown.map(group => {
    const trials = study.trials.filter((trial, i) => group.test(trial) && (!selected || selected.has(i)));
    return meanCurve(curvesOf(trials, part, measure, unit, smoothing));
  }));
  const allX = byPart.flat().flatMap(curve => curve ? curve.x : []);
  const log = unit !== 'epoch' && spansFactors(shown.map((_, i) => byPart[0][i]).filter(curve => curve && curve.x.length).map(curve => curve.x[curve.x.length - 1]));
  parts.forEach((part, p) => {
    const traces = [];
    shown.forEach((group, i) => {
      const curve = byPart[p][i];
      if (!curve || !curve.x.length) return;
      if (curve.count > 1 && curve.x.length > 1) {
        traces.push({ type: 'scatter', mode: 'lines', x: [...curve.x, ...[...curve.x].reverse()], y: [...curve.high, ...[...curve.low].reverse()], fill: 'toself', fillcolor: transparent(group.colour, Math.min(0.16, 0.55 / shown.length)), line: { width: 0 }, hoverinfo: 'skip' });
      }
      traces.push({
        type: 'scatter', mode: curve.x.length === 1 ? 'markers' : 'lines', x: curve.x, y: curve.mean, line: { color: group.colour, width: 2 }, marker: { color: group.colour },
        hovertemplate: curve.x.map((x, j) => `<b>${plain(group.name)}</b><br>${formatNumber(x)} ${unitName}<br>${formatMetric(curve.mean[j], measure === 'accuracy' ? 'test_accuracy' : '', 2)}${curve.count > 1 ? ` (${count(curve.count, 'trial')})` : ''}<extra></extra>`),
      });
    });
    traces.push({ type: 'scatter', mode: 'lines', x: [], y: [], line: { color: colours.ink, width: 2.5, dash: 'dot' }, hoverinfo: 'skip', name: 'hovered' });
    const band = extent(byPart.flat().flatMap(curve => curve && part !== 'gap' ? curve.mean : []));
    const values = part === 'gap' ? extent(byPart[p].flatMap(curve => curve ? curve.mean : [])) : band;
    const room = (values[1] - values[0] || 0.1) * 0.12;
    const range = [values[0] - room, values[1] + room];
    if (part !== 'gap' && measure === 'accuracy') [range[0], range[1]] = [Math.max(-0.01, range[0]), Math.min(1.01, range[1])];
    const logLoss = measure === 'loss' && part !== 'gap' && band[0] > 0 && band[1] / band[0] > 30;
    plot(charts[part], `${study.name}-curves-${part}`, traces, {
      xaxis: { title: { text: unitName }, ...(log ? { type: 'log' } : { range: [0, extent(allX)[1] * 1.02] }) },
      yaxis: { title: { text: part === 'gap' ? (measure === 'loss' ? 'test − train loss' : 'train − test accuracy') : `${part === 'val' ? 'validation' : part} ${measure}` }, ...(logLoss ? { type: 'log' } : { range }), tickformat: measure === 'accuracy' ? '.2~%' : '.4~g', ...(part === 'gap' ? { zeroline: true, zerolinecolor: colours.faint } : {}) },
      margin: { l: 60, r: 12, t: 10, b: 48 },
    });
    charts[part].hovered = traces.length - 1;
    charts[part].part = part;
  });
}

const groupColour = (way, i) => way.ordered ? sequential(way.groups.length === 1 ? 0.4 : i / (way.groups.length - 1)) : groupColours[i % groupColours.length];

function drawHovered(charts, study) {
  const { measure, x: unit, smoothing } = state.curves;
  for (const chart of Object.values(charts)) {
    if (chart.hovered === undefined || !chart.isConnected) continue;
    const [curve] = state.hover === null ? [] : curvesOf([study.trials[state.hover]], chart.part, measure, unit, smoothing);
    Plotly.restyle(chart, { x: [curve ? curve.x : []], y: [curve ? curve.y : []] }, [chart.hovered]);
  }
}

function curvesSection(study) {
  if (!study.trials.some(trial => trial.curve)) return null;
  const ways = groupings(study);
  const way = () => ways.find(one => one.key === state.curves.group) || ways[0];
  const hasValidation = study.trials.some(trial => trial.curve && trial.curve.val_loss);
  if (!state.curves.measure) state.curves.measure = /loss/.test(study.metric.name) ? 'loss' : 'accuracy';
  const parts = hasValidation ? ['train', 'val', 'test', 'gap'] : ['train', 'test', 'gap'];
  const titles = { train: 'Training examples', val: 'Held-out examples', test: 'Test examples', gap: 'Generalisation gap' };
  const charts = {};
  const legend = el('div', { class: 'legend', role: 'group', 'aria-label': 'Groups shown' });
  const redraw = () => {
    remember();
    drawCurves(charts, study, way(), theme());
  };
  const fillLegend = () => legend.replaceChildren(...(way().groups.length < 2 ? [] : way().groups.map((group, i) => el('button', {
    type: 'button', 'aria-pressed': String(!state.curves.hidden[group.key]),
    onclick: event => {
      state.curves.hidden[group.key] = !state.curves.hidden[group.key];
      event.currentTarget.setAttribute('aria-pressed', String(!state.curves.hidden[group.key]));
      redraw();
    },
  }, svg('svg', { width: 18, height: 8, 'aria-hidden': 'true' }, svg('line', { x1: 1, x2: 17, y1: 4, y2: 4, stroke: groupColour(way(), i), 'stroke-width': 3, 'stroke-linecap': 'round' })), group.name))));
  const chosen = el('select', { onchange: event => {
    state.curves.group = event.target.value;
    fillLegend();
    redraw();
  } }, ways.map(one => el('option', { value: one.key, selected: one === way() }, one.name)));
  const smoothing = el('input', { type: 'range', min: 0, max: 0.95, step: 0.05, value: state.curves.smoothing, oninput: event => {
    state.curves.smoothing = Number(event.target.value);
    redraw();
  } });
  let left = parts.length;
  const figures = parts.map(part => figure({
    id: `curves-${part}`, title: titles[part], size: part === 'gap' ? 'low' : 'mid', wide: part === 'gap', label: `${titles[part]}: ${state.curves.measure} while training, by group.`,
    caption: part === 'gap' ? 'How much better the network does on examples that it was trained with.' : null,
    draw: chart => {
      charts[part] = chart;
      if (--left === 0) redraw();
    },
  }));
  listen('selection', () => redraw());
  let due = false;
  listen('hover', () => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      drawHovered(charts, study);
    });
  });
  fillLegend();
  const rows = () => way().groups.flatMap(group => {
    const trials = study.trials.filter(trial => group.test(trial));
    const of = part => meanCurve(curvesOf(trials, part, state.curves.measure, state.curves.x, 0));
    const [train, test] = [of('train'), of('test')];
    return train ? train.x.map((x, i) => ({ group: group.name, x, train: train.mean[i], test: test && test.x[i] === x ? test.mean[i] : NaN })) : [];
  });
  const name = () => state.curves.measure === 'accuracy' ? 'test_accuracy' : '';
  return section('curves', 'How they learn',
    el('div', { class: 'controls' },
      switchOf('Show', [['accuracy', 'accuracy'], ['loss', 'loss']], state.curves.measure, value => {
        state.curves.measure = value;
        redraw();
      }),
      switchOf('against', progressUnits, state.curves.x, value => {
        state.curves.x = value;
        redraw();
      }),
      ways.length > 1 && el('label', null, 'Group by', chosen),
      el('label', null, 'Smooth', smoothing)),
    legend,
    el('div', { class: 'pair' }, figures),
    el('p', { class: 'sr' }, 'Lines are means over the trials of a group, bands their 95 % intervals.'),
    dataOf('Means of the learning curves', [
      { title: 'group', cell: row => row.group }, { title: 'at', number: true, cell: row => formatNumber(row.x) },
      { title: 'train', number: true, cell: row => formatMetric(row.train, name(), 2) }, { title: 'test', number: true, cell: row => formatMetric(row.test, name(), 2) },
    ], rows),
    el('p', { class: 'prose' }, 'Lines are means over the trials of a group and bands their 95 % intervals. Point at a trial anywhere on this page and its own curve is dotted here.'));
}
