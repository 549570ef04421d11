using System.Diagnostics.Metrics;
using Sweep.Client.Backends;

namespace Sweep.Silo.Workbench;

/// <summary>
/// Measures how the slots of all silos of this process spend their time between two trials, by their own counter
/// <c>sweep_slot_seconds_total</c>.
/// </summary>
internal sealed class ScaleStages : IDisposable
{
    private const string Seconds = "sweep.slot.seconds";

    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, double> _seconds = [];

    public ScaleStages()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == Seconds) { listener.EnableMeasurementEvents(instrument); }
        };
        _listener.SetMeasurementEventCallback<double>((_, value, tags, _) => Add(value, tags));
        _listener.Start();
    }

    /// <summary>The seconds of all slots until now, by state.</summary>
    public IReadOnlyDictionary<string, double> Look()
    {
        // The callback runs on this thread, before the call returns.
        _seconds.Clear();
        _listener.RecordObservableInstruments();
        return new Dictionary<string, double>(_seconds);
    }

    /// <summary>What a trial takes on average beside its training, of what was seen at two looks.</summary>
    /// <param name="trials">The trials that began in between.</param>
    public static WaitingStages Between(
        IReadOnlyDictionary<string, double> before, IReadOnlyDictionary<string, double> after, int trials)
    {
        return new(Mean("reporting"), Mean("idle"), Mean("beginning"));

        double Mean(string state) => trials == 0 ? double.NaN : 1000 * (after[state] - before[state]) / trials;
    }

    public void Dispose() => _listener.Dispose();

    private void Add(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (_, state) in tags)
        {
            var name = (string)state!;
            _seconds[name] = _seconds.GetValueOrDefault(name) + value;
        }
    }
}
