using System.Globalization;

namespace Sweep.Tests.Cluster;

/// <summary>Times that the tests measured, said in their output beside the bar that the product is held to on a quiet machine.</summary>
/// <remarks>No test fails by them: what else a machine does is not the product's fault. README's numbers come from here.</remarks>
internal static class Measured
{
    /// <summary>Says the median and the worst of some times, and how many of them are beyond the bar.</summary>
    public static void Say(string what, TimeSpan bar, IReadOnlyCollection<TimeSpan> times)
    {
        Assert.NotEmpty(times);
        var sorted = times.Order().Select(time => time.TotalSeconds).ToList();
        var beyond = sorted.Count(time => time > bar.TotalSeconds);
        Tell(string.Create(
            CultureInfo.InvariantCulture,
            $"measured {what}: median {sorted[sorted.Count / 2]:0.000} s, worst {sorted[^1]:0.000} s; "
            + $"{beyond} of {sorted.Count} beyond the bar of {bar.TotalSeconds} s"));
    }

    /// <summary>A line of the test's output, which is shown at once too: a chaos that hangs has said its seed.</summary>
    public static void Tell(string line)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        TestContext.Current.SendDiagnosticMessage("{0}", line);
    }
}
