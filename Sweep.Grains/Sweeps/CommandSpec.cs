using System.Collections.Immutable;

namespace Sweep.Grains.Sweeps;

/// <summary>A trainable that is a program of any language: how it is started, and what it may use.</summary>
/// <param name="Words">The program and its arguments, one word each; no shell reads them.</param>
/// <param name="Folder">
/// The absolute path of its working folder. A program with a <c>/</c> in its name starts there; another one is searched for on PATH.
/// </param>
[GenerateSerializer, Immutable, Alias("sweep.command")]
public sealed record CommandSpec([property: Id(0)] ImmutableArray<string> Words, [property: Id(1)] string Folder)
{
    /// <summary>Whether hyperparameters are passed as arguments, too: <c>--rate=0.1</c>. Default false.</summary>
    [Id(2)]
    public bool PassesArguments { get; init; }

    [Id(3)]
    public CommandLimits Limits { get; init; } = new();

    /// <summary>The names of variables that it gets as the silo has them. Default empty.</summary>
    [Id(4)]
    public ImmutableArray<string> Pass { get; init; } = [];

    /// <summary>Variables and their values. Default empty.</summary>
    [Id(5)]
    public ImmutableDictionary<string, string> Set { get; init; } = ImmutableDictionary<string, string>.Empty;

    public bool Equals(CommandSpec? other) =>
        other is not null
        && (Folder, PassesArguments, Limits) == (other.Folder, other.PassesArguments, other.Limits)
        && Words.SequenceEqual(other.Words)
        && Pass.SequenceEqual(other.Pass)
        && Set.Count == other.Set.Count
        && Set.All(pair => other.Set.TryGetValue(pair.Key, out var value) && value == pair.Value);

    public override int GetHashCode() => Words.Aggregate(Folder.GetHashCode(StringComparison.Ordinal), HashCode.Combine);
}

/// <summary>What one attempt of a command may use.</summary>
[GenerateSerializer, Immutable, Alias("sweep.command-limits")]
public sealed record CommandLimits
{
    /// <summary>The memory of all its processes, in bytes. Default null: no limit.</summary>
    [Id(0)]
    public long? Memory { get; init; }

    /// <summary>The time of one attempt. Default null: no limit.</summary>
    [Id(1)]
    public TimeSpan? Attempt { get; init; }

    /// <summary>The time without a report and without any output. Default null: no limit.</summary>
    [Id(2)]
    public TimeSpan? Silence { get; init; }

    /// <summary>The bytes of its output that are kept, from the end. Default 1 MiB.</summary>
    [Id(3)]
    public int Log { get; init; } = 1 << 20;

    /// <summary>The time between SIGTERM and SIGKILL. Default 30 s.</summary>
    [Id(4)]
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);
}
