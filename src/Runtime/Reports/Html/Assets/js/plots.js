// Plotly, in the page's own dress.
const drawn = new Set();

// Numbers beside an axis make room to its left alone: one that asked for room above would lose it to the numbers that the lower picture then has, and ask again.
function axisStyle(colours, axis, isUpright) {
  return {
    gridcolor: colours.grid, zeroline: false, linecolor: colours.faint, tickcolor: colours.faint, ticks: 'outside', ticklen: 4, automargin: isUpright ? 'width' : true, showline: true,
    // Plotly would write 10µ, and 2 and 5 alone between decades.
    ...(axis && axis.type === 'log' ? { tickformat: '~g' } : {}),
    ...axis,
    title: { font: { size: 13, color: colours.soft }, standoff: 10, ...(axis && axis.title) },
    tickfont: { size: 12, color: colours.soft, ...(axis && axis.tickfont) },
  };
}

function plot(chart, name, traces, layout, hover) {
  const colours = theme();
  const axes = {};
  for (const key of Object.keys(layout)) {
    if (/^[xy]axis\d*$/.test(key)) axes[key] = axisStyle(colours, layout[key], key.startsWith('y'));
  }
  const full = {
    paper_bgcolor: 'rgba(0,0,0,0)', plot_bgcolor: 'rgba(0,0,0,0)', font: { family: colours.sans, size: 12, color: colours.ink },
    margin: { l: 56, r: 16, t: 12, b: 48 }, hovermode: 'closest', dragmode: 'zoom', showlegend: false, autosize: true, uirevision: 'kept',
    modebar: { bgcolor: 'rgba(0,0,0,0)', color: colours.faint, activecolor: colours.accent },
    hoverlabel: { bgcolor: colours.raised, bordercolor: colours.rule, font: { family: colours.sans, size: 12, color: colours.ink }, align: 'left' },
    ...layout, ...axes,
  };
  const config = {
    displaylogo: false, responsive: true, displayModeBar: 'hover', doubleClick: 'reset', scrollZoom: false,
    modeBarButtonsToRemove: ['lasso2d', 'select2d', 'autoScale2d', 'zoomIn2d', 'zoomOut2d', 'pan2d', 'zoom2d'],
    toImageButtonOptions: { format: 'svg', filename: name },
  };
  const isNew = !drawn.has(chart);
  chart.trialAt = hover;
  const done = Plotly.react(chart, traces, full, config);
  if (isNew) {
    drawn.add(chart);
    if (hover) {
      chart.on('plotly_hover', event => setHover(chart.trialAt(event.points[0])));
      chart.on('plotly_unhover', () => setHover(null));
    }
  }
  return done;
}

// A vertical line with its name above.
function verticalMark(x, text, colours, log, level = 0) {
  return {
    shape: { type: 'line', xref: 'x', x0: x, x1: x, yref: 'paper', y0: 0, y1: 1, line: { color: colours.faint, width: 1.2, dash: 'dot' } },
    annotation: { x: log ? Math.log10(x) : x, xref: 'x', y: 1, yref: 'paper', yanchor: 'bottom', yshift: 2 + 15 * level, showarrow: false, text, font: { size: 11, color: colours.soft } },
  };
}

const errorBars = (points, estimate) => ({
  type: 'data', symmetric: false, thickness: 1.4, width: 3,
  array: points.map(point => widthOf(estimate(point), 'high')),
  arrayminus: points.map(point => widthOf(estimate(point), 'low')),
});

function widthOf(estimate, end) {
  if (!estimate || estimate[end] === null || estimate[end] === undefined) return 0;
  return Math.abs(estimate[end] - estimate.mean);
}

// What no longer stands on the page.
function forgetPlots() {
  for (const chart of drawn) {
    if (chart.isConnected) continue;
    Plotly.purge(chart);
    drawn.delete(chart);
  }
}

// On paper pictures are as wide as it, in the colours of paper.
function resizePlots() {
  for (const chart of drawn) {
    if (chart.isConnected) Plotly.Plots.resize(chart);
  }
}
