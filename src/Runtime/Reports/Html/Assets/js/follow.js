// Follows a run: who serves the page says how the run stands, and sends the data anew when they changed.
const events = document.documentElement.dataset.events;
const run = { state: null, text: null };   // null until it is told
let source = null;
let since = null;         // identity of the newest data
let latest = null;        // data that wait to be drawn
let isHeld = false;       // the reader drags, or is in the middle of a word
let retry = null;
let rest = 0;             // when it may draw again: a processor may be training meanwhile, and has four fifths of the time

const followed = () => events && !['ended', 'closed', 'lost'].includes(run.state);

function tell(state, text) {
  Object.assign(run, { state, text });
  const header = host.querySelector('header');
  if (header) header.replaceWith(keepSame(header, head(currentStudy())));
  nameTab();
}

function connect() {
  if (source) source.close();
  const address = new URL(events, location.href);
  if (since) address.searchParams.set('since', since);
  source = new EventSource(address);
  source.addEventListener('state', event => {
    const { state, text } = JSON.parse(event.data);
    tell(state, text);
  });
  source.addEventListener('message', event => {
    since = event.lastEventId;
    latest = event.data;
    drawLatest();
  });
  source.addEventListener('end', () => source.close());
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) tell('lost', 'The connection to \'sweep watch\' is lost. Start it again, and open the address that it prints.');
    else tell('broken', 'The connection to \'sweep watch\' is broken; this page tries again.');
  });
}

// Data that came while older ones were drawn, or while the reader was in the middle of something, wait; of several the newest are drawn.
function drawLatest() {
  clearTimeout(retry);
  if (latest === null) return;
  const isChoosing = CSS.supports('selector(select:open)') && document.querySelector('select:open');
  if (performance.now() < rest || isHeld || isChoosing || document.documentElement.dataset.drawn === undefined) {
    retry = setTimeout(drawLatest, 100);
    return;
  }
  const data = JSON.parse(latest);
  latest = null;
  const start = performance.now();
  update(data);
  drawnOnce.push(() => { rest = performance.now() + 4 * (performance.now() - start); });
}

function follow() {
  for (const [event, held] of [['pointerdown', true], ['pointerup', false], ['pointercancel', false], ['compositionstart', true], ['compositionend', false]]) {
    addEventListener(event, () => { isHeld = held; }, true);
  }
  // A page that nobody sees takes no processor from training.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) source.close();
    else if (followed()) connect();
  });
  connect();
}
