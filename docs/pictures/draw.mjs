// Draws the pictures of docs/compare.md: node draw.mjs FOLDER, the logs of grids/learning-rates.yaml.
import { fileURLToPath } from 'node:url';
import { gradients, oneCard, overlay } from './curves.mjs';
import { readSweep, readWords } from './events.mjs';
import { draw } from './look.mjs';
import { parallel } from './parallel.mjs';
import { ridges } from './ridges.mjs';
import { plane } from './words.mjs';

const folder = process.argv[2];
if (!folder) {
  console.error('usage: node draw.mjs FOLDER, the logs of a sweep of grids/learning-rates.yaml');
  process.exit(2);
}

const sweep = readSweep(folder);
const trials = (...numbers) => numbers.map(number => sweep.find(trial => trial.number === number));
const path = name => fileURLToPath(new URL(`../images/compare-${name}.svg`, import.meta.url));
const [winner] = trials(6);

await draw(path('curves'), oneCard(sweep, 'val/loss', 6));
await draw(path('overlay'), overlay(trials(10, 11), 0.9));
await draw(path('parallel'), parallel(sweep, 'hparam/best_val_loss'));
await draw(path('outputs'), ridges(trials(5, 6, 7, 8), 'outputs/rnn', [-1, 1], 33, 20));
await draw(path('gradients'), gradients(sweep));
await draw(path('words'), plane(readWords(winner.folder, 'output'), 130, 'output embedding of trial 6: its 130 most common words, normed, by PCA'));
