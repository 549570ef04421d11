// Shows a section of a sweep, loads it when it comes into view, and keeps it up to date.
import { get, sweepPath } from "./api.js";
import { h } from "./dom.js";
import { charted, seen } from "./charted.js";
import { block, chartsOf, renew } from "./blocks.js";

// However much happens, a section is read again at most this often; one that takes the host long, more seldom.
const mostOften = 3000;
const restAfterRead = 20;

// What these sections have does not change while trials train, and words take the host long.
const still = ["words", "repeat"];

/** An element with a section. `refresh` reads it again if the reader has seen it. */
export function section(id, name, { signal }, { heading = true } = {}) {
  const title = h("h2", { hidden: !heading }, "…");
  const body = h("div", { class: "blocks" }, h("p", { class: "quiet" }, "Loading…"));
  const element = h("section", { class: "section" }, title, body);
  let [parts, isReading, isStale, lastRead, rest] = [null, false, false, 0, mostOften];
  seen(element, read);
  return { element, refresh };

  function refresh() {
    if (!parts || signal.aborted || still.includes(name)) { return; }
    if (isReading || isStale) { isStale = true; return; }
    isStale = true;
    setTimeout(() => { isStale = false; read(); }, Math.max(0, rest - (performance.now() - lastRead)));
  }

  async function read() {
    if (isReading || signal.aborted) { return; }
    isReading = true;
    const begun = performance.now();
    try {
      const json = await get(sweepPath(id, "sections", name), {}, signal);
      await charted;
      fill(json);
    } catch (error) {
      if (!signal.aborted && !parts) { body.replaceChildren(h("p", { class: "note" }, error.message)); }
    } finally {
      [isReading, lastRead] = [false, performance.now()];
      rest = Math.max(mostOften, restAfterRead * (lastRead - begun));
    }
  }

  function fill(json) {
    const all = json.blocks.flatMap(chartsOf).map(chart => ({ kind: chart.chart, data: chart.data }));
    title.textContent = json.title;
    if (parts && parts.map(part => part.json.kind).join() === json.blocks.map(one => one.kind).join()) {
      parts = parts.map((part, i) => renew(part, json.blocks[i], all));
      return;
    }

    parts = json.blocks.map(one => block(one, all));
    body.replaceChildren(...parts.map(part => part.element));
    charts.tidy();
  }
}
