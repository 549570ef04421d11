using System.Collections.Immutable;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Backends;

/// <param name="Corpus"><c>sample</c>, <c>sherlock</c> or a path.</param>
/// <param name="Cells"><c>basic</c>, <c>gru</c> or <c>lstm</c>.</param>
/// <param name="Slots">Slot counts to measure, such as 1, 2, 4.</param>
/// <param name="Trial">All other hyperparameters.</param>
/// <param name="Usual">The value of each hyperparameter in results of versions that did not have it.</param>
/// <param name="Steps">Steps to time for each slot in each run, after the warm-up.</param>
/// <param name="Runs">Number of runs of each measurement; different measurements take turns.</param>
/// <param name="Histograms">Whether to measure the cost of histograms at every summary interval.</param>
public sealed record BenchRequest(
    string Corpus, ImmutableArray<string> Cells, ImmutableArray<int> Slots,
    Hyperparameters Trial, Hyperparameters Usual, int Steps, int Runs, bool Histograms = false);

/// <summary>The machine and the software of a measurement.</summary>
/// <param name="Processor">Name of the processor.</param>
/// <param name="Cores">Number of physical cores that this process may use.</param>
/// <param name="LogicalProcessors">Number of logical processors that it may use: two for each core that runs two threads.</param>
/// <param name="LibTorch">Version of libtorch.</param>
/// <param name="DotNet">Version of .NET.</param>
/// <param name="ComputedIn">The number format in which this machine really computes the trial's products: float32, bfloat16, or "bfloat16,
/// emulated".</param>
/// <param name="Notice">What this machine does differently from what the trial says; null if nothing.</param>
public sealed record BenchMachine(
    string Processor, int Cores, int LogicalProcessors, string LibTorch, string DotNet, string ComputedIn, string? Notice = null);

/// <summary>A rate over several runs.</summary>
/// <param name="Median">Median of all runs; if their number is even, the mean of the middle two.</param>
/// <param name="Lowest">Rate of the slowest run.</param>
/// <param name="Highest">Rate of the fastest run.</param>
public sealed record RunRates(double Median, double Lowest, double Highest)
{
    /// <param name="rates">The rate of each run; at least one.</param>
    public static RunRates Of(IEnumerable<double> rates)
    {
        double[] sorted = [.. rates.Order()];
        return new((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted[0], sorted[^1]);
    }
}

/// <summary>How the time of a step divides, as shares that add up to 1, over all slots and runs.</summary>
/// <param name="Batch">Selects windows, negatives, and the rows that they use.</param>
/// <param name="Forward">Computes from the words to the hidden layer's outputs.</param>
/// <param name="Loss">Computes the loss and its gradients with respect to the hidden layer's outputs and the output rows.</param>
/// <param name="Backward">Computes from there to the gradients of all weights.</param>
/// <param name="Update">Computes the norm, clips, and applies the optimizer's rule.</param>
/// <param name="Summaries">Collects what a step reports.</param>
/// <param name="Rest">Everything else, mainly freeing a step's tensors.</param>
public sealed record StepShares(double Batch, double Forward, double Loss, double Backward, double Update, double Summaries, double Rest);

/// <summary>The result of a training benchmark for one cell and one number of slots.</summary>
/// <param name="Cell"><c>basic</c>, <c>gru</c> or <c>lstm</c>; <c>window</c> for the model without cells.</param>
/// <param name="Slots">Number of trainings at the same time.</param>
/// <param name="StepsPerSecond">Rate over all slots together.</param>
public sealed record TrainingBenchmark(string Cell, int Slots, RunRates StepsPerSecond)
{
    private const double MillisecondsPerSecond = 1e3;

    /// <summary>What this machine turned out to compute wrong, and what it used instead; one line each, each once per process.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>Words predicted per second, over all slots.</summary>
    public required double WordsPerSecond { get; init; }

    /// <summary>Operations of one step's matrix products in 10⁹, forward and backward, as the model defines them.</summary>
    public required double StepGigaOperations { get; init; }

    /// <summary>
    /// The machine's peak rate in 10⁹ operations per second, in the number format in which it computes the trial's products: as many
    /// threads run a loop of the widest vectors at the same time, and the best rates of the threads are added. The best rates may occur
    /// at different moments, so the real total may be somewhat lower. That of bfloat16 is twice that of float32.
    /// </summary>
    public required double PeakGigaOperationsPerSecond { get; init; }

    /// <summary>How the time of a step divides.</summary>
    public required StepShares Shares { get; init; }

    /// <summary>
    /// Steps per second of a plain TorchSharp loop (autograd over whole tables, float32) in the same run. Null unless there is one slot and
    /// the loop would do the same work: model rnn, targets last, momentum, no clipping.
    /// </summary>
    public RunRates? PlainStepsPerSecond { get; init; }

    /// <summary>
    /// Runs per second of libtorch's own recurrent layer alone (float32), forward and backward, in the same run; null unless there is one
    /// slot and the model is rnn.
    /// </summary>
    public RunRates? LibraryPerSecond { get; init; }

    /// <summary>Throughput divided by that of one slot of the same cell in the same run; null if one slot was not measured.</summary>
    public double? RatioToOneSlot { get; init; }

    /// <summary>Rate with histograms at every summary interval; null if that was not requested.</summary>
    public double? HistogramStepsPerSecond { get; init; }

    /// <summary>Rate with histograms divided by the rate without, measured in turns: 1 minus the cost of histograms.</summary>
    public double? RatioWithHistograms { get; init; }

    /// <summary>
    /// Model FLOPs utilization: the operations per second of the products, divided by the peak. It is the time that a step would take at
    /// the peak, divided by the time that it takes. In bfloat16 it may be above 1, on a processor with a matrix unit.
    /// </summary>
    public double ShareOfPeak => StepGigaOperations * StepsPerSecond.Median / PeakGigaOperationsPerSecond;

    /// <summary>Time of one step in its slot.</summary>
    public double StepMilliseconds => MillisecondsPerSecond * Slots / StepsPerSecond.Median;

    /// <summary>The time that a step's operations would take in its slot at the peak.</summary>
    public double LimitMilliseconds => MillisecondsPerSecond * Slots * StepGigaOperations / PeakGigaOperationsPerSecond;

    /// <summary>Time of one run of the library's layer.</summary>
    public double? LibraryMilliseconds => MillisecondsPerSecond / LibraryPerSecond?.Median;

    /// <summary>Steps per second of this program divided by those of the plain loop.</summary>
    public double? RatioToPlain => StepsPerSecond.Median / PlainStepsPerSecond?.Median;

    /// <summary>Time of one whole step of this program divided by the time of the library's layer alone.</summary>
    public double? RatioToLibrary => StepMilliseconds / LibraryMilliseconds;
}
