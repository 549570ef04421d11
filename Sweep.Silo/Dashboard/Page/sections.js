// Shows a section of a sweep, loads it when it comes into view, and keeps it up to date.
import { get, sweepPath } from "./api.js";
import { h } from "./dom.js";
import { charted, seen } from "./charted.js";
import { block, chartsOf, renew } from "./blocks.js";
import { repeated } from "./repeated.js";

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
  let [parts, rest] = [null, mostOften];
  const reads = repeated({
    read, signal, pause: () => rest,
    failed(error) { if (!parts) { body.replaceChildren(h("p", { class: "note" }, error.message)); } },
  });
  seen(element, reads.now, signal);
  return { element, refresh() { if (!parts || !still.includes(name)) { reads.later(); } } };

  async function read(own) {
    const begun = performance.now();
    const json = await get(sweepPath(id, "sections", name), {}, own);
    rest = Math.max(mostOften, restAfterRead * (performance.now() - begun));
    await charted;
    if (!own.aborted) { fill(json); }
  }

  function fill(json) {
    const all = json.blocks.flatMap(chartsOf).map(chart => ({ kind: chart.chart, data: chart.data }));
    title.textContent = json.title;
    if (parts && parts.map(part => part.json.kind).join() === json.blocks.map(one => one.kind).join()) {
      parts = parts.map((part, i) => renew(part, json.blocks[i], all));
    } else {
      parts = json.blocks.map(one => block(one, all));
      body.replaceChildren(...parts.map(part => part.element));
    }

    charts.tidy();
  }
}
