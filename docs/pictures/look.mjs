// Size and colours of all pictures, and the function that writes a chart to a file.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as vega from 'vega';
import { compile } from 'vega-lite';

/** One colour for each learning rate. Colour-blind readers can tell them apart. */
export const rateColours = ['#0072b2', '#009e73', '#d55e00', '#7a3e9d'];

const config = {
  background: 'white',
  padding: 12,
  font: 'Helvetica, Arial, sans-serif',
  view: { stroke: null },
  axis: { labelFontSize: 12, titleFontSize: 12, titleFontWeight: 'normal', gridColor: '#e6e6e6', domainColor: '#999', tickColor: '#999', labelColor: '#333', titleColor: '#333' },
  header: { labelFontSize: 13, labelFontWeight: 'bold', titleFontSize: 13 },
  legend: { labelFontSize: 12, titleFontSize: 12, titleFontWeight: 'normal', symbolStrokeWidth: 2.5 },
  title: { fontSize: 14, fontWeight: 'bold', anchor: 'start', subtitleFontSize: 12, subtitleColor: '#555', offset: 10 },
};

/** Draws a chart of Vega-Lite as SVG. It has a white background, so it is readable on dark pages too. */
export async function draw(path, { legend, ...chart }) {
  const view = new vega.View(vega.parse(compile({ ...chart, config: { ...config, legend: { ...config.legend, ...legend } } }).spec), { renderer: 'none' });
  const svg = await view.toSVG();
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${shorter(svg)}\n`);
}

/** Moves values apart by at least a distance, each as little as possible, and keeps their order. */
export function apart(places, distance) {
  const order = places.map((place, index) => ({ place, index })).sort((one, other) => one.place - other.place);
  for (let round = 0; round < 200; round++) {
    for (let i = 1; i < order.length; i++) {
      const lack = distance - (order[i].place - order[i - 1].place);
      if (lack > 0) { order[i].place += lack / 2; order[i - 1].place -= lack / 2; }
    }
  }

  return order.sort((one, other) => one.index - other.index).map(entry => entry.place);
}

// Rounds coordinates to a tenth of a pixel, and leaves texts as they are.
function shorter(svg) {
  return svg.replace(/ (d|transform)="[^"]*"/g, drawn => drawn.replace(/-?\d+\.\d{2,}/g, number => String(Math.round(Number(number) * 10) / 10)));
}
