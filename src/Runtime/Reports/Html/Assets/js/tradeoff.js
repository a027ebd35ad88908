// What a better metric costs, and where a parameter stops paying.
const longestLabel = 9;

function drawTradeoff(chart, study) {
  const colours = theme();
  const points = study.points.filter(point => hasMean(point) && point.estimates.train_seconds);
  const dots = drawnTrials(study).filter(i => study.trials[i].point !== null && study.trials[i].value !== null && finished(study.trials[i]) && Number.isFinite(lastOf(study.trials[i], 'train_seconds')));
  const seconds = points.map(point => point.estimates.train_seconds.mean);
  const log = spansFactors(dots.map(i => lastOf(study.trials[i], 'train_seconds')));
  const better = study.metric.goal === 'minimize' ? (a, b) => a < b : (a, b) => a > b;
  const front = points.filter(point => !points.some(other => other !== point && other.estimates.train_seconds.mean <= point.estimates.train_seconds.mean && better(other.metric.mean, point.metric.mean)))
    .sort((a, b) => a.estimates.train_seconds.mean - b.estimates.train_seconds.mean);
  const traces = [
    { type: 'scatter', mode: 'lines', x: front.map(point => point.estimates.train_seconds.mean), y: front.map(point => point.metric.mean), line: { color: colours.faint, width: 1.2, dash: 'dot' }, hoverinfo: 'skip', name: 'front' },
    {
      type: 'scatter', mode: 'markers', x: dots.map(i => lastOf(study.trials[i], 'train_seconds')), y: dots.map(i => study.trials[i].value), marker: { size: 6.5, color: transparent(colours.accent, 0.35) },
      text: dots.map(i => trialTip(study, study.trials[i])), hoverinfo: 'text', meta: 'seeds',
    },
  ];
  const isLabelled = points.length > 1 && points.length <= 16 && points.every(point => point.short.length <= longestLabel);
  if (points.length <= 40) {
    traces.push({
      type: 'scatter', mode: isLabelled ? 'markers+text' : 'markers', x: seconds, y: points.map(point => point.metric.mean), error_y: { ...errorBars(points, point => point.metric), color: colours.accent },
      marker: { size: 9, color: points.map(point => fillOf(point, colours.accent, colours.paper)), line: { color: colours.accent, width: 2 } },
      texttemplate: points.map(point => `\u2002${plain(point.short)}`), textposition: 'middle right', textfont: { size: 11, color: colours.soft }, cliponaxis: false,
      hovertemplate: points.map(point => `${pointTip(study, point)}<br>${formatSeconds(point.estimates.train_seconds.mean)} of training<extra></extra>`),
    });
  }
  plot(chart, `${study.name}-tradeoff`, traces, {
    xaxis: { title: { text: 'training seconds of a trial' }, tickformat: '~g', ...(log ? { type: 'log' } : { rangemode: 'tozero' }) }, yaxis: metricAxis(study.metric.name, { range: metricRange(study, trialsOfPoints(study)) }), margin: { l: 60, r: 34, t: 14, b: 52 },
  }, point => point.curveNumber === 1 ? dots[point.pointIndex] : null);
  chart.seeds = { traces, trialsOf: traces.map((_, i) => i === 1 ? dots : null) };
}

