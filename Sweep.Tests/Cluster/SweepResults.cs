using System.Text.Json.Nodes;
using Sweep.Tests.EndToEnd;

namespace Sweep.Tests.Cluster;

/// <summary>What came of a sweep's trials: status, weights and every series, except those that measure time.</summary>
internal sealed class SweepResults
{
    private readonly SortedDictionary<string, (string Status, string? Hash, JsonObject Series)> _trials = new(StringComparer.Ordinal);

    public int Count => _trials.Count;

    /// <summary>Reads what <c>export --format json</c> printed.</summary>
    public static SweepResults Read(Ended export)
    {
        Assert.True(export.ExitCode == 0, export.ToString());
        var results = new SweepResults();
        foreach (var trial in Exported.Trials(JsonNode.Parse(export.Out)!))
        {
            var series = trial["series"]!.DeepClone().AsObject();
            foreach (var metric in series.Select(entry => entry.Key)
                .Where(name => name.StartsWith("perf/", StringComparison.Ordinal)).ToList())
            {
                series.Remove(metric);
            }

            // Of "name-2/1" the number alone, because a sweep that is repeated has another folder.
            var number = trial["trial"]!.ToString().Split('/')[^1];
            results._trials.Add(number, (trial["status"]!.ToString(), trial["weights_hash"]?.ToString(), series));
        }

        return results;
    }

    /// <summary>Asserts that every trial ended with the status, the weights and the points, bit for bit, that it has elsewhere.</summary>
    public void AssertEqual(SweepResults other)
    {
        Assert.Equal(other._trials.Keys, _trials.Keys);
        foreach (var (name, (status, hash, series)) in _trials)
        {
            var (expectedStatus, expectedHash, expectedSeries) = other._trials[name];
            Assert.True(status == expectedStatus, $"Trial {name} is {status}, not {expectedStatus}.");
            Assert.Equal(expectedSeries.Select(entry => entry.Key).Order(), series.Select(entry => entry.Key).Order());
            foreach (var (metric, points) in series)
            {
                var (expected, actual) = (Steps(expectedSeries[metric]!), Steps(points!));
                Assert.True(
                    expected.SequenceEqual(actual),
                    $"Trial {name}, {metric}: missing {Few(expected.Except(actual))}, too many {Few(actual.Except(expected))}.");
                Assert.True(
                    JsonNode.DeepEquals(expectedSeries[metric], points), $"Trial {name}, {metric}: other values at the same steps.");
            }

            Assert.Equal(expectedHash, hash);
        }
    }

    private static List<long> Steps(JsonNode points) => [.. points.AsArray().Select(point => point!["step"]!.GetValue<long>())];

    private static string Few(IEnumerable<long> steps) => $"[{string.Join(", ", steps.Take(8))}]";
}
