// Draws histograms as TensorBoard does: a ridge for each step, the first at the back, the last in front.
const width = 165;
const height = 250;
const ridge = 80;

/** Draws the histograms of one tensor in some trials, with a panel for each trial and the same range of values. */
export function ridges(trials, tag, [low, high], bins, count) {
  const panels = trials.map(trial => panel(trial, tag, low, high, bins, count));
  return { title: { text: tag, subtitle: 'back: first step; front: last step' }, hconcat: panels, spacing: 22 };
}

function panel(trial, tag, low, high, bins, count) {
  const series = every(trial.histograms[tag], count);
  const densities = series.map(histogram => rebinned(histogram.bins, low, high, bins));
  const most = Math.max(...densities.flat());
  const points = series.flatMap(({ step }, index) => densities[index].map((density, bin) => {
    const base = (height - ridge) * (1 - index / (series.length - 1));
    return { step, x: low + (bin + 0.5) * (high - low) / bins, base, top: base + density / most * ridge };
  }));
  return {
    title: { text: `${trial.number}: ${trial.hyperparameters.cell}, ${trial.hyperparameters.learning_rate}`, fontSize: 13, offset: 4 },
    data: { values: points }, width, height,
    mark: { type: 'area', stroke: '#7f2704', strokeWidth: 0.5, strokeOpacity: 0.7, clip: true },
    encoding: {
      x: { field: 'x', type: 'quantitative', title: null, scale: { domain: [low, high], nice: false }, axis: { tickCount: 4, grid: false } },
      y: { field: 'top', type: 'quantitative', axis: null, scale: { domain: [0, height] } },
      y2: { field: 'base' },
      detail: { field: 'step' },
      color: { field: 'step', type: 'quantitative', scale: { scheme: 'oranges', domain: [-3000, 9000] }, legend: null },
    },
  };
}

function every(series, count) {
  return Array.from({ length: count }, (_, index) => series[Math.round(index * (series.length - 1) / (count - 1))]);
}

// Each bin gives its count to the bins that it overlaps, in proportion to the overlap. A bin without a width gives all of it to one.
function rebinned(bins, low, high, count) {
  const sums = new Array(count).fill(0);
  const width = (high - low) / count;
  const total = bins.reduce((sum, bin) => sum + bin.count, 0);
  for (const { left, right, count: held } of bins) {
    for (let bin = 0; bin < count; bin++) {
      const [from, to] = [low + bin * width, low + (bin + 1) * width];
      const shared = Math.min(right, to) - Math.max(left, from);
      if (right > left ? shared > 0 : left >= from && left < to) { sums[bin] += held / total * (right > left ? shared / (right - left) : 1); }
    }
  }

  return sums;
}
