// Draws the pictures of docs/search.md: node search.mjs FILE, what `bench search --data FOLDER --json` printed.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { draw } from './look.mjs';

const file = process.argv[2];
if (!file) {
  console.error('usage: node search.mjs FILE, the output of bench search --data FOLDER --json');
  process.exit(2);
}

const rows = JSON.parse(readFileSync(file, 'utf8'));
const mean = what => rows.find(row => row.what === what).mean;
const path = name => fileURLToPath(new URL(`../images/search-${name}.svg`, import.meta.url));

// Optuna 5.0.0, measured on the same functions and tasks.
const functions = ['quad2', 'branin', 'hartmann6', 'sphere10', 'rosenbrock10'];
const optuna = {
  'random search': [1.52, 0.426, 1.281, 27.7, 14927],
  'Optuna 5, TPE (its default)': [0.013, 0.0419, 0.22, 6.56, 1546],
  'Optuna 5, GP': [1.9e-4, 7.6e-5, 0.055, 0.0106, 742],
};
const lcbench = {
  'Optuna 5, TPE + Hyperband': [[0.071, 0.05, 0.034], [0.089, 0.082, 0.074], [0.265, 0.245, 0.226], [0.194, 0.189, 0.174], [0.077, 0.061, 0.055], [0.186, 0.147, 0.102]],
  'Optuna 5, TPE + median pruner': [[0.076, 0.047, 0.033], [0.092, 0.081, 0.074], [0.296, 0.253, 0.226], [0.158, 0.131, 0.118], [0.035, 0.022, 0.016], [0.153, 0.105, 0.075]],
  'Optuna 5, TPE (its default)': [[0.067, 0.032, 0.012], [0.068, 0.046, 0.036], [0.348, 0.25, 0.211], [0.155, 0.128, 0.09], [0.06, 0.021, 0.009], [0.189, 0.134, 0.089]],
};
const tasks = ['167168', '126025', '168329', '168910', '167184', '168331'];
const shares = [25, 50, 100];
const colours = { 'random search': '#999999', 'Optuna 5, TPE + Hyperband': '#cc79a7', 'Optuna 5, TPE + median pruner': '#e69f00', 'Optuna 5, TPE (its default)': '#d55e00', 'Optuna 5, GP': '#7a3e9d', 'Sherlock, tpe': '#56b4e9', 'Sherlock, gp': '#0072b2' };
const colour = names => ({ field: 'program', type: 'nominal', title: null, scale: { domain: names, range: names.map(name => colours[name]) } });

const regrets = { ...optuna };
for (const sampler of ['tpe', 'gp']) { regrets[`Sherlock, ${sampler}`] = functions.map(task => mean(`${sampler}, ${task}, 100 trials`)); }
await draw(path('functions'), {
  width: 520, height: { step: 44 },
  legend: { orient: 'bottom', labelLimit: 0, columns: 3, symbolType: 'circle', symbolStrokeWidth: 0, symbolSize: 120 },
  title: { text: 'How far from the minimum after 100 trials', subtitle: 'mean of 30 searches (Optuna\'s GP: 10), logarithmic: further to the left is better' },
  data: { values: Object.entries(regrets).flatMap(([program, values]) => values.map((regret, i) => ({ program, task: functions[i], regret }))) },
  mark: { type: 'circle', size: 130, opacity: 0.95 },
  encoding: {
    y: { field: 'task', type: 'nominal', title: null, sort: functions, axis: { grid: true } },
    x: { field: 'regret', type: 'quantitative', title: 'mean regret', scale: { type: 'log' }, axis: { format: '.0e', tickCount: 6 } },
    color: colour(Object.keys(regrets)),
  },
});

const average = values => values.reduce((sum, value) => sum + value, 0) / values.length;
const means = Object.fromEntries(Object.entries(lcbench).map(([program, all]) => [program, shares.map((_, i) => average(all.map(task => task[i])))]));
means['Sherlock, gp'] = shares.map(share => average(tasks.map(task => mean(`gp, LCBench ${task}, ${share} % of 6544 epochs`))));
await draw(path('lcbench'), {
  width: 520, height: 260,
  legend: { orient: 'bottom', labelLimit: 0, columns: 2, symbolType: 'stroke', symbolSize: 400 },
  title: { text: 'Six tasks of LCBench: distance from the best known accuracy', subtitle: 'mean of the tasks, as a share of the range; below 0 is better than all that was known' },
  data: { values: Object.entries(means).flatMap(([program, values]) => values.map((regret, i) => ({ program, share: shares[i], regret }))) },
  mark: { type: 'line', point: { size: 60 }, strokeWidth: 2.5 },
  encoding: {
    x: { field: 'share', type: 'quantitative', title: '% of 6,544 epochs', axis: { values: shares } },
    y: { field: 'regret', type: 'quantitative', title: 'mean regret' },
    color: colour(Object.keys(means)),
  },
});
