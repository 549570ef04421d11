using Sweep.Grains.Sweeps;
using Sweep.Silo.EventFiles;
using Sweep.Tests.Verbs;

namespace Sweep.Tests.EventFiles;

/// <summary>
/// The record in a sweep's folder. Readers keep to the first that they find, so there is one, and it is of the sweep as it is now.
/// </summary>
public sealed class SweepEventFileTests : IDisposable
{
    private static readonly SweepSpec _spec =
        new("tiny", "sample", Language.Objective, [1], new LanguageModelParameters(), [new("rnn_size", ["128", "192"])],
            LanguageModelParameters.Schema);

    private static readonly SweepSpec _extended =
        _spec with { Seeds = [1, 2], Axes = [new("rnn_size", ["128", "192", "256"]), new("cell", ["lstm", "gru"])] };

    private readonly Trials _trials = new();

    public void Dispose() => _trials.Dispose();

    [Fact]
    public void Write_OfTheSameSweepAgain_LeavesTheFileAlone()
    {
        var before = File.ReadAllBytes(Write(_spec));
        var changed = File.GetLastWriteTimeUtc(Write(_spec));
        _trials.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(before, File.ReadAllBytes(Write(_spec)));
        Assert.Equal(changed, File.GetLastWriteTimeUtc(Write(_spec)));
    }

    [Fact]
    public void Write_OfAnExtendedSweep_ReplacesTheColumnsAndKeepsTheBeginning()
    {
        Write(_spec);
        _trials.Time.Advance(TimeSpan.FromHours(1));
        var experiment = EventFileReader.Read(Write(_extended)).Value("_hparams_/experiment").Content.Message(2);

        Assert.Equal(1_700_000_000.0, experiment.Double(3));
        var varied = experiment.Messages(4).Where(column => column.Has(5)).ToList();
        Assert.Equal(["rnn_size", "cell", "seed"], varied.Select(column => column.Text(1)));
        Assert.Equal([128.0, 192, 256], varied[0].Message(5).Messages(1).Select(value => value.Double(2)));
    }

    [Fact]
    public void Write_OverATornRecord_MakesItWhole()
    {
        var path = Write(_spec);
        var whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, whole[..^7]);

        Assert.Equal(whole, File.ReadAllBytes(Write(_spec)));
    }

    [Fact]
    public void Covers_OfATrialOfASearch_IsSoWhateverTheSearchFound()
    {
        var trial = Trials.Assignment() with { Seed = 1, Hyperparameters = SearchSome.Trial(7, 4, 0.25).Hyperparameters };

        Assert.True(SweepEventFile.Covers(SearchSome.Spec() with { Trial = trial.Hyperparameters }, trial));
        Assert.False(SweepEventFile.Covers(SearchSome.Spec() with { Trial = trial.Hyperparameters }, trial with { Seed = 2 }));
    }

    [Fact]
    public void Covers_OfTrialsOfTheSweep_IsSoUntilItIsExtended()
    {
        var trial = Trials.Assignment(hyperparameters: new() { RnnSize = 128 }) with { Seed = 1 };
        Assert.True(SweepEventFile.Covers(_spec, trial));
        foreach (var added in new[]
        {
            trial with { Hyperparameters = new LanguageModelParameters { RnnSize = 256 } },
            trial with { Hyperparameters = new LanguageModelParameters { RnnSize = 128, Cell = "gru" } },
            trial with { Seed = 2 },
        })
        {
            Assert.False(SweepEventFile.Covers(_spec, added));
            Assert.True(SweepEventFile.Covers(_extended, added));
        }
    }

    /// <returns>The only file there is.</returns>
    private string Write(SweepSpec spec)
    {
        SweepEventFile.Write(_trials.Logs, "tiny", spec, _trials.Time, _trials.Faults.Add);
        Assert.Empty(_trials.Faults);
        return Assert.Single(Directory.GetFiles(Path.Combine(_trials.Logs, "tiny")));
    }
}
