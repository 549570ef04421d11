namespace Sweep.Client.Tables;

/// <summary>Commands that people copy.</summary>
internal static class ShellText
{
    /// <summary>A word as a shell takes it for one, in quotes only where it needs them.</summary>
    public static string Quote(string word) => word.Length > 0 && word.All(IsPlain) ? word : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    private static bool IsPlain(char letter) => char.IsLetterOrDigit(letter) || "-_./:,+=@%".Contains(letter, StringComparison.Ordinal);
}
