// Lays the histograms of a tensor over shared bins, as reports do.
const bins = 32;

/** The distribution of each tensor: its range, its steps, and for each step the share of the elements in each bin, in thousandths. */
export function distributionsOf(histograms) {
  const names = [...new Set(histograms.map(one => one.name))];
  return names.map(name => ({ name, rows: histograms.filter(one => one.name === name && one.counts.length > 0) }))
    .filter(({ rows }) => rows.length > 0)
    .map(({ name, rows }) => {
      const low = Math.min(...rows.map(row => row.low));
      const high = Math.max(...rows.map(row => row.high));
      const range = high > low ? [low, high] : [low - 0.5, low + 0.5];
      return { name, data: { low: range[0], high: range[1], steps: rows.map(row => row.step), columns: rows.map(row => column(row, ...range)) } };
    });
}

function column({ low, high, counts }, least, most) {
  const shares = new Array(bins).fill(0);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const place = value => Math.min(bins - 1, Math.max(0, Math.floor((value - least) / (most - least) * bins)));
  counts.forEach((count, i) => {
    const width = (high - low) / counts.length;
    const [first, last] = [place(low + i * width), place(low + (i + 1) * width - 1e-9 * (most - least))];
    for (let bin = first; bin <= last; bin++) { shares[bin] += 1000 * count / total / (last - first + 1); }
  });
  return shares.map(Math.round);
}
