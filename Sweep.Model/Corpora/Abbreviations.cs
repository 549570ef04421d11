namespace Sweep.Model.Corpora;

/// <summary>Words after which a full stop ends no sentence.</summary>
internal static class Abbreviations
{
    public static bool Contains(ReadOnlySpan<char> word) => word is "mr" or "mrs" or "dr" or "st";
}
