using Sweep.Grains.Trials;
using Sweep.Tests.Storage;

namespace Sweep.Tests.EndToEnd;

/// <summary>A pause that the training process does not live to see.</summary>
[Trait("Category", "Slow")]
public sealed class KilledPauseTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Pause_OfATrialWhoseProcessIsKilledBeforeItSeesIt_HoldsUntilTheTrialIsResumed()
    {
        await using (var running = SiloProcess.Start(
            "run", TinyGrid.Write(_folder.Path), "--data", Data, "--slots", "1", "--set", "trial.epochs=100000"))
        {
            await running.LineAsync("tiny/1 epoch ");
            await running.SignalAsync("STOP");
            await SucceedAsync("pause", "tiny/1");
            await running.SignalAndEndAsync("KILL");
        }

        await using (var others = SiloProcess.Start("resume", "tiny", "--data", Data, "--slots", "1"))
        {
            await others.LineAsync("tiny/2 epoch ");
            Assert.Equal(nameof(TrialStatus.Paused), await StatusAsync());
            await SucceedAsync("cancel", "tiny/2");
            await others.EndAsync();
        }

        Assert.Equal(nameof(TrialStatus.Paused), await StatusAsync());
        await using var resumed = SiloProcess.Start("resume", "tiny/1", "--data", Data, "--slots", "1");
        await resumed.LineAsync("tiny/1 epoch ");
    }

    private async Task<string> StatusAsync() =>
        (string)(await EmbeddedProgram.JsonAsync("show", "tiny/1", "--json", "--data", Data))["status"]!;

    private async Task SucceedAsync(params string[] args)
    {
        var ended = await SiloProcess.RunAsync([.. args, "--data", Data]);
        Assert.True(ended.ExitCode == 0, ended.ToString());
    }
}
