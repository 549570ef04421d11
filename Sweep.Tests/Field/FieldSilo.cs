using System.Globalization;
using Sweep.Tests.Cluster;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Field;

/// <summary>
/// A silo under a supervisor, which starts it again whenever it ends, as a service manager or the restart policy of a container does.
/// </summary>
internal sealed class FieldSilo : IAsyncDisposable
{
    /// <summary>After a disturbance the others may still give the silo up, or it may only now hear that they did.</summary>
    private static readonly TimeSpan _aftermath = TimeSpan.FromSeconds(45);

    private readonly Func<SiloServer> _start;
    private readonly CancellationTokenSource _end = new();
    private readonly List<string> _lost = [];
    private volatile SiloServer _run;
    private volatile bool _isDisturbed;
    private long _calmSince = long.MinValue;
    private int _restarts;
    private Task _supervision = Task.CompletedTask;

    private FieldSilo(string name, string data, CalendarClock clock, Func<SiloServer> start)
    {
        (Name, Data, Clock, _start) = (name, data, clock, start);
        _run = start();
    }

    /// <summary>The name of its machine.</summary>
    public string Name { get; }

    public string Data { get; }

    /// <summary>The calendar clock of its machine.</summary>
    public CalendarClock Clock { get; }

    /// <summary>How often the supervisor has started it again.</summary>
    public int Restarts => Volatile.Read(ref _restarts);

    /// <summary>How it ended, each time that it ended though it was not disturbed.</summary>
    public IReadOnlyList<string> Lost
    {
        get
        {
            lock (_lost) { return [.. _lost]; }
        }
    }

    /// <summary>The last lines of the process that runs now.</summary>
    public IEnumerable<string> LastLines => _run.Lines.All.TakeLast(20);

    private string LastLine => _run.Lines.All is [.., var last] ? last : "no line";

    /// <summary>What the running process calls itself in the database; null until it is ready.</summary>
    public string? Called => NameIn(_run);

    /// <summary>Whether it may end now: because of what is done to it, or was done a moment ago.</summary>
    private bool MayEnd => _isDisturbed
        || (_calmSince != long.MinValue && TimeProvider.System.GetElapsedTime(Volatile.Read(ref _calmSince)) < _aftermath);

    /// <summary>Starts a silo and its supervision.</summary>
    /// <param name="name">The name of its machine.</param>
    /// <param name="data">The folder of its own.</param>
    /// <param name="clock">Its machine's calendar clock.</param>
    /// <param name="start">Starts a process of it.</param>
    public static FieldSilo Start(string name, string data, CalendarClock clock, Func<SiloServer> start)
    {
        var silo = new FieldSilo(name, data, clock, start);
        silo._supervision = silo.SuperviseAsync();
        return silo;
    }

    /// <summary>From now on the silo may end.</summary>
    public void Disturb() => _isDisturbed = true;

    /// <summary>The disturbance is over: soon the silo may end no more.</summary>
    public void Calm()
    {
        Volatile.Write(ref _calmSince, TimeProvider.System.GetTimestamp());
        _isDisturbed = false;
    }

    public Task SignalAsync(string signal) => _run.SignalAsync(signal);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _supervision;
        await _run.DisposeAsync();
        _end.Dispose();
    }

    private static string? NameIn(SiloServer run)
    {
        const string before = "sherlock silo ";
        return run.Lines.All.FirstOrDefault(line => line.Contains(" is ready: ", StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(before, StringComparison.Ordinal) + before.Length)..].Split(' ')[0]
            : null;
    }

    private async Task SuperviseAsync()
    {
        try
        {
            while (true)
            {
                var code = await _run.EndedAsync(_end.Token);
                var end = string.Create(
                    CultureInfo.InvariantCulture, $"{Name} ended with exit code {code}: {LastLine}");
                Measured.Tell(end);
                if (!MayEnd && NameIn(_run) is not null)
                {
                    lock (_lost) { _lost.Add(end); }
                }

                await _run.DisposeAsync();
                _run = _start();
                Interlocked.Increment(ref _restarts);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }
}
