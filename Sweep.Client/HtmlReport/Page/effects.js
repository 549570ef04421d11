"use strict";
// Draws the effect of hyperparameters on the objective.
kinds.parallel = (data, figure) => {
  const values = data.trials.map(trial => trial.value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const isNarrow = figure.clientWidth < 560;
  const label = { color: look.colour("text"), hideOverlap: true, backgroundColor: look.colour("back"), padding: [1, 3] };
  const log = least > 0 && most / least > 100;
  const axes = data.axes.map((axis, dim) => axis.values
    ? {
      dim, name: axis.name, min: -0.5, max: axis.values.length - 0.5, axisTick: { show: false },
      axisLabel: { ...label, customValues: axis.values.map((_, i) => i), formatter: value => axis.values[value] ?? "" },
    }
    : { dim, name: axis.name, type: axis.log ? "log" : "value", min: axis.low, max: axis.high, axisLabel: { ...label, formatter: look.short } });
  axes.push({ dim: axes.length, name: data.objective, type: log ? "log" : "value", min: least, max: most, axisLabel: { ...label, formatter: look.short } });

  // The colours go by the scale of the objective's axis.
  const shade = value => log ? Math.log10(value) : value;

  // The outer names are above the picture, not beside it.
  const name = { color: look.colour("text"), fontWeight: "bold" };
  if (!isNarrow) {
    axes[0].nameTextStyle = { ...name, align: "left" };
    axes.at(-1).nameTextStyle = { ...name, align: "right" };
  }

  const colours = look.list("ramp");
  return {
    animation: false,
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
    parallelAxis: axes,
    visualMap: {
      type: "continuous", dimension: data.axes.length + 1, min: shade(least), max: shade(most), precision: 3, orient: "horizontal", left: "center", bottom: 0, itemHeight: 120, itemWidth: 12,
      text: isNarrow ? undefined : data.minimize ? ["worse", "better"] : ["better", "worse"], textStyle: { color: look.colour("quiet") }, formatter: value => look.short(log ? 10 ** value : value), calculable: false, hoverLink: false,
      inRange: { color: data.minimize ? colours : colours.toReversed() },
    },
    tooltip: look.tooltip(item => `${look.html(data.trials[item.dataIndex].label)}<br>${look.html(data.objective)} <b>${look.number(data.trials[item.dataIndex].value)}</b>`),
    series: [{
      type: "parallel", smooth: 0.15, lineStyle: { width: data.trials.length > 40 ? 1.4 : 2.2, opacity: 0.75 }, inactiveOpacity: 0.05, activeOpacity: 1,
      emphasis: { lineStyle: { width: 4, opacity: 1 } },
      // Trials of one listed value spread a little, by rank, so that none hides another. A line passes an axis that its trial lacks.
      data: data.trials.map((trial, rank) => [
        ...trial.places.map((place, i) => place === null ? "-" : data.axes[i].values ? place + 0.3 * look.fan(rank, data.trials.length) : place), trial.value, shade(trial.value)]),
    }],
  };
};

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
