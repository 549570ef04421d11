// Draws the words of a trial in the plane of their two main components, as the projector's PCA shows them.

/** Returns a trial's most common words without punctuation marks. */
export function plane(words, count, title) {
  const shown = words.filter(({ word }) => /^[a-z']+$/.test(word)).slice(0, count);
  const [first, second] = components(shown.map(({ vector }) => normalized(vector)));
  const points = shown.map(({ word }, index) => ({ word, x: first[index], y: second[index] }));
  const axis = field => ({ field, type: 'quantitative', axis: null, scale: { zero: false, nice: false, padding: 24 } });
  const mark = { type: 'text', fontSize: 12, color: '#124' };
  return { title, data: { values: points }, width: 840, height: 620, mark, encoding: { x: axis('x'), y: axis('y'), text: { field: 'word' } } };
}

function normalized(vector) {
  const length = Math.hypot(...vector);
  return vector.map(value => value / length);
}

// Finds a component by power iteration on the covariance. The first component is removed before the second is found.
function components(rows) {
  const means = rows[0].map((_, column) => rows.reduce((sum, row) => sum + row[column], 0) / rows.length);
  let centred = rows.map(row => row.map((value, column) => value - means[column]));
  return [0, 1].map(() => {
    const direction = main(centred);
    const along = centred.map(row => dot(row, direction));
    centred = centred.map((row, index) => row.map((value, column) => value - along[index] * direction[column]));
    return along;
  });
}

function main(rows) {
  let direction = normalized(rows[0].map((_, column) => column + 1));
  for (let round = 0; round < 500; round++) {
    const along = rows.map(row => dot(row, direction));
    direction = normalized(direction.map((_, column) => rows.reduce((sum, row, index) => sum + along[index] * row[column], 0)));
  }

  return direction;
}

const dot = (one, other) => one.reduce((sum, value, index) => sum + value * other[index], 0);
