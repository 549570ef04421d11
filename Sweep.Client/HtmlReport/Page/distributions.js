"use strict";
// Draws the distribution of a tensor's elements, step by step. The colour shows the cube root of a share, so that thin tails are visible beside a saturated edge.
kinds.distribution = (data, figure, state, all) => {
  const bins = data.columns[0].length;
  const width = (data.high - data.low) / bins;
  const middle = bin => look.number(Number((data.low + (bin + 0.5) * width).toPrecision(3)));

  // A reader looks for zero. If zero is not in the range or is too near an end, this takes the middle.
  const zero = Math.floor(-data.low / width);
  const hasZero = zero > 3 && zero < bins - 4;
  const marked = hasZero ? zero : Math.floor(bins / 2);
  const cells = data.columns.flatMap((column, x) => column.map((share, y) => [x, y, Math.cbrt(share), share]).filter(cell => cell[3] > 0));
  const most = Math.cbrt(Math.max(...all.filter(one => one.kind === "distribution").flatMap(one => one.data.columns.map(column => Math.max(...column)))));
  const plain = { splitLine: { show: false }, axisTick: { show: false } };
  return {
    animation: false,
    grid: { left: 8, right: 14, top: 10, bottom: 26, containLabel: true },
    xAxis: look.axis({ type: "category", data: data.steps.map(look.short), name: "step", nameLocation: "middle", nameGap: 24, ...plain }),
    yAxis: look.axis({ type: "category", data: Array.from({ length: bins }, (_, bin) => middle(bin)), ...plain,
      axisLabel: { color: look.colour("quiet"), interval: index => index === 0 || index === bins - 1 || index === marked,
        formatter: (text, index) => hasZero && index === zero ? "0" : text } }),
    visualMap: { show: false, type: "continuous", dimension: 2, min: 0, max: most, inRange: { color: look.list("heat") } },
    tooltip: look.tooltip(item => `step ${data.steps[item.data[0]].toLocaleString("en")}<br>near ${middle(item.data[1])}: <b>${(item.data[3] / 10).toFixed(1)} %</b>`),
    series: [{ type: "heatmap", data: cells, itemStyle: { borderWidth: 0 }, emphasis: { disabled: true } }],
  };
};
