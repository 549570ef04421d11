"use strict";
// Draws a line for each trial through its hyperparameters to its objective.
kinds.parallel = (data, figure, state) => {
  if (!state.ready) { parallel.begin(data, state); }
  controls.above(figure, state, row => parallel.controls(row, data, state));
  // The best is drawn last, above the others.
  const shown = data.trials.slice(0, Math.ceil(data.trials.length * state.best / 100)).toReversed();
  const lost = state.diverged ? data.diverged ?? [] : [];
  const values = shown.map(trial => trial.value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const isNarrow = figure.clientWidth < 560;
  const log = state.log && least > 0;
  const line = shown.length > 200 ? { width: 1, opacity: 0.4 } : { width: shown.length > 40 ? 1.4 : 2.2, opacity: 0.75 };
  const item = params => (params.seriesName === "diverged" ? lost : shown)[params.dataIndex];
  const colours = look.list("ramp");

  // The colours go by the scale of the objective's axis.
  const shade = value => log ? Math.log10(value) : value;

  // Trials of one listed value spread a little, by rank, so that none hides another. A line passes an axis that its trial lacks.
  const row = (trial, rank, value) => [
    ...trial.places.map((place, i) => place === null ? "-" : data.axes[i].values ? place + 0.3 * look.fan(rank, shown.length) : place), value, shade(value)];
  return {
    animation: false,
    ...parallel.axes(data, state, { least, most, log, isNarrow }),
    visualMap: {
      type: "continuous", seriesIndex: 0, dimension: data.axes.length + 1, min: shade(least), max: shade(most), precision: 3, orient: "horizontal", left: "center", bottom: 0,
      itemHeight: 120, itemWidth: 12, text: isNarrow ? undefined : data.minimize ? ["worse", "better"] : ["better", "worse"], textStyle: { color: look.colour("quiet") },
      formatter: value => look.short(log ? 10 ** value : value), calculable: false, hoverLink: false,
      inRange: { color: data.minimize ? colours : colours.toReversed() },
    },
    tooltip: look.tooltip(params => `${look.html(item(params).label)}<br>`
      + (params.seriesName === "diverged" ? "diverged" : `${look.html(data.objective)} <b>${look.number(item(params).value)}</b>`)),
    series: [{
      type: "parallel", name: "completed", smooth: 0.15, lineStyle: line, inactiveOpacity: 0.05, activeOpacity: 1,
      emphasis: { lineStyle: { width: 4, opacity: 1 } }, data: shown.map((trial, rank) => row(trial, rank, trial.value)),
    }, {
      type: "parallel", name: "diverged", smooth: 0.15, lineStyle: { ...line, type: "dashed", color: look.colour("bad") }, inactiveOpacity: 0.05, activeOpacity: 1,
      emphasis: { lineStyle: { width: 4, opacity: 1 } }, data: lost.map((trial, rank) => row(trial, rank, data.minimize ? most : least)),
    }],
  };
};

const parallel = {
  begin(data, state) {
    const values = data.trials.map(trial => trial.value);
    const least = Math.min(...values);
    Object.assign(state, { ready: true, best: 100, diverged: true, log: least > 0 && Math.max(...values) / least > 100, ranges: undefined });
  },

  controls(row, data, state) {
    const best = [[100, "all"], [50, "the best 50 %"], [25, "the best 25 %"], [10, "the best 10 %"]];
    controls.choice(row, "Trials", best, state.best, value => { state.best = Number(value); });
    if (Math.min(...data.trials.map(trial => trial.value)) > 0) { controls.check(row, `Logarithmic ${data.objective}`, state.log, on => { state.log = on; }); }
    const ranges = data.axes.filter(axis => !axis.values && axis.low > 0);
    if (ranges.length > 0) {
      const box = controls.check(row, "Logarithmic ranges", state.ranges ?? ranges.every(axis => axis.log), on => { state.ranges = on; });
      box.indeterminate = state.ranges === undefined && !box.checked && ranges.some(axis => axis.log);
    }

    if (data.diverged?.length > 0) { controls.check(row, "Diverged", state.diverged, on => { state.diverged = on; }); }
  },

  axes(data, state, { least, most, log, isNarrow }) {
    const label = { color: look.colour("text"), hideOverlap: true, backgroundColor: look.colour("back"), padding: [1, 3] };
    const isLog = axis => axis.low > 0 && (state.ranges ?? axis.log);
    const axes = data.axes.map((axis, dim) => axis.values
      ? {
        dim, name: axis.name, min: -0.5, max: axis.values.length - 0.5, axisTick: { show: false },
        axisLabel: { ...label, customValues: axis.values.map((_, i) => i), formatter: value => axis.values[value] ?? "" },
      }
      : { dim, name: axis.name, type: isLog(axis) ? "log" : "value", min: axis.low, max: axis.high, axisLabel: { ...label, formatter: look.short } });
    axes.push({ dim: axes.length, name: data.objective, type: log ? "log" : "value", min: least, max: most, axisLabel: { ...label, formatter: look.short } });

    // The outer names are above the picture, not beside it.
    const name = { color: look.colour("text"), fontWeight: "bold" };
    if (!isNarrow) {
      axes[0].nameTextStyle = { ...name, align: "left" };
      axes.at(-1).nameTextStyle = { ...name, align: "right" };
    }

    return {
      parallelAxis: axes,
      parallel: {
        layout: isNarrow ? "vertical" : "horizontal", left: isNarrow ? 20 : 6, right: isNarrow ? 30 : 60, top: isNarrow ? 40 : 46, bottom: isNarrow ? 76 : 66,
        parallelAxisDefault: {
          nameTextStyle: {
            ...name,
            ...(isNarrow ? { align: "left", verticalAlign: "bottom", padding: [2, 4, 10, 0], backgroundColor: look.colour("back") } : { align: "center" }),
          },
          nameGap: isNarrow ? 0 : 18, nameLocation: isNarrow ? "start" : "end", axisLine: { lineStyle: { color: look.colour("line"), width: 1.5 } },
          areaSelectStyle: { color: look.colour("accent"), borderColor: look.colour("accent"), opacity: 0.25 },
        },
      },
    };
  },
};
