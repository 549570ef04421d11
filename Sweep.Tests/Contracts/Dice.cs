using System.Globalization;
using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Sweeps;
using Sweep.Silo.Contracts;

namespace Sweep.Tests.Contracts;

/// <summary>
/// A user's trainable with settings: it adds one of them to each of its three values, and checks another before a sweep is stored.
/// </summary>
internal sealed class Dice : ITrainable<Dice.Parameters>, IPreparesSweeps
{
    public sealed record Parameters
    {
        [Between(1, 100)]
        public int Eyes { get; init; } = 6;
    }

    /// <summary>The settings that every step of a trial had, in order.</summary>
    public List<string> Given { get; } = [];

    public TrainableDescription Description { get; } = new("dice")
    {
        Settings =
        [
            new("bonus", HyperparameterType.Number) { Default = 0.5 },
            new("table", HyperparameterType.Path) { IsRequired = true },
        ],
        Metrics = [new("score") { Goal = Goal.Maximize }],
    };

    public SweepCheck Check(SweepSpec spec, CancellationToken cancellationToken) => File.Exists(spec.Settings["table"])
        ? new(2)
        : throw new SherlockException($"there is no table {spec.Settings["table"]}") { Key = "table" };

    public void CheckCheckpoint(TrialContext trial) => Given.Add(trial.Settings["table"]);

    public ITraining Begin(TrialContext<Parameters> trial, CancellationToken cancellationToken) => new Throws(this, trial);

    private sealed class Throws(Dice owner, TrialContext<Parameters> trial) : ITraining
    {
        public long Step { get; private set; }

        public long? TotalSteps => 3;

        public IEnumerable<StepReport?> Train(CancellationToken cancellationToken)
        {
            while (Step < TotalSteps)
            {
                Step++;
                lock (owner.Given) { owner.Given.Add(trial.Settings["table"]); }
                var bonus = double.Parse(trial.Settings["bonus"], CultureInfo.InvariantCulture);
                yield return new(("score", trial.Parameters.Eyes + bonus));
            }
        }

        public void Save(Stream destination) => destination.WriteByte(0);

        public void Dispose()
        {
        }
    }
}
