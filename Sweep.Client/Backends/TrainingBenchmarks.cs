using System.Collections.Immutable;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Backends;

/// <param name="Corpus">sample, sherlock or a path.</param>
/// <param name="Cells">basic, gru, lstm.</param>
/// <param name="Slots">Slot counts to measure, such as 1, 2, 4.</param>
/// <param name="Trial">The rest of the configuration.</param>
/// <param name="Steps">Steps to time for each slot in each run, after the warm-up.</param>
/// <param name="Runs">Runs of each that is measured, in turns.</param>
/// <param name="Histograms">Whether to measure what histograms at every summary interval cost.</param>
public sealed record BenchRequest(
    string Corpus, ImmutableArray<string> Cells, ImmutableArray<int> Slots, Hyperparameters Trial, int Steps, int Runs, bool Histograms = false);

/// <summary>What was measured on.</summary>
/// <param name="Processor">Its name.</param>
/// <param name="Cores">Physical cores that this process may use.</param>
/// <param name="LogicalProcessors">Logical processors that it may use: two to a core where a core runs two threads.</param>
/// <param name="LibTorch">Version of libtorch.</param>
/// <param name="DotNet">Version of .NET.</param>
/// <param name="ComputedIn">What the trial's products are really computed in here: float32, bfloat16, or "bfloat16, emulated".</param>
/// <param name="Notice">What this machine does not do as the trial says; null where it does all.</param>
public sealed record BenchMachine(
    string Processor, int Cores, int LogicalProcessors, string LibTorch, string DotNet, string ComputedIn, string? Notice = null);

/// <summary>A rate over several runs.</summary>
/// <param name="Median">Of all runs; of an even number the mean of the middle two.</param>
/// <param name="Lowest">The slowest run's.</param>
/// <param name="Highest">The fastest run's.</param>
public sealed record RunRates(double Median, double Lowest, double Highest)
{
    /// <param name="rates">Of each run; one at least.</param>
    public static RunRates Of(IEnumerable<double> rates)
    {
        double[] sorted = [.. rates.Order()];
        return new((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted[0], sorted[^1]);
    }
}

/// <summary>Where a step's time goes, as shares that add up to 1: over all slots and runs.</summary>
/// <param name="Batch">Windows, negatives, and the rows that they touch.</param>
/// <param name="Forward">From the words to the hidden layer's outputs.</param>
/// <param name="Loss">Loss, and its gradients by the hidden layer's outputs and by the output rows.</param>
/// <param name="Backward">From there to the gradients of all weights.</param>
/// <param name="Update">Norm, clipping, and the optimizer's rule.</param>
/// <param name="Summaries">What is told about a step.</param>
/// <param name="Rest">All else, the freeing of a step's tensors above all.</param>
public sealed record StepShares(double Batch, double Forward, double Loss, double Backward, double Update, double Summaries, double Rest);

/// <summary>What training at one cell and number of slots gave.</summary>
/// <param name="Cell">basic, gru, lstm; window for the model that has none.</param>
/// <param name="Slots">Trainings at once.</param>
/// <param name="StepsPerSecond">Over all slots together.</param>
public sealed record TrainingBenchmark(string Cell, int Slots, RunRates StepsPerSecond)
{
    private const double MillisecondsPerSecond = 1e3;

    /// <summary>Words that are predicted in a second, over all slots.</summary>
    public required double WordsPerSecond { get; init; }

    /// <summary>Operations of one step's matrix products in 10⁹, forward and backward, all that the model asks for.</summary>
    public required double StepGigaOperations { get; init; }

    /// <summary>
    /// In 10⁹ operations a second of float32, whatever the trial is computed in: as many threads multiply matrices at the same time, and the best of each is added up. The
    /// bests need not be of the same moment, so that all at once may be somewhat slower.
    /// </summary>
    public required double Float32PeakGigaOperationsPerSecond { get; init; }

    /// <summary>Where the time of a step goes.</summary>
    public required StepShares Shares { get; init; }

    /// <summary>
    /// A plain TorchSharp loop (autograd over whole tables, float32) in the same run, steps a second; null unless slots is 1 and it would do the same work: model rnn, targets
    /// last, momentum, no clipping.
    /// </summary>
    public RunRates? PlainStepsPerSecond { get; init; }

    /// <summary>libtorch's own recurrent layer alone (float32), forward and backward in the same run, times a second; null unless slots is 1 and the model is rnn.</summary>
    public RunRates? LibraryPerSecond { get; init; }

    /// <summary>Throughput against one slot of the same cell in the same run; null if one slot was not measured.</summary>
    public double? RatioToOneSlot { get; init; }

    /// <summary>With histograms at every summary interval; null if that was not asked for.</summary>
    public double? HistogramStepsPerSecond { get; init; }

    /// <summary>The same against without them, both in turns: 1 less what they cost.</summary>
    public double? RatioWithHistograms { get; init; }

    /// <summary>The step's products a second, as a share of float32's peak: model FLOPs utilization. In bfloat16 it may be above 1.</summary>
    public double ShareOfFloat32Peak => StepGigaOperations * StepsPerSecond.Median / Float32PeakGigaOperationsPerSecond;

    /// <summary>Time of a step in its slot.</summary>
    public double StepMilliseconds => MillisecondsPerSecond * Slots / StepsPerSecond.Median;

    /// <summary>Time of the library's layer.</summary>
    public double? LibraryMilliseconds => MillisecondsPerSecond / LibraryPerSecond?.Median;

    /// <summary>How many times the plain loop's steps ours are.</summary>
    public double? RatioToPlain => StepsPerSecond.Median / PlainStepsPerSecond?.Median;

    /// <summary>How many times the library's layer alone a whole step of ours takes.</summary>
    public double? RatioToLibrary => StepMilliseconds / LibraryMilliseconds;
}
