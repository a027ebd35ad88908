// Parallel coordinates: every trial a line over its parameters, its cost and its metric. Drawn by hand, so that axes can be brushed by pointer, touch and keyboard.
const railHeight = 16;
const axisLength = 240;   // pixels at least
const longestTick = 14;

function parallelAxes(study) {
  const axes = searchedOf(study).map(parameter => ({
    key: parameter.name, name: parameter.name, parameter, values: study.trials.map(trial => trial.parameters[placeOf(study, parameter)]),
  }));
  if (!axes.length && new Set(study.trials.map(trial => trial.seed)).size > 1) axes.push({ key: 'seed', name: 'seed', values: study.trials.map(trial => trial.seed), steps: true });
  for (const name of ['examples_per_second', 'train_seconds', study.metric.name.replace(/^(test|val)_/, 'train_')]) {
    if (name === study.metric.name) continue;
    const values = study.trials.map(trial => lastOf(trial, name));
    if (finite(values).length) axes.push({ key: name, name: name === 'examples_per_second' ? 'examples/s' : words(name), metric: name, values });
  }
  axes.push({ key: 'metric', name: words(study.metric.name), metric: study.metric.name, values: study.trials.map(trial => finished(trial) && trial.value !== null ? trial.value : NaN), isLast: true });
  return axes.map(axis => ({ ...axis, ...scaleOf(axis) }));
}

// A share of the axis' length for each trial, from its lower end; not a number where it has none.
function scaleOf(axis) {
  if (axis.parameter && !axis.parameter.numeric) {
    const places = new Map(axis.parameter.values.map((value, i) => [value, axis.parameter.values.length === 1 ? 0.5 : (i + 0.5) / axis.parameter.values.length]));
    const all = axis.parameter.values.length;
    return { shares: axis.values.map(value => places.has(value) ? places.get(value) : NaN), ticks: axis.parameter.values.map(value => [places.get(value), formatParameter(value)]), invert: part => part * all, share: place => place / all, isWords: true };
  }
  const values = axis.values.map(toNumber);
  const log = axis.parameter ? axis.parameter.log : spansFactors(values);
  const own = axis.parameter ? axis.parameter.values : axis.steps ? [...new Set(axis.values)].sort((a, b) => a - b) : null;
  const [least, most] = extent(values);
  const ticks = (own && ownTicks({ log, values: own }, axisLength, () => 15)) || (least === most ? [least] : log ? factorTicks(least, most) : evenTicks(least, most));
  const scale = log ? Math.log : value => value;
  const [low, high] = extent([least, most, ...ticks].map(scale));
  const share = value => !Number.isFinite(value) || (log && value <= 0) ? NaN : high === low ? 0.5 : (scale(value) - low) / (high - low);
  const decimals = high - low < 0.04 ? 1 : 0;
  const text = value => axis.metric && isShare(axis.metric) ? formatMetric(value, axis.metric, decimals) : axis.parameter || axis.steps ? formatParameter(value) : formatNumber(value);
  return { shares: values.map(share), ticks: ticks.map(value => [share(value), text(value)]), share, invert: part => log ? Math.exp(low + part * (high - low)) : low + part * (high - low) };
}

// The part of an axis that its brush leaves. Brushes are kept as values, so that they stay where they are on an axis that grows; an end without one is the axis' own.
function rangeOf(axis) {
  const [low, high] = state.brushes[axis.key] || [null, null];
  return [low === null ? 0 : Math.max(0, Math.min(1, axis.share(low))), high === null ? 1 : Math.max(0, Math.min(1, axis.share(high)))];
}

// The trials within all brushes; null when there is none.
function brushedTrials(study) {
  const keys = Object.keys(state.brushes);
  if (!keys.length) return null;
  const axes = (study.axes ||= parallelAxes(study)).filter(axis => keys.includes(axis.key));
  if (!axes.length) return null;
  const ranges = new Map(axes.map(axis => [axis, rangeOf(axis)]));
  return new Set(study.trials.map((_, i) => i).filter(i => axes.every(axis => {
    const [low, high] = ranges.get(axis);
    return axis.shares[i] >= low - 1e-9 && axis.shares[i] <= high + 1e-9;
  })));
}

