// Several studies side by side.
function sharedMain(studies) {
  const first = mainOf(studies[0]);
  return first && studies.every(study => { const main = mainOf(study); return main && main.name === first.name && main.numeric === first.numeric; }) ? first : null;
}

function drawComparison(chart, studies) {
  const colours = theme();
  const shared = sharedMain(studies);
  const traces = studies.map((study, i) => {
    const colour = groupColours[i % groupColours.length];
    const place = shared ? study.parameters.findIndex(parameter => parameter.name === shared.name) : -1;
    const points = study.points.filter(hasMean);
    const x = shared ? points.map(point => parameterValue(shared, point.parameters[place])) : points.map(() => plain(study.name));
    if (shared && shared.numeric) points.sort((a, b) => a.parameters[place] - b.parameters[place]);
    return {
      type: 'scatter', mode: shared && shared.numeric && new Set(x).size === x.length ? 'lines+markers' : 'markers', name: legendName(chart, study.name),
      x: shared ? points.map(point => parameterValue(shared, point.parameters[place])) : x, y: points.map(point => point.metric.mean), line: { color: colour, width: 2 },
      marker: { color: colour, size: 8, symbol: groupSymbols[i % groupSymbols.length] }, error_y: { ...errorBars(points, point => point.metric), color: colour },
      text: points.map(point => `${plain(study.name)}<br>${pointTip(study, point)}`), hoverinfo: 'text',
    };
  });
  const values = [...new Set(studies.flatMap(study => shared ? study.parameters.find(parameter => parameter.name === shared.name).values : []))];
  plot(chart, 'comparison', traces, {
    xaxis: shared ? parameterAxis({ ...shared, log: studies.some(study => mainOf(study).log), values: shared.numeric ? values.sort((a, b) => a - b) : values }, acrossOf(chart)) : { type: 'category' },
    yaxis: metricAxis(studies[0].metric.name), showlegend: true, legend: { orientation: 'h', y: 1.02, yanchor: 'bottom', x: 0 }, margin: { l: 60, r: 16, t: 40, b: 52 },
  });
}

function compareSection(studies) {
  const metrics = new Set(studies.map(study => study.metric.name));
  const best = study => study.points.find(point => point.standing === 'best');
  const seconds = study => study.trials.reduce((sum, trial) => sum + (toNumber((trial.end || trial.last || {}).train_seconds) || 0), 0);
  const columns = [
    { title: 'study', cell: study => study.name },
    { title: 'best point', cell: study => best(study) ? best(study).label : '–' },
    { title: 'its metric', cell: study => best(study) ? `${words(study.metric.name)} ${formatEstimate(best(study).metric, study.metric.name)}${study.budgets.length ? ` at ${lastBudget(study)}` : ''}` : '–' },
    { title: 'trials', number: true, cell: study => whole.format(study.trials.length) },
    { title: 'training', number: true, cell: study => formatSeconds(seconds(study)) },
    { title: 'device', cell: study => study.environment.device },
  ];
  return section('compare', 'Side by side',
    metrics.size > 1
      ? el('p', null, 'These studies are judged by different metrics, so no one picture holds them.')
      : figure({ id: 'compare', size: 'tall', label: `Mean ${words(studies[0].metric.name)} of the points of ${studies.map(study => study.name).join(', ')}.`, draw: chart => drawComparison(chart, studies), caption: `Means over seeds with 95 % intervals. Studies differ in more than their names: what is compared is whole designs.${studies.map(study => study.budgets.length ? ` ${study.name}: at ${lastBudget(study)}.` : '').join('')}` }),
    plainTable('Studies', columns, studies));
}
