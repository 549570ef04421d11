namespace Sweep.Client.Tables;

/// <summary>Writes commands that people copy.</summary>
internal static class ShellText
{
    /// <summary>Writes text as one shell word; adds quotes only if the shell needs them.</summary>
    public static string Quote(string word) =>
        word.Length > 0 && word.All(IsPlain) ? word : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    private static bool IsPlain(char letter) => char.IsLetterOrDigit(letter) || "-_./:,+=@%".Contains(letter, StringComparison.Ordinal);
}
