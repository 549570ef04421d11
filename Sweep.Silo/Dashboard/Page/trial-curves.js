// The curves of one trial: a metric at a time, as the reader chooses.
import { get, sweepPath } from "./api.js";
import { h } from "./dom.js";
import { charted, figure, seen } from "./charted.js";
import { repeated } from "./repeated.js";
import { select } from "./select.js";

const mostOften = 5000;

/** `context.want(metric)` asks for the points of a metric as they come. */
export function trialCurves(sweep, n, trial, context) {
  const { signal } = context;
  const names = (trial.metrics.length > 0 ? trial.metrics : sweep.metrics).map(metric => metric.name ?? metric);
  let metric = names.includes(sweep.objective.metric) ? sweep.objective.metric : names[0];
  const place = h("div", {}, h("p", { class: "quiet" }, "Loading…"));
  const element = h("section", { class: "section curves" }, h("h2", {}, "Curves"),
    h("div", { class: "controls" }, select("Metric", names, metric, choose)), place);
  let [shown, curve, arrived] = [null, null, []];
  const reads = repeated({
    read, signal, pause: () => mostOften,
    failed(error) { if (!shown) { place.replaceChildren(h("p", { class: "note" }, error.message)); } },
  });
  seen(element, reads.now, signal);
  return { element, refresh: reads.later, points: add };

  function choose(value) {
    [metric, shown, curve] = [value, null, null];
    context.want?.(metric);
    reads.now();
  }

  function add({ metric: name, points }) {
    const own = name === metric ? points.filter(([of]) => of === n) : [];
    arrived.push(...own);
    if (!curve || own.length === 0) { return; }
    extend(own);
    draw();
  }

  // What arrives during a read may be newer than its answer.
  async function read(own) {
    arrived = [];
    const { points } = await get(sweepPath(sweep.id, "trials", n, "points"), { metric, max: 1000 }, own);
    await charted;
    if (own.aborted) { return; }
    curve = { x: points.map(point => point[0]), y: points.map(point => typeof point[1] === "number" ? point[1] : null) };
    extend(arrived);
    draw();
  }

  function extend(points) {
    for (const [, step, value] of points.filter(([, step]) => step > (curve.x.at(-1) ?? -1))) {
      curve.x.push(step);
      curve.y.push(typeof value === "number" ? value : null);
    }
  }

  function draw() {
    if (curve.x.length === 0) { place.replaceChildren(h("p", { class: "note" }, `It has no point of ${metric} yet.`)); return; }
    const chart = {
      chart: "curves", caption: `${metric} of trial ${n}`, alternative: `The curve of ${metric}: ${curve.x.length} points up to step ${curve.x.at(-1)}.`,
      data: { axes: [], colour: "trial", trials: [{ label: `#${n}`, status: trial.status, values: [] }], metrics: [{ name: metric, curves: [curve] }] },
    };
    if (shown) { shown.update(chart); return; }
    shown = figure(chart, null, signal);
    place.replaceChildren(shown.element);
    charts.tidy();
  }
}
