// What it ran on, and what that took.
function computeSection(study) {
  const sum = name => study.trials.reduce((total, trial) => total + (lastOf(trial, name) || 0), 0);
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
    packed > 1 ? ['Trials at once', `up to ${packed}`] : null,
  ].filter(Boolean);
  return section('compute', 'What it took',
    el('dl', { class: 'facts' }, facts.map(([name, value]) => el('div', null, el('dt', null, name), el('dd', null, value)))),
    devices.length > 1 && el('p', null, 'Not all trials ran on the same device: their times cannot be compared.'),
    el('p', null, `Where the time of a training step goes, kernel by kernel: sweep profile ${study.name}.`));
}
