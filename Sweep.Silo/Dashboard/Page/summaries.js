// What a trial recorded beside its metrics: distributions of its tensors, and texts that it wrote. What it did not record does not appear.
import { get, sweepPath } from "./api.js";
import { h } from "./dom.js";
import { charted, figure, seen } from "./charted.js";
import { repeated } from "./repeated.js";
import { whole } from "./words.js";

const mostOften = 5000;

export function summaries(sweep, n, { signal }) {
  const element = h("div", { class: "summaries" }, h("p", { class: "quiet" }, "Loading…"));
  let [told, shown] = ["", []];
  const reads = repeated({
    read, signal, pause: () => mostOften,
    failed(error) { if (!told) { element.replaceChildren(h("p", { class: "note" }, error.message)); } },
  });
  seen(element, reads.now, signal);
  return { element, refresh: reads.later };

  async function read(own) {
    const recorded = await get(sweepPath(sweep.id, "trials", n, "recorded"), {}, own);
    await charted;
    if (own.aborted) { return; }
    const now = JSON.stringify(recorded);
    if (now !== told) { fill(recorded); }
    told = now;
  }

  function fill({ distributions, texts }) {
    const all = distributions.map(data => ({ kind: "distribution", data }));
    if (shown.length > 0 && shown.length === distributions.length) {
      shown.forEach((one, i) => { all.forEach((other, j) => { one.all[j] = other; }); one.figure.update(chartOf(distributions[i])); });
    } else {
      shown = distributions.map(data => ({ all, figure: figure(chartOf(data), all, signal) }));
    }

    element.replaceChildren(
      ...shown.length > 0 ? [h("h2", {}, "Distributions"), h("div", { class: "row" }, shown.map(one => one.figure.element))] : [],
      ...written(texts));
    charts.tidy();
  }
}

const chartOf = data => ({
  chart: "distribution", caption: data.name, data,
  alternative: `Elements of ${data.name} between ${data.low} and ${data.high} over ${data.steps.length} steps.`,
});

// Trials record Markdown, in which the signs of HTML are escaped.
const signs = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": "\"" };
const plain = text => text.replaceAll("**", "").replace(/&(?:lt|gt|amp|quot);/g, sign => signs[sign]);

const written = texts => texts.length === 0 ? [] : [h("h2", {}, "Texts that it wrote"),
  ...texts.flatMap(row => [h("h3", {}, `${row.name}, step ${whole(row.step)}`), h("blockquote", {}, plain(row.text))])];
