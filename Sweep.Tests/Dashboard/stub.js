// A host of the dashboard without a silo. A check says what it answers, and when.
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { extname, join } from "node:path";

const types = { ".js": "text/javascript", ".css": "text/css", ".html": "text/html" };

export const id = "0123456789abcdef0123456789abcdef";

export const sweepRow = () => ({
  id, name: "stub", folder: "stub", status: "Running", progress: 0.25, counts: { Running: 3, Failed: 1 }, objective: { metric: "val/loss", goal: "minimize" },
  varied: ["rate"], metrics: [{ name: "val/loss" }, { name: "accuracy" }], sections: ["progress"], best: { trial: 1, value: 0.5 }, search: { sampler: "halton" },
  stop: "asha", spec: { resource: { plural: "epochs" } }, can: { steer: true, extend: true }, created_at: "2026-01-01T00:00:00Z", trials: 4,
});

const series = metric => ({ metric, series: [{ trial: 1, label: "#1", status: "Running", points: [[1, 0.9], [2, 0.8], [3, 0.7]] }], band: null });

/** `folder` has the page's files. `answers` has functions by method and path, such as "GET sweeps"; each gets { query, headers } and returns JSON. */
export class Host {
  constructor(folder) {
    this.folder = folder;
    this.reset();
    this.server = createServer((request, response) => this.answer(request, response).catch(error => {
      response.writeHead(error.status ?? 500, { "Content-Type": "application/problem+json" });
      response.end(JSON.stringify({ title: "Wrong", detail: error.message }));
    }));
  }

  reset() {
    this.streams?.forEach(stream => stream.response.end());
    [this.streams, this.asked, this.files, this.isSilent] = [[], [], {}, false];
    this.row = sweepRow();
    this.answers = {
      "GET me": () => ({ name: "tester", role: "admin" }),
      "GET cluster": () => ({ silos: [], queue: { slots: 1, waiting: 0 }, read_only: false, host: "serve" }),
      "GET trainables": () => ({ trainables: [] }),
      "GET sweeps": () => ({ sweeps: [this.row], next: null }),
      [`GET sweeps/${id}`]: () => this.row,
      [`GET sweeps/${id}/sections/progress`]: () => this.section("first"),
      [`GET sweeps/${id}/series`]: ({ query }) => series(query.metric),
      [`GET sweeps/${id}/trials`]: () => ({ trials: [this.trial()], next: null, total: 1 }),
    };
  }

  section(text) {
    return { id: "progress", title: "Best so far", blocks: [{ kind: "paragraph", text }] };
  }

  trial(status = "Running", attempts = 1) {
    return { number: 1, trial: "stub/1", status, attempts, seed: 1, hyperparameters: { rate: 0.1, layers: 2 }, best: null, step: 3, total_steps: 9, seconds: 1 };
  }

  async start() {
    await new Promise(resolve => { this.server.listen(0, "127.0.0.1", resolve); });
    this.origin = `http://127.0.0.1:${this.server.address().port}`;
  }

  /** Sends a message to all that follow. */
  tell(event, data, number) {
    for (const { response } of this.streams) { response.write(`${number ? `id: ${number}\n` : ""}event: ${event}\ndata: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`); }
  }

  /** Says to all that follow that the host is alive, as a host does every two seconds. */
  beat() {
    if (!this.isSilent) { this.streams.forEach(({ response }) => response.write(": alive\n\n")); }
  }

  /** How often something was asked for. */
  count(what) {
    return this.asked.filter(one => one.what === what).length;
  }

  async answer(request, response) {
    const url = new URL(request.url, this.origin);
    if (!url.pathname.startsWith("/api/v1/")) { await this.file(url.pathname, response); return; }
    const what = `${request.method} ${url.pathname.slice("/api/v1/".length)}`;
    const one = { what, query: Object.fromEntries(url.searchParams), headers: request.headers };
    this.asked.push(one);
    if (what === `GET sweeps/${id}/events`) { this.follow(one, response); return; }
    if (!this.answers[what]) { throw Object.assign(new Error(`The stub knows no ${what}.`), { status: 404 }); }
    const json = await this.answers[what](one);
    response.writeHead(200, { "Content-Type": "application/json" });
    response.end(JSON.stringify(json));
  }

  follow(one, response) {
    const stream = { ...one, response };
    this.streams.push(stream);
    response.on("close", () => { this.streams = this.streams.filter(other => other !== stream); });
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.write(`id: 7\nevent: sweep\ndata: ${JSON.stringify(this.row)}\n\n`);
  }

  async file(path, response) {
    const name = path === "/" ? "index.html" : path.slice(1);
    await this.files[name.split("/").at(-1)];
    response.writeHead(200, { "Content-Type": types[extname(name)] });
    response.end(readFileSync(join(this.folder, name)));
  }
}

/** An answer that waits until it is let go. */
export function held(value) {
  let release;
  const gate = new Promise(resolve => { release = resolve; });
  return { answer: async one => { await gate; return value(one); }, gate, release };
}

export const fails = (status, text) => () => { throw Object.assign(new Error(text), { status }); };
