// Shows a section of a sweep, loads it when it comes into view, and keeps it up to date.
import { get, sweepPath } from "./api.js";
import { h } from "./dom.js";
import { charted, seen } from "./charted.js";
import { block, chartsOf, renew } from "./blocks.js";

// A section is read again at most this often, however much happens.
const mostOften = 3000;

/** An element with a section. `refresh` reads it again if the reader has seen it. */
export function section(id, name, { signal }, { heading = true } = {}) {
  const title = h("h2", { hidden: !heading }, "…");
  const body = h("div", { class: "blocks" }, h("p", { class: "quiet" }, "Loading…"));
  const element = h("section", { class: "section" }, title, body);
  let [parts, isReading, isStale, lastRead] = [null, false, false, 0];
  seen(element, read);
  return { element, refresh };

  function refresh() {
    if (!parts || signal.aborted) { return; }
    if (isReading || isStale) { isStale = true; return; }
    isStale = true;
    setTimeout(() => { isStale = false; read(); }, Math.max(0, mostOften - (performance.now() - lastRead)));
  }

  async function read() {
    if (isReading || signal.aborted) { return; }
    isReading = true;
    try {
      const json = await get(sweepPath(id, "sections", name), {}, signal);
      await charted;
      fill(json);
    } catch (error) {
      if (!signal.aborted && !parts) { body.replaceChildren(h("p", { class: "note" }, error.message)); }
    } finally {
      [isReading, lastRead] = [false, performance.now()];
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
