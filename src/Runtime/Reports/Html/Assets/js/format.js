// Numbers and names for people.
const number = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 });
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

// Values that JSON has no number for are words in the data.
function toNumber(value) {
  if (value === null || value === undefined) return NaN;
  return typeof value === 'number' ? value : value === 'Infinity' ? Infinity : value === '-Infinity' ? -Infinity : NaN;
}

const isShare = name => /_accuracy$/.test(name);

const words = name => name.replace(/^val_/, 'validation ').replaceAll('_', ' ');

function formatNumber(value) {
  if (!Number.isFinite(value)) return value === Infinity ? '∞' : value === -Infinity ? '−∞' : 'not a number';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 1e7) return value.toExponential(2).replace('e+', 'e').replace('-', '−');
  return number.format(value).replace('-', '−');
}

function formatMetric(value, name, decimals = 1) {
  if (!Number.isFinite(value)) return formatNumber(value);
  return isShare(name) ? `${(value * 100).toFixed(decimals)} %` : formatNumber(value);
}

function formatEstimate(estimate, name) {
  if (!estimate || estimate.mean === null) return '–';
  if (estimate.low === null || estimate.low === undefined) return formatMetric(estimate.mean, name);
  const half = (estimate.high - estimate.low) / 2;
  if (!isShare(name)) return `${formatNumber(estimate.mean)} ± ${new Intl.NumberFormat('en-US', { maximumSignificantDigits: 2 }).format(half)}`;
  const decimals = half * 100 < 0.095 ? 2 : 1;
  return `${(estimate.mean * 100).toFixed(decimals)} ± ${(half * 100).toFixed(decimals)} %`;
}

function formatSeconds(seconds) {
  if (!Number.isFinite(seconds)) return '–';
  if (seconds < 60) return `${number.format(seconds)} s`;
  const total = Math.round(seconds);
  const minutes = Math.floor(total / 60);
  if (minutes < 60) return `${minutes} min ${total % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const formatWattHours = hours => hours < 1000 ? `${number.format(hours)} Wh` : `${number.format(hours / 1000)} kWh`;

function formatBytes(bytes) {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let unit = 0;
  while (bytes >= 1024 && unit < units.length - 1) {
    bytes /= 1024;
    unit++;
  }
  return `${number.format(bytes)} ${units[unit]}`;
}

const formatParameter = value => value === null || value === undefined ? '–' : Number.isInteger(value) && Math.abs(value) < 1e7 ? String(value) : typeof value === 'number' ? formatNumber(value) : String(value);

const count = (n, noun) => `${whole.format(n)} ${noun}${n === 1 ? '' : 's'}`;

// Plotly reads a little markup in texts; what comes from data must be none.
const plain = text => String(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const statusWord = { 'not ended': 'under way', 'not run': 'not run yet' };
const formatStatus = status => statusWord[status] || status;
