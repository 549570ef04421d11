"use strict";
// Colours and sizes that all charts share. They come from the style sheet, which decides about light, dark and paper in one place.
const look = {
  colour: name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim(),

  // The font must have a name, because the library measures texts before it writes them.
  font: () => getComputedStyle(document.body).fontFamily,

  list: name => look.colour(name).split(/\s+/),

  // Returns the i-th of n colours from good to bad.
  ramp(i, n) {
    const stops = look.list("ramp");
    const place = n > 1 ? i / (n - 1) * (stops.length - 1) : 0;
    const from = Math.min(Math.floor(place), stops.length - 2);
    const part = place - from;
    const channel = (hex, at) => parseInt(hex.slice(at, at + 2), 16);
    const mix = at => Math.round(channel(stops[from], at) * (1 - part) + channel(stops[from + 1], at) * part);
    return `rgb(${mix(1)},${mix(3)},${mix(5)})`;
  },

  axis(more) {
    const line = { lineStyle: { color: look.colour("line") }, onZero: false };
    return {
      axisLine: line,
      axisTick: line,
      splitLine: { lineStyle: { color: look.colour("grid") } },
      axisLabel: { color: look.colour("quiet"), hideOverlap: true },
      nameTextStyle: { color: look.colour("quiet") },
      ...more,
    };
  },

  tooltip(formatter) {
    return {
      confine: true,
      backgroundColor: look.colour("raised"),
      borderColor: look.colour("line"),
      textStyle: { color: look.colour("text"), fontSize: 13 },
      formatter,
    };
  },

  number(value) {
    const size = Math.abs(value);
    if (value === null || value === undefined) { return "–"; }
    if (size !== 0 && (size < 0.001 || size >= 1e6)) { return value.toExponential(2); }
    return String(Number(value.toPrecision(5)));
  },

  // Shortens large numbers on an axis: 25k, 1.5M.
  short(value) {
    const size = Math.abs(value);
    if (size >= 1e9) { return value.toExponential(0); }
    if (size >= 1e6) { return `${Number((value / 1e6).toPrecision(3))}M`; }
    if (size >= 1e3) { return `${Number((value / 1e3).toPrecision(3))}k`; }
    return size !== 0 && size < 1e-3 ? value.toExponential(0) : String(Number(value.toPrecision(4)));
  },

  // Spreads n things evenly between -0.5 and 0.5; returns the place of the i-th.
  fan: (i, n) => n > 1 ? i / (n - 1) - 0.5 : 0,

  html: text => echarts.format.encodeHTML(String(text)),
};

// Each kind of chart is a function. It gets its data, its element and a place to keep what the reader chose, and returns an option of ECharts.
const kinds = {};
