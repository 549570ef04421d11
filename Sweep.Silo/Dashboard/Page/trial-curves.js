// The curves of one trial: a metric at a time, as the reader chooses.
import { get, sweepPath } from "./api.js";
import { h } from "./dom.js";
import { charted, figure, seen } from "./charted.js";
import { select } from "./select.js";

export function trialCurves(sweep, n, trial, context) {
  const names = (trial.metrics?.length > 0 ? trial.metrics : [sweep.objective.metric]).map(metric => metric.name ?? metric);
  let metric = names.includes(sweep.objective.metric) ? sweep.objective.metric : names[0];
  const place = h("div", {}, h("p", { class: "quiet" }, "Loading…"));
  const element = h("section", { class: "section curves" }, h("h2", {}, "Curves"),
    h("div", { class: "controls" }, select("Metric", names, metric, value => { metric = value; shown = null; read(); })), place);
  let [shown, waiting, curve] = [null, null, null];
  seen(element, read);
  return { element, refresh: later, points: add };

  function later() {
    waiting ??= setTimeout(() => { waiting = null; if (curve && !context.signal.aborted) { read(); } }, 2000);
  }

  function add({ metric: name, points }) {
    const own = points.filter(([of, step]) => of === n && step > (curve?.x.at(-1) ?? -1));
    if (!curve || !shown || name !== metric || own.length === 0) { return; }
    own.forEach(([, step, value]) => { curve.x.push(step); curve.y.push(typeof value === "number" ? value : null); });
    draw();
  }

  async function read() {
    const asked = metric;
    try {
      const { points } = await get(sweepPath(sweep.id, "trials", n, "points"), { metric, max: 1000 }, context.signal);
      await charted;
      if (asked !== metric) { return; }
      curve = { x: points.map(point => point[0]), y: points.map(point => typeof point[1] === "number" ? point[1] : null) };
      draw();
    } catch (error) {
      if (!context.signal.aborted && !shown) { place.replaceChildren(h("p", { class: "note" }, error.message)); }
    }
  }

  function draw() {
    if (curve.x.length === 0) { place.replaceChildren(h("p", { class: "note" }, `It has no point of ${metric} yet.`)); return; }
    const chart = {
      chart: "curves", caption: `${metric} of trial ${n}`, alternative: `The curve of ${metric}: ${curve.x.length} points up to step ${curve.x.at(-1)}.`,
      data: { axes: [], colour: "trial", trials: [{ label: `#${n}`, status: trial.status, values: [] }], metrics: [{ name: metric, curves: [curve] }] },
    };
    if (shown) { shown.update(chart); return; }
    shown = figure(chart);
    place.replaceChildren(shown.element);
    charts.tidy();
  }
}
