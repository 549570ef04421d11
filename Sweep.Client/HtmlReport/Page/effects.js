"use strict";
// Draws the effect of hyperparameters on the objective.
// The height depends on the number of bars.
kinds.importance = (data, figure, state) => {
  state.after = chart => {
    figure.style.height = `${34 * data.names.length + 40}px`;
    chart.resize();
  };

  // The library measures these names as narrower than it draws them.
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `12px ${look.font()}`;
  const widest = Math.min(190, Math.max(...data.names.map(name => pen.measureText(name).width)));
  return {
    animation: false,
    grid: { left: Math.ceil(widest) + 10, right: 60, top: 8, bottom: 28 },
    xAxis: look.axis({ type: "value", min: 0, splitNumber: figure.clientWidth < 560 ? 2 : 5,
      axisLabel: { color: look.colour("quiet"), hideOverlap: true, formatter: value => `${Math.round(100 * value)} %` } }),
    yAxis: look.axis({ type: "category", inverse: true, data: data.names, axisLabel: { color: look.colour("text"), width: 190, overflow: "break" } }),
    tooltip: look.tooltip(item => `${look.html(item.name)} <b>${(100 * item.value).toFixed(1)} %</b>`),
    series: [{
      type: "bar", data: data.parts, color: look.colour("accent"), barMaxWidth: 22,
      label: { show: true, position: "right", color: look.colour("text"), formatter: item => `${(100 * item.value).toFixed(1)} %` },
    }],
  };
};

kinds.marginal = data => {
  const names = data.values.map(value => value.value);
  const trials = data.values.flatMap((value, place) => value.trials.map(([number, y], i) => [place + 0.3 * look.fan(i, value.trials.length), y, number]));
  const means = data.values.map((value, place) => [place, value.mean, value.deviation ?? 0]).filter(mean => mean[1] !== null);
  const [low, high] = [-0.5, names.length - 0.5];
  return {
    animation: false,
    grid: { left: 8, right: 12, top: 32, bottom: 8, containLabel: true },
    xAxis: look.axis({ type: "value", min: low, max: high, splitLine: { show: false }, axisTick: { show: false },
      axisLabel: { color: look.colour("text"), hideOverlap: true, customValues: names.map((_, i) => i), formatter: value => names[value] ?? "" } }),
    yAxis: look.axis({ type: "value", scale: true, name: data.metric, nameTextStyle: { color: look.colour("quiet"), align: "left" },
      axisLabel: { color: look.colour("quiet"), formatter: look.short } }),
    tooltip: look.tooltip(item => item.seriesName === "trial"
      ? `trial ${item.data[2]}<br>${look.html(data.metric)} <b>${look.number(item.data[1])}</b>`
      : `${look.html(data.name)} ${look.html(names[item.data[0]])}<br>mean <b>${look.number(item.data[1])}</b> ± ${look.number(item.data[2])}`),
    series: [
      { name: "trial", type: "scatter", data: trials, symbolSize: 6, color: look.colour("faint") },
      { name: "spread", type: "custom", data: means.filter(mean => mean[2] > 0), renderItem: marginalBar, encode: { x: 0, y: 1 }, z: 3, silent: true },
      { name: "mean", type: "line", data: means, symbol: "circle", symbolSize: 10, color: look.colour("accent"), lineStyle: { width: 1.5, type: "dotted" }, z: 4 },
    ],
  };
};

// Draws one standard deviation above and below a mean.
function marginalBar(params, api) {
  const [x, mean, deviation] = [api.value(0), api.value(1), api.value(2)];
  const [top, bottom] = [api.coord([x, mean + deviation]), api.coord([x, mean - deviation])];
  const style = { stroke: look.colour("accent"), lineWidth: 2, fill: null };
  const line = (x1, y1, x2, y2) => ({ type: "line", shape: { x1, y1, x2, y2 }, style });
  return { type: "group", children: [
    line(top[0], top[1], bottom[0], bottom[1]), line(top[0] - 7, top[1], top[0] + 7, top[1]), line(bottom[0] - 7, bottom[1], bottom[0] + 7, bottom[1])] };
}
