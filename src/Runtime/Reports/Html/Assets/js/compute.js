// What it ran on, and what that took.
const mostKernels = groupColours.length - 1;

// Kernels of all steps, those that take the largest shares first; the small ones together are one.
function kernelParts(study) {
  const shares = new Map();
  for (const step of study.steps) for (const one of step.kernels) shares.set(one.kernel, (shares.get(one.kernel) || 0) + one.share);
  const names = [...shares.keys()].sort((a, b) => shares.get(b) - shares.get(a));
  const named = names.length > mostKernels + 1 ? names.slice(0, mostKernels) : names;
  const of = (step, test) => step.kernels.filter(one => test(one.kernel)).reduce((sum, one) => ({ seconds: sum.seconds + one.seconds, share: sum.share + one.share }), { seconds: 0, share: 0 });
  const parts = named.map(name => ({ name, of: step => of(step, kernel => kernel === name) }));
  return named.length < names.length ? [...parts, { name: `${names.length - named.length} others`, of: step => of(step, kernel => !named.includes(kernel)) }] : parts;
}

const stepSeconds = step => step.kernels.reduce((sum, one) => sum + one.seconds, 0);
const formatStep = seconds => seconds < 1 ? `${formatNumber(seconds * 1e3)} ms` : formatSeconds(seconds);

function drawKernels(chart, study) {
  const steps = [...study.steps].reverse();
  const width = chart.clientWidth;
  const names = steps.map(step => plain(`${step.step || 'a step'}: ${formatStep(stepSeconds(step))}`));
  // Names leave the bars most of the width; what is pointed at has them whole.
  const letters = Math.max(10, Math.min(34, Math.floor(0.28 * width / textWidth(1))));
  const parts = kernelParts(study);
  const traces = parts.map((part, i) => ({
    type: 'bar', orientation: 'h', y: names, x: steps.map(step => part.of(step).share), name: legendName(chart, part.name), width: 0.62, marker: { color: groupColours[i % groupColours.length] },
    text: steps.map((step, s) => `${names[s]}<br><b>${plain(part.name)}</b><br>${formatStep(part.of(step).seconds)}, ${(part.of(step).share * 100).toFixed(1)} %`), textposition: 'none', hoverinfo: 'text',
  }));
  // Each bar has two lines of its own, however many there are and however many rows the legend takes.
  const entry = Math.min(width - 80, textWidth(Math.max(...parts.map(part => part.name.length)))) + 45;
  const rows = Math.ceil(parts.length / Math.max(1, Math.floor((width - 80) / entry)));
  chart.style.height = `${Math.max(240, 90 + 20 * rows + 44 * steps.length)}px`;
  plot(chart, `${study.name}-kernels`, traces, {
    barmode: 'stack', xaxis: { range: [0, 1], tickformat: ',.0%', title: { text: 'share of the step’s device time' } }, yaxis: { type: 'category', showline: false, ticks: '', tickvals: names, ticktext: steps.map(step => `${plain(shortenedWithin(step.step || 'a step', letters))}<br>${formatStep(stepSeconds(step))}`) },
    showlegend: true, legend: { orientation: 'h', y: 1.02, yanchor: 'bottom', x: 0, traceorder: 'normal' }, margin: { l: 20, r: 16, t: 60, b: 46 },
  });
}

function kernelFigure(study) {
  if (!study.steps.length) return null;
  const rows = study.steps.flatMap(step => step.kernels.map(one => ({ step, ...one })));
  return figure({
    id: 'kernels', size: 'mid', draw: chart => drawKernels(chart, study),
    label: `Device time of a training step by kernel. ${study.steps.map(step => `${step.step || 'A step'}: ${step.kernels.slice(0, 3).map(one => `${one.kernel} ${Math.round(one.share * 100)} percent`).join(', ')}.`).join(' ')}`,
    caption: 'Where the time of a training step goes, by the clock of the device, each dispatch timed by itself: medians of a moment of training beside the study.',
    data: dataOf('Device time by kernel', [
      { title: 'step', cell: row => row.step.step || 'a step' }, { title: 'kernel', cell: row => row.kernel }, { title: 'dispatches', number: true, cell: row => whole.format(row.dispatches) },
      { title: 'time', number: true, cell: row => formatStep(row.seconds) }, { title: 'share', number: true, cell: row => `${(row.share * 100).toFixed(1)} %` },
    ], () => rows),
  });
}

// Sources differ in what they count, so each says it.
const energyText = use => `${formatWattHours(use.joules / 3600)} in ${formatSeconds(use.seconds)}${use.seconds ? `, ${number.format(use.joules / use.seconds)} W on average` : ''} (${use.source})`;

function computeSection(study) {
  // Of several budgets the largest may come before the last.
  const sum = name => study.trials.reduce((total, trial) => total + (toNumber((trial.end || trial.last || {})[name]) || 0), 0);
  const devices = [...new Set(study.trials.map(trial => trial.device).filter(Boolean))];
  const memory = Math.max(0, ...study.trials.map(trial => trial.memory || 0));
  const packed = Math.max(0, ...study.trials.map(trial => trial.packed || 0));
  const speeds = finite(study.trials.map(trial => lastOf(trial, 'examples_per_second')));
  const [slowest, quickest] = speeds.length ? extent(speeds) : [NaN, NaN];
  const facts = [
    ['Device', devices.length > 1 ? devices.join('; ') : study.environment.device],
    ['Driver', study.environment.driver],
    ['Training, all trials', formatSeconds(sum('train_seconds'))],
    ['Measuring, all trials', formatSeconds(sum('eval_seconds'))],
    speeds.length ? ['Throughput of a trial', slowest === quickest ? `${whole.format(slowest)} examples/s` : `${whole.format(slowest)} to ${whole.format(quickest)} examples/s`] : null,
    ['Examples seen', whole.format(sum('examples'))],
    memory ? ['Memory of the largest trial', formatBytes(memory)] : null,
    ...study.energy.map(use => [study.energy.length > 1 ? `Energy of ${use.device}` : 'Energy', energyText(use)]),
    packed > 1 ? ['Trials at once', `up to ${packed}`] : null,
  ].filter(Boolean);
  return section('compute', 'What it took',
    el('dl', { class: 'facts' }, facts.map(([name, value]) => el('div', null, el('dt', null, name), el('dd', null, value)))),
    devices.length > 1 && el('p', null, 'Not all trials ran on the same device: their times cannot be compared.'),
    kernelFigure(study),
    el('p', null, `Dispatch by dispatch, with a trace: sweep profile ${study.name}.`));
}
