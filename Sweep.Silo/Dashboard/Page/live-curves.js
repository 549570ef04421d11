// The curves of the best trials, which grow while the trials train.
import { get, sweepPath } from "./api.js";
import { h } from "./dom.js";
import { charted, figure, seen } from "./charted.js";
import { select } from "./select.js";
import { count } from "./words.js";

// The curves are read again at most this often; points that arrive in between are added to them.
const mostOften = 5000;
const drawOften = 250;
const mostPoints = 1000;

export function liveCurves(sweep, context, { top }) {
  const metrics = (sweep.metrics ?? []).map(metric => metric.name ?? metric);
  const state = { metric: sweep.objective.metric, top, data: null };
  const place = h("div", {}, h("p", { class: "quiet" }, "Loading…"));
  const element = h("section", { class: "section curves" }, h("h2", {}, "Learning curves"),
    h("div", { class: "controls" },
      select("Metric", metrics.length > 0 ? metrics : [state.metric], state.metric, value => { state.metric = value; start(); }),
      select("Drawn", [5, 10, 20, 50].map(count => [count, `the best ${count}`]), top, value => { state.top = Number(value); start(); })),
    place);
  let [shown, isReading, lastRead, reading, drawing] = [null, false, 0, null, null];
  seen(element, start);
  return { element, refresh: later, points: add };

  function start() {
    shown = null;
    return read();
  }

  function later() {
    if (!state.data || reading || context.signal.aborted) { return; }
    reading = setTimeout(() => { reading = null; read(); }, Math.max(0, mostOften - (performance.now() - lastRead)));
  }

  async function read() {
    if (isReading) { later(); return; }
    isReading = true;
    const { metric, top: most } = state;
    try {
      const json = await get(sweepPath(sweep.id, "series"), { metric, top: most, points: 150, band: true }, context.signal);
      await charted;
      if (metric === state.metric && most === state.top) { state.data = dataOf(json); draw(); } else { later(); }
    } catch (error) {
      if (!context.signal.aborted && !shown) { place.replaceChildren(h("p", { class: "note" }, error.message)); }
    } finally {
      [isReading, lastRead] = [false, performance.now()];
    }
  }

  function add({ metric, points }) {
    if (!state.data || metric !== state.metric) { return; }
    const { trials, metrics: [{ curves }] } = state.data;
    let isComplete = true;
    for (const [trial, step, value] of points) {
      const curve = curves[trials.findIndex(one => one.number === trial)];
      isComplete &&= Boolean(curve) && curve.x.length < mostPoints;
      if (curve && step > (curve.x.at(-1) ?? -1)) { curve.x.push(step); curve.y.push(plotted(value)); }
    }

    if (!isComplete) { later(); }
    drawing ??= setTimeout(() => { drawing = null; draw(); }, drawOften);
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
      shown = figure(chart);
      place.replaceChildren(shown.element);
      charts.tidy();
    }
  }
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
