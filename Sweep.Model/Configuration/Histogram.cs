namespace Sweep.Model.Configuration;

/// <summary>The distribution of a tensor's elements: bins of one width between the smallest and the largest finite one.</summary>
/// <param name="Name">Such as <c>weights/embedding</c>.</param>
/// <param name="Left">The smallest finite element; NaN where there is none.</param>
/// <param name="Right">The largest finite element; NaN where there is none.</param>
/// <param name="Counts">Finite elements in each bin, the last one's right edge included; empty where there is none.</param>
/// <param name="NotFinite">Elements that are NaN or infinite.</param>
public sealed record Histogram(string Name, double Left, double Right, IReadOnlyList<long> Counts, long NotFinite);
