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
  if (size < 1e-4 || size >= 1e7) return value.toExponential(2).replace(/\.?0+e/, 'e').replace('e+', 'e').replaceAll('-', '−');
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
  if (!isShare(name)) return formatWithin(estimate.mean, half);
  const decimals = half * 100 < 0.095 ? 2 : 1;
  return `${(estimate.mean * 100).toFixed(decimals)} ± ${(half * 100).toFixed(decimals)} %`;
}

// As many digits as the interval leaves meaning to, as the terminal has it: 0.12 keeps two digits and 0.9 one.
function formatWithin(mean, half) {
  const power = Math.floor(Math.log10(half));
  const decimals = Math.max(0, (half / 10 ** power < 2 ? 1 : 0) - power);
  if (half === 0 || decimals > 6 || Math.max(half, Math.abs(mean)) >= 1e7) return `${formatNumber(mean)} ± ${formatNumber(half)}`;
  const fixed = new Intl.NumberFormat('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  // Rounded to nothing, a number has no sign.
  return [Number(mean.toFixed(decimals)) || 0, half].map(value => fixed.format(value).replace('-', '−')).join(' ± ');
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

const shortened = (text, letters) => text.length > letters ? `${text.slice(0, letters - 1)}…` : text;

// Where names end alike or in their value, both ends stay.
const shortenedWithin = (text, letters) => text.length > letters ? `${text.slice(0, Math.ceil((letters - 1) / 2))}…${text.slice(text.length - Math.floor((letters - 1) / 2))}` : text;

// Texts that come ready made write 1E-05 and 3.00e-5.
const exponents = /(?<![\w.])-?\d(?:\.\d+)?(?:E[+-]\d{2,3}|e[+-]\d+)(?!\w)/g;
const withOwnNumbers = text => text.replace(exponents, found => formatNumber(Number(found)));

// Plotly reads a little markup in texts; what comes from data must be none.
const plain = text => String(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const statusWord = { 'not ended': 'under way', 'not run': 'not run yet' };
const formatStatus = status => statusWord[status] || status;
