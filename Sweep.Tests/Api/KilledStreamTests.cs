using System.Net.Http.Headers;
using Sweep.Tests.Cluster;
using Sweep.Tests.Postgres;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Api;

/// <summary>A tab whose silo is killed goes on at another one.</summary>
[Collection(ClusterTests.Name)]
[Trait("Category", "Slow")]
public sealed class KilledStreamTests
{
    private static readonly TimeSpan _bar = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Tab_WhoseSiloIsKilled_GoesOnAtAnotherAndMissesNothing()
    {
        await using var rig = await ClusterRig.CreateAsync();
        var silos = await rig.StartSilosAsync(2, slots: 1);
        var sweep = await rig.SubmitAsync(ClusterGrid.Write(rig.Folder, "followed", 40, epochs: 1));
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", (await rig.DoAsync("tokens", "create", "tab", "--role", "viewer")).Trim());
        var path = $"/api/v1/sweeps/{sweep.Sweep:n}/events";
        var told = new HashSet<long>();
        string last;
        await using (var first = await EventStream.OpenAsync(http, silos[0].Address(path), after: "0"))
        {
            while (told.Count < 5) { told.Add((long)(await first.NextAsync("event"))["id"]!); }
            last = first.LastId;
            await silos[0].SignalAndEndAsync("KILL");
        }

        var began = TimeProvider.System.GetTimestamp();
        await using var second = await EventStream.OpenAsync(http, silos[1].Address(path), last);
        await second.NextAsync("sweep");
        Measured.Say("kill -9 to the tab's next message", _bar, [TimeProvider.System.GetElapsedTime(began)]);
        for (var isCompleted = false; !isCompleted;)
        {
            var (kind, data) = await second.NextAsync() ?? throw new InvalidOperationException("The stream has ended.");
            if (kind == "event") { told.Add((long)data["id"]!); }
            isCompleted = kind == "sweep" && (string?)data["status"] == "Completed";
        }

        var stored = await Patience.UntilAsync(
            "told of every event",
            async () =>
            {
                var ids = await IdsAsync(rig.Database, sweep.Sweep);
                if (!ids.IsSubsetOf(told)) { told.Add((long)(await second.NextAsync("event"))["id"]!); }
                return ids;
            },
            ids => ids.IsSubsetOf(told));
        Assert.True(stored.Count >= 80, $"{stored.Count} events");
    }

    private static async Task<HashSet<long>> IdsAsync(string database, Guid sweep)
    {
        var text = (string)(await Sql.ScalarAsync(database, $"SELECT string_agg(id::text, ',') FROM events WHERE sweep_id = '{sweep}'"))!;
        return [.. text.Split(',').Select(long.Parse)];
    }
}
