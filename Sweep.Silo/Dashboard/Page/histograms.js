// Lays the histograms of a tensor over shared bins, as reports do.
const bins = 32;

// A map with more steps than this is too wide to read, so steps between are left out.
const mostSteps = 120;

/** The distribution of each tensor: its range, its steps, and for each step the share of the elements in each bin, in thousandths. */
export function distributionsOf(summaries) {
  const rows = summaries.flatMap(({ step, histograms }) => histograms.filter(one => one.counts.length > 0).map(one => ({ step, ...one })));
  return [...new Set(rows.map(row => row.name))].map(name => {
    const every = rows.filter(row => row.name === name);
    const own = every.filter((_, i) => i === every.length - 1 || i % Math.ceil(every.length / mostSteps) === 0);
    const [low, high] = [Math.min(...own.map(row => row.left)), Math.max(...own.map(row => row.right))];
    const range = high > low ? { low, high } : { low: low - 0.5, high: low + 0.5 };
    return { name, data: { ...range, steps: own.map(row => row.step), columns: own.map(row => column(row, range)) } };
  });
}

/** Spreads the elements of a bin evenly over it, because a histogram does not say more. */
function column({ left: least, right: most, counts }, { low, high }) {
  const shares = new Array(bins).fill(0);
  const [width, own] = [(high - low) / bins, (most - least) / counts.length];
  const total = Math.max(1, counts.reduce((sum, count) => sum + count, 0));
  const bin = value => Math.min(bins - 1, Math.max(0, Math.trunc((value - low) / width)));
  counts.forEach((count, i) => {
    const [left, right] = [least + i * own, least + (i + 1) * own];
    const [first, last] = [bin(left), bin(right)];
    for (let at = first; at <= last; at++) {
      const overlap = Math.min(right, low + (at + 1) * width) - Math.max(left, low + at * width);
      shares[at] += count / total * (first === last ? 1 : Math.max(0, overlap) / own);
    }
  });
  return shares.map(share => Math.round(1000 * share));
}
