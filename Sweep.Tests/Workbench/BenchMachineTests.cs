using Sweep.Model.Networks;
using Sweep.Silo.Workbench;

namespace Sweep.Tests.Workbench;

public sealed class BenchMachineTests
{
    private static readonly string _noFolder = Path.Combine(Path.GetTempPath(), "sherlock-no-data");

    [Theory]
    [InlineData("rnn", "float32", false)]
    [InlineData("window", "bfloat16", false)]
    [InlineData("rnn", "bfloat16", true)]
    public void DescribeMachine_OfATrial_SaysWhatItIsReallyComputedIn(string model, string precision, bool mayBeOther)
    {
        var trial = new LanguageModelParameters { Model = model, Precision = precision };

        var machine = new LocalBenchmarks(new CorpusCache(_noFolder)).DescribeMachine(trial);

        var expected = !mayBeOther ? "float32" : BFloat16Support.Here switch
        {
            BFloat16Support.Kind.Computed => "bfloat16",
            BFloat16Support.Kind.Emulated => "bfloat16, emulated",
            _ => "float32",
        };
        Assert.Equal((expected, BFloat16Support.Notice(trial.ToOptions(seed: 1))), (machine.ComputedIn, machine.Notice));
        Assert.InRange(machine.Cores, 1, machine.LogicalProcessors);
        Assert.Equal(Environment.ProcessorCount, machine.LogicalProcessors);
    }
}
