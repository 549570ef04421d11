using Sweep.Grains.Sweeps;

namespace Sweep.Tests;

/// <summary>What tests that train nothing say of the language model.</summary>
internal static class Language
{
    /// <summary>The objective of a sweep that names none: val/loss, minimized.</summary>
    public static Objective Objective { get; } = new("val/loss", Goal.Minimize);
}
