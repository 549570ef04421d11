namespace Sweep.Grains.Storage;

/// <summary>A row of <c>attempt_logs</c>: the last part of what the program of an attempt has written.</summary>
internal sealed class AttemptLogRecord
{
    public Guid SweepId { get; init; }

    public int Trial { get; init; }

    public int Attempt { get; init; }

    public required string Text { get; set; }
}