function drawSpeed(chart, study) {
  const colours = theme();
  const main = speedOf(study);
  const place = placeOf(study, main);
  const { by, groups } = groupsOf(study, main);
  const traces = [];
  for (const [quantity, axis] of [['examples_per_second', 'y'], ['train_seconds', 'y2']]) {
    for (const group of groups) {
      const members = group.points.filter(point => study.points[point].estimates[quantity]);
      if (main.numeric) members.sort((a, b) => study.points[a].parameters[place] - study.points[b].parameters[place]);
      const points = members.map(point => study.points[point]);
      const colour = group.colour || colours.accent;
      const bars = points.length <= mostMeans;
      traces.push({
        type: 'scatter', mode: main.numeric && isLine(study, members, place) ? 'lines+markers' : 'markers', yaxis: axis, x: points.map(point => parameterValue(main, point.parameters[place])), y: points.map(point => point.estimates[quantity].mean),
        line: { color: colour, width: 2 }, marker: { color: bars ? colour : transparent(colour, 0.5), size: 6, symbol: group.symbol }, ...(bars ? { error_y: { ...errorBars(points, point => point.estimates[quantity]), color: transparent(colour, 0.6) } } : {}),
        hovertemplate: points.map(point => `<b>${plain(point.label)}</b><br>${quantity === 'train_seconds' ? formatSeconds(point.estimates[quantity].mean) : `${whole.format(point.estimates[quantity].mean)} examples/s`}<extra></extra>`),
        name: group.name === null ? '' : legendName(chart, `${by.name} ${group.name}`), showlegend: axis === 'y' && group.name !== null,
      });
    }
  }
  const marks = kneesOf(study).map((knee, i, all) => verticalMark(knee.value, knee.name, colours, main.log, i > 0 && isNear(main, all[0].value, knee.value) ? 1 : 0));
  const axis = parameterAxis(main, acrossOf(chart));
  const scale = name => {
    const means = study.points.flatMap(point => point.estimates[name] ? [point.estimates[name].mean] : []);
    const ends = study.points.flatMap(point => point.estimates[name] ? [point.estimates[name].high ?? point.estimates[name].mean] : []);
    // Plotly would write 500m.
    return { tickformat: extent(means)[0] >= 10 && name !== 'train_seconds' ? '~s' : '~g', ...(spansFactors(means) ? { type: 'log' } : { range: [0, Math.min(extent(ends)[1], 2 * extent(means)[1]) * 1.08] }) };
  };
  plot(chart, `${study.name}-speed`, traces, {
    xaxis: { ...axis, anchor: 'y2' },
    yaxis: { title: { text: 'examples/s' }, domain: [0.55, 1], ...scale('examples_per_second') },
    yaxis2: { title: { text: 'seconds' }, domain: [0, 0.45], ...scale('train_seconds') },
    shapes: marks.map(mark => mark.shape), annotations: marks.map(mark => mark.annotation), margin: { l: 60, r: 16, t: 16 + 15 * marks.length, b: 52 },
    showlegend: groups.length > 1, legend: { orientation: 'h', y: -0.25, x: 0, font: { size: 11 } },
  });
}

// Names of marks that stand side by side would run into each other.
function isNear(parameter, a, b) {
  const scale = parameter.log ? Math.log : value => value;
  const [low, high] = extent(parameter.values.map(scale));
  return Math.abs(scale(a) - scale(b)) < 0.28 * (high - low);
}

// What speed is drawn against: the batch size where it varies.
const speedOf = study => study.parameters.find(parameter => parameter.name === study.knees.parameter) || mainOf(study);

function kneesOf(study) {
  return [
    { name: 'learning knee', value: study.knees.learning, text: 'no value up to it, from the best one on, is worse than the best beyond chance' },
    { name: 'hardware knee', value: study.knees.hardware, text: `the smallest with ${Math.round(study.knees.full_throughput * 100)} % of the highest throughput` },
  ].filter(knee => knee.value !== null);
}

function tradeoffSection(study) {
  if (!study.trials.some(trial => trial.value !== null && finished(trial))) return null;
  const main = speedOf(study);
  const knees = kneesOf(study);
  const columns = [
    { title: 'point', cell: point => point.label },
    { title: words(study.metric.name), number: true, cell: point => formatEstimate(point.metric, study.metric.name) },
    { title: 'training seconds', number: true, cell: point => formatEstimate(point.estimates.train_seconds, '') },
    { title: 'examples/s', number: true, cell: point => point.estimates.examples_per_second ? whole.format(point.estimates.examples_per_second.mean) : '–' },
    { title: 'updates', number: true, cell: point => point.estimates.update ? whole.format(point.estimates.update.mean) : '–' },
  ];
  const cost = figure({
    id: 'tradeoff', title: `${words(study.metric.name)[0].toUpperCase()}${words(study.metric.name).slice(1)} for its time`, label: `${words(study.metric.name)} of each point against the seconds its training takes.`,
    caption: `Dotted: no point is both quicker and better. Seconds of a packed trial are its share of the device.${atBudget(study)}`,
    draw: chart => {
      drawTradeoff(chart, study);
      linkSeeds(chart);
    },
    data: dataOf('Metric and time of each point', columns, () => study.points),
  });
  const speed = main && figure({
    id: 'speed', title: `Speed by ${main.name}`, label: `Throughput and training time against ${main.name}. ${knees.map(knee => `The ${knee.name} is at ${formatParameter(knee.value)}.`).join(' ')}`,
    caption: knees.length ? `${knees.map(knee => `${knee.name[0].toUpperCase()}${knee.name.slice(1)} (${formatParameter(knee.value)}): ${knee.text}`).join('. ')}.` : null,
    draw: chart => drawSpeed(chart, study),
  });
  return section('tradeoff', 'What it costs', el('div', { class: 'pair' }, cost, speed));
}
