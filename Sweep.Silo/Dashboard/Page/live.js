// Follows what happens in a sweep. If the connection is lost, it tries again until the host, or another one, answers; then nothing was missed.
import { stream, sweepPath } from "./api.js";

const mostWait = 2000;

// A host writes at least each 2 s, so after a longer silence it is gone, although the network has not said so.
const mostSilence = 5000;

// A host whose database is slow needs longer to begin.
const mostWaitForFirst = 30_000;

// A tab that has been hidden for this long gives its connection back: browsers keep only a few for all tabs.
const mostHidden = 10_000;

/**
 * Calls `on[name](data)` for each event until `signal` is aborted, and `on.state(text)` when the connection is lost and back. `on.again` is
 * called when all that was read before may be old: when a connection has begun, and when the database is back.
 * The result's `want(metric)` asks for the points of a metric besides the objective.
 */
export function follow(id, on, signal) {
  let [lastId, wait, isLost, isAway, metric, line, hiding] = [null, 0, false, false, null, null, null];
  document.addEventListener("visibilitychange", turn, { signal });
  signal.addEventListener("abort", () => clearTimeout(hiding));
  turn();
  run();
  return { want };

  function want(next) {
    if (next === metric) { return; }
    metric = next;
    line?.abort("turned");
  }

  function turn() {
    clearTimeout(hiding);
    if (document.hidden) { hiding = setTimeout(() => { isAway = true; line?.abort("turned"); }, mostHidden); } else { isAway = false; }
  }

  async function run() {
    while (!signal.aborted) {
      if (isAway) { await shown(signal); continue; }
      line = new AbortController();
      const asked = line.signal;
      try {
        await listen(AbortSignal.any([signal, asked]));
      } catch (error) {
        if (signal.aborted || error.status === 401) { return; }
        if (error.status >= 400 && error.status < 500 && error.status !== 429) { on.state(error.message); return; }
      }

      if (signal.aborted) { return; }
      if (asked.reason === "turned") { continue; }
      if (!isLost) { on.state("Connection lost. Trying again…"); }
      isLost = true;
      wait = Math.min(mostWait, wait === 0 ? 250 : 2 * wait);
      await new Promise(resolve => { setTimeout(resolve, wait); });
    }
  }

  async function listen(either) {
    const own = line;
    let silence = null;
    let hasRow = false;
    const heard = (most = mostSilence) => {
      clearTimeout(silence);
      silence = setTimeout(() => own.abort("silent"), most);
    };
    heard(mostWaitForFirst);
    try {
      const response = await stream(sweepPath(id, "events"), { metrics: metric }, lastId, either);
      for await (const message of messages(response.body, heard)) {
        if (isLost) { on.state("Connection back."); }
        [wait, isLost] = [0, false];
        lastId = message.id || lastId;
        tell(message);
        if (message.event === "sweep" && !hasRow) { hasRow = true; tell({ event: "again" }); }
      }
    } finally {
      clearTimeout(silence);
    }
  }

  // An error of the page itself is not one of the connection.
  function tell({ event, data }) {
    try {
      if (event === "lost") { on.state(data.message ?? "The database does not answer."); }
      if (event === "back") { on.state("The database is back."); on.again?.(); }
      if (event !== "state") { on[event]?.(data); }
    } catch (error) {
      reportError(error);
    }
  }
}

const shown = signal => new Promise(resolve => {
  document.addEventListener("visibilitychange", resolve, { once: true });
  signal.addEventListener("abort", resolve, { once: true });
});

/** Reads the messages of an event stream. `heard` is called for whatever comes. */
async function* messages(body, heard) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) { return; }
    heard();
    const parts = (text + value).split(/\r?\n\r?\n/);
    text = parts.pop();
    yield* parts.map(message).filter(one => one);
  }
}

function message(block) {
  const lines = block.split(/\r?\n/).map(line => line.match(/^(\w+): ?(.*)$/)).filter(match => match);
  const field = name => lines.filter(match => match[1] === name).map(match => match[2]).join("\n");
  if (!field("data")) { return null; }
  try {
    return { id: field("id"), event: field("event") || "message", data: JSON.parse(field("data")) };
  } catch (error) {
    reportError(error);
    return null;
  }
}
