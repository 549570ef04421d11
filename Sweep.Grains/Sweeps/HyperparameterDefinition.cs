using System.Collections.Immutable;

namespace Sweep.Grains.Sweeps;

/// <summary>
/// One hyperparameter of a trainable, as data: what its values are, and what they mean for a trial. <see cref="HyperparameterText"/> reads
/// and writes its values.
/// </summary>
/// <param name="Name">Its name in sweep files, in snake case.</param>
public sealed record HyperparameterDefinition(string Name, HyperparameterType Type)
{
    /// <summary>
    /// The values of a <see cref="HyperparameterType.Word"/>, or what a path may be instead of one, in the order in which errors list them.
    /// </summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>The values of a number.</summary>
    public NumberRange Range { get; init; } = NumberRange.All;

    /// <summary>
    /// Whether training computes with it in float32. Then a new sweep may have only values that lie in the range as a float32, too. A
    /// stored value need not.
    /// </summary>
    public bool IsFloat32 { get; init; }

    /// <summary>The value of a trial that does not set it; null if it is required.</summary>
    public object? Default { get; init; }

    /// <summary>Whether every sweep must set it, because it has no default.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether <c>none</c> is one of its values.</summary>
    public bool IsNullable { get; init; }

    /// <summary>Whether the value affects what is trained. Default true.</summary>
    public bool IsTrained { get; init; } = true;

    /// <summary>
    /// Whether older databases do not have it: their trials were trained with its default. At the default it is not part of a trial's
    /// identity.
    /// </summary>
    public bool IsAddedLater { get; init; }

    /// <summary>A word that an earlier version wrote for another one; null if there was none.</summary>
    public FormerWord? Former { get; init; }

    /// <summary>Whether its values are words rather than numbers, so that they may be quoted.</summary>
    public bool IsWord => Type is HyperparameterType.Word or HyperparameterType.Text or HyperparameterType.Path;

    /// <summary>Whether a value is part of the trial's identity.</summary>
    public bool IsIdentity(object? value) => IsTrained && !(IsAddedLater && Equals(value, Default));

    /// <summary>The value in a trial's identity: a renamed word keeps its original form.</summary>
    public object? IdentityValue(object? value) => Former is not null && Equals(value, Former.Current) ? Former.Former : value;

    /// <summary>Today's form of a word.</summary>
    public string CurrentWord(string word) => word == Former?.Former ? Former.Current : word;

    /// <summary>Whether a stored trial may have this value.</summary>
    public bool Allows(object? value) => value switch
    {
        null => IsNullable,
        long number => Type is HyperparameterType.WholeNumber && Range.Contains(number),
        double number => Type is HyperparameterType.Number && Range.Contains(number),
        string text => Type is HyperparameterType.Text or HyperparameterType.Path
            || (Type is HyperparameterType.Word && Words.Contains(text, StringComparer.Ordinal)),
        bool => Type is HyperparameterType.Flag,
        _ => false,
    };

    /// <summary>
    /// Whether a new sweep may have an allowed value: as training computes with it, a number still lies in the range, and a text has no
    /// control characters, which some databases and file systems refuse.
    /// </summary>
    public bool IsComputable(object? value) => value switch
    {
        double number => !IsFloat32 || Range.Contains((float)number),
        string text => !text.Any(char.IsControl),
        _ => true,
    };
}

/// <summary>
/// A word that an earlier version wrote for a word that has a new name now. Sweep files and databases may still contain it: it is read as
/// the new word. A trial's identity keeps the former word, so that a trial in an older database stays the same trial.
/// </summary>
public sealed record FormerWord(string Former, string Current);
