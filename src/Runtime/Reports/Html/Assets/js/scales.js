// Colours and axes.

// Okabe and Ito's colours, told apart by colour-blind readers too; yellow is left out, which no paper shows.
const groupColours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00', '#6f6f6f'];
const groupSymbols = ['circle', 'square', 'diamond', 'triangle-up', 'triangle-down', 'cross', 'x'];

// Viridis at tenths of its length (van der Walt and Smith), without the last, too light for paper.
const viridis = ['#440154', '#482475', '#414487', '#355f8d', '#2a788e', '#21918c', '#22a884', '#44bf70', '#7ad151', '#bddf26'];

const isDark = () => matchMedia('(prefers-color-scheme: dark)').matches && !document.documentElement.classList.contains('paper');

function mix(a, b, share) {
  const part = i => Math.round(parseInt(a.slice(i, i + 2), 16) * (1 - share) + parseInt(b.slice(i, i + 2), 16) * share).toString(16).padStart(2, '0');
  return `#${part(1)}${part(3)}${part(5)}`;
}

// A colour for a share from 0 to 1. The end that the background swallows is left out.
function sequential(share) {
  const [from, to] = isDark() ? [0.24, 1] : [0, 0.9];
  const place = (from + Math.max(0, Math.min(1, share)) * (to - from)) * (viridis.length - 1);
  const below = Math.min(viridis.length - 2, Math.floor(place));
  return mix(viridis[below], viridis[below + 1], place - below);
}

const sequentialScale = () => [0, 0.25, 0.5, 0.75, 1].map(share => [share, sequential(share)]);

function transparent(colour, share) {
  return colour + Math.round(share * 255).toString(16).padStart(2, '0');
}

function theme() {
  const style = getComputedStyle(document.documentElement);
  const read = name => style.getPropertyValue(`--${name}`).trim();
  return { ink: read('ink'), soft: read('soft'), faint: read('faint'), rule: read('rule'), grid: read('grid'), paper: read('paper'), raised: read('raised'), accent: read('accent'), alarm: read('alarm'), sans: read('sans') };
}

const finite = values => values.filter(Number.isFinite);
const extent = values => {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low > high ? [0, 1] : [low, high];
};

// Whether positive values span so much that an axis of factors reads better.
function spansFactors(values) {
  const [low, high] = extent(values);
  return low > 0 && high / low >= 30;
}

const decadesOf = values => {
  const [low, high] = extent(values);
  return Math.log10(high / low);
};

// About that many pixels, of 12.
const textWidth = letters => 6.6 * letters;

// The pixels that a picture has for its axis across.
const acrossOf = chart => chart.clientWidth - 76;

// The name of a group in a picture's legend, which would lose its end beyond the picture's edge.
const legendName = (chart, text) => plain(shortenedWithin(text, Math.max(12, Math.floor((chart.clientWidth - 80) / textWidth(1)))));

// A parameter's own values as ticks where neighbours leave room for their labels, of about even ones every second or third if need be; null where they do not, as where they were drawn at random.
function ownTicks(parameter, room, sizeOf, most = 12) {
  const scale = parameter.log ? Math.log : value => value;
  const [low, high] = extent(parameter.values.map(scale));
  const [least, widest] = extent(parameter.values.slice(1).map((value, i) => scale(value) - scale(parameter.values[i])));
  for (const every of parameter.values.length > most ? [] : widest <= 3 * least ? [1, 2, 3] : [1]) {
    const ticks = parameter.values.filter((_, i) => i % every === 0);
    const sizes = ticks.map(value => sizeOf(formatParameter(value)));
    if (ticks.every((tick, i) => !i || (scale(tick) - scale(ticks[i - 1])) / (high - low) * room >= (sizes[i] + sizes[i - 1]) / 2)) return ticks;
  }
  return null;
}

// The axis of a parameter along so many pixels, with its own values as ticks where they are few and find room.
function parameterAxis(parameter, room, isUpright = false) {
  const axis = { title: { text: plain(shortened(parameter.name, Math.max(8, Math.floor(room / 7.5)))) } };
  if (!parameter.numeric) {
    const names = parameter.values.map(formatParameter);
    const letters = isUpright ? 12 : Math.max(10, Math.floor(room / names.length / 6.6) - 1);
    const isLong = names.some(name => name.length > letters);
    return { ...axis, type: 'category', categoryorder: 'array', categoryarray: names.map(plain), ...(isLong ? { tickvals: names.map(plain), ticktext: names.map(name => plain(shortenedWithin(name, letters))) } : {}) };
  }
  if (parameter.log) Object.assign(axis, { type: 'log' }, decadesOf(parameter.values) > 2.5 ? { dtick: 1 } : {});
  // Plotly leaves some room at both ends.
  const ticks = ownTicks(parameter, 0.88 * room, isUpright ? () => 16 : text => textWidth(text.length) + 5);
  if (ticks) Object.assign(axis, { tickvals: ticks, ticktext: ticks.map(formatParameter), tickangle: 0, minor: { ticks: '' } });
  else if (!axis.dtick) axis.nticks = Math.max(2, Math.floor(room / (isUpright ? 30 : 70)));
  return axis;
}

const parameterValue = (parameter, value) => parameter.numeric ? value : plain(formatParameter(value));

const metricAxis = (name, extra = {}) => ({ title: { text: words(name) }, ...(isShare(name) ? { tickformat: '.2~%' } : {}), ...extra });

// Round values around a range, five or six.
function evenTicks(low, high) {
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find(factor => factor * power >= rough * 0.999);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

// Round values within a range that spans factors; its ends where there are too few.
function factorTicks(low, high) {
  const decades = Math.log10(high / low);
  const factors = decades > 4 ? [1] : decades > 2 ? [1, 3] : [1, 2, 5];
  const ticks = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    for (const factor of factors) {
      const tick = Number((factor * 10 ** power).toPrecision(3));
      if (tick >= low * 0.999 && tick <= high * 1.001) ticks.push(tick);
    }
  }
  return ticks.length > 1 ? ticks : [low, high];
}

// Student's factor of a 95 % interval, by degrees of freedom.
const student = [NaN, 12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042];
const studentFactor = freedom => freedom < student.length ? student[freedom] : 1.96 + 2.4 / freedom;
