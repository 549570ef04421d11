using Orleans.Configuration;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Clustering;

/// <summary>The cluster's id: silos and clients with the same id, over the same database, form one cluster.</summary>
public static class ClusterName
{
    /// <summary>The id that is used if none is given.</summary>
    public const string Default = "sherlock";

    private const int Longest = 100;

    /// <param name="text">The id as the user wrote it.</param>
    /// <param name="where">The option or variable that holds it, for the message, such as <c>--cluster-id</c>.</param>
    /// <exception cref="SherlockException">The text is not a valid id.</exception>
    public static string Check(string text, string where) =>
        text.Length is > 0 and <= Longest && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')
            ? text
            : throw new SherlockException(
                $"{where} is {Spelling.Quote(text)}; allowed: up to {Longest} letters, digits, '-', '_' and '.'.");

    /// <summary>
    /// Sets the id of the cluster, and of the service whose reminders it keeps: two clusters over one database share neither.
    /// </summary>
    public static void Apply(this ClusterOptions options, string clusterId) => options.ClusterId = options.ServiceId = clusterId;
}
