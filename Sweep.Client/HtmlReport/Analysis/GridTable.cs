using Sweep.Grains.Storage;

namespace Sweep.Client.HtmlReport.Analysis;

/// <summary>
/// The objective for every combination of the grid: the mean over the seeds, estimated if no trial of the combination completed.
/// </summary>
internal sealed class GridTable
{
    private const int MostRounds = 500;

    private readonly int[] _lengths;

    // The distance between the cells of neighbouring values of each axis.
    private readonly int[] _strides;
    private readonly double[] _cells;
    private readonly bool[] _isKnown;

    private GridTable(IReadOnlyList<int> lengths, double[] cells, bool[] isKnown, double withinCells)
    {
        (_lengths, _cells, _isKnown, WithinCells) = ([.. lengths], cells, isKnown, withinCells);
        _strides = [.. lengths.Select((_, axis) => lengths.Skip(axis + 1).Aggregate(1, (product, length) => product * length))];
    }

    public int Axes => _lengths.Length;

    public int Cells => _cells.Length;

    public int Missing => _isKnown.Count(known => !known);

    /// <summary>The mean of the variances within combinations: the effect of the seeds alone.</summary>
    public double WithinCells { get; }

    public double Mean => _cells.Average();

    /// <summary>The variance between combinations.</summary>
    public double Variance => Spread(_cells);

    /// <param name="axes">The hyperparameters and the values to look at.</param>
    /// <param name="trials">Measured trials; trials with other values are ignored.</param>
    public static GridTable Of(IReadOnlyList<(string Name, IReadOnlyList<string> Values)> axes, IEnumerable<TrialSummary> trials)
    {
        int[] lengths = [.. axes.Select(axis => axis.Values.Count)];
        var groups = new Dictionary<int, List<double>>();
        foreach (var trial in trials)
        {
            var index = 0;
            foreach (var (name, values) in axes)
            {
                var place = values.ToList().IndexOf(trial.Hyperparameters.Text(name));
                index = place < 0 || index < 0 ? -1 : (index * values.Count) + place;
            }

            if (index < 0) { continue; }
            if (!groups.TryGetValue(index, out var group)) { groups.Add(index, group = []); }
            group.Add(Counted.Value(trial));
        }

        var cells = Enumerable.Range(0, lengths.Aggregate(1, (product, length) => product * length)).ToList();
        return new(
            lengths,
            [.. cells.Select(cell => groups.TryGetValue(cell, out var known) ? known.Average() : 0)],
            [.. cells.Select(groups.ContainsKey)],
            groups.Count == 0 ? 0 : groups.Values.Average(Spread));
    }

    /// <summary>
    /// Estimates every missing combination as the sum of its values' effects (Yates 1933, "missing plots"). This is the least-squares fit
    /// without interactions. It iterates, because each estimate changes the means from which the others are computed.
    /// </summary>
    public void Fill()
    {
        var known = _cells.Where((_, cell) => _isKnown[cell]).ToList();
        if (known.Count == 0 || known.Count == Cells) { return; }
        var (start, range) = (known.Average(), known.Max() - known.Min());
        for (var cell = 0; cell < Cells; cell++) { _cells[cell] = _isKnown[cell] ? _cells[cell] : start; }
        for (var (round, change) = (0, double.MaxValue); round < MostRounds && change > 1e-9 * range; round++)
        {
            change = FillOnce();
        }
    }

    /// <summary>The mean of the cells for each combination of some axes' values.</summary>
    public IReadOnlyList<double> Means(params int[] axes) =>
        [
            .. Enumerable
                .Range(0, Cells)
                .GroupBy(cell => Key(cell, axes))
                .OrderBy(group => group.Key)
                .Select(group => group.Average(cell => _cells[cell])),
        ];

    public static double Spread(IReadOnlyCollection<double> values)
    {
        var mean = values.Average();
        return values.Average(value => (value - mean) * (value - mean));
    }

    private double FillOnce()
    {
        var (mean, change) = (Mean, 0.0);
        var effects = Enumerable.Range(0, Axes).Select(axis => Means(axis)).ToList();
        for (var cell = 0; cell < Cells; cell++)
        {
            if (_isKnown[cell]) { continue; }
            var estimate = mean + effects.Index().Sum(axis => axis.Item[Key(cell, axis.Index)] - mean);
            change = Math.Max(change, Math.Abs(estimate - _cells[cell]));
            _cells[cell] = estimate;
        }

        return change;
    }

    private int Key(int cell, params int[] axes)
    {
        var key = 0;
        foreach (var axis in axes)
        {
            key = (key * _lengths[axis]) + (cell / _strides[axis] % _lengths[axis]);
        }

        return key;
    }
}