function parallelView(study, host) {
  const axes = study.axes ||= parallelAxes(study);
  const lost = axes[axes.length - 1].shares.some(share => !Number.isFinite(share));
  const room = Math.max(host.clientWidth, axes.length * 71);
  const left = Math.max(46, 14 + textWidth(Math.max(...axes[0].ticks.map(([, text]) => shortened(text, longestTick).length))));
  const right = room - 58;
  // Where names would run into each other every other one stands a line higher.
  const spacing = axes.length === 1 ? room : (right - left) / (axes.length - 1);
  const longest = Math.max(...axes.map(axis => axis.name.length));
  const levels = textWidth(longest) + 8 > spacing ? 2 : 1;
  const letters = Math.max(6, Math.floor((levels * spacing - 8) / textWidth(1)));
  const height = 314 + 16 * levels;
  const top = 18 + 16 * levels;
  const bottom = height - (lost ? railHeight + 26 : 14);
  const x = i => axes.length === 1 ? (left + right) / 2 : left + i * (right - left) / (axes.length - 1);
  const y = share => Number.isFinite(share) ? bottom - share * (bottom - top) : bottom + 20 + railHeight / 2;
  const root = svg('svg', { class: 'own', width: room, height, viewBox: `0 0 ${room} ${height}`, role: 'group', 'aria-label': `Parallel coordinates of ${count(study.trials.length, 'trial')}; each axis has two handles that select a range.` });
  const lines = svg('g', { 'data-lines': '' });
  root.append(lines);
  const drawnOnes = drawnTrials(study);
  const metric = axes[axes.length - 1];
  const isMinimized = study.metric.goal === 'minimize';
  const paths = new Map();
  const order = [...drawnOnes].sort((a, b) => (Number.isFinite(metric.shares[a]) ? (isMinimized ? 1 - metric.shares[a] : metric.shares[a]) : -1) - (Number.isFinite(metric.shares[b]) ? (isMinimized ? 1 - metric.shares[b] : metric.shares[b]) : -1));
  const opacity = Math.max(0.25, Math.min(0.85, 40 / Math.sqrt(drawnOnes.length * 12)));
  for (const i of order) {
    const share = metric.shares[i];
    const line = svg('path', {
      class: `trial${Number.isFinite(share) ? '' : ' lost'}`, d: axes.map((axis, a) => `${a ? 'L' : 'M'}${x(a).toFixed(1)} ${y(axis.shares[i]).toFixed(1)}`).join(''),
      stroke: Number.isFinite(share) ? sequential(isMinimized ? 1 - share : share) : theme().alarm, 'stroke-opacity': opacity, 'data-trial': i,
    });
    paths.set(i, line);
    lines.append(line);
  }

  if (lost) {
    root.append(svg('rect', { class: 'rail', x: left - 6, y: bottom + 20, width: right - left + 12, height: railHeight, rx: 8 }), svg('text', { x: right + 12, y: bottom + 20 + railHeight / 2 + 4 }, 'no value'));
    root.append(lines);
  }
  const brushes = axes.map((axis, a) => axisView(axis, x(a), top, bottom, root, a === axes.length - 1, { letters, lift: (a + axes.length - 1) % levels * 16 }));
  const announce = el('p', { class: 'sr', 'aria-live': 'polite' });

  // The trial whose line passes nearest to the pointer, within a finger's width.
  const nearest = event => {
    const box = root.getBoundingClientRect();
    const px = event.clientX - box.left;
    const py = event.clientY - box.top;
    const gap = axes.length === 1 ? 0 : Math.max(0, Math.min(axes.length - 2, Math.floor((px - left) / ((right - left) / (axes.length - 1)))));
    const selected = brushedTrials(study);
    let found = null;
    let least = 9;
    for (const i of drawnOnes) {
      if (selected && !selected.has(i)) continue;
      const from = y(axes[gap].shares[i]);
      const to = axes.length === 1 ? from : y(axes[gap + 1].shares[i]);
      const share = axes.length === 1 ? 0 : (px - x(gap)) / (x(gap + 1) - x(gap));
      const distance = Math.abs(from + (to - from) * share - py);
      if (distance < least) [found, least] = [i, distance];
    }
    return found;
  };
  root.addEventListener('pointermove', event => {
    if (event.buttons) return;
    const trial = nearest(event);
    setHover(trial);
    if (trial === null) hideTip();
    else showTip(`${trialLabel(study, study.trials[trial])}\n${words(study.metric.name)} ${Number.isFinite(metric.values[trial]) ? formatMetric(metric.values[trial], study.metric.name, 2) : formatStatus(study.trials[trial].status)}`, event.clientX, event.clientY);
  });
  root.addEventListener('pointerleave', () => {
    setHover(null);
    hideTip();
  });

  const refresh = () => {
    if (!root.isConnected) return;
    const selected = selectedTrials(study);
    for (const [i, line] of paths) {
      line.classList.toggle('out', selected !== null && !selected.has(i));
    }
    // What is selected lies over what is not.
    if (selected) for (const i of order) if (selected.has(i)) lines.append(paths.get(i));
    for (const brush of brushes) brush();
    announce.textContent = selected ? `${count(selected.size, 'trial')} selected.` : '';
  };
  let hovered = null;
  const refreshHover = () => {
    if (hovered) hovered.classList.remove('hover');
    hovered = state.hover === null ? null : paths.get(state.hover) || null;
    if (hovered) {
      hovered.classList.add('hover');
      lines.append(hovered);
    }
  };
  host.replaceChildren(root, announce);
  refresh();
  return { refresh, refreshHover };
}

