using System.Globalization;
using System.Text.Json.Nodes;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

/// <summary>Addresses of TensorBoard's page, if it runs on this machine on its usual port.</summary>
internal static class TensorBoardPage
{
    /// <summary>How many trials an address may leave out: browsers cut very long ones.</summary>
    public const int MostLeftOut = 250;

    private const string Home = "http://localhost:6006/";

    /// <summary>
    /// The curves of a sweep, with that of the objective pinned on top. They are not smoothed, because a smoothed curve is not what a trial
    /// did.
    /// </summary>
    /// <param name="without">The numbers of trials that are left out; at most <see cref="MostLeftOut"/>.</param>
    public static string Curves(Objective objective, IReadOnlyCollection<int> without)
    {
        var pinned = new JsonArray(new JsonObject { ["plugin"] = "scalars", ["tag"] = objective.Metric });
        var filter = without.Count > 0 ? $"runFilter={Uri.EscapeDataString(FilterWithout(without))}&" : "";
        return $"{Home}?{filter}smoothing=0&pinnedCards={Uri.EscapeDataString(pinned.ToJsonString())}#timeseries";
    }

    /// <summary>A regular expression for all runs but these. A run is a trial's folder, and may lie in that of its sweep.</summary>
    private static string FilterWithout(IEnumerable<int> trials) =>
        $"^(?!(.*/)?trial-0*({string.Join('|', trials.Order().Select(trial => trial.ToString(CultureInfo.InvariantCulture)))})(,|$))";
}
