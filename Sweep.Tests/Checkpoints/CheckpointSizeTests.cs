using Sweep.Model.Checkpoints;
using Sweep.Model.Configuration;
using Sweep.Tests.Native;
using Sweep.Tests.Training;

namespace Sweep.Tests.Checkpoints;

/// <summary>The size of a checkpoint before there is one.</summary>
public sealed class CheckpointSizeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(CellKind.Basic, OptimizerKind.Momentum, ModelKind.Rnn)]
    [InlineData(CellKind.Gru, OptimizerKind.Adam, ModelKind.Rnn)]
    [InlineData(CellKind.Lstm, OptimizerKind.RmsProp, ModelKind.Rnn)]
    [InlineData(CellKind.Lstm, OptimizerKind.Adam, ModelKind.Window)]
    public void Of_ATrial_IsTheSizeOfItsFile(CellKind cell, OptimizerKind optimizer, ModelKind model)
    {
        var options = Tiny.Options with
        {
            Cell = cell,
            Optimizer = optimizer,
            Model = model,
            EmbeddingSize = 120,
            RnnSize = 150,
            HiddenSize = 90,
        };
        var data = Tiny.Data();
        var file = _folder.Name("step-000000001.safetensors");
        using (var trainer = Runs.Start(data, options))
        {
            trainer.Advance();
            trainer.Save(file);
        }

        var size = CheckpointSize.Of(options, data.Vocabulary);

        Assert.InRange(size, new FileInfo(file).Length * 0.98, new FileInfo(file).Length * 1.02);
    }
}
