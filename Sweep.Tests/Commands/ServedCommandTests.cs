using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Sweep.Tests.Cluster;
using Sweep.Tests.EndToEnd;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Commands;

/// <summary>Silos of a cluster that train a command of their own file.</summary>
[Collection(ClusterTests.Name)]
[Trait("Category", "Slow")]
public sealed class ServedCommandTests
{
    private const int Steps = 20;

    private static readonly TimeSpan _orphanBar = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Reports a step, and the others when the folder has a file 'go'. It starts a process that leaves its group and its session.
    /// </summary>
    private static readonly string _script = string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        setsid sleep 1000 &
        step=1
        while [ $step -le {{Steps}} ]; do
          echo "{\"step\": $step, \"loss\": $step}" >> "$SHERLOCK_REPORT"
          step=$((step + 1))
          until [ -e go ]; do sleep 0.05; done
        done
        """);

    private static readonly string _commands = string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        gated:
          version: "1"
          command: [sh, train.sh]
          hyperparameters: { rate: { type: float, default: 1 } }
          metrics: { loss: minimize }
          resource: { name: step, total: {{Steps}} }
        """);

    [Fact]
    public async Task Silo_KilledWhileItTrainsACommand_LeavesNoProcessAndAnotherFinishesTheTrialOnce()
    {
        await using var rig = await ClusterRig.CreateAsync();
        rig.SiloOptions.Add(("--trainables", Write(rig, "commands.yaml", _commands)));
        Write(rig, "train.sh", _script);
        var first = await rig.StartSiloAsync();
        var sweep = await rig.SubmitAsync(Write(rig, "gates.yaml", "name: gates\ntrainable: gated\ngrid: { rate: [0.5] }\n"));
        await Patience.UntilAsync("at a step", sweep.TrialsAsync, trials => trials.All(trial => trial.Step > 0));
        await rig.StartSiloAsync();
        Assert.NotEmpty(QuadraticSweep.Living(first.Data));

        await first.SignalAndEndAsync("KILL");

        var killed = Stopwatch.GetTimestamp();
        await Patience.UntilAsync("without orphans", () => QuadraticSweep.Living(first.Data).Count == 0);
        Measured.Say("kill -9 of a silo to the end of its command", _orphanBar, [Stopwatch.GetElapsedTime(killed)]);
        Write(rig, "go", "");
        await Patience.UntilAsync("completed", sweep.StatusAsync, status => status == "Completed");
        Assert.Equal(2, (await sweep.AttemptsAsync()).Count);
        var export = JsonNode.Parse(await rig.DoAsync("export", "gates", "--format", "json"))!;
        var trial = Assert.Single(Exported.Trials(export));
        Assert.Equal(Enumerable.Range(1, Steps).Select(step => ((long)step, (double)step)), Exported.Points(trial, "loss"));
    }

    private static string Write(ClusterRig rig, string name, string text)
    {
        var path = Path.Combine(rig.Folder, name);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }
}
