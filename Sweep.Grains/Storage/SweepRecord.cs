using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Storage;

/// <summary>A row of <c>sweeps</c>.</summary>
internal sealed class SweepRecord
{
    public Guid Id { get; init; }

    public required string Name { get; init; }

    /// <summary>A unique name: the sweep's name, or name-2, name-3 and so on if that was taken.</summary>
    public required string Folder { get; init; }

    public SweepStatus Status { get; init; }

    /// <summary>Whether its search may propose more trials. Until that is over, the sweep does not end.</summary>
    public bool IsSearching { get; init; }

    /// <summary>Whether and how trials end before their last step.</summary>
    public EarlyStopping EarlyStopping { get; init; }

    public required string Corpus { get; init; }

    /// <summary>What is trained.</summary>
    public required string Trainable { get; init; }

    public required string TrainableVersion { get; init; }

    /// <summary>The objective's metric.</summary>
    public required string Objective { get; init; }

    public Goal Goal { get; init; }

    /// <summary>The whole specification as JSON.</summary>
    public required string Spec { get; init; }

    /// <summary>Whether its trials begin in order of falling cost; otherwise in the order of their numbers.</summary>
    public bool LongestFirst { get; init; }

    /// <summary>Sweeps of a higher priority get slots first.</summary>
    public int Priority { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }
}

/// <summary>Whether and how trials of a sweep end before their last step.</summary>
internal enum EarlyStopping
{
    /// <summary>All trials train to their end.</summary>
    None,

    /// <summary>Trials are held at levels of their resource, and some go on.</summary>
    Hold,

    /// <summary>Trials are judged at levels of their resource while they train, and some end there.</summary>
    End,
}
