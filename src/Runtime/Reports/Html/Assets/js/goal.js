// What it took to reach the goal: steps to a result, against the main parameter.
const goalCosts = [['updates', 'updates'], ['examples', 'examples'], ['seconds', 'seconds of training']];

function drawGoal(chart, study, cost, title) {
  const colours = theme();
  const main = mainOf(study);
  const place = placeOf(study, main);
  const reached = study.points.map((point, i) => ({ point, goal: study.goal.points[i] })).filter(one => one.goal[cost] && one.goal[cost].mean !== null);
  if (main.numeric) reached.sort((a, b) => a.point.parameters[place] - b.point.parameters[place]);
  const x = reached.map(one => parameterValue(main, one.point.parameters[place]));
  plot(chart, `${study.name}-goal-${cost}`, [{
    type: 'scatter', mode: main.numeric && new Set(x).size === x.length ? 'lines+markers' : 'markers', x, y: reached.map(one => one.goal[cost].mean), line: { color: colours.accent, width: 2 },
    marker: { size: 9, color: reached.map(one => one.goal.reached === one.goal.known ? colours.accent : colours.paper), line: { color: colours.accent, width: 2 } },
    error_y: { ...errorBars(reached, one => one.goal[cost]), color: colours.accent },
    text: reached.map(one => `${plain(one.point.label)}<br>${formatEstimate(one.goal[cost], cost)} ${cost}<br>reached by ${one.goal.reached} of ${one.goal.known}`), hoverinfo: 'text',
  }], {
    xaxis: parameterAxis(main, acrossOf(chart)), yaxis: { title: { text: title }, ...(spansFactors(reached.map(one => one.goal[cost].mean)) ? { type: 'log' } : { rangemode: 'tozero' }) }, margin: { l: 58, r: 12, t: 10, b: 46 },
  });
}

function goalSection(study) {
  if (!study.goal) return null;
  const columns = [
    { title: 'point', cell: row => row.point.label }, { title: 'reached by', number: true, cell: row => `${row.goal.reached} of ${row.goal.known}` },
    ...goalCosts.map(([cost]) => ({ title: cost, number: true, cell: row => row.goal[cost] ? formatEstimate(row.goal[cost], cost) : 'never' })),
  ];
  const rows = () => study.points.map((point, i) => ({ point, goal: study.goal.points[i] }));
  const isDrawn = mainOf(study) && study.goal.points.some(point => point.reached);
  return section('goal', 'To the goal',
    el('p', { class: 'prose' }, study.goal.verdict),
    isDrawn && el('div', { class: 'many' }, goalCosts.map(([cost, title]) => figure({
      id: `goal-${cost}`, size: 'small', title: `${cost[0].toUpperCase()}${cost.slice(1)} to a ${study.goal.words}`, label: `${title} to a ${study.goal.words}, against ${mainOf(study).name}. ${study.goal.verdict}`, draw: chart => drawGoal(chart, study, cost, title),
    }))),
    isDrawn && el('p', { class: 'prose' }, 'Means over the seeds that reached it, with 95 % intervals; hollow where some seed did not.'),
    plainTable('What it took to reach the goal', columns, rows()));
}
