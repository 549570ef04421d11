using System.Collections.Immutable;
using Sweep.Grains.Sweeps;
using Sweep.Silo.Commands;
using Sweep.Silo.Contracts;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Commands;

/// <summary>Runs shell scripts as trainables. A script reads the protocol's variables, such as <c>$SHERLOCK_REPORT</c>.</summary>
internal sealed class CommandRig : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly CancellationTokenSource _stop = new();
    private int _attempts;

    public CommandLimits Limits { get; set; } = new();

    public ResourceDefinition Resource { get; set; } = ResourceDefinition.Steps;

    /// <summary>The step at which the attempt ends; null for the trial's end.</summary>
    public long? Until { get; set; }

    public IReadOnlyList<string>? Words { get; set; }

    /// <summary>What the file of the sweep sets, and how it is declared.</summary>
    public IReadOnlyList<(HyperparameterDefinition Setting, string Text)> Settings { get; set; } = [];

    /// <summary>Variables of the command.</summary>
    public ImmutableDictionary<string, string> Set { get; set; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Makes the folder of an attempt; null for one that can be used.</summary>
    public Func<DirectoryInfo>? MakeScratch { get; set; }

    public string Folder => _folder.Path;

    /// <summary>The folder in which the command works; null for <see cref="Folder"/>.</summary>
    public string? WorkingFolder { get; set; }

    /// <summary>Begins an attempt whose shell runs a script.</summary>
    public ITraining Begin(string script, CheckpointSource? checkpoint = null)
    {
        File.WriteAllText(Path.Combine(Folder, "train.sh"), script);
        var schema = new TrainableSchema("shell", "1", [new("rate", HyperparameterType.Number) { Default = 1.0 }])
        {
            Metrics = [new("loss") { Goal = Goal.Minimize }, new("val/loss")],
            Resource = Resource,
            Settings = [.. Settings.Select(one => one.Setting)],
        };
        var command = new CommandSpec([.. Words ?? ["sh", "train.sh"]], WorkingFolder ?? Folder) { Limits = Limits, Set = Set };
        var attempt = ++_attempts;
        return new CommandTrainable(schema, command, TimeProvider.System).Begin(
            new()
            {
                Sweep = "shells",
                Number = 7,
                Attempt = attempt,
                Hyperparameters = schema.Defaults,
                Seed = 3,
                Settings = Settings.ToImmutableDictionary(one => one.Setting.Name, one => one.Text),
                Objective = new("loss", Goal.Minimize),
                Until = Until,
                Checkpoint = checkpoint,
                MakeScratch = MakeScratch ?? (() => Directory.CreateDirectory(AttemptFolder)),
            },
            TestContext.Current.CancellationToken);
    }

    /// <summary>The report of the last attempt.</summary>
    public string Report => Path.Combine(AttemptFolder, "report.ndjson");

    private string AttemptFolder => Path.Combine(Folder, $"attempt {_attempts} ü");

    /// <summary>Trains one report after the other.</summary>
    public IEnumerator<StepReport?> Enumerate(ITraining training) => training.Train(_stop.Token).GetEnumerator();

    /// <summary>Trains to the end, and says what was reported: <c>1 loss=0.5</c>.</summary>
    public List<string> Train(ITraining training) =>
    [
        .. training.Train(_stop.Token).OfType<StepReport>().Select(report => string.Join(
            ' ',
            [$"{training.Step}", .. report.Values.Select(value => FormattableString.Invariant($"{value.Metric}={value.Value:R}"))])),
    ];

    public List<string> Train(string script)
    {
        using var training = Begin(script);
        return Train(training);
    }

    /// <summary>Stops the slot.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>The error of an attempt that fails.</summary>
    public string Error(string script) => Assert.Throws<CommandException>(() => Train(script)).Message;

    /// <summary>A checkpoint that a training has saved, for the next attempt.</summary>
    public static CheckpointSource Saved(ITraining training)
    {
        var stream = new MemoryStream();
        training.Save(stream);
        return new(training.CheckpointStep!.Value, "memory", () => new MemoryStream(stream.ToArray()));
    }

    public void Dispose()
    {
        _stop.Dispose();
        _folder.Dispose();
    }
}
