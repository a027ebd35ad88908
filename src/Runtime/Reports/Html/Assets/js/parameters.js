// Which parameters matter, and how they act together.
const better = (study, a, b) => study.metric.goal === 'minimize' ? a < b : a > b;

// A share from 0, worst, to 1, best.
function meritOf(study, values) {
  const [low, high] = extent(values);
  return value => high === low ? 0.6 : study.metric.goal === 'minimize' ? (high - value) / (high - low) : (value - low) / (high - low);
}

const readable = colour => {
  const [r, g, b] = [1, 3, 5].map(i => parseInt(colour.slice(i, i + 2), 16) / 255);
  return 0.2126 * r ** 2.2 + 0.7152 * g ** 2.2 + 0.0722 * b ** 2.2 > 0.3 ? '#101114' : '#ffffff';
};

function heatMapView(study, host, across, down) {
  const [ax, ay] = [placeOf(study, across), placeOf(study, down)];
  const merit = meritOf(study, study.points.map(point => hasMean(point) ? point.metric.mean : NaN));
  const rows = [...down.values].reverse();
  const left = 8 + 7.2 * Math.min(longestTick, Math.max(...rows.map(value => formatParameter(value).length), down.name.length));
  const width = Math.max(host.clientWidth, left + across.values.length * 46);
  const cellWidth = Math.min(140, (width - left - 8) / across.values.length);
  const cellHeight = 42;
  const height = 26 + rows.length * cellHeight + 44;
  const root = svg('svg', { class: 'own', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `Mean ${words(study.metric.name)} for each ${across.name} and ${down.name}.` });
  root.append(svg('text', { class: 'name', x: left - 8, y: 14, 'text-anchor': 'end' }, shortened(down.name, longestTick), svg('title', null, down.name)));
  rows.forEach((value, row) => {
    root.append(svg('text', { x: left - 8, y: 26 + row * cellHeight + cellHeight / 2 + 4, 'text-anchor': 'end' }, shortenedWithin(formatParameter(value), longestTick), svg('title', null, formatParameter(value))));
    across.values.forEach((other, column) => {
      const points = study.points.filter(point => point.parameters[ax] === other && point.parameters[ay] === value);
      if (points.length) root.append(cellView(study, points[0], left + column * cellWidth, 26 + row * cellHeight, cellWidth, cellHeight, merit));
    });
  });
  across.values.forEach((value, column) => root.append(svg('text', { x: left + (column + 0.5) * cellWidth, y: 26 + rows.length * cellHeight + 18, 'text-anchor': 'middle' }, shortenedWithin(formatParameter(value), Math.floor(cellWidth / 7)), svg('title', null, formatParameter(value)))));
  root.append(svg('text', { class: 'name', x: left + across.values.length * cellWidth / 2, y: height - 6, 'text-anchor': 'middle' }, shortened(across.name, Math.max(8, Math.floor(across.values.length * cellWidth / 7.5))), svg('title', null, across.name)));
  host.replaceChildren(root);
}

function cellView(study, point, x, y, width, height, merit) {
  const known = hasMean(point);
  const colour = known ? sequential(merit(point.metric.mean)) : theme().grid;
  const told = known ? (study.metric.share ? (point.metric.mean * 100).toFixed(1) : formatNumber(point.metric.mean)) : point.diverged ? 'diverged' : point.pruned ? 'pruned' : point.failed ? 'failed' : '–';
  const cell = svg('g', { class: 'cell', color: known ? readable(colour) : theme().soft, 'data-cell': '' },
    svg('rect', { x: x + 1, y: y + 1, width: width - 2, height: height - 2, rx: 4, fill: colour }),
    svg('text', { x: x + width / 2, y: y + height / 2 + 4, 'text-anchor': 'middle' }, told + (known && point.diverged ? ' ✕' : '')),
    point.standing === 'best' && svg('rect', { x: x + 2.5, y: y + 2.5, width: width - 5, height: height - 5, rx: 3, fill: 'none', stroke: 'currentColor', 'stroke-width': 2 }));
  cell.append(svg('title', null, `${point.label}: ${words(study.metric.name)} ${formatEstimate(point.metric, study.metric.name)}${point.diverged ? `, ${point.diverged} of ${point.trials} diverged` : ''}`));
  return cell;
}

function drawImportance(chart, study) {
  const colours = theme();
  const bars = [...study.importance].reverse();
  const names = bars.map(bar => plain(bar.name));
  const letters = Math.max(10, Math.floor(0.3 * chart.clientWidth / textWidth(1)));
  plot(chart, `${study.name}-importance`, [{
    type: 'bar', orientation: 'h', x: bars.map(bar => bar.share), y: names, marker: { color: colours.accent }, width: 0.55,
    text: bars.map(bar => `${Math.round(bar.share * 100)} %`), textposition: 'outside', cliponaxis: false, hovertext: names, hoverinfo: 'text', textfont: { color: colours.soft },
  }], { xaxis: { range: [0, 1.08], tickformat: ',.0%', title: { text: 'share of the variance explained' } }, yaxis: { type: 'category', showline: false, ticks: '', tickvals: names, ticktext: bars.map(bar => plain(shortenedWithin(bar.name, letters))) }, margin: { l: 20, r: 40, t: 6, b: 46 } });
}

