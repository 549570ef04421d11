using Sweep.Model.Benchmarks;
using TorchSharp;

namespace Sweep.Tests.Benchmarks;

public sealed class LibraryLayerTests
{
    [Theory]
    [InlineData("basic", "last")]
    [InlineData("gru", "all")]
    [InlineData("lstm", "last")]
    public void Step_OverAndOver_LeavesNothingBehind(string cell, string targets)
    {
        var trial = new LanguageModelParameters
        {
            Cell = cell,
            Targets = targets,
            EmbeddingSize = 3,
            RnnSize = 4,
            SequenceLength = 2,
            BatchSize = 2,
        };
        using var layer = new LibraryLayer(trial.ToOptions(seed: 1));
        layer.Step();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        for (var i = 0; i < 10; i++)
        {
            layer.Step();
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }
}
