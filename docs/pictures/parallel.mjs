// Draws parallel coordinates: a line for each trial through its hyperparameters to its best loss.

/** The axes are the cell, the learning rate (logarithmic) and the best loss (by rank, as TensorBoard's "quantile"). */
export function parallel(sweep, bestTag) {
  const best = trial => trial.scalars[bestTag].at(-1).value;
  const ranked = [...sweep].sort((one, other) => best(one) - best(other));
  const cell = trial => trial.hyperparameters.cell;
  const rate = trial => trial.hyperparameters.learning_rate;
  const shortened = value => value.toFixed(value < 100 ? 2 : 0);
  const axes = [
    { name: 'cell', place: trial => among(['basic', 'gru', 'lstm'], cell(trial)), label: cell },
    { name: 'learning_rate', place: trial => logarithmic(sweep.map(rate), rate(trial)), label: trial => String(rate(trial)) },
    { name: 'best val/loss', place: trial => 1 - ranked.indexOf(trial) / (sweep.length - 1), label: trial => `${shortened(best(trial))} · trial ${trial.number}` },
  ];
  const points = ranked.flatMap((trial, rank) => axes.map(axis => ({
    trial: trial.number, rank: rank + 1, axis: axis.name, place: axis.place(trial), label: axis.label(trial),
    diverged: trial.scalars['hparam/diverged'].at(-1).value > 0,
  })));
  return chart(axes.map(axis => axis.name), points);
}

function chart(axes, points) {
  const axis = { orient: 'top', labelAngle: 0, labelFontSize: 13, labelFontWeight: 'bold', grid: true, gridColor: '#999', domain: false, ticks: false, labelPadding: 14 };
  const x = { field: 'axis', type: 'nominal', sort: axes, title: null, axis };
  const y = { field: 'place', type: 'quantitative', axis: null };
  const colour = { field: 'rank', type: 'quantitative', scale: { scheme: 'viridis' }, legend: null };
  const dashed = { field: 'diverged', type: 'nominal', scale: { domain: [false, true], range: [[1, 0], [4, 4]] }, legend: null };
  const last = axes.at(-1);
  const text = { field: 'label', type: 'nominal' };
  const labels = [...new Map(points.map(point => [point.axis + point.label, point])).values()];
  return {
    data: { values: points }, width: 620, height: 330,
    layer: [
      {
        mark: { type: 'line', strokeWidth: 2.2 },
        encoding: { x, y, color: colour, detail: { field: 'trial' }, strokeDash: dashed },
      },
      ...[{ stroke: 'white', strokeWidth: 5 }, {}].map(halo => ({
        data: { values: labels.filter(point => point.axis !== last) },
        mark: { type: 'text', align: 'right', dx: -10, fontSize: 12, fontWeight: 'bold', color: '#333', ...halo }, encoding: { x, y, text },
      })),
      {
        data: { values: labels.filter(point => point.axis === last) },
        mark: { type: 'text', align: 'left', dx: 10, fontSize: 12, color: '#333' }, encoding: { x, y, text },
      },
    ],
  };
}

const among = (all, one) => all.indexOf(one) / (all.length - 1);

function logarithmic(all, one) {
  const [low, high] = [Math.log(Math.min(...all)), Math.log(Math.max(...all))];
  return (Math.log(one) - low) / (high - low);
}
