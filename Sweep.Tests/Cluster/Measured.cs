using System.Globalization;

namespace Sweep.Tests.Cluster;

/// <summary>Times that the tests measured, said in their output: what README's numbers come from.</summary>
internal static class Measured
{
    /// <summary>
    /// How many times its bar something may take before a test fails. Machines are shared and noisy, and every core trains: the numbers are for reading, a
    /// test is for what is broken.
    /// </summary>
    public const int Slack = 4;

    /// <summary>Says them beside <paramref name="bar"/>, and asserts that none is <see cref="Slack"/> times as long.</summary>
    public static void AtMost(string what, TimeSpan bar, IReadOnlyCollection<TimeSpan> times)
    {
        Say(string.Create(CultureInfo.InvariantCulture, $"{what} (bar {bar.TotalSeconds} s)"), times);
        Assert.All(times, time => Assert.True(time <= Slack * bar, $"{what}: {time.TotalSeconds:0.00} s, where the bar is {bar.TotalSeconds:0.00} s."));
    }

    /// <summary>Says the median and the worst of some times.</summary>
    public static void Say(string what, IReadOnlyCollection<TimeSpan> times)
    {
        Assert.NotEmpty(times);
        var sorted = times.Order().Select(time => time.TotalSeconds).ToList();
        Tell(string.Create(CultureInfo.InvariantCulture, $"measured {what}: median {sorted[sorted.Count / 2]:0.000} s, worst {sorted[^1]:0.000} s of {sorted.Count}"));
    }

    /// <summary>A line of the test's output, which is shown at once too: a chaos that hangs has said its seed.</summary>
    public static void Tell(string line)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        TestContext.Current.SendDiagnosticMessage("{0}", line);
    }
}
