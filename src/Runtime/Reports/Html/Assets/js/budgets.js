// One study judged at several budgets.
function drawBudgets(chart, study) {
  const main = mainOf(study);
  const place = placeOf(study, main);
  const traces = study.budgets.map((budget, i) => {
    const colour = groupColours[i % groupColours.length];
    const points = budget.points.filter(hasMean);
    if (main.numeric) points.sort((a, b) => a.parameters[place] - b.parameters[place]);
    const x = points.map(point => parameterValue(main, point.parameters[place]));
    return {
      type: 'scatter', mode: main.numeric && new Set(x).size === x.length ? 'lines+markers' : 'markers', x, y: points.map(point => point.metric.mean), name: plain(budget.words), line: { color: colour, width: 2 },
      marker: { color: colour, size: 8, symbol: groupSymbols[i % groupSymbols.length] }, error_y: { ...errorBars(points, point => point.metric), color: colour },
      text: points.map(point => `${plain(budget.words)}<br>${pointTip(study, point)}`), hoverinfo: 'text',
    };
  });
  plot(chart, `${study.name}-budgets`, traces, { xaxis: parameterAxis(main, acrossOf(chart)), yaxis: metricAxis(study.metric.name), showlegend: true, legend: { orientation: 'h', y: 1.02, yanchor: 'bottom', x: 0 }, margin: { l: 60, r: 16, t: 40, b: 52 } });
}

function budgetsSection(study) {
  if (!study.budgets.length || !mainOf(study)) return null;
  const columns = [
    { title: 'point', cell: row => row.label },
    ...study.budgets.map((budget, i) => ({ title: budget.words, number: true, cell: row => formatEstimate(row.all[i].metric, study.metric.name) })),
  ];
  return section('budgets', 'At other budgets',
    el('p', null, `${study.trainings_of_budgets ? 'Each budget has trainings of its own, whose learning rates end with it' : 'The same trainings, as if they had ended with each of the budgets'}: what is held equal decides which point is best.`),
    figure({
      id: 'budgets', size: 'mid', label: `${words(study.metric.name)} against ${mainOf(study).name} at ${study.budgets.map(budget => budget.words).join(', ')}.`, draw: chart => drawBudgets(chart, study),
      data: dataOf('Points at each budget', columns, () => study.budgets[0].points.map((point, i) => ({ label: point.label, all: study.budgets.map(budget => budget.points[i]) }))),
    }));
}
