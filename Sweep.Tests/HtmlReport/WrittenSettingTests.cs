using System.Collections.Immutable;
using Sweep.Client.HtmlReport;
using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;
using Sweep.Tests.Storage;

namespace Sweep.Tests.HtmlReport;

/// <summary>The sweep file in a report, of a trainable with settings.</summary>
public sealed class WrittenSettingTests
{
    private static readonly TrainableSchema _dice = new("dice", "1", [new("eyes", HyperparameterType.WholeNumber) { Default = 6L }])
    {
        Settings =
        [
            new("data", HyperparameterType.Path) { IsRequired = true }, new("bonus", HyperparameterType.Number) { IsNullable = true },
            new("mode", HyperparameterType.Text) { Default = "" }, new("exact", HyperparameterType.Flag) { Default = false },
        ],
        Metrics = [new("score") { Goal = Goal.Maximize }],
    };

    [Fact]
    public void Write_OfASweepWithSettings_ReadsBackAsTheSame()
    {
        var settings = ImmutableDictionary<string, string>.Empty
            .Add("data", "/a b/ü").Add("bonus", "none").Add("mode", "true: # no").Add("exact", "true");
        var spec = TestStore.Spec() with
        {
            Corpus = "",
            Schema = _dice,
            Trial = _dice.Defaults,
            Axes = [],
            Objective = _dice.Objective!,
            OtherSettings = settings,
        };

        var read = GridFile.Parse(GridWriter.Write(spec), "x.yaml", [_dice]);

        Assert.True(read.HasSettingsOf(spec), string.Join(", ", read.Settings));
    }
}
