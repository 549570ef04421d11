using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Sweep.Grains.Sweeps;

namespace Sweep.Silo.Contracts;

/// <summary>All that an attempt needs to know of its trial.</summary>
public record TrialContext
{
    /// <summary>The sweep's name on the command line, unique in its database.</summary>
    public required string Sweep { get; init; }

    /// <summary>The trial's number in its sweep, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The trial's name on the command line, such as <c>digits/7</c>.</summary>
    public string Trial => FormattableString.Invariant($"{Sweep}/{Number}");

    /// <summary>The number of the attempt, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>The trial's hyperparameters; the trainable's schema has checked them.</summary>
    public required Hyperparameters Hyperparameters { get; init; }

    /// <summary>
    /// Everything random in the training comes from it. Two attempts of one trial have the same seed, and must come to the same end.
    /// </summary>
    public required int Seed { get; init; }

    /// <summary>
    /// The settings of the whole sweep, by name: all that the schema declares, in canonical text, as <see cref="Hyperparameters.Text"/>.
    /// The schema has checked them, so a number can be parsed with the invariant culture. Paths are absolute. Default: none.
    /// </summary>
    public ImmutableDictionary<string, string> Settings { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The metric by which trials are compared.</summary>
    public required Objective Objective { get; init; }

    /// <summary>
    /// The level of the resource, such as epochs, at which this attempt ends, if that is before the trial's end. Another attempt may
    /// continue from there, so training must not depend on it: a schedule depends on the trial's total. A training need not look at it,
    /// because the slot ends it there. Default null: the attempt ends with the trial.
    /// </summary>
    public long? Until { get; init; }

    /// <summary>The checkpoint to continue from; null to start at the beginning.</summary>
    public CheckpointSource? Checkpoint { get; init; }

    /// <summary>Writes lines that name the trial into the process's log.</summary>
    public ILogger Log { get; init; } = NullLogger.Instance;

    /// <summary>Stores what the attempt's program has written, in place of what was stored before. Default: nowhere.</summary>
    internal Func<string, CancellationToken, Task> StoreLog { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>Makes <see cref="ScratchFolder"/>. Default: a folder in the folder for temporary files.</summary>
    internal Func<DirectoryInfo> MakeScratch { get; init; } = Temporary();

    /// <summary>
    /// A folder that only this attempt uses, the same at each call. It is made, empty, when it is first asked for, and removed after the
    /// attempt.
    /// </summary>
    /// <exception cref="Grains.SherlockException">The folder cannot be made.</exception>
    public DirectoryInfo ScratchFolder() => MakeScratch();

    private static Func<DirectoryInfo> Temporary()
    {
        var folder = new Lazy<DirectoryInfo>(() => Directory.CreateTempSubdirectory("sherlock-"));
        return () => folder.Value;
    }
}
