"use strict";
// Draws the curves of all trials in one picture, coloured by what the reader chooses.
kinds.curves = (data, figure, state) => {
  state.data = data;
  if (!state.ready) { curves.begin(data, figure, state); }
  controls.above(figure, state, row => curves.controls(row, data, state));
  const metric = data.metrics[state.metric];
  const groups = curves.groups(data, state.colour);
  const canShow = (x, y) => !(state.logX && !(x > 0)) && !(state.log && !(y > 0));
  const [series, marks] = [[], []];
  state.lines = [];
  metric.curves.slice(0, state.top).forEach((curve, trial) => {
    if (!curve) { return; }
    const raw = (state.x === "s" ? curve.s : curve.x).map((x, i) => [x, canShow(x, curve.y[i]) ? curve.y[i] : null]);
    const points = state.smooth > 0 ? bands.smooth(raw, state.smooth) : raw;
    const group = groups.of(trial);
    state.lines.push({ trial, points, name: group.name });
    series.push({
      type: "line", name: group.name, data: points, showSymbol: points.length < 3, symbolSize: 5, color: group.colour,
      lineStyle: { width: data.trials.length > 20 ? 1.2 : 2, type: data.trials[trial].status === "Diverged" ? "dashed" : "solid" },
      emphasis: { focus: "series", lineStyle: { width: 3.5 } }, blur: { lineStyle: { opacity: 0.15 } },
    });
    if (state.smooth > 0) { marks.push({ type: "line", name: group.name, data: raw, showSymbol: false, silent: true, color: group.colour, lineStyle: { width: 1, opacity: 0.25 } }); }
    // Each mark is at the last point up to the step at which early stopping held or ended the trial.
    const held = (data.trials[trial].held ?? []).map(step => points[curve.x.findLastIndex(x => x <= step)]).filter(point => point);
    if (held.length) { marks.push({ type: "scatter", name: group.name, data: held, symbol: "diamond", symbolSize: 9, color: group.colour, silent: true, z: 3 }); }
  });
  if (state.band && state.x === "x") { marks.push(...bands.series(metric.band ?? [], canShow)); }
  return {
    animation: false,
    grid: { left: 8, right: 20, top: groups.legend.length ? 54 : 30, bottom: 30, containLabel: true },
    legend: {
      type: "scroll", top: 0, data: groups.legend, formatter: name => name.split(":")[0], textStyle: { color: look.colour("text") }, pageTextStyle: { color: look.colour("text") },
      pageIconColor: look.colour("accent"), pageIconInactiveColor: look.colour("line"), inactiveColor: look.colour("line"),
    },
    xAxis: look.axis({ type: state.logX ? "log" : "value", name: state.x === "s" ? "seconds of training" : "step", nameLocation: "middle", nameGap: 28,
      min: state.logX ? "dataMin" : 0, max: "dataMax", axisLabel: { color: look.colour("quiet"), formatter: look.short, hideOverlap: true } }),
    yAxis: look.axis({ type: state.log ? "log" : "value", scale: true, name: metric.name, nameTextStyle: { color: look.colour("quiet"), align: "left" },
      axisLabel: { color: look.colour("quiet"), formatter: look.short } }),
    // The lines come first, because their places are those of state.lines.
    series: [...series, ...marks],
  };
};

