using System.Globalization;

namespace Sweep.Tests.Cluster;

/// <summary>Times that the tests measured, said in their output: what README's numbers come from.</summary>
internal static class Measured
{
    /// <summary>
    /// How many times its bar a single time may be before a test fails: machines are shared and noisy, and every core trains. What is usual is held to the bar
    /// itself, or to twice a bar of so few seconds that a busy machine alone takes as long.
    /// </summary>
    public const int Slack = 4;

    private static readonly TimeSpan _longBar = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Says them beside <paramref name="bar"/>, and asserts that half of them are near it, where there are several, and that none is <see cref="Slack"/> times as long.
    /// </summary>
    public static void AtMost(string what, TimeSpan bar, IReadOnlyCollection<TimeSpan> times)
    {
        Say(string.Create(CultureInfo.InvariantCulture, $"{what} (bar {bar.TotalSeconds} s)"), times);
        var usual = times.Order().ElementAt((times.Count - 1) / 2);
        var most = bar >= _longBar ? bar : 2 * bar;
        Assert.True(times.Count == 1 || usual <= most, $"{what}: most take {usual.TotalSeconds:0.00} s or more, where the bar is {bar.TotalSeconds:0.00} s.");
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
