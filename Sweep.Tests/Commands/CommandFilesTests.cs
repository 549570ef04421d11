using Sweep.Grains;
using Sweep.Silo.Commands;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Commands;

/// <summary>What goes wrong with the files through which a silo and a command talk, and with the command's own environment.</summary>
[Trait("Category", "Slow")]
public sealed class CommandFilesTests : IDisposable
{
    private const string Line = """echo '{"step": 1, "loss": 0.5}' >> "$SHERLOCK_REPORT"; """;

    private readonly CommandRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void Report_WrittenAgainForEachLine_FailsTheAttempt() => Assert.StartsWith(
        "report.ndjson:2: found that the file was written again from its beginning; allowed: to append lines to it",
        _rig.Error("""i=10; while :; do echo '{"step": '$i', "loss": 1}' > "$SHERLOCK_REPORT"; i=$((i + 1)); sleep 0.05; done"""),
        StringComparison.Ordinal);

    [Fact]
    public void Report_ReplacedByAnotherFile_FailsTheAttempt() => Assert.Contains(
        "found that the file was written again",
        _rig.Error("""echo '{"step": 1, "loss": 1}' > other; mv other "$SHERLOCK_REPORT" """),
        StringComparison.Ordinal);

    [Fact]
    public void Attempt_WhoseFolderCannotBeUsed_IsTheMachinesFault()
    {
        _rig.MakeScratch = () => new(Path.Combine(_rig.Folder, "missing"));

        Assert.Equal(SherlockException.OutOfReach, Assert.Throws<SherlockException>(() => _rig.Train(Line)).ExitCode);
    }

    [Fact]
    public void Checkpoint_RemovedAfterItWasReported_IsTheCommandsFault()
    {
        using var training = _rig.Begin(
            """
            mkdir "$SHERLOCK_CHECKPOINT/one"; echo '{"step": 1, "loss": 1, "checkpoint": "one"}' >> "$SHERLOCK_REPORT"
            until [ -e go ]; do sleep 0.01; done; rmdir "$SHERLOCK_CHECKPOINT/one"
            """);
        using var reports = _rig.Enumerate(training);
        Assert.True(reports.MoveNext());
        File.WriteAllText(Path.Combine(_rig.Folder, "go"), "");
        while (reports.MoveNext())
        {
            // The command removes the folder, and ends.
        }

        Assert.Equal(
            "The checkpoint's 'one' cannot be read; allowed: not to touch a checkpoint that is reported",
            Assert.Throws<CommandException>(() => training.Save(Stream.Null)).Message);
    }

    [Fact]
    public void Command_WithAPathOfItsOwn_IsStillGuarded()
    {
        _rig.Words = ["/bin/sh", "train.sh"];
        _rig.Set = _rig.Set.Add("PATH", "/nowhere");

        Assert.Equal(["1 loss=0.5"], _rig.Train(Line));
    }

    [Fact]
    public void Command_WithLibrariesOfItsOwn_DoesNotChangeThoseOfItsGuard()
    {
        _rig.Set = _rig.Set.Add("LD_LIBRARY_PATH", "/no where");

        Assert.Equal(
            ["1 loss=0.5"],
            _rig.Train("grep -zq ^LD_ /proc/$PPID/environ && exit 3; [ \"$LD_LIBRARY_PATH\" = '/no where' ] || exit 4; " + Line));
    }

    [Fact]
    public void Script_ThatReportsSomeSteps_EndsAtItsTotal()
    {
        _rig.Words = Script(
            """
            for step in trial.steps(4):
                if step % 2 == 0:
                    trial.report(step, loss=step)
            """);

        Assert.Equal(["2 loss=2", "4 loss=4"], _rig.Train(""));
    }

    [Fact]
    public void Script_ThatReachesItsUntil_WritesACheckpointThere()
    {
        (_rig.Resource, _rig.Until) = (new("epoch") { Number = 5 }, 3);
        _rig.Words = Script(
            """
            for step in trial.steps(4):
                trial.report(step, loss=step)
                if trial.stopping:
                    with trial.checkpoint(step):
                        pass
            """);
        using var training = _rig.Begin("");

        Assert.Equal(["1 loss=1", "2 loss=2", "3 loss=3"], _rig.Train(training));
        Assert.Equal((false, 3), (training.IsFinished, training.CheckpointStep));
    }

    /// <summary>A script that uses the file of the sample.</summary>
    private static string[] Script(string script)
    {
        var sample = Path.Combine(Repository.Folder, "docs", "samples", "quadratic");
        var begin = $"import sys; sys.path.insert(0, '{sample}'); import sherlock; trial = sherlock.trial()";
        return ["python3", "-B", "-c", $"{begin}\n{script}"];
    }
}
