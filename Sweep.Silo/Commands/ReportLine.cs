using System.Collections.Immutable;

namespace Sweep.Silo.Commands;

/// <summary>One line of a command's report. All parts may be missing; a line without any of them is an error of the line.</summary>
internal sealed record ReportLine
{
    public long? Step { get; init; }

    /// <summary>The step's values, by metric.</summary>
    public ImmutableArray<(string Metric, double Value)> Values { get; init; } = [];

    /// <summary>The name of the folder in which there is a checkpoint of the step.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Why the trial has diverged.</summary>
    public string? Diverged { get; init; }

    /// <summary>The hyperparameter whose value cannot be trained.</summary>
    public string? Invalid { get; init; }

    /// <summary>What is wrong with it.</summary>
    public string? Why { get; init; }

    /// <summary>Whether the trial is trained to its end.</summary>
    public bool IsDone { get; init; }
}

/// <summary>A command does not keep to the protocol, or it failed: its attempt has failed.</summary>
/// <param name="message">One line that says what was wrong and what would be right.</param>
internal sealed class CommandException(string message, Exception? innerException = null) : Exception(message, innerException);
