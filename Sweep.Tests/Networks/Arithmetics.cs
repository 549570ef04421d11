using Sweep.Model.Networks;

namespace Sweep.Tests.Networks;

/// <summary>The choices that processors of several kinds make, whatever kind this one is.</summary>
internal static class Arithmetics
{
    /// <summary>Nothing but what every processor has.</summary>
    public static TrainingArithmetic Plain => new(bfloat16: null);
}
