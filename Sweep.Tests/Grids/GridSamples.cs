using Sweep.Grains;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Grids;

/// <summary>Grids as text, and the lines of the errors in them.</summary>
internal static class GridSamples
{
    /// <summary>Where the grids stand that are parsed from text.</summary>
    public const string File = "grids/x.yaml";

    /// <summary>A right grid, to which a test adds lines from line 3 on.</summary>
    public const string Head = "name: x\ncorpus: sample\n";

    /// <summary>The keys at the top of a grid file.</summary>
    public const string TopKeys = "name, trainable, corpus, objective, patience, seeds, trial, grid, space, search, order, claims";

    /// <summary>What seeds may be.</summary>
    public const string Seeds = "a list of distinct whole numbers from 0 to 2147483647, such as [1, 2, 3]";

    /// <summary>What a sweep's name may be.</summary>
    public const string NameRule = "letters, digits and '-', the first not '-', at most 64 of them";

    /// <summary>A right grid with the beginning of its claims. It ends in line 6; a claim's one line is the 7th, from column 5.</summary>
    public const string ClaimsHead = Head + "trial: { epochs: 2 }\ngrid: { cell: [lstm, gru], hidden_size: [64, 96] }\n\nclaims:\n";

    public static string[] Errors(string yaml, params string[] overrides)
    {
        var exception = Assert.Throws<SherlockException>(() => LanguageGrid.Parse(yaml, File, overrides));
        Assert.Equal(SherlockException.BadInput, exception.ExitCode);
        return exception.Message.Split('\n');
    }

    /// <summary>The search of a right grid with more lines.</summary>
    public static SearchSpec Search(string lines) => LanguageGrid.Parse(Head + lines, File).Search!;

    /// <summary>Asserts all errors that more lines make, in any order: line, column and what is wrong.</summary>
    public static void AssertErrors(string lines, params string[] expected) => Assert.Equal(
        expected.Select(line => $"{File}:{line}").Order(StringComparer.Ordinal), Errors(Head + lines).Order(StringComparer.Ordinal));

    public static string Error(string yaml, params string[] overrides) => Assert.Single(Errors(yaml, overrides));
}
