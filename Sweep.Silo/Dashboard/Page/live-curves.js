// The curves of the best trials, which grow while the trials train.
import { get, sweepPath } from "./api.js";
import { h } from "./dom.js";
import { charted, figure, seen } from "./charted.js";
import { repeated } from "./repeated.js";
import { select } from "./select.js";
import { count } from "./words.js";

// The curves are read again at most this often; points that arrive in between are added to them.
const mostOften = 5000;
const drawOften = 250;
const mostPoints = 1000;

/** `context.want(metric)` asks for the points of a metric as they come. */
export function liveCurves(sweep, context, { top }) {
  const metrics = (sweep.metrics ?? []).map(metric => metric.name ?? metric);
  const state = { metric: sweep.objective.metric, top, data: null, arrived: null };
  const place = h("div", {}, h("p", { class: "quiet" }, "Loading…"));
  const element = h("section", { class: "section curves" }, h("h2", {}, "Learning curves"),
    h("div", { class: "controls" },
      select("Metric", metrics.length > 0 ? metrics : [state.metric], state.metric, value => choose({ metric: value })),
      select("Drawn", [5, 10, 20, 50].map(count => [count, `the best ${count}`]), top, value => choose({ top: Number(value) }))),
    place);
  let [shown, drawing] = [null, null];
  const { signal } = context;
  const reads = repeated({
    read, signal, pause: () => mostOften,
    failed(error) { if (!shown) { place.replaceChildren(h("p", { class: "note" }, error.message)); } },
  });
  seen(element, reads.now, signal);
  return { element, refresh: reads.later, points: add };

  // The chart of what was chosen before stays, under its own name, until the other one is there.
  function choose(what) {
    Object.assign(state, what, { data: null });
    shown = null;
    context.want?.(state.metric);
    reads.now();
  }

  // What arrives during a read may be newer than its answer.
  async function read(own) {
    const arrived = state.arrived = [];
    const json = await get(sweepPath(sweep.id, "series"), { metric: state.metric, top: state.top, points: 150, band: true }, own);
    await charted;
    if (own.aborted) { return; }
    Object.assign(state, { data: dataOf(json), arrived: null });
    extend(state.data, arrived);
    draw();
  }

  function add({ metric, points }) {
    if (metric !== state.metric) { return; }
    state.arrived?.push(...points);
    if (!state.data) { return; }
    if (!extend(state.data, points)) { reads.later(); }
    drawing ??= setTimeout(() => { drawing = null; if (state.data && !signal.aborted) { draw(); } }, drawOften);
  }

  function draw() {
    const { data } = state;
    const chart = {
      chart: "curves", data, caption: `${state.metric} of ${count(data.trials.length, "trial")}, best first: point at a curve for its trial`,
      alternative: `Curves of ${state.metric} of ${count(data.trials.length, "trial")}. The table of trials has their best and last values.`,
    };
    if (data.trials.length === 0) {
      shown = null;
      place.replaceChildren(h("p", { class: "note" }, `No trial has a point of ${state.metric} yet.`));
    } else if (shown) {
      shown.update(chart);
    } else {
      shown = figure(chart, null, signal);
      place.replaceChildren(shown.element);
      charts.tidy();
    }
  }
}

/** Adds points behind the ends of their curves. Returns false if the curves should be read again. */
function extend({ trials, metrics: [{ curves }] }, points) {
  let isComplete = true;
  for (const [trial, step, value] of points) {
    const curve = curves[trials.findIndex(one => one.number === trial)];
    isComplete &&= Boolean(curve) && curve.x.length < mostPoints;
    if (curve && step > (curve.x.at(-1) ?? -1)) { curve.x.push(step); curve.y.push(plotted(value)); }
  }

  return isComplete;
}

const plotted = value => typeof value === "number" ? value : null;

/** The answer in the form that the chart of a report takes. */
const dataOf = ({ metric, series, band }) => ({
  axes: [],
  isChosen: true,
  colour: series.length <= 8 ? "trial" : "rank",
  trials: series.map(one => ({ number: one.trial, label: one.label, status: one.status, values: [] })),
  metrics: [{
    name: metric, band: band ?? undefined,
    curves: series.map(({ points }) => ({ x: points.map(point => point[0]), y: points.map(point => plotted(point[1])) })),
  }],
});