function axisView(axis, x, top, bottom, root, isLast, { letters, lift }) {
  const group = svg('g', { 'data-axis': axis.key });
  group.append(svg('line', { class: 'axis', x1: x, x2: x, y1: top, y2: bottom }));
  const name = svg('text', { class: 'name halo', x, y: top - 16 - lift, 'text-anchor': 'middle' }, shortened(axis.name, letters));
  name.append(svg('title', null, axis.name));
  group.append(name);
  for (const [share, text] of axis.ticks) {
    const y = bottom - share * (bottom - top);
    group.append(svg('line', { class: 'axis', x1: x - 3, x2: x + 3, y1: y, y2: y }), svg('text', { class: 'halo', x: x + (isLast ? 9 : -8), y: y + 4, 'text-anchor': isLast ? 'start' : 'end' }, shortenedWithin(text, longestTick), svg('title', null, text)));
  }

  const hit = svg('rect', { class: 'hit', x: x - 13, y: top - 6, width: 26, height: bottom - top + 12 });
  const brush = svg('rect', { class: 'brush', x: x - 8, width: 16, rx: 3 });
  const handles = ['low', 'high'].map(end => svg('rect', { class: 'handle', x: x - 9, width: 18, height: 7, rx: 3.5, tabindex: 0, role: 'slider', 'aria-orientation': 'vertical', 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-label': `${end === 'low' ? 'Lower' : 'Upper'} end of the selected range of ${axis.name}`, 'data-handle': end }));
  group.append(hit, brush, ...handles);
  root.append(group);

  const shareAt = event => {
    const box = root.getBoundingClientRect();
    return Math.max(0, Math.min(1, (bottom - (event.clientY - box.top) * (root.viewBox.baseVal.height / box.height)) / (bottom - top)));
  };
  const set = (low, high) => {
    const [from, to] = [Math.min(low, high), Math.max(low, high)];
    if (from <= 0.0005 && to >= 0.9995) delete state.brushes[axis.key];
    else state.brushes[axis.key] = [from <= 0.0005 ? null : axis.invert(from), to >= 0.9995 ? null : axis.invert(to)];
    selectionChanged();
  };
  const range = () => rangeOf(axis);
  const drag = (target, begin) => target.addEventListener('pointerdown', event => {
    event.preventDefault();
    target.setPointerCapture(event.pointerId);
    hideTip();
    const move = begin(shareAt(event));
    const onMove = moved => move(shareAt(moved));
    target.addEventListener('pointermove', onMove);
    target.addEventListener('pointerup', () => target.removeEventListener('pointermove', onMove), { once: true });
    target.addEventListener('pointercancel', () => target.removeEventListener('pointermove', onMove), { once: true });
  });
  drag(hit, start => {
    let moved = false;
    delete state.brushes[axis.key];
    selectionChanged();
    return share => {
      moved ||= Math.abs(share - start) > 0.015;
      if (moved) set(start, share);
    };
  });
  drag(handles[0], () => share => set(Math.min(share, range()[1]), range()[1]));
  drag(handles[1], () => share => set(range()[0], Math.max(share, range()[0])));
  handles.forEach((handle, end) => handle.addEventListener('keydown', event => {
    const steps = { ArrowUp: 0.02, ArrowRight: 0.02, ArrowDown: -0.02, ArrowLeft: -0.02, PageUp: 0.1, PageDown: -0.1 };
    const [low, high] = range();
    if (event.key in steps) {
      const moved = Math.max(0, Math.min(1, (end ? high : low) + steps[event.key]));
      if (end) set(low, Math.max(moved, low));
      else set(Math.min(moved, high), high);
    } else if (event.key === 'Home') end ? set(low, low) : set(0, high);
    else if (event.key === 'End') end ? set(low, 1) : set(high, high);
    else if (event.key === 'Escape') set(0, 1);
    else return;
    event.preventDefault();
  }));

  const text = share => !axis.isWords ? (axis.metric ? formatMetric(axis.invert(share), axis.metric) : formatNumber(axis.invert(share))) : `${Math.round(share * 100)} %`;
  return () => {
    const [low, high] = range();
    const isSet = axis.key in state.brushes;
    brush.setAttribute('y', bottom - high * (bottom - top));
    brush.setAttribute('height', Math.max(1, (high - low) * (bottom - top)));
    brush.setAttribute('visibility', isSet ? 'visible' : 'hidden');
    [low, high].forEach((share, end) => {
      handles[end].setAttribute('y', bottom - share * (bottom - top) - (end ? 7 : 0));
      handles[end].classList.toggle('idle', !isSet);
      handles[end].setAttribute('aria-valuenow', Math.round(share * 100));
      handles[end].setAttribute('aria-valuetext', text(share));
    });
  };
}

function parallelSection(study) {
  if (!study.trials.length) return null;
  const host = el('div', { class: 'scroll', 'data-chart': 'parallel' });
  const clear = el('button', { type: 'button', class: 'plain', 'data-clear': '', disabled: true, onclick: () => {
    state.brushes = {};
    selectionChanged();
  } }, 'Clear selection');
  const told = el('span', { class: 'field' });
  const tell = () => {
    const selected = brushedTrials(study);
    clear.disabled = selected === null;
    told.textContent = selected === null ? 'Drag along an axis to select trials.' : `${whole.format(selected.size)} of ${count(study.trials.length, 'trial')} selected; pictures and table show them.`;
  };
  listen('selection', tell);
  let view = null;
  listen('selection', () => view && view.refresh());
  listen('hover', () => view && view.refreshHover());
  later(() => {
    tell();
    onWidth(host, () => { view = parallelView(study, host); });
  });
  return section('parallel', 'All trials at once',
    el('div', { class: 'controls' }, told, clear),
    el('figure', null, host, el('figcaption', null, `Every trial is a line, coloured by ${words(study.metric.name)}: the brighter, the better.${study.trials.every(finished) ? '' : ' Dashed: diverged, pruned, failed or not ended.'} All their numbers stand in the table at the end.`)));
}
