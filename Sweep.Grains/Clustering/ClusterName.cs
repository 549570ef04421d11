using Orleans.Configuration;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Clustering;

/// <summary>The cluster's id: silos and clients that say the same one, over the same database, belong together.</summary>
public static class ClusterName
{
    /// <summary>What is taken where nobody says otherwise.</summary>
    public const string Default = "sherlock";

    private const int Longest = 100;

    /// <param name="text">As the user wrote it.</param>
    /// <param name="where">Where it was written, for the message: <c>--cluster-id</c>, say.</param>
    /// <exception cref="SherlockException">It is none.</exception>
    public static string Check(string text, string where) =>
        text.Length is > 0 and <= Longest && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')
            ? text
            : throw new SherlockException($"{where} is {Spelling.Quote(text)}; allowed: up to {Longest} letters, digits, '-', '_' and '.'.");

    /// <summary>Names the cluster, and the service whose reminders it keeps: two clusters over one database share neither.</summary>
    public static void Apply(this ClusterOptions options, string clusterId) => options.ClusterId = options.ServiceId = clusterId;
}
