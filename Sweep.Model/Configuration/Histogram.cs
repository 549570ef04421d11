namespace Sweep.Model.Configuration;

/// <summary>The distribution of a tensor's elements: bins of equal width between the smallest and the largest finite element.</summary>
/// <param name="Name">Such as <c>weights/embedding</c>.</param>
/// <param name="Left">The smallest finite element; NaN if no element is finite.</param>
/// <param name="Right">The largest finite element; NaN if no element is finite.</param>
/// <param name="Counts">
/// The number of finite elements in each bin; the last bin includes its right edge. Empty if no element is finite.
/// </param>
/// <param name="NotFinite">Elements that are NaN or infinite.</param>
public sealed record Histogram(string Name, double Left, double Right, IReadOnlyList<long> Counts, long NotFinite);
