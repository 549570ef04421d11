using Sweep.Grains;
using Sweep.Grains.Search;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Tests.Grids;

namespace Sweep.Tests.Storage;

/// <summary>The rules by which a sweep with early stopping goes on: with a larger total, or with another file.</summary>
public sealed class StopExtensionTests
{
    private const string Grid = "trial: { epochs: 27 }\ngrid: { cell: [lstm, gru] }\n";
    private const string Space = "trial: { epochs: 27 }\nspace: { cell: [lstm, gru], rnn_size: [8, 16] }\n";

    [Fact]
    public void WithResource_OfASweepThatHoldsTrials_AddsARungAndSetsTheTotal()
    {
        var longer = StopExtension.WithResource(StopExtension.WithResource(Spec(Grid, "asha"), 81), 100);

        Assert.Equal([5, 14, 27, 81, 100], longer.Stop!.Rungs);
        Assert.Equal(100L, longer.Trial["epochs"]);
    }

    [Theory]
    [InlineData("asha", 27, "--resource: found 27 for trials that train to 27 epochs; allowed: more than 27")]
    [InlineData("asha", 9, "--resource: found 9 for trials that train to 27 epochs; allowed: more than 27")]
    [InlineData("asha", 2_000_000, "epochs: found '2000000'; allowed: a whole number from 1 to 1000000")]
    [InlineData("median", 81, "--resource: found 81 for a sweep that holds no trials; allowed: a sweep with stop: asha")]
    [InlineData(
        "{ asha: { mode: stop } }", 81, "--resource: found 81 for a sweep that holds no trials; allowed: a sweep with stop: asha")]
    [InlineData(null, 81, "--resource: found 81 for a sweep that holds no trials; allowed: a sweep with stop: asha")]
    public void WithResource_ThatCannotBe_SaysWhatIsAllowed(string? stop, long total, string expected) =>
        Assert.Equal(expected, Refused(() => StopExtension.WithResource(Spec(Grid, stop), total)));

    [Fact]
    public void WithResource_OfATrainableWithAFixedTotal_IsRefused()
    {
        var schema = new TrainableSchema("spiral", "1", []) { Resource = new("round") { Number = 27 } };
        var spec = new SweepSpec("a", "", new("loss", Goal.Minimize), [1], schema.Defaults, [], schema)
        {
            Stop = new(StopKind.Asha) { Rungs = [9, 27] },
        };

        Assert.Equal(
            "--resource: found 81 for spiral 1, whose trials always end at round 27; allowed: no other total",
            Refused(() => StopExtension.WithResource(spec, 81)));
    }

    [Fact]
    public void By_WithMoreTrialsAndALargerTotal_ChangesBoth()
    {
        var old = Spec(Space, "asha");

        var longer = SearchExtension.By(new(Trials: 2, Resource: 81), old, new(2, 0, 0), hasEnded: true);

        Assert.Equal(
            [new("trials", "3", "4"), new SettingChange("epochs", "27", "81")], SearchExtension.Changes(old, longer).AsEnumerable());
    }

    [Fact]
    public void By_OfAGridWithALargerTotal_ChangesThat()
    {
        var old = Spec(Grid, "asha");

        Assert.Equal(
            StopExtension.WithResource(old, 81), SearchExtension.By(new(Resource: 81), old, new(2, 0, 0), hasEnded: true));
    }

    [Theory]
    [InlineData(Grid)]
    [InlineData(Space)]
    public void RequireSameTask_OfTheFileOfAnExtendedSweep_TakesItsTotal(string lines)
    {
        var file = Spec(lines, "asha");
        var sweep = StopExtension.WithResource(file, 81);

        var adapted = StopExtension.WithTotalOf(sweep, file);

        SpecMerge.RequireSameTask("x", sweep, adapted);
        Assert.Equal((81L, sweep.Stop), (adapted.Trial["epochs"], adapted.Stop));
    }

    [Theory]
    [InlineData("asha", "{ asha: { rungs: [9, 27] } }", "'x' compares trials at 5, 14, 27 epochs, and the file at 9, 27 epochs")]
    [InlineData("asha", "{ asha: { guard: 0.5 } }", "'x' stops trials early by other settings than the file")]
    [InlineData("asha", "{ asha: { mode: stop } }", "'x' stops trials early by other settings than the file")]
    [InlineData("asha", "median", "'x' stops trials early by other settings than the file")]
    [InlineData("asha", null, "'x' stops trials early, and the file does not")]
    [InlineData(null, "asha", "'x' trains every trial to its end, and the file stops some early")]
    public void RequireSameTask_OfAFileWithOtherEarlyStopping_IsRefused(string? stop, string? other, string expected)
    {
        foreach (var lines in new[] { Grid, Space })
        {
            Assert.Equal(
                $"{expected}: submit that as a sweep of its own.",
                Refused(() => SpecMerge.RequireSameTask("x", Spec(lines, stop), Spec(lines, other))));
        }
    }

    [Fact]
    public void RequireSameTask_OfARepeatableGridWhoseFileLeavesTheLag_IsAllowed()
    {
        var file = Spec(Grid, "asha, repeatable: yes");

        SpecMerge.RequireSameTask("x", file.WithLag(4), file);
    }

    [Theory]
    [InlineData(Space, "{ asha: { rungs: [3, 27], factor: 4, guard: 0.5, brackets: 2, mode: stop } }")]
    [InlineData(Space, "median")]
    [InlineData(Grid, "asha, repeatable: { lag: 8 }")]
    [InlineData(Grid, null)]
    public void Json_OfASpec_HasItsEarlyStopping(string lines, string? stop)
    {
        var spec = Spec(lines, stop);

        var json = Json.Write(spec);

        Assert.Equal(spec.Stop, Json.ReadSpec(spec.Schema, json).Stop);
        Assert.Equal(stop is not null, json.Contains("\"stop\"", StringComparison.Ordinal));
    }

    private static SweepSpec Spec(string lines, string? stop)
    {
        string[] keys =
        [
            .. lines == Space ? ["trials: 3"] : Array.Empty<string>(),
            .. stop is null ? Array.Empty<string>() : [$"stop: {stop}"],
        ];
        var search = keys.Length > 0 ? $"search: {{ {string.Join(", ", keys)} }}" : "";
        return LanguageGrid.Parse($"{GridSamples.Head}{lines}{search}", GridSamples.File);
    }

    private static string Refused(Action step) => Assert.Throws<SherlockException>(step).Message;
}