function drawSlice(chart, study, parameter) {
  const colours = theme();
  const place = placeOf(study, parameter);
  const dots = drawnTrials(study).filter(i => finished(study.trials[i]) && study.trials[i].value !== null);
  const traces = [{
    type: 'scatter', mode: 'markers', x: dots.map(i => parameterValue(parameter, study.trials[i].parameters[place])), y: dots.map(i => study.trials[i].value),
    marker: { size: 6, color: transparent(colours.accent, 0.5) }, text: dots.map(i => trialTip(study, study.trials[i])), hoverinfo: 'text', meta: 'seeds',
  }];
  plot(chart, `${study.name}-${parameter.name}`, traces, { xaxis: parameterAxis(parameter, acrossOf(chart)), yaxis: metricAxis(study.metric.name, { title: { text: '' }, range: metricRange(study) }), margin: { l: 48, r: 10, t: 6, b: 44 } }, point => dots[point.pointIndex]);
  chart.seeds = { traces, trialsOf: [dots] };
}

function drawPairOf(chart, study, across, down) {
  const colours = theme();
  const [ax, ay] = [placeOf(study, across), placeOf(study, down)];
  const known = drawnTrials(study).filter(i => finished(study.trials[i]) && study.trials[i].value !== null)
    .sort((a, b) => better(study, study.trials[a].value, study.trials[b].value) ? 1 : -1);
  const lost = drawnTrials(study).filter(i => !known.includes(i) && ['diverged', 'failed', 'pruned'].includes(study.trials[i].status));
  const merit = meritOf(study, known.map(i => study.trials[i].value));
  const at = (i, parameter, place) => parameterValue(parameter, study.trials[i].parameters[place]);
  const traces = [
    { type: 'scatter', mode: 'markers', x: lost.map(i => at(i, across, ax)), y: lost.map(i => at(i, down, ay)), marker: { symbol: 'x-thin', size: 7, line: { width: 1.5, color: colours.alarm } }, text: lost.map(i => trialTip(study, study.trials[i])), hoverinfo: 'text' },
    { type: 'scatter', mode: 'markers', x: known.map(i => at(i, across, ax)), y: known.map(i => at(i, down, ay)), marker: { size: 8, color: known.map(i => sequential(merit(study.trials[i].value))) }, text: known.map(i => trialTip(study, study.trials[i])), hoverinfo: 'text', meta: 'seeds' },
  ];
  plot(chart, `${study.name}-${across.name}-${down.name}`, traces, { xaxis: parameterAxis(across, acrossOf(chart)), yaxis: parameterAxis(down, chart.clientHeight - 50, true), margin: { l: 52, r: 10, t: 6, b: 44 } }, point => (point.curveNumber ? known : lost)[point.pointIndex]);
  chart.seeds = { traces, trialsOf: [lost.length ? lost : null, known] };
}

function linked(draw) {
  return chart => {
    draw(chart);
    linkSeeds(chart);
  };
}

function parametersSection(study) {
  const varying = searchedOf(study).filter(parameter => parameter.name !== 'budget');
  if (varying.length < 2 || !study.trials.some(trial => trial.value !== null)) return null;
  const parts = [];
  const isGrid = varying.length === 2 && varying.every(parameter => parameter.outer && parameter.values.length <= 16);
  if (isGrid) {
    const [across, down] = varying[0].values.length >= varying[1].values.length ? varying : [varying[1], varying[0]];
    const host = el('div', { class: 'scroll', 'data-chart': 'heat-map' });
    later(() => onWidth(host, () => heatMapView(study, host, across, down)));
    parts.push(el('figure', null, host, el('figcaption', null, `Mean ${words(study.metric.name)}${study.metric.share ? ' in percent' : ''}; the brighter, the better; framed is the best. ✕ marks points of which a seed diverged.`)));
  }
  const known = study.importance;
  parts.push(el('div', { class: 'pair' },
    figure({
      id: 'importance', title: 'How much each explains', size: 'small', label: `Share of the variance of ${words(study.metric.name)} that each parameter explains: ${known.map(one => `${one.name} ${Math.round(one.share * 100)} percent`).join(', ')}.`,
      caption: `Epsilon squared: 1 − (SSw ∕ (n − k)) ∕ (SSt ∕ (n − 1)), of the means of the n points in the k groups of equal values (of a search, in up to ${study.importance_groups} ranges). What parameters do only together is in none of the bars.`,
      draw: chart => drawImportance(chart, study), data: dataOf('Importance of parameters', [{ title: 'parameter', cell: one => one.name }, { title: 'share', number: true, cell: one => `${(one.share * 100).toFixed(1)} %` }], () => known),
    })));
  if (!isGrid || varying.length > 2) {
    const order = known.map(one => varying.find(parameter => parameter.name === one.name)).filter(Boolean);
    parts.push(el('h3', null, 'One at a time'), el('div', { class: 'many' }, order.slice(0, 8).map(parameter => figure({ id: `slice-${parameter.name}`, size: 'small', label: `${words(study.metric.name)} of all trials against ${parameter.name}.`, draw: linked(chart => drawSlice(chart, study, parameter)) }))));
    const top = order.slice(0, 4);
    const pairs = top.flatMap((a, i) => top.slice(i + 1).map(b => [a, b]));
    parts.push(el('h3', null, 'Two at a time'), el('div', { class: 'many' }, pairs.map(([a, b]) => figure({ id: `pair-${a.name}-${b.name}`, size: 'small', label: `${words(study.metric.name)} of all trials by ${a.name} and ${b.name}.`, draw: linked(chart => drawPairOf(chart, study, a, b)) }))),
      el('p', { class: 'prose' }, 'The brighter a trial, the better. Crosses diverged, failed or were pruned.'));
  }
  return section('parameters', 'Which parameters matter', ...parts);
}
