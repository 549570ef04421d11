using System.Buffers;

namespace Sweep.Grains.Storage;

/// <summary>
/// Chooses the name of a sweep's folder, below logs and checkpoints. Whatever the sweep's name is, the folder's name is valid on every file
/// system: ASCII letters, digits, '-' and '_', not a name that Windows reserves, and short enough.
/// </summary>
internal static class FolderName
{
    private const int Longest = 64;

    private static readonly SearchValues<char> _plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private static readonly HashSet<string> _reserved = new(
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).SelectMany(port => new[] { $"COM{port}", $"LPT{port}" })],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The folder of a new sweep: its name, or name-2, name-3 and so on if that is taken.</summary>
    /// <param name="taken">
    /// The names in use. They are compared without case, because on some file systems 'Sizes' and 'sizes' are the same folder.
    /// </param>
    public static string Free(string name, IEnumerable<string> taken)
    {
        var (plain, others) = (Plain(name), new HashSet<string>(taken, StringComparer.OrdinalIgnoreCase));
        if (!others.Contains(plain)) { return plain; }
        var number = 2;
        while (others.Contains($"{plain}-{number}")) { number++; }
        return $"{plain}-{number}";
    }

    private static string Plain(string name)
    {
        var plain = string.Concat(name.Take(Longest).Select(letter => _plain.Contains(letter) ? letter : '-'));

        // Every program that is given the folder would read a leading '-' as an option.
        var trimmed = plain.Trim('-');
        return trimmed.Length == 0 ? "sweep" : _reserved.Contains(trimmed) ? $"{trimmed}-sweep" : plain.TrimStart('-');
    }
}
