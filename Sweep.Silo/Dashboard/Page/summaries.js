// What a trial recorded beside its metrics: distributions of its tensors, and texts that it wrote. What it did not record does not appear.
import { get, sweepPath } from "./api.js";
import { h } from "./dom.js";
import { charted, figure, seen } from "./charted.js";
import { distributionsOf } from "./histograms.js";
import { repeated } from "./repeated.js";
import { whole } from "./words.js";

const pageSize = 50;
const mostTexts = 10;
const mostOften = 5000;

export function summaries(sweep, n, { signal }) {
  const element = h("div", { class: "summaries" }, h("p", { class: "quiet" }, "Loading…"));
  let [isRead, shown, rows] = [false, [], []];
  const reads = repeated({
    read, signal, pause: () => mostOften,
    failed(error) { if (rows.length === 0) { element.replaceChildren(h("p", { class: "note" }, error.message)); } },
  });
  seen(element, reads.now, signal);
  return { element, refresh: reads.later };

  /** Reads the steps after those that are known. */
  async function read(own) {
    const before = rows.length;
    for (let next = true; next;) {
      const page = await get(sweepPath(sweep.id, "trials", n, "summaries"), { after: rows.at(-1)?.step, limit: pageSize }, own);
      rows = [...rows, ...page.summaries];
      next = page.next;
    }

    await charted;
    if (own.aborted) { return; }
    if (rows.length > before || !isRead) { fill(); }
    isRead = true;
  }

  function fill() {
    const found = distributionsOf(rows);
    const all = found.map(({ data }) => ({ kind: "distribution", data }));
    if (shown.length > 0 && shown.length === found.length) {
      shown.forEach((one, i) => { all.forEach((other, j) => { one.all[j] = other; }); one.figure.update(chartOf(found[i])); });
    } else {
      shown = found.map(one => ({ all, figure: figure(chartOf(one), all, signal) }));
    }

    element.replaceChildren(
      ...shown.length > 0 ? [h("h2", {}, "Distributions"), h("div", { class: "row" }, shown.map(one => one.figure.element))] : [],
      ...texts(rows.flatMap(({ step, texts: written }) => written.map(text => ({ step, ...text })))));
    charts.tidy();
  }
}

const chartOf = ({ name, data }) => ({
  chart: "distribution", caption: name, data, alternative: `Elements of ${name} between ${data.low} and ${data.high} over ${data.steps.length} steps.`,
});

// Trials record Markdown, in which the signs of HTML are escaped.
const signs = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": "\"" };
const plain = text => text.replaceAll("**", "").replace(/&(?:lt|gt|amp|quot);/g, sign => signs[sign]);

const texts = rows => rows.length === 0 ? [] : [h("h2", {}, "Texts that it wrote"),
  ...rows.slice(-mostTexts).toReversed().flatMap(row => [h("h3", {}, `${row.name ?? "text"}, step ${whole(row.step)}`), h("blockquote", {}, plain(row.text))])];
