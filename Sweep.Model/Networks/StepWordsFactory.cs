using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>Draws a step's negatives and finds the rows it touches, in buffers of its own that are used again at each step.</summary>
internal sealed class StepWordsFactory
{
    private readonly int _length;
    private readonly int _batch;
    private readonly LogUniformSampler _sampler;
    private readonly RowSet _rows;
    private readonly long[] _inputs;
    private readonly long[] _outputs;
    private readonly long[] _positions;
    private readonly long[] _distinct;
    private readonly int _targets;

    /// <param name="vocabulary">V.</param>
    /// <param name="length">T.</param>
    /// <param name="batch">B.</param>
    /// <param name="targets">N: B, or T·B.</param>
    /// <param name="negatives">S, at most V.</param>
    public StepWordsFactory(int vocabulary, int length, int batch, int targets, int negatives)
    {
        (_length, _batch, _targets) = (length, batch, targets);
        (_sampler, _rows) = (new(vocabulary), new(vocabulary));
        (_inputs, _outputs) = (new long[length * batch], new long[targets + negatives]);
        var longest = Math.Max(_inputs.Length, _outputs.Length);
        (_positions, _distinct) = (new long[longest], new long[longest]);
    }

    /// <summary>T × B input ids, time first: to be filled before <see cref="Create"/>.</summary>
    public Span<long> Inputs => _inputs;

    /// <summary>N target ids: to be filled before <see cref="Create"/>.</summary>
    public Span<long> Targets => _outputs.AsSpan(0, _targets);

    /// <summary>The step's tensors, with negatives drawn from <paramref name="random"/>.</summary>
    public StepWords Create(SeededRandom random, ScalarType type)
    {
        var tries = _sampler.Draw(random, _outputs.AsSpan(_targets));
        var logCounts = tensor(Array.ConvertAll(_outputs, id => _sampler.LogExpectedCount(id, tries)), type);
        var (inputRows, inputPositions) = Distinct(_inputs);
        var (outputRows, outputPositions) = Distinct(_outputs);
        return new(
            _length,
            _targets > _batch,
            inputRows,
            inputPositions,
            tensor(_outputs),
            outputRows,
            outputPositions,
            new(logCounts.narrow(0, 0, _targets), logCounts.narrow(0, _targets, _outputs.Length - _targets)));
    }

    private (Tensor Rows, Tensor Positions) Distinct(long[] ids)
    {
        var count = _rows.Fill(ids, _positions, _distinct);
        return (tensor(_distinct.AsSpan(0, count).ToArray()), tensor(_positions.AsSpan(0, ids.Length).ToArray()));
    }
}
