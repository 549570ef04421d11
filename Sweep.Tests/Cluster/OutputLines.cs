namespace Sweep.Tests.Cluster;

/// <summary>The lines that a process has written so far, and those that tests wait for.</summary>
internal sealed class OutputLines
{
    private readonly List<string> _lines = [];
    private readonly List<DateTimeOffset> _times = [];
    private readonly List<(string Part, TaskCompletionSource<string> Seen)> _waiting = [];

    /// <summary>How many lines there are: where to begin when only later ones count.</summary>
    public int Count
    {
        get
        {
            lock (_lines) { return _lines.Count; }
        }
    }

    public IReadOnlyList<string> All
    {
        get
        {
            lock (_lines) { return [.. _lines]; }
        }
    }

    /// <summary>Each line with the time at which it was heard.</summary>
    public IReadOnlyList<(DateTimeOffset Time, string Line)> Timed
    {
        get
        {
            lock (_lines) { return [.. _times.Zip(_lines)]; }
        }
    }

    /// <summary>The first line that contains <paramref name="part"/>, past or future.</summary>
    /// <param name="part">What the line contains.</param>
    /// <param name="from">How many lines to pass over.</param>
    public Task<string> FirstAsync(string part, int from = 0)
    {
        lock (_lines)
        {
            if (_lines.Skip(from).FirstOrDefault(line => line.Contains(part, StringComparison.Ordinal)) is { } known)
            {
                return Task.FromResult(known);
            }

            var source = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((part, source));
            return source.Task;
        }
    }

    /// <summary>Takes a line; null, the end of a stream, is none.</summary>
    public void Hear(string? line)
    {
        if (line is null) { return; }
        lock (_lines)
        {
            _lines.Add(line);
            _times.Add(TimeProvider.System.GetUtcNow());
            _waiting.RemoveAll(waiting => line.Contains(waiting.Part, StringComparison.Ordinal) && waiting.Seen.TrySetResult(line));
        }
    }

    public override string ToString() => string.Join('\n', All);
}
