// How far the design carries the answer, and how to have it again.
function warningView(warning) {
  return el('div', { class: `warning${warning.accepted === undefined ? '' : ' accepted'}` },
    el('h3', null, warning.title), el('p', null, warning.message),
    warning.accepted !== undefined && el('p', null, el('b', null, 'Kept, because: '), warning.accepted),
    el('p', { class: 'rule' }, `${warning.rule}, line ${warning.line}`));
}

function sourceView(source) {
  const marked = new Set(source.warnings.filter(warning => warning.accepted === undefined).map(warning => warning.line));
  const lines = source.text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n');
  return el('pre', { tabindex: 0, 'aria-label': source.file }, el('code', null, lines.map((line, i) => el('span', { class: `line${marked.has(i + 1) ? ' marked' : ''}`, 'data-number': i + 1 }, `${line}\n`))));
}

const floatOf = bits => new Float32Array(new Uint32Array([bits]).buffer)[0];

// Settings as they reached the trainer: nested keys as paths.
function flatten(value, path = '') {
  if (value === null || typeof value !== 'object') return [[path, /\.hyper_bits\./.test(path) ? formatNumber(floatOf(value)) : String(value)]];
  if (Array.isArray(value)) return value.length && value.every(item => item === null || typeof item !== 'object') ? [[path, value.join(' × ')]] : value.flatMap((item, i) => flatten(item, `${path}[${i}]`));
  return Object.entries(value).flatMap(([key, item]) => flatten(item, path ? `${path}.${key}` : key));
}

function settingsView(study) {
  const settings = study.settings;
  if (!settings) return [];
  const layers = settings.network && Array.isArray(settings.network.layers) ? settings.network.layers : [];
  const of = ['dataset', 'training'].flatMap(key => settings[key] ? flatten(settings[key], key) : []).map(([key, value]) => [key.replace('.hyper_bits.', '.').replaceAll('_', ' ').replace('.', ': '), value]);
  return [
    layers.length > 0 && el('details', null, el('summary', null, `Network: ${count(layers.length, 'layer')}, ${whole.format(settings.network.parameters)} parameters`),
      plainTable('Layers of the network', [
        { title: 'layer', cell: layer => String(layer.name || '') }, { title: 'kind', cell: layer => String(layer.kind || '') },
        { title: 'settings', cell: layer => flatten(Object.fromEntries(Object.entries(layer).filter(([key]) => !['name', 'kind', 'output', 'parameters', 'layers', 'branches', 'body'].includes(key)))).map(([key, value]) => `${key} ${value}`).join(', ') },
        { title: 'output', cell: layer => Array.isArray(layer.output) ? layer.output.join(' × ') : '' }, { title: 'parameters', number: true, cell: layer => Number.isFinite(layer.parameters) ? whole.format(layer.parameters) : '' },
      ], layers)),
    of.length > 0 && el('details', null, el('summary', null, `Settings of one trial${settings.parameters && Object.keys(settings.parameters).length ? ` (${Object.entries(settings.parameters).map(([key, value]) => `${key} ${formatParameter(value)}`).join(', ')})` : ''}`),
      plainTable('Settings', [{ title: 'setting', cell: row => row[0] }, { title: 'value', cell: row => row[1] }], of)),
  ];
}

function methodSection(study) {
  const source = study.source;
  const warnings = source ? source.warnings : [];
  const open = warnings.filter(warning => warning.accepted === undefined);
  const kept = warnings.filter(warning => warning.accepted !== undefined);
  return section('method', 'How far it carries',
    !source ? el('p', null, 'The YAML of this study is not among its results.')
      : open.length ? el('p', null, `The build warns of ${count(open.length, 'way')} in which this design may not answer its question. Read the verdict with them in mind.`)
        : el('p', null, kept.length ? 'The build has no open warning about this design; what its author keeps on purpose is below.' : 'The build found nothing doubtful in this design.'),
    open.map(warningView), kept.map(warningView),
    el('h3', null, 'Again, from here'),
    el('p', null, 'The same program version, YAML, data, device and driver give the same bits.'),
    el('pre', { class: 'command', tabindex: 0, 'aria-label': 'The command' }, el('code', null, study.command)),
    el('dl', { class: 'facts' }, [
      ['Program', `version ${study.environment.version}`], ['Kernels', study.environment.kernels], ['Data', `${whole.format(study.data.train_examples)} training, ${study.data.validation_examples ? `${whole.format(study.data.validation_examples)} held-out, ` : ''}${whole.format(study.data.test_examples)} test examples`],
      ['Fingerprint of the data', study.data.fingerprint.slice(0, 16)], ['Fingerprint of the study', study.hash.slice(0, 16)],
    ].map(([name, value]) => el('div', null, el('dt', null, name), el('dd', null, value)))),
    source && el('h3', null, source.file), source && sourceView(source),
    settingsView(study));
}
