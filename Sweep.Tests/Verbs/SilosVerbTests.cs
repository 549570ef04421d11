using System.Text.Json.Nodes;
using Sweep.Grains.Storage;
using Sweep.Silo.Files;
using Sweep.Tests.Storage;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Verbs;

public sealed class SilosVerbTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ClientRig _rig = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public SilosVerbTests() => _rig.Source.Cluster = new(
        [
            new("ada-1", "ada", "10.0.0.1:11111", "sherlock", Some.Noon, new("2.0.1+ab12", 4), [Trial(1, 1), Trial(3, 2)]),
            new(
                "bob-1", "bob", "10.0.0.2:11111", "sherlock", Some.Noon,
                new("2.0.1+ab12", 2, Draining.Wait, Draining.Wait, "eve", Some.Noon.AddDays(9)), []),
            new("old-1", "old", "10.0.0.3:11111", "sherlock", Some.Noon, null, []),
        ],
        5);

    public void Dispose()
    {
        _rig.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Silos_OfACluster_SaysWhatEachSlotTrainsSinceWhen()
    {
        Assert.Equal(0, await _rig.RunAsync("silos"));

        Assert.Matches(@"ada-1 +2\.0\.1 +active +4 +2026-03-01 12:00:00 +1 +sizes/1 +2026-03-01 12:00:01", _rig.Out);
        Assert.Matches(@"\n +2 +sizes/3 +2026-03-01 12:00:03", _rig.Out);
        Assert.Matches(@"bob-1 +2\.0\.1 +drained +2 .* nothing", _rig.Out);
        Assert.Matches("old-1 +– +active +– .* nothing", _rig.Out);
        Assert.Equal("warning: The certificate of bob-1 expires on 2026-03-10: renew it.\n", _rig.Error);
    }

    [Fact]
    public async Task Silos_InANarrowTerminal_SaysWhatIsNotShown()
    {
        _rig.Width = 40;

        Assert.Equal(0, await _rig.RunAsync("silos"));

        Assert.Matches("ada-1 .*sizes/1", _rig.Out);
        Assert.Matches("Not shown in 40 columns: ", _rig.Out);
    }

    [Fact]
    public async Task Silos_WithJson_IsOneDocument()
    {
        Assert.Equal(0, await _rig.RunAsync("silos", "--json"));

        var json = JsonNode.Parse(_rig.Out)!;
        Assert.Equal(("2.0.1+ab12", 4), ((string?)json["silos"]![0]!["version"], (int?)json["silos"]![0]!["slots"]));
        Assert.Equal(("wait", true), ((string?)json["silos"]![1]!["drain"], (bool?)json["silos"]![1]!["drained"]));
        Assert.Equal((5, 2), ((int?)json["queue"]!["waiting"], (int?)json["queue"]!["running"]));
    }

    [Theory]
    [InlineData(true, "No silo runs: start one with 'serve'.\n")]
    [InlineData(false, "No process trains in the data folder now.\n")]
    public async Task Silos_WhereThereIsNone_SaysSo(bool isCluster, string says)
    {
        (_rig.Backend.HasCluster, _rig.Source.Cluster) = (isCluster, new([], 0));

        Assert.Equal(0, await _rig.RunAsync("silos"));

        Assert.Equal(("", says), (_rig.Out, _rig.Error));
    }

    [Fact]
    public async Task Steering_OfTheSiloOfADataFolder_IsWhatThatSiloReads()
    {
        using var database = await SherlockDatabase.CreateAsync(_folder.Database, Token);
        using var hold = new DataFolder(_folder.Path).Hold(TimeProvider.System);
        var store = SiloStore.Over(database);
        await store.AnnounceAsync("Silo_ab12", new("2.0", 2), Token);

        Assert.Equal(0, await RunAsync("drain", "Silo", "--hand-over"));
        Assert.Equal(Draining.HandOver, (await store.FactsAsync("Silo_ab12", Token))!.Draining);
        await store.FollowAsync("Silo_ab12", Draining.HandOver, Token);
        Assert.Equal(0, await RunAsync("drain", "Silo", "--wait"));
        Assert.Equal(0, await RunAsync("slots", "Silo", "5"));
        Assert.Equal(0, await RunAsync("drain", "Silo", "--undo"));

        Assert.Equal(
            "Silo_ab12 takes no more trials within seconds; it trains 0 trials now. 'silos' says when it is drained.\n"
            + "Silo_ab12 is drained: it trains nothing.\nSilo_ab12 has 5 slots within seconds.\n"
            + "Silo_ab12 takes trials again within seconds.\n",
            _rig.Out);
        Assert.Equal((5, Draining.No), await store.FactsAsync("Silo_ab12", Token) is var facts ? (facts!.Slots, facts.Draining) : default);
    }

    [Fact]
    public async Task Drain_ThatAnotherPersonEnds_WaitsNoLonger()
    {
        using var database = await SherlockDatabase.CreateAsync(_folder.Database, Token);
        using var hold = new DataFolder(_folder.Path).Hold(TimeProvider.System);
        var store = SiloStore.Over(database);
        await store.AnnounceAsync("Silo_ab12", new("2.0", 2), Token);
        var waiting = RunAsync("drain", "Silo", "--wait");
        await Patience.UntilAsync(
            "asked to drain", () => store.FactsAsync("Silo_ab12", Token), facts => facts!.Draining is Draining.Wait);

        await store.DrainAsync("Silo_ab12", Draining.No, "eve", Token);
        while (!waiting.IsCompleted) { await _rig.WaitAsync(TimeSpan.FromSeconds(1)); }

        Assert.Equal(2, await waiting);
        Assert.Equal("error: Silo_ab12 takes trials again: another person has ended the drain.\n", _rig.Error);
    }

    [Theory]
    [InlineData("N is 0; allowed: a whole number from 1 to 1024.", "slots", "ada", "0")]
    [InlineData("--undo: found beside --hand-over or --wait; allowed: without them", "drain", "ada", "--undo", "--wait")]
    [InlineData(" now, so there is no silo to steer.", "drain", "ada")]
    public async Task Steering_ThatCannotBe_SaysWhyInOneLine(string says, params string[] args)
    {
        Assert.Equal(2, await RunAsync(args));

        Assert.EndsWith($"{says}\n", _rig.Error, StringComparison.Ordinal);
    }

    private static RunningTrial Trial(int number, int slot) =>
        new(Some.SweepId, "sizes", number, "ada-1", slot, Some.Noon.AddSeconds(number));

    private Task<int> RunAsync(params string[] args) => _rig.RunAsync(["silos", .. args, "--data", _folder.Path]);
}
