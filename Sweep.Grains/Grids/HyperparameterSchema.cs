namespace Sweep.Grains.Grids;

/// <summary>
/// The hyperparameters by their names in grid files: reads a value's text under its rule, and writes it in canonical text
/// (<c>64</c>, <c>0.05</c>, <c>lstm</c>, <c>none</c>; invariant culture, shortest round-trip form).
/// </summary>
public static class HyperparameterSchema
{
}
