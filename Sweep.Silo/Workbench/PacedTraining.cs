using System.Collections.Concurrent;
using Sweep.Client.Backends;
using Sweep.Grains.Sweeps;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.Workbench;

/// <summary>
/// Trains nothing, but takes the time that a trial takes, and reports in between. It knows how long each slot waited for its next trial.
/// </summary>
internal sealed class PacedTraining(ScaleRequest request, TimeProvider time) : ITrainable, IDisposable
{
    /// <summary>The metric by which trials are compared.</summary>
    public const string Loss = "loss";

    /// <summary>The hyperparameter that varies.</summary>
    public const string Number = "number";

    /// <summary>Multiples of this, modulo 1, are spread evenly, however many there are.</summary>
    private const double Golden = 0.618033988749895;

    private static readonly string[] _metrics =
        [Loss, .. Enumerable.Range(2, ScaleRequest.PointsOfReport - 1).Select(metric => $"metric_{metric}")];

    /// <summary>When the last trial of a slot ended, and 0 while it trains. Each slot has a thread of its own.</summary>
    private readonly ThreadLocal<long> _ended = new(trackAllValues: true);
    private readonly ConcurrentQueue<(long At, TimeSpan Waited)> _begun = [];
    private long _reports;
    private int _slots;

    public TrainableSchema Schema { get; } =
        new("bench", "1", [new(Number, HyperparameterType.WholeNumber) { Default = 0L }]);

    /// <summary>The reports that were made.</summary>
    public long Reports => Interlocked.Read(ref _reports);

    /// <summary>The slots that have begun a trial.</summary>
    public int Slots => Volatile.Read(ref _slots);

    public ITraining Begin(TrialContext trial, CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        if (_ended.Value is not 0 and var ended)
        {
            _ended.Value = 0;
            _begun.Enqueue((now, time.GetElapsedTime(ended, now)));
            return new Paced(this, share: 1);
        }

        // Slots that begin together would report and end together. So the first trial of each is shorter, by a share of its own.
        return new Paced(this, Interlocked.Increment(ref _slots) * Golden % 1);
    }

    /// <summary>How long slots waited for the trials that began between two timestamps.</summary>
    public IReadOnlyList<TimeSpan> Waits(long from, long to) =>
        [.. _begun.Where(begin => begin.At >= from && begin.At < to).Select(begin => begin.Waited)];

    /// <summary>How long the slots have waited that wait for a trial at a timestamp.</summary>
    public IEnumerable<TimeSpan> StillWaiting(long at) =>
        _ended.Values.Where(ended => ended != 0 && ended < at).Select(ended => time.GetElapsedTime(ended, at));

    public void Dispose() => _ended.Dispose();

    private sealed class Paced(PacedTraining owner, double share) : ITraining
    {
        private readonly int _reports = owner.Request.Reports;

        // A shorter trial lacks the first part.
        private readonly double _from = (1 - share) * owner.Request.Reports;
        private readonly TimeSpan _distance = owner.Request.Trial / owner.Request.Reports;

        public long Step { get; private set; }

        public long? TotalSteps => _reports - (int)_from;

        public long? CheckpointStep => owner.Request.CheckpointBytes > 0 && Step == TotalSteps ? Step : null;

        public IEnumerable<StepReport?> Train(CancellationToken cancellationToken)
        {
            var begun = owner.Time.GetTimestamp();
            while (Step < TotalSteps)
            {
                // A time of the schedule, so that delays do not add up.
                var left = (_distance * ((int)_from + Step + 1 - _from)) - owner.Time.GetElapsedTime(begun);
                if (left > TimeSpan.Zero && cancellationToken.WaitHandle.WaitOne(left)) { yield break; }
                Step++;
                Interlocked.Increment(ref owner._reports);
                yield return new([.. _metrics.Select(metric => (metric, 1.0 / Step))]);
            }

            owner._ended.Value = owner.Time.GetTimestamp();
        }

        public void Save(Stream destination)
        {
            var part = new byte[Math.Min(owner.Request.CheckpointBytes, 1 << 20)];

            // Bytes that no compression makes fewer, as weights are.
            new Random((int)Step).NextBytes(part);
            for (var left = owner.Request.CheckpointBytes; left > 0; left -= part.Length)
            {
                destination.Write(part, 0, Math.Min(left, part.Length));
            }
        }

        public void Dispose()
        {
        }
    }

    private ScaleRequest Request => request;

    private TimeProvider Time => time;
}
