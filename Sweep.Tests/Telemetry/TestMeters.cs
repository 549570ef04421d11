using System.Diagnostics.Metrics;
using System.Globalization;

namespace Sweep.Tests.Telemetry;

/// <summary>
/// Meters of one test's own, and what they have measured: instruments of the same names elsewhere in the process don't count.
/// </summary>
internal sealed class TestMeters : IMeterFactory
{
    private readonly Lock _lock = new();
    private readonly List<Meter> _meters = [];
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, double> _sums = [];
    private readonly Dictionary<string, int> _counts = [];
    private Dictionary<string, double> _gauges = [];

    public TestMeters()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == this) { listener.EnableMeasurementEvents(instrument); }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _listener.Start();
    }

    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        var meter = new Meter(options);
        lock (_lock) { _meters.Add(meter); }
        return meter;
    }

    /// <summary>The sum of all that a counter or histogram has recorded; null where it has no such series.</summary>
    /// <param name="series">As in <c>sweep.trials.ended{status=failed}</c>.</param>
    public double? Sum(string series)
    {
        lock (_lock) { return _sums.TryGetValue(series, out var sum) ? sum : null; }
    }

    /// <summary>How many values a histogram has recorded.</summary>
    public int Count(string series)
    {
        lock (_lock) { return _counts.GetValueOrDefault(series); }
    }

    /// <summary>What the gauges show now, and the counters that are only read when someone looks, by series.</summary>
    public IReadOnlyDictionary<string, double> Gauges()
    {
        _gauges = [];
        _listener.RecordObservableInstruments();
        return _gauges;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meters.ForEach(meter => meter.Dispose());
    }

    private void Hear(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = string.Join(',', tags.ToArray().Select(tag => string.Create(CultureInfo.InvariantCulture, $"{tag.Key}={tag.Value}")));
        var series = labels.Length == 0 ? instrument.Name : $"{instrument.Name}{{{labels}}}";
        if (instrument.IsObservable)
        {
            _gauges[series] = value;
            return;
        }

        lock (_lock)
        {
            _sums[series] = _sums.GetValueOrDefault(series) + value;
            _counts[series] = _counts.GetValueOrDefault(series) + 1;
        }
    }
}
