using System.Text.Json;

namespace Sweep.Grains.Telemetry;

/// <summary>The purpose of a write to the database.</summary>
internal enum StoreOperation
{
    /// <summary>Assigns trials to slots.</summary>
    Assign,

    /// <summary>Stores points and progress.</summary>
    Report,

    /// <summary>Stores a checkpoint, with its bytes.</summary>
    Checkpoint,

    /// <summary>Stores the log of an attempt.</summary>
    Log,

    /// <summary>Ends a trial's attempt.</summary>
    Finish,

    /// <summary>Hands a trial back to the queue.</summary>
    HandBack,

    /// <summary>Takes lost trials back.</summary>
    Recover,

    /// <summary>Completes a sweep.</summary>
    Complete,

    /// <summary>Stores a decision of a search, with the trials that it makes.</summary>
    Decide,

    /// <summary>Stores a new sweep.</summary>
    Submit,

    /// <summary>Removes what was deleted or is too old.</summary>
    Remove,

    /// <summary>Carries out a person's request: cancel, pause, resume, retry, extend.</summary>
    Steer,

    /// <summary>Keeps the cluster's own tables: members, reminders.</summary>
    Cluster,
}

internal static class StoreOperations
{
    private static readonly string[] _labels = [.. Enum.GetNames<StoreOperation>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];

    /// <summary>The label's value: <c>hand_back</c>.</summary>
    public static string Label(this StoreOperation operation) => _labels[(int)operation];
}
