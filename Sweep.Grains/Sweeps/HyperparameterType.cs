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

    /// <summary>
    /// The path of a file, a folder or a glob, absolute once it is read, or a word; in files <c>path</c>. Only settings have it.
    /// </summary>
    Path = 5,
}

/// <summary>The types by their words in files.</summary>
internal static class HyperparameterTypes
{
    // In the order of the enumeration.
    private static readonly string[] _words = ["int", "float", "word", "bool", "text", "path"];

    public static IReadOnlyList<string> Words => _words;

    public static string Word(HyperparameterType type) => _words[(int)type];

    /// <summary>The type of a word; null if it is none.</summary>
    public static HyperparameterType? Of(string word) =>
        Array.IndexOf(_words, word) is var index and >= 0 ? (HyperparameterType)index : null;
}
