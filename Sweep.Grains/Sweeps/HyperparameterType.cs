namespace Sweep.Grains.Sweeps;

/// <summary>What the values of a hyperparameter are.</summary>
public enum HyperparameterType
{
    /// <summary>Whole numbers of 64 bits; in files <c>int</c>.</summary>
    WholeNumber = 0,

    /// <summary>Finite numbers; in files <c>float</c>.</summary>
    Number = 1,

    /// <summary>A few words; in files <c>word</c>.</summary>
    Word = 2,

    /// <summary>Either true or false; in files <c>bool</c>.</summary>
    Flag = 3,

    /// <summary>Any text; in files <c>text</c>.</summary>
    Text = 4,
}
