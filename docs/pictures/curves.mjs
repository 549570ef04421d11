// Draws curves over steps: every trial in one card, training beside validation, and the gradient's norm.
import { apart, rateColours } from './look.mjs';

const cells = ['basic', 'gru', 'lstm'];
const dashes = [[2, 2], [7, 3], [1, 0]];

const rates = sweep => [...new Set(sweep.map(trial => trial.hyperparameters.learning_rate))].sort((one, other) => one - other).map(String);
const points = (trial, tag) => (trial.scalars[tag] ?? []).map(point => ({
  ...point, trial: trial.number, cell: trial.hyperparameters.cell, rate: String(trial.hyperparameters.learning_rate),
}));
const byRate = sweep => ({ field: 'rate', type: 'nominal', title: 'learning_rate', scale: { domain: rates(sweep), range: rateColours } });
const byCell = { field: 'cell', type: 'nominal', title: 'cell', scale: { domain: cells, range: dashes } };
const steps = () => ({ field: 'step', type: 'quantitative', axis: { tickCount: 5, format: ',d' } });

/** Draws a scalar of all trials up to a limit, with each trial's name at the end of its curve. */
export function oneCard(sweep, tag, limit) {
  const [width, height] = [560, 420];
  const shown = sweep.filter(trial => trial.scalars[tag].some(point => point.value < limit)).flatMap(trial => points(trial, tag));
  const lowest = Math.floor(Math.min(...shown.map(point => point.value)) * 2) / 2;
  const ends = sweep.map(trial => points(trial, tag).at(-1)).filter(end => end.value < limit);
  const places = apart(ends.map(end => end.value), (limit - lowest) * 15 / height);
  const names = ends.map((end, index) => ({ ...end, place: places[index], name: `${end.trial}  ${end.cell} ${end.rate}` }));
  const y = { type: 'quantitative', title: tag, scale: { domain: [lowest, limit] } };
  return {
    width, height,
    legend: { orient: 'bottom', symbolType: 'stroke', symbolSize: 500 },
    title: { text: tag, subtitle: `all trials in one card, without outliers: ${beyond(sweep, tag, limit)} lie above` },
    layer: [
      {
        data: { values: shown },
        mark: { type: 'line', clip: true, strokeWidth: 2 },
        encoding: { x: steps(), y: { ...y, field: 'value' }, color: byRate(sweep), strokeDash: byCell, detail: { field: 'trial' } },
      },
      {
        data: { values: shown },
        mark: { type: 'circle', clip: true, size: 40, opacity: 1 },
        encoding: { x: steps(), y: { ...y, field: 'value' }, color: { ...byRate(sweep), legend: null } },
      },
      {
        data: { values: names },
        mark: { type: 'text', align: 'left', dx: 10, fontSize: 12 },
        encoding: { x: { field: 'step', type: 'quantitative' }, y: { ...y, field: 'place' }, text: { field: 'name' }, color: { ...byRate(sweep), legend: null } },
      },
    ],
  };
}

/** Draws the smoothed training loss and the validation loss of some trials side by side. */
export function overlay(trials, weight) {
  const lines = trials.flatMap(trial => [
    ...smoothed(points(trial, 'train/loss'), weight).map(point => ({ ...point, line: 'train/loss' })),
    ...points(trial, 'val/nce').map(point => ({ ...point, line: 'val/nce' })),
  ]).map(point => ({ ...point, panel: `${point.trial}: ${point.cell}, ${point.rate}` }));
  return {
    data: { values: lines },
    title: { text: 'NCE loss, training and validation', subtitle: `train/loss smoothed by ${weight}` },
    facet: { column: { field: 'panel', type: 'nominal', title: null, sort: [...new Set(lines.map(point => point.panel))] } },
    spec: {
      width: 250, height: 220,
      mark: { type: 'line', strokeWidth: 2 },
      encoding: {
        x: steps(),
        y: { field: 'value', type: 'quantitative', title: 'nats', scale: { zero: false } },
        color: { field: 'line', type: 'nominal', title: null, scale: { domain: ['train/loss', 'val/nce'], range: ['#888888', '#d55e00'] } },
      },
    },
  };
}

/** Draws the gradient's norm, with a panel for each cell. */
export function gradients(sweep) {
  return {
    data: { values: sweep.flatMap(trial => points(trial, 'train/grad_norm')) },
    title: { text: 'train/grad_norm', subtitle: 'on a logarithmic scale' },
    facet: { column: { field: 'cell', type: 'nominal', title: null, sort: cells } },
    spec: {
      width: 215, height: 230,
      mark: { type: 'line', strokeWidth: 1.3 },
      encoding: {
        x: steps(),
        y: { field: 'value', type: 'quantitative', title: null, scale: { type: 'log' }, axis: { tickCount: 5, format: '~g' } },
        color: byRate(sweep),
      },
    },
  };
}

function beyond(sweep, tag, limit) {
  const all = sweep.filter(trial => trial.scalars[tag].every(point => point.value >= limit)).map(trial => trial.number);
  return all.length > 1 ? `${all.slice(0, -1).join(', ')} and ${all.at(-1)}` : all.join();
}

// Smooths as TensorBoard's slider does: a moving average that starts without a bias.
function smoothed(series, weight) {
  let [last, total] = [0, 0];
  return series.map(point => {
    [last, total] = [last * weight + (1 - weight) * point.value, total * weight + (1 - weight)];
    return { ...point, value: last / total };
  });
}