const curves = {
  begin(data, figure, state) {
    const values = data.metrics.map(metric => metric.curves.flatMap(curve => curve ? curve.y.filter(y => y !== null) : []));
    const spread = values.map(all => all.reduce((least, y) => Math.min(least, y), Infinity) > 0
      ? all.reduce((most, y) => Math.max(most, y), 0) / all.reduce((least, y) => Math.min(least, y), Infinity) : 0);

    // If each trial has only a point or two of the objective, they are not curves yet.
    const longest = data.metrics.map(metric => Math.max(...metric.curves.map(curve => curve?.y.length ?? 0)));
    const metric = Math.max(0, longest.findIndex(length => length > 2));
    Object.assign(state, { ready: true, metric, x: "x", colour: data.colour, log: spread[metric] > 20, logX: false, smooth: 0, band: false, top: Infinity });
    state.spread = spread;
    state.after = chart => curves.pointAt(chart, figure, state);
  },

  controls(row, data, state) {
    const all = data.trials.length;
    const best = [5, 10, 20, 50].filter(count => count < all).map(count => [count, `the best ${count}`]);
    if (data.metrics.length > 1) {
      controls.choice(row, "Metric", data.metrics.map((metric, i) => [i, metric.name]), state.metric, value => {
        state.metric = Number(value);
        log.checked = state.log = state.spread[state.metric] > 20;
      });
    }

    if (data.metrics.some(metric => metric.curves.some(curve => curve?.s))) {
      controls.choice(row, "Across", [["x", "steps"], ["s", "seconds"]], state.x, value => { state.x = value; });
    }

    if (all > 1) { controls.choice(row, "Colour", ["trial", "rank", ...data.axes.map(axis => axis.name)].map(name => [name, name]), state.colour, value => { state.colour = value; }); }
    if (best.length > 0 && !data.isChosen) { controls.choice(row, "Trials", [[Infinity, "all"], ...best], state.top, value => { state.top = Number(value); }); }
    controls.range(row, "Smoothing", [0, 0.95, 0.05], state.smooth, value => { state.smooth = value; });
    const log = controls.check(row, "Logarithmic", state.log, on => { state.log = on; });
    controls.check(row, "Logarithmic steps", state.logX, on => { state.logX = on; });
    if (data.metrics.some(metric => metric.band)) { controls.check(row, "Median band", state.band, on => { state.band = on; }); }
  },

  // Returns the colour and the legend entry of a trial.
  groups(data, by) {
    const palette = look.list("palette");
    if (by === "rank") {
      return { legend: [], of: trial => ({ name: data.trials[trial].label, colour: look.ramp(trial, data.trials.length) }) };
    }

    if (by === "trial") {
      return {
        legend: data.trials.map(trial => trial.label),
        of: trial => ({ name: data.trials[trial].label, colour: palette[trial % palette.length] }),
      };
    }

    const place = data.axes.findIndex(axis => axis.name === by);
    const { values } = data.axes[place];
    const colour = i => values.length <= palette.length ? palette[i] : look.ramp(i, values.length);
    return {
      legend: values.map(value => `${by} ${value}`),
      of: trial => ({ name: `${by} ${data.trials[trial].values[place]}`, colour: colour(values.indexOf(data.trials[trial].values[place])) }),
    };
  },

  // Lines have no points that the pointer can hit, so this takes the nearest line within reach.
  pointAt(chart, figure, state) {
    const tip = figure.querySelector(".tip") ?? figure.appendChild(Object.assign(document.createElement("div"), { className: "tip", hidden: true }));
    const leave = () => { tip.hidden = true; chart.dispatchAction({ type: "downplay" }); state.hit = undefined; };
    chart.getZr().on("globalout", leave);
    chart.getZr().on("mousemove", event => {
      const hit = curves.nearest(chart, state.lines, event.offsetX, event.offsetY);
      if (!hit) { leave(); return; }
      if (state.hit !== hit.index) { chart.dispatchAction({ type: "downplay" }); chart.dispatchAction({ type: "highlight", seriesIndex: hit.index }); }
      state.hit = hit.index;
      const { data } = state;
      const trial = data.trials[state.lines[hit.index].trial];
      tip.textContent = `${trial.label} (${trial.status})\n${data.metrics[state.metric].name} ${look.number(hit.point[1])}`
        + ` at ${state.x === "s" ? `${look.number(hit.point[0])} s` : `step ${hit.point[0].toLocaleString("en")}`}`;
      tip.hidden = false;
      tip.style.left = `${Math.max(0, Math.min(event.offsetX + 14, figure.clientWidth - tip.offsetWidth - 4))}px`;
      tip.style.top = `${event.offsetY + 18}px`;
    });
  },

  nearest(chart, lines, x, y) {
    const selected = chart.getOption().legend[0].selected ?? {};
    let best;
    lines.forEach((line, index) => {
      if (selected[line.name] === false) { return; }
      for (const point of line.points) {
        if (point[0] === null || point[1] === null) { continue; }
        const [left, top] = chart.convertToPixel("grid", point);
        const distance = Math.hypot(left - x, top - y);
        if (distance < (best?.distance ?? 30)) { best = { distance, index, point }; }
      }
    });
    return best;
  },
};
