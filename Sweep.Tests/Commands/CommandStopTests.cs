using System.Globalization;
using Sweep.Silo.Commands;
using Sweep.Silo.Contracts;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Commands;

/// <summary>How a command ends that does not end on its own: its slot stops, or it breaks a limit.</summary>
[Trait("Category", "Slow")]
public sealed class CommandStopTests : IDisposable
{
    // A process of the group, one with a session of its own, and one that ignores SIGTERM.
    private const string Family = """
        sleep 1000 & echo $! >> ids
        setsid sleep 1000 & echo $! >> ids
        sh -c 'trap "" TERM; echo $$ >> ids; sleep 1000' &
        until [ $(wc -l < ids) = 3 ]; do sleep 0.01; done
        echo '{"step": 1, "loss": 1}' >> "$SHERLOCK_REPORT"

        """;

    private readonly CommandRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Command_WhoseSlotStops_SavesAndIsHandedBack()
    {
        using var training = _rig.Begin(
            """
            save() { mkdir "$SHERLOCK_CHECKPOINT/last"; echo '{"step": 2, "loss": 2, "checkpoint": "last"}' >> "$SHERLOCK_REPORT"; exit 0; }
            trap save TERM
            echo '{"step": 1, "loss": 1}' >> "$SHERLOCK_REPORT"
            while :; do sleep 0.01; done
            """);
        var trained = Task.Run(() => _rig.Train(training), TestContext.Current.CancellationToken);
        await Patience.UntilAsync("at step 1", () => training.Step == 1);

        _rig.Stop();

        Assert.Equal(["1 loss=1", "2 loss=2"], await trained.InTimeAsync());
        Assert.False(training.IsFinished);
        Assert.Equal(2, training.CheckpointStep);
    }

    [Fact]
    public async Task Command_ThatIgnoresTheSignal_IsKilledWithAllItsProcesses()
    {
        _rig.Limits = new() { Grace = TimeSpan.FromMilliseconds(100) };
        using var training = _rig.Begin(Family + "trap '' TERM; while :; do sleep 0.01; done");
        var trained = Task.Run(() => _rig.Train(training), TestContext.Current.CancellationToken);
        await Patience.UntilAsync("at step 1", () => training.Step == 1);

        _rig.Stop();
        await trained.InTimeAsync();

        Assert.False(training.IsFinished);
        Assert.Empty(Living());
    }

    [Fact]
    public void Command_ThatEnds_LeavesNoProcess()
    {
        _rig.Train(Family + "(sleep 0.2; echo '{\"step\": 2, \"loss\": 2}' >> \"$SHERLOCK_REPORT\") & exit 0");

        Assert.Empty(Living());
    }

    [Fact]
    public void Training_ThatIsDisposed_LeavesNoProcess()
    {
        using (var training = _rig.Begin(Family + "wait"))
        {
            _ = training.Train(CancellationToken.None).First(report => report is not null);
            Assert.Equal(3, Living().Count);
        }

        Assert.Empty(Living());
    }

    [Fact]
    public void Command_BeyondItsTime_Fails()
    {
        _rig.Limits = new() { Attempt = TimeSpan.FromSeconds(1) };

        Assert.Equal("The attempt took longer than 1 s, its limit (limits.attempt).", _rig.Error("while :; do echo more; sleep 0.1; done"));
    }

    [Fact]
    public void Command_ThatIsSilent_Fails()
    {
        _rig.Limits = new() { Silence = TimeSpan.FromSeconds(1) };

        Assert.Equal(
            "The command reported and wrote nothing for 1 s, its limit (limits.silence).", _rig.Error("sleep 1000"));
    }

    [Fact]
    public void Command_BeyondItsMemory_Fails()
    {
        _rig.Limits = new() { Memory = 64 << 20 };
        _rig.Words = ["python3", "-c", "import time; held = bytearray(100 << 20); time.sleep(1000)"];

        Assert.Matches("^The command used 1[0-9]{2} MiB of memory; its limit is 64 MiB", _rig.Error(""));
    }

    [Fact]
    public void Command_ThatFloodsItsOutput_IsNotHeldUp() => Assert.Equal(
        ["1 loss=1"],
        _rig.Train(
            """
            head -c 50000000 /dev/zero | tr '\0' y; yes oh no | head -c 50000000 >&2
            echo '{"step": 1, "loss": 1}' >> "$SHERLOCK_REPORT"
            """));

    [Fact]
    public void Command_ThatReportsWithoutPause_IsStoppedWhileItsLinesAreRead()
    {
        using var training = _rig.Begin(
            """
            trap 'touch asked; exit 0' TERM
            seq 1 1000 | sed 's/.*/{"step": &, "loss": 1}/' >> "$SHERLOCK_REPORT"
            while :; do sleep 0.01; done
            """);
        Patience.Until("reported", () => new FileInfo(_rig.Report).Length > 20_000);
        using var lines = _rig.Enumerate(training);
        Assert.True(lines.MoveNext());
        _rig.Stop();
        Assert.True(lines.MoveNext());

        Patience.Until("asked to end", () => File.Exists(Path.Combine(_rig.Folder, "asked")));

        Assert.Equal(2, training.Step);
    }

    [Fact]
    public void Command_WhoseReportsWait_StillHasItsLimits()
    {
        _rig.Limits = new() { Attempt = TimeSpan.FromSeconds(1), Silence = TimeSpan.FromMilliseconds(1) };
        using var training = _rig.Begin("trap 'touch asked; exit 0' TERM; while :; do sleep 0.01; done");

        Patience.Until(
            "asked to end",
            () =>
            {
                ((IKeepsReports)training).WhileWaiting(CancellationToken.None);
                return File.Exists(Path.Combine(_rig.Folder, "asked"));
            });

        Assert.Equal(
            "The attempt took longer than 1 s, its limit (limits.attempt).",
            Assert.Throws<CommandException>(() => _rig.Train(training)).Message);
    }

    private List<int> Living() =>
    [
        .. File.ReadLines(Path.Combine(_rig.Folder, "ids")).Select(line => int.Parse(line, CultureInfo.InvariantCulture)).Where(IsLiving),
    ];

    // A process that is dead and that its parent has not asked about is still in the kernel's table.
    internal static bool IsLiving(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/stat").Split(')')[^1].Trim()[0] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
