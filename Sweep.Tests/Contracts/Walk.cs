using Sweep.Grains.Sweeps;
using Sweep.Silo.Contracts;

namespace Sweep.Tests.Contracts;

/// <summary>
/// A random walk, as a user writes it, with a generator that belongs to its checkpoint. A test changes what it does by its hooks.
/// </summary>
internal sealed class Walk : ITrainable<Walk.Parameters>
{
    public sealed record Parameters
    {
        [Positive]
        public double Width { get; init; } = 0.5;

        [Between(1, 1000)]
        public int Steps { get; init; } = 20;
    }

    public TrainableDescription Description => new("walk")
    {
        Metrics = [new("distance") { Goal = Goal.Minimize }, new("place")],
        Resource = new("step") { Hyperparameter = "steps" },
    };

    /// <summary>Happens in each step, on the slot's thread.</summary>
    public Action<Walking, CancellationToken> OnStep { get; set; } = (_, _) => { };

    /// <summary>What it says of the number of its steps.</summary>
    public Func<Parameters, long?> Total { get; set; } = parameters => parameters.Steps;

    /// <summary>After which step it ends; null for the total.</summary>
    public long? EndsAt { get; set; }

    /// <summary>What each step reports.</summary>
    public Func<Walking, IEnumerable<StepReport?>> Report { get; set; } =
        walking => [new(("distance", Math.Abs(walking.Place)), ("place", walking.Place))];

    /// <summary>Whether it writes checkpoints.</summary>
    public bool Saves { get; set; } = true;

    /// <summary>The step at which a checkpoint counts as written.</summary>
    public Func<long, long> StepOf { get; set; } = step => step;

    public Action OnDispose { get; set; } = () => { };

    public ITraining Begin(TrialContext<Parameters> trial, CancellationToken cancellationToken) => new Walking(this, trial);

    internal sealed class Walking : ITraining
    {
        private readonly Walk _owner;
        private readonly Parameters _parameters;
        private ulong _state;

        public Walking(Walk owner, TrialContext<Parameters> trial)
        {
            (_owner, _parameters, _state) = (owner, trial.Parameters, (ulong)trial.Seed);
            if (trial.Checkpoint is not { } checkpoint) { return; }
            using var reader = new BinaryReader(checkpoint.OpenRead());
            (Step, Place, _state) = (owner.StepOf(checkpoint.Step), reader.ReadDouble(), reader.ReadUInt64());
        }

        public double Place { get; private set; }

        public long Step { get; set; }

        public long? TotalSteps => _owner.Total(_parameters);

        public long? CheckpointStep => _owner.Saves ? Step : null;

        public IEnumerable<StepReport?> Train(CancellationToken cancellationToken)
        {
            while (!cancellationToken.IsCancellationRequested && Step < (_owner.EndsAt ?? _parameters.Steps))
            {
                _owner.OnStep(this, cancellationToken);
                _state = (_state * 6364136223846793005) + 1442695040888963407;
                Place += _parameters.Width * ((_state >> 11) * (1.0 / (1UL << 53)) - 0.5);
                Step++;
                foreach (var report in _owner.Report(this)) { yield return report; }
            }
        }

        public void Save(Stream destination)
        {
            destination.Write(BitConverter.GetBytes(Place));
            destination.Write(BitConverter.GetBytes(_state));
        }

        public string StateHash() => FormattableString.Invariant($"{BitConverter.DoubleToInt64Bits(Place):x16}{_state:x16}");

        public void Dispose() => _owner.OnDispose();
    }
}
