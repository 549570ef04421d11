using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>Draws a step's negatives and finds the rows that the step touches. It writes them into the same tensors at each step.</summary>
internal sealed class StepWordsFactory : IDisposable
{
    private readonly int _length;
    private readonly int _batch;
    private readonly int _targets;
    private readonly LogUniformSampler _sampler;
    private readonly RowSet _rows;
    private readonly Tensor _inputs;
    private readonly Tensor _inputPositions;
    private readonly Tensor _inputRows;
    private readonly Tensor _outputs;
    private readonly Tensor _outputPositions;
    private readonly Tensor _outputRows;

    /// <param name="vocabulary">V.</param>
    /// <param name="length">T.</param>
    /// <param name="batch">B.</param>
    /// <param name="targets">N: B, or T·B.</param>
    /// <param name="negatives">S, at most V.</param>
    public StepWordsFactory(int vocabulary, int length, int batch, int targets, int negatives)
    {
        (_length, _batch, _targets) = (length, batch, targets);
        (_sampler, _rows) = (new(vocabulary), new(vocabulary));
        (_inputs, _inputPositions, _inputRows) = (Ids(length * batch), Ids(length * batch), Ids(length * batch));
        (_outputs, _outputPositions, _outputRows) = (Ids(targets + negatives), Ids(targets + negatives), Ids(targets + negatives));
    }

    /// <summary>T × B input ids, time first; the caller fills them before <see cref="Create"/>.</summary>
    public Span<long> Inputs => TensorSpan.Of<long>(_inputs);

    /// <summary>N target ids; the caller fills them before <see cref="Create"/>.</summary>
    public Span<long> Targets => TensorSpan.Of<long>(_outputs)[.._targets];

    /// <summary>Returns the step's tensors, with negatives drawn from <paramref name="random"/>; valid until the next call.</summary>
    public StepWords Create(SeededRandom random, ScalarType type)
    {
        var outputs = TensorSpan.Of<long>(_outputs);
        var tries = _sampler.Draw(random, outputs[_targets..]);
        var logCounts = empty(outputs.Length, type);
        if (type is ScalarType.Float64) { Fill<double>(logCounts, outputs, tries); }
        else { Fill<float>(logCounts, outputs, tries); }
        return new(
            _length,
            _targets > _batch,
            Distinct(_inputs, _inputPositions, _inputRows),
            _inputPositions,
            _outputs,
            Distinct(_outputs, _outputPositions, _outputRows),
            _outputPositions,
            new(logCounts.narrow(0, 0, _targets), logCounts.narrow(0, _targets, outputs.Length - _targets)));
    }

    public void Dispose()
    {
        foreach (var ids in new[] { _inputs, _inputPositions, _inputRows, _outputs, _outputPositions, _outputRows }) { ids.Dispose(); }
    }

    private static Tensor Ids(int count) => zeros(count, ScalarType.Int64).DetachFromDisposeScope();

    private void Fill<T>(Tensor logCounts, ReadOnlySpan<long> ids, int tries)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var counts = TensorSpan.Of<T>(logCounts);
        for (var i = 0; i < ids.Length; i++) { counts[i] = T.CreateTruncating(_sampler.LogExpectedCount(ids[i], tries)); }
    }

    private Tensor Distinct(Tensor ids, Tensor positions, Tensor rows) =>
        rows.narrow(0, 0, _rows.Fill(TensorSpan.Of<long>(ids), TensorSpan.Of<long>(positions), TensorSpan.Of<long>(rows)));
}
