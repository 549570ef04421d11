using System.Collections.Immutable;
using Sweep.Grains;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Storage;

public abstract partial class TrainableContract
{
    private static TrainableSchema Dice => new("dice", "1", _spiral.Definitions)
    {
        Settings =
        [
            new("corpus", HyperparameterType.Path) { IsRequired = true }, new("bonus", HyperparameterType.Number) { Default = 0.5 },
        ],
        Metrics = _spiral.Metrics,
    };

    private static SweepSpec Throws => _spec with
    {
        Name = "throws",
        Corpus = "/books",
        Trial = Dice.Defaults,
        Schema = Dice,
        OtherSettings = ImmutableDictionary<string, string>.Empty.Add("bonus", "0.25"),
    };

    [Fact]
    public async Task Sweep_WithSettings_GivesThemToItsTrialsAndToReaders()
    {
        await Trainables.PublishAsync([Dice], replaces: false, Token);
        var sweep = await Store.SubmitAsync(Throws);

        var assignment = await Store.AssignAsync(new(sweep, 1));

        Assert.Equal([("bonus", "0.25"), ("corpus", "/books")], Ordered((await SpecAsync(sweep)).Settings));
        Assert.Equal([("bonus", "0.25"), ("corpus", "/books")], Ordered(assignment.Settings));
        Assert.Equal(["/books"], await Store.QueryAsync("SELECT corpus FROM sweeps"));
    }

    [Fact]
    public async Task Sweep_WithoutAnOtherSetting_IsStoredAsBefore()
    {
        await Store.SubmitAsync(TestStore.Spec());

        Assert.DoesNotContain("settings", Assert.Single(await Store.QueryAsync("SELECT spec FROM sweeps")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extend_WithAnotherSetting_IsRefused()
    {
        await Trainables.PublishAsync([Dice], replaces: false, Token);
        var sweep = await Store.SubmitAsync(Throws);

        var error = await Assert.ThrowsAsync<SherlockException>(() => Store.Sweeps.ExtendAsync(
            sweep, SteeringRequest.New(), Throws with { OtherSettings = null }, Token));

        Assert.Equal(
            "'throws' is trained with bonus '0.25', and the grid says '0.5': submit that as a sweep of its own, or change it with "
                + "--set bonus=...",
            error.Message);
    }

    private static IEnumerable<(string, string)> Ordered(ImmutableDictionary<string, string> settings) =>
        settings.OrderBy(setting => setting.Key, StringComparer.Ordinal).Select(setting => (setting.Key, setting.Value));
}
