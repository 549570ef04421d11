using System.Text.Encodings.Web;
using System.Text.Json;
using Sweep.Grains;
using Sweep.Grains.Sweeps;
using Sweep.Silo.Contracts;

namespace Sweep.Tests.Commands;

/// <summary>What a silo makes of a command's report and of its end.</summary>
[Trait("Category", "Slow")]
public sealed class CommandTrainableTests : IDisposable
{
    private const string Line = """echo '{"step": 1, "loss": 0.5}' >> "$SHERLOCK_REPORT"; """;
    private static readonly JsonSerializerOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly CommandRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void Command_ThatReportsAndEnds_IsFinished()
    {
        using var training = _rig.Begin(Line + """echo '{"step": 3, "loss": NaN, "val/loss": "-Infinity"}' >> "$SHERLOCK_REPORT" """);

        Assert.Equal(["1 loss=0.5", "3 loss=NaN val/loss=-Infinity"], _rig.Train(training));
        Assert.True(training.IsFinished);
        Assert.Null(training.TotalSteps);
        Assert.Equal(3, training.Step);
    }

    [Fact]
    public void Command_WithATotal_IsFinishedAtItOrWhenItSaysSo()
    {
        _rig.Resource = new("epoch") { Number = 2 };

        Assert.Contains("ended at step 1 of 2, and did not report", _rig.Error(Line), StringComparison.Ordinal);
        Assert.Equal(["1 loss=0.5"], _rig.Train(Line + """echo '{"done": true}' >> "$SHERLOCK_REPORT" """));
        Assert.Contains(
            "report.ndjson:1: found step 3; allowed: steps up to 2",
            _rig.Error("""echo '{"step": 3, "loss": 0.5}' >> "$SHERLOCK_REPORT"; """),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Command_ThatReachesItsUntil_IsNotFinishedAndHasACheckpointOfThatStep()
    {
        (_rig.Resource, _rig.Until) = (new("epoch") { Number = 5 }, 2);
        using var training = _rig.Begin(
            """
            echo '{"step": 1, "loss": 1}' >> "$SHERLOCK_REPORT"
            mkdir "$SHERLOCK_CHECKPOINT/held"
            grep -q '"total": 5' "$SHERLOCK_TRIAL" || exit 3
            echo '{"step": '$SHERLOCK_UNTIL', "loss": 1, "checkpoint": "held"}' >> "$SHERLOCK_REPORT"
            """);

        Assert.Equal(["1 loss=1", "2 loss=1"], _rig.Train(training));
        Assert.Equal((false, 2, 2), (training.IsFinished, training.Step, training.CheckpointStep));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(5L)]
    public void Command_ThatPassesItsUntil_FailsAndSaysSo(long? total)
    {
        (_rig.Resource, _rig.Until) = (new("epoch") { Number = total }, 2);

        Assert.Equal(
            "report.ndjson:1: found step 3; allowed: steps up to 2, at which this attempt ends (until)",
            _rig.Error("""echo '{"step": 3, "loss": 1}' >> "$SHERLOCK_REPORT"; sleep 100"""));
        Assert.Contains("ended at step 1 of 2, and did not report", _rig.Error(Line), StringComparison.Ordinal);
    }

    [Fact]
    public void Command_WithoutANewlineAtItsEnd_LosesNothing() =>
        Assert.Equal(["1 loss=0.5", "2 loss=0.25"], _rig.Train(Line + """printf '{"step": 2, "loss": 0.25}' >> "$SHERLOCK_REPORT" """));

    [Theory]
    [InlineData("""{"step": 2, "los": 1}""", "report.ndjson:2: found the metric 'los'; declared: loss, val/loss; did you mean 'loss'?")]
    [InlineData("""{"step": 1, "loss": 1}""", "report.ndjson:2: found step 1, but step 1 was reported before; allowed: higher steps")]
    [InlineData("""{"step": 2, "loss": """, "report.ndjson:2: found '{\"step\": 2, \"loss\": ', which is not JSON")]
    [InlineData("""{"step": 2, "loss": "low"}""", "report.ndjson:2: found loss: 'low'; allowed: a number, NaN, Infinity or -Infinity")]
    [InlineData("""{"step": 2.5, "loss": 1}""", "report.ndjson:2: found step: '2.5'; allowed: a whole number from 1 on")]
    [InlineData("""{"loss": 1}""", "report.ndjson:2: found no step; allowed: \"step\": 1, counted from 1")]
    [InlineData("""{"step": 2, "checkpoint": "../outside"}""", "report.ndjson:2: found the checkpoint '../outside'; allowed: the name")]
    [InlineData("""{"step": 2, "checkpoint": "missing"}""", "report.ndjson:2: found the checkpoint 'missing'; allowed: the name")]
    [InlineData("""{"step": 2, "checkpoint": "./found"}""", "report.ndjson:2: found the checkpoint './found'; allowed: the name")]
    [InlineData("[1]", "report.ndjson:2: found '[1]'; allowed: a JSON object")]
    public void Line_ThatIsWrong_FailsTheAttemptWithItsPlace(string line, string error) =>
        Assert.StartsWith(error, _rig.Error($"{Line}echo '{line}' >> \"$SHERLOCK_REPORT\""), StringComparison.Ordinal);

    [Fact]
    public void Line_OfTenMegabytes_IsRefused() => Assert.Equal(
        "report.ndjson:2: found a line of more than 1 MiB; allowed: one line for each step",
        _rig.Error(Line + "head -c 10000000 /dev/zero | tr '\\0' x >> \"$SHERLOCK_REPORT\"; sleep 100"));

    [Fact]
    public void Command_ThatFails_SaysItsCodeAndItsLastError()
    {
        Assert.Equal("The command failed with exit code 3: no such data", _rig.Error("echo no such data >&2; echo more; exit 3"));
        Assert.Equal("The command was ended by signal 11.", _rig.Error("kill -s SEGV $$"));
        Assert.Equal("The command failed with exit code 255.", _rig.Error("exit 255"));
    }

    [Fact]
    public void Command_ThatRefusesHyperparameters_IsNotTriedAgain()
    {
        var byCode = Assert.Throws<InvalidHyperparametersException>(() => _rig.Train("echo rate too high >&2; exit 64"));
        var byLine = Assert.Throws<InvalidHyperparametersException>(
            () => _rig.Train("""echo '{"invalid": "rate", "why": "is too high."}' >> "$SHERLOCK_REPORT"; sleep 100"""));

        Assert.Equal("hyperparameters were refused by the command: rate too high", byCode.Message);
        Assert.Equal("rate is too high.", byLine.Message);
    }

    [Fact]
    public void Command_ThatDiverges_SaysWhy() => Assert.Equal(
        "loss is NaN",
        Assert.Throws<DivergedException>(
            () => _rig.Train(Line + """echo '{"diverged": "loss is NaN", "step": 2}' >> "$SHERLOCK_REPORT"; sleep 100""")).Message);

    [Fact]
    public void Command_ThatDiverges_LosesNoValueOfItsLastLine()
    {
        using var training = _rig.Begin(
            """printf '{"step": 2, "loss": NaN, "diverged": "loss is NaN"}' >> "$SHERLOCK_REPORT"; exit 1""");
        using var reports = _rig.Enumerate(training);

        Assert.True(reports.MoveNext());
        Assert.Equal(double.NaN, Assert.Single(reports.Current!.Values).Value);
        Assert.Throws<DivergedException>(() => reports.MoveNext());
    }

    [Theory]
    [InlineData("pythn", "found 'pythn', which is no program on PATH")]
    [InlineData("train.sh", "found 'train.sh', which is no program on PATH; did you mean './train.sh'?")]
    [InlineData("./train.sh", "is not executable")]
    [InlineData("./missing", "but there is no file")]
    [InlineData("./", "is a folder")]
    public void Command_ThatCannotBeStarted_IsTheMachinesFault(string program, string problem)
    {
        _rig.Words = [program];

        var error = Assert.Throws<SherlockException>(() => _rig.Train(Line));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Equal(SherlockException.OutOfReach, error.ExitCode);
    }

    [Fact]
    public void Command_WhoseFolderIsGone_IsTheMachinesFaultAndNamesIt()
    {
        _rig.WorkingFolder = "/no such folder";

        var error = Assert.Throws<SherlockException>(() => _rig.Train(Line));

        Assert.Equal(
            "The command of 'shell' cannot be started: there is no folder /no such folder for the command to work in.", error.Message);
        Assert.Equal(SherlockException.OutOfReach, error.ExitCode);
    }

    [Fact]
    public void Settings_OfTheSweep_AreInTheTrialsFileWithTheirTypes()
    {
        _rig.Settings =
        [
            (new("size", HyperparameterType.WholeNumber), "8"), (new("bonus", HyperparameterType.Number), "2"),
            (new("data", HyperparameterType.Path), "/srv/ü"), (new("exact", HyperparameterType.Flag), "true"),
            (new("mode", HyperparameterType.Text) { IsNullable = true }, "none"),
        ];

        _rig.Train("cp \"$SHERLOCK_TRIAL\" trial.json; " + Line);

        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(_rig.Folder, "trial.json")));
        Assert.Equal(
            """{"size":8,"bonus":2.0,"data":"/srv/ü","exact":true,"mode":null}""",
            JsonSerializer.Serialize(file.RootElement.GetProperty("settings"), _readable));
    }

    [Fact]
    public void Environment_OfACommand_HasNoSecretsOfTheSilo()
    {
        const string Secret = "SHERLOCK_TEST_SECRET";
        Environment.SetEnvironmentVariable(Secret, "hidden");

        _rig.Train("env > out; cp \"$SHERLOCK_TRIAL\" trial.json; " + Line);

        var names = File.ReadLines(Path.Combine(_rig.Folder, "out")).Select(line => line.Split('=')[0]).ToHashSet();
        Assert.Empty(names.Except(
        [
            "PATH", "HOME", "LANG", "TMPDIR", "OMP_NUM_THREADS", "PWD", "OLDPWD", "SHLVL", "_",
            "SHERLOCK_TRIAL", "SHERLOCK_REPORT", "SHERLOCK_CHECKPOINT", "SHERLOCK_SEED",
        ]));
        Assert.Contains("\"rate\": 1.0", File.ReadAllText(Path.Combine(_rig.Folder, "trial.json")), StringComparison.Ordinal);
    }
}
