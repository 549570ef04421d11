"use strict";
// Draws a bar for each attempt, in the lane of the slot that trained it.
kinds.timeline = (data, figure, state) => {
  const lanes = [...new Set(data.attempts.map(timeline.lane))].sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  const end = new Date(data.to ?? Date.now()).getTime();
  const height = 30 * lanes.length + 80;
  const outcomes = data.attempts.map(one => one.outcome ?? "Running");
  state.after = chart => { figure.style.height = `${height}px`; chart.resize(); };
  const colours = timeline.colours();
  const bar = (params, api) => {
    const [left, y] = api.coord([api.value(1), api.value(0)]);
    const [right] = api.coord([api.value(2), api.value(0)]);
    const size = api.size([0, 1])[1] * 0.7;
    const shape = echarts.graphic.clipRectByRect(
      { x: left, y: y - size / 2, width: Math.max(2, right - left - 1), height: size }, { x: params.coordSys.x, y: params.coordSys.y, width: params.coordSys.width, height: params.coordSys.height });
    return shape && { type: "rect", shape, style: { fill: api.visual("color") } };
  };
  return {
    animation: false,
    legend: { type: "scroll", top: 0, icon: "rect", textStyle: { color: look.colour("text") }, inactiveColor: look.colour("line") },
    grid: { left: 8, right: 20, top: 34, bottom: 8, containLabel: true },
    xAxis: look.axis({ type: "time", min: new Date(data.from).getTime(), max: end, axisLabel: { color: look.colour("quiet"), hideOverlap: true } }),
    yAxis: look.axis({ type: "category", inverse: true, data: lanes, axisLabel: { color: look.colour("text"), width: 150, overflow: "truncate" } }),
    tooltip: look.tooltip(item => timeline.tip(data.attempts[item.data[3]])),
    series: Object.keys(colours).filter(name => outcomes.includes(name)).map(name => ({
      type: "custom", name: timeline.words[name] ?? name.toLowerCase(), color: colours[name], renderItem: bar, encode: { x: [1, 2], y: 0 },
      data: data.attempts.flatMap((one, i) => outcomes[i] !== name ? []
        : [[lanes.indexOf(timeline.lane(one)), new Date(one.started_at).getTime(), one.ended_at ? new Date(one.ended_at).getTime() : end, i]]),
    })),
  };
};

const timeline = {
  words: { Lost: "lost with its silo", HandedBack: "handed back" },

  lane: attempt => `${attempt.silo} · ${(attempt.slot_lane ?? 0) + 1}`,

  // Attempts that were lost with their silo, and those that failed, stand out.
  colours: () => ({
    Running: look.colour("accent"), Completed: look.colour("good"), Lost: look.colour("bad"), Failed: look.list("palette")[1], Diverged: look.list("palette")[3],
    Pruned: look.colour("faint"), Held: look.colour("faint"), Paused: look.colour("faint"), HandedBack: look.list("palette")[4], Cancelled: look.colour("quiet"),
  }),

  tip: attempt => [`trial ${attempt.trial}, attempt ${attempt.attempt}`, attempt.silo,
    attempt.outcome ?? "running", attempt.reason, attempt.from_step > 0 ? `from step ${attempt.from_step}` : null]
    .filter(line => line).map(look.html).join("<br>"),
};
