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

  // Rows of step, lower quartile, median and upper quartile, over the curves that reach the step.
  of(all) {
    const known = all.filter(curve => curve && curve.x.length > 0);
    const last = Math.max(...known.map(curve => curve.x.at(-1)));
    const first = Math.min(...known.map(curve => curve.x[0]));
    return Array.from({ length: 61 }, (_, i) => first + (last - first) * i / 60).flatMap(x => {
      const values = known.map(curve => bands.at(curve, x)).filter(value => value !== null).sort((a, b) => a - b);
      const part = share => values[Math.round(share * (values.length - 1))];
      return values.length >= 3 ? [[x, part(0.25), part(0.5), part(0.75)]] : [];
    });
  },

  // The value of a curve at a step, straight between its points; null outside them and in a gap.
  at({ x, y }, step) {
    const after = x.findIndex(one => one >= step);
    if (after < 0 || (after === 0 && x[0] > step)) { return null; }
    if (x[after] === step) { return y[after]; }
    const [left, right] = [y[after - 1], y[after]];
    return left === null || right === null ? null : left + (right - left) * (step - x[after - 1]) / (x[after] - x[after - 1]);
  },

  // The series that draw a band and its median. `keep` says which points the axes can show.
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
