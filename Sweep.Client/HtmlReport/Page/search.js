"use strict";
// Draws what a search found, and where.

// The best so far, across trials, steps or slot time, behind the trials themselves.
kinds.progress = (data, figure, state) => {
  const all = data.values.filter(value => value !== null);
  if (!state.ready) {
    const least = Math.min(...all);
    Object.assign(state, { ready: true, x: "trials", log: least > 0 && Math.max(...all) / least > 20 });
    controls.above(figure, state, row => {
      controls.choice(row, "Across", [["trials", "trials"], ["steps", "steps"], ["seconds", "seconds of slot time"]], "trials", value => { state.x = value; });
      controls.check(row, "Logarithmic", state.log, on => { state.log = on; });
    });
  }

  const x = state.x === "trials" ? data.values.map((_, i) => i + 1) : data[state.x];
  const points = values => values.map((value, i) => [x[i], value, i]).filter(point => point[1] !== null && !(state.log && point[1] <= 0));
  return {
    animation: false,
    grid: { left: 8, right: 20, top: 30, bottom: 30, containLabel: true },
    xAxis: look.axis({ type: "value", name: state.x === "seconds" ? "seconds of slot time" : state.x, nameLocation: "middle", nameGap: 28, min: 0, max: "dataMax",
      axisLabel: { color: look.colour("quiet"), formatter: look.short, hideOverlap: true } }),
    yAxis: look.axis({ type: state.log ? "log" : "value", scale: true, name: data.metric, nameTextStyle: { color: look.colour("quiet"), align: "left" },
      axisLabel: { color: look.colour("quiet"), formatter: look.short } }),
    tooltip: look.tooltip(item => `${look.html(data.labels[item.data[2]])}<br>${look.html(data.metric)} <b>${look.number(item.data[1])}</b>`),
    series: [
      { name: "trial", type: "scatter", data: points(data.values), symbolSize: 6, color: look.colour("faint") },
      { name: "best so far", type: "line", step: "end", data: points(data.best), showSymbol: false, color: look.colour("accent"), lineStyle: { width: 2 }, silent: true, z: 3 },
    ],
  };
};

// The objective against one hyperparameter. Trials that diverged have no objective: they stand as crosses at the worse end.
kinds.slice = data => {
  const { axis, trials } = data;
  const values = trials.map(trial => trial[1]);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const log = least > 0 && most / least > 100;
  const last = Math.max(...trials.map(trial => trial[2]), 1);
  const place = (x, i, n) => axis.values ? x + 0.3 * look.fan(i, n) : x;
  const label = { color: look.colour("text"), hideOverlap: true };
  return {
    animation: false,
    grid: { left: 8, right: 16, top: 32, bottom: 8, containLabel: true },
    xAxis: look.axis(axis.values
      ? { type: "value", min: -0.5, max: axis.values.length - 0.5, splitLine: { show: false }, axisTick: { show: false },
        axisLabel: { ...label, customValues: axis.values.map((_, i) => i), formatter: value => axis.values[value] ?? "" } }
      : { type: axis.log ? "log" : "value", min: axis.low, max: axis.high, axisLabel: { ...label, formatter: look.short } }),
    yAxis: look.axis({ type: log ? "log" : "value", scale: true, name: data.metric, nameTextStyle: { color: look.colour("quiet"), align: "left" },
      axisLabel: { color: look.colour("quiet"), formatter: look.short } }),
    visualMap: { show: false, type: "continuous", seriesIndex: 0, dimension: 2, min: 1, max: last, inRange: { color: [look.colour("faint"), look.colour("accent")] } },
    tooltip: look.tooltip(item => `trial ${item.data[2]}<br>${look.html(axis.name)} ${look.html(axis.values ? axis.values[Math.round(item.data[0])] : look.number(item.data[0]))}`
      + `<br>${item.seriesName === "diverged" ? "diverged" : `${look.html(data.metric)} <b>${look.number(item.data[1])}</b>`}`),
    series: [
      { name: "trial", type: "scatter", symbolSize: 7, data: trials.map(([x, y, number], i) => [place(x, i, trials.length), y, number]) },
      { name: "diverged", type: "scatter", symbol: "path://M0,0 L10,10 M0,10 L10,0", symbolSize: 8, itemStyle: { color: "none", borderColor: look.colour("bad"), borderWidth: 2 },
        data: data.diverged.map(([x, number], i) => [place(x, i, data.diverged.length), most, number]) },
    ],
  };
};
