using System.Globalization;
using Sweep.Tests.Postgres;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Cluster;

/// <summary>A search on three silos, whose grains may live on any of them.</summary>
[Collection(ClusterTests.Name)]
[Trait("Category", "Slow")]
public sealed class SearchedClusterTests
{
    private const int Trials = 15;

    [Fact]
    public async Task Search_OnThreeSilosThatAreKilledOneAfterTheOther_HasTheTrialsOfAnUndisturbedOne()
    {
        await using var rig = await ClusterRig.CreateAsync();
        var file = await WriteAsync(rig.Folder);
        var undisturbed = await ClusterGrid.TrainUndisturbedAsync(file, Path.Combine(rig.Folder, "undisturbed"), slots: 2);
        await rig.StartSilosAsync(3, slots: 1);
        var sweep = await rig.SubmitAsync(file);

        foreach (var (victim, decisions) in new[] { (0, 4), (1, 9) })
        {
            await UntilAsync(rig, decisions);
            await rig.Silos[victim].SignalAndEndAsync("KILL");
            await rig.StartSiloAsync(slots: 1);
        }

        await Patience.UntilAsync("completed", sweep.StatusAsync, status => status == "Completed");
        var results = await rig.ResultsAsync(sweep);
        Assert.Equal(Trials, results.Count);
        results.AssertEqual(undisturbed);
        Assert.Equal(
            "Propose 15, End 1",
            await Sql.ScalarAsync(
                rig.Database,
                "SELECT string_agg(kind || ' ' || n, ', ' ORDER BY kind DESC) FROM "
                    + "(SELECT kind, count(*) n FROM search_decisions GROUP BY kind) kinds"));
    }

    private static Task<long> UntilAsync(ClusterRig rig, int decisions) => Patience.UntilAsync(
        $"at decision {decisions}",
        async () => (long)(await Sql.ScalarAsync(rig.Database, "SELECT count(*) FROM search_decisions"))!,
        count => count >= decisions);

    /// <summary>Trials that last a second or two, so that silos die while they train.</summary>
    private static async Task<string> WriteAsync(string folder)
    {
        var path = Path.Combine(folder, "searched.yaml");
        var epochs = ClusterGrid.EpochsIn(TimeSpan.FromSeconds(2));
        await File.WriteAllTextAsync(
            path,
            string.Create(CultureInfo.InvariantCulture, $$"""
                name: searched
                corpus: sample
                trial:
                  embedding_size: 8
                  hidden_size: 8
                  sequence_length: 5
                  batch_size: 256
                  negative_samples: 8
                  vocabulary_size: 200
                  validation_fraction: 0.02
                  epochs: {{epochs}}
                  summary_interval: 50
                space:
                  learning_rate: { from: 0.01, to: 0.5, scale: log }
                  rnn_size: { from: 4, to: 12 }
                  cell: [gru, lstm]
                search:
                  trials: {{Trials}}
                  repeatable: { lag: 3 }

                """),
            TestContext.Current.CancellationToken);
        return path;
    }
}
