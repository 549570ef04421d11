"use strict";
// What many curves have in common: a smooth form of one, and the band in which the middle half of all lies.
const bands = {
  // An exponential moving average that begins without a bias towards zero. A gap stays a gap.
  smooth(points, weight) {
    let [sum, mass] = [0, 0];
    return points.map(([x, y]) => {
      if (y === null) { return [x, y]; }
      [sum, mass] = [sum * weight + y * (1 - weight), mass * weight + (1 - weight)];
      return [x, sum / mass];
    });
  },

  // The series that draw a band and its median, from rows of step, lower quartile, median and upper quartile. `keep` says which points the axes can show.
  series(rows, keep) {
    const shown = rows.filter(([x, low]) => keep(x, low));
    const fill = look.colour("quiet");
    const area = (params, api) => params.dataIndex > 0 ? null : {
      type: "polygon", silent: true, style: { fill, opacity: 0.18 },
      shape: { points: [...shown.map(row => api.coord([row[0], row[1]])), ...shown.toReversed().map(row => api.coord([row[0], row[3]]))] },
    };
    return shown.length < 2 ? [] : [
      { type: "custom", name: "middle half", renderItem: area, data: shown, encode: { x: 0, y: [1, 3] }, clip: true, silent: true, z: 1 },
      { type: "line", name: "median", data: shown.map(row => [row[0], row[2]]), showSymbol: false, silent: true, z: 4,
        color: look.colour("text"), lineStyle: { width: 2, type: "dotted", color: look.colour("text") } },
    ];
  },
};
