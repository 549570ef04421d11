// Follows what happens in a sweep. If the connection is lost, it tries again until the host, or another one, answers; then nothing was missed.
import { stream, sweepPath } from "./api.js";

const mostWait = 2000;

/** Calls `on[name](data)` for each event until `signal` is aborted, and `on.state(text)` when the connection is lost and back. */
export async function follow(id, on, signal) {
  let [lastId, wait, isLost] = [null, 0, false];
  while (!signal.aborted) {
    try {
      const response = await stream(sweepPath(id, "events"), lastId, signal);
      if (isLost) { on.state("Connection back."); on.again?.(); }
      [wait, isLost] = [0, false];
      for await (const message of messages(response.body)) {
        lastId = message.id || lastId;
        if (message.event === "lost") { on.state(message.data.message ?? "The database does not answer."); }
        if (message.event === "back") { on.state("The database is back."); on.again?.(); }
        on[message.event]?.(message.data);
      }
    } catch (error) {
      if (signal.aborted || error.status === 401) { return; }
      if (error.status >= 400 && error.status < 500 && error.status !== 429) { on.state(error.message); return; }
    }

    if (signal.aborted) { return; }
    if (!isLost) { on.state("Connection lost. Trying again…"); }
    isLost = true;
    wait = Math.min(mostWait, wait === 0 ? 250 : 2 * wait);
    await new Promise(resolve => { setTimeout(resolve, wait); });
  }
}

/** Reads the messages of an event stream. */
async function* messages(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) { return; }
    const parts = (text + value).split(/\r?\n\r?\n/);
    text = parts.pop();
    yield* parts.map(message).filter(one => one.data !== null);
  }
}

function message(block) {
  const lines = block.split(/\r?\n/).map(line => line.match(/^(\w+): ?(.*)$/)).filter(match => match);
  const field = name => lines.filter(match => match[1] === name).map(match => match[2]).join("\n");
  return { id: field("id"), event: field("event") || "message", data: field("data") ? JSON.parse(field("data")) : null };
}
