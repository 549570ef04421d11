using System.Globalization;
using System.Text.Json.Nodes;
using Sweep.Tests.EndToEnd;
using Sweep.Tests.Postgres;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Cluster;

/// <summary>A search with early stopping on three silos: a trial goes on from its checkpoint on any of them.</summary>
[Collection(ClusterTests.Name)]
[Trait("Category", "Slow")]
public sealed class StoppedClusterTests
{
    private const int Trials = 8;

    [Fact]
    public async Task Search_OnThreeSilosOfWhichTwoAreKilled_HasTheDecisionsAndTheWeightsOfAnUndisturbedOne()
    {
        await using var rig = await ClusterRig.CreateAsync();
        var (file, data) = (await WriteAsync(rig.Folder), Path.Combine(rig.Folder, "undisturbed"));
        var undisturbed = await ClusterGrid.TrainUndisturbedAsync(file, data, slots: 2);
        await rig.StartSilosAsync(3, slots: 1);
        var sweep = await rig.SubmitAsync(file);

        foreach (var (victim, decisions) in new[] { (0, 4), (1, 12) })
        {
            await UntilAsync(rig, decisions);
            await rig.Silos[victim].SignalAndEndAsync("KILL");
        }

        await Patience.UntilAsync("completed", sweep.StatusAsync, status => status == "Completed");
        var results = await rig.ResultsAsync(sweep);
        Assert.Equal(Trials, results.Count);
        results.AssertEqual(undisturbed);
        var log = await EmbeddedProgram.JsonAsync("export", "stopped", "--decisions", "--format", "json", "--data", data);
        Assert.Contains("Promote", log.ToJsonString(), StringComparison.Ordinal);

        // PostgreSQL keeps the names of an object in an order of its own.
        var other = JsonNode.Parse(await rig.DoAsync("export", "stopped", "--decisions", "--format", "json"));
        Assert.True(JsonNode.DeepEquals(log, other), $"{log}\n{other}");
        Assert.Equal(0L, await Sql.ScalarAsync(
            rig.Database,
            "SELECT count(*) FROM "
                + "(SELECT 1 FROM search_decisions WHERE kind = 'Promote' GROUP BY trial, level HAVING count(*) > 1) promoted_twice"));
    }

    private static Task<long> UntilAsync(ClusterRig rig, int decisions) => Patience.UntilAsync(
        $"at decision {decisions}",
        async () => (long)(await Sql.ScalarAsync(rig.Database, "SELECT count(*) FROM search_decisions"))!,
        count => count >= decisions);

    private static async Task<string> WriteAsync(string folder)
    {
        var path = Path.Combine(folder, "stopped.yaml");
        await File.WriteAllTextAsync(
            path,
            string.Create(CultureInfo.InvariantCulture, $$"""
                name: stopped
                corpus: sample
                trial:
                  embedding_size: 8
                  hidden_size: 8
                  sequence_length: 5
                  batch_size: 1024
                  negative_samples: 8
                  vocabulary_size: 200
                  validation_fraction: 0.02
                  epochs: 6
                space:
                  learning_rate: { from: 0.01, to: 0.5, scale: log }
                  rnn_size: { from: 4, to: 12 }
                  cell: [gru, lstm]
                search:
                  trials: {{Trials}}
                  stop: asha
                  repeatable: { lag: 3 }

                """),
            TestContext.Current.CancellationToken);
        return path;
    }
}
