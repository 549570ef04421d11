using System.Globalization;

namespace Sweep.Grains.Sweeps;

/// <summary>The numbers that a hyperparameter may have. An end that is not given is open.</summary>
public sealed record NumberRange
{
    /// <summary>All numbers.</summary>
    public static NumberRange All { get; } = new();

    /// <summary>The least number.</summary>
    public double? From { get; init; }

    /// <summary>All numbers are greater than this one.</summary>
    public double? Above { get; init; }

    /// <summary>The greatest number.</summary>
    public double? To { get; init; }

    /// <summary>All numbers are less than this one.</summary>
    public double? Below { get; init; }

    /// <summary>Whether there is no greatest number.</summary>
    public bool IsOpenAbove => To is null && Below is null;

    /// <summary>Whether no number lies in the range.</summary>
    public bool IsEmpty =>
        (From ?? Above) is { } least && (To ?? Below) is { } most
        && (least > most || (least == most && (Above is not null || Below is not null)));

    /// <summary>Whether a finite number lies in the range.</summary>
    public bool Contains(double number) =>
        double.IsFinite(number)
        && !(number < From)
        && !(number <= Above)
        && !(number > To)
        && !(number >= Below);

    /// <summary>The end of a sentence: <c> from 1 to 8192</c>, <c> above 0</c>, <c> below 1</c>; empty for all numbers.</summary>
    public override string ToString()
    {
        var least = Part("from", From) + Part("above", Above);
        return least + (least.Length == 0 ? Part("up to", To) + Part("below", Below) : Part("to", To) + Part("to below", Below));
    }

    private static string Part(string word, double? end) =>
        end is { } number ? string.Create(CultureInfo.InvariantCulture, $" {word} {number}") : "";
}
