using System.Text.Json.Nodes;
using Sweep.Tests.Cluster;
using Sweep.Tests.Layers;
using Sweep.Tests.Storage;
using Sweep.Tests.Tools;

namespace Sweep.Tests.EndToEnd;

/// <summary>Someone sets the machine's calendar clock while it trains.</summary>
[Trait("Category", "Slow")]
public sealed class SetClockTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData(-1200)]
    [InlineData(1200)]
    public async Task Run_WhenTheClockIsSetMeanwhile_TrainsAllTrialsAndCountsTheTimeThatWentBy(int seconds)
    {
        var data = Path.Combine(_folder.Path, "data");
        var clock = new CalendarClock(_folder.Path);
        await using var run = GuardedProcess.Start(
            _folder.Path,
            clock.Environment.ToDictionary(variable => variable.Name, variable => variable.Value),
            ["dotnet", ProgramFiles.Silo, "run", TinyGrid.Write(_folder.Path), "--data", data, "--slots", "1", "--set", "trial.epochs=10"]);
        await run.LineAsync("tiny/1 epoch ");

        clock.Set(TimeSpan.FromSeconds(seconds));

        var ended = await run.EndAsync();
        Assert.True(ended.ExitCode == 0, ended.ToString());
        foreach (var trial in new[] { "tiny/1", "tiny/2" })
        {
            var shown = await EmbeddedProgram.JsonAsync("show", trial, "--json", "--data", data);
            Assert.Equal(1, (int)shown["attempts"]!);
            Assert.InRange((double)shown["seconds"]!, 0, 600);
            Assert.InRange(Time(shown, "finished_at") - Time(shown, "started_at"), TimeSpan.Zero, TimeSpan.FromSeconds(600));
        }
    }

    public void Dispose() => _folder.Dispose();

    private static DateTimeOffset Time(JsonNode trial, string key) => (DateTimeOffset)trial[key]!;
}
