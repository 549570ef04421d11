// What a trial recorded beside its metrics: distributions of its tensors, and texts that it wrote. What it did not record does not appear.
import { get, sweepPath } from "./api.js";
import { h } from "./dom.js";
import { charted, figure, seen } from "./charted.js";
import { distributionsOf } from "./histograms.js";
import { whole } from "./words.js";

const mostTexts = 20;

export function summaries(sweep, n, context) {
  const element = h("div", { class: "summaries" });
  let [wasSeen, waiting, last] = [false, null, ""];
  seen(element, () => { wasSeen = true; read(); });
  return { element, refresh: later };

  function later() {
    waiting ??= setTimeout(() => { waiting = null; if (wasSeen && !context.signal.aborted) { read(); } }, 5000);
  }

  async function read() {
    try {
      const json = await get(sweepPath(sweep.id, "trials", n, "summaries"), { limit: 60 }, context.signal);
      await charted;
      if (JSON.stringify(json) === last) { return; }
      last = JSON.stringify(json);
      element.replaceChildren(...distributions(json.histograms ?? []), ...texts(json.texts ?? []));
      charts.tidy();
    } catch (error) {
      if (!context.signal.aborted && last === "") { element.replaceChildren(h("p", { class: "note" }, error.message)); }
    }
  }
}

function distributions(histograms) {
  const shown = distributionsOf(histograms);
  if (shown.length === 0) { return []; }
  const all = shown.map(({ data }) => ({ kind: "distribution", data }));
  return [h("h2", {}, "Distributions"), h("div", { class: "row" }, shown.map(({ name, data }) => figure({
    chart: "distribution", caption: name, data,
    alternative: `Elements of ${name} between ${data.low} and ${data.high} over ${data.steps.length} steps.`,
  }, all).element))];
}

const texts = rows => rows.length === 0 ? [] : [h("h2", {}, "Texts that it wrote"),
  ...rows.slice(-mostTexts).toReversed().flatMap(row => [h("h3", {}, `${row.name ?? "text"}, step ${whole(row.step)}`), h("blockquote", {}, row.text)])];
