"use strict";
// Draws what several sweeps had found after so many trials, steps or seconds.
kinds.courses = (data, figure, state) => {
  if (!state.ready) {
    Object.assign(state, { ready: true, x: "trials", log: false });
    controls.above(figure, state, row => {
      controls.choice(row, "Across", [["trials", "trials"], ["steps", "steps"], ["seconds", "seconds of slot time"]], "trials", value => { state.x = value; });
      controls.check(row, "Logarithmic", false, on => { state.log = on; });
    });
  }

  const palette = look.list("palette");
  const points = one => one.best.map((value, i) => [state.x === "trials" ? i + 1 : one[state.x][i], value]).filter(([, value]) => value !== null && !(state.log && value <= 0));
  return {
    animation: false,
    grid: { left: 8, right: 20, top: 54, bottom: 30, containLabel: true },
    legend: { type: "scroll", top: 0, textStyle: { color: look.colour("text") } },
    xAxis: look.axis({ type: "value", name: state.x === "seconds" ? "seconds of slot time" : state.x, nameLocation: "middle", nameGap: 28, min: 0, max: "dataMax",
      axisLabel: { color: look.colour("quiet"), formatter: look.short, hideOverlap: true } }),
    yAxis: look.axis({ type: state.log ? "log" : "value", scale: true, name: data.metric, nameTextStyle: { color: look.colour("quiet"), align: "left" },
      axisLabel: { color: look.colour("quiet"), formatter: look.short } }),
    tooltip: look.tooltip(item => `${look.html(item.seriesName)}<br>${look.html(data.metric)} <b>${look.number(item.data[1])}</b>`),
    series: data.courses.map((one, i) => ({ name: one.name, type: "line", step: "end", data: points(one), symbolSize: 4, color: palette[i % palette.length], lineStyle: { width: 2 } })),
  };
};
